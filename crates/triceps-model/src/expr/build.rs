//! Building expressions.

use std::borrow::Cow;

use super::{AnyArgs, BinaryOp, Callee, Composite, Expr, ForLoop, IntoExpr, Local, Node, Part, Refusal, UnaryOp};

/// Operations on values of any type.
///
/// ```
/// # use triceps::functions::{BinaryOp, UnaryOp, call};
/// # use triceps::{Any, Expr, IntoExpr, Param, Template, Value, array, object};
/// # let mut t = Template::for_resource_group();
/// let app = t.param(Param::object("app"));
/// let ports = app.prop("ports");
/// t.output_as::<i64>("first", ports.at(0));
/// t.output_as::<i64>("last", ports.at_end(1));
/// t.output_as::<Option<i64>>("second", ports.safe_at(1));
/// t.output_as::<Option<i64>>("secondLast", ports.safe_at_end(2));
/// t.output_as::<String>("name", app.prop("name").non_null());
/// t.output_as::<String>("owner", app.safe_prop("owner").or("nobody"));
/// t.output_as::<bool>("off", Expr::unary(UnaryOp::Not, app.prop("on")));
/// t.output_as::<String>("size", Expr::ternary(app.prop("small"), "S", "L"));
/// t.output_as::<bool>("both", app.prop("on").and(app.prop("small").equals(true)));
/// t.output_as::<Vec<Any>>("named", call("filter", (&ports, Expr::lambda(["p"], |[p]| Expr::binary(BinaryOp::Greater, p, 80)))));
/// let whole: Expr = app.as_expr();
/// t.var("half", Expr::number(0.5));
/// let text = t.check()?.to_bicep();
/// for line in [
///     "output last int = app.ports[^1]",
///     "output second int? = app.ports[?1]",
///     "output secondLast int? = app.ports[?^2]",
///     "output name string = app.name!",
///     "output owner string = app.?owner ?? 'nobody'",
///     "output size string = app.small ? 'S' : 'L'",
///     "output named array = filter(app.ports, p => p > 80)",
///     "var half = json('0.5')",
/// ] {
///     assert!(text.contains(&format!("{line}\n")), "{line}: {text}");
/// }
///
/// // Literals can be looked into.
/// assert!(object! { name: "portal" }.into_expr().as_object().is_some_and(|object| !object.is_empty()));
/// assert!(array![80].into_expr().as_array().is_some());
/// assert_eq!("portal".into_expr().as_str(), Some("portal"));
/// assert_eq!(true.into_expr().as_bool(), Some(true));
/// assert_eq!(3.into_expr().as_int(), Some(3));
/// assert!(Expr::NULL.is_null());
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
impl Expr {
    /// The literal `null`.
    pub const NULL: Self = Self::new(Node::Null);

    /// A string literal printed between `'''`, without escapes. Text that holds `'''` is printed as
    /// a single-line literal instead, since it cannot be written so.
    ///
    /// ```
    /// # use triceps::Expr;
    /// let script = Expr::multi_line("#!/bin/sh\nset -eu\n");
    /// ```
    pub fn multi_line(text: impl Into<String>) -> Self {
        let text = text.into();
        // A carriage return would become a line feed on the way through the file.
        if text.contains("'''") || text.ends_with('\'') || text.contains('\r') {
            return Self::new(Node::Str(Cow::Owned(text)));
        }
        Self::composite(Composite::MultiLine(text))
    }

    /// A fraction: `json('0.5')`, since Bicep has no literal for one. Whole numbers print plainly. What is not a number
    /// or not finite is a diagnostic of `Template::check`.
    pub fn number(value: f64) -> Self {
        if !value.is_finite() {
            return Self::new(Node::Refused(Refusal::NotFinite));
        }
        #[allow(clippy::cast_possible_truncation, clippy::float_cmp)]
        if value.trunc() == value && value.abs() < 9e15 {
            Self::new(Node::Int(value as i64))
        } else {
            Self::call("json", vec![Self::new(Node::Str(Cow::Owned(value.to_string())))])
        }
    }

    /// Reads an item by position, or a property by a computed name: `self[index]`.
    pub fn at(&self, index: impl IntoExpr) -> Self {
        self.index(index.into_expr(), false, false)
    }

    /// Reads an item that may be missing: `self[?index]`, null where it is.
    pub fn safe_at(&self, index: impl IntoExpr) -> Self {
        self.index(index.into_expr(), true, false)
    }

    /// Reads an item counted from the end, the last being 1: `self[^index]`.
    pub fn at_end(&self, index: impl IntoExpr) -> Self {
        self.index(index.into_expr(), false, true)
    }

    /// Reads an item counted from the end that may be missing: `self[?^index]`.
    pub fn safe_at_end(&self, index: impl IntoExpr) -> Self {
        self.index(index.into_expr(), true, true)
    }

    fn index(&self, index: Expr, safe: bool, from_end: bool) -> Self {
        if let (Some(name), false) = (index.as_str(), from_end) {
            let name = Cow::Owned(name.to_owned());
            return Self::composite(Composite::Property { base: self.clone(), name, safe });
        }
        Self::composite(Composite::Index { base: self.clone(), index, safe, from_end })
    }

    /// States that the value is not null: `self!`.
    pub fn non_null(&self) -> Self {
        Self::composite(Composite::NonNull(self.clone()))
    }

    /// Applies an operator with one operand.
    pub fn unary(op: UnaryOp, operand: impl IntoExpr) -> Self {
        Self::composite(Composite::Unary(op, operand.into_expr()))
    }

    /// Applies an operator with two operands.
    pub fn binary(op: BinaryOp, left: impl IntoExpr, right: impl IntoExpr) -> Self {
        Self::composite(Composite::Binary(op, left.into_expr(), right.into_expr()))
    }

    /// `self ?? fallback`.
    pub fn or(&self, fallback: impl IntoExpr) -> Self {
        Self::binary(BinaryOp::Coalesce, self, fallback)
    }

    /// `condition ? yes : no`.
    pub fn ternary(condition: impl IntoExpr, yes: impl IntoExpr, no: impl IntoExpr) -> Self {
        Self::composite(Composite::Ternary(condition.into_expr(), yes.into_expr(), no.into_expr()))
    }

    /// Calls a method of a resource: `self.listKeys()`.
    ///
    /// ```
    /// # use triceps::container_registry::Registry;
    /// # use triceps::{IntoExpr, Raw, Template, object};
    /// # let mut t = Template::for_resource_group();
    /// let body = object! { name: "stportal" };
    /// let account = t.add("account", Raw::existing("Microsoft.Storage/storageAccounts@2023-05-01", body));
    /// let keys = account.into_expr().method("listKeys", ());
    /// t.secure_output::<String>("key", triceps::Secure::from_expr(keys.prop("keys").at(0).prop("value")));
    /// assert!(t.check()?.to_bicep().ends_with("output key string = account.listKeys().keys[0].value\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn method(&self, name: impl Into<Cow<'static, str>>, args: impl AnyArgs) -> Self {
        Self::composite(Composite::Method { base: self.clone(), name: name.into(), args: args.into_args() })
    }

    /// A lambda of any number of parameters, for [`call`](crate::functions::call).
    pub fn lambda<const N: usize>(params: [&str; N], body: impl FnOnce([Expr; N]) -> Expr) -> Self {
        let params = params.map(Local::named);
        let body = body(params.each_ref().map(Expr::local));
        Self::composite(Composite::Lambda { params: params.into(), body })
    }

    #[doc(hidden)]
    pub fn call(name: &'static str, args: Vec<Expr>) -> Self {
        Self::composite(Composite::Call { callee: Callee::Builtin(name.into()), args })
    }

    pub(crate) fn for_loop(each: ForLoop) -> Self {
        Self::composite(Composite::For(each))
    }

    /// An interpolated string. Literal parts are merged; without a hole it is a plain literal.
    #[doc(hidden)]
    pub fn interpolation(parts: impl IntoIterator<Item = Part>) -> Self {
        let parts = parts.into_iter();
        let mut merged: Vec<Part> = Vec::with_capacity(parts.size_hint().0);
        for part in parts {
            let text = match part {
                Part::Text(text) => text,
                Part::Hole(hole) if matches!(hole.node(), Node::Str(_)) => match hole.into_node() {
                    Node::Str(text) => text,
                    _ => unreachable!("matched above"),
                },
                Part::Hole(hole) => match *hole.node() {
                    Node::Int(value) => Cow::Owned(value.to_string()),
                    _ => {
                        merged.push(Part::Hole(hole));
                        continue;
                    }
                },
            };
            match merged.last_mut() {
                Some(Part::Text(before)) => before.to_mut().push_str(&text),
                _ if text.is_empty() => {}
                _ => merged.push(Part::Text(text)),
            }
        }
        match merged.as_mut_slice() {
            [] => Self::new(Node::Str(Cow::Borrowed(""))),
            [Part::Text(text)] => Self::new(Node::Str(std::mem::take(text))),
            _ => Self::composite(Composite::Interpolation { parts: merged, dollars: 0 }),
        }
    }

    pub(crate) fn to_multi_line(&self) -> Self {
        let Some(Composite::Interpolation { parts, dollars: 0 }) = self.as_composite() else {
            return match self.node() {
                Node::Str(text) => Self::multi_line(text.clone()),
                _ => self.clone(),
            };
        };
        let texts = || {
            parts.iter().filter_map(|part| match part {
                Part::Text(text) => Some(text),
                Part::Hole(_) => None,
            })
        };
        // A quote before a hole is plain text; before the closing ones it would be one of them.
        let ends_with_quote = matches!(parts.last(), Some(Part::Text(text)) if text.ends_with('\''));
        if ends_with_quote || texts().any(|text| text.contains("'''") || text.contains('\r')) {
            return self.clone();
        }
        // As many dollars as make no hole of what is text.
        let makes_hole = |dollars: u8| {
            let hole = "$".repeat(dollars.into()) + "{";
            texts().any(|text| text.contains(&hole))
        };
        match (1..=u8::MAX).find(|dollars| !makes_hole(*dollars)) {
            Some(dollars) => Self::composite(Composite::Interpolation { parts: parts.clone(), dollars }),
            None => self.clone(),
        }
    }

    /// Whether a variable of a loop or lambda occurs in the expression.
    pub(crate) fn uses_local(&self, local: &Local) -> bool {
        if matches!(self.node(), Node::Local(other) if other == local) {
            return true;
        }
        let mut found = false;
        self.for_each_child(|child| found = found || child.uses_local(local));
        found
    }
}
