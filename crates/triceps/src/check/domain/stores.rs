//! Registries, vaults and workspaces.

use super::view::{Cx, Rule, error, warning};
use crate::check::Path;
use crate::expr::Object;

const RETENTION: Rule = error("TRI0197");
const PURGE_PROTECTION: Rule = error("TRI0198");
const IGNORED_POLICIES: Rule = warning("TRI0199");
const LOG_RETENTION: Rule = warning("TRI0193");
const PREMIUM_ONLY: Rule = warning("TRI0194");

pub(super) fn vault<'a>(cx: &mut Cx<'a>, body: &'a Object, path: &Path<'_>) {
    let Some(properties) = cx.object(body, "properties") else { return };
    let path = &path.name("properties");
    cx.within(&RETENTION, properties, "softDeleteRetentionInDays", 7..=90, path);
    if cx.bool(properties, "enablePurgeProtection") == Some(false) {
        cx.report(
            &PURGE_PROTECTION,
            &path.name("enablePurgeProtection"),
            "protection against purge cannot be turned off",
            "set it to true, or leave it out",
        );
    }
    let policies = cx.array(properties, "accessPolicies");
    if cx.bool(properties, "enableRbacAuthorization") == Some(true)
        && policies.is_some_and(|policies| !policies.items.is_empty())
    {
        cx.report(
            &IGNORED_POLICIES,
            &path.name("accessPolicies"),
            "access policies are ignored where roles decide",
            "grant roles instead, or set `enableRbacAuthorization` to false",
        );
    }
}

pub(super) fn workspace<'a>(cx: &mut Cx<'a>, body: &'a Object, path: &Path<'_>) {
    let Some(properties) = cx.object(body, "properties") else { return };
    let path = &path.name("properties");
    let range = match cx.object(properties, "sku").and_then(|sku| cx.text(sku, "name")) {
        Some("Free") => 7..=7,
        // Four days are accepted for tables only; of the workspace the documents say 30.
        Some("PerGB2018") => 30..=730,
        _ => 7..=730,
    };
    cx.within(&LOG_RETENTION, properties, "retentionInDays", range, path);
}

pub(super) fn registry<'a>(cx: &mut Cx<'a>, body: &'a Object, path: &Path<'_>) {
    let sku = cx.object(body, "sku").and_then(|sku| cx.text(sku, "name"));
    let Some(tier @ ("Basic" | "Standard")) = sku else { return };
    let Some(properties) = cx.object(body, "properties") else { return };
    let path = &path.name("properties");
    let on = |name, value| cx.text(properties, name) == Some(value);
    let used = if on("publicNetworkAccess", "Disabled") {
        Some("publicNetworkAccess")
    } else if on("zoneRedundancy", "Enabled") {
        Some("zoneRedundancy")
    } else if cx.bool(properties, "dataEndpointEnabled") == Some(true) {
        Some("dataEndpointEnabled")
    } else if cx.get(properties, "networkRuleSet").is_some() {
        Some("networkRuleSet")
    } else if tier == "Basic" && cx.bool(properties, "anonymousPullEnabled") == Some(true) {
        Some("anonymousPullEnabled")
    } else {
        None
    };
    if let Some(name) = used {
        cx.report(
            &PREMIUM_ONLY,
            &path.name(name),
            format!("a registry of the tier `{tier}` does not have this"),
            if name == "anonymousPullEnabled" { "take the tier `Standard`" } else { "take the tier `Premium`" },
        );
    }
}
