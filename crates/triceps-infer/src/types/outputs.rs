//! Which expressions read an output of a module.

use triceps_middle::kinds::{Type, TypeId};
use triceps_middle::strings::known;
use triceps_middle::{Expr, ExprId};

use super::table::Types;

impl Types<'_> {
    /// Whether a type is that of a module, or a union of such.
    pub fn is_module(&self, ty: TypeId) -> bool {
        let members = self.members(ty);
        !members.is_empty() && members.iter().all(|member| matches!(self.get(*member), Type::Module(_)))
    }
}

/// The expressions that read an output of a module, `module.outputs.name`, in the order of their ids.
pub fn module_outputs(types: &Types<'_>) -> Vec<ExprId> {
    let middle = types.middle();
    if !middle.decls().any(|(_, decl)| decl.as_module().is_some()) {
        return Vec::new();
    }
    let is_output = |expr: Expr| {
        let Expr::Property { base, .. } = expr else { return false };
        let Expr::Property { base: module, name: known::OUTPUTS, .. } = middle.expr(base) else { return false };
        types.is_module(types.of(module))
    };
    middle.exprs().filter(|(_, expr)| is_output(*expr)).map(|(id, _)| id).collect()
}
