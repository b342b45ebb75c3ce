//! `Value<T>`: an expression whose type is known.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::{Any, IntoArray, IntoExpr, IntoSecretOr, IntoValue, Secure};
use crate::expr::{BinaryOp, Composite, ForLoop, Local, Node, Object, UnaryOp};
use crate::template::{Comment, IntoTyped};

/// An expression of the type `T`: a literal, a parameter, a property of a resource, a computation.
///
/// A `Value<i64>` does not fit where a `Value<String>` is wanted. There is no `Display`: text with
/// values in it is written with [`interpolate!`](crate::interpolate).
///
/// ```
/// use triceps::{Param, Template, Value};
///
/// let mut t = Template::for_resource_group();
/// let replicas: Value<i64> = t.param(Param::int("replicas").default(1));
/// let doubled = replicas * 2;
/// ```
pub struct Value<T: ?Sized> {
    node: Node,
    kind: PhantomData<fn() -> T>,
}

/// An expression of any type: it fits wherever a value is wanted, and what it holds is checked by
/// [`Template::check`](crate::Template::check).
///
/// An expression is small, cheap to clone and immutable. Every value becomes one with `into()`:
///
/// ```
/// # use triceps::{Expr, Param, Template};
/// # let mut t = Template::for_resource_group();
/// let v = t.param(Param::int("replicas"));
/// let e: Expr = v.into();
/// let more = e + 1;
/// ```
///
/// ```
/// use triceps::{Expr, Param, Template, call};
///
/// let mut t = Template::for_resource_group();
/// let subnet: Expr = call("cidrSubnet", ("10.0.0.0/16", 24, 0));
/// let app = t.param(Param::object("app"));
/// let is_small = app.prop("replicas").less_than(3);
/// let name = is_small.then_else(app.prop("name"), "large");
/// t.output_as::<String>("name", &name);
/// t.output_as::<String>("subnet", subnet);
/// # t.check()?;
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub type Expr = Value<Any>;

const _: () = assert!(size_of::<Expr>() == 24, "expressions are passed by value everywhere");
const _: () = assert!(size_of::<Option<Expr>>() == 24, "expressions keep a niche");

impl<T: ?Sized> Value<T> {
    pub(crate) const fn new(node: Node) -> Self {
        Self { node, kind: PhantomData }
    }

    pub(crate) fn node(&self) -> &Node {
        &self.node
    }

    pub(crate) fn node_mut(&mut self) -> &mut Node {
        &mut self.node
    }

    pub(crate) fn into_node(self) -> Node {
        self.node
    }

    /// Takes an expression to be of this type. Nothing is checked here; prefer typed functions.
    pub fn from_expr(expr: Expr) -> Self {
        Self::new(expr.node)
    }

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

    /// The expression itself, of any type.
    pub fn as_expr(&self) -> Expr {
        Value::new(self.node.clone())
    }

    pub(crate) fn into_inner(self) -> Expr {
        Value::new(self.node)
    }

    /// The same expression, taken to be of another type: what `any()` is in Bicep, without a trace in the output.
    pub fn cast<U: ?Sized>(&self) -> Value<U> {
        Value::new(self.node.clone())
    }

    /// The same expression in parentheses that no operator asks for. They end a chain of safe accesses: in `a.?b.c`
    /// the read of `c` is skipped where `b` is missing, in `(a.?b).c` it is not.
    pub fn paren(&self) -> Self
    where
        T: Sized,
    {
        Self::from_expr(Expr::composite(Composite::Paren(self.as_expr())))
    }

    /// The same with a comment before it: on a line of its own where an item, an argument or the value of a property
    /// starts, else `/* text */ self`.
    ///
    /// ```
    /// use triceps::{Array, Comment, Template, Value};
    ///
    /// let mut t = Template::for_resource_group();
    /// let hosts = [
    ///     Value::<String>::of("10.0.0.4").comment_before("Tried first.").comment_after("primary"),
    ///     Value::of("10.0.0.5").comment_before(Comment::block("secondary")),
    /// ];
    /// t.output("hosts", hosts);
    /// let text = t.check()?.to_bicep();
    /// assert_eq!(
    ///     text,
    ///     "output hosts string[] = [\n  // Tried first.\n  '10.0.0.4' // primary\n  /* secondary */ '10.0.0.5'\n]\n",
    /// );
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn comment_before(&self, comment: impl Into<Comment>) -> Self
    where
        T: Sized,
    {
        self.commented(comment.into(), true)
    }

    /// The same with a comment after it: `self // text` where it ends a line, else `self /* text */`.
    pub fn comment_after(&self, comment: impl Into<Comment>) -> Self
    where
        T: Sized,
    {
        self.commented(comment.into(), false)
    }

    fn commented(&self, comment: Comment, is_before: bool) -> Self
    where
        T: Sized,
    {
        Self::from_expr(Expr::composite(Composite::Commented { inner: self.as_expr(), comment, is_before }))
    }

    /// Reads a property: `self.name`, or `self['name']` where the name is not an identifier. What is read can be
    /// compared, computed with and interpolated at once, and [`Template::check`](crate::Template::check) finds where it
    /// does not fit.
    ///
    /// ```
    /// use triceps::{Param, Template, interpolate};
    ///
    /// let mut t = Template::for_resource_group();
    /// let r = t.param(Param::object("r"));
    /// let is_web = r.prop("kind").equals("web");
    /// let more = r.prop("replicas") + 1;
    /// let ip = r.prop("ip");
    /// t.output("name", is_web.then_else(interpolate!("{ip}-a"), "none"));
    /// t.output("more", more);
    /// # t.check()?;
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn prop(&self, name: impl Into<Cow<'static, str>>) -> Expr {
        Expr::composite(Composite::Property { base: self.as_expr(), name: name.into(), safe: false })
    }

    /// Reads a property that may be missing: `self.?name`, null where it is.
    pub fn safe_prop(&self, name: impl Into<Cow<'static, str>>) -> Expr {
        Expr::composite(Composite::Property { base: self.as_expr(), name: name.into(), safe: true })
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

impl<T: ?Sized> Clone for Value<T> {
    fn clone(&self) -> Self {
        Self::new(self.node.clone())
    }
}

impl<T: ?Sized> PartialEq for Value<T> {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl<T: ?Sized> fmt::Debug for Value<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.node.fmt(f)
    }
}

/// What a loop runs over, with the name of its variable; made by [`each`].
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

    pub(crate) fn item_value(&self) -> Value<T> {
        Value::from_expr(Expr::local(&self.item))
    }

    pub(crate) fn index_value(&self) -> Value<i64> {
        Value::from_expr(Expr::local(&self.index))
    }

    pub(crate) fn into_parts(self) -> (Local, Local, Expr) {
        (self.item, self.index, self.array)
    }
}
