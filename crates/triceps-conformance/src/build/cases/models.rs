//! Cases built with the typed models alone, wherever there is one.

use triceps::app::{
    Affinity, ClientCertificateMode, Container, ContainerApp, CorsPolicy, Dapr, DaprProtocol, IdentityType, Ingress,
    InitContainer, IpRestriction, Probe, RegistryCredential, Replicas, RevisionMode, ScaleRule, Scheme, Secret,
    TrafficWeight, Transport, Volume, VolumeMount,
};
use triceps::container_registry::{Registry, Sku};
use triceps::functions::{json, resource_group};
use triceps::managed_identity::{FederatedIdentityCredential, UserAssignedIdentity};
use triceps::{Param, Template};

pub(super) fn backstage_minimal() -> Template {
    triceps_backstage::minimal_portal()
}

pub(super) fn container_app_full() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let environment = t.param(Param::string("environmentId"));
    let identity = t.param(Param::string("identityId"));
    let image = t.param(Param::string("image"));
    let client_secret = t.param(Param::secure_string("clientSecret"));
    let vault_secret = t.param(Param::string("vaultSecretUri"));

    let ingress = Ingress::external(7007)
        .transport(Transport::AUTO)
        .allow_insecure(false)
        .client_certificate_mode(ClientCertificateMode::IGNORE)
        .cors(
            CorsPolicy::new(["https://portal.contoso.com"])
                .allowed_methods(["GET", "POST"])
                .allow_credentials(true)
                .max_age(600),
        )
        .ip_restriction(IpRestriction::allow("office", "203.0.113.0/24").description("Head office"))
        .sticky_sessions(Affinity::STICKY)
        .traffic_weight(TrafficWeight::latest(100));
    let container = Container::new("backstage", &image)
        .args(["--config", "app-config.production.yaml"])
        .env("NODE_ENV", "production")
        .env_secret("AUTH_MICROSOFT_CLIENT_SECRET", "client-secret")
        .cpu(json("1.0"))
        .memory("2Gi")
        .probe(Probe::startup_http("/.backstage/health/v1/liveness", 7007).failure_threshold(10).period_seconds(5))
        .probe(
            Probe::liveness_http("/.backstage/health/v1/liveness", 7007)
                .scheme(Scheme::HTTP)
                .initial_delay_seconds(10)
                .period_seconds(10),
        )
        .probe(Probe::readiness_tcp(7007))
        .volume_mount(VolumeMount::new("scratch", "/scratch"))
        .volume_mount(VolumeMount::new("secrets", "/mnt/secrets"));
    let scale = Replicas::between(1, 5)
        .cooldown_period(300)
        .polling_interval(30)
        .rule(ScaleRule::http("http", 50))
        .rule(ScaleRule::tcp("tcp", 100))
        .rule(ScaleRule::cpu("cpu", 70))
        .rule(ScaleRule::azure_queue("queue", "contosostorage", "jobs", 10).identity(&identity))
        .rule(ScaleRule::service_bus_queue("bus", "contoso", "jobs", 5).auth("client-secret", "connection"));
    let app = t.add(
        "app",
        ContainerApp::new("portal", &location, &environment)
            .api_version("2026-01-01")
            .api_version("2025-07-01")
            .system_identity()
            .identity(&identity)
            .identity_type(IdentityType::other("SystemAssigned, UserAssigned"))
            .workload_profile_name("Consumption")
            .active_revisions_mode(RevisionMode::SINGLE)
            .max_inactive_revisions(10)
            .ingress(ingress)
            .registry(RegistryCredential::identity("contoso.azurecr.io", &identity))
            .secret(Secret::value("client-secret", &client_secret))
            .secret(Secret::key_vault("vault-secret", &vault_secret, &identity))
            .dapr(Dapr::enabled_as("portal").app_port(7007).app_protocol(DaprProtocol::HTTP))
            .revision_suffix("v1")
            .termination_grace_period_seconds(30)
            .init_container(InitContainer::new("migrate", &image).command(["node", "migrate.js"]).resources(0.25, 0.5))
            .container(container)
            .volume(Volume::empty_dir("scratch"))
            .volume(Volume::secrets("secrets").secret("client-secret", "client-secret"))
            .scale(scale),
    );
    t.output("fqdn", app.ingress_fqdn());
    t.output("principalId", app.system_principal_id());
    t
}

pub(super) fn resource_identity() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let identity = t.add("identity", UserAssignedIdentity::new("id-app", &location));
    let credential = t.add(
        "credential",
        FederatedIdentityCredential::github("github", "contoso/portal", "ref:refs/heads/main").parent(identity),
    );
    let registry = t.add(
        "registry",
        Registry::new("contosoregistry", &location, Sku::PREMIUM)
            .identity(identity)
            .tag("credential", credential.name()),
    );
    t.output("principalId", identity.principal_id());
    // What the model reads is safe where the resource is missing, too: `registry.?identity.?principalId`.
    t.output_as::<String>("systemPrincipal", registry.prop("identity").safe_prop("principalId").or(""));
    t
}
