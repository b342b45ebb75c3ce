//! What is allowed and yet unwise: secure defaults that a configuration gives up, one file a topic.
//!
//! All of them are warnings, which can be accepted. What the configuration cannot say, such as traffic without TLS, needs
//! no lint: the template never has it.

mod azure_devops;
mod data;
mod environment;
mod network;
mod operation;

use triceps_diagnostics::Diagnostic;

use crate::codes::report;
use crate::config::{Portal, Size};

/// All lints.
pub(crate) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    network::check(portal, diagnostics);
    data::check(portal, diagnostics);
    operation::check(portal, diagnostics);
    environment::check(portal, diagnostics);
    azure_devops::check(portal, diagnostics);
}

/// Whether many depend on the portal: its size says so.
fn is_production(portal: &Portal) -> bool {
    matches!(portal.size, Size::Large | Size::Dedicated)
}
