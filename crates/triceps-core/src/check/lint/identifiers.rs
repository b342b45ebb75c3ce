//! Names and scopes that change with every deployment.

use triceps_diagnostics::codes;

use crate::check::context::Context;
use crate::language::Function;
use crate::middle::{Callee, DeclId, DeclKind, Expr, ExprId, Middle, Place};
use crate::raw::RawDiagnostics;
use crate::strings::known;

/// What makes a value another one at each deployment.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Causes {
    new_guid: bool,
    utc_now: bool,
}

impl Causes {
    fn add(&mut self, other: Self) {
        self.new_guid |= other.new_guid;
        self.utc_now |= other.utc_now;
    }

    fn names(self) -> impl Iterator<Item = &'static str> {
        [self.new_guid.then_some("newGuid"), self.utc_now.then_some("utcNow")].into_iter().flatten()
    }
}

pub(super) fn check(context: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    let mut causes = vec![Causes::default(); middle.decl_count()];
    for id in context.graph.order() {
        causes[id.index()] = match middle.decl(*id).kind {
            DeclKind::Var { value, .. } => of(middle, &causes, value),
            DeclKind::Param { default: Some(default), .. } => of(middle, &causes, default),
            _ => Causes::default(),
        };
    }
    for (id, decl) in middle.decls() {
        if decl.as_resource().is_none() {
            continue;
        }
        for key in [known::NAME, known::SCOPE, known::PARENT] {
            let Some(value) = middle.body_property(id, key) else { continue };
            report(middle, id, middle.str(key), value, of(middle, &causes, value), diagnostics);
        }
    }
}

fn of(middle: &Middle, causes: &[Causes], value: ExprId) -> Causes {
    let mut found = Causes::default();
    middle.walk(value, &mut |part| match middle.expr(part) {
        Expr::Decl(decl) => found.add(causes[decl.index()]),
        Expr::Call { callee: Callee::Function(Function::NewGuid), .. } => found.new_guid = true,
        Expr::Call { callee: Callee::Function(Function::UtcNow), .. } => found.utc_now = true,
        _ => {}
    });
    found
}

fn report(middle: &Middle, id: DeclId, key: &str, value: ExprId, causes: Causes, diagnostics: &mut RawDiagnostics) {
    let _ = (middle, id);
    for function in causes.names() {
        diagnostics.report(
            codes::USE_STABLE_RESOURCE_IDENTIFIERS,
            Place::Expr(value),
            format!("`{key}` changes with every deployment, since it is made with `{function}`"),
            (
                "use `unique_string` or `guid` over values that do not change",
                "use `uniqueString` or `guid` over values that do not change",
            ),
        );
    }
}
