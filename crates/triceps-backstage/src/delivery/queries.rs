//! Queries for the logs, in the tables and columns of their destination.

use super::names::Names;
use super::select::select;
use crate::file::BundleFile;
use crate::infra::log_name;
use triceps_portal::config::{LogDestination, Portal};

const OF_THE_PORTAL: [(&str, &str); 6] = [
    ("console", include_str!("queries/console.kql")),
    ("errors", include_str!("queries/errors.kql")),
    ("sign-in", include_str!("queries/sign-in.kql")),
    ("restarts", include_str!("queries/restarts.kql")),
    ("image-pull", include_str!("queries/image-pull.kql")),
    ("audit", include_str!("queries/audit.kql")),
];
const OF_THE_VAULT: (&str, &str) = ("vault", include_str!("queries/vault.kql"));
const OF_THE_FIREWALL: (&str, &str) = ("firewall", include_str!("queries/firewall.kql"));

pub(super) fn files(portal: &Portal, names: &Names) -> Vec<BundleFile> {
    let mut queries: Vec<(&str, &str)> = Vec::new();
    if portal.logs.destination != LogDestination::None {
        queries.extend(OF_THE_PORTAL);
    }
    if portal.logs.diagnostics && portal.key_vault.is_some() {
        queries.push(OF_THE_VAULT);
    }
    if portal.logs.diagnostics && portal.front_door.is_some() {
        queries.push(OF_THE_FIREWALL);
    }
    let value =
        |name: &str| if name == "portal" { names.portal.clone() } else { log_name(portal.logs.destination, name) };
    let file = |(name, text)| BundleFile::new(format!("queries/{name}.kql"), select(text, |_| false, value));
    queries.into_iter().map(file).collect()
}
