//! Which text is the id of a resource, by the name of its property.

use crate::naming::snake;

/// What the last words of properties are that hold the id of a resource.
const RESOURCES: [&str; 52] = [
    "account",
    "address",
    "application_gateway",
    "arm",
    "certificate",
    "circuit",
    "cluster",
    "component",
    "connection",
    "database",
    "disk",
    "domain",
    "endpoint",
    "environment",
    "farm",
    "firewall",
    "gateway",
    "group",
    "host",
    "hub",
    "identity",
    "image",
    "interface",
    "key_vault",
    "link",
    "machine",
    "namespace",
    "network",
    "origin",
    "peering",
    "plan",
    "policy",
    "pool",
    "prefix",
    "private_link_service",
    "profile",
    "queue",
    "registry",
    "resource",
    "route_table",
    "rule",
    "server",
    "set",
    "site",
    "snapshot",
    "storage",
    "subnet",
    "topic",
    "vault",
    "web_test",
    "workspace",
    "zone",
];

/// Properties that hold the id of a resource without saying so.
const REFERENCES: [&str; 2] = ["managed_by", "user_assigned_identity"];

pub(super) fn is_resource_id(name: &str) -> bool {
    let name = snake(name);
    if REFERENCES.contains(&name.as_str()) {
        return true;
    }
    let Some(stem) = name.strip_suffix("id").map(|stem| stem.trim_end_matches('_')) else { return false };
    stem.is_empty()
        || RESOURCES.iter().any(|noun| stem.strip_suffix(noun).is_some_and(|s| s.is_empty() || s.ends_with('_')))
}
