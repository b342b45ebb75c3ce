//! `Secure<T>`: values that must not show up in logs, tags, outputs or plain settings.

use std::fmt;
use std::marker::PhantomData;

use super::{IntoTyped, IntoValue};
use crate::expr::{Expr, IntoExpr, Object, Plain, Value};
use crate::sealed::{OfSecure, Sealed};

/// A secret of the type `T`: a secure parameter, an account key, a secure output of a module.
///
/// It fits where a secret is asked for: the value of a container app secret, a secure parameter of
/// a module, a `secure_output`. As a plain environment value, a
/// tag, an output or in [`interpolate!`](crate::interpolate) it does not compile. It can be computed
/// with and stays secret: [`interpolate_secret!`](crate::interpolate_secret), `join_secret`,
/// `string_secret`, `union_secret`, [`Value::then_else_secret`](crate::Value::then_else_secret),
/// [`or`](Self::or).
///
/// ```
/// # use triceps::{Object, Param, Secure, Template};
/// # let mut t = Template::for_resource_group();
/// let settings = t.param(Param::secure_object("settings"));
/// let keys: Secure<Vec<String>> = settings.prop("keys");
/// t.secure_output::<String>("first", keys.at::<String>(0));
/// let maybe: Secure<Option<String>> = settings.prop("token");
/// t.secure_output("token", maybe.or_empty());
/// t.secure_output("other", maybe.or(keys.at::<String>(1)));
/// t.secure_output("sure", maybe.assume_some());
/// t.secure_output("whole", settings.optional().or_empty());
/// let text = t.check()?.to_bicep();
/// assert!(text.contains("@secure()\noutput first string = settings.keys[0]\n"));
/// assert!(text.contains("@secure()\noutput token string = settings.token ?? ''\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub struct Secure<T: ?Sized>(Expr, PhantomData<fn() -> T>);

impl<T: ?Sized> Secure<T> {
    /// Marks an expression as a secret of this type.
    ///
    /// ```
    /// # use triceps::{Param, Secure, Template};
    /// # let mut t = Template::for_resource_group();
    /// let login = t.param(Param::object("login"));
    /// let password: Secure<String> = Secure::from_expr(login.prop("password"));
    /// t.secure_output("password", &password);
    /// let unchecked = password.as_expr().clone(); // the check follows it from here
    /// assert!(t.check()?.to_bicep().ends_with("@secure()\noutput password string = login.password\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn from_expr(expr: Expr) -> Self {
        Self(expr, PhantomData)
    }

    /// The expression itself. Where it flows is checked by `Template::check`.
    pub fn as_expr(&self) -> &Expr {
        &self.0
    }

    /// Reads a property of a secret object: `self.name`.
    pub fn prop<U>(&self, name: &'static str) -> Secure<U> {
        Secure::from_expr(self.0.prop(name))
    }

    /// Reads an item of a secret array: `self[index]`.
    pub fn at<U>(&self, index: i64) -> Secure<U> {
        Secure::from_expr(self.0.at(index))
    }
}

impl<T> Secure<T> {
    /// The same, where it may be null as well.
    pub fn optional(&self) -> Secure<Option<T>> {
        Secure::from_expr(self.0.clone())
    }
}

impl<T> Secure<Option<T>> {
    /// `self ?? fallback`
    pub fn or(&self, fallback: impl IntoSecure<T>) -> Secure<T> {
        Secure::from_expr(self.0.or(fallback.into_secure().into_expr()))
    }

    /// States that the secret is not null: `self!`. The deployment fails where it is. Of a secure output of a module
    /// use [`or_empty`](Self::or_empty) or [`or`](Self::or).
    pub fn assume_some(&self) -> Secure<T> {
        Secure::from_expr(self.0.non_null())
    }
}

impl Secure<Option<String>> {
    /// Empty text where there is no secret: `self ?? ''`.
    pub fn or_empty(&self) -> Secure<String> {
        Secure::from_expr(self.0.or(""))
    }
}

impl Secure<Option<Object>> {
    /// An object without properties where there is no secret: `self ?? {}`.
    pub fn or_empty(&self) -> Secure<Object> {
        Secure::from_expr(self.0.or(Object::new()))
    }
}

impl<T: ?Sized> IntoExpr for Secure<T> {
    fn into_expr(self) -> Expr {
        self.as_expr().clone()
    }
}

impl<T: ?Sized> IntoExpr for &Secure<T> {
    fn into_expr(self) -> Expr {
        self.as_expr().clone()
    }
}

impl<T: ?Sized> Clone for Secure<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T: ?Sized> fmt::Debug for Secure<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A secret of the type `T`, given where everyone could read it.
///
/// ```compile_fail
/// use triceps::{Param, Template, interpolate};
///
/// let mut t = Template::for_resource_group();
/// let password = t.param(Param::secure_string("password"));
/// interpolate!("the password is {password}"); // `interpolate_secret!` gives a secret
/// ```
#[derive(Debug)]
pub struct Reveal<T: ?Sized>(PhantomData<T>);

/// What may be done. It is implemented for nothing: the bound is there for what the compiler says when a secret is given
/// where a plain value is wanted.
///
/// ```compile_fail
/// use triceps::{Param, Template};
///
/// let mut t = Template::for_resource_group();
/// let password = t.param(Param::secure_string("password"));
/// t.output("password", &password); // `secure_output` takes it
/// ```
#[diagnostic::on_unimplemented(
    message = "a secret cannot be used here, where everyone could read it",
    label = "a secret",
    note = "it fits where a secret is asked for: `Secret::value(..)` of a container app and `.env_secret(..)`, a secure parameter of a module, `secure_output`, `secure_var`, a secret of a Key Vault",
    note = "text with a secret in it is built with `interpolate_secret!`; functions of secrets are `join_secret`, `string_secret` and `union_secret`"
)]
pub trait Allowed {}

macro_rules! refused_as_plain {
    ($($secret:ty),*) => {$(
        impl<S: ?Sized, T: ?Sized> IntoValue<T> for $secret
        where
            Reveal<S>: Allowed,
        {
            fn into_value(self) -> Value<T> {
                Value::from_expr(self.into_expr())
            }
        }

        impl<S: ?Sized> Plain for $secret where Reveal<S>: Allowed {}

        impl<S> IntoTyped for $secret
        where
            Reveal<S>: Allowed,
        {
            type Kind = S;

            fn into_typed(self) -> Value<S> {
                Value::from_expr(self.into_expr())
            }
        }
    )*};
}

refused_as_plain!(Secure<S>, &Secure<S>);

/// An argument for a secret: a secret, never a literal.
///
/// ```
/// # use triceps::{IntoSecure, Param, Template};
/// fn keep(t: &mut Template, secret: impl IntoSecure<String>) {
///     t.secure_output("kept", secret);
/// }
///
/// let mut t = Template::for_resource_group();
/// let password = t.param(Param::secure_string("password"));
/// keep(&mut t, &password); // a literal does not compile
/// assert!(t.check()?.to_bicep().ends_with("@secure()\noutput kept string = password\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a secret of the type `{T}`",
    label = "expected a secure parameter, an account key or a secure output",
    note = "declare the parameter with `Param::secure_string(..)`, or reference the secret in a Key Vault"
)]
pub trait IntoSecure<T: ?Sized>: Sealed<OfSecure> {
    /// The secret.
    fn into_secure(self) -> Secure<T>;
}

impl<T: ?Sized> Sealed<OfSecure> for Secure<T> {}
impl<T: ?Sized> Sealed<OfSecure> for &Secure<T> {}

impl<T: ?Sized> IntoSecure<T> for Secure<T> {
    fn into_secure(self) -> Secure<T> {
        self
    }
}

impl<T: ?Sized> IntoSecure<T> for &Secure<T> {
    fn into_secure(self) -> Secure<T> {
        self.clone()
    }
}

/// One of two values of which the other is a secret: a secret, plain text, or an expression such as
/// [`Expr::NULL`](crate::Expr::NULL); for [`Value::then_else_secret`](crate::Value::then_else_secret).
///
/// ```
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let given = t.param(Param::bool("given"));
/// let password = t.param(Param::secure_string("password"));
/// t.secure_output("password", given.then_else_secret(&password, "none")); // text beside a secret
/// assert!(t.check()?.to_bicep().ends_with("output password string = given ? password : 'none'\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be combined with a secret of the type `{T}`",
    note = "expected a secret, text, or `Expr::NULL`"
)]
pub trait IntoSecretOr<T: ?Sized> {
    /// The value.
    fn into_secret_or(self) -> Expr;
}

impl<T: ?Sized> IntoSecretOr<T> for Secure<T> {
    fn into_secret_or(self) -> Expr {
        self.0
    }
}

impl<T: ?Sized> IntoSecretOr<T> for &Secure<T> {
    fn into_secret_or(self) -> Expr {
        self.0.clone()
    }
}

impl<T: ?Sized> IntoSecretOr<T> for Expr {
    fn into_secret_or(self) -> Expr {
        self
    }
}

macro_rules! beside_secrets {
    ($($type:ty => $kind:ty;)*) => {$(
        impl IntoSecretOr<$kind> for $type {
            fn into_secret_or(self) -> Expr {
                self.into_expr()
            }
        }
    )*};
}

beside_secrets! {
    &str => String;
    Value<String> => String;
    &Value<String> => String;
    Object => Object;
}
