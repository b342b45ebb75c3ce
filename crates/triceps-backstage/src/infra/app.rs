//! The portal itself.

use triceps::app::{
    BindingType, Container, ContainerApp, ContainerAppRef, CustomDomain, Dapr as DaprModel, DaprLogLevel as DaprLevel,
    EnvVar, Ingress, IpRestriction, ManagedEnvironmentRef, Probe, RegistryCredential, Replicas, RevisionMode,
    Transport,
};
use triceps::container_registry::RegistryRef;
use triceps::functions::empty;
use triceps::managed_identity::UserAssignedIdentityRef;
use triceps::{Expr, IntoValue, Param, Template, Value};

use super::base::{Base, described, tagged};
use super::environment::{CONSUMPTION, DEDICATED};
use super::varying::{Host, Varying};
use super::vault::AppSecret;
use triceps_portal::config::{Credential, Dapr, DaprLogLevel, Portal, Size};

/// Port that the backend of Backstage listens on.
const PORT: i64 = 7007;
/// Port of the placeholder.
const PLACEHOLDER_PORT: i64 = 80;
const PLACEHOLDER: &str = "mcr.microsoft.com/k8se/quickstart:latest";
/// Answers when the backend takes requests.
pub(super) const READINESS: &str = "/.backstage/health/v1/readiness";
/// Answers as long as the backend runs.
const LIVENESS: &str = "/.backstage/health/v1/liveness";

/// The image, and a public placeholder that answers on another port until it exists, where there may be one.
pub(super) struct Image {
    value: Value<String>,
    is_placeholder: Option<Value<bool>>,
    port: Value<i64>,
}

impl Image {
    pub(super) fn parameter(t: &mut Template) -> Value<String> {
        t.param(
            Param::string("image")
                .description("Portal image with tag or digest; empty runs a public placeholder until the image exists.")
                .max_length(512)
                .default(""),
        )
    }

    /// The parameter of a template that is deployed with the image.
    pub(super) fn required_parameter(t: &mut Template) -> Value<String> {
        t.param(Param::string("image").description("Portal image with tag or digest.").length(1..=512))
    }

    pub(super) fn or_placeholder(t: &mut Template, image: &Value<String>) -> Self {
        let is_placeholder =
            described!(t, "isPlaceholder", empty(image), "Whether there is no image of the portal so far.");
        let port =
            described!(t, "portalPort", is_placeholder.then_else(PLACEHOLDER_PORT, PORT), "Port of the container.");
        Self { value: image.clone(), is_placeholder: Some(is_placeholder), port }
    }

    pub(super) fn given(image: &Value<String>) -> Self {
        Self { value: image.clone(), is_placeholder: None, port: PORT.into_value() }
    }

    /// A path that the portal answers at; the placeholder answers at `/` alone.
    pub(super) fn path(&self, path: &str) -> Value<String> {
        match &self.is_placeholder {
            Some(is_placeholder) => is_placeholder.then_else("/", path),
            None => path.into_value(),
        }
    }

    fn image(&self) -> Value<String> {
        match &self.is_placeholder {
            Some(is_placeholder) => is_placeholder.then_else(PLACEHOLDER, &self.value),
            None => self.value.clone(),
        }
    }
}

/// What the portal is made of.
pub(super) struct Parts<'a> {
    pub name: &'a Value<String>,
    pub image: &'a Image,
    pub environment: ManagedEnvironmentRef,
    pub identity: UserAssignedIdentityRef,
    pub registry: RegistryRef,
    pub secrets: Vec<&'a AppSecret>,
    pub variables: Vec<EnvVar>,
    pub varying: &'a Varying,
    pub replicas: Replicas,
    /// What has to be there before its first replica starts.
    pub ready: Vec<Expr>,
}

/// A variable with a value, on one line.
pub(super) fn variable(name: &str, value: impl IntoValue<String>) -> EnvVar {
    EnvVar::value(name, value).one_line()
}

/// The portal: one container with probes, its image pulled and its secrets read with its identity.
pub(super) fn portal(t: &mut Template, base: &Base, portal: &Portal, parts: Parts<'_>) -> ContainerAppRef {
    let Parts { image, identity, .. } = parts;
    let mut app = tagged!(base, ContainerApp::new(parts.name, &base.location, parts.environment)).identity(identity);
    let mut credentials = portal.azure_devops.iter().flat_map(|host| &host.credentials);
    if credentials.any(Credential::needs_system_identity) {
        app = app.system_identity();
    }
    app = app
        .workload_profile_name(if portal.size == Size::Dedicated { DEDICATED } else { CONSUMPTION })
        .active_revisions_mode(RevisionMode::SINGLE)
        .ingress(ingress(portal, image, parts.varying.host.as_ref()))
        .registry(RegistryCredential::identity(parts.registry.login_server(), identity).one_line());
    for secret in &parts.secrets {
        app = app.secret(secret.of_app(identity));
    }
    if let Some(dapr) = &portal.dapr {
        app = app.dapr(sidecar(dapr, image));
    }
    app = app.container(container(parts.varying, image, parts.variables)).scale(parts.replicas);
    for ready in parts.ready {
        app = app.depends_on(ready);
    }
    t.add("portal", app)
}

/// External also within a private network, where it means: from anywhere in the network.
fn ingress(portal: &Portal, image: &Image, host: Option<&Host>) -> Ingress {
    let mut ingress = Ingress::external(&image.port).transport(Transport::AUTO).allow_insecure(false);
    if let (Some(host), None) = (host, &portal.front_door) {
        let domain = CustomDomain::new(&host.name).binding_type(BindingType::AUTO).one_line();
        ingress = ingress.custom_domain(domain);
    }
    for rule in &portal.ip_rules {
        ingress = ingress.ip_restriction(IpRestriction::allow(rule.name.as_str(), rule.range.to_string()).one_line());
    }
    ingress
}

fn container(varying: &Varying, image: &Image, variables: Vec<EnvVar>) -> Container {
    let container = Container::new("backstage", image.image());
    let container = variables.into_iter().fold(container, Container::env_var);
    container
        .cpu(&varying.cpu)
        .memory(&varying.memory)
        // Five minutes to start: no more than ten failures are allowed.
        .probe(Probe::startup_http(image.path(READINESS), &image.port).period_seconds(30).failure_threshold(10))
        .probe(Probe::liveness_http(image.path(LIVENESS), &image.port))
        .probe(Probe::readiness_http(image.path(READINESS), &image.port))
}

fn sidecar(dapr: &Dapr, image: &Image) -> DaprModel {
    let level = match dapr.log_level {
        DaprLogLevel::Debug => DaprLevel::DEBUG,
        DaprLogLevel::Info => DaprLevel::INFO,
        DaprLogLevel::Warn => DaprLevel::WARN,
        DaprLogLevel::Error => DaprLevel::ERROR,
    };
    DaprModel::enabled_as(dapr.app_id.to_string()).app_port(&image.port).log_level(level)
}
