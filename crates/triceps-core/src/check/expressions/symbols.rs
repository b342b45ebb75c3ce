//! Symbols in the defaults of parameters and in the bodies of functions.

use triceps_diagnostics::codes;
use triceps_middle::{DeclId, DeclKind, ExprId, Foreign, Hint, Place};

use super::Walk;
use super::enclosing::{Enclosing, Section};

impl Walk<'_, '_> {
    pub(super) fn symbol(&mut self, id: ExprId, decl: DeclId, enclosing: Enclosing) {
        let declared = self.middle.decl(decl);
        let name = self.middle.str(declared.name);
        let is_loaded = self.middle.foreign(decl) == Some(Foreign::Loaded);
        match (enclosing.section, declared.kind) {
            // The compiler lets the default read the variable that it puts what was loaded into, which Azure refuses.
            (Section::Default, _) if is_loaded && self.middle.is_text() => {}
            (Section::Default, _) if is_loaded => {
                let message = "a default cannot be read from a file: only other parameters are known then";
                let help = "use a variable instead of a parameter";
                self.diagnostics.report(codes::BCP072, Place::Expr(id), message, help);
            }
            // The compiler looks at names alone, and `m` in `m.v` is a namespace.
            (Section::Default, DeclKind::Var { .. }) if self.middle.is_text() && self.is_qualified(id) => {}
            (Section::Default, DeclKind::Var { .. } | DeclKind::Resource(_) | DeclKind::Module(_)) => {
                let message = format!("a default cannot use `{name}`: only other parameters are known then");
                let help = "use a variable instead of a parameter";
                self.diagnostics.report(codes::BCP072, Place::Expr(id), message, help);
            }
            (Section::Function, DeclKind::Param { .. }) => {
                let message = format!("a function does not see the parameter `{name}`");
                self.diagnostics.report(
                    codes::BCP057,
                    Place::Expr(id),
                    message,
                    "give it to the function as an argument",
                );
            }
            (
                Section::Constant
                | Section::Default
                | Section::Variable
                | Section::Output
                | Section::Function
                | Section::Inner
                | Section::Dependencies
                | Section::Body,
                _,
            ) => {}
        }
    }

    fn is_qualified(&self, id: ExprId) -> bool {
        self.middle.hints(id).any(|hint| hint == Hint::Qualified)
    }

    pub(super) fn local(&mut self, id: ExprId, enclosing: Enclosing) {
        if enclosing.section == Section::Default {
            let message = "a default cannot use variables of lambdas or loops: only other parameters are known then";
            self.diagnostics.report(codes::BCP072, Place::Expr(id), message, "use a variable instead of a parameter");
        }
    }
}
