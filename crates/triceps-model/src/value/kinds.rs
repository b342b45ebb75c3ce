//! The Rust types of Bicep types.

use crate::expr::{Any, Expr, Object, Value};
use crate::types::TypeExpr;

/// A number that may have a fraction. Bicep's own numbers are whole; a fraction prints as
/// `json('0.5')`.
///
/// ```
/// # use triceps::{Number, Template, Value};
/// # let mut t = Template::for_resource_group();
/// let cpu: Value<Number> = Value::of(0.5);
/// t.var("resources", triceps::object! { cpu: cpu });
/// assert!(t.check()?.to_bicep().contains("  cpu: json('0.5')\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Number {}

/// The id of a resource: text, or a handle of one.
///
#[cfg_attr(feature = "network", doc = "```")]
#[cfg_attr(not(feature = "network"), doc = "```ignore")]
/// use triceps::network::{PrivateEndpoint, Subnet, VirtualNetwork};
/// use triceps::{Param, Template, Value};
///
/// let mut t = Template::for_resource_group();
/// let network = t.add("network", VirtualNetwork::existing("vnet-contoso"));
/// let subnet = t.nested(&network, "subnet", Subnet::existing("endpoints"));
/// let id: Value<String> = t.param(Param::string("subnetId"));
/// t.add("first", PrivateEndpoint::new("pe-first").subnet(&subnet));
/// t.add("second", PrivateEndpoint::new("pe-second").subnet(&id));
/// t.add("third", PrivateEndpoint::new("pe-third").subnet("/subscriptions/0/resourceGroups/rg/and/so/on"));
/// ```
#[derive(Clone, Copy, Debug)]
pub enum ResourceId {}

/// A type that a parameter, an output or a variable can be declared with.
///
/// `String`, `i64`, `bool`, [`Object`], `Vec<T>`, `Option<T>` and every open enum of a model.
///
/// ```
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let zone: triceps::Value<Option<String>> = t.param(Param::of("zone"));
/// t.output("zone", zone.or("1"));
/// assert!(t.check()?.to_bicep().starts_with("param zone string?\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub trait ArmType {
    /// The declared type in Bicep.
    fn declared() -> TypeExpr;
}

impl ArmType for String {
    fn declared() -> TypeExpr {
        TypeExpr::named("string")
    }
}

impl ArmType for i64 {
    fn declared() -> TypeExpr {
        TypeExpr::named("int")
    }
}

impl ArmType for bool {
    fn declared() -> TypeExpr {
        TypeExpr::named("bool")
    }
}

impl ArmType for Object {
    fn declared() -> TypeExpr {
        TypeExpr::named("object")
    }
}

impl ArmType for Any {
    fn declared() -> TypeExpr {
        TypeExpr::named("any")
    }
}

impl ArmType for ResourceId {
    fn declared() -> TypeExpr {
        TypeExpr::named("string")
    }
}

impl<T: ArmType> ArmType for Vec<T> {
    fn declared() -> TypeExpr {
        let item = T::declared();
        if item.is_named("any") { TypeExpr::named("array") } else { item.array() }
    }
}

impl<T: ArmType> ArmType for Option<T> {
    fn declared() -> TypeExpr {
        T::declared().nullable()
    }
}

/// Says which values fit where another type is wanted: a `Value<S>` where a `Value<T>` is, if `S: Fits<T>`.
///
/// A type fits itself and its optional form, and everything fits [`Any`]. What is of any type fits everywhere; the
/// check finds where it does not.
///
/// ```
/// # use triceps::{ResourceId, Value};
/// let text: Value<String> = Value::of("/subscriptions/0/resourceGroups/rg");
/// let id: Value<ResourceId> = Value::of(&text); // text fits where an id is wanted
/// let maybe: Value<Option<String>> = Value::of(&text); // and where it may be null
/// ```
#[diagnostic::on_unimplemented(
    message = "a value of the type `{Self}` cannot be used as a value of the type `{T}`",
    note = "a value of another type is converted with a function such as `string(..)` or `int(..)`; `Value::cast` takes it as it is"
)]
pub trait Fits<T: ?Sized> {}

impl<T: ?Sized> Fits<T> for Any {}

/// A kind of values that says what they are: every one but [`Any`], lists and options.
///
/// Such a kind fits itself, its optional form and [`Any`], and lists of it fit likewise.
#[doc(hidden)]
pub trait Concrete {}

/// A kind of strings of which some values are known. Any string fits, since others may be taken, too.
#[doc(hidden)]
pub trait KnownValues {}

/// An object of a model. Any object fits, since a parameter may be one; the check finds where its properties do not.
#[doc(hidden)]
pub trait ModelObject {}

#[diagnostic::do_not_recommend]
impl<T: ModelObject> Fits<T> for Object {}
#[diagnostic::do_not_recommend]
impl<T: ModelObject> Fits<Option<T>> for Object {}
#[diagnostic::do_not_recommend]
impl<T: ModelObject> Fits<Vec<T>> for Vec<Object> {}
#[diagnostic::do_not_recommend]
impl<T: ModelObject> Fits<Option<Vec<T>>> for Vec<Object> {}

#[diagnostic::do_not_recommend]
impl<T: KnownValues> Fits<T> for String {}
#[diagnostic::do_not_recommend]
impl<T: KnownValues> Fits<Option<T>> for String {}
#[diagnostic::do_not_recommend]
impl<T: KnownValues> Fits<Vec<T>> for Vec<String> {}
#[diagnostic::do_not_recommend]
impl<T: KnownValues> Fits<Option<Vec<T>>> for Vec<String> {}

macro_rules! concrete {
    ($($kind:ty),*) => {$(
        impl Concrete for $kind {}
    )*};
}

concrete!(String, i64, bool, Object, Number, ResourceId);

#[diagnostic::do_not_recommend]
impl<T: Concrete> Fits<T> for T {}
#[diagnostic::do_not_recommend]
impl<T: Concrete> Fits<Option<T>> for T {}
#[diagnostic::do_not_recommend]
impl<T: Concrete> Fits<Any> for T {}
#[diagnostic::do_not_recommend]
impl<T: Concrete> Fits<Option<T>> for Option<T> {}
#[diagnostic::do_not_recommend]
impl<T: Concrete> Fits<Vec<T>> for Vec<T> {}
#[diagnostic::do_not_recommend]
impl<T: Concrete> Fits<Option<Vec<T>>> for Vec<T> {}
#[diagnostic::do_not_recommend]
impl<T: Concrete> Fits<Option<Vec<T>>> for Option<Vec<T>> {}
#[diagnostic::do_not_recommend]
impl<T: Concrete> Fits<Vec<Option<T>>> for Vec<T> {}
#[diagnostic::do_not_recommend]
impl<T: Concrete> Fits<Option<Vec<Option<T>>>> for Vec<T> {}
#[diagnostic::do_not_recommend]
impl<T: Concrete> Fits<Option<Vec<Option<T>>>> for Vec<Option<T>> {}
#[diagnostic::do_not_recommend]
impl<T: Concrete> Fits<Option<Vec<Option<T>>>> for Option<Vec<Option<T>>> {}
impl<T> Fits<Any> for Vec<T> {}
impl<T> Fits<Any> for Option<T> {}
impl<T> Fits<Vec<T>> for Vec<Any> {}
impl<T> Fits<Option<T>> for Option<Any> {}
impl<T> Fits<Option<Vec<T>>> for Vec<Any> {}
impl<T> Fits<Vec<Vec<T>>> for Vec<Vec<T>> {}
impl<T> Fits<Vec<Option<T>>> for Vec<Option<T>> {}

impl<T: Concrete> From<Value<T>> for Expr {
    fn from(value: Value<T>) -> Self {
        value.as_expr()
    }
}

impl<T> From<Value<Vec<T>>> for Expr {
    fn from(value: Value<Vec<T>>) -> Self {
        value.into_inner()
    }
}

impl<T> From<Value<Option<T>>> for Expr {
    fn from(value: Value<Option<T>>) -> Self {
        value.into_inner()
    }
}

// The id of a resource is text, and a whole number is a number.
impl Fits<ResourceId> for String {}
impl Fits<Option<ResourceId>> for String {}
impl Fits<String> for ResourceId {}
impl Fits<Vec<ResourceId>> for Vec<String> {}
impl Fits<Option<Vec<ResourceId>>> for Vec<String> {}
impl Fits<Number> for i64 {}
impl Fits<Option<Number>> for i64 {}
