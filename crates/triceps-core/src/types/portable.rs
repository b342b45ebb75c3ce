//! Types that cross files: copied out of the types of one file, and into those of another.

use std::collections::HashMap;

use triceps_types::{DiscriminatedObjectType, ObjectType};

use super::index::Depth;
use super::kind::{Additional, Bounds, Property, PropertyFlags, ScopeKinds, Type, TypeFlags, TypeId};
use super::object::{Object, ObjectKind, Variants, VariantsKind};
use super::table::Types;
use crate::mix::Mix;

/// Types without ids of a file. Equal ones say the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Portable {
    list: Vec<PortableType>,
}

/// A position in [`Portable`].
pub(crate) type Position = u32;

#[derive(Clone, Debug, PartialEq)]
enum PortableType {
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
}

/// Copies types out of a file.
pub(crate) struct Export<'t, 'm> {
    types: &'t mut Types<'m>,
    done: HashMap<TypeId, Position, Mix>,
    portable: Portable,
}

impl<'t, 'm> Export<'t, 'm> {
    pub(crate) fn new(types: &'t mut Types<'m>) -> Self {
        Self { types, done: HashMap::default(), portable: Portable::default() }
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
}

#[derive(Clone, Copy)]
enum Progress {
    New,
    /// Asked for while it is made: it contains itself.
    Open(Option<TypeId>),
    Done(TypeId),
}

impl<'t, 'm, 'p> Import<'t, 'm, 'p> {
    pub(crate) fn new(types: &'t mut Types<'m>, portable: &'p Portable) -> Self {
        Self { types, portable, done: vec![Progress::New; portable.list.len()] }
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
        self.done[index] = Progress::Open(None);
        let portable = self.portable;
        let ty = self.made(&portable.list[index]);
        if let Progress::Open(Some(forward)) = self.done[index] {
            self.types.resolve_forward(forward, ty);
        }
        self.done[index] = Progress::Done(ty);
        ty
    }

    fn text(&mut self, text: Option<&String>) -> Option<crate::strings::Str> {
        text.map(|text| self.types.text(text))
    }

    fn made(&mut self, portable: &PortableType) -> TypeId {
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
                let (item, name) = (self.copy(*item), self.text(name.as_ref()));
                self.types.named_array(item, *length, name, *flags)
            }
            PortableType::Tuple { items, name, flags } => {
                let (items, name) = (self.copy_all(items), self.text(name.as_ref()));
                self.types.named_tuple(&items, name, *flags)
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
                let additional = additional.map(|(ty, flags)| Additional { ty: self.copy(ty), flags });
                let name = self.text(name.as_ref());
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
        }
    }

    fn copy_all(&mut self, positions: &[Position]) -> Vec<TypeId> {
        positions.iter().map(|position| self.copy(*position)).collect()
    }
}
