//! Decorators: the `@name(..)` lines above a declaration.

use crate::expr::{Expr, LanguageName};

/// The decorators of one declaration, in the order they are printed.
///
/// `@export` comes first, `@description` next and `@secure` last; the others stand between them in
/// call order. [`Template::decorate`](crate::Template::decorate) appends instead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decorators(pub(crate) Vec<Decorator>);

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Decorator {
    pub(crate) name: LanguageName,
    pub(crate) args: Vec<Expr>,
}

impl Decorators {
    pub(crate) fn push<const N: usize>(&mut self, name: &'static str, args: [Expr; N]) {
        let rank = rank(name);
        let place = self.0.iter().position(|other| rank < self::rank(&other.name)).unwrap_or(self.0.len());
        self.0.insert(place, Decorator { name: name.into(), args: args.into() });
    }

    /// Adds a decorator below the others, whatever it is.
    pub(crate) fn append<const N: usize>(&mut self, name: &'static str, args: [Expr; N]) {
        self.0.push(Decorator { name: name.into(), args: args.into() });
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
