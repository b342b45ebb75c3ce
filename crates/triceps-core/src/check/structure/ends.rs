//! Indexes from the end of a loop.

use triceps_diagnostics::codes;

use crate::check::context::Context;
use crate::middle::{Expr, Place};
use crate::raw::RawDiagnostics;

/// The compiler takes an index from the end of a loop of resources or modules for one from its start.
pub(super) fn check(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    for (id, expr) in cx.middle.exprs() {
        if matches!(expr, Expr::Index { from_end: true, .. }) && cx.facts.references.of(cx.middle, id).is_some() {
            let message = "Bicep counts this index from the start of the loop";
            let help = "write the index from the start: `length(array) - 1` for the last item";
            diagnostics.report(codes::TRI0201, Place::Expr(id), message, help);
        }
    }
}
