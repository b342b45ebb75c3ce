//! Argument lists of functions that take any number of arguments.

use super::{IntoArray, IntoExpr, Plain};
use crate::expr::Expr;
use crate::sealed::{OfAnyArgs, OfArgs, OfArrays, Sealed};

/// Arguments that are not secrets: an array, a slice or a tuple, since kinds mix in
/// `guid((registry.id(), "salt"))`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of arguments",
    note = "give an array or a tuple: `[a, b]`, `(a, 1, \"text\")`, `(a,)`; a secret needs the form for secrets of the function"
)]
pub trait Args: Sealed<OfArgs> {
    /// The arguments in order.
    fn into_args(self) -> Vec<Expr>;
}

/// Arguments of any kind, secrets included, for [`call`](crate::call).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of arguments",
    note = "give an array or a tuple: `[a, b]`, `(a, 1, \"text\")`, `(a,)`, `()`"
)]
pub trait AnyArgs: Sealed<OfAnyArgs> {
    /// The arguments in order.
    fn into_args(self) -> Vec<Expr>;
}

macro_rules! lists {
    ($trait:ident, $mark:ident, $item:ident) => {
        impl Sealed<$mark> for () {}
        impl<A: $item, const N: usize> Sealed<$mark> for [A; N] {}
        impl<A: $item> Sealed<$mark> for Vec<A> {}
        impl<'a, A> Sealed<$mark> for &'a [A] where &'a A: $item {}

        impl $trait for () {
            fn into_args(self) -> Vec<Expr> {
                Vec::new()
            }
        }

        impl<A: $item, const N: usize> $trait for [A; N] {
            fn into_args(self) -> Vec<Expr> {
                self.into_iter().map(IntoExpr::into_expr).collect()
            }
        }

        impl<A: $item> $trait for Vec<A> {
            fn into_args(self) -> Vec<Expr> {
                self.into_iter().map(IntoExpr::into_expr).collect()
            }
        }

        impl<'a, A> $trait for &'a [A]
        where
            &'a A: $item,
        {
            fn into_args(self) -> Vec<Expr> {
                self.iter().map(IntoExpr::into_expr).collect()
            }
        }

        tuples!($trait, $mark, $item, A a B b C c D d E e F f G g H h);
    };
}

macro_rules! tuples {
    ($trait:ident, $mark:ident, $item:ident,) => {};
    ($trait:ident, $mark:ident, $item:ident, $head:ident $first:ident $($rest:ident $name:ident)*) => {
        impl<$head: $item, $($rest: $item),*> Sealed<$mark> for ($head, $($rest,)*) {}

        impl<$head: $item, $($rest: $item),*> $trait for ($head, $($rest,)*) {
            fn into_args(self) -> Vec<Expr> {
                let ($first, $($name,)*) = self;
                vec![$first.into_expr(), $($name.into_expr()),*]
            }
        }
        tuples!($trait, $mark, $item, $($rest $name)*);
    };
}

lists!(Args, OfArgs, Plain);
lists!(AnyArgs, OfAnyArgs, IntoExpr);

/// Several arrays, of which the first says what the items are, for [`concat`](crate::functions::concat).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of arrays",
    note = "give a tuple or an array of arrays: `(&names, [\"a\"])`; text is joined with `interpolate!`"
)]
pub trait IntoArrays: Sealed<OfArrays> {
    /// The type of the items.
    type Item;

    /// The arrays in order.
    fn into_arrays(self) -> Vec<Expr>;
}

impl<A: IntoArray, const N: usize> Sealed<OfArrays> for [A; N] {}
impl<T: IntoArray> Sealed<OfArrays> for Vec<T> {}

impl<A: IntoArray, const N: usize> IntoArrays for [A; N] {
    type Item = A::Item;

    fn into_arrays(self) -> Vec<Expr> {
        self.into_iter().map(|array| array.into_array().into_expr()).collect()
    }
}

impl<T: IntoArray> IntoArrays for Vec<T> {
    type Item = T::Item;

    fn into_arrays(self) -> Vec<Expr> {
        self.into_iter().map(|array| array.into_array().into_expr()).collect()
    }
}

macro_rules! arrays {
    ($head:ident $first:ident) => {};
    ($head:ident $first:ident $($rest:ident $name:ident)+) => {
        impl<$head: IntoArray, $($rest: IntoArray),+> Sealed<OfArrays> for ($head, $($rest),+) {}

        impl<$head: IntoArray, $($rest: IntoArray),+> IntoArrays for ($head, $($rest),+) {
            type Item = $head::Item;

            fn into_arrays(self) -> Vec<Expr> {
                let ($first, $($name),+) = self;
                vec![$first.into_array().into_expr(), $($name.into_array().into_expr()),+]
            }
        }
        arrays!($($rest $name)+);
    };
}

arrays!(A a B b C c D d E e F f G g H h);
