//! Secure outputs of modules, which are read in a way of their own.

use triceps_diagnostics::codes;
use triceps_middle::strings::known;
use triceps_middle::{Expr, ExprId, Place};

use super::Walk;

impl Walk<'_, '_> {
    /// `base.key`, where `base` may be the outputs of a module.
    pub(super) fn secure_output(&mut self, id: ExprId, base: ExprId) {
        let module = match self.middle.expr(base) {
            Expr::Property { base: module, name, .. } if name == known::OUTPUTS => module,
            Expr::Index { base: module, index, .. } if self.middle.text(index) == Some("outputs") => module,
            _ => return,
        };
        let ty = self.types.of(module);
        if !self.types.is_module(ty) || self.is_direct(module) {
            return;
        }
        let ty = self.types.of(id);
        if self.types.holds_secret(ty) {
            let message = "a secure output can only be read from the module itself";
            let help = "write `module.outputs.key`, or `module.?outputs.key` where it has a condition, without a variable, lambda or `!` between";
            self.diagnostics.report(codes::BCP426, Place::Name(id), message, help);
        }
    }

    /// Whether an expression is a module, or an item of a loop of modules.
    fn is_direct(&self, module: ExprId) -> bool {
        let is_module = |expr: ExprId| match self.middle.expr(expr) {
            Expr::Decl(decl) => self.middle.decl(decl).as_module().is_some(),
            _ => false,
        };
        if is_module(module) {
            return true;
        }
        let inner = match self.middle.expr(module) {
            Expr::NonNull(inner) => inner,
            _ => module,
        };
        matches!(self.middle.expr(inner), Expr::Index { base, .. } if is_module(base))
    }
}
