//! The configuration of Backstage itself: two files and the entities of the catalog.
//!
//! `app-config.yaml` is the team's own; these files lie on top of it, one in production and one on a developer's
//! machine. What differs between the two is written in both, so that nothing of one leaks into the other.

mod auth;
mod backend;
mod catalog;
mod entities;
mod integrations;

use crate::yaml::{Document, literal, object};
use serde_json::{Value, json};

use crate::file::BundleFile;
use triceps_portal::Repository;
use triceps_portal::config::{Portal, TechDocsBuilder};

/// The file for the machine of a developer. New Backstage repositories keep it out of version control, so that each
/// developer has one of their own.
pub(crate) const LOCAL: &str = "app-config.local.yaml";

/// Where a configuration is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// In the container.
    Production,
    /// On the machine of a developer.
    Local,
}

pub(crate) fn files(portal: &Portal, repository: &Repository) -> Vec<BundleFile> {
    if !portal.delivery.app_config {
        return Vec::new();
    }
    let mut files = vec![
        BundleFile::new("app-config.production.yaml", document(portal, Stage::Production, repository)),
        BundleFile::new(LOCAL, document(portal, Stage::Local, repository)),
    ];
    files.extend(entities::file(portal));
    files
}

fn document(portal: &Portal, stage: Stage, repository: &Repository) -> String {
    let mut document = Document::new(match stage {
        Stage::Production => &[
            "Read after `app-config.yaml`, in the container:",
            "  node packages/backend --config app-config.yaml --config app-config.production.yaml",
            "Every `${NAME}` is an environment variable that the infrastructure gives to the container.",
        ],
        Stage::Local => &[
            "Read after `app-config.yaml` by `yarn start`, on the machine of a developer.",
            "Guests may sign in. For sign-in with Microsoft set AUTH_MICROSOFT_CLIENT_ID, AUTH_MICROSOFT_CLIENT_SECRET",
            "and AUTH_MICROSOFT_TENANT_ID; Azure is reached as the user of `az login`.",
        ],
    });
    document.section(None, "app", app(portal, stage));
    if let Some(name) = &portal.organization {
        document.section(None, "organization", json!({ "name": literal(name) }));
    }
    document.section(None, "backend", backend::section(portal, stage, repository.release()));
    document.section(None, "auth", auth::section(portal, stage));
    if let Some(integrations) = integrations::section(portal, stage) {
        document.section(None, "integrations", integrations);
    }
    if let Some(catalog) = catalog::section(portal, stage, repository) {
        document.section(None, "catalog", catalog);
    }
    document.section(techdocs_comment(portal, stage), "techdocs", techdocs(portal, stage));
    document.section(None, "permission", json!({ "enabled": portal.permission.enabled }));
    document.into_text()
}

fn app(portal: &Portal, stage: Stage) -> Value {
    let url = match stage {
        Stage::Production => "${APP_BASE_URL}",
        Stage::Local => "http://localhost:3000",
    };
    json!({ "title": literal(&portal.title), "baseUrl": url })
}

fn techdocs_comment(portal: &Portal, stage: Stage) -> Option<&'static str> {
    match (stage, portal.techdocs.as_ref().map(|docs| docs.builder)) {
        (Stage::Production, Some(TechDocsBuilder::External)) => {
            Some("Workflows of the repositories generate the documents; the portal reads them with its identity.")
        }
        (Stage::Production, _) => Some("The image contains mkdocs: a container cannot start another one for it."),
        (Stage::Local, _) => None,
    }
}

fn techdocs(portal: &Portal, stage: Stage) -> Value {
    let docs = portal.techdocs.as_ref().filter(|_| stage == Stage::Production);
    let Some(docs) = docs else {
        let run_in = if stage == Stage::Production { "local" } else { "docker" };
        return json!({ "builder": "local", "generator": { "runIn": run_in }, "publisher": { "type": "local" } });
    };
    let builder = match docs.builder {
        TechDocsBuilder::External => "external",
        TechDocsBuilder::Local => "local",
    };
    object([
        ("builder", Some(json!(builder))),
        ("generator", Some(json!({ "runIn": "local" }))),
        (
            "publisher",
            Some(json!({
                "type": "azureBlobStorage",
                "azureBlobStorage": {
                    "containerName": "${TECHDOCS_CONTAINER_NAME}",
                    "credentials": { "accountName": "${TECHDOCS_ACCOUNT_NAME}" },
                },
            })),
        ),
        ("cache", portal.redis.as_ref().map(|_| json!({ "ttl": "PT1H" }))),
    ])
}
