//! What a deployment tells: never a secret.

use triceps::app::ContainerAppRef;
use triceps::{Template, Value, interpolate};

use super::entra::REDIRECT_PATH;
use super::front_door::FrontDoor;
use super::services::Services;
use triceps_portal::config::Portal;

/// What is known of the app.
pub(super) fn of_app(t: &mut Template, url: &Value<String>, app: ContainerAppRef) {
    t.output("url", url).description("Where the portal answers.");
    t.output("redirectUri", interpolate!("{url}{REDIRECT_PATH}")).description("Redirect URI of the app registration.");
    t.output("portalName", app.name()).description("Name of the container app.");
}

/// What is known of the services.
pub(super) fn of_services(t: &mut Template, portal: &Portal, services: &Services, front_door: Option<&FrontDoor>) {
    t.output("environmentName", services.environment.name()).description(
        if front_door.is_some() && services.network.is_some() {
            "Environment whose private endpoint connection of Front Door must be approved."
        } else {
            "Name of the environment that the portal runs in."
        },
    );
    t.output("registryName", services.registry.name()).description("Registry that images are built in.");
    t.output("registryLoginServer", services.registry.login_server()).description("Where images are pushed.");
    if let Some(vault) = &services.vault {
        t.output("vaultName", vault.name()).description("Vault that holds the secrets.");
    }
    if let Some(database) = &services.database {
        t.output("postgresHost", database.server.fully_qualified_domain_name())
            .description("Host name of the database server.");
    }
    if let Some(deployer) = services.deployer {
        t.output("deployerClientId", deployer.client_id()).description("Client id for the login step of the workflow.");
    }
    if let Some(preview) = services.preview {
        t.output("previewClientId", preview.client_id())
            .description("Client id for the login step of jobs that only look.");
    }
    if let Some(front_door) = front_door {
        t.output("frontDoorHost", front_door.endpoint.host_name())
            .description("Host name that a custom domain points to.");
    }
    match (front_door.and_then(|front_door| front_door.domain), &portal.domain) {
        (Some(domain), _) => {
            t.output("domainValidationToken", domain.validation_properties_validation_token())
                .description("Value of the TXT record `_dnsauth` that proves the custom domain.");
        }
        (None, Some(_)) => {
            t.output("domainValidationToken", services.environment.custom_domain_verification_id())
                .description("Value of the TXT record `asuid` that proves the custom domain.");
        }
        (None, None) => {}
    }
}
