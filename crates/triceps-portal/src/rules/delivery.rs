//! What is written besides the infrastructure.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::Portal;

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let delivery = &portal.delivery;
    if portal.github.is_some() && delivery.github_actions && !delivery.scripts {
        report(
            diagnostics,
            codes::TRI0372,
            "delivery.scripts",
            "the workflow runs the scripts, so that without them none is written",
            "set `scripts = true`, or `github-actions = false` if you have a workflow of your own",
        );
    }
}
