//! Whole loops of resources or modules as values.

use triceps_diagnostics::codes;
use triceps_middle::analysis::Graph;
use triceps_middle::{DeclId, DeclKind, Expr, ExprId, Middle, Parent, Place};

use super::Walk;
use super::enclosing::{Enclosing, Section};

/// Which variables hold whole loops of resources or modules, directly or through others.
pub(super) struct Collections {
    /// By declaration; empty where the file has no such loop.
    held: Vec<bool>,
}

impl Collections {
    pub(super) fn new(middle: &Middle, graph: &Graph) -> Self {
        if !middle.decls().any(|(_, decl)| decl.header().is_some()) {
            return Self { held: Vec::new() };
        }
        let mut held = vec![false; middle.decl_count()];
        for id in graph.order() {
            if let DeclKind::Var { value, .. } = middle.decl(*id).kind {
                held[id.index()] = middle.any(value, &mut |expr| match middle.expr(expr) {
                    Expr::Decl(decl) if middle.decl(decl).header().is_some() => !is_accessed(middle, expr),
                    Expr::Decl(decl) => held[decl.index()],
                    _ => false,
                });
            }
        }
        Self { held }
    }

    fn holds(&self, decl: DeclId) -> bool {
        self.held.get(decl.index()).copied().unwrap_or(false)
    }
}

/// Whether something is read from an expression, through parentheses.
fn is_accessed(middle: &Middle, expr: ExprId) -> bool {
    let mut expr = expr;
    while let Parent::Expr(parent) = middle.parent(expr) {
        match middle.expr(parent) {
            Expr::Paren(_) => expr = parent,
            Expr::Property { base, .. } | Expr::Index { base, .. } => return base == expr,
            _ => return false,
        }
    }
    false
}

impl Walk<'_, '_> {
    /// A reference to a whole loop of resources or modules, or to a variable that holds one.
    pub(super) fn whole(&mut self, id: ExprId, decl: DeclId, enclosing: Enclosing) {
        let is_loop = self.middle.decl(decl).header().is_some();
        let is_whole = if is_loop { !is_accessed(self.middle, id) } else { self.collections.holds(decl) };
        if !is_whole || enclosing.section == Section::Dependencies {
            return;
        }
        let may_stand = enclosing.turns == 0
            && match enclosing.section {
                Section::Inner | Section::Output | Section::Variable => true,
                Section::Constant | Section::Default | Section::Function | Section::Body | Section::Dependencies => {
                    false
                }
            };
        if may_stand {
            return;
        }
        let name = self.middle.str(self.middle.decl(decl).name);
        let message = if is_loop {
            format!("`{name}` cannot be used as a whole here, only its items")
        } else {
            format!("`{name}` holds a whole loop of resources or modules, which cannot be used here")
        };
        let help = "read single items, as in `items[0]`; use the whole collection only in outputs, variables and properties outside of loops";
        self.diagnostics.report(codes::BCP144, Place::Expr(id), message, help);
    }
}
