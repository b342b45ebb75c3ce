//! Properties of objects whose types are known from elsewhere: the outputs of modules of others.

use std::fmt;
use std::marker::PhantomData;

use super::{Map, Secure};
use crate::expr::{Expr, Value};

/// A type of objects whose properties have constants, as generated bindings have them for outputs.
pub trait Described {}

/// A property of objects of the type `T`, for [`Value::get`].
pub trait PropertyOf<T> {
    /// What reading it gives.
    type Value;

    /// What reading it gives where the object may be null.
    type IfThere;

    /// What reading it gives where the object is a secret.
    type Secret;

    /// Reads it from an object.
    fn of(self, object: &Expr) -> Self::Value;

    /// Reads it from an object that may be null.
    fn if_there(self, object: &Expr) -> Self::IfThere;

    /// Reads it from a secret object.
    fn of_secret(self, object: &Expr) -> Self::Secret;
}

macro_rules! properties {
    ($($(#[$doc:meta])* $name:ident: $value:ty, $if_there:ty, $secret:ty, $read:ident;)*) => {$(
        $(#[$doc])*
        pub struct $name<T, V>(&'static str, PhantomData<fn() -> (T, V)>);

        impl<T, V> $name<T, V> {
            /// The property of this name.
            pub const fn new(name: &'static str) -> Self {
                Self(name, PhantomData)
            }
        }

        impl<T, V> Clone for $name<T, V> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T, V> Copy for $name<T, V> {}

        impl<T, V> fmt::Debug for $name<T, V> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.0).finish()
            }
        }

        impl<T, V> PropertyOf<T> for $name<T, V> {
            type Value = $value;
            type IfThere = $if_there;
            type Secret = $secret;

            fn of(self, object: &Expr) -> $value {
                <$value>::from_expr(object.$read(self.0))
            }

            fn if_there(self, object: &Expr) -> $if_there {
                <$if_there>::from_expr(object.safe_prop(self.0))
            }

            fn of_secret(self, object: &Expr) -> $secret {
                <$secret>::from_expr(object.$read(self.0))
            }
        }
    )*};
}

properties! {
    /// A property that is always there.
    Property: Value<V>, Value<Option<V>>, Secure<V>, prop;
    /// A property that may be missing or null.
    OptionalProperty: Value<Option<V>>, Value<Option<V>>, Secure<Option<V>>, safe_prop;
    /// A secret that is always there.
    SecretProperty: Secure<V>, Secure<Option<V>>, Secure<V>, prop;
    /// A secret that may be missing or null.
    OptionalSecretProperty: Secure<Option<V>>, Secure<Option<V>>, Secure<Option<V>>, safe_prop;
}

impl<T: Described> Value<T> {
    /// Reads a property by its constant: `self.name`, or `self.?name` where it may be missing.
    ///
    /// ```
    /// use triceps::{OptionalProperty, Param, Property, Template, Value, binding_view};
    ///
    /// binding_view! {
    ///     /// An endpoint, as generated bindings have it.
    ///     Endpoint {
    ///         /// `host`.
    ///         HOST: Property<String> = "host",
    ///         /// `zone`.
    ///         ZONE: OptionalProperty<String> = "zone",
    ///     }
    /// }
    ///
    /// let mut t = Template::for_resource_group();
    /// let endpoint: Value<Endpoint> = t.param(Param::object("endpoint")).cast();
    /// t.output("host", endpoint.get(Endpoint::HOST)); // endpoint.host
    /// t.output("zone", endpoint.get(Endpoint::ZONE).or("")); // endpoint.?zone ?? ''
    /// # t.check()?;
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn get<P: PropertyOf<T>>(&self, property: P) -> P::Value {
        property.of(&self.as_expr())
    }
}

impl<T: Described> Value<Option<T>> {
    /// Reads a property by its constant, null where the object is: `self.?name`.
    pub fn get<P: PropertyOf<T>>(&self, property: P) -> P::IfThere {
        property.if_there(&self.as_expr())
    }
}

impl<T: Described> Secure<T> {
    /// Reads a property of a secret object by its constant: `self.name`.
    pub fn get<P: PropertyOf<T>>(&self, property: P) -> P::Secret {
        property.of_secret(self.as_expr())
    }
}

impl<T> Value<Map<T>> {
    /// The value of an entry, which has to be there: `self[key]`.
    pub fn at(&self, key: impl super::IntoValue<String>) -> Value<T> {
        Value::from_expr(self.as_expr().at(key.into_value()))
    }

    /// The value of an entry, or null where there is none: `self[?key]`.
    pub fn safe_at(&self, key: impl super::IntoValue<String>) -> Value<Option<T>> {
        Value::from_expr(self.as_expr().safe_at(key.into_value()))
    }
}
