//! What may be given where an expression is wanted.

use std::borrow::Cow;

use super::{Array, Expr, Node, Object, Value};

/// Anything that can be used as an expression of any type, secrets included. What a secret may not
/// flow into is found by `Template::check`.
///
/// ```
/// # use triceps::{Expr, IntoExpr, Param, Template, array};
/// # let mut t = Template::for_resource_group();
/// let name = t.param(Param::string("name"));
/// let values: Vec<Expr> = vec!["text".into_expr(), 3.into_expr(), (&name).into_expr()];
/// t.output_as::<Vec<triceps::Any>>("values", values);
/// assert!(t.check()?.to_bicep().ends_with("output values array = [\n  'text'\n  3\n  name\n]\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an expression",
    note = "expected text, a number, a boolean, a value, a handle, or `object!`"
)]
pub trait IntoExpr {
    /// The expression.
    fn into_expr(self) -> Expr;
}

/// An expression that is not a secret by its type.
///
/// ```
/// # use triceps::functions::length;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// t.output("count", length(&names)); // a secret does not compile here
/// assert!(t.check()?.to_bicep().ends_with("output count int = length(names)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an expression",
    note = "expected text, a number, a boolean, a value, a handle, or `object!`"
)]
pub trait Plain: IntoExpr {}

impl<T: ?Sized> IntoExpr for Value<T> {
    fn into_expr(self) -> Expr {
        self.into_inner()
    }
}

impl<T: ?Sized> IntoExpr for &Value<T> {
    fn into_expr(self) -> Expr {
        self.as_expr()
    }
}

impl<T: ?Sized> Plain for Value<T> {}
impl<T: ?Sized> Plain for &Value<T> {}

macro_rules! literals {
    ($($type:ty, $value:ident => $expr:expr;)*) => {$(
        impl IntoExpr for $type {
            fn into_expr(self) -> Expr {
                let $value = self;
                $expr
            }
        }
        impl Plain for $type {}
    )*};
}

literals! {
    &str, value => Expr::new(Node::Str(Cow::Owned(value.to_owned())));
    String, value => Expr::new(Node::Str(Cow::Owned(value)));
    &String, value => Expr::new(Node::Str(Cow::Owned(value.clone())));
    Cow<'static, str>, value => Expr::new(Node::Str(value));
    i64, value => Expr::new(Node::Int(value));
    i32, value => Expr::new(Node::Int(value.into()));
    u32, value => Expr::new(Node::Int(value.into()));
    u16, value => Expr::new(Node::Int(value.into()));
    u8, value => Expr::new(Node::Int(value.into()));
    bool, value => Expr::new(Node::Bool(value));
    f64, value => Expr::number(value);
    Object, value => value.into();
    Array, value => value.into();
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
