//! Logs, metrics and locks of what was added.

use triceps::app::ContainerAppRef;
use triceps::authorization::Lock;
use triceps::authorization::lock::Level;
use triceps::{IntoScope, Template};

use super::front_door::FrontDoor;
use super::logs::{Diagnostics, Sends};
use super::services::Services;
use crate::config::{LogDestination, Portal};

/// Diagnostic settings. The environment has one in any case where its logs come that way.
pub(super) fn diagnostics(
    t: &mut Template,
    portal: &Portal,
    services: &Services,
    app: ContainerAppRef,
    front_door: Option<&FrontDoor>,
) {
    let mut diagnostics = Diagnostics::new(services.workspace);
    let by_setting = portal.logs.destination == LogDestination::AzureMonitor;
    let all = portal.logs.diagnostics;
    if by_setting || all {
        let sends = if by_setting { Sends::Both } else { Sends::Metrics };
        diagnostics.add(t, "environmentLogs", services.environment, sends);
    }
    if !all {
        return;
    }
    diagnostics.add(t, "portalMetrics", app, Sends::Metrics);
    diagnostics.add(t, "workspaceLogs", services.workspace, Sends::Both);
    diagnostics.add(t, "registryLogs", services.registry, Sends::Both);
    if let Some(network) = &services.network {
        diagnostics.add(t, "ruleLogs", network.rules, Sends::Logs);
        diagnostics.add(t, "networkLogs", network.model, Sends::Both);
    }
    if let Some(vault) = &services.vault {
        diagnostics.add(t, "vaultLogs", vault.model, Sends::Both);
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

/// Locks on what has data in it.
pub(super) fn locks(t: &mut Template, services: &Services) {
    if let Some(vault) = &services.vault {
        lock(t, "vaultLock", vault.model);
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
