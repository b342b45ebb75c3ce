//! Lambdas.

use triceps_language::LambdaSig;
use triceps_middle::kinds::TypeId;
use triceps_middle::strings::known;
use triceps_middle::{Expr, ExprId, Run};

use super::Infer;

impl Infer<'_, '_> {
    /// The type of an argument; of a lambda, with the parameters that the function gives it beside the arguments
    /// before it.
    pub(super) fn argument(&mut self, arg: ExprId, expected: Option<&LambdaSig>, before: &[TypeId]) -> TypeId {
        match self.middle.expr(arg) {
            Expr::Lambda { params, body } => {
                let given: Vec<TypeId> = match expected {
                    Some(expected) => expected.params.iter().map(|param| self.sig_among(*param, before)).collect(),
                    None => Vec::new(),
                };
                let ty = self.lambda(params, body, &given);
                self.types.set(arg, ty)
            }
            Expr::Paren(inner) => {
                let ty = self.argument(inner, expected, before);
                self.types.set(arg, ty)
            }
            _ => self.expr(arg),
        }
    }

    /// The type of an argument that is not a lambda, and whether the call has a type in spite of what is wrong in it: a
    /// property that does not exist reveals nothing about what the function gives.
    pub(super) fn plain_argument(&mut self, arg: ExprId) -> (TypeId, bool) {
        let since = self.diagnostics.len();
        let ty = self.argument(arg, None, &[]);
        (ty, !self.diagnostics.has_carried(since) && !self.is_wrong(arg, ty, since))
    }

    /// Whether an argument has no type since a declaration that it reads has none in part: nothing is reported for it,
    /// and the parser could read it.
    pub(super) fn is_wrong(&self, arg: ExprId, ty: TypeId, since: usize) -> bool {
        ty == TypeId::ERROR
            && !self.diagnostics.has_errors_since(since)
            && !self.middle.any(arg, &mut |part| {
                matches!(self.middle.expr(part), Expr::Error(_) | Expr::Property { name: known::EMPTY, .. })
            })
    }

    /// The type of a lambda that is given values of these types; any others are of type `any`.
    pub(super) fn lambda(&mut self, params: Run, body: ExprId, given: &[TypeId]) -> TypeId {
        let mut types = Vec::with_capacity(params.len());
        for (position, local) in self.middle.params(params).enumerate() {
            let ty = given.get(position).copied().unwrap_or(TypeId::ANY);
            self.types.set_local(local, ty);
            types.push(ty);
        }
        let since = self.diagnostics.len();
        let result = self.expr(body);
        // The compiler says about the whole lambda then that it gives nothing.
        if result == TypeId::ERROR && self.middle.is_text() {
            self.diagnostics.take_back_carried(since);
        }
        self.types.lambda(&types, types.len(), result)
    }
}
