//! The expression, and the type that it is known to have.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::{Comment, Composite, Node};

/// The type of anything. `Value<Vec<Any>>` is an `array` without an item type.
///
/// ```
/// # use triceps::{Any, Param, Template, Value};
/// # let mut t = Template::for_resource_group();
/// let rules: Value<Vec<Any>> = t.param(Param::array("rules"));
/// t.output("rules", &rules);
/// assert_eq!(t.check()?.to_bicep(), "param rules array\n\noutput rules array = rules\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Any {}

/// An expression of the type `T`: a literal, a parameter, a property of a resource, a computation.
///
/// A `Value<i64>` does not fit where a `Value<String>` is wanted. There is no `Display`: text with
/// values in it is written with [`interpolate!`](crate::interpolate). There is no `==` either: Rust would compare
/// while the template is made, and [`equals`](Self::equals) is the `==` of Bicep.
///
/// ```
/// use triceps::{Param, Template, Value};
///
/// let mut t = Template::for_resource_group();
/// let replicas: Value<i64> = t.param(Param::int("replicas").default(1));
/// let doubled = replicas * 2;
/// ```
///
/// ```
/// # use triceps::{Object, Param, Template, Value};
/// # let mut t = Template::for_resource_group();
/// let replicas = t.param(Param::int("replicas"));
/// let stage = t.param(Param::string("stage"));
/// let hosts = t.param(Param::array_of::<String>("hosts"));
/// let zone = t.param(Param::optional_string("zone"));
/// let app = t.param(Param::object("app"));
/// t.output("few", replicas.less_than(3).and(replicas.at_least(1)));
/// t.output("many", replicas.greater_than(9).or(replicas.at_most(0)));
/// t.output("other", stage.not_equals("prod").and(stage.equals_ignore_case("DEV")));
/// t.output("neither", stage.not_equals_ignore_case("test").not());
/// t.output("last", hosts.at_end(1));
/// t.output("second", hosts.safe_at(1).or("none"));
/// t.output("zone", zone.assume_some());
/// t.output_as::<String>("kind", app.safe_at("kind"));
/// t.output_as::<String>("owner", app.safe_prop("owner").paren());
/// t.output("text", Value::<String>::of("hello").comment_after("for people"));
/// let text = t.check()?.to_bicep();
/// for line in [
///     "output few bool = replicas < 3 && replicas >= 1",
///     "output many bool = replicas > 9 || replicas <= 0",
///     "output other bool = stage != 'prod' && stage =~ 'DEV'",
///     "output neither bool = !(stage !~ 'test')",
///     "output last string = hosts[^1]",
///     "output second string = hosts[?1] ?? 'none'",
///     "output zone string = zone!",
///     "output kind string = app.?kind",
///     "output owner string = (app.?owner)",
///     "output text string = 'hello' /* for people */",
/// ] {
///     assert!(text.contains(&format!("{line}\n")), "{line}: {text}");
/// }
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub struct Value<T: ?Sized> {
    node: Node,
    kind: PhantomData<fn() -> T>,
}

/// An expression of any type: it fits wherever a value is wanted, and what it holds is checked by
/// `Template::check`.
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
/// use triceps::functions::call;
/// use triceps::{Expr, Param, Template};
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
    #[doc(hidden)]
    pub const fn new(node: Node) -> Self {
        Self { node, kind: PhantomData }
    }

    #[doc(hidden)]
    pub fn node(&self) -> &Node {
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
    /// use triceps::annotations::Comment;
    /// use triceps::{Array, Template, Value};
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
    /// compared, computed with and interpolated at once, and `Template::check` finds where it
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

impl<T: ?Sized> Clone for Value<T> {
    fn clone(&self) -> Self {
        Self::new(self.node.clone())
    }
}

impl<T: ?Sized> fmt::Debug for Value<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.node.fmt(f)
    }
}
