//! Checks: everything that is wrong with a file, all at once.

mod body;
mod finding;

pub use finding::{Finding, Findings};

use std::sync::Arc;

use triceps_diagnostics::Diagnostics;

use crate::analysis::{Facts, Graph, Names};
use crate::checked::Checked;
use crate::middle::Middle;
use crate::types::fill::fill;

/// Checks a file. `found` is what lowering has found already.
///
/// # Errors
///
/// All diagnostics, if one of them is an error. Warnings alone come with the [`Checked`] template.
pub fn check(mut middle: Middle, mut found: Findings) -> Result<Checked, Diagnostics> {
    let names = Names::new(&mut middle);
    let middle = Arc::new(middle);
    let graph = Graph::new(&middle);
    found.append(find(&middle, &graph));
    let diagnostics = found.into_diagnostics(&middle);
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let facts = Facts::new(&middle, &graph);
    Ok(Checked::new(middle, graph, names, facts, diagnostics))
}

/// All that is wrong with a file, by place.
pub fn find(middle: &Middle, graph: &Graph) -> Findings {
    let mut findings = Findings::default();
    let mut types = fill(middle, graph, &mut findings);
    body::check(&mut types, &mut findings);
    findings
}
