//! The infrastructure of a portal: one module an option.
//!
//! What an option needs from another it takes as a handle. The order of the calls is the order of the text.

mod access;
mod alerts;
mod app;
mod assistant;
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

use triceps::app::EnvVar;
use triceps::{Template, Value, interpolate};

use crate::config::{Portal, Registration};
use app::{Image, Parts, variable};
use base::{Base, described};
use front_door::FrontDoor;
use parameters::Parameters;
use services::Services;
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
    let mut template = Template::for_resource_group();
    let t = &mut template;
    t.metadata("name", interpolate!("{} on Azure Container Apps", portal.title));
    t.metadata("description", "Written from the configuration of the portal; changes belong there.");

    let mut base = Base::add(t, portal);
    let parameters = Parameters::add(t, portal);
    let name = described!(t, "portalName", interpolate!("ca-{}", base.name), "Name of the app.");
    let image = Image::add(t, parameters.image.clone());
    let varying = Varying::add(t, portal);
    let services = Services::add(t, &base, portal, &parameters, &varying);
    let named = portal.domain.as_ref().zip(varying.host.as_ref());
    let mut ready = access::access(t, &mut base, portal, &services);

    let front_door = portal.front_door.as_ref().map(|_| front_door::front_door(t, &base, varying.host.as_ref()));
    let url = url(t, &services, &name, varying.host.as_ref(), front_door.as_ref());
    if let (Some((domain, host)), None) = (named, &front_door) {
        ready.extend(domain::records_for_environment(t, domain, host, services.environment, &name));
    }
    let (replicas, queues) = scale::replicas(t, &mut base, &portal.scale, &varying, services.identity);
    ready.extend(queues);

    let parts = Parts {
        name: &name,
        image: &image,
        environment: services.environment,
        identity: services.identity,
        registry: services.registry,
        secrets: services.app_secrets(),
        variables: variables(portal, &services, &url, &parameters.client_id, &parameters.tenant_id, &varying),
        varying: &varying,
        replicas,
        ready,
    };
    let app = app::portal(t, &base, portal, parts);
    match (&front_door, &portal.front_door, named) {
        (Some(front_door), Some(config), named) => {
            let firewall = front_door.firewall(t, &base, config);
            let private = services.network.as_ref().map(|_| services.environment);
            front_door.route(t, &base, &image, app, private, firewall);
            if let Some((domain, host)) = named {
                domain::records_for_front_door(t, domain, host, front_door);
            }
        }
        (_, _, Some((domain, host))) => domain::certificate(t, &base, domain, host, services.environment, app),
        _ => {}
    }
    watch::diagnostics(t, portal, &services, app, front_door.as_ref());
    if let Some(config) = &portal.alerts {
        let any = portal.scale.min > 0 || portal.in_environments().iter().any(|(_, _, own)| own.scale.min > 0);
        alerts::alerts(
            t,
            &base,
            config,
            any.then_some(&varying.min),
            app,
            services.vault.as_ref().map(|vault| vault.model),
        );
    }
    if portal.locks {
        watch::locks(t, &services);
    }
    outputs::outputs(t, portal, &services, &url, app, front_door.as_ref());
    template
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
    client_id: &Value<String>,
    tenant_id: &Value<String>,
    varying: &Varying,
) -> Vec<EnvVar> {
    let mut variables = vec![
        variable("APP_BASE_URL", url),
        variable("AUTH_MICROSOFT_CLIENT_ID", client_id),
        variable("AUTH_MICROSOFT_TENANT_ID", tenant_id),
        services.secrets.sign_in.variable(),
        variable("AZURE_CLIENT_ID", services.identity.client_id()),
    ];
    if let Some(database) = &services.database {
        variables.push(variable("POSTGRES_HOST", database.server.fully_qualified_domain_name()));
        variables.push(variable("POSTGRES_USER", &database.user));
        variables.push(variable("POSTGRES_DATABASE", database.model.name()));
        variables.extend(services.secrets.password.as_ref().map(vault::AppSecret::variable));
    }
    if let Some(cache) = &services.cache {
        variables.push(cache.secret.variable());
    }
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
    for (name, value) in &portal.env {
        variables.push(variable(name.as_str(), value.as_str()));
    }
    variables.push(variable("NODE_OPTIONS", &varying.node_options));
    variables
}
