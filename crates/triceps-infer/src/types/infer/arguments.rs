//! Checks of an argument once the parameter that takes it is known.

use triceps_diagnostics::codes;
use triceps_language::{Overload, Sig};
use triceps_middle::kinds::{Type, TypeId};
use triceps_middle::{Expr, ExprId, Place};

use super::Infer;
use crate::types::validate::{Target, argument, validate};

impl Infer<'_, '_> {
    /// Reports what is wrong inside of arguments, though their types fit.
    pub(super) fn arguments_fit(&mut self, overload: &'static Overload, args: &[ExprId]) {
        let mut types: Vec<TypeId> = Vec::new();
        for (position, arg) in args.iter().enumerate() {
            let Some(param) = overload.param(position) else { continue };
            if param.constant
                && let Some(part) = self.middle.computed_part(*arg)
            {
                let message = format!("the argument `{}` must be a literal", param.name);
                self.diagnostics.report(codes::BCP032, Place::Expr(part), message, "write the value itself");
            }
            if types.is_empty() && param.ty.depends_on_arguments() {
                types.extend(args.iter().map(|arg| self.types.of(*arg)));
            }
            let expected = self.sig_among(param.ty, &types);
            match (param.ty, self.types.get(expected)) {
                (Sig::Lambda(_), Type::Lambda { returns, .. }) => {
                    let given = types[position];
                    if self.middle.is_text() && !self.types.assignable(given, expected) {
                        let (given, wanted) = (self.types.name(given), self.types.name(expected));
                        let message = format!("a lambda of type `{wanted}` is expected, not `{given}`");
                        let help = "make the lambda give a value of that type";
                        self.diagnostics.report(codes::BCP033, Place::Expr(*arg), message, help);
                    } else if let Expr::Lambda { body, .. } = self.middle.expr(self.middle.unwrapped(*arg)) {
                        self.fits(body, returns);
                    }
                }
                _ => self.whole_fits(*arg, expected),
            }
        }
    }

    /// Compares an argument with what is expected of it. The compiler knows it by its type alone.
    pub(super) fn whole_fits(&mut self, arg: ExprId, expected: TypeId) {
        if expected != TypeId::ANY {
            argument(self.types, self.diagnostics, arg, expected);
        }
    }

    /// Compares what a lambda gives with what is expected of it, inside of objects and arrays too.
    fn fits(&mut self, arg: ExprId, expected: TypeId) {
        if expected != TypeId::ANY {
            validate(self.types, self.diagnostics, arg, expected, Target::Argument);
        }
    }
}
