//! What may be given where a value is wanted.

use std::borrow::Cow;

use super::{Any, Number, ResourceId, Secure, Value};
use crate::expr::{Array, Expr, Node, Object};

/// Anything that can stand for a `Value<T>`: a Rust literal, a value or a reference to one, an
/// erased [`Expr`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand for a value of the type `{T}`",
    label = "not a `{T}`",
    note = "a secret fits only where one is asked for: use `.env_secret(..)` with a container secret, a secure parameter of a module, or `secure_output`",
    note = "a value of another type is converted with a function such as `string(..)` or `int(..)`; `Value::cast` takes it as it is"
)]
pub trait IntoValue<T: ?Sized> {
    /// The value.
    fn into_value(self) -> Value<T>;
}

/// Anything that can stand for an expression of any type, secrets included. What a secret may not
/// flow into is found by [`Template::check`](crate::Template::check).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an expression",
    note = "expected text, a number, a boolean, a value, a handle, or `object!`"
)]
pub trait IntoExpr {
    /// The expression.
    fn into_expr(self) -> Expr;
}

/// An expression that is not a secret by its type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be used here",
    label = "a secret, or no expression at all",
    note = "a secret stays secret: use the forms for secrets, such as `interpolate_secret!`, `join_secret` or `secure_output`"
)]
pub trait Plain: IntoExpr {}

impl<T: ?Sized> IntoValue<T> for Value<T> {
    fn into_value(self) -> Value<T> {
        self
    }
}

impl<T: ?Sized> IntoValue<T> for &Value<T> {
    fn into_value(self) -> Value<T> {
        self.clone()
    }
}

impl<T> IntoValue<Option<T>> for Value<T> {
    fn into_value(self) -> Value<Option<T>> {
        self.cast()
    }
}

impl<T> IntoValue<Option<T>> for &Value<T> {
    fn into_value(self) -> Value<Option<T>> {
        self.cast()
    }
}

impl<T: ?Sized> IntoValue<T> for Expr {
    fn into_value(self) -> Value<T> {
        Value::from_expr(self)
    }
}

impl<T: ?Sized> IntoValue<T> for &Expr {
    fn into_value(self) -> Value<T> {
        Value::from_expr(self.clone())
    }
}

impl<T: ?Sized> IntoExpr for Value<T> {
    fn into_expr(self) -> Expr {
        self.into_inner()
    }
}

impl<T: ?Sized> IntoExpr for &Value<T> {
    fn into_expr(self) -> Expr {
        self.as_expr().clone()
    }
}

impl<T: ?Sized> Plain for Value<T> {}
impl<T: ?Sized> Plain for &Value<T> {}

impl<T: ?Sized> IntoExpr for Secure<T> {
    fn into_expr(self) -> Expr {
        self.as_expr().clone()
    }
}

impl<T: ?Sized> IntoExpr for &Secure<T> {
    fn into_expr(self) -> Expr {
        self.as_expr().clone()
    }
}

impl IntoExpr for Expr {
    fn into_expr(self) -> Expr {
        self
    }
}

impl IntoExpr for &Expr {
    fn into_expr(self) -> Expr {
        self.clone()
    }
}

impl Plain for Expr {}
impl Plain for &Expr {}

macro_rules! literals {
    ($($type:ty => $kind:ty, $value:ident => $expr:expr;)*) => {$(
        impl IntoExpr for $type {
            fn into_expr(self) -> Expr {
                let $value = self;
                $expr
            }
        }
        impl Plain for $type {}
        impl IntoValue<$kind> for $type {
            fn into_value(self) -> Value<$kind> {
                Value::from_expr(self.into_expr())
            }
        }
        impl IntoValue<Option<$kind>> for $type {
            fn into_value(self) -> Value<Option<$kind>> {
                Value::from_expr(self.into_expr())
            }
        }
    )*};
}

literals! {
    &str => String, value => Expr(Node::Str(Cow::Owned(value.to_owned())));
    String => String, value => Expr(Node::Str(Cow::Owned(value)));
    &String => String, value => Expr(Node::Str(Cow::Owned(value.clone())));
    Cow<'static, str> => String, value => Expr(Node::Str(value));
    i64 => i64, value => Expr(Node::Int(value));
    i32 => i64, value => Expr(Node::Int(value.into()));
    u32 => i64, value => Expr(Node::Int(value.into()));
    u16 => i64, value => Expr(Node::Int(value.into()));
    u8 => i64, value => Expr(Node::Int(value.into()));
    bool => bool, value => Expr(Node::Bool(value));
    Object => Object, value => value.into();
    f64 => Number, value => Expr::number(value);
}

impl IntoValue<Number> for i32 {
    fn into_value(self) -> Value<Number> {
        Value::from_expr(self.into_expr())
    }
}

impl IntoValue<Number> for Value<Any> {
    fn into_value(self) -> Value<Number> {
        self.cast()
    }
}

impl IntoValue<Number> for Value<i64> {
    fn into_value(self) -> Value<Number> {
        self.cast()
    }
}

impl IntoValue<Number> for &Value<i64> {
    fn into_value(self) -> Value<Number> {
        self.cast()
    }
}

macro_rules! ids {
    ($($type:ty)*) => {$(
        impl IntoValue<ResourceId> for $type {
            fn into_value(self) -> Value<ResourceId> {
                Value::from_expr(self.into_expr())
            }
        }
    )*};
}

ids!(&str String Value<String> &Value<String>);

impl IntoExpr for Array {
    fn into_expr(self) -> Expr {
        self.into()
    }
}

impl Plain for Array {}

impl<T> IntoValue<Vec<T>> for Array {
    fn into_value(self) -> Value<Vec<T>> {
        Value::from_expr(self.into())
    }
}

impl<T, I: IntoValue<T>, const N: usize> IntoValue<Vec<T>> for [I; N] {
    fn into_value(self) -> Value<Vec<T>> {
        Value::from_expr(self.map(|item| item.into_value().into_expr()).into_iter().collect::<Array>().into())
    }
}

impl<T, I: IntoValue<T>> IntoValue<Vec<T>> for Vec<I> {
    fn into_value(self) -> Value<Vec<T>> {
        Value::from_expr(self.into_iter().map(|item| item.into_value().into_expr()).collect::<Array>().into())
    }
}

impl<'a, T, I> IntoValue<Vec<T>> for &'a [I]
where
    &'a I: IntoValue<T>,
{
    fn into_value(self) -> Value<Vec<T>> {
        Value::from_expr(self.iter().map(|item| item.into_value().into_expr()).collect::<Array>().into())
    }
}

impl<I: IntoExpr, const N: usize> IntoExpr for [I; N] {
    fn into_expr(self) -> Expr {
        self.into_iter().collect::<Array>().into()
    }
}

impl<I: Plain, const N: usize> Plain for [I; N] {}

impl<I: IntoExpr> IntoExpr for Vec<I> {
    fn into_expr(self) -> Expr {
        self.into_iter().collect::<Array>().into()
    }
}

impl<I: Plain> Plain for Vec<I> {}

/// Untyped lists take items of one Rust type; [`array!`](crate::array) mixes them.
impl From<Expr> for Value<Vec<Any>> {
    fn from(expr: Expr) -> Self {
        Self::from_expr(expr)
    }
}
