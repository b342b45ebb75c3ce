//! What the `interpolate!` macros expand to.

use super::{Allowed, Reveal, Secure};
use crate::expr::{Expr, IntoExpr, Node, Part, Plain, Value};

/// One piece of an interpolated string.
pub struct Fragment {
    part: Part,
    is_string: bool,
}

impl Fragment {
    /// Text between holes.
    pub fn text(text: &'static str) -> Self {
        Self { part: Part::Text(text.into()), is_string: true }
    }
}

/// A value that [`interpolate!`](crate::interpolate) accepts in braces.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be interpolated",
    label = "not text, a number or a boolean",
    note = "another value becomes text with `string(..)`"
)]
pub trait Interpolate {
    /// The hole.
    fn into_fragment(self) -> Fragment;
}

/// A value that [`interpolate_secret!`](crate::interpolate_secret) accepts in braces.
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be interpolated", label = "not text, a number or a boolean")]
pub trait InterpolateSecret {
    /// The hole.
    fn into_fragment(self) -> Fragment;
}

fn hole(expr: Expr, is_string: bool) -> Fragment {
    let is_string = is_string || matches!(expr.node(), Node::Str(_));
    Fragment { part: Part::Hole(expr), is_string }
}

macro_rules! holes {
    ($($type:ty, $is_string:literal;)*) => {$(
        impl Interpolate for $type {
            fn into_fragment(self) -> Fragment {
                hole(self.into_expr(), $is_string)
            }
        }
        impl InterpolateSecret for $type {
            fn into_fragment(self) -> Fragment {
                hole(self.into_expr(), $is_string)
            }
        }
    )*};
}

holes! {
    &Value<String>, true;
    &Value<i64>, false;
    &Value<bool>, false;
    &Expr, false;
    &&str, true;
    &&String, true;
    &&Value<String>, true;
    &&Value<i64>, false;
    &&Value<bool>, false;
    &&Expr, false;
    &str, true;
    &String, true;
    &i64, false;
    &i32, false;
    &bool, false;
}

impl<S: ?Sized> Interpolate for &Secure<S>
where
    Reveal<S>: Allowed,
{
    fn into_fragment(self) -> Fragment {
        hole(self.into_expr(), false)
    }
}

impl InterpolateSecret for &Secure<String> {
    fn into_fragment(self) -> Fragment {
        hole(self.into_expr(), true)
    }
}

impl InterpolateSecret for &&Secure<String> {
    fn into_fragment(self) -> Fragment {
        hole(self.into_expr(), true)
    }
}

macro_rules! by_reference {
    ($($type:ty),*) => {$(
        impl IntoExpr for &$type {
            fn into_expr(self) -> Expr {
                (*self).into_expr()
            }
        }
        impl Plain for &$type {}
    )*};
}

by_reference!(&str, &String, i64, i32, bool, &Value<String>, &Value<i64>, &Value<bool>, &Expr);

impl IntoExpr for &&Secure<String> {
    fn into_expr(self) -> Expr {
        (*self).into_expr()
    }
}

/// Joins the fragments of `interpolate!`. A single hole that is text is that text.
pub fn interpolate_fragments<const N: usize>(fragments: [Fragment; N]) -> Value<String> {
    Value::from_expr(join(fragments))
}

/// Joins the fragments of `interpolate_secret!`.
pub fn interpolate_secret_fragments<const N: usize>(fragments: [Fragment; N]) -> Secure<String> {
    Secure::from_expr(join(fragments))
}

fn join<const N: usize>(fragments: [Fragment; N]) -> Expr {
    let single = N == 1 && fragments[0].is_string;
    let mut parts = fragments.into_iter().map(|fragment| fragment.part);
    match (single, parts.next()) {
        (true, Some(Part::Hole(expr))) => expr,
        (_, first) => Expr::interpolation(first.into_iter().chain(parts)),
    }
}
