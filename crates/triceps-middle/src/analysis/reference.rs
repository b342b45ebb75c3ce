//! Which resource or module an expression names.

use super::Graph;
use crate::language::Function;
use crate::middle::{Callee, DeclId, DeclKind, Expr, ExprId, Middle, Referent};

/// A resource or module that an expression names, and which item of a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourceReference {
    /// The resource or module.
    pub decl: DeclId,
    /// Which item; none: the only one, or all of them.
    pub index: Option<ExprId>,
    /// Whether it is named through a variable: its index is outside of every loop then.
    pub by_variable: bool,
}

impl ResourceReference {
    /// A resource or module as a whole.
    pub const fn whole(decl: DeclId) -> Self {
        Self { decl, index: None, by_variable: false }
    }
}

/// What the variables of a file name.
#[derive(Clone, Debug, Default)]
pub struct ResourceReferences {
    /// By declaration: what a variable is another name of. Empty where no variable is.
    aliases: Vec<Option<ResourceReference>>,
}

impl ResourceReferences {
    /// Finds variables that are other names of resources and modules, through other variables too.
    pub fn new(middle: &Middle, graph: &Graph) -> Self {
        let mut references = Self::default();
        for id in graph.order() {
            if let DeclKind::Var { value, .. } = middle.decl(*id).kind
                && let Some(reference) = references.of(middle, value)
            {
                references.aliases.resize(middle.decl_count(), None);
                references.aliases[id.index()] = Some(ResourceReference { by_variable: true, ..reference });
            }
        }
        references
    }

    /// The resource or module that an expression names, or none.
    pub fn of(&self, middle: &Middle, expr: ExprId) -> Option<ResourceReference> {
        let mut id = expr;
        loop {
            match middle.expr(id) {
                Expr::Paren(inner) | Expr::NonNull(inner) => id = inner,
                Expr::Call { callee: Callee::Function(Function::Any), args } if args.len() == 1 => {
                    id = middle.list(args)[0];
                }
                Expr::Decl(decl) => return self.of_decl(middle, decl),
                // An item is named by an index right after the name of its loop, and nothing between them. The compiler
                // does not look at whether the index counts from the end.
                Expr::Index { base, index, .. } => {
                    let Expr::Decl(named) = middle.expr(base) else { return None };
                    let reference = self.of_decl(middle, named)?;
                    let decl = middle.decl(reference.decl);
                    let item = decl.header().is_some()
                        && reference.index.is_none()
                        && (decl.as_resource().is_some() || !reference.by_variable);
                    return item.then_some(ResourceReference {
                        decl: reference.decl,
                        index: Some(index),
                        by_variable: false,
                    });
                }
                _ => return None,
            }
        }
    }

    /// The resource or module that `parent:` names. In a text that is a name, or an item of one: the compiler looks into
    /// nothing else.
    pub fn parent(&self, middle: &Middle, expr: ExprId) -> Option<ResourceReference> {
        let name = match middle.expr(expr) {
            Expr::Index { base, .. } => base,
            _ => expr,
        };
        self.of(middle, expr).filter(|_| !middle.is_text() || is_name(middle, name))
    }

    /// What a declaration is or names.
    pub fn of_decl(&self, middle: &Middle, decl: DeclId) -> Option<ResourceReference> {
        match middle.decl(decl).kind.referent() {
            Referent::Deployed => Some(ResourceReference::whole(decl)),
            Referent::Variable(_) => self.aliases.get(decl.index()).copied().flatten(),
            Referent::Other => None,
        }
    }
}

/// Whether an expression that leads to a resource is its name, or a variable that is nothing but another name.
fn is_name(middle: &Middle, mut expr: ExprId) -> bool {
    while let Expr::Decl(decl) = middle.expr(expr) {
        let DeclKind::Var { value, .. } = middle.decl(decl).kind else { return true };
        expr = value;
    }
    false
}
