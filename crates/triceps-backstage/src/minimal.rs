//! The smallest portal that works: one replica, one identity, no vault, no database.

use triceps::app::{
    Container, ContainerApp, Ingress, ManagedEnvironment, Probe, RegistryCredential, Replicas, RevisionMode, ScaleRule,
    Secret, Transport, WorkloadProfile,
};
use triceps::authorization::Role;
use triceps::container_registry::{Registry, Sku};
use triceps::functions::{json, replace, resource_group, tenant, unique_string};
use triceps::managed_identity::UserAssignedIdentity;
use triceps::operational_insights::{Workspace, WorkspaceSku};
use triceps::{Param, Template, interpolate};

/// Port that the backend of Backstage listens on.
const PORT: i64 = 7007;
const CLIENT_SECRET: &str = "auth-microsoft-client-secret";
/// The API version of the workspace, the environment and the app.
const API_VERSION: &str = "2025-07-01";

/// Container registry, logs, environment, identity and the portal itself, with sign-in by Microsoft Entra.
///
/// Parameters: `location`, `namePrefix`, `imageTag`, `microsoftClientId`, `microsoftTenantId` and
/// `microsoftClientSecret`. Outputs: `url`, `redirectUri` and `registryLoginServer`.
///
/// ```
/// let portal = triceps_backstage::minimal_portal().check()?;
/// assert!(portal.warnings().is_empty());
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn minimal_portal() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("name", "Backstage on Azure Container Apps");
    t.metadata("description", "Container registry, logs, environment, identity and the portal itself.");

    let location = t.param(
        Param::string("location").description("Location for all resources.").default(resource_group().location()),
    );
    let prefix =
        t.param(Param::string("namePrefix").description("Base name prefix.").length(3..=12).default("backstage"));
    let tag = t.param(Param::string("imageTag").description("Tag of the portal image in the registry.").min_length(1));
    let client_id = t.param(
        Param::string("microsoftClientId")
            .description("Application (client) id of the Entra app registration.")
            .length(36..=36),
    );
    let tenant_id = t.param(
        Param::string("microsoftTenantId")
            .description("Directory (tenant) id of the Entra app registration.")
            .length(36..=36)
            .default(tenant().tenant_id()),
    );
    let client_secret = t.param(
        Param::secure_string("microsoftClientSecret").description("Client secret of the Entra app registration."),
    );

    let pull_role = t.var("acrPullRoleId", Role::ACR_PULL.definition_id());
    let app_name = t.var("appName", interpolate!("{prefix}-portal"));

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
    let pull = t.grant("acrPull", registry, &pull_role, identity);
    let workspace = t.add(
        "workspace",
        Workspace::new(interpolate!("{prefix}-law"), &location)
            .api_version(API_VERSION)
            .retention_in_days(30)
            .sku(WorkspaceSku::PER_GB_2018),
    );
    let environment = t.add(
        "environment",
        ManagedEnvironment::new(interpolate!("{prefix}-env"), &location)
            .api_version(API_VERSION)
            .logs(workspace)
            .workload_profile(WorkloadProfile::consumption()),
    );
    let url = t.var("portalUrl", interpolate!("https://{app_name}.{}", environment.default_domain()));

    let container = Container::new("backstage", interpolate!("{}/backstage:{tag}", registry.login_server()))
        .env("APP_BASE_URL", &url)
        .env("AUTH_MICROSOFT_CLIENT_ID", &client_id)
        .env("AUTH_MICROSOFT_TENANT_ID", &tenant_id)
        .env_secret("AUTH_MICROSOFT_CLIENT_SECRET", CLIENT_SECRET)
        .env("NODE_OPTIONS", "--max-old-space-size=1536")
        .cpu(json("1.0"))
        .memory("2Gi")
        .probe(Probe::liveness_http("/.backstage/health/v1/liveness", PORT))
        .probe(Probe::readiness_http("/.backstage/health/v1/readiness", PORT));
    t.add(
        "portal",
        ContainerApp::new(&app_name, &location, environment)
            .api_version(API_VERSION)
            .identity(identity)
            .workload_profile_name("Consumption")
            .active_revisions_mode(RevisionMode::SINGLE)
            .ingress(Ingress::external(PORT).transport(Transport::AUTO).allow_insecure(false))
            .registry(RegistryCredential::identity(registry.login_server(), identity))
            .secret(Secret::value(CLIENT_SECRET, &client_secret))
            .container(container)
            .scale(Replicas::exactly(1).rule(ScaleRule::http("http-concurrency", 50)))
            .depends_on(pull),
    );

    t.output("url", &url).description("Where the portal answers.");
    t.output("redirectUri", interpolate!("{url}/api/auth/microsoft/handler/frame"))
        .description("Redirect URI to register in Entra.");
    t.output("registryLoginServer", registry.login_server()).description("Where images are pushed.");
    t
}

#[cfg(test)]
mod tests {
    use super::minimal_portal;

    #[test]
    fn prints_the_recorded_text() {
        let recorded = include_str!("../../../fixtures/conformance/build/backstage-minimal/main.bicep");
        let checked = minimal_portal().check().expect("the blueprint has no errors");
        assert!(checked.warnings().is_empty(), "{}", checked.warnings());
        assert_eq!(checked.to_bicep(), recorded);
    }
}
