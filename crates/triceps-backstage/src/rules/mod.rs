//! What a portal has to keep to beyond the structure of its configuration: one file a topic.
//!
//! The path of a diagnostic is that of the configuration: `scale.rules[1].utilization`.

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

use triceps::diagnostics::Code;
use triceps::{Diagnostic, Diagnostics};

pub(crate) use accept::{Stage, accept};
pub(crate) use azure_devops::is_cloud;
pub(crate) use env::NODE_OPTIONS;
pub(crate) use env::blame;

use crate::config::Portal;
use crate::lints;
use crate::read::limits;

impl Portal {
    /// The diagnostics in the configuration itself, without those that are accepted.
    ///
    /// [`bundle`](crate::bundle) makes the template too, and gives what is found there as well.
    pub fn check(&self) -> Diagnostics {
        let mut diagnostics = Vec::new();
        limits(self, &mut diagnostics);
        check(self, &mut diagnostics);
        accept(self, diagnostics, Stage::Configuration)
    }
}

/// All diagnostics in the configuration itself: what it may not say, then what is allowed and yet unwise.
pub(crate) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    check_portal(portal, diagnostics);
    environments::check(portal, diagnostics);
}

/// The diagnostics in a portal without regard to its environments.
fn check_portal(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    identity::check(portal, diagnostics);
    tags::check(portal, diagnostics);
    misplaced::check(portal, diagnostics);
    addresses::check(portal, diagnostics);
    delivery::check(portal, diagnostics);
    regions::check(portal, diagnostics);
    texts::check(portal, diagnostics);
    connections::check(portal, diagnostics);
    env::check(portal, diagnostics);
    scale::check(portal, diagnostics);
    network::check(portal, diagnostics);
    domain::check(portal, diagnostics);
    registry::check(portal, diagnostics);
    data::check(portal, diagnostics);
    observe::check(portal, diagnostics);
    auth::check(portal, diagnostics);
    azure_devops::check(portal, diagnostics);
    catalog::check(portal, diagnostics);
    lints::check(portal, diagnostics);
}

/// Adds a diagnostic of the level that its code has.
pub(crate) fn report(
    diagnostics: &mut Vec<Diagnostic>,
    code: Code,
    path: impl Into<String>,
    message: impl Into<String>,
    help: impl Into<Cow<'static, str>>,
) {
    diagnostics.push(Diagnostic::new(code, path, message).with_help(help));
}
