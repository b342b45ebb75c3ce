//! The parameters of modules.

use triceps_diagnostics::codes;

use super::Walk;
use crate::middle::{DeclId, Expr, ExprId, Place};
use crate::types::TypeId;

impl Walk<'_, '_> {
    /// The type of the parameters of a module.
    pub(super) fn params_type(&mut self, decl: DeclId) -> Option<TypeId> {
        self.middle.decl(decl).as_module()?;
        let body = self.types.module_body(decl);
        self.types.property(body, "params").map(|property| property.ty)
    }

    /// `params` has to be an object literal, since each member becomes an object in the template.
    pub(super) fn module_params(&mut self, params: ExprId) {
        match self.middle.expr(params) {
            Expr::Object(_) | Expr::Error(_) => {}
            _ => {
                let message = "the parameters of a module are written one by one";
                let help = "write an object with a member for each parameter";
                self.findings.report(codes::BCP183, Place::Expr(params), message, help);
            }
        }
    }
}
