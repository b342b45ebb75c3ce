//! Objects whose keys are free and whose values are of one type.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::{ArmType, Concrete, Fits, IntoTyped, IntoValue};
use crate::expr::{Expr, IntoExpr, Object, Plain, Value};
use crate::types::TypeExpr;

/// An object with any keys, each of its values of the type `T`: tags, for one.
///
/// ```
/// use triceps::Map;
///
/// let tags = Map::<String>::new().entry("team", "platform").entry("cost-center", "4711");
/// ```
pub struct Map<T: ?Sized>(Object, PhantomData<fn() -> T>);

impl<T: ?Sized> Map<T> {
    /// A map without entries.
    pub fn new() -> Self {
        Self(Object::new(), PhantomData)
    }

    /// Adds an entry; a key that is already there keeps its place.
    pub fn entry(self, key: impl Into<Cow<'static, str>>, value: impl IntoValue<T>) -> Self {
        Self(self.0.set(key, value.into_value()), PhantomData)
    }

    /// Adds an entry whose key is computed: `'${id}': value`.
    ///
    /// ```
    /// # use triceps::managed_identity::UserAssignedIdentity;
    /// # use triceps::{Map, Param, Template, interpolate};
    /// # let mut t = Template::for_resource_group();
    /// let stage = t.param(Param::string("stage"));
    /// t.output("tags", Map::<String>::new().entry("team", "platform").computed_entry(interpolate!("is-{stage}"), "yes"));
    /// assert!(t.check()?.to_bicep().ends_with("{\n  team: 'platform'\n  'is-${stage}': 'yes'\n}\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn computed_entry(self, key: impl IntoValue<String>, value: impl IntoValue<T>) -> Self {
        Self(self.0.set_computed(key.into_value(), value.into_value()), PhantomData)
    }
}

impl<T: ?Sized> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: ?Sized> Clone for Map<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T: ?Sized> fmt::Debug for Map<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: ?Sized> Concrete for Map<T> {}

impl<T: ?Sized> ArmType for Map<T> {
    fn declared() -> TypeExpr {
        Object::declared()
    }
}

// Any object may be a map; the check finds where its values do not fit.
impl<T: ?Sized> Fits<Map<T>> for Object {}
impl<T: ?Sized> Fits<Option<Map<T>>> for Object {}

impl<T: ?Sized> IntoExpr for Map<T> {
    fn into_expr(self) -> Expr {
        self.0.into()
    }
}

impl<T: ?Sized> Plain for Map<T> {}

impl<T: ?Sized> IntoValue<Map<T>> for Map<T> {
    fn into_value(self) -> Value<Self> {
        Value::from_expr(self.0.into())
    }
}

impl<T: ?Sized> IntoValue<Option<Map<T>>> for Map<T> {
    fn into_value(self) -> Value<Option<Self>> {
        Value::from_expr(self.0.into())
    }
}

impl<T: ?Sized> IntoValue<Map<T>> for Object {
    fn into_value(self) -> Value<Map<T>> {
        Value::from_expr(self.into())
    }
}

impl<T: ?Sized> IntoValue<Option<Map<T>>> for Object {
    fn into_value(self) -> Value<Option<Map<T>>> {
        Value::from_expr(self.into())
    }
}

impl<T: ?Sized> IntoTyped for Map<T> {
    type Kind = Self;

    fn into_typed(self) -> Value<Self> {
        Value::from_expr(self.0.into())
    }
}
