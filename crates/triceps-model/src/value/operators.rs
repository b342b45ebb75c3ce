//! Operators on typed values.

use std::ops::{Add, Div, Mul, Neg, Not, Rem, Sub};

use super::IntoValue;
use crate::expr::{BinaryOp, Expr, UnaryOp, Value};

macro_rules! arithmetic {
    ($($trait:ident $method:ident $op:ident;)*) => {$(
        impl<R: IntoValue<i64>> $trait<R> for Value<i64> {
            type Output = Value<i64>;

            fn $method(self, right: R) -> Value<i64> {
                (&self).$method(right)
            }
        }

        impl<R: IntoValue<i64>> $trait<R> for &Value<i64> {
            type Output = Value<i64>;

            fn $method(self, right: R) -> Value<i64> {
                Value::from_expr(Expr::binary(BinaryOp::$op, self, right.into_value()))
            }
        }

        impl<R: IntoValue<i64>> $trait<R> for Expr {
            type Output = Value<i64>;

            fn $method(self, right: R) -> Value<i64> {
                (&self).$method(right)
            }
        }

        impl<R: IntoValue<i64>> $trait<R> for &Expr {
            type Output = Value<i64>;

            fn $method(self, right: R) -> Value<i64> {
                Value::from_expr(Expr::binary(BinaryOp::$op, self, right.into_value()))
            }
        }

        impl $trait<Value<i64>> for i64 {
            type Output = Value<i64>;

            fn $method(self, right: Value<i64>) -> Value<i64> {
                Value::from_expr(Expr::binary(BinaryOp::$op, self, right))
            }
        }
    )*};
}

arithmetic! {
    Add add Add;
    Sub sub Subtract;
    Mul mul Multiply;
    Div div Divide;
    Rem rem Modulo;
}

impl Neg for Value<i64> {
    type Output = Self;

    fn neg(self) -> Self {
        -&self
    }
}

impl Neg for &Value<i64> {
    type Output = Value<i64>;

    fn neg(self) -> Value<i64> {
        Value::from_expr(Expr::unary(UnaryOp::Minus, self))
    }
}

impl Neg for Expr {
    type Output = Value<i64>;

    fn neg(self) -> Value<i64> {
        -&self
    }
}

impl Neg for &Expr {
    type Output = Value<i64>;

    fn neg(self) -> Value<i64> {
        Value::from_expr(Expr::unary(UnaryOp::Minus, self))
    }
}

impl Not for Value<bool> {
    type Output = Self;

    fn not(self) -> Self {
        !&self
    }
}

impl Not for &Value<bool> {
    type Output = Value<bool>;

    fn not(self) -> Value<bool> {
        Value::from_expr(Expr::unary(UnaryOp::Not, self))
    }
}

impl Not for Expr {
    type Output = Value<bool>;

    fn not(self) -> Value<bool> {
        !&self
    }
}

impl Not for &Expr {
    type Output = Value<bool>;

    fn not(self) -> Value<bool> {
        Value::from_expr(Expr::unary(UnaryOp::Not, self))
    }
}

macro_rules! comparisons {
    ($($(#[$doc:meta])* $method:ident $op:ident;)*) => {$(
        $(#[$doc])*
        pub fn $method(&self, other: impl IntoValue<T>) -> Value<bool> {
            Value::from_expr(Expr::binary(BinaryOp::$op, self, other.into_value()))
        }
    )*};
}

impl<T> Value<T> {
    comparisons! {
        /// `self == other`
        equals Equal;
        /// `self != other`
        not_equals NotEqual;
        /// `self < other`
        less_than Less;
        /// `self <= other`
        at_most LessOrEqual;
        /// `self > other`
        greater_than Greater;
        /// `self >= other`
        at_least GreaterOrEqual;
    }
}

impl Value<String> {
    /// `self =~ other`: equal but for the case of letters.
    pub fn equals_ignore_case(&self, other: impl IntoValue<String>) -> Value<bool> {
        Value::from_expr(Expr::binary(BinaryOp::EqualIgnoreCase, self, other.into_value()))
    }

    /// `self !~ other`
    pub fn not_equals_ignore_case(&self, other: impl IntoValue<String>) -> Value<bool> {
        Value::from_expr(Expr::binary(BinaryOp::NotEqualIgnoreCase, self, other.into_value()))
    }
}
