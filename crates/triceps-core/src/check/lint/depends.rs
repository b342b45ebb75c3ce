//! Entries of `dependsOn` that the rest of the template implies.

use triceps_diagnostics::codes;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Expr, Place};

use crate::check::context::Context;

/// How many dependencies are followed in one file. Beyond that, entries are taken as needed.
const MAX_STEPS: usize = 1_000_000;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    // By declaration: for whom it was reached last.
    let mut reached: Vec<Option<DeclId>> = Vec::new();
    let mut implied: Vec<Option<DeclId>> = Vec::new();
    let mut open: Vec<DeclId> = Vec::new();
    let mut left = MAX_STEPS;
    for (id, _) in middle.decls() {
        let Some(items) = middle.body_property(id, known::DEPENDS_ON).and_then(|list| middle.array(list)) else {
            continue;
        };
        if items.is_empty() {
            continue;
        }
        reached.resize(middle.decl_count(), None);
        implied.resize(middle.decl_count(), None);
        open.push(id);
        follow(context, &mut open, &mut reached, &mut implied, &mut left);
        for item in items {
            let Expr::Decl(target) = middle.expr(*item) else { continue };
            if middle.decl(target).header().is_some() {
                continue;
            }
            if implied[target.index()].replace(id) == Some(id) {
                diagnostics.report(
                    codes::NO_UNNECESSARY_DEPENDSON,
                    Place::Expr(*item),
                    format!("`{}` is a dependency already", middle.str(middle.decl(target).name)),
                    "leave the entry out",
                );
            }
        }
    }
}

/// Finds all that a declaration waits for without saying so. It is the only one that is open.
fn follow(
    context: &Context<'_>,
    open: &mut Vec<DeclId>,
    reached: &mut [Option<DeclId>],
    implied: &mut [Option<DeclId>],
    left: &mut usize,
) {
    let middle = context.middle;
    let dependencies = &context.facts.dependencies;
    let Some(id) = open.last().copied() else { return };
    while let Some(from) = open.pop() {
        for position in dependencies.range(from) {
            let edge = dependencies.edge(position);
            if edge.explicit || *left == 0 {
                continue;
            }
            *left -= 1;
            let existing = matches!(&middle.decl(edge.target).kind, DeclKind::Resource(own) if own.existing);
            if !(edge.weak && existing) {
                implied[edge.target.index()] = Some(id);
            }
            if reached[edge.target.index()].replace(id) != Some(id) {
                open.push(edge.target);
            }
        }
    }
}
