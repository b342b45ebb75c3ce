//! What is watched, and who may change things.

use triceps_diagnostics::Diagnostic;

use super::{is_production, report};
use crate::codes;
use crate::config::{LogDestination, Portal, Subject};

/// Days of logs, so that an intrusion that is noticed late can be followed.
const RETENTION: i64 = 90;
/// Replicas of which one may be lost.
const REPLICAS: i64 = 2;

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let catalog = &portal.catalog;
    let scheduled = catalog.microsoft_graph.is_some()
        || !(catalog.azure_devops.is_empty() && catalog.azure_blob.is_empty() && catalog.locations.is_empty());
    if portal.scale.min == 0 && scheduled {
        report(
            diagnostics,
            codes::TRI0426,
            "scale.min",
            "while no replica runs, the catalog is not read again, and search and tasks stop",
            "write 1 or more",
        );
    }
    if portal.logs.destination == LogDestination::LogAnalytics {
        report(
            diagnostics,
            codes::TRI0401,
            "logs.destination",
            "the environment writes its logs with the shared key of the workspace, which stays open for keys",
            "remove the key: a diagnostic setting needs none; what a container that crashes at its start writes is then in `az containerapp logs show` alone",
        );
    }
    if !portal.logs.diagnostics {
        report(
            diagnostics,
            codes::TRI0411,
            "logs.diagnostics",
            "reads of secrets, pulls of images and queries of the database are not logged",
            "remove the key",
        );
    }
    if is_production(portal) {
        production(portal, diagnostics);
    }
}

fn production(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    if !portal.locks {
        report(
            diagnostics,
            codes::TRI0407,
            "size",
            "vault, database and documents of a portal of this size can be deleted by one command",
            "set `locks = true`",
        );
    }
    if portal.alerts.is_none() {
        report(
            diagnostics,
            codes::TRI0408,
            "size",
            "no alert is sent when a portal of this size fails",
            "add `[alerts]`",
        );
    }
    if portal.logs.retention_days < RETENTION {
        report(
            diagnostics,
            codes::TRI0412,
            "logs.retention-days",
            format!("logs are kept for {} days", portal.logs.retention_days),
            format!("write {RETENTION} or more"),
        );
    }
    if portal.network.is_some() && !portal.registry.zone_redundant {
        report(
            diagnostics,
            codes::TRI0416,
            "registry.zone-redundant",
            "no replica starts while the zone of the registry is unavailable",
            "set `zone-redundant = true` where the region has zones",
        );
    }
    if portal.scale.min < REPLICAS {
        report(
            diagnostics,
            codes::TRI0422,
            "scale.min",
            format!("`scale.min` is {}: while replicas are replaced, few or none answer", portal.scale.min),
            format!("write {REPLICAS} or more"),
        );
    }
    let subjects = portal.github.iter().flat_map(|github| &github.subjects).enumerate();
    for (index, subject) in subjects {
        let kind = match subject {
            Subject::Environment(_) => continue,
            Subject::Branch(_) => "branch",
            Subject::Tag(_) => "tag",
        };
        report(
            diagnostics,
            codes::TRI0421,
            format!("github.subjects[{index}].{kind}"),
            format!("everyone who can push this {kind} deploys without approval"),
            "write `environment`, and protect it on GitHub",
        );
    }
}
