//! Loops over values.

use std::marker::PhantomData;

use super::{IntoArray, IntoTyped};
use crate::expr::{Expr, ForLoop, IntoExpr, Local, Value};

/// What a loop runs over, with the name of its variable; made by [`each`].
///
/// ```
/// # use triceps::{Param, Template, each, interpolate};
/// # let mut t = Template::for_resource_group();
/// let hosts = t.param(Param::array_of::<String>("hosts"));
/// t.output("labels", each("host", &hosts).index("n").map(|host, n| interpolate!("{n}-{host}")));
/// assert!(t.check()?.to_bicep().ends_with("output labels string[] = [for (host, n) in hosts: '${n}-${host}']\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub struct Each<T: ?Sized> {
    item: Local,
    index: Local,
    array: Expr,
    item_type: PhantomData<fn() -> T>,
}

/// Starts a loop over `array`, whose variable is called `item` in the output.
///
/// The index is called `i` (`index` where the item is called so) and printed only where the body uses it.
///
/// ```
/// use triceps::{Param, Template, each, interpolate};
///
/// let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// let labels = each("name", &names).map(|name, i| interpolate!("{i}-{name}"));
/// t.output("labels", labels); // [for (name, i) in names: '${i}-${name}']
/// ```
///
/// The array is a typed value, an expression of any type, or one of Rust. The name comes first, as in
/// [`map`](crate::functions::map) and the other functions that take a lambda:
///
/// ```
/// use triceps::container_registry::IpRule;
/// use triceps::functions::map;
/// use triceps::{Param, Template, each, interpolate};
///
/// let mut t = Template::for_resource_group();
/// let array_param = t.param(Param::array("ips"));
/// let rules = each("ip", &array_param).map(|ip, _| IpRule::new(ip));
/// let fixed = each("n", ["a", "b"]).map(|n, _| interpolate!("app-{n}"));
/// let mapped = map("n", ["a", "b"], |n| interpolate!("app-{n}"));
/// ```
pub fn each<A: IntoArray>(item: &str, array: A) -> Each<A::Item> {
    // The common name of an index, unless the item has it.
    let index = Local::unnamed(if item == "i" { "index" } else { "i" });
    Each { item: Local::named(item), index, array: array.into_array().into_expr(), item_type: PhantomData }
}

impl<T> Each<T> {
    /// Names the index; `i` by default.
    pub fn index(mut self, name: &str) -> Self {
        self.index = Local::named(name);
        self
    }

    /// The array of what `body` makes of every item: `[for item in array: body]`.
    pub fn map<V: IntoTyped>(self, body: impl FnOnce(Value<T>, Value<i64>) -> V) -> Value<Vec<V::Kind>> {
        let body = body(self.item_value(), self.index_value()).into_typed().into_expr();
        let index = body.uses_local(&self.index).then_some(self.index);
        Value::from_expr(Expr::for_loop(ForLoop { item: self.item, index, array: self.array, body }))
    }

    #[doc(hidden)]
    pub fn item_value(&self) -> Value<T> {
        Value::from_expr(Expr::local(&self.item))
    }

    #[doc(hidden)]
    pub fn index_value(&self) -> Value<i64> {
        Value::from_expr(Expr::local(&self.index))
    }

    pub(crate) fn into_parts(self) -> (Local, Local, Expr) {
        (self.item, self.index, self.array)
    }
}
