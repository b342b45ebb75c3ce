//! What only some tiers of a container registry can do.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::{Portal, RegistrySku};

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let registry = &portal.registry;
    let premium = match registry.sku {
        Some(sku) => sku == RegistrySku::Premium,
        None => portal.network.is_some(),
    };
    if premium {
        return;
    }
    if portal.network.is_some() {
        report(
            diagnostics,
            codes::TRI0330,
            "registry.sku",
            "the portal reaches its registry through the network, which takes a private endpoint",
            "set `sku = \"premium\"`, or remove the key",
        );
    }
    let keys = [("retention-days", registry.retention_days.is_some()), ("zone-redundant", registry.zone_redundant)];
    for (key, _) in keys.into_iter().filter(|(_, set)| *set) {
        report(
            diagnostics,
            codes::TRI0331,
            format!("registry.{key}"),
            format!("`{key}` is for registries of the tier `premium`"),
            "set `sku = \"premium\"`, or remove the key",
        );
    }
}
