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

use triceps::{Diagnostic, Diagnostics};

pub(crate) use accept::{Stage, accept};
pub(crate) use env::NODE_OPTIONS;
pub(crate) use env::blame;

use crate::codes::report;
use crate::config::Portal;
use crate::lints;
use crate::structure::limits;

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
