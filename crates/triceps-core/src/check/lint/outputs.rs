//! Secrets in outputs of a text: what is read there whose type is a secret or holds one. Models are followed further,
//! with what is computed from a secret.

use triceps_diagnostics::codes;
use triceps_infer::Types;
use triceps_language::DecoratorId;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{Callee, DeclKind, Expr, ExprId, Hint, Middle, Place};

use crate::check::secrets::Leaks;

pub(super) fn check(leaks: &Leaks<'_, '_>, types: &mut Types<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = types.middle();
    for (id, decl) in middle.decls() {
        let DeclKind::Output { value, .. } = decl.kind else { continue };
        if middle.has_decorator(id, DecoratorId::Secure) {
            continue;
        }
        let holds = leaks.expr(value);
        let since = diagnostics.len();
        let mut walk = Walk { middle, types, diagnostics, verb: if holds { "holds" } else { "reads" } };
        middle.for_each_root(id, |root| walk.visit(root, false));
        // What the linter of the compiler does not see.
        if holds && diagnostics.len() == since {
            let message = "the output holds a secret, and outputs are kept in plain text";
            diagnostics.report(codes::TRI0002, Place::Expr(value), message, HELP);
        }
    }
}

const HELP: &str = "make the output secure, or leave it out";

struct Walk<'t, 'm> {
    middle: &'m Middle,
    types: &'t mut Types<'m>,
    diagnostics: &'t mut RawDiagnostics,
    /// Whether the output holds a secret itself, or reads one only.
    verb: &'static str,
}

impl Walk<'_, '_> {
    /// Looks at an expression, of which a part may be read.
    fn visit(&mut self, id: ExprId, is_read: bool) {
        let middle = self.middle;
        match middle.expr(id) {
            // `lib.key` of an import, which is a read of a property in the text.
            Expr::Decl(_) if middle.hints(id).any(|hint| hint == Hint::Qualified) => {
                self.secrets(id, Place::Name(id), is_read);
            }
            Expr::Decl(_) | Expr::Local(_) => self.secrets(id, Place::Expr(id), is_read),
            Expr::Property { base, .. } => {
                self.secrets(id, Place::Name(id), is_read);
                self.visit(base, true);
            }
            Expr::Index { base, index, .. } => {
                self.secrets(id, Place::Expr(index), is_read);
                self.visit(base, true);
                self.visit(index, true);
            }
            Expr::Call { callee, .. } => {
                if let Callee::List(name) = callee {
                    self.function(id, middle.str(name));
                }
                middle.for_each_child(id, |child| self.visit(child, is_read));
            }
            Expr::Method { base, name, .. } => {
                let name = middle.str(name);
                let is_list = name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("list"));
                if is_list && self.names_resource(base) {
                    self.function(id, name);
                }
                middle.for_each_child(id, |child| self.visit(child, is_read));
            }
            _ => middle.for_each_child(id, |child| self.visit(child, is_read)),
        }
    }

    /// Whether an expression is the name of a resource, or of a variable that holds one.
    fn names_resource(&self, mut id: ExprId) -> bool {
        // A circle of variables ends here too.
        for _ in 0..=self.middle.decl_count() {
            let Expr::Decl(decl) = self.middle.expr(id) else { return false };
            match self.middle.decl(decl).kind {
                DeclKind::Resource(_) => return true,
                DeclKind::Var { value, .. } => id = value,
                _ => return false,
            }
        }
        false
    }

    /// Reports each secret in the type of an expression.
    fn secrets(&mut self, id: ExprId, place: Place, is_read: bool) {
        let ty = self.types.of(id);
        let paths = if is_read { self.types.secrets_itself(ty) } else { self.types.secrets(ty) };
        for path in paths {
            let message = match path.as_str() {
                "" => format!("the output {} a secret, and outputs are kept in plain text", self.verb),
                path => format!("the output {} a secret in `{path}`, and outputs are kept in plain text", self.verb),
            };
            self.report(place, message);
        }
    }

    fn function(&mut self, id: ExprId, name: &str) {
        let message = format!("the output {} the result of `{name}`, which may be a secret", self.verb);
        self.report(Place::Expr(id), message);
    }

    fn report(&mut self, place: Place, message: String) {
        self.diagnostics.report(codes::OUTPUTS_SHOULD_NOT_CONTAIN_SECRETS, place, message, HELP);
    }
}
