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
mod vault;
mod watch;

use triceps::app::EnvVar;
use triceps::{Extension, Template, Value, interpolate};

use crate::config::{Portal, Registration};
use app::{Image, Parts, variable};
use base::{Base, described};
use front_door::FrontDoor;
use parameters::Parameters;
use services::Services;

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
    if portal.entra.registration == Registration::Graph {
        t.extension(Extension::microsoft_graph());
    }

    let mut base = Base::add(t, portal);
    let parameters = Parameters::add(t, portal);
    let name = described!(t, "portalName", interpolate!("ca-{}", base.prefix), "Name of the app.");
    let image = Image::add(t, parameters.image.clone());
    let services = Services::add(t, &base, portal, &parameters);
    let mut ready = access::access(t, &mut base, portal, &services);

    let front_door = portal.front_door.as_ref().map(|_| front_door::front_door(t, &base, portal.domain.as_ref()));
    let url = url(t, portal, &services, &name, front_door.as_ref());
    let registration = (portal.entra.registration == Registration::Graph)
        .then(|| entra::registration(t, &base, portal, &url, services.identity));
    ready.extend(registration.as_ref().and_then(|registration| registration.ready.clone()));
    if let (Some(domain), None) = (&portal.domain, &front_door) {
        ready.extend(domain::records_for_environment(t, domain, services.environment, &name));
    }
    let (replicas, queues) = scale::replicas(t, &mut base, &portal.scale, services.identity);
    ready.extend(queues);

    let client_id = registration
        .as_ref()
        .map(|registration| registration.application.app_id())
        .or(parameters.client_id)
        .expect("without a registration of its own the template has a parameter or a variable");
    let parts = Parts {
        name: &name,
        image: &image,
        environment: services.environment,
        identity: services.identity,
        registry: services.registry,
        secrets: services.app_secrets(),
        variables: variables(portal, &services, &url, &client_id, &parameters.tenant_id),
        replicas,
        ready,
    };
    let app = app::portal(t, &base, portal, parts);
    match (&front_door, &portal.front_door, &portal.domain) {
        (Some(front_door), Some(config), domain) => {
            let firewall = front_door.firewall(t, &base, config);
            let private = services.network.as_ref().map(|_| services.environment);
            front_door.route(t, &base, &image, app, private, firewall);
            if let Some(domain) = domain {
                domain::records_for_front_door(t, domain, front_door);
            }
        }
        (_, _, Some(domain)) => domain::certificate(t, &base, domain, services.environment, app),
        _ => {}
    }
    watch::diagnostics(t, portal, &services, app, front_door.as_ref());
    if let Some(config) = &portal.alerts {
        alerts::alerts(t, &base, config, &portal.scale, app);
    }
    if portal.locks {
        watch::locks(t, &services);
    }
    outputs::outputs(t, portal, &services, &url, app, registration.as_ref(), front_door.as_ref());
    template
}

/// The one address that everything else follows from.
fn url(
    t: &mut Template,
    portal: &Portal,
    services: &Services,
    name: &Value<String>,
    front_door: Option<&FrontDoor>,
) -> Value<String> {
    let url = match (&portal.domain, front_door) {
        (Some(domain), _) => interpolate!("https://{}", domain.host.as_str()),
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
    variables.push(variable("NODE_OPTIONS", app::node_options(portal.size)));
    variables
}
