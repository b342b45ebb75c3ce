//! Types that cross files, without ids of a file.

use triceps_types::{DiscriminatedObjectType, ObjectType};

use super::{Bounds, Depth, DerivedFrom, PropertyFlags, Type, TypeFlags};

/// Types without ids of a file. Equal ones say the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Portable {
    list: Vec<PortableType>,
}

/// A position in [`Portable`].
pub type Position = u32;

/// A type without ids of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum PortableType {
    /// Known without its contents: `any`, `null`, `bool`, numbers.
    Plain(Type),
    /// `int`, perhaps within bounds.
    Int(Bounds, TypeFlags),
    /// `string`
    String {
        /// How long it is.
        length: Bounds,
        /// What a part of it matches.
        pattern: Option<String>,
        /// Its marks.
        flags: TypeFlags,
    },
    /// One text.
    StringLiteral(String, TypeFlags),
    /// `item[]`
    Array {
        /// The type of an item.
        item: Position,
        /// How long it is.
        length: Bounds,
        /// The name that it is shown by.
        name: Option<String>,
        /// Its marks.
        flags: TypeFlags,
    },
    /// `[item]`
    Tuple {
        /// The types of the items.
        items: Vec<Position>,
        /// The name that it is shown by.
        name: Option<String>,
        /// Its marks.
        flags: TypeFlags,
    },
    /// An object.
    Object {
        /// The name that it is shown by.
        name: Option<String>,
        /// Its marks.
        flags: TypeFlags,
        /// Names, types and marks of the properties.
        properties: Vec<(String, Position, PropertyFlags)>,
        /// The type of all other properties.
        additional: Option<(Position, PropertyFlags)>,
    },
    /// One of several objects, which a property tells apart.
    Variants {
        /// The name that it is shown by.
        name: Option<String>,
        /// Its marks.
        flags: TypeFlags,
        /// The name of that property.
        discriminator: String,
        /// Its values, and the objects.
        members: Vec<(String, Position)>,
    },
    /// One of several types.
    Union(Vec<Position>),
    /// An object of the resource index, which all files share.
    Index {
        /// The object of the index.
        object: ObjectType<'static>,
        /// How deep in a body it stands.
        depth: Depth,
        /// The name that it is shown by.
        name: Option<String>,
        /// Its marks.
        flags: TypeFlags,
    },
    /// Objects of the index, which a property tells apart.
    IndexVariants {
        /// The object of the index.
        object: DiscriminatedObjectType<'static>,
        /// How deep in a body it stands.
        depth: Depth,
        /// Its marks.
        flags: TypeFlags,
    },
    /// An object without some marks of its properties.
    Stripped(Position, PropertyFlags),
    /// `object`
    Open(TypeFlags),
    /// A type of JSON that is shown by its name where it is a part of another.
    Alias {
        /// The name of the type.
        name: String,
        /// What it is in the end.
        of: Position,
    },
    /// A type of JSON that others refer to.
    Same(Position),
    /// A type of JSON that is derived from a resource type; another one where the index does not have it.
    Derived {
        /// The expression that it comes from.
        from: Box<DerivedFrom>,
        /// What is known of it.
        fallback: Position,
    },
}

impl Portable {
    /// Adds a type.
    pub fn push(&mut self, ty: PortableType) -> Position {
        self.list.push(ty);
        u32::try_from(self.list.len() - 1).expect("limits on size keep ids within 32 bits")
    }

    /// The types, by position.
    pub fn list(&self) -> &[PortableType] {
        &self.list
    }

    /// Replaces a type.
    pub fn set(&mut self, position: Position, ty: PortableType) {
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
