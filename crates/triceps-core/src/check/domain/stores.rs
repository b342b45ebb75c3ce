//! Registries, vaults and workspaces.

use triceps_diagnostics::codes;

use super::view::Cx;
use super::words as w;
use crate::check::values::{Form, Value};

pub(super) fn vault(cx: &mut Cx<'_, '_>, body: Value) {
    for properties in cx.objects(body, w::PROPERTIES) {
        cx.within(codes::TRI0197, properties, w::SOFT_DELETE_RETENTION_IN_DAYS, 7..=90);
        for protection in cx.each(properties, w::ENABLE_PURGE_PROTECTION) {
            if cx.values.form(protection) == Form::Bool(false) {
                cx.report(
                    codes::TRI0198,
                    protection,
                    "protection against purge cannot be turned off",
                    "set it to true, or leave it out",
                );
            }
        }
        if cx.bool(properties, w::ENABLE_RBAC_AUTHORIZATION) != Some(true) {
            continue;
        }
        for policies in cx.each(properties, w::ACCESS_POLICIES) {
            if cx.values.form(policies) == Form::Array && !cx.values.items(policies).is_empty() {
                cx.report(
                    codes::TRI0199,
                    policies,
                    "access policies are ignored where roles decide",
                    "grant roles instead, or set `enableRbacAuthorization` to false",
                );
            }
        }
    }
}

pub(super) fn workspace(cx: &mut Cx<'_, '_>, body: Value) {
    for properties in cx.objects(body, w::PROPERTIES) {
        let sku = cx.objects(properties, w::SKU).only().and_then(|sku| cx.text(sku, w::NAME));
        let range = match sku.as_deref() {
            Some("Free") => 7..=7,
            // Four days are accepted for tables only; of the workspace the documents say 30.
            Some("PerGB2018") => 30..=730,
            _ => 7..=730,
        };
        cx.within(codes::TRI0193, properties, w::RETENTION_IN_DAYS, range);
    }
}

pub(super) fn registry(cx: &mut Cx<'_, '_>, body: Value) {
    let sku = cx.objects(body, w::SKU).only().and_then(|sku| cx.text(sku, w::NAME));
    let Some(tier @ ("Basic" | "Standard")) = sku.as_deref() else { return };
    for properties in cx.objects(body, w::PROPERTIES) {
        let on = |word, text| cx.text(properties, word).is_some_and(|value| value == text);
        let used = if on(w::PUBLIC_NETWORK_ACCESS, "Disabled") {
            w::PUBLIC_NETWORK_ACCESS
        } else if on(w::ZONE_REDUNDANCY, "Enabled") {
            w::ZONE_REDUNDANCY
        } else if cx.bool(properties, w::DATA_ENDPOINT_ENABLED) == Some(true) {
            w::DATA_ENDPOINT_ENABLED
        } else if cx.has(properties, w::NETWORK_RULE_SET) {
            w::NETWORK_RULE_SET
        } else if tier == "Basic" && cx.bool(properties, w::ANONYMOUS_PULL_ENABLED) == Some(true) {
            w::ANONYMOUS_PULL_ENABLED
        } else {
            continue;
        };
        let help = match used.text() {
            "anonymousPullEnabled" => "take the tier `Standard`",
            _ => "take the tier `Premium`",
        };
        let message = format!("a registry of the tier `{tier}` does not have this");
        for value in cx.each(properties, used) {
            cx.report(codes::TRI0194, value, message.clone(), help);
        }
    }
}
