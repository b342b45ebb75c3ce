//! Who may do what, and the private way to it: all that the portal waits for.

use triceps::authorization::Role;
use triceps::{Expr, IntoExpr, Template};

use super::base::Base;
use super::existing::numbered;
use super::identity;
use super::network::PrivateServices;
use super::services::Services;
use triceps_portal::config::{Portal, TechDocsBuilder};

/// Adds private endpoints and role assignments; gives what the first replica waits for.
pub(super) fn access(t: &mut Template, base: &mut Base, portal: &Portal, services: &Services) -> Vec<Expr> {
    let mut ready = Vec::new();
    if let Some(database) = &services.database {
        ready.extend(database.ready.clone());
    }
    let endpoints = private_endpoints(t, base, services);
    roles(t, base, services, &mut ready);
    secrets(t, base, services, &mut ready);
    catalog_files(t, base, portal, services, &mut ready);
    if let Some(deployer) = services.deployer {
        identity::deployer_roles(t, base, deployer, services.registry);
    }
    if let Some(preview) = services.preview {
        identity::preview_roles(t, base, preview);
    }
    ready.extend(endpoints);
    ready
}

fn private_endpoints(t: &mut Template, base: &Base, services: &Services) -> Vec<Expr> {
    let Some(network) = &services.network else { return Vec::new() };
    let mut private = PrivateServices::default();
    private.registry(services.registry);
    if let Some(vault) = &services.vault {
        private.vault(*vault);
    }
    if let Some(documents) = &services.documents {
        private.storage(documents.account);
    }
    if let Some(cache) = &services.cache {
        private.redis(cache.cluster);
    }
    private.environment(services.environment, &base.location);
    if let Some(assistant) = &services.assistant {
        private.open_ai(assistant.account);
        if let Some(search) = assistant.search {
            private.search(search);
        }
    }
    private.endpoints(t, base, network).into()
}

fn roles(t: &mut Template, base: &mut Base, services: &Services, ready: &mut Vec<Expr>) {
    let identity = services.identity;
    let mut wait = |grant: triceps::authorization::RoleAssignmentRef| ready.push(grant.into_expr());
    wait(base.grant(t, "portalPullsImages", services.registry, Role::ACR_PULL, identity));
    if let Some(documents) = &services.documents {
        // Who generates the documents elsewhere has an identity of its own.
        let (name, role) = match documents.builder {
            TechDocsBuilder::External => ("portalReadsDocs", Role::STORAGE_BLOB_DATA_READER),
            TechDocsBuilder::Local => ("portalWritesDocs", Role::STORAGE_BLOB_DATA_CONTRIBUTOR),
        };
        wait(base.grant(t, name, documents.container, role, identity));
    }
    if let Some(telemetry) = services.telemetry {
        let role = Role::MONITORING_METRICS_PUBLISHER;
        wait(base.grant(t, "portalPublishesMetrics", telemetry, role, identity));
    }
    if let Some(assistant) = &services.assistant {
        let role = Role::COGNITIVE_SERVICES_OPEN_AI_USER;
        wait(base.grant(t, "portalUsesModels", assistant.account, role, identity));
        if let Some(search) = assistant.search {
            wait(base.grant(t, "portalReadsIndex", search, Role::SEARCH_INDEX_DATA_READER, identity));
        }
    }
}

fn secrets(t: &mut Template, base: &mut Base, services: &Services, ready: &mut Vec<Expr>) {
    let identity = services.identity;
    let mut add = |symbol: &str, secret: &super::vault::AppSecret| {
        ready.extend(secret.readable(t, base, symbol, identity).map(IntoExpr::into_expr));
    };
    add("portalReadsSignInSecret", &services.secrets.sign_in);
    if let Some(password) = &services.secrets.password {
        add("portalReadsDatabaseSecret", password);
    }
    for (number, secret) in services.secrets.others.iter().enumerate() {
        add(&numbered("portalReadsSecret", number), secret);
    }
    if let Some(cache) = &services.secrets.cache {
        add("portalReadsCacheSecret", cache);
    }
}

/// Files of the catalog in containers that exist: each is granted once.
fn catalog_files(t: &mut Template, base: &mut Base, portal: &Portal, services: &Services, ready: &mut Vec<Expr>) {
    let mut known: Vec<(String, String)> = Vec::new();
    for provider in &portal.catalog.azure_blob {
        let place = (provider.account.to_string(), provider.container.to_string());
        if known.contains(&place) {
            continue;
        }
        let number = known.len();
        let symbol = numbered("catalogFiles", number);
        let container = base.existing.container(t, symbol, &place.0, &place.1);
        let symbol = numbered("portalReadsFiles", number);
        let grant = base.grant(t, symbol, container, Role::STORAGE_BLOB_DATA_READER, services.identity);
        ready.push(grant.into_expr());
        known.push(place);
    }
}
