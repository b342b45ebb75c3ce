//! Types that cross files, without ids of a file.

use triceps_types::{DiscriminatedObjectType, ObjectType};

use super::{Bounds, Depth, DerivedFrom, PropertyFlags, Type, TypeFlags};

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
        from: Box<DerivedFrom>,
        fallback: Position,
    },
}

impl Portable {
    pub(crate) fn push(&mut self, ty: PortableType) -> Position {
        self.list.push(ty);
        u32::try_from(self.list.len() - 1).expect("limits on size keep ids within 32 bits")
    }

    /// The types, by position.
    pub(crate) fn list(&self) -> &[PortableType] {
        &self.list
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
