//! What a portal has to keep to beyond the structure of its configuration: one file a topic.
//!
//! The path of a diagnostic is that of the configuration: `scale.rules[1].utilization`.

mod accept;
mod addresses;
mod auth;
mod azure_devops;
mod catalog;
mod connections;
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

use triceps_diagnostics::{Diagnostic, Diagnostics};

pub use accept::{Stage, accept};
pub use env::{NODE_OPTIONS, blame};

use crate::codes::report;
use crate::config::Portal;
use crate::lints;
use crate::repository::{self, Repository};
use crate::structure::limits;

impl Portal {
    /// The diagnostics in the configuration itself, without those that are accepted. Making the files finds what is wrong
    /// with the template, too.
    pub fn check(&self) -> Diagnostics {
        accept(self, check(self, &Repository::new()), Stage::Configuration)
    }
}

/// All diagnostics in the configuration itself, those that are accepted too: what the repository is too old for, what
/// breaks the limits of values, and what breaks the rules. [`accept`] takes out what is accepted, once the template was
/// checked.
///
/// ```
/// use triceps_portal::{Document, Repository, Stage, accept, check};
///
/// let toml = "name = \"portal\"\n[[accept]]\nid = \"TRI0535\"\nreason = \"a trial of a week\"\n";
/// let portal = Document::new("portal.toml", toml).portal()?;
/// let found = check(&portal, &Repository::new());
/// assert!(found.iter().any(|diagnostic| diagnostic.id() == "TRI0535"));
/// let left = accept(&portal, found, Stage::Configuration);
/// assert!(left.iter().all(|diagnostic| diagnostic.id() != "TRI0535"));
/// # Ok::<(), triceps_portal::Report>(())
/// ```
pub fn check(portal: &Portal, repository: &Repository) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    repository::check(portal, repository, &mut diagnostics);
    limits(portal, &mut diagnostics);
    check_rules(portal, &mut diagnostics);
    diagnostics
}

/// All diagnostics of the rules: what the configuration may not say, then what is allowed and yet unwise.
pub(crate) fn check_rules(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
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
