//! What a portal has to keep to beyond the structure of its configuration: one file a topic.
//!
//! The path of a finding is that of the configuration: `scale.rules[1].utilization`.

mod accept;
mod auth;
mod azure_devops;
mod catalog;
mod duration;
mod entities;

use triceps::Diagnostic;

pub(crate) use accept::{Stage, accept};

use crate::config::Portal;

/// All findings in the configuration itself.
pub(crate) fn check(portal: &Portal, findings: &mut Vec<Diagnostic>) {
    auth::check(portal, findings);
    azure_devops::check(portal, findings);
    catalog::check(portal, findings);
}
