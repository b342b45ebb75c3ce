//! The types that the language names.

/// A type of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ambient {
    /// `any`
    Any,
    /// `array`
    Array,
    /// `bool`
    Bool,
    /// `int`
    Int,
    /// `object`
    Object,
    /// `string`
    String,
}

impl Ambient {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Any, Self::Array, Self::Bool, Self::Int, Self::Object, Self::String];

    /// The name in Bicep.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Array => "array",
            Self::Bool => "bool",
            Self::Int => "int",
            Self::Object => "object",
            Self::String => "string",
        }
    }

    /// The type of this name, or none.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|ambient| ambient.name() == name)
    }
}
