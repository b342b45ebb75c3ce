//! Logs, metrics and locks of what was added.

use triceps::Template;
use triceps::app::ContainerAppRef;
use triceps::authorization::Lock;
use triceps::authorization::lock::Level;
use triceps::scope::IntoScope;

use super::front_door::FrontDoor;
use super::logs::{Diagnostics, Sends};
use super::services::Services;
use triceps_portal::config::{LogDestination, Portal};

/// Diagnostic settings. The environment has one in any case where its logs come that way.
pub(super) fn diagnostics(
    t: &mut Template,
    portal: &Portal,
    services: &Services,
    app: Option<ContainerAppRef>,
    front_door: Option<&FrontDoor>,
) {
    let Some(workspace) = services.workspace else { return };
    let mut diagnostics = Diagnostics::new(workspace);
    let by_setting = portal.logs.destination == LogDestination::AzureMonitor;
    let all = portal.logs.diagnostics;
    if by_setting || all {
        let sends = if by_setting { Sends::Both } else { Sends::Metrics };
        diagnostics.add(t, "environmentLogs", services.environment, sends);
    }
    if !all {
        return;
    }
    if let Some(app) = app {
        diagnostics.add(t, "portalMetrics", app, Sends::Metrics);
    }
    diagnostics.add(t, "workspaceLogs", workspace, Sends::Both);
    diagnostics.add(t, "registryLogs", services.registry, Sends::Both);
    if let Some(network) = &services.network {
        diagnostics.add(t, "ruleLogs", network.rules, Sends::Logs);
        diagnostics.add(t, "networkLogs", network.model, Sends::Both);
    }
    if let Some(vault) = &services.vault {
        diagnostics.add(t, "vaultLogs", *vault, Sends::Both);
    }
    if let Some(documents) = &services.documents {
        diagnostics.add(t, "docsLogs", documents.blobs, Sends::Both);
    }
    if let Some(database) = &services.database {
        diagnostics.add(t, "databaseLogs", database.server, Sends::Both);
    }
    if let Some(cache) = &services.cache {
        diagnostics.add(t, "cacheMetrics", cache.cluster, Sends::Metrics);
        diagnostics.add(t, "cacheLogs", cache.database, Sends::Logs);
    }
    if let Some(assistant) = &services.assistant {
        diagnostics.add(t, "modelLogs", assistant.account, Sends::Both);
        if let Some(search) = assistant.search {
            diagnostics.add(t, "searchLogs", search, Sends::Both);
        }
    }
    if let Some(front_door) = front_door {
        diagnostics.add(t, "frontDoorLogs", front_door.profile, Sends::Both);
    }
}

/// The setting of an app that is deployed after everything else.
pub(super) fn metrics(t: &mut Template, portal: &Portal, services: &Services, app: ContainerAppRef) {
    if let Some(workspace) = services.workspace.filter(|_| portal.logs.diagnostics) {
        Diagnostics::new(workspace).add(t, "portalMetrics", app, Sends::Metrics);
    }
}

/// Locks on what has data in it.
pub(super) fn locks(t: &mut Template, services: &Services) {
    if let Some(vault) = &services.vault {
        lock(t, "vaultLock", *vault);
    }
    if let Some(documents) = &services.documents {
        lock(t, "storageLock", documents.account);
    }
    if let Some(database) = &services.database {
        lock(t, "databaseLock", database.server);
    }
}

fn lock(t: &mut Template, name: &'static str, resource: impl IntoScope) {
    t.add(name, Lock::new("keep", Level::CAN_NOT_DELETE).scope(resource).notes("Data of the portal."));
}
