//! Whether data has the structure of a configuration: its keys, the types and limits of its values.

mod correct;
mod node;
pub(crate) mod path;
mod suggest;
mod walk;

use triceps_diagnostics::Diagnostic;

pub(crate) use node::Node;
pub(crate) use suggest::closest;
pub(crate) use walk::{LENGTH, MISSING, MOST, RANGE, SYNTAX, Structure, TYPE, check};

use crate::config::{Portal, schema};

/// What breaks the limits that the types do not keep, in a portal that a program built.
pub(crate) fn limits(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let data = serde_json::to_value(portal).expect("a portal is data with text as keys");
    let found = check(schema(), &Node::of_data(&data)).found;
    diagnostics.extend(found.into_iter().map(|found| found.diagnostic));
}
