//! The parameters of modules.

use triceps_diagnostics::codes;
use triceps_infer::{Type, TypeId};
use triceps_middle::strings::Str;
use triceps_middle::{Expr, ExprId, Place};

use super::Walk;

impl Walk<'_, '_> {
    /// The type of a member of what a module is given. Of a module whose file is not known nothing is known.
    pub(super) fn expected_member(&mut self, object: Option<TypeId>, name: Option<Str>) -> Option<TypeId> {
        let (object, name) = (object?, name?);
        let object = self.types.without_null(object).unwrap_or(object);
        match self.types.get(object) {
            Type::Error | Type::Any => Some(TypeId::ANY),
            _ => self.types.property_of(object, name).map(|property| property.ty),
        }
    }

    /// `params` has to be an object literal, since each member becomes an object in the template.
    pub(super) fn module_params(&mut self, params: ExprId) {
        match self.middle.expr(params) {
            Expr::Object(_) | Expr::Error(_) => {}
            _ => {
                let message = "the parameters of a module are written one by one";
                let help = "write an object with a member for each parameter";
                self.diagnostics.report(codes::BCP183, Place::Expr(params), message, help);
            }
        }
    }
}
