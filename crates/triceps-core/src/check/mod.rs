//! Checks: everything that is wrong with a file, all at once.

mod body;
mod constants;
mod domain;
mod expressions;
mod finding;
mod structure;
mod values;

pub use finding::{Finding, Findings};

use std::sync::Arc;

use triceps_diagnostics::Diagnostics;

use crate::analysis::{Facts, Graph, Names};
use crate::checked::Checked;
use crate::interface::Interface;
use crate::middle::Middle;
use crate::types::fill::fill;

/// What every check is given.
pub(crate) struct Context<'m> {
    /// What the file means.
    pub(crate) middle: &'m Middle,
    /// Which declaration refers to which.
    pub(crate) graph: &'m Graph,
    /// What is known of resources, modules and variables.
    pub(crate) facts: &'m Facts,
    /// What is known of values, wherever they come from.
    pub(crate) values: &'m values::Values<'m>,
}

/// Checks a file. `found` is what lowering has found already.
///
/// # Errors
///
/// All diagnostics, if one of them is an error. Warnings alone come with the [`Checked`] template.
pub fn check(mut middle: Middle, mut found: Findings) -> Result<Checked, Diagnostics> {
    let names = Names::new(&mut middle);
    let graph = Graph::new(&middle);
    let facts = Facts::new(&middle, &graph);
    let values = values::Values::new(&middle);
    let interface = all(&Context { middle: &middle, graph: &graph, facts: &facts, values: &values }, &mut found);
    let diagnostics = found.into_diagnostics(&middle);
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    Ok(Checked::new(Arc::new(middle), graph, names, facts, interface, diagnostics))
}

/// Runs every check, and tells what the file shows to others.
fn all(cx: &Context<'_>, findings: &mut Findings) -> Interface {
    structure::check(cx, findings);
    let mut types = fill(cx.middle, cx.graph, &cx.facts.resources, findings);
    body::check(&mut types, findings);
    expressions::check(cx.graph, &mut types, findings);
    structure::identity::check(cx, &types, findings);
    constants::check(cx, &mut types, findings);
    domain::check(cx, findings);
    Interface::new(&mut types)
}

/// All that is wrong with a file, by place.
pub fn find(middle: &Middle, graph: &Graph) -> Findings {
    let mut findings = Findings::default();
    let facts = Facts::new(middle, graph);
    let values = values::Values::new(middle);
    all(&Context { middle, graph, facts: &facts, values: &values }, &mut findings);
    findings
}
