//! The infrastructure of a portal: one module an option.
//!
//! What an option needs from another it takes as a handle. The order of the calls is the order of the text.

mod access;
mod alerts;
mod app;
mod assistant;
mod azd;
mod base;
mod documents;
mod domain;
mod entra;
mod environment;
mod existing;
mod front_door;
mod identity;
mod logs;
mod network;
mod outputs;
mod parameters;
mod postgres;
mod redis;
mod registry;
mod scale;
mod services;
mod varying;
mod vault;
mod watch;

use triceps::app::{ContainerAppRef, EnvVar};
use triceps::cdn::SecurityPolicyRef;
use triceps::{Expr, Template, Value, interpolate};

use alerts::Watched;
use app::{Image, Parts, variable};
pub(crate) use azd::{Azd, azd, has_azd};
use base::{Base, described};
use front_door::FrontDoor;
pub(crate) use identity::PREVIEW;
pub(crate) use logs::log_name;
use parameters::{AppParameters, SecretParameters};
use services::Services;
use triceps_portal::NODE_OPTIONS;
use triceps_portal::config::{LogDestination, Portal, Registration};
pub(crate) use varying::{Argument, arguments};
use varying::{Host, Varying};

/// The template of everything that the portal needs in Azure.
///
/// It is made for any portal; that the portal keeps to the rules is checked by [`bundle`](crate::bundle).
///
/// ```
/// use triceps_backstage::config::Portal;
/// use triceps_backstage::infrastructure;
///
/// let portal = Portal::from_toml("portal.toml", "name = \"backstage\"\n[key-vault]\n")?;
/// let bicep = infrastructure(&portal).check()?.to_bicep();
/// assert!(bicep.contains("resource vault 'Microsoft.KeyVault/vaults@"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn infrastructure(portal: &Portal) -> Template {
    let mut template = start(portal, "");
    let t = &mut template;
    let mut base = Base::add(t, portal);
    let image = Image::parameter(t);
    let parameters = AppParameters::add(t, portal, image);
    let secrets = SecretParameters::add(t, portal);
    let name = app_name(t, &base);
    let image = Image::or_placeholder(t, &parameters.image);
    let varying = Varying::add(t, portal);
    let services = Services::add(t, &base, portal, &secrets, &varying);
    let mut ready = access::access(t, &mut base, portal, &services);

    let front_door = portal.front_door.as_ref().map(|_| front_door::front_door(t, &base, varying.host.as_ref()));
    let url = url(t, &services, &name, varying.host.as_ref(), front_door.as_ref());
    ready.extend(records(t, portal, &services, &varying, &name));
    let whole = Whole { name, image, url, varying, services };
    let app = whole.app(t, &mut base, portal, &parameters, ready);
    if let (Some(front_door), Some(config)) = (&front_door, &portal.front_door) {
        let firewall = front_door.firewall(t, &base, config);
        whole.route(t, &base, portal, front_door, app, Some(firewall));
    }
    let Whole { url, varying, services, .. } = &whole;
    names(t, portal, varying, front_door.as_ref());
    whole.certificate(t, &base, portal, app);
    watch::diagnostics(t, portal, services, Some(app), front_door.as_ref());
    whole.alerts(t, &base, portal, app);
    if portal.locks {
        watch::locks(t, services);
    }
    outputs::of_app(t, url, app);
    outputs::of_services(t, portal, services, front_door.as_ref());
    template
}

fn start(portal: &Portal, part: &str) -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("name", interpolate!("{} on Azure Container Apps{part}", portal.title));
    t.metadata("description", "Written from the configuration of the portal; changes belong there.");
    t
}

fn app_name(t: &mut Template, base: &Base) -> Value<String> {
    described!(t, "portalName", interpolate!("ca-{}", base.name), "Name of the app.")
}

/// The records of a host name that points to the environment: the app waits for them.
fn records(
    t: &mut Template,
    portal: &Portal,
    services: &Services,
    varying: &Varying,
    name: &Value<String>,
) -> Vec<Expr> {
    match (&portal.domain, &varying.host, &portal.front_door) {
        (Some(domain), Some(host), None) => {
            domain::records_for_environment(t, domain, host, services.environment, name)
        }
        _ => Vec::new(),
    }
}

/// The records of a host name that points to Front Door.
fn names(t: &mut Template, portal: &Portal, varying: &Varying, front_door: Option<&FrontDoor>) {
    if let (Some(domain), Some(host), Some(front_door)) = (&portal.domain, &varying.host, front_door) {
        domain::records_for_front_door(t, domain, host, front_door);
    }
}

/// The app with all that goes along with it.
struct Whole {
    name: Value<String>,
    image: Image,
    url: Value<String>,
    varying: Varying,
    services: Services,
}

impl Whole {
    fn app(
        &self,
        t: &mut Template,
        base: &mut Base,
        portal: &Portal,
        parameters: &AppParameters,
        mut ready: Vec<Expr>,
    ) -> ContainerAppRef {
        let Self { name, image, url, varying, services } = self;
        let (replicas, queues) = scale::replicas(t, base, &portal.scale, varying, services.identity);
        ready.extend(queues);
        let parts = Parts {
            name,
            image,
            environment: services.environment,
            identity: services.identity,
            registry: services.registry,
            secrets: services.secrets.all(),
            variables: variables(portal, services, url, parameters, varying),
            varying,
            replicas,
            ready,
        };
        app::portal(t, base, portal, parts)
    }

    fn route(
        &self,
        t: &mut Template,
        base: &Base,
        portal: &Portal,
        front_door: &FrontDoor,
        app: ContainerAppRef,
        firewall: Option<SecurityPolicyRef>,
    ) {
        let private = portal.network.as_ref().map(|_| self.services.environment);
        front_door.route(t, base, &self.image, app, private, firewall);
    }

    /// The certificate of a host name that points to the environment.
    fn certificate(&self, t: &mut Template, base: &Base, portal: &Portal, app: ContainerAppRef) {
        if let (Some(domain), Some(host), None) = (&portal.domain, &self.varying.host, &portal.front_door) {
            domain::certificate(t, base, domain, host, self.services.environment, app);
        }
    }

    fn alerts(&self, t: &mut Template, base: &Base, portal: &Portal, app: ContainerAppRef) {
        if let Some(config) = &portal.alerts {
            let any = portal.scale.min > 0 || portal.in_environments().iter().any(|(_, _, own)| own.scale.min > 0);
            let destination = portal.logs.destination;
            let watched = Watched {
                portal: app,
                fewest: any.then_some(&self.varying.min),
                vault: self.services.vault,
                logs: self
                    .services
                    .workspace
                    .filter(|_| destination != LogDestination::None)
                    .map(|it| (destination, it)),
            };
            alerts::alerts(t, base, config, &watched);
        }
    }
}

/// The template of the app registration, where a template makes it.
pub(crate) fn registration(portal: &Portal) -> Option<Template> {
    (portal.entra.registration == Registration::Graph).then(|| entra::registration(portal))
}

/// The one address that everything else follows from.
fn url(
    t: &mut Template,
    services: &Services,
    name: &Value<String>,
    host: Option<&Host>,
    front_door: Option<&FrontDoor>,
) -> Value<String> {
    let url = match (host, front_door) {
        (Some(host), _) => interpolate!("https://{}", host.name),
        (None, Some(front_door)) => interpolate!("https://{}", front_door.endpoint.host_name()),
        (None, None) => interpolate!("https://{name}.{}", services.environment.default_domain()),
    };
    described!(t, "portalUrl", url, "Where the portal answers.")
}

/// The environment variables of the portal.
fn variables(
    portal: &Portal,
    services: &Services,
    url: &Value<String>,
    parameters: &AppParameters,
    varying: &Varying,
) -> Vec<EnvVar> {
    let mut variables = vec![
        variable("APP_BASE_URL", url),
        variable("AUTH_MICROSOFT_CLIENT_ID", &parameters.client_id),
        variable("AUTH_MICROSOFT_TENANT_ID", &parameters.tenant_id),
        services.secrets.sign_in.variable(),
        variable("AZURE_CLIENT_ID", services.identity.client_id()),
    ];
    if let Some(database) = &services.database {
        variables.push(variable("POSTGRES_HOST", database.server.fully_qualified_domain_name()));
        variables.push(variable("POSTGRES_USER", &database.user));
        variables.push(variable("POSTGRES_DATABASE", database.model.name()));
        variables.extend(services.secrets.password.as_ref().map(vault::AppSecret::variable));
    }
    variables.extend(services.secrets.cache.as_ref().map(vault::AppSecret::variable));
    if let Some(documents) = &services.documents {
        variables.push(variable("TECHDOCS_ACCOUNT_NAME", documents.account.name()));
        variables.push(variable("TECHDOCS_CONTAINER_NAME", documents.container.name()));
    }
    if let Some(telemetry) = services.telemetry {
        variables.push(variable("APPLICATIONINSIGHTS_CONNECTION_STRING", telemetry.connection_string()));
    }
    if let Some(assistant) = &services.assistant {
        variables.push(variable("AZURE_OPENAI_ENDPOINT", assistant.account.endpoint()));
        if let Some(search) = assistant.search {
            variables.push(variable("AZURE_SEARCH_ENDPOINT", search.endpoint()));
        }
    }
    variables.extend(services.secrets.others.iter().map(vault::AppSecret::variable));
    let (options, others): (Vec<_>, Vec<_>) = portal.env.iter().partition(|(name, _)| name.as_str() == NODE_OPTIONS);
    for (name, value) in others {
        variables.push(variable(name.as_str(), value.as_str()));
    }
    let own = varying.node_options.clone();
    let options = options.into_iter().fold(own, |own, (_, more)| interpolate!("{own} {}", more.as_str()));
    variables.push(variable(NODE_OPTIONS, options));
    variables
}
