//! Values in the metadata of scale rules, which are all strings.

use crate::functions::string;
use crate::{Expr, IntoExpr, Value};

/// What the metadata of a [`ScaleRule`](super::ScaleRule) takes.
///
/// All of it is strings in the end: numbers and booleans of Rust are written as strings, values of other
/// types go through `string(..)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be metadata of a scale rule",
    note = "expected text, a number, a boolean, or a value of one; a secret belongs into `.auth(secret, parameter)`"
)]
pub trait IntoMetadata {
    /// The string.
    fn into_metadata(self) -> Expr;
}

macro_rules! as_it_is {
    ($($type:ty)*) => {$(
        impl IntoMetadata for $type {
            fn into_metadata(self) -> Expr {
                self.into_expr()
            }
        }
    )*};
}

macro_rules! written_out {
    ($($type:ty)*) => {$(
        impl IntoMetadata for $type {
            fn into_metadata(self) -> Expr {
                self.to_string().into_expr()
            }
        }
    )*};
}

macro_rules! converted {
    ($($type:ty)*) => {$(
        impl IntoMetadata for $type {
            fn into_metadata(self) -> Expr {
                string(self).into_expr()
            }
        }
    )*};
}

as_it_is!(&str String &String Value<String> &Value<String>);
written_out!(i32 i64 u16 u32 bool);
converted!(Value<i64> &Value<i64> Value<bool> &Value<bool>);
