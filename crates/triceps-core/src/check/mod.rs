//! Checks: everything that is wrong with a file, all at once.

mod acceptance;
mod body;
mod constants;
mod domain;
mod expressions;
mod finding;
mod keys;
mod limits;
mod lint;
mod secrets;
mod structure;
mod typing;
mod values;

pub use acceptance::Accepted;
pub use finding::{Finding, Findings};

use std::sync::Arc;

use triceps_diagnostics::Diagnostics;

use acceptance::Acceptances;

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
    /// Which expressions may hold a secret.
    pub(crate) flow: &'m secrets::Flow,
}

/// What is known of a file with errors.
#[derive(Clone, Debug)]
pub struct Refused {
    /// All diagnostics.
    pub diagnostics: Diagnostics,
    /// What the file shows to others, as far as it can be told.
    pub interface: Interface,
}

/// Checks a file. `found` is what lowering has found already.
///
/// # Errors
///
/// All diagnostics, if one of them is an error. Warnings alone come with the [`Checked`] template.
pub fn check(middle: Middle, found: Findings) -> Result<Checked, Diagnostics> {
    check_file(middle, found).map_err(|refused| refused.diagnostics)
}

/// The same for a file that others name, which are checked even where it has errors.
///
/// # Errors
///
/// All diagnostics, if one of them is an error, with what the file shows to others.
pub fn check_file(mut middle: Middle, mut found: Findings) -> Result<Checked, Refused> {
    let names = Names::new(&mut middle);
    let graph = Graph::new(&middle);
    let facts = Facts::new(&middle, &graph);
    let interface = examine(&middle, &graph, &facts, &mut found);
    found.settle_levels(&middle);
    let mut acceptances = Acceptances::of(&middle);
    acceptances.settle(&middle, &mut found);
    if found.has_errors() {
        acceptances.finish(&middle, &mut found);
        return Err(Refused { diagnostics: found.into_diagnostics(&middle), interface });
    }
    // Its size is that of the JSON, which only a file without errors has.
    let mut checked = Checked::new(Arc::new(middle), graph, names, facts, interface);
    let bytes = limits::sizes(&checked, &mut found);
    found.settle_levels(checked.middle());
    acceptances.settle(checked.middle(), &mut found);
    let accepted = acceptances.finish(checked.middle(), &mut found);
    let diagnostics = found.into_diagnostics(checked.middle());
    if diagnostics.has_errors() {
        return Err(Refused { diagnostics, interface: checked.interface().clone() });
    }
    checked.settle(diagnostics, accepted, bytes);
    Ok(checked)
}

/// What is wrong with a file, with the places in its middle, and what the file shows to others. `found` is what lowering
/// has found already.
#[must_use]
pub fn findings(middle: &Middle, mut found: Findings) -> (Findings, Interface) {
    let graph = Graph::new(middle);
    let facts = Facts::new(middle, &graph);
    let interface = examine(middle, &graph, &facts, &mut found);
    (found, interface)
}

fn examine(middle: &Middle, graph: &Graph, facts: &Facts, findings: &mut Findings) -> Interface {
    let values = values::Values::new(middle);
    let flow = secrets::Flow::new(middle, graph, facts);
    all(&Context { middle, graph, facts, values: &values, flow: &flow }, findings)
}

/// Runs every check, and tells what the file shows to others.
fn all(cx: &Context<'_>, findings: &mut Findings) -> Interface {
    structure::check(cx, findings);
    let mut types = fill(cx.middle, cx.graph, &cx.facts.resources, findings);
    body::check(&mut types, findings);
    expressions::check(cx.graph, &mut types, findings);
    structure::decorators::check(cx, &types, findings);
    structure::scopes::check(cx, &types, findings);
    structure::identity::check(cx, &types, findings);
    constants::check(cx, &mut types, findings);
    keys::check(cx, findings);
    domain::check(cx, findings);
    secrets::check(cx, &mut types, findings);
    lint::check(cx, &mut types, findings);
    limits::counts(cx, findings);
    Interface::new(&mut types)
}
