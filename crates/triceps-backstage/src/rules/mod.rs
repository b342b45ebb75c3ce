//! What a portal has to keep to beyond the structure of its configuration: one file a topic.
//!
//! The path of a finding is that of the configuration: `scale.rules[1].utilization`.

mod accept;
mod addresses;
mod auth;
mod azure_devops;
mod catalog;
pub(crate) mod connections;
mod data;
mod delivery;
mod domain;
mod duration;
mod entities;
mod env;
mod environments;
mod identity;
mod misplaced;
mod network;
mod observe;
mod ranges;
mod regions;
mod registry;
mod repeated;
mod scale;
mod tags;
mod texts;
mod variables;

use std::borrow::Cow;

use triceps::{Code, Diagnostic, Diagnostics};

pub(crate) use accept::{Stage, accept};
pub(crate) use azure_devops::is_cloud;
pub(crate) use env::NODE_OPTIONS;
pub(crate) use env::blame;

use crate::config::Portal;
use crate::lints;
use crate::read::limits;

impl Portal {
    /// The findings in the configuration itself, without those that are accepted.
    ///
    /// [`bundle`](crate::bundle) makes the template too, and gives what is found there as well.
    pub fn check(&self) -> Diagnostics {
        let mut findings = Vec::new();
        limits(self, &mut findings);
        check(self, &mut findings);
        accept(self, findings, Stage::Configuration)
    }
}

/// All findings in the configuration itself: what it may not say, then what is allowed and yet unwise.
pub(crate) fn check(portal: &Portal, findings: &mut Vec<Diagnostic>) {
    check_portal(portal, findings);
    environments::check(portal, findings);
}

/// The findings in a portal without regard to its environments.
fn check_portal(portal: &Portal, findings: &mut Vec<Diagnostic>) {
    identity::check(portal, findings);
    tags::check(portal, findings);
    misplaced::check(portal, findings);
    addresses::check(portal, findings);
    delivery::check(portal, findings);
    regions::check(portal, findings);
    texts::check(portal, findings);
    connections::check(portal, findings);
    env::check(portal, findings);
    scale::check(portal, findings);
    network::check(portal, findings);
    domain::check(portal, findings);
    registry::check(portal, findings);
    data::check(portal, findings);
    observe::check(portal, findings);
    auth::check(portal, findings);
    azure_devops::check(portal, findings);
    catalog::check(portal, findings);
    lints::check(portal, findings);
}

/// Adds a finding of the level that its code has.
pub(crate) fn report(
    findings: &mut Vec<Diagnostic>,
    code: Code,
    path: impl Into<String>,
    message: impl Into<String>,
    help: impl Into<Cow<'static, str>>,
) {
    findings.push(Diagnostic::new(code, path, message).with_help(help));
}
