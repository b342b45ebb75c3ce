//! Functions that a template declares.

use std::borrow::Cow;
use std::marker::PhantomData;

use triceps_model::convert::{Args, ArmType};
use triceps_model::tree::{Callee, Composite, Local, Node};
use triceps_model::{Expr, IntoExpr, TypeExpr, Value};

use super::{DeclKind, Template};

/// A `func` of a template, to be called with [`call`](Self::call).
///
/// ```
/// # use triceps::functions::to_lower;
/// # use triceps::{Template, TypeExpr, Value, interpolate};
/// # let mut t = Template::for_resource_group();
/// let name = t.func("resourceName", [("part", TypeExpr::named("string"))], |[part]| -> Value<String> {
///     to_lower(interpolate!("app-{part}"))
/// });
/// t.output("name", name.call(["Portal"]));
/// assert!(t.check()?.to_bicep().ends_with("output name string = resourceName('Portal')\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Func<T: ?Sized> {
    pub(super) callee: Callee,
    pub(super) returns: PhantomData<fn() -> T>,
}

impl<T: ?Sized> Func<T> {
    /// Calls the function.
    pub fn call(&self, args: impl Args) -> Value<T> {
        Value::from_expr(Expr::composite(Composite::Call { callee: self.callee.clone(), args: args.into_args() }))
    }
}

impl<T: ?Sized> IntoExpr for &Func<T> {
    fn into_expr(self) -> Expr {
        match self.callee {
            Callee::Declared(symbol) => Expr::new(Node::Symbol(symbol)),
            Callee::Builtin(_) => Expr::NULL,
        }
    }
}

impl Template {
    /// Adds `func name(params) type => body`.
    ///
    /// ```
    /// # use triceps::{Template, TypeExpr, interpolate};
    /// # use triceps::functions::to_lower;
    /// # let mut t = Template::for_resource_group();
    /// let string = || TypeExpr::named("string");
    /// let resource_name = t.func::<String, 2>(
    ///     "resourceName",
    ///     [("prefix", string()), ("suffix", string())],
    ///     |[prefix, suffix]| to_lower(interpolate!("{prefix}-{suffix}")),
    /// );
    /// t.output("named", resource_name.call(["App", "Env"]));
    /// ```
    #[track_caller]
    pub fn func<T: ArmType, const N: usize>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        params: [(&'static str, TypeExpr); N],
        body: impl FnOnce([Expr; N]) -> Value<T>,
    ) -> Func<T> {
        let params = params.map(|(name, ty)| (Local::named(name), ty));
        let body = body(params.each_ref().map(|(name, _)| Expr::local(name))).into_expr();
        let kind = DeclKind::Func { params: params.into(), returns: T::declared(), body };
        let symbol = self.push(name, kind).as_symbol().expect("`push` gives a symbol");
        Func { callee: Callee::Declared(symbol), returns: PhantomData }
    }
}
