//! The traits of arguments.

use std::borrow::Cow;

use super::{Fits, IntoTyped, ModelObject, Number, ResourceId};
use crate::expr::{Any, Array, Composite, Expr, IntoExpr, Object, Plain, Value};

/// Anything that can be used as a `Value<T>`: a Rust literal, a value or a reference to one, an
/// erased [`Expr`].
///
/// ```
/// # use triceps::{IntoValue, Param, Template};
/// fn greeting(t: &mut Template, name: impl IntoValue<String>) {
///     t.output("greeting", triceps::functions::to_upper(name));
/// }
///
/// let mut t = Template::for_resource_group();
/// let name = t.param(Param::string("name"));
/// greeting(&mut t, &name); // or "a literal", or any expression
/// assert!(t.check()?.to_bicep().ends_with("output greeting string = toUpper(name)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be used as a value of the type `{T}`",
    label = "not a `{T}`",
    note = "an enum or object of a model is made by its constants and constructors; `other(..)` of an enum takes any text",
    note = "a value of another type is converted with a function such as `string(..)` or `int(..)`; `Value::cast` takes it as it is"
)]
pub trait IntoValue<T: ?Sized> {
    /// The value.
    fn into_value(self) -> Value<T>;
}

#[diagnostic::do_not_recommend]
impl<S: Fits<T> + ?Sized, T: ?Sized> IntoValue<T> for Value<S> {
    fn into_value(self) -> Value<T> {
        Value::new(self.into_node())
    }
}

#[diagnostic::do_not_recommend]
impl<S: Fits<T> + ?Sized, T: ?Sized> IntoValue<T> for &Value<S> {
    fn into_value(self) -> Value<T> {
        Value::new(self.node().clone())
    }
}

macro_rules! literals {
    ($($type:ty => $kind:ty;)*) => {$(
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
        impl IntoValue<Any> for $type {
            fn into_value(self) -> Expr {
                self.into_expr()
            }
        }
    )*};
}

literals! {
    &str => String;
    String => String;
    &String => String;
    Cow<'static, str> => String;
    i64 => i64;
    i32 => i64;
    u32 => i64;
    u16 => i64;
    u8 => i64;
    bool => bool;
    Object => Object;
    f64 => Number;
}

#[diagnostic::do_not_recommend]
impl<T: ModelObject> IntoValue<T> for Object {
    fn into_value(self) -> Value<T> {
        Value::from_expr(self.into())
    }
}

impl IntoValue<Number> for i32 {
    fn into_value(self) -> Value<Number> {
        Value::from_expr(self.into_expr())
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

ids!(&str String &String);

/// A reference to a resource: its id, its handle, or the object `T` that describes it, computed or not.
///
/// An expression of any type is taken to be the id, unless it is an object.
///
#[cfg_attr(feature = "network", doc = "```")]
#[cfg_attr(not(feature = "network"), doc = "```ignore")]
/// use triceps::network::{Subnet, VirtualNetwork, subnet::RouteTable};
/// use triceps::{Expr, Param, Template};
///
/// let mut t = Template::for_resource_group();
/// let routed = t.param(Param::bool("routed"));
/// let table = t.param(Param::string("routeTableId"));
/// let network = t.add("network", VirtualNetwork::existing("vnet-contoso"));
/// let subnet = Subnet::new("app")
///     .parent(network)
///     .address_prefix("10.0.1.0/24")
///     .route_table(routed.then_else(RouteTable::new().id(&table), Expr::NULL)); // routed ? { id: routeTableId } : null
/// t.add("subnet", subnet);
/// # t.check()?;
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not refer to a resource",
    note = "expected a handle, the id of a resource, or a `{T}`"
)]
pub trait IntoReference<T> {
    /// The object: `{ id: id }`.
    fn into_reference(self) -> Expr;
}

/// A type whose values refer to a resource where an object `T` is wanted.
#[doc(hidden)]
pub trait RefersTo<T> {
    /// The object.
    fn refer(value: Expr) -> Expr;
}

fn by_id(id: Expr) -> Expr {
    Object::new().set("id", id).into()
}

/// Whether an expression is an object, or null, whatever it depends on.
fn is_object(expr: &Expr) -> bool {
    match expr.as_composite() {
        Some(Composite::Object(_)) => true,
        Some(Composite::Ternary(_, yes, no)) => is_object(yes) && is_object(no),
        Some(_) => false,
        None => expr.is_null(),
    }
}

impl<T> RefersTo<T> for String {
    fn refer(value: Expr) -> Expr {
        by_id(value)
    }
}

impl<T> RefersTo<T> for ResourceId {
    fn refer(value: Expr) -> Expr {
        by_id(value)
    }
}

impl<T> RefersTo<T> for Any {
    fn refer(value: Expr) -> Expr {
        if is_object(&value) { value } else { by_id(value) }
    }
}

#[diagnostic::do_not_recommend]
impl<T, S: RefersTo<T> + ?Sized> IntoReference<T> for Value<S> {
    fn into_reference(self) -> Expr {
        S::refer(self.into_inner())
    }
}

#[diagnostic::do_not_recommend]
impl<T, S: RefersTo<T> + ?Sized> IntoReference<T> for &Value<S> {
    fn into_reference(self) -> Expr {
        S::refer(self.as_expr())
    }
}

macro_rules! references {
    ($($type:ty)*) => {$(
        impl<T> IntoReference<T> for $type {
            fn into_reference(self) -> Expr {
                by_id(self.into_expr())
            }
        }
    )*};
}

references!(&str String &String);

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

impl<T> IntoValue<Option<Vec<T>>> for Array {
    fn into_value(self) -> Value<Option<Vec<T>>> {
        Value::from_expr(self.into())
    }
}

impl<T, I: IntoValue<T>, const N: usize> IntoValue<Option<Vec<T>>> for [I; N] {
    fn into_value(self) -> Value<Option<Vec<T>>> {
        Value::from_expr(IntoValue::<Vec<T>>::into_value(self).into_expr())
    }
}

impl<T, I: IntoValue<T>> IntoValue<Option<Vec<T>>> for Vec<I> {
    fn into_value(self) -> Value<Option<Vec<T>>> {
        Value::from_expr(IntoValue::<Vec<T>>::into_value(self).into_expr())
    }
}

impl IntoValue<Any> for Array {
    fn into_value(self) -> Expr {
        self.into()
    }
}

impl<I: Plain, const N: usize> IntoValue<Any> for [I; N] {
    fn into_value(self) -> Expr {
        self.into_expr()
    }
}

impl<I: Plain> IntoValue<Any> for Vec<I> {
    fn into_value(self) -> Expr {
        self.into_expr()
    }
}

/// An array without items, for every type of array; made by [`empty`].
///
/// ```
/// # use triceps::{Param, Template, empty};
/// # let mut t = Template::for_resource_group();
/// t.param(Param::array_of::<String>("zones").default(empty()));
/// assert_eq!(t.check()?.to_bicep(), "param zones string[] = []\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Empty(());

/// An array without items, for every type of array.
///
/// ```
/// use triceps::{Param, Template, empty};
///
/// let mut t = Template::for_resource_group();
/// let zones = t.param(Param::array_of::<String>("zones").default(empty()));
/// let ports = t.param(Param::array_of::<i64>("ports").default(empty()));
/// ```
pub fn empty() -> Empty {
    Empty(())
}

impl IntoExpr for Empty {
    fn into_expr(self) -> Expr {
        Array::new().into()
    }
}

impl Plain for Empty {}

impl<T> IntoValue<Vec<T>> for Empty {
    fn into_value(self) -> Value<Vec<T>> {
        Value::from_expr(self.into_expr())
    }
}

impl<T> IntoValue<Option<Vec<T>>> for Empty {
    fn into_value(self) -> Value<Option<Vec<T>>> {
        Value::from_expr(self.into_expr())
    }
}

impl IntoValue<Any> for Empty {
    fn into_value(self) -> Expr {
        self.into_expr()
    }
}

/// An array with the type of its items, for what takes any array: [`each`](crate::each), `map`, `first`.
///
/// A `Value<Vec<T>>`, an [`Expr`] whose items are of any type, a Rust array, or [`array!`](crate::array).
///
/// ```
/// # use triceps::functions::first;
/// # use triceps::{Param, Template, array};
/// # let mut t = Template::for_resource_group();
/// let zones = t.param(Param::array_of::<String>("zones"));
/// t.output("typed", first(&zones)); // string
/// t.output("rust", first([1, 2])); // int
/// t.output_as::<String>("any", first(array!["a", 2])); // of any type
/// assert!(t.check()?.to_bicep().contains("output typed string = first(zones)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array",
    note = "expected a `Value<Vec<T>>`, an expression, a Rust array such as `[\"a\", \"b\"]`, or `array![..]`"
)]
pub trait IntoArray {
    /// The type of the items.
    type Item;

    /// The array.
    fn into_array(self) -> Value<Vec<Self::Item>>;
}

/// What an array of arrays has: [`flatten`](crate::functions::flatten) makes one array of its items.
///
/// ```
/// # use triceps::functions::flatten;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let zones = t.param(Param::array_of::<Vec<String>>("zones"));
/// t.output("all", flatten(&zones));
/// assert!(t.check()?.to_bicep().ends_with("output all string[] = flatten(zones)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array, so that there is nothing to flatten",
    note = "expected an array of arrays: `[&names, &more]`, or what a lambda gives that makes arrays"
)]
pub trait Items {
    /// The type of the items of each.
    type Item;
}

impl<T> Items for Vec<T> {
    type Item = T;
}

impl Items for Any {
    type Item = Self;
}

impl<T> IntoArray for Value<Vec<T>> {
    type Item = T;

    fn into_array(self) -> Self {
        self
    }
}

impl<T> IntoArray for &Value<Vec<T>> {
    type Item = T;

    fn into_array(self) -> Value<Vec<T>> {
        self.clone()
    }
}

macro_rules! untyped_arrays {
    ($($type:ty)*) => {$(
        impl IntoArray for $type {
            type Item = Any;

            fn into_array(self) -> Value<Vec<Any>> {
                Value::from_expr(self.into_expr())
            }
        }
    )*};
}

untyped_arrays!(Expr &Expr Array);

impl<V: IntoTyped, const N: usize> IntoArray for [V; N] {
    type Item = V::Kind;

    fn into_array(self) -> Value<Vec<V::Kind>> {
        Value::from_expr(self.map(|item| item.into_typed().into_expr()).into_iter().collect::<Array>().into())
    }
}

impl<V: IntoTyped> IntoArray for Vec<V> {
    type Item = V::Kind;

    fn into_array(self) -> Value<Vec<V::Kind>> {
        Value::from_expr(self.into_iter().map(|item| item.into_typed().into_expr()).collect::<Array>().into())
    }
}
