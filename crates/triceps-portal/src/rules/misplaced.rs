//! Keys of the portal that stand below a header by mistake, where any key is taken.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::{Portal, Size, schema};
use crate::structure::path;

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let tags = portal.tags.keys().map(|name| ("tags", name.as_str(), "a tag"));
    let env = portal.env.keys().map(|name| ("env", name.as_str(), "a variable"));
    for (table, name, kind) in tags.chain(env) {
        if schema()["properties"].get(name).is_some() && !is_set(portal, name) {
            report(
                diagnostics,
                codes::TRI0371,
                path::key(table, name),
                format!("`{name}` is a key of the portal, and becomes {kind} below `[{table}]`"),
                "write it above the first table, or accept it if it is intended",
            );
        }
    }
}

/// Whether the portal itself has a value for the key, so that the other one is meant.
fn is_set(portal: &Portal, name: &str) -> bool {
    match name {
        "name" => true,
        "title" => portal.title != "Backstage",
        "organization" => portal.organization.is_some(),
        "size" => portal.size != Size::default(),
        "locks" => portal.locks,
        _ => false,
    }
}
