//! Types of another file into those of one.

use triceps_language::is_identifier;
use triceps_middle::kinds::{Additional, Property, PropertyFlags, ScopeKinds, TypeId};
use triceps_middle::kinds::{Portable, PortableType, Position};
use triceps_middle::strings::Str;

use super::object::{Object, ObjectKind, Variants, VariantsKind};
use super::table::Types;
use super::text::quoted;

/// Copies types into a file.
pub(crate) struct Import<'t, 'm, 'p> {
    types: &'t mut Types<'m>,
    portable: &'p Portable,
    done: Vec<Progress>,
    /// How many types are being copied.
    depth: usize,
    /// Types that are copied by [`Import::finish`].
    later: Vec<(usize, TypeId)>,
    /// Resource types that others are derived from, and that the index does not have.
    unknown: Vec<&'p str>,
}

/// How many types that refer to each other are copied before the rest waits.
const DEEPEST: usize = 64;

#[derive(Clone, Copy)]
enum Progress {
    New,
    /// Asked for while it is made: it contains itself.
    Open(Option<TypeId>),
    Done(TypeId),
}

/// Whether what refers to a type can be made before the type is.
fn can_wait(ty: &PortableType) -> bool {
    matches!(
        ty,
        PortableType::Same(_) | PortableType::Object { .. } | PortableType::Array { .. } | PortableType::Tuple { .. }
    )
}

impl<'t, 'm, 'p> Import<'t, 'm, 'p> {
    pub(crate) fn new(types: &'t mut Types<'m>, portable: &'p Portable) -> Self {
        Self {
            types,
            portable,
            done: vec![Progress::New; portable.list().len()],
            depth: 0,
            later: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// Resource types that others are derived from, and that the index does not have, each once.
    pub(crate) fn unknown(&self) -> &[&'p str] {
        &self.unknown
    }

    pub(crate) fn types(&mut self) -> &mut Types<'m> {
        self.types
    }

    /// The type of a position.
    pub(crate) fn copy(&mut self, position: Position) -> TypeId {
        let index = position as usize;
        match self.done.get(index) {
            None => return TypeId::ANY,
            Some(Progress::Done(ty) | Progress::Open(Some(ty))) => return *ty,
            Some(Progress::Open(None)) => {
                let forward = self.types.forward();
                self.done[index] = Progress::Open(Some(forward));
                return forward;
            }
            Some(Progress::New) => {}
        }
        let portable = self.portable;
        if self.depth >= DEEPEST && can_wait(&portable.list()[index]) {
            let forward = self.types.forward();
            self.done[index] = Progress::Open(Some(forward));
            self.later.push((index, forward));
            return forward;
        }
        self.done[index] = Progress::Open(None);
        self.depth += 1;
        let ty = self.made(&portable.list()[index]);
        self.depth -= 1;
        if let Progress::Open(Some(forward)) = self.done[index] {
            self.types.resolve_forward(forward, ty);
        }
        self.done[index] = Progress::Done(ty);
        ty
    }

    /// Copies what others refer to only.
    pub(crate) fn finish(mut self) {
        while let Some((index, forward)) = self.later.pop() {
            let portable = self.portable;
            let ty = self.made(&portable.list()[index]);
            self.types.resolve_forward(forward, ty);
            self.done[index] = Progress::Done(ty);
        }
    }

    /// What a part is called in the name of the whole; none where it has no name of its own.
    fn alias(&self, part: Position) -> Option<&'p str> {
        match self.portable.list().get(part as usize) {
            Some(PortableType::Alias { name, .. }) => Some(name),
            _ => None,
        }
    }

    /// The name of a type that has parts with names of their own.
    fn shown(&self, part: Position, ty: TypeId) -> String {
        self.alias(part).map_or_else(|| self.types.name(ty), str::to_owned)
    }

    fn text(&mut self, text: Option<&String>) -> Option<Str> {
        text.map(|text| self.types.text(text))
    }

    fn made(&mut self, portable: &'p PortableType) -> TypeId {
        match portable {
            PortableType::Plain(plain) => self.types.intern(*plain),
            PortableType::Int(bounds, flags) => self.types.int(*bounds, *flags),
            PortableType::String { length, pattern, flags } => {
                let pattern = self.text(pattern.as_ref());
                self.types.string(*length, pattern, *flags)
            }
            PortableType::StringLiteral(text, flags) => {
                let literal = self.types.literal(text);
                self.types.with_flags(literal, *flags)
            }
            PortableType::Array { item, length, name, flags } => {
                let alias = self.alias(*item).map(|alias| format!("{alias}[]"));
                let (item, name) = (self.copy(*item), self.text(name.as_ref().or(alias.as_ref())));
                self.types.named_array(item, *length, name, *flags)
            }
            PortableType::Tuple { items, name, flags } => {
                let copied = self.copy_all(items);
                let alias = items.iter().any(|item| self.alias(*item).is_some()).then(|| {
                    let shown: Vec<String> =
                        items.iter().zip(&copied).map(|(part, ty)| self.shown(*part, *ty)).collect();
                    format!("[{}]", shown.join(", "))
                });
                let name = self.text(name.as_ref().or(alias.as_ref()));
                self.types.named_tuple(&copied, name, *flags)
            }
            PortableType::Union(members) => {
                let members = self.copy_all(members);
                self.types.union(&members)
            }
            PortableType::Object { name, flags, properties, additional } => {
                let mut copied = Vec::with_capacity(properties.len());
                for (name, ty, flags) in properties {
                    copied.push(Property { name: self.types.text(name), ty: self.copy(*ty), flags: *flags });
                }
                let other = *additional;
                let additional = other.map(|(ty, flags)| Additional { ty: self.copy(ty), flags });
                let is_alias = |part: &Position| self.alias(*part).is_some();
                let has_alias = properties.iter().any(|(_, part, _)| is_alias(part))
                    || other.is_some_and(|(part, _)| is_alias(&part));
                let alias = (name.is_none() && has_alias).then(|| {
                    let mut shown: Vec<String> = Vec::with_capacity(properties.len());
                    for ((key, part, _), property) in properties.iter().zip(&copied) {
                        let key = if is_identifier(key) { key.clone() } else { quoted(key) };
                        shown.push(format!("{key}: {}", self.shown(*part, property.ty)));
                    }
                    if let (Some((part, _)), Some(additional)) = (other, additional)
                        && !additional.flags.contains(PropertyFlags::FALLBACK)
                    {
                        shown.push(format!("*: {}", self.shown(part, additional.ty)));
                    }
                    format!("{{ {} }}", shown.join(", "))
                });
                let name = self.text(name.as_ref().or(alias.as_ref()));
                self.types.object(name, *flags, &copied, additional)
            }
            PortableType::Variants { name, flags, discriminator, members } => {
                let members = members.iter().map(|(value, ty)| (self.types.text(value), self.copy(*ty))).collect();
                let (name, discriminator) = (self.text(name.as_ref()), self.types.text(discriminator));
                let kind = VariantsKind::Listed(members);
                self.types.push_variants(Variants { name, flags: *flags, discriminator, kind })
            }
            PortableType::Index { object, depth, name, flags } => {
                let kind = ObjectKind::Index(self.types.listing_of(*object, *depth));
                let name = self.text(name.as_ref());
                self.types.push_object(Object { name, flags: *flags, scope: ScopeKinds::NONE, kind })
            }
            PortableType::IndexVariants { object, depth, flags } => {
                self.types.index_variants_type(*object, *depth, *flags)
            }
            PortableType::Stripped(of, marks) => {
                let of = self.copy(*of);
                self.types.stripped(of, *marks)
            }
            PortableType::Open(flags) => self.types.with_flags(TypeId::OBJECT, *flags),
            PortableType::Alias { of, .. } | PortableType::Same(of) => self.copy(*of),
            PortableType::Derived { from, fallback } => {
                let fallback = self.copy(*fallback);
                if !from.is_known() && !self.unknown.contains(&&*from.resource) {
                    self.unknown.push(&from.resource);
                }
                self.types.derived(from).unwrap_or(fallback)
            }
        }
    }

    fn copy_all(&mut self, positions: &[Position]) -> Vec<TypeId> {
        positions.iter().map(|position| self.copy(*position)).collect()
    }
}
