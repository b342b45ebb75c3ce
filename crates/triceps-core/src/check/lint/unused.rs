//! What is declared and never used.

use triceps_diagnostics::codes;
use triceps_language::DecoratorId;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclHint, DeclId, DeclKind, Place};

use crate::check::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    let functions = only_in_functions(context);
    for (id, decl) in middle.decls() {
        // Whoever reads imports knows which of them are used.
        if middle.foreign(id).is_some() {
            continue;
        }
        let is_named = || middle.decl_hints(id).any(|hint| hint == DeclHint::Named);
        let is_used = context.graph.is_used(id) || context.graph.targets(id).contains(&id) || is_named();
        if decl.name == known::EMPTY || (is_used && !functions.contains(&id)) {
            continue;
        }
        let exported = || middle.has_decorator(id, DecoratorId::Export);
        let code = match &decl.kind {
            DeclKind::Param { .. } => codes::NO_UNUSED_PARAMS,
            DeclKind::Var { .. } if !exported() => codes::NO_UNUSED_VARS,
            DeclKind::Type { .. } if !exported() => codes::NO_UNUSED_TYPES,
            DeclKind::Resource(resource)
                if resource.existing && (resource.container.is_none() || !middle.is_text()) =>
            {
                codes::NO_UNUSED_EXISTING_RESOURCES
            }
            DeclKind::Var { .. }
            | DeclKind::Type { .. }
            | DeclKind::Metadata { .. }
            | DeclKind::Import(_)
            | DeclKind::Extension { .. }
            | DeclKind::Assert { .. }
            | DeclKind::Test { .. }
            | DeclKind::Func { .. }
            | DeclKind::Resource(_)
            | DeclKind::Module(_)
            | DeclKind::Output { .. } => continue,
        };
        let message = format!("the {} `{}` is never used", decl.kind.noun(), middle.str(decl.name));
        diagnostics.report(code, Place::Decl(id), message, "use it or leave it out");
    }
}

/// Parameters that only functions name, which cannot read them.
fn only_in_functions(context: &Context<'_>) -> Vec<DeclId> {
    let middle = context.middle;
    let is_function = |id: DeclId| matches!(middle.decl(id).kind, DeclKind::Func { .. });
    let mut named: Vec<DeclId> = middle
        .decls()
        .filter(|(id, _)| is_function(*id))
        .flat_map(|(id, _)| context.graph.targets(id))
        .copied()
        .filter(|id| matches!(middle.decl(*id).kind, DeclKind::Param { .. }))
        .collect();
    if !named.is_empty() {
        for (id, _) in middle.decls().filter(|(id, _)| !is_function(*id)) {
            let targets = context.graph.targets(id);
            named.retain(|param| !targets.contains(param));
        }
    }
    named
}
