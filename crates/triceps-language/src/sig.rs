//! Types in signatures: small enough to stand in constants.

use std::fmt;

use super::scope::TargetScope;

/// A type in the signature of a function or decorator.
///
/// Some depend on the other arguments of a call. Where those are not known, they stand for their general form: any
/// value, or any whole number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sig {
    /// Any value.
    Any,
    /// Any array.
    Array,
    /// A boolean.
    Bool,
    /// A whole number.
    Int,
    /// Any object.
    Object,
    /// A string.
    String,
    /// A string that is a secret.
    SecureString,
    /// `null`
    Null,
    /// No value: the call fails.
    Never,
    /// A string of exactly this many characters.
    Text(u32),
    /// A whole number from this one up.
    AtLeast(i64),
    /// A whole number between these two.
    Between(i64, i64),
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// An array of such items.
    ArrayOf(&'static Sig),
    /// An array of at least one such item.
    SomeOf(&'static Sig),
    /// One of several types.
    Union(&'static [Sig]),
    /// An object with these properties and no others.
    Record(&'static RecordSig),
    /// A scope of deployments, with the properties that can be read from it.
    Scope(TargetScope, &'static [Field]),
    /// A lambda.
    Lambda(&'static LambdaSig),
    /// The items of the argument at this position.
    ItemOf(u8),
    /// The values of the properties of the argument at this position.
    ValueOf(u8),
    /// A position in the argument at this position.
    PositionIn(u8),
    /// The basic type of the argument at this position: a string for each string, an object for each object.
    KindOf(u8),
    /// The first argument of a `reduce` lambda: the argument at this position, widened unless the array at position
    /// zero has at most one item.
    Accumulator(u8),
    /// Where in the string at this position something can start.
    StartIn(u8),
    /// How long a part of the string at the first position, from where the second position says, can be.
    LengthFrom(u8, u8),
}

impl Sig {
    /// Whether it depends on the other arguments of a call.
    pub const fn depends_on_arguments(self) -> bool {
        match self {
            Self::Lambda(_)
            | Self::ItemOf(_)
            | Self::ValueOf(_)
            | Self::PositionIn(_)
            | Self::KindOf(_)
            | Self::Accumulator(_)
            | Self::StartIn(_)
            | Self::LengthFrom(..) => true,
            Self::Any
            | Self::Array
            | Self::Bool
            | Self::Int
            | Self::Object
            | Self::String
            | Self::SecureString
            | Self::Null
            | Self::Never
            | Self::Text(_)
            | Self::AtLeast(_)
            | Self::Between(..)
            | Self::OneOf(_)
            | Self::ArrayOf(_)
            | Self::SomeOf(_)
            | Self::Union(_)
            | Self::Record(_)
            | Self::Scope(..) => false,
        }
    }
}

/// An object type in a signature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecordSig {
    /// The name of the type in messages.
    pub name: &'static str,
    /// Its properties.
    pub fields: &'static [Field],
}

/// A property of an object type in a signature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// The name.
    pub name: &'static str,
    /// The type.
    pub ty: Sig,
    /// Whether a value has to have it.
    pub required: bool,
}

/// A lambda type in a signature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LambdaSig {
    /// What it is given.
    pub params: &'static [Sig],
    /// How many of them, from the first on, it has to take.
    pub required: usize,
    /// What it gives.
    pub result: Sig,
}

impl Field {
    pub(super) const fn new(name: &'static str, ty: Sig) -> Self {
        Self { name, ty, required: false }
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

impl fmt::Display for Sig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any | Self::ItemOf(_) | Self::ValueOf(_) | Self::KindOf(_) | Self::Accumulator(_) => {
                f.write_str("any")
            }
            Self::Array => f.write_str("array"),
            Self::Bool => f.write_str("bool"),
            Self::Int
            | Self::AtLeast(_)
            | Self::Between(..)
            | Self::PositionIn(_)
            | Self::StartIn(_)
            | Self::LengthFrom(..) => f.write_str("int"),
            Self::Object => f.write_str("object"),
            Self::String | Self::SecureString | Self::Text(_) => f.write_str("string"),
            Self::Null => f.write_str("null"),
            Self::Never => f.write_str("never"),
            Self::OneOf(texts) => {
                for (index, text) in texts.iter().enumerate() {
                    let separator = if index == 0 { "" } else { " | " };
                    write!(f, "{separator}'{text}'")?;
                }
                Ok(())
            }
            Self::ArrayOf(item) | Self::SomeOf(item) => match item {
                Self::Union(_) => write!(f, "({item})[]"),
                _ => write!(f, "{item}[]"),
            },
            Self::Union(members) => {
                for (index, member) in members.iter().enumerate() {
                    let separator = if index == 0 { "" } else { " | " };
                    write!(f, "{separator}{member}")?;
                }
                Ok(())
            }
            Self::Record(record) => f.write_str(record.name),
            Self::Scope(scope, _) => write!(f, "{scope}"),
            Self::Lambda(lambda) => write!(f, "{lambda}"),
        }
    }
}

/// As the compiler writes it: `(any[, int]) => bool`.
impl fmt::Display for LambdaSig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let ([only], 1) = (self.params, self.required) {
            return write!(f, "{only} => {}", self.result);
        }
        f.write_str("(")?;
        for (index, param) in self.params.iter().enumerate() {
            match (index < self.required, index) {
                (true, 0) => write!(f, "{param}")?,
                (true, _) => write!(f, ", {param}")?,
                (false, 0) => write!(f, "[{param}]")?,
                (false, _) => write!(f, "[, {param}]")?,
            }
        }
        write!(f, ") => {}", self.result)
    }
}

#[cfg(test)]
mod tests {
    use super::Sig;

    #[test]
    fn types_are_shown_as_the_compiler_shows_them() {
        const EITHER: Sig = Sig::Union(&[Sig::String, Sig::Int]);
        for (sig, text) in [
            (EITHER, "string | int"),
            (Sig::ArrayOf(&EITHER), "(string | int)[]"),
            (Sig::SomeOf(&Sig::Bool), "bool[]"),
            (Sig::OneOf(&["a", "b"]), "'a' | 'b'"),
            (Sig::Between(1, 2), "int"),
        ] {
            assert_eq!(sig.to_string(), text);
        }
    }

    #[test]
    fn what_is_known_alone_depends_on_no_argument() {
        assert!(Sig::ItemOf(0).depends_on_arguments() && Sig::LengthFrom(0, 1).depends_on_arguments());
        assert!(!Sig::String.depends_on_arguments() && !Sig::Union(&[Sig::Null]).depends_on_arguments());
    }
}
