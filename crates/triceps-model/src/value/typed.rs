//! What can be done with a value whose type is known.

use super::{IntoSecretOr, IntoTyped, IntoValue, Secure};
use crate::expr::{BinaryOp, Expr, Object, UnaryOp, Value};

impl<T: ?Sized> Value<T> {
    /// What fits where a value of this type is wanted, as one: so that Rust arrays and functions can hold text beside
    /// parameters.
    ///
    /// ```
    /// use triceps::{Param, Template, Value};
    ///
    /// let mut t = Template::for_resource_group();
    /// let name = t.param(Param::string("name"));
    /// let hosts = [Value::<String>::of(&name), Value::of("localhost")];
    /// t.output("hosts", hosts);
    /// let fallback: Value<String> = if cfg!(windows) { Value::of(&name) } else { Value::of("none") };
    /// ```
    pub fn of(value: impl IntoValue<T>) -> Self {
        value.into_value()
    }
}

impl<T> Value<Vec<T>> {
    /// The item at a position, from 0: `self[index]`.
    pub fn at(&self, index: impl IntoValue<i64>) -> Value<T> {
        Value::from_expr(self.as_expr().at(index.into_value()))
    }

    /// The item at a position, or null: `self[?index]`.
    pub fn safe_at(&self, index: impl IntoValue<i64>) -> Value<Option<T>> {
        Value::from_expr(self.as_expr().safe_at(index.into_value()))
    }

    /// The item counted from the end, the last being 1: `self[^index]`.
    pub fn at_end(&self, index: impl IntoValue<i64>) -> Value<T> {
        Value::from_expr(self.as_expr().at_end(index.into_value()))
    }
}

impl Value<Object> {
    /// The value of the property with this name, which may be computed: `self[key]`.
    ///
    /// ```
    /// # use triceps::{Param, Template, object};
    /// # let mut t = Template::for_resource_group();
    /// let stage = t.param(Param::string("stage").allowed(["dev", "prod"]));
    /// let sizes = t.var("sizes", object! { dev: 1, prod: 3 });
    /// t.output_as::<i64>("size", sizes.at(&stage)); // sizes[stage]
    /// ```
    pub fn at(&self, key: impl IntoValue<String>) -> Expr {
        self.as_expr().at(key.into_value())
    }

    /// The value of the property with this name, or null where there is none: `self[?key]`.
    pub fn safe_at(&self, key: impl IntoValue<String>) -> Expr {
        self.as_expr().safe_at(key.into_value())
    }
}

impl<T> Value<Option<T>> {
    /// The value, or `fallback` where it is null: `self ?? fallback`.
    pub fn or(&self, fallback: impl IntoValue<T>) -> Value<T> {
        Value::from_expr(self.as_expr().or(fallback.into_value()))
    }

    /// States that the value is not null: `self!`. The deployment fails where it is.
    pub fn assume_some(&self) -> Value<T> {
        Value::from_expr(self.as_expr().non_null())
    }
}

impl Value<String> {
    /// The same text printed between `'''`, without escapes; with holes, between `$'''` and `'''`.
    /// Text that cannot be written so stays as it is, and so does anything but a literal.
    ///
    /// ```
    /// # use triceps::{Param, Template, interpolate};
    /// # let mut t = Template::for_resource_group();
    /// let name = t.param(Param::string("name"));
    /// let config = interpolate!("name: {name}\nport: 8080\n").multi_line();
    /// ```
    pub fn multi_line(&self) -> Self {
        Self::from_expr(self.as_expr().to_multi_line())
    }
}

impl Value<bool> {
    /// Both: `self && other`.
    pub fn and(&self, other: impl IntoValue<bool>) -> Self {
        Self::from_expr(Expr::binary(BinaryOp::And, self, other.into_value()))
    }

    /// The opposite: `!self`, which the operator `!` gives as well.
    ///
    /// ```
    /// # use triceps::functions::empty;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let vault = t.param(Param::optional_string("vaultName"));
    /// t.output("hasVault", empty(&vault).not());
    /// ```
    pub fn not(&self) -> Self {
        Self::from_expr(Expr::unary(UnaryOp::Not, self))
    }

    /// Either: `self || other`.
    pub fn or(&self, other: impl IntoValue<bool>) -> Self {
        Self::from_expr(Expr::binary(BinaryOp::Or, self, other.into_value()))
    }

    /// `self ? yes : no`.
    ///
    /// ```
    /// use triceps::{Param, Raw, Template, object};
    ///
    /// let mut t = Template::for_resource_group();
    /// let cond = t.param(Param::bool("cond"));
    /// let x = t.add("x", Raw::existing("Microsoft.KeyVault/vaults@2023-07-01", object! { name: "kv-contoso" }));
    /// let id = cond.then_else(x.prop("id"), "");
    /// t.output_as::<String>("id", id); // cond ? x.id : ''
    /// # t.check()?;
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn then_else<V: IntoTyped>(&self, yes: V, no: impl IntoValue<V::Kind>) -> Value<V::Kind> {
        Value::from_expr(Expr::ternary(self, yes.into_typed(), no.into_value()))
    }

    /// `self ? yes : null`
    ///
    /// ```
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let verbose = t.param(Param::bool("verbose"));
    /// t.output("level", verbose.then_some("debug")); // output level string? = verbose ? 'debug' : null
    /// # t.check()?;
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn then_some<V: IntoTyped>(&self, yes: V) -> Value<Option<V::Kind>> {
        Value::from_expr(Expr::ternary(self, yes.into_typed(), Expr::NULL))
    }

    /// `self ? yes : no`, where one is a secret and the other a secret too, plain text such as `""`, or null.
    ///
    /// ```
    /// use triceps::{Expr, Param, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// let protected = t.param(Param::bool("protected"));
    /// let password = t.param(Param::secure_string("password"));
    /// t.secure_output("password", protected.then_else_secret(&password, "")); // protected ? password : ''
    /// t.secure_output::<Option<String>>("maybe", protected.then_some_secret(&password));
    /// t.secure_output::<Option<String>>("unless", protected.then_else_secret(Expr::NULL, &password).optional());
    /// # t.check()?;
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn then_else_secret<T>(&self, yes: impl IntoSecretOr<T>, no: impl IntoSecretOr<T>) -> Secure<T> {
        Secure::from_expr(Expr::ternary(self, yes.into_secret_or(), no.into_secret_or()))
    }

    /// `self ? yes : null`, of a secret.
    pub fn then_some_secret<T>(&self, yes: impl super::IntoSecure<T>) -> Secure<Option<T>> {
        Secure::from_expr(Expr::ternary(self, yes.into_secure(), Expr::NULL))
    }
}

impl Expr {
    /// Both, of two truth values: `self && other`. Either is [`Value::or`](Value::<bool>::or) of a `Value<bool>`;
    /// of an expression of any type `or` is `??`.
    pub fn and(&self, other: impl IntoValue<bool>) -> Value<bool> {
        Value::from_expr(Self::binary(BinaryOp::And, self, other.into_value()))
    }

    /// `self ? yes : no`, where this is a truth value.
    pub fn then_else<V: IntoTyped>(&self, yes: V, no: impl IntoValue<V::Kind>) -> Value<V::Kind> {
        Value::from_expr(Self::ternary(self, yes.into_typed(), no.into_value()))
    }
}
