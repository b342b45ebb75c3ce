//! Types as messages show them.

use std::cell::Cell;
use std::fmt::Write;

use triceps_language::is_identifier;
use triceps_middle::kinds::{Additional, Property, PropertyFlags, Type, TypeId};
use triceps_middle::order::sort_by;
use triceps_middle::strings::Str;
use triceps_middle::{DeclId, DeclKind};

use super::object::{ObjectKind, VariantsKind};
use super::table::Types;
use super::text::{escaped, quoted};

/// How deep a name goes: types that contain themselves are cut off.
const DEEPEST: u8 = 32;

/// How many types a whole name names: of arrays in arrays there can be more than memory holds.
const MOST: u32 = 2000;

/// How many types a message names: a file can have many messages about one long type.
const MOST_SHOWN: u32 = 50;

/// How many bytes of a string or name a message shows.
const LONGEST_SHOWN: usize = 200;

/// What is left of the name of a type.
#[derive(Clone, Copy)]
struct Budget<'r> {
    depth: u8,
    /// How many types it may still name.
    left: &'r Cell<u32>,
    /// Whether it is for a message, and ends once nothing is left.
    is_shown: bool,
}

impl Budget<'_> {
    /// The room for the types inside of one type, if there is any.
    fn inner(self) -> Option<Self> {
        let depth = self.depth.checked_sub(1)?;
        self.left.set(self.left.get().checked_sub(1)?);
        Some(Self { depth, ..self })
    }

    /// Whether no further member of a type is named.
    fn is_over(self) -> bool {
        self.is_shown && self.left.get() == 0
    }

    /// A text as far as it is named, and what follows where it is cut.
    fn cut(self, text: &str) -> (&str, &'static str) {
        if !self.is_shown || text.len() <= LONGEST_SHOWN {
            return (text, "");
        }
        let end = (0..=LONGEST_SHOWN).rev().find(|end| text.is_char_boundary(*end));
        (&text[..end.unwrap_or_default()], "..")
    }
}

impl Types<'_> {
    /// The name of a type in a message: `'a' | 'b'`, `(int | string)[]`, `{ name: string }`. A long one is cut: `'a' | ..`.
    pub fn name(&self, id: TypeId) -> String {
        let mut name = String::new();
        self.write_name(id, &mut name, Budget { depth: DEEPEST, left: &Cell::new(MOST_SHOWN), is_shown: true });
        name
    }

    /// The name by which a type is compared with others.
    pub(super) fn whole_name(&self, id: TypeId) -> String {
        let mut name = String::new();
        self.write_name(id, &mut name, Budget { depth: DEEPEST, left: &Cell::new(MOST), is_shown: false });
        name
    }

    fn write_name(&self, id: TypeId, out: &mut String, room: Budget<'_>) {
        let Some(room) = room.inner() else { return out.push_str("..") };
        match self.raw(id) {
            Type::Error => out.push_str("error"),
            Type::Any => out.push_str("any"),
            Type::Never => out.push_str("never"),
            Type::Null => out.push_str("null"),
            Type::Bool(_) => out.push_str("bool"),
            Type::BoolLiteral(value, _) => out.push_str(if value { "true" } else { "false" }),
            Type::Int(..) => out.push_str("int"),
            Type::IntLiteral(value, _) => {
                let _ = write!(out, "{value}");
            }
            Type::String { .. } => out.push_str("string"),
            Type::StringLiteral(text, _) => {
                let (text, rest) = room.cut(self.str(text));
                out.push('\'');
                out.push_str(&escaped(text));
                out.push_str(rest);
                out.push('\'');
            }
            Type::Array { name: Some(name), .. } | Type::Tuple { name: Some(name), .. } => {
                self.write_given_name(name, out, room);
            }
            Type::Array { item: TypeId::ANY, .. } => out.push_str("array"),
            Type::Array { item, .. } => {
                self.write_compound(item, out, room);
                out.push_str("[]");
            }
            Type::Tuple { items, .. } if items.is_empty() => out.push_str("<empty array>"),
            Type::Tuple { items, .. } => {
                out.push('[');
                for (position, item) in self.list(items).iter().enumerate() {
                    if position > 0 {
                        out.push_str(", ");
                    }
                    if room.is_over() {
                        out.push_str("..");
                        break;
                    }
                    self.write_name(*item, out, room);
                }
                out.push(']');
            }
            Type::Object(object) => {
                let object = self.object_of(object);
                match (object.name, object.kind) {
                    (Some(name), _) => self.write_given_name(name, out, room),
                    (None, ObjectKind::Listed { start, len, additional }) => {
                        let properties = &self.properties[start as usize..(start + len) as usize];
                        self.write_structure(properties, additional, out, room);
                    }
                    (None, ObjectKind::Narrowed { declared: of, .. } | ObjectKind::Stripped { of, .. }) => {
                        self.write_name(of, out, room);
                    }
                    (None, ObjectKind::Index(index)) => out.push_str(self.index_name(index)),
                    (None, ObjectKind::Literal(_) | ObjectKind::Body(_)) => out.push_str("object"),
                }
            }
            Type::Variants(variants) => {
                let variants = self.variants_of(variants);
                match (variants.name, &variants.kind) {
                    (Some(name), _) => self.write_given_name(name, out, room),
                    (None, VariantsKind::Listed(members)) => {
                        let write = |ty: TypeId, out: &mut String| self.write_name(ty, out, room);
                        let mut names = choices(members.iter().map(|(_, ty)| *ty), room, write);
                        sort_by(&mut names, |left, right| super::union::ordinal(left, right));
                        push_choices(&names, members.len(), out);
                    }
                    (None, VariantsKind::Index(_)) => out.push_str("object"),
                }
            }
            Type::Union(members) => {
                let members = self.list(members);
                let write = |member: TypeId, out: &mut String| self.write_compound(member, out, room);
                let mut names = choices(members.iter().copied(), room, write);
                // What a name stands for was not known when the union was made.
                if members.iter().any(|member| matches!(self.raw(*member), Type::Named(_))) {
                    sort_by(&mut names, |left, right| super::union::ordinal(left, right));
                }
                push_choices(&names, members.len(), out);
            }
            Type::Lambda { params, required, returns } => {
                self.write_lambda(self.list(params), usize::from(required), returns, out, room);
            }
            Type::Resource(decl) => out.push_str(&self.resource_name(decl)),
            Type::Module(_) => out.push_str("module"),
            Type::ParentOf(decl) => {
                let own = self.type_of_resource(decl);
                out.push_str(own.rsplit_once('/').map_or(own, |(parent, _)| parent));
            }
            Type::Scope(kinds) => {
                for (position, name) in kinds.names().enumerate() {
                    if position > 0 {
                        out.push_str(" | ");
                    }
                    out.push_str(name);
                }
            }
            Type::Named(_) => self.write_name(self.resolved(id), out, room),
        }
    }

    fn write_given_name(&self, name: Str, out: &mut String, room: Budget<'_>) {
        let (name, rest) = room.cut(self.str(name));
        out.push_str(name);
        out.push_str(rest);
    }

    /// The name of a type inside that of another.
    fn write_compound(&self, id: TypeId, out: &mut String, room: Budget<'_>) {
        let wraps = match self.raw(id) {
            Type::Union(_) | Type::Lambda { .. } => true,
            Type::Scope(kinds) => kinds.count() > 1,
            Type::Variants(variants) => {
                let variants = self.variants_of(variants);
                match variants.name {
                    Some(name) => self.str(name).contains(' '),
                    None => matches!(variants.kind, VariantsKind::Listed(_)),
                }
            }
            _ => false,
        };
        if wraps {
            out.push('(');
        }
        self.write_name(id, out, room);
        if wraps {
            out.push(')');
        }
    }

    fn write_structure(
        &self,
        properties: &[Property],
        additional: Option<Additional>,
        out: &mut String,
        room: Budget<'_>,
    ) {
        out.push('{');
        let mut separator = " ";
        for property in properties {
            if room.is_over() {
                let _ = write!(out, "{separator}.. }}");
                return;
            }
            let name = self.str(property.name);
            let name = if is_identifier(name) { name.to_owned() } else { quoted(name) };
            let _ = write!(out, "{separator}{name}: ");
            self.write_name(property.ty, out, room);
            separator = ", ";
        }
        if let Some(additional) = additional.filter(|more| !more.flags.contains(PropertyFlags::FALLBACK)) {
            let _ = write!(out, "{separator}*: ");
            self.write_name(additional.ty, out, room);
        }
        out.push_str(" }");
    }

    fn write_lambda(&self, params: &[TypeId], required: usize, returns: TypeId, out: &mut String, room: Budget<'_>) {
        let fixed = &params[..required.min(params.len())];
        let optional = &params[fixed.len()..];
        let write_all = |types: &[TypeId], out: &mut String| {
            for (position, ty) in types.iter().enumerate() {
                if position > 0 {
                    out.push_str(", ");
                }
                self.write_compound(*ty, out, room);
            }
        };
        if let ([only], []) = (fixed, optional) {
            self.write_compound(*only, out, room);
        } else {
            out.push('(');
            write_all(fixed, out);
            if !optional.is_empty() {
                out.push_str(if fixed.is_empty() { "[" } else { "[, " });
                write_all(optional, out);
                out.push(']');
            }
            out.push(')');
        }
        out.push_str(" => ");
        self.write_compound(returns, out, room);
    }

    /// The full type of a resource of the file, as it is written.
    pub(super) fn type_of_resource(&self, decl: DeclId) -> &str {
        match self.middle.decl(decl).kind {
            DeclKind::Resource(resource) => self.middle.str(resource.type_name),
            _ => "",
        }
    }

    /// The type and version of a resource of the file.
    fn resource_name(&self, decl: DeclId) -> String {
        let ty = self.type_of_resource(decl);
        match self.middle.api_version(decl) {
            Some(version) => format!("{ty}@{}", self.middle.str(version)),
            None => ty.to_owned(),
        }
    }
}

/// The names of members of a type, until nothing is left.
fn choices(
    members: impl Iterator<Item = TypeId>,
    room: Budget<'_>,
    write: impl Fn(TypeId, &mut String),
) -> Vec<String> {
    let mut names = Vec::new();
    for member in members {
        if room.is_over() {
            break;
        }
        let mut name = String::new();
        write(member, &mut name);
        names.push(name);
    }
    names
}

/// Writes the names of members, and that there are more of them.
fn push_choices(names: &[String], count: usize, out: &mut String) {
    out.push_str(&names.join(" | "));
    if names.len() < count {
        out.push_str(" | ..");
    }
}
