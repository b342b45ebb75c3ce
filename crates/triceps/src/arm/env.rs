//! What the variables of loops, lambdas and functions stand for at a place of the template.

use crate::expr::Expr;

/// Bindings in scope, innermost first. Frames live on the stack of the writer.
#[derive(Clone, Copy)]
pub(crate) enum Env<'m, 'e> {
    /// Outside of every loop, lambda and function.
    Root,
    Frame {
        parent: &'e Env<'m, 'e>,
        name: &'m str,
        binding: Binding<'m, 'e>,
    },
}

#[derive(Clone, Copy)]
pub(crate) enum Binding<'m, 'e> {
    /// The item of a loop: `array[index]`.
    Item { array: &'m Expr, array_env: &'e Env<'m, 'e>, index: Index<'m, 'e> },
    /// The index of a loop.
    Index(Index<'m, 'e>),
    /// `lambdaVariables('name')`; over a collection of modules its outputs are read with `.value`.
    Lambda { module: bool },
    /// `parameters('name')` inside a function.
    Parameter,
}

/// Which iteration of a loop is meant.
#[derive(Clone, Copy)]
pub(crate) enum Index<'m, 'e> {
    /// The one being deployed: `copyIndex()`, or `copyIndex('name')`.
    Current(Option<&'m str>),
    /// The one at this position.
    At(&'m Expr, &'e Env<'m, 'e>),
}

impl<'m, 'e> Env<'m, 'e> {
    pub(crate) fn lookup(&self, name: &str) -> Option<Binding<'m, 'e>> {
        match *self {
            Self::Root => None,
            Self::Frame { name: bound, binding, .. } if bound == name => Some(binding),
            Self::Frame { parent, .. } => parent.lookup(name),
        }
    }

    /// Whether an expression depends on the iteration being deployed.
    pub(crate) fn uses_copy_index(&self, expr: &Expr) -> bool {
        if let crate::expr::Node::Local(name) = &expr.0 {
            return match self.lookup(name) {
                Some(Binding::Item { index, .. } | Binding::Index(index)) => match index {
                    Index::Current(_) => true,
                    Index::At(expr, env) => env.uses_copy_index(expr),
                },
                _ => false,
            };
        }
        let mut found = false;
        expr.for_each_child(|child| found = found || self.uses_copy_index(child));
        found
    }
}
