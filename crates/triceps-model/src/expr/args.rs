//! Argument lists of functions that take any number of arguments.

use super::{Expr, IntoExpr, Plain};
use crate::sealed::{OfAnyArgs, OfArgs, Sealed};

/// Arguments that are not secrets: an array, a slice or a tuple, since kinds mix in
/// `guid((registry.id(), "salt"))`.
///
/// ```
/// # use triceps::Template;
/// # use triceps::functions::{guid, resource_group};
/// # let mut t = Template::for_resource_group();
/// t.output("id", guid((resource_group().id(), "portal")));
/// assert_eq!(t.check()?.to_bicep(), "output id string = guid(resourceGroup().id, 'portal')\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of arguments",
    note = "give an array or a tuple: `[a, b]`, `(a, 1, \"text\")`, `(a,)`; a secret needs the form for secrets of the function"
)]
pub trait Args: Sealed<OfArgs> {
    /// The arguments in order.
    fn into_args(self) -> Vec<Expr>;
}

/// Arguments of any kind, secrets included, for [`call`](crate::functions::call).
///
/// ```
/// # use triceps::Template;
/// # use triceps::functions::call;
/// # let mut t = Template::for_resource_group();
/// t.output_as::<String>("subnet", call("cidrSubnet", ("10.0.0.0/16", 24, 0)));
/// assert_eq!(t.check()?.to_bicep(), "output subnet string = cidrSubnet('10.0.0.0/16', 24, 0)\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
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
