//! Sources of the catalog's entities.

use serde_json::{Map, Value, json};

use super::Stage;
use super::entities;
use super::integrations::host;
use crate::yaml::{literal, object};
use triceps_portal::Repository;
use triceps_portal::config::{AzureDevOpsProvider, Location, MicrosoftGraphProvider, Portal, QueryMode, Schedule};

pub(super) fn section(portal: &Portal, stage: Stage, repository: &Repository) -> Option<Value> {
    let providers = Some(providers(portal)).filter(|providers| stage == Stage::Production && !providers.is_empty());
    // The list replaces that of `app-config.yaml`, which has examples in a new app, and what a team names later.
    let stay = repository.has_locations() && !portal.catalog.has_locations();
    (!stay || providers.is_some()).then(|| {
        object([
            ("locations", (!stay).then(|| Value::Array(locations(portal, stage)))),
            ("providers", providers.map(Value::Object)),
        ])
    })
}

fn locations(portal: &Portal, stage: Stage) -> Vec<Value> {
    let people = || json!([{ "allow": ["User", "Group"] }]);
    let mut locations = Vec::new();
    if entities::exist(portal) {
        // Paths begin at the working directory of the backend.
        let target = match stage {
            Stage::Production => format!("./{}", entities::PATH),
            Stage::Local => format!("../../{}", entities::PATH),
        };
        locations.push(json!({ "type": "file", "target": target, "rules": people() }));
    }
    for location in &portal.catalog.locations {
        locations.push(object([
            ("type", Some(json!("url"))),
            ("target", Some(literal(location.url.as_str()))),
            ("rules", rules(location)),
        ]));
    }
    locations
}

/// The kinds of entities that a location may have besides those that all have.
fn rules(location: &Location) -> Option<Value> {
    let mut kinds = Vec::new();
    if location.organization {
        kinds.extend(["User", "Group"]);
    }
    if location.templates {
        kinds.push("Template");
    }
    (!kinds.is_empty()).then(|| json!([{ "allow": kinds }]))
}

fn providers(portal: &Portal) -> Map<String, Value> {
    let catalog = &portal.catalog;
    let mut providers = Map::new();
    if let Some(graph) = &catalog.microsoft_graph {
        // Below an id: without a client id the provider reads nothing else.
        providers.insert("microsoftGraphOrg".to_owned(), json!({ "default": microsoft_graph(graph) }));
    }
    if !catalog.azure_devops.is_empty() {
        let entries = catalog.azure_devops.iter().map(|provider| (provider.id.to_string(), azure_devops(provider)));
        providers.insert("azureDevOps".to_owned(), Value::Object(entries.collect()));
    }
    if !catalog.azure_blob.is_empty() {
        let entries = catalog.azure_blob.iter().map(|provider| {
            let value = json!({
                "accountName": provider.account,
                "containerName": provider.container,
                "schedule": schedule(&provider.schedule),
            });
            (provider.id.to_string(), value)
        });
        providers.insert("azureBlob".to_owned(), Value::Object(entries.collect()));
    }
    providers
}

fn microsoft_graph(provider: &MicrosoftGraphProvider) -> Value {
    let filter = |text: &Option<String>| text.as_ref().map(|text| json!({ "filter": literal(text) }));
    object([
        ("tenantId", Some(json!("${AUTH_MICROSOFT_TENANT_ID}"))),
        ("queryMode", (provider.query_mode == QueryMode::Advanced).then(|| json!("advanced"))),
        ("user", filter(&provider.user_filter)),
        ("userGroupMember", filter(&provider.group_member_filter)),
        ("group", filter(&provider.group_filter)),
        ("schedule", Some(schedule(&provider.schedule))),
    ])
}

fn azure_devops(provider: &AzureDevOpsProvider) -> Value {
    object([
        ("host", Some(json!(host(&provider.host)))),
        ("organization", Some(literal(&provider.organization))),
        ("project", Some(literal(&project(&provider.project)))),
        ("repository", provider.repository.as_ref().map(|name| literal(name))),
        ("path", Some(literal(&provider.path))),
        ("schedule", Some(schedule(&provider.schedule))),
    ])
}

/// The project as the search understands it: a name with blanks in quotes.
fn project(name: &str) -> String {
    if name.contains(' ') && !name.starts_with('"') { format!("\"{name}\"") } else { name.to_owned() }
}

fn schedule(schedule: &Schedule) -> Value {
    object([
        ("frequency", Some(json!(schedule.frequency))),
        ("timeout", Some(json!(schedule.timeout))),
        ("initialDelay", schedule.initial_delay.as_ref().map(|delay| json!(delay))),
    ])
}
