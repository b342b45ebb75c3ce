//! How the portal is reached, and by whom.

use triceps_diagnostics::Diagnostic;

use super::{is_production, report};
use crate::codes;
use crate::config::{Portal, WafMode};

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    front_door(portal, diagnostics);
    match &portal.network {
        None if is_production(portal) => report(
            diagnostics,
            codes::TRI0405,
            "size",
            "a portal of this size has public addresses: its registry, its vault and its database, which takes connections from all of Azure",
            "add `[network]`",
        ),
        None => {}
        Some(network) => {
            if portal.front_door.is_none() {
                report(
                    diagnostics,
                    codes::TRI0427,
                    "network",
                    "nobody outside of the network reaches the portal, nor does a workflow of GitHub",
                    "add `[front-door]`, or accept it where people come through the network",
                );
            }
            if is_production(portal) && !network.zone_redundant {
                report(
                    diagnostics,
                    codes::TRI0409,
                    "network.zone-redundant",
                    "all replicas are in one availability zone, which cannot be changed later",
                    "set `zone-redundant = true` where the region has zones",
                );
            }
            if !network.encrypt_traffic {
                report(
                    diagnostics,
                    codes::TRI0410,
                    "network.encrypt-traffic",
                    "traffic inside the environment is not encrypted",
                    "remove the key",
                );
            }
        }
    }
}

fn front_door(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let Some(front_door) = &portal.front_door else { return };
    if portal.network.is_none() {
        report(
            diagnostics,
            codes::TRI0403,
            "front-door",
            "everyone who knows the address of the app can bypass the firewall",
            "add `[network]`, so that only Front Door reaches the portal",
        );
    }
    if front_door.waf == WafMode::Detection {
        report(
            diagnostics,
            codes::TRI0404,
            "front-door.waf",
            "the firewall logs attacks and lets them pass",
            "remove the key once the log shows no false alarms",
        );
    }
}
