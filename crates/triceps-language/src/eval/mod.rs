//! What functions and operators make of known values.
//!
//! A part of the table of the language: its rows name these functions. Where a result depends on more than is done
//! here, such as the order of letters beyond ASCII, it is [`Failure::Unknown`] and never a guess.

mod arrays;
mod compare;
mod encoding;
mod format;
mod hash;
mod json;
mod numbers;
mod strings;
mod uri;

pub(crate) use arrays::{
    concat, contains, distinct, empty, first, intersection, last, length, shallow_merge, skip, take, union,
};
pub(crate) use compare::{
    and, coalesce, equal, equal_ignore_case, greater, greater_or_equal, less, less_or_equal, not_equal,
    not_equal_ignore_case, or,
};
pub(crate) use encoding::{
    base64, base64_to_string, data_uri, data_uri_to_string, uri_component, uri_component_to_string,
};
pub(crate) use format::format;
pub use format::interpolate;
pub(crate) use hash::{guid, unique_string};
pub use json::json;
pub(crate) use numbers::{add, divide, max, min, modulo, multiply, subtract};
pub use strings::string;
pub(crate) use strings::{
    ends_with, index_of, join, last_index_of, like, pad_left, replace, split, starts_with, substring, to_lower,
    to_upper, trim,
};
pub(crate) use uri::uri;

use std::borrow::Cow;

/// A known value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction, as text: it comes out of JSON, and little takes it.
    Fraction(String),
    /// A string.
    Text(String),
    /// An array.
    Array(Vec<Value>),
    /// An object, with its properties in order.
    Object(Vec<(String, Value)>),
}

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It depends on more than is known here.
    Unknown,
    /// The deployment would fail: what is wrong, as the end of a sentence that starts with the function.
    Fails(Cow<'static, str>),
    /// The compiler itself would end with an exception.
    Crash(Cow<'static, str>),
}

/// What an evaluation gives.
pub type Outcome = Result<Value, Failure>;

/// What a function or operator makes of known arguments.
pub type Eval = fn(&[Value]) -> Outcome;

fn fails<T>(reason: impl Into<Cow<'static, str>>) -> Result<T, Failure> {
    Err(Failure::Fails(reason.into()))
}

impl Value {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// How much there is of it, to stop before values grow without a bound.
    fn size(&self) -> usize {
        match self {
            Self::Null | Self::Bool(_) | Self::Int(_) => 1,
            Self::Fraction(text) | Self::Text(text) => text.len() + 1,
            Self::Array(items) => items.iter().map(Self::size).sum::<usize>() + 1,
            Self::Object(entries) => entries.iter().map(|(key, value)| key.len() + value.size() + 1).sum::<usize>() + 1,
        }
    }
}

/// Values beyond this size stay unknown: the deployment refuses larger ones too.
const LIMIT: usize = 131_072;

fn limited(value: Value) -> Outcome {
    if value.size() > LIMIT { Err(Failure::Unknown) } else { Ok(value) }
}

/// The arguments as strings, or unknown.
fn texts<const N: usize>(args: &[Value]) -> Result<[&str; N], Failure> {
    let mut found = [""; N];
    if args.len() != N {
        return Err(Failure::Unknown);
    }
    for (slot, arg) in found.iter_mut().zip(args) {
        match arg {
            Value::Text(text) => *slot = text,
            _ => return Err(Failure::Unknown),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Failure, Value};

    #[test]
    fn values_that_are_too_large_stay_unknown() {
        let long = Value::text("x".repeat(100_000));
        assert_eq!(super::replace(&[long, Value::text("x"), Value::text("yy")]), Err(Failure::Unknown));
    }

    #[test]
    fn a_value_has_the_size_of_its_parts() {
        let cases = [
            (Value::Null, 1),
            (Value::Int(700), 1),
            (Value::Fraction("0.25".to_owned()), 5),
            (Value::text("ab"), 3),
            (Value::Array(Vec::new()), 1),
            (Value::Array(vec![Value::text("ab"), Value::Bool(true)]), 5),
            (Value::Object(Vec::new()), 1),
            (Value::Object(vec![("abc".to_owned(), Value::text("d")), ("e".to_owned(), Value::Null)]), 10),
        ];
        for (value, size) in cases {
            assert_eq!(value.size(), size, "{value:?}");
        }
        let parts = |count: usize| Value::text("x".repeat(count));
        assert!(super::limited(parts(super::LIMIT - 1)).is_ok());
        assert_eq!(super::limited(parts(super::LIMIT)), Err(Failure::Unknown));
    }
}
