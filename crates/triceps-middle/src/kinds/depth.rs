//! How deep in the body of a resource a type stands.

use super::{TypeFlags, TypeId};

/// How deep in the body of a resource a type stands: mistakes far inside are warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Depth {
    /// The body itself.
    Body,
    /// The value of a property of the body.
    Top,
    /// Everything below.
    Deep,
}

impl Depth {
    /// The marks of types there.
    pub const fn flags(self) -> TypeFlags {
        match self {
            Self::Body => TypeFlags::NONE,
            Self::Top => TypeFlags::WARN_PROPERTIES,
            Self::Deep => TypeFlags(TypeFlags::WARN.0 | TypeFlags::WARN_PROPERTIES.0),
        }
    }

    /// Any text there.
    pub const fn string(self) -> TypeId {
        match self {
            Self::Body => TypeId::STRING,
            Self::Top => TypeId::TOP_STRING,
            Self::Deep => TypeId::DEEP_STRING,
        }
    }

    /// One level further in.
    pub const fn inner(self) -> Self {
        match self {
            Self::Body => Self::Top,
            Self::Top | Self::Deep => Self::Deep,
        }
    }
}
