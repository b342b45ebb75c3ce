//! Types out of a file, for others.

use triceps_middle::kinds::{Portable, PortableType, Position};
use triceps_middle::kinds::{Type, TypeId};
use triceps_middle::map::Map;
use triceps_middle::strings::Str;

use super::object::{ObjectKind, VariantsKind};
use super::table::Types;

/// Copies types out of a file.
pub(crate) struct Export<'t, 'm> {
    types: &'t mut Types<'m>,
    done: Map<TypeId, Position>,
    /// Types that have a position, and are copied by [`Export::finish`].
    open: Vec<(TypeId, Position)>,
    portable: Portable,
}

impl<'t, 'm> Export<'t, 'm> {
    pub(crate) fn new(types: &'t mut Types<'m>) -> Self {
        Self { types, done: Map::default(), open: Vec::new(), portable: Portable::default() }
    }

    pub(crate) fn types(&mut self) -> &mut Types<'m> {
        self.types
    }

    /// Copies all that has a position, one type after the other: they may be nested to any depth.
    pub(crate) fn finish(mut self) -> Portable {
        while let Some((ty, position)) = self.open.pop() {
            let copied = self.portable_type(ty);
            self.portable.set(position, copied);
        }
        self.portable
    }

    /// The position of a type.
    pub(crate) fn copy(&mut self, ty: TypeId) -> Position {
        let ty = self.types.resolved(ty);
        if let Some(found) = self.done.get(&ty) {
            return *found;
        }
        let position = self.portable.push(PortableType::Plain(Type::Any));
        self.done.insert(ty, position);
        self.open.push((ty, position));
        position
    }

    fn name(&self, name: Option<Str>) -> Option<String> {
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
