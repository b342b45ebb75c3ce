//! Checks: everything that is wrong with a file, all at once.

mod acceptance;
mod body;
mod constants;
mod contents;
mod domain;
mod expressions;
mod keys;
mod limits;
mod lint;
mod raw;
mod secrets;
mod structure;
mod typing;
mod values;

pub use acceptance::Accepted;
pub use raw::{RawDiagnostic, RawDiagnostics};

use std::sync::Arc;

use triceps_diagnostics::{Diagnostics, codes};

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
    /// What expressions have in them.
    contents: &'m contents::Contents,
}

/// What is known of a file with errors.
#[derive(Clone, Debug)]
pub struct Refused {
    /// All that is wrong with it.
    pub diagnostics: Diagnostics,
    /// What other files see of it.
    pub interface: Interface,
}

/// Checks a file. `found` is what lowering has found already.
///
/// # Errors
///
/// All diagnostics, if one of them is an error. Warnings alone come with the [`Checked`] template.
pub fn check(middle: Middle, found: RawDiagnostics) -> Result<Checked, Diagnostics> {
    check_or_refuse(middle, found).map_err(|refused| refused.diagnostics)
}

/// Checks a file, as [`check`] does.
///
/// # Errors
///
/// All diagnostics, if one of them is an error, and what the file shows to others all the same.
pub fn check_or_refuse(mut middle: Middle, mut found: RawDiagnostics) -> Result<Checked, Box<Refused>> {
    let names = Names::new(&mut middle);
    let graph = Graph::new(&middle);
    let facts = Facts::new(&middle, &graph);
    let interface = examine(&middle, &graph, &facts, &mut found);
    found.apply_levels(&middle);
    let mut acceptances = Acceptances::of(&middle);
    acceptances.apply(&middle, &mut found);
    if found.has_errors() {
        acceptances.finish(&middle, &mut found);
        return Err(Box::new(Refused { diagnostics: found.into_diagnostics(&middle), interface }));
    }
    // Its size is that of the JSON, which only a file without errors has.
    let mut checked = Checked::new(Arc::new(middle), graph, names, facts, interface);
    let bytes = limits::sizes(&checked, &mut found);
    found.apply_levels(checked.middle());
    acceptances.apply(checked.middle(), &mut found);
    let accepted = acceptances.finish(checked.middle(), &mut found);
    let diagnostics = found.into_diagnostics(checked.middle());
    if diagnostics.has_errors() {
        return Err(Box::new(Refused { diagnostics, interface: checked.interface().clone() }));
    }
    checked.complete(diagnostics, accepted, bytes);
    Ok(checked)
}

/// An upper bound of the bytes of a template's JSON, where neither that nor a version of it before reaches a limit.
pub(crate) fn has_size_within_limits(before: &Checked, now: &Checked) -> Option<usize> {
    let is_of_size = |code: &str| [codes::TRI0006, codes::TRI0007, codes::TRI0009].iter().any(|own| own.id() == code);
    if before.warnings().iter().any(|diagnostic| is_of_size(diagnostic.id())) {
        return None;
    }
    let mut found = RawDiagnostics::default();
    let bytes = limits::sizes(now, &mut found);
    found.iter().next().is_none().then_some(bytes)
}

/// Looks at a file that has errors already. `found` is what lowering has found.
pub fn refuse(middle: &Middle, mut found: RawDiagnostics) -> Refused {
    let graph = Graph::new(middle);
    let facts = Facts::new(middle, &graph);
    let interface = examine(middle, &graph, &facts, &mut found);
    found.apply_levels(middle);
    Refused { diagnostics: found.into_diagnostics(middle), interface }
}

/// What is wrong with a file, with the places in its middle. `found` is what lowering has found already.
#[must_use]
pub fn check_only(middle: &Middle, mut found: RawDiagnostics) -> RawDiagnostics {
    let graph = Graph::new(middle);
    let facts = Facts::new(middle, &graph);
    examine(middle, &graph, &facts, &mut found);
    found
}

fn examine(middle: &Middle, graph: &Graph, facts: &Facts, diagnostics: &mut RawDiagnostics) -> Interface {
    let values = values::Values::new(middle);
    let contents = contents::Contents::new(middle, facts);
    let flow = secrets::Flow::new(middle, graph, facts, &contents);
    all(&Context { middle, graph, facts, values: &values, flow: &flow, contents: &contents }, diagnostics)
}

/// Runs every check, and tells what the file shows to others.
fn all(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) -> Interface {
    structure::check(cx, diagnostics);
    let mut types = fill(cx.middle, cx.graph, &cx.facts.resources, diagnostics);
    body::check(&mut types, diagnostics);
    expressions::check(cx, &mut types, diagnostics);
    structure::decorators::check(cx, &types, diagnostics);
    structure::scopes::check(cx, &types, diagnostics);
    structure::identity::check(cx, &types, diagnostics);
    constants::check(cx, &mut types, diagnostics);
    keys::check(cx, diagnostics);
    domain::check(cx, diagnostics);
    secrets::check(cx, &mut types, diagnostics);
    lint::check(cx, &mut types, diagnostics);
    limits::counts(cx, diagnostics);
    Interface::new(&mut types)
}
