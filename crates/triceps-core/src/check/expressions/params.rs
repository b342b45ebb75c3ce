//! The parameters of modules.

use triceps_diagnostics::codes;

use super::Walk;
use crate::middle::{DeclId, Expr, ExprId, Place};
use crate::strings::Str;
use crate::types::{Type, TypeId};

impl Walk<'_, '_> {
    /// The type of the parameters of a module; of one whose file is not known nothing can be said.
    pub(super) fn params_type(&mut self, decl: DeclId) -> Option<TypeId> {
        self.middle.decl(decl).as_module()?;
        let body = self.types.module_body(decl);
        match self.types.get(body) {
            Type::Error | Type::Any => Some(TypeId::ANY),
            _ => self.types.property(body, "params").map(|property| property.ty),
        }
    }

    /// The type of a member of what a parameter of a module is given.
    pub(super) fn expected_member(&mut self, object: Option<TypeId>, name: Option<Str>) -> Option<TypeId> {
        match (object?, name?) {
            (TypeId::ANY, _) => Some(TypeId::ANY),
            (object, name) => self.types.property(object, self.middle.str(name)).map(|property| property.ty),
        }
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
