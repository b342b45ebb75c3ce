//! Sources of the catalog's entities.

use triceps_diagnostics::{Diagnostic, Severity};

use super::azure_devops::{is_organization, organization_of};
use super::repeated::{earlier, repeated};
use super::{duration, entities};
use crate::codes;
use crate::config::{
    AzureDevOpsProvider, Catalog, MicrosoftGraphProvider, Portal, QueryMode, Registration, Schedule, is_cloud,
};

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let catalog = &portal.catalog;
    if let Some(provider) = &catalog.microsoft_graph {
        microsoft_graph(portal, provider, diagnostics);
    }
    unique_ids("azure-devops", catalog.azure_devops.iter().map(|provider| provider.id.as_str()), diagnostics);
    for (index, provider) in catalog.azure_devops.iter().enumerate() {
        let path = format!("catalog.azure-devops[{index}]");
        azure_devops(portal, provider, &path, diagnostics);
        schedule(&provider.schedule, &path, diagnostics);
    }
    unique_ids("azure-blob", catalog.azure_blob.iter().map(|provider| provider.id.as_str()), diagnostics);
    for (index, provider) in catalog.azure_blob.iter().enumerate() {
        let path = format!("catalog.azure-blob[{index}]");
        schedule(&provider.schedule, &path, diagnostics);
    }
    locations(catalog, diagnostics);
    entities::check(portal, diagnostics);
    if let Some(docs) = &portal.techdocs
        && docs.builder == crate::config::TechDocsBuilder::Local
        && !portal.delivery.dockerfile
    {
        diagnostics.push(
            Diagnostic::new(
                codes::TRI0541,
                "techdocs.builder",
                "documents are generated in the portal, whose image has to contain `mkdocs` for that",
            )
            .with_help("write `delivery.dockerfile = true`, or `builder = \"external\"`"),
        );
    }
}

fn unique_ids<'a>(kind: &str, ids: impl Iterator<Item = &'a str> + Clone, diagnostics: &mut Vec<Diagnostic>) {
    for (index, id) in ids.clone().enumerate().zip(earlier(ids)).filter_map(|(id, earlier)| earlier.map(|_| id)) {
        diagnostics.push(
            Diagnostic::new(
                codes::TRI0521,
                format!("catalog.{kind}[{index}].id"),
                format!("another provider has the id `{id}` already"),
            )
            .with_help("give each provider an id of its own"),
        );
    }
}

fn microsoft_graph(portal: &Portal, provider: &MicrosoftGraphProvider, diagnostics: &mut Vec<Diagnostic>) {
    let path = "catalog.microsoft-graph";
    if provider.user_filter.is_some() && provider.group_member_filter.is_some() {
        diagnostics.push(
            Diagnostic::new(
                codes::TRI0524,
                format!("{path}.group-member-filter"),
                "users are chosen either by themselves or by their groups, not by both",
            )
            .with_help("remove `user-filter` or `group-member-filter`"),
        );
    }
    let filters = [
        ("user-filter", &provider.user_filter),
        ("group-member-filter", &provider.group_member_filter),
        ("group-filter", &provider.group_filter),
    ];
    for (key, filter) in filters {
        let Some(filter) = filter else { continue };
        if filter.trim().is_empty() {
            diagnostics.push(
                Diagnostic::new(codes::TRI0528, format!("{path}.{key}"), "the filter is empty")
                    .with_help("remove the key: without a filter everything is taken"),
            );
        } else if provider.query_mode == QueryMode::Basic
            && let Some(operator) = advanced_operator(filter)
        {
            diagnostics.push(
                Diagnostic::new(
                    codes::TRI0527,
                    format!("{path}.{key}"),
                    format!("Microsoft Graph knows `{operator}` in advanced queries only"),
                )
                .with_help("write `query-mode = \"advanced\"`"),
            );
        }
    }
    if portal.entra.registration == Registration::Script && !portal.delivery.scripts {
        diagnostics.push(
            Diagnostic::new(codes::TRI0529, path, "nothing grants the portal the right to read the directory")
                .with_help(
                    "write `delivery.scripts = true` and run `register-app`, or `entra.registration = \"graph\"`",
                ),
        );
    }
    schedule(&provider.schedule, path, diagnostics);
}

/// What of a filter needs the advanced queries of Microsoft Graph.
fn advanced_operator(filter: &str) -> Option<&'static str> {
    let filter = filter.to_ascii_lowercase();
    let words = || filter.split(|character: char| !character.is_ascii_alphanumeric());
    ["ne", "not", "endswith"].into_iter().find(|operator| words().any(|word| word == *operator))
}

fn azure_devops(portal: &Portal, provider: &AzureDevOpsProvider, path: &str, diagnostics: &mut Vec<Diagnostic>) {
    for (key, name) in [("organization", &provider.organization), ("project", &provider.project)] {
        let fits = match key {
            "organization" => is_organization(name),
            _ => !name.trim().is_empty() && !name.contains(['/', '\\']),
        };
        if !fits {
            let (kind, help) = match key {
                "organization" => ("an organization", organization_of(name)),
                _ => (
                    "a project",
                    "write the name alone, without address and slashes, or `*` for all projects".to_owned(),
                ),
            };
            diagnostics.push(
                Diagnostic::new(codes::TRI0515, format!("{path}.{key}"), format!("`{name}` is not a name of {kind}"))
                    .with_help(help),
            );
            return;
        }
    }
    let host = portal.azure_devops.iter().find(|host| host.host.as_str().eq_ignore_ascii_case(provider.host.as_str()));
    let cloud = is_cloud(provider.host.as_str());
    let covers = |organizations: &[String]| {
        organizations.is_empty() || organizations.iter().any(|name| name.eq_ignore_ascii_case(&provider.organization))
    };
    match host {
        None if !cloud => diagnostics.push(
            Diagnostic::new(
                codes::TRI0522,
                format!("{path}.host"),
                format!("the host `{}` is not one of `azure-devops`", provider.host),
            )
            .with_help("add an entry to `azure-devops` with this host and its credentials"),
        ),
        Some(host) if host.credentials.iter().any(|credential| covers(credential.organizations())) => {}
        // The cloud is then read with the identity of the environment, any other host without one.
        _ => diagnostics.push(
            Diagnostic::new(
                codes::TRI0523,
                format!("{path}.organization"),
                format!("no credential of `{}` is for the organization `{}`", provider.host, provider.organization),
            )
            .with_severity(if cloud { Severity::Warning } else { Severity::Error })
            .with_help("add it to the `organizations` of a credential, or add a credential without organizations"),
        ),
    }
}

fn schedule(schedule: &Schedule, path: &str, diagnostics: &mut Vec<Diagnostic>) {
    let path = format!("{path}.schedule");
    let (frequency, timeout) = (duration::seconds(&schedule.frequency), duration::seconds(&schedule.timeout));
    let mut empty = false;
    for (key, text, length) in [("frequency", &schedule.frequency, frequency), ("timeout", &schedule.timeout, timeout)]
    {
        if length == Some(0) {
            empty = true;
            diagnostics.push(
                Diagnostic::new(codes::TRI0525, format!("{path}.{key}"), format!("`{text}` is a duration of zero"))
                    .with_help("write a span such as `PT30M`"),
            );
        }
    }
    // `None` is longer than any number says.
    let longer = match (timeout, frequency) {
        (Some(timeout), Some(frequency)) => timeout > frequency,
        (None, Some(_)) => true,
        _ => false,
    };
    if longer && !empty {
        diagnostics.push(
            Diagnostic::new(
                codes::TRI0526,
                format!("{path}.timeout"),
                format!(
                    "a run may take `{}`, but the next one is due after `{}`",
                    schedule.timeout, schedule.frequency
                ),
            )
            .with_help("write a `timeout` that is not longer than `frequency`"),
        );
    }
}

fn locations(catalog: &Catalog, diagnostics: &mut Vec<Diagnostic>) {
    for index in repeated(catalog.locations.iter().map(|location| &location.url)) {
        diagnostics.push(
            Diagnostic::new(
                codes::TRI0530,
                format!("catalog.locations[{index}].url"),
                format!("`{}` is read already", catalog.locations[index].url),
            )
            .with_help("remove one of the two"),
        );
    }
}
