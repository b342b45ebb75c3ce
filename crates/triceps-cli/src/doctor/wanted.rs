//! What a portal asks of Azure.

use std::collections::BTreeSet;

use serde_json::Value;
use triceps::Diagnostics;
use triceps_backstage::bundle;
use triceps_backstage::config::{HighAvailability, Portal, Registration};

/// What a portal needs of Azure: empty without a portal.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "questions of their own, each with its name")]
pub(super) struct Wanted {
    pub(super) name: Option<String>,
    pub(super) location: Option<String>,
    /// Types of resources: `Microsoft.App/containerApps`.
    pub(super) types: BTreeSet<String>,
    pub(super) zones: bool,
    /// Whether images are built on this machine, as the registry is inside a network.
    pub(super) docker: bool,
    pub(super) vault: bool,
    pub(super) models: bool,
    /// Whether the template makes the registration.
    pub(super) graph: bool,
}

impl Wanted {
    pub(super) fn of(portal: &Portal) -> Result<Self, Diagnostics> {
        let bundle = bundle(portal)?;
        let text = bundle.files.iter().find(|file| file.path == "infra/main.json").map_or("{}", |file| &file.text);
        let template: Value = serde_json::from_str(text).expect("a template is JSON");
        let zones = portal.network.as_ref().is_some_and(|network| network.zone_redundant)
            || portal.registry.zone_redundant
            || portal.postgres.as_ref().is_some_and(|one| one.high_availability == HighAvailability::ZoneRedundant);
        Ok(Self {
            name: Some(portal.name.to_string()),
            location: portal.delivery.location.as_ref().map(ToString::to_string),
            types: types(&template),
            zones,
            docker: portal.network.is_some(),
            vault: portal.key_vault.is_some(),
            models: portal.assistant.is_some(),
            graph: portal.entra.registration == Registration::Graph,
        })
    }
}

/// The types of a template, without those that every subscription has.
fn types(template: &Value) -> BTreeSet<String> {
    const ALWAYS: [&str; 3] = ["Microsoft.Authorization/", "Microsoft.Graph/", "Microsoft.Resources/"];
    let resources: Vec<&Value> = match &template["resources"] {
        Value::Object(resources) => resources.values().collect(),
        Value::Array(resources) => resources.iter().collect(),
        _ => Vec::new(),
    };
    let types = resources.into_iter().filter_map(|resource| resource["type"].as_str());
    types.filter(|kind| !ALWAYS.iter().any(|always| kind.starts_with(always))).map(str::to_owned).collect()
}
