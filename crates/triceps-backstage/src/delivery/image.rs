//! The image of the portal.

use super::select::select;
use crate::file::BundleFile;
use triceps_portal::config::{Portal, TechDocsBuilder};

const DOCKERFILE: &str = include_str!("Dockerfile");
const IGNORED: &str = include_str!("dockerignore");

pub(super) fn files(portal: &Portal) -> [BundleFile; 2] {
    // Without a storage account the documents are kept where they are generated.
    let mkdocs = portal.techdocs.as_ref().is_none_or(|docs| docs.builder == TechDocsBuilder::Local);
    let entities = portal.delivery.app_config && !(portal.catalog.users.is_empty() && portal.catalog.groups.is_empty());
    let is_on = |name: &str| match name {
        "mkdocs" => mkdocs,
        "app-config" => portal.delivery.app_config,
        _ => name == "entities" && entities,
    };
    [
        BundleFile::new("Dockerfile", select(DOCKERFILE, is_on, |_| String::new())),
        BundleFile::new(".dockerignore", IGNORED),
    ]
}
