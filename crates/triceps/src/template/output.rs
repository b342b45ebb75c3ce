//! Outputs.

use std::ops::RangeInclusive;

use super::Decl;
use crate::expr::{Array, Object};
use crate::value::{Any, IntoExpr, Value};

/// A plain value that knows its type, for [`Template::output`](crate::Template::output) and
/// [`Template::var`](crate::Template::var).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an output or a variable as it is",
    label = "a secret, or not a value",
    note = "outputs are kept in the deployment's history for everyone who may read it: give a secret out with `secure_output`, keep it in a variable with `secure_var`, or store it in a Key Vault"
)]
pub trait IntoTyped {
    /// The Rust type that stands for the type of the value.
    type Kind;

    /// The value.
    fn into_typed(self) -> Value<Self::Kind>;
}

impl<T> IntoTyped for Value<T> {
    type Kind = T;

    fn into_typed(self) -> Self {
        self
    }
}

impl<T> IntoTyped for &Value<T> {
    type Kind = T;

    fn into_typed(self) -> Value<T> {
        self.clone()
    }
}

impl<V: IntoTyped, const N: usize> IntoTyped for [V; N] {
    type Kind = Vec<V::Kind>;

    fn into_typed(self) -> Value<Self::Kind> {
        Value::from_expr(self.map(|item| item.into_typed().into_expr()).into_iter().collect::<Array>().into())
    }
}

macro_rules! typed {
    ($($type:ty => $kind:ty;)*) => {$(
        impl IntoTyped for $type {
            type Kind = $kind;

            fn into_typed(self) -> Value<$kind> {
                Value::from_expr(self.into_expr())
            }
        }
    )*};
}

typed! {
    &str => String;
    String => String;
    bool => bool;
    i32 => i64;
    i64 => i64;
    Object => Object;
    Array => Vec<Any>;
}

/// An output or a metadata entry that was just added, for describing it.
pub struct OutputBuilder<'a>(&'a mut Decl);

impl<'a> OutputBuilder<'a> {
    pub(crate) fn new(decl: &'a mut Decl) -> Self {
        Self(decl)
    }

    /// Says what the output is: `@description`.
    pub fn description(self, text: impl IntoExpr) -> Self {
        self.0.decorators.push("description", [text.into_expr()]);
        self
    }

    /// Attaches any facts: `@metadata({..})`.
    pub fn metadata(self, facts: Object) -> Self {
        self.0.decorators.push("metadata", [facts.into()]);
        self
    }

    /// The number of characters or items: `@minLength` and `@maxLength`.
    pub fn length(self, bounds: RangeInclusive<u32>) -> Self {
        self.min_length(*bounds.start()).max_length(*bounds.end())
    }

    /// Says whether a blank line stands before it. Not said, there is none between two undecorated
    /// neighbours.
    pub fn blank_line_before(self, blank: bool) -> Self {
        self.0.blank_line_before = Some(blank);
        self
    }

    /// At least so many characters or items: `@minLength`.
    pub fn min_length(self, least: u32) -> Self {
        self.0.decorators.push("minLength", [least.into_expr()]);
        self
    }

    /// At most so many characters or items: `@maxLength`.
    pub fn max_length(self, most: u32) -> Self {
        self.0.decorators.push("maxLength", [most.into_expr()]);
        self
    }
}
