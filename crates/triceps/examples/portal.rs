//! A portal on Azure Container Apps: registry, identity, logs, environment and the app itself.
//!
//! `cargo run --example portal` prints it as Bicep.

// A borrowed handle reads like a borrowed value; that it is `Copy` does not matter here.
#![allow(clippy::needless_borrows_for_generic_args)]

use std::io::{self, Write};

use triceps::app::{
    Container, ContainerApp, Ingress, ManagedEnvironment, RegistryCredential, Replicas, ScaleRule, Secret,
};
use triceps::authorization::Role;
use triceps::container_registry::{Registry, Sku};
use triceps::functions::{replace, resource_group, unique_string};
use triceps::managed_identity::UserAssignedIdentity;
use triceps::operational_insights::Workspace;
use triceps::{Param, Template, interpolate};

/// The template.
pub fn portal() -> Template {
    let mut t = Template::for_resource_group();

    let location = t.param(
        Param::string("location").default(resource_group().location()).description("Location for all resources."),
    );
    let prefix = t.param(Param::string("namePrefix").length(3..=12).default("backstage"));
    let tag = t.param(Param::string("imageTag"));
    let client_secret = t.param(Param::secure_string("microsoftClientSecret"));

    let identity = t.add("identity", UserAssignedIdentity::new(interpolate!("{prefix}-id"), &location));
    let registry = t.add(
        "registry",
        Registry::new(
            interpolate!("{}{}", replace(&prefix, "-", ""), unique_string([resource_group().id()])),
            &location,
            Sku::BASIC,
        )
        .admin_user_enabled(false),
    );
    let workspace = t.add("workspace", Workspace::new(interpolate!("{prefix}-law"), &location).retention_in_days(30));
    let environment =
        t.add("environment", ManagedEnvironment::new(interpolate!("{prefix}-env"), &location).logs(&workspace));
    let pull = t.grant("acrPull", &registry, Role::ACR_PULL, &identity);

    let portal = t.add(
        "portal",
        ContainerApp::new(interpolate!("{prefix}-portal"), &location, &environment)
            .identity(&identity)
            .registry(RegistryCredential::identity(registry.login_server(), &identity))
            .secret(Secret::value("client-secret", &client_secret))
            .ingress(Ingress::external(7007))
            .container(
                Container::new("backstage", interpolate!("{}/backstage:{tag}", registry.login_server()))
                    .resources(1.0, 2.0) // vCPU, GiB: a pair that the Consumption plan does not have is a diagnostic
                    .env("NODE_ENV", "production")
                    .env_secret("AUTH_MICROSOFT_CLIENT_SECRET", "client-secret"),
            )
            .scale(Replicas::between(1, 5).rule(ScaleRule::http("http", 50)))
            .depends_on(pull), // forgetting it is a diagnostic: the image could be pulled before the right to pull it
    );
    t.output("portalUrl", interpolate!("https://{}", portal.ingress_fqdn()));
    t
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let checked = portal().check()?;
    for warning in checked.warnings() {
        writeln!(io::stderr(), "{warning:#}")?;
    }
    io::stdout().write_all(checked.to_bicep().as_bytes())?;
    Ok(())
}
