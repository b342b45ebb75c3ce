//! Properties of objects whose types are known from elsewhere: the outputs of modules from registries.

use std::fmt;
use std::marker::PhantomData;

use super::{Map, Secure};
use crate::expr::{Expr, Value};

/// A type of objects whose properties have constants, as generated bindings have them for outputs.
///
/// ```
/// # use triceps::{Param, Property, Template, Value, binding_view};
/// binding_view! {
///     /// What a module gives.
///     Endpoint {
///         /// `host`.
///         HOST: Property<String> = "host",
///     }
/// }
/// # let mut t = Template::for_resource_group();
/// let endpoint: Value<Endpoint> = t.param(Param::object("endpoint")).cast();
/// t.output("host", endpoint.get(Endpoint::HOST));
/// assert!(t.check()?.to_bicep().ends_with("output host string = endpoint.host\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub trait Described {}

/// A property of objects of the type `T`, for [`Value::get`].
///
/// ```
/// # use triceps::convert::PropertyOf;
/// # use triceps::{OptionalProperty, Property, Template, object};
/// # let mut t = Template::for_resource_group();
/// let endpoint = t.var("endpoint", object! { host: "contoso.com" }).as_expr();
/// let host: Property<(), String> = Property::new("host");
/// let zone: OptionalProperty<(), String> = OptionalProperty::new("zone");
/// t.output("host", host.of(&endpoint));
/// t.output("zone", zone.of(&endpoint).or("none"));
/// t.output("maybe", host.if_there(&endpoint).or("none"));
/// t.secure_output("secret", host.of_secret(&endpoint));
/// let text = t.check()?.to_bicep();
/// assert!(text.contains("output host string = endpoint.host\n"));
/// assert!(text.contains("output zone string = endpoint.?zone ?? 'none'\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
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
    ///
    /// ```
    /// # use triceps::{Param, Property, Template, Value, binding_view};
    /// binding_view! {
    ///     /// What a module gives.
    ///     Endpoint {
    ///         /// `host`.
    ///         HOST: Property<String> = "host",
    ///     }
    /// }
    /// # let mut t = Template::for_resource_group();
    /// let endpoint: Value<Endpoint> = t.param(Param::object("endpoint")).cast();
    /// t.output("host", endpoint.get(Endpoint::HOST));
    /// assert!(t.check()?.to_bicep().ends_with("output host string = endpoint.host\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    Property: Value<V>, Value<Option<V>>, Secure<V>, prop;
    /// A property that may be missing or null.
    ///
    /// ```
    /// # use triceps::{OptionalProperty, Param, Template, Value, binding_view};
    /// binding_view! {
    ///     /// What a module gives.
    ///     Endpoint {
    ///         /// `host`.
    ///         HOST: OptionalProperty<String> = "host",
    ///     }
    /// }
    /// # let mut t = Template::for_resource_group();
    /// let endpoint: Value<Endpoint> = t.param(Param::object("endpoint")).cast();
    /// t.output("host", endpoint.get(Endpoint::HOST).or("none"));
    /// assert!(t.check()?.to_bicep().ends_with("output host string = endpoint.?host ?? 'none'\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    OptionalProperty: Value<Option<V>>, Value<Option<V>>, Secure<Option<V>>, safe_prop;
    /// A secret that is always there.
    ///
    /// ```
    /// # use triceps::{Param, SecretProperty, Template, Value, binding_view};
    /// binding_view! {
    ///     /// What a module gives.
    ///     Endpoint {
    ///         /// `host`.
    ///         HOST: SecretProperty<String> = "host",
    ///     }
    /// }
    /// # let mut t = Template::for_resource_group();
    /// let endpoint: Value<Endpoint> = t.param(Param::object("endpoint")).cast();
    /// t.secure_output("host", endpoint.get(Endpoint::HOST));
    /// assert!(t.check()?.to_bicep().ends_with("output host string = endpoint.host\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    SecretProperty: Secure<V>, Secure<Option<V>>, Secure<V>, prop;
    /// A secret that may be missing or null.
    ///
    /// ```
    /// # use triceps::{OptionalSecretProperty, Param, Template, Value, binding_view};
    /// binding_view! {
    ///     /// What a module gives.
    ///     Endpoint {
    ///         /// `host`.
    ///         HOST: OptionalSecretProperty<String> = "host",
    ///     }
    /// }
    /// # let mut t = Template::for_resource_group();
    /// let endpoint: Value<Endpoint> = t.param(Param::object("endpoint")).cast();
    /// t.secure_output("host", endpoint.get(Endpoint::HOST).or_empty());
    /// assert!(t.check()?.to_bicep().ends_with("output host string = endpoint.?host ?? ''\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
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

/// ```
/// # use triceps::{Object, Param, Property, Secure, Template, binding_view};
/// binding_view! {
///     /// What a module gives.
///     Login {
///         /// `user`.
///         USER: Property<String> = "user",
///     }
/// }
/// # let mut t = Template::for_resource_group();
/// let login: Secure<Object> = t.param(Param::secure_object("login"));
/// let login: Secure<Login> = Secure::from_expr(login.as_expr().clone());
/// t.secure_output("user", login.get(Login::USER));
/// assert!(t.check()?.to_bicep().ends_with("@secure()\noutput user string = login.user\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
impl<T: Described> Secure<T> {
    /// Reads a property of a secret object by its constant: `self.name`.
    pub fn get<P: PropertyOf<T>>(&self, property: P) -> P::Secret {
        property.of_secret(self.as_expr())
    }
}

impl<T> Value<Map<T>> {
    /// The value of an entry, which has to be there: `self[key]`.
    ///
    /// ```
    /// # use triceps::functions::resource_group;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let stage = t.param(Param::string("stage"));
    /// t.output("owner", resource_group().tags().at(&stage));
    /// t.output("team", resource_group().tags().safe_at("team").or("none"));
    /// let text = t.check()?.to_bicep();
    /// assert!(text.contains("output owner string = resourceGroup().tags[stage]\n"));
    /// assert!(text.ends_with("output team string = resourceGroup().tags.?team ?? 'none'\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn at(&self, key: impl super::IntoValue<String>) -> Value<T> {
        Value::from_expr(self.as_expr().at(key.into_value()))
    }

    /// The value of an entry, or null where there is none: `self[?key]`.
    pub fn safe_at(&self, key: impl super::IntoValue<String>) -> Value<Option<T>> {
        Value::from_expr(self.as_expr().safe_at(key.into_value()))
    }
}
