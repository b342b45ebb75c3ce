//! What is declared and never used.

use triceps_diagnostics::codes;

use crate::check::{Context, Findings};
use crate::language::DecoratorId;
use crate::middle::{DeclKind, Place};

pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    let middle = context.middle;
    for (id, decl) in middle.decls() {
        if context.graph.is_used(id) {
            continue;
        }
        let code = match &decl.kind {
            DeclKind::Param { .. } => codes::NO_UNUSED_PARAMS,
            DeclKind::Var { .. } => codes::NO_UNUSED_VARS,
            DeclKind::Type { .. } => codes::NO_UNUSED_TYPES,
            DeclKind::Resource(resource) if resource.existing => codes::NO_UNUSED_EXISTING_RESOURCES,
            DeclKind::Metadata { .. }
            | DeclKind::Extension(_)
            | DeclKind::Func { .. }
            | DeclKind::Resource(_)
            | DeclKind::Module(_)
            | DeclKind::Output { .. } => continue,
        };
        if middle.has_decorator(id, DecoratorId::Export) {
            continue;
        }
        let message = format!("the {} `{}` is never used", decl.kind.noun(), middle.str(decl.name));
        findings.report(code, Place::Decl(id), message, "use it or leave it out");
    }
}
