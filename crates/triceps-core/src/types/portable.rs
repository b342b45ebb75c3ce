//! Types that cross files: copied out of the types of one file, and into those of another.

use triceps_types::{DiscriminatedObjectType, ObjectType};

use super::index::Depth;
use super::kind::{Additional, Bounds, Property, PropertyFlags, ScopeKinds, Type, TypeFlags, TypeId};
use super::object::{Object, ObjectKind, Variants, VariantsKind};
use super::table::Types;
use super::text::quoted;
use crate::json::DerivedFrom;
use crate::language::is_identifier;
use crate::map::Map;

/// Types without ids of a file. Equal ones say the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Portable {
    list: Vec<PortableType>,
}

/// A position in [`Portable`].
pub(crate) type Position = u32;

/// A type without ids of a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PortableType {
    /// Known without its contents: `any`, `null`, `bool`, numbers.
    Plain(Type),
    Int(Bounds, TypeFlags),
    String {
        length: Bounds,
        pattern: Option<String>,
        flags: TypeFlags,
    },
    StringLiteral(String, TypeFlags),
    Array {
        item: Position,
        length: Bounds,
        name: Option<String>,
        flags: TypeFlags,
    },
    Tuple {
        items: Vec<Position>,
        name: Option<String>,
        flags: TypeFlags,
    },
    Object {
        name: Option<String>,
        flags: TypeFlags,
        properties: Vec<(String, Position, PropertyFlags)>,
        additional: Option<(Position, PropertyFlags)>,
    },
    Variants {
        name: Option<String>,
        flags: TypeFlags,
        discriminator: String,
        members: Vec<(String, Position)>,
    },
    Union(Vec<Position>),
    /// An object of the resource index, which all files share.
    Index {
        object: ObjectType<'static>,
        depth: Depth,
        name: Option<String>,
        flags: TypeFlags,
    },
    IndexVariants {
        object: DiscriminatedObjectType<'static>,
        depth: Depth,
        flags: TypeFlags,
    },
    /// An object without some marks of its properties.
    Stripped(Position, PropertyFlags),
    /// `object`
    Open(TypeFlags),
    /// A type of JSON that is shown by its name where it is a part of another.
    Alias {
        name: String,
        of: Position,
    },
    /// A type of JSON that others refer to.
    Same(Position),
    /// A type of JSON that is derived from a resource type; another one where the index does not have it.
    Derived {
        from: DerivedFrom,
        fallback: Position,
    },
}

impl Portable {
    pub(crate) fn push(&mut self, ty: PortableType) -> Position {
        self.list.push(ty);
        u32::try_from(self.list.len() - 1).expect("limits on size keep ids within 32 bits")
    }

    pub(crate) fn set(&mut self, position: Position, ty: PortableType) {
        self.list[position as usize] = ty;
    }

    /// By position: whether a value of this type is a secret or holds one.
    pub(crate) fn secrets(&self) -> Vec<bool> {
        let mut users: Vec<Vec<Position>> = vec![Vec::new(); self.list.len()];
        let mut secrets = vec![false; self.list.len()];
        let mut open: Vec<Position> = Vec::new();
        for (user, ty) in (0..).zip(&self.list) {
            let mut flags = TypeFlags::NONE;
            let mut link = |part: &Position| users[*part as usize].push(user);
            match ty {
                PortableType::Plain(Type::Bool(own))
                | PortableType::Int(_, own)
                | PortableType::String { flags: own, .. }
                | PortableType::StringLiteral(_, own)
                | PortableType::Open(own) => flags = *own,
                PortableType::Plain(_) | PortableType::Index { .. } | PortableType::IndexVariants { .. } => {}
                PortableType::Array { item, flags: own, .. } => {
                    flags = *own;
                    link(item);
                }
                PortableType::Tuple { items, flags: own, .. } => {
                    flags = *own;
                    items.iter().for_each(link);
                }
                PortableType::Object { flags: own, properties, additional, .. } => {
                    flags = *own;
                    properties.iter().for_each(|(_, ty, _)| link(ty));
                    additional.iter().for_each(|(ty, _)| link(ty));
                }
                PortableType::Variants { flags: own, members, .. } => {
                    flags = *own;
                    members.iter().for_each(|(_, ty)| link(ty));
                }
                PortableType::Union(members) => members.iter().for_each(link),
                PortableType::Stripped(of, _)
                | PortableType::Alias { of, .. }
                | PortableType::Same(of)
                | PortableType::Derived { fallback: of, .. } => link(of),
            }
            if flags.contains(TypeFlags::SECURE) {
                open.push(user);
            }
        }
        while let Some(position) = open.pop() {
            if !std::mem::replace(&mut secrets[position as usize], true) {
                open.extend(&users[position as usize]);
            }
        }
        secrets
    }
}

/// Copies types out of a file.
pub(crate) struct Export<'t, 'm> {
    types: &'t mut Types<'m>,
    done: Map<TypeId, Position>,
    portable: Portable,
}

impl<'t, 'm> Export<'t, 'm> {
    pub(crate) fn new(types: &'t mut Types<'m>) -> Self {
        Self { types, done: Map::default(), portable: Portable::default() }
    }

    pub(crate) fn types(&mut self) -> &mut Types<'m> {
        self.types
    }

    pub(crate) fn finish(self) -> Portable {
        self.portable
    }

    /// Copies a type. A type that contains itself refers to its own position.
    pub(crate) fn copy(&mut self, ty: TypeId) -> Position {
        let ty = self.types.resolved(ty);
        if let Some(found) = self.done.get(&ty) {
            return *found;
        }
        let position = u32::try_from(self.portable.list.len()).expect("limits on size keep ids within 32 bits");
        self.done.insert(ty, position);
        self.portable.list.push(PortableType::Plain(Type::Any));
        let copied = self.portable_type(ty);
        self.portable.list[position as usize] = copied;
        position
    }

    fn name(&self, name: Option<crate::strings::Str>) -> Option<String> {
        name.map(|name| self.types.str(name).to_owned())
    }

    fn portable_type(&mut self, ty: TypeId) -> PortableType {
        match self.types.get(ty) {
            plain @ (Type::Error
            | Type::Any
            | Type::Never
            | Type::Null
            | Type::Bool(_)
            | Type::BoolLiteral(..)
            | Type::IntLiteral(..)
            | Type::Scope(_)) => PortableType::Plain(plain),
            Type::Int(bounds, flags) => PortableType::Int(self.types.bounds(bounds), flags),
            Type::String { length, pattern, flags } => {
                PortableType::String { length: self.types.bounds(length), pattern: self.name(pattern), flags }
            }
            Type::StringLiteral(text, flags) => PortableType::StringLiteral(self.types.str(text).to_owned(), flags),
            Type::Array { item, length, name, flags } => PortableType::Array {
                item: self.copy(item),
                length: self.types.bounds(length),
                name: self.name(name),
                flags,
            },
            Type::Tuple { items, name, flags } => {
                let items = self.types.list(items).to_vec();
                PortableType::Tuple { items: self.copy_all(&items), name: self.name(name), flags }
            }
            Type::Union(list) => {
                let members = self.types.list(list).to_vec();
                PortableType::Union(self.copy_all(&members))
            }
            Type::Object(id) => {
                let object = *self.types.object_of(id);
                match object.kind {
                    ObjectKind::Index(index) => {
                        let (stored, depth) = self.types.index_object_of(index);
                        PortableType::Index {
                            object: stored,
                            depth,
                            name: self.name(object.name).or_else(|| Some(self.types.index_name(index).to_owned())),
                            flags: object.flags,
                        }
                    }
                    ObjectKind::Stripped { of, marks } => PortableType::Stripped(self.copy(of), marks),
                    ObjectKind::Listed { .. }
                    | ObjectKind::Literal(_)
                    | ObjectKind::Body(_)
                    | ObjectKind::Narrowed { .. } => {
                        let properties = self.types.properties(ty);
                        let additional = self.types.additional(ty);
                        PortableType::Object {
                            name: self.name(object.name),
                            flags: object.flags,
                            properties: properties
                                .into_iter()
                                .map(|property| {
                                    let name = self.types.str(property.name).to_owned();
                                    (name, self.copy(property.ty), property.flags)
                                })
                                .collect(),
                            additional: additional.map(|additional| (self.copy(additional.ty), additional.flags)),
                        }
                    }
                }
            }
            Type::Variants(id) => {
                let variants = self.types.variants_of(id).clone();
                match variants.kind {
                    VariantsKind::Index(index) if index.body.is_none() => {
                        PortableType::IndexVariants { object: index.object, depth: index.depth, flags: variants.flags }
                    }
                    VariantsKind::Index(_) | VariantsKind::Listed(_) => {
                        let members = self.types.variants(id);
                        PortableType::Variants {
                            name: self.name(variants.name),
                            flags: variants.flags,
                            discriminator: self.types.str(variants.discriminator).to_owned(),
                            members: members
                                .into_iter()
                                .map(|(value, ty)| (self.types.str(value).to_owned(), self.copy(ty)))
                                .collect(),
                        }
                    }
                }
            }
            // These are known in their file alone.
            Type::Lambda { .. } | Type::Resource(_) | Type::Module(_) | Type::ParentOf(_) | Type::Named(_) => {
                PortableType::Plain(Type::Any)
            }
        }
    }

    fn copy_all(&mut self, types: &[TypeId]) -> Vec<Position> {
        types.iter().map(|ty| self.copy(*ty)).collect()
    }
}

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

impl<'t, 'm, 'p> Import<'t, 'm, 'p> {
    pub(crate) fn new(types: &'t mut Types<'m>, portable: &'p Portable) -> Self {
        Self {
            types,
            portable,
            done: vec![Progress::New; portable.list.len()],
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
        if self.depth >= DEEPEST && matches!(portable.list[index], PortableType::Same(_)) {
            let forward = self.types.forward();
            self.done[index] = Progress::Open(Some(forward));
            self.later.push((index, forward));
            return forward;
        }
        self.done[index] = Progress::Open(None);
        self.depth += 1;
        let ty = self.made(&portable.list[index]);
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
            let ty = self.made(&portable.list[index]);
            self.types.resolve_forward(forward, ty);
            self.done[index] = Progress::Done(ty);
        }
    }

    /// What a part is called in the name of the whole; none where it has no name of its own.
    fn alias(&self, part: Position) -> Option<&'p str> {
        match self.portable.list.get(part as usize) {
            Some(PortableType::Alias { name, .. }) => Some(name),
            _ => None,
        }
    }

    /// The name of a type that has parts with names of their own.
    fn shown(&self, part: Position, ty: TypeId) -> String {
        self.alias(part).map_or_else(|| self.types.name(ty), str::to_owned)
    }

    fn text(&mut self, text: Option<&String>) -> Option<crate::strings::Str> {
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
