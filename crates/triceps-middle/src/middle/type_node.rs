//! Types as they are written.

use super::{DeclId, ExprId, Run, TypeNodeId};
use crate::language::{Ambient, Direction};
use crate::strings::Str;

/// A type as it is written: what follows the name of a parameter, an output, a type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TypeNode {
    /// What cannot be resolved, with the text it stands for; with no text where a type is missing, which is of any
    /// type.
    Error(Str),
    /// A type of the language: `string`. With [`Hint::Qualified`](super::Hint) it prints `sys.string`.
    Ambient(Ambient),
    /// A `type` declaration of the file.
    Decl(DeclId),
    /// The type of one literal: `'dev'`, `3`, `true`, `null`.
    Literal(ExprId),
    /// `T[]`
    Array(TypeNodeId),
    /// `T?`
    Nullable(TypeNodeId),
    /// `T!`
    NonNull(TypeNodeId),
    /// `{ name: T, *: T }`
    Object {
        /// The properties, a run of [`TypeMember`]s.
        members: Run,
        /// Whether the last member is that of all other properties, `*: T`.
        has_additional: bool,
    },
    /// `[T, T]`: a run of [`TypeMember`]s, whose names are empty.
    Tuple(Run),
    /// `A | B`: a run of type nodes.
    Union(Run),
    /// `resourceInput<'T@v'>`, `resourceOutput<'T@v'>`
    Resource {
        /// Which of the two.
        direction: Direction,
        /// The type and version as written.
        resource: Str,
    },
    /// A type of ARM JSON that is derived from a resource type.
    Derived {
        /// Whether it is what is sent, or what is answered.
        direction: Direction,
        /// `Type@version#properties/sku`
        source: Str,
        /// The type that it has in JSON.
        fallback: TypeNodeId,
    },
    /// `base.name`, `base[0]`, `base[*]`, `base.*`, `resourceInput<base>`
    Access {
        /// What is narrowed.
        base: TypeNodeId,
        /// To which part of it.
        member: TypeAccess,
    },
}

const _: () = assert!(size_of::<TypeNode>() <= 24, "types lie close together");

/// A part of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeAccess {
    /// `.name`
    Property(Str),
    /// `[0]`
    Index(u32),
    /// `[*]`
    Items,
    /// `.*`
    Additional,
    /// `resourceInput<base>`, `resourceOutput<base>`: of a type that is not the literal that they take, which is an error.
    Resource(Direction),
}

/// A property of an object type, or an item of a tuple type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeMember {
    /// The name of the property; empty for items and for `*`.
    pub name: Str,
    /// Its type.
    pub ty: TypeNodeId,
    /// A run of [`Decorator`](super::Decorator)s.
    pub decorators: Run,
}
