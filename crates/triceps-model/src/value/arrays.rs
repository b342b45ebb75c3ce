//! Argument lists of functions that take arrays.

use super::IntoArray;
use crate::expr::{Expr, IntoExpr};
use crate::sealed::{OfArrays, Sealed};

/// Several arrays, of which the first says what the items are, for [`concat`](crate::functions::concat).
///
/// ```
/// # use triceps::functions::concat;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let zones = t.param(Param::array_of::<String>("zones"));
/// t.output("all", concat((&zones, ["4"])));
/// assert!(t.check()?.to_bicep().contains("output all string[] = concat(zones, ["));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
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
