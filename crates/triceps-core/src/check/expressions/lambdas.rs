//! Lambdas outside of calls, and their variables where Azure has to know a value before it is computed.

use triceps_diagnostics::codes;
use triceps_infer::{Type, TypeId};
use triceps_language::Flags;
use triceps_middle::strings::Str;
use triceps_middle::{Callee, Expr, ExprId, LocalKind, Place};

use super::Walk;
use super::enclosing::Enclosing;

impl Walk<'_, '_> {
    pub(super) fn lambda(&mut self, id: ExprId, enclosing: Enclosing) {
        if !enclosing.argument {
            let help = "give it to `map`, `filter` or another function directly";
            self.diagnostics.report(codes::BCP242, Place::Expr(id), "a lambda can only be an argument of a call", help);
        }
    }

    /// Variables of lambdas that some expressions mention, by name.
    fn lambda_variables(&self, exprs: &[ExprId]) -> Vec<&str> {
        let mut found = Vec::new();
        for expr in exprs {
            self.middle.walk(*expr, &mut |id| {
                if let Expr::Local(local) = self.middle.expr(id)
                    && let LocalKind::LambdaParam(_) = self.middle.local(local).kind
                    && !found.contains(&local)
                {
                    found.push(local);
                }
            });
        }
        found.into_iter().map(|local| self.middle.str(self.middle.local(local).name)).collect()
    }

    pub(super) fn inlined_call(&mut self, id: ExprId, callee: Callee, args: &[ExprId], enclosing: Enclosing) {
        let name = match callee {
            Callee::Function(function) if function.has(Flags::INLINED) => function.name(),
            Callee::List(name) => self.middle.str(name),
            Callee::Function(_) | Callee::Declared(_) | Callee::Arm(_) | Callee::Unknown(_) => return,
        };
        self.no_lambda_variables(id, name, args, enclosing);
    }

    pub(super) fn inlined_method(
        &mut self,
        id: ExprId,
        base: ExprId,
        name: Str,
        args: &[ExprId],
        enclosing: Enclosing,
    ) {
        let name = self.middle.str(name);
        if name == "getSecret" {
            self.vault_secret(id, base, enclosing);
        } else {
            self.no_lambda_variables(id, name, args, enclosing);
        }
    }

    fn no_lambda_variables(&mut self, id: ExprId, name: &str, args: &[ExprId], enclosing: Enclosing) {
        if !enclosing.in_lambda {
            return;
        }
        let variables = self.lambda_variables(args);
        if let Some(first) = variables.first() {
            let message =
                format!("`{name}` is called with `{first}`, a variable of a lambda, which is not known in time");
            let help = "call it in a loop of a variable or output instead";
            self.diagnostics.report(codes::BCP248, Place::Expr(id), message, help);
        }
    }

    /// An access by index: what it may not do with resources and modules.
    pub(super) fn indexed(&mut self, id: ExprId, base: ExprId, index: ExprId, safe: bool, enclosing: Enclosing) {
        let Expr::Decl(decl) = self.middle.expr(base) else { return };
        let declared = self.middle.decl(decl);
        if declared.body().is_none() {
            return;
        }
        let name = self.middle.str(declared.name);
        if safe && declared.header().is_some() {
            let message = format!("`[?` cannot be used on `{name}`, whose items all exist");
            self.diagnostics.report(codes::BCP323, Place::Name(id), message, "write `[` instead of `[?`");
        }
        if !enclosing.in_lambda {
            return;
        }
        let variables = self.lambda_variables(&[index]);
        if let Some(first) = variables.first() {
            let message =
                format!("`{name}` is indexed by `{first}`, a variable of a lambda, which is not known in time");
            let help = "use a loop of an output or property instead of `map`";
            self.diagnostics.report(codes::BCP247, Place::Expr(index), message, help);
        }
    }

    /// `getSecret` gives a reference that only the parameters of modules understand.
    fn vault_secret(&mut self, id: ExprId, base: ExprId, enclosing: Enclosing) {
        let Type::Resource(decl) = self.types.get(self.types.of(base)) else { return };
        if self.types.method(decl, "getSecret").is_none() {
            return;
        }
        let is_secure = enclosing.expected.is_some_and(|expected| {
            let expected = self.types.without_null(expected).unwrap_or(expected);
            expected == TypeId::ANY || self.types.is_secure(expected)
        });
        if !(enclosing.direct && is_secure) {
            let help = "pass it to a secure parameter of a module as it is, or use a secret of the resource itself";
            let message = "the result of `getSecret` can only be passed to a secure parameter of a module";
            self.diagnostics.report(codes::BCP180, Place::Expr(id), message, help);
        }
    }
}
