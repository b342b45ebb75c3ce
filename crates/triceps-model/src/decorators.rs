//! Decorators: the `@name(..)` lines above a declaration.

use crate::expr::{Expr, LanguageName};

/// The decorators of one declaration, in the order they are printed.
///
/// `@export` comes first, `@description` next and `@secure` last; the others stand between them in
/// call order. `Template::decorate` appends instead.
///
/// ```
/// # use triceps::{IntoExpr, Param, Template};
/// # let mut t = Template::for_resource_group();
/// let size = t.param(Param::int("size").description("Number of nodes.").range(1..=9));
/// t.decorate(&size, "metadata", [triceps::object! { owner: "platform" }.into_expr()]);
/// assert_eq!(
///     t.check()?.to_bicep(),
///     "@description('Number of nodes.')\n@minValue(1)\n@maxValue(9)\n@metadata({\n  owner: 'platform'\n})\nparam size int\n",
/// );
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Decorators(pub(crate) Vec<Decorator>);

/// `@name(args)`
#[derive(Clone, Debug)]
pub struct Decorator {
    /// The name.
    pub name: LanguageName,
    /// The arguments.
    pub args: Vec<Expr>,
}

impl Decorators {
    #[doc(hidden)]
    pub fn push<const N: usize>(&mut self, name: &'static str, args: [Expr; N]) {
        let rank = rank(name);
        let place = self.0.iter().position(|other| rank < self::rank(&other.name)).unwrap_or(self.0.len());
        self.0.insert(place, Decorator { name: name.into(), args: args.into() });
    }

    /// Adds a decorator below the others, whatever it is.
    #[doc(hidden)]
    pub fn append<const N: usize>(&mut self, name: &'static str, args: [Expr; N]) {
        self.0.push(Decorator { name: name.into(), args: args.into() });
    }

    /// All of them, in the order they are printed.
    #[doc(hidden)]
    pub fn list(&self) -> &[Decorator] {
        &self.0
    }

    /// The arguments of all decorators.
    pub(crate) fn args(&self) -> impl Iterator<Item = &Expr> {
        self.0.iter().flat_map(|decorator| &decorator.args)
    }
}

fn rank(name: &str) -> u8 {
    match name {
        "export" => 0,
        "description" => 1,
        "secure" => 3,
        _ => 2,
    }
}
