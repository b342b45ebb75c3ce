//! Checks: everything that is wrong with a file, all at once.

mod acceptance;
mod body;
mod constants;
mod contents;
mod context;
mod domain;
mod expressions;
mod files;
mod keys;
mod limits;
mod lint;
mod secrets;
mod structure;
mod typing;
mod values;

use std::sync::Arc;

use triceps_diagnostics::{Code, Diagnostics, codes};
use triceps_emit::{Checked, LinkedFiles};
use triceps_infer::{fill, interface, module_outputs};
use triceps_middle::analysis::{Facts, Graph, Names};
use triceps_middle::interface::Interface;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{ExprId, Middle};

use acceptance::Acceptances;
use context::Context;

/// What is known of a file with errors.
#[derive(Clone, Debug)]
pub struct Refused {
    /// All that is wrong with it.
    pub diagnostics: Diagnostics,
    /// What other files see of it.
    pub interface: Interface,
}

/// Checks a file. `linked` has the files that it names, and `found` is what lowering has found already.
///
/// # Errors
///
/// All diagnostics, if one of them is an error. Warnings alone come with the [`Checked`] template.
pub fn check(middle: Middle, linked: LinkedFiles, found: RawDiagnostics) -> Result<Checked, Diagnostics> {
    check_or_refuse(middle, linked, found).map_err(|refused| refused.diagnostics)
}

/// Checks a file, as [`check`] does.
///
/// # Errors
///
/// All diagnostics, if one of them is an error, and what the file shows to others all the same.
pub fn check_or_refuse(
    mut middle: Middle,
    linked: LinkedFiles,
    mut found: RawDiagnostics,
) -> Result<Checked, Box<Refused>> {
    let names = Names::new(&mut middle);
    let graph = Graph::new(&middle);
    let facts = Facts::new(&middle, &graph);
    let Examined { interface, module_outputs } = examine(&middle, &graph, &facts, &mut found);
    files::check(&middle, &linked, &mut found);
    let mut by_directives = found.apply_levels(&middle);
    let mut acceptances = Acceptances::of(&middle);
    acceptances.apply(&middle, &mut found);
    if found.has_errors() {
        acceptances.finish(&middle, &mut found);
        return Err(Box::new(Refused { diagnostics: found.into_diagnostics(&middle), interface }));
    }
    // Its size is that of the JSON, which only a file without errors has.
    let mut checked = Checked::new(middle, linked, graph, names, facts, interface, module_outputs);
    let bytes = limits::sizes(&checked, &mut found);
    by_directives.append(&mut found.apply_levels(checked.middle()));
    acceptances.apply(checked.middle(), &mut found);
    let mut accepted = acceptances.finish(checked.middle(), &mut found);
    let diagnostics = found.into_diagnostics(checked.middle());
    if diagnostics.has_errors() {
        return Err(Box::new(Refused { diagnostics, interface: checked.interface().clone() }));
    }
    accepted.append(&mut by_directives);
    checked.complete(diagnostics, accepted, bytes);
    Ok(checked)
}

/// A template that deploys and imports from other files in place of some: those in whose place they stand are
/// [deployed like](Checked::is_deployed_like) them, and [export the same](triceps_emit::ImportSource::exports_the_same).
///
/// None where a limit of the size may be reached, so that the template has to be checked again.
#[must_use]
pub fn relink(checked: &Checked, replacement: &dyn Fn(&Arc<Checked>) -> Option<Arc<Checked>>) -> Option<Checked> {
    let of_size = [codes::TRI0006, codes::TRI0007, codes::TRI0009].map(Code::id);
    if checked.warnings().iter().any(|diagnostic| of_size.contains(&diagnostic.id())) {
        return None;
    }
    let checked = checked.linked_to(replacement);
    let mut found = RawDiagnostics::default();
    let bytes = limits::sizes(&checked, &mut found);
    found.is_empty().then(|| checked.with_size_bound(bytes))
}

/// Looks at a file that has errors already. `found` is what lowering has found.
pub fn refuse(middle: &Middle, mut found: RawDiagnostics) -> Refused {
    let graph = Graph::new(middle);
    let facts = Facts::new(middle, &graph);
    let interface = examine(middle, &graph, &facts, &mut found).interface;
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

/// What the types of a file tell beyond its diagnostics.
struct Examined {
    interface: Interface,
    /// The expressions that read an output of a module.
    module_outputs: Vec<ExprId>,
}

fn examine(middle: &Middle, graph: &Graph, facts: &Facts, diagnostics: &mut RawDiagnostics) -> Examined {
    let values = values::Values::new(middle);
    let contents = contents::Contents::new(middle, facts, secrets::holds_declared_secret);
    let flow = secrets::Flow::new(middle, graph, facts, &contents);
    all(&Context { middle, graph, facts, values: &values, flow: &flow, contents: &contents }, diagnostics)
}

/// Runs every check.
fn all(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) -> Examined {
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
    limits::nesting(cx.middle, diagnostics);
    Examined { module_outputs: module_outputs(&types), interface: interface(&mut types) }
}
