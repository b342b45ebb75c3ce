//! Checks: everything that is wrong with a file, all at once.

mod domain;
mod finding;
mod secrets;
mod values;

pub use finding::{Finding, Findings};

use std::sync::Arc;

use triceps_diagnostics::Diagnostics;

use crate::analysis::{Facts, Graph, Names};
use crate::checked::Checked;
use crate::middle::Middle;

/// What every check is given.
pub(crate) struct Context<'m> {
    pub(crate) middle: &'m Middle,
    pub(crate) graph: &'m Graph,
    pub(crate) facts: &'m Facts,
    /// What is known of values, wherever they come from.
    pub(crate) values: &'m values::Values<'m>,
    /// Which expressions may hold a secret.
    pub(crate) flow: &'m secrets::Flow,
}

/// Checks a file. `found` is what lowering has found already.
///
/// # Errors
///
/// All diagnostics, if one of them is an error. Warnings alone come with the [`Checked`] template.
pub fn check(mut middle: Middle, found: Findings) -> Result<Checked, Diagnostics> {
    let names = Names::new(&mut middle);
    let middle = Arc::new(middle);
    let graph = Graph::new(&middle);
    let diagnostics = found.into_diagnostics(&middle);
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let facts = Facts::new(&middle, &graph);
    Ok(Checked::new(middle, graph, names, facts, diagnostics))
}
