//! The hardened portal, in the parts that it is added in.

mod access;
mod data;
mod front;
mod parameters;
mod services;
mod variables;
mod watch;

use triceps::functions::tenant;
use triceps::{Diagnostics, Param, Raw, Template, object};

fn portal_hardened_administrator() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata(
        "description",
        "Entra administrator of a database server, named after an object id that only the deployment knows.",
    );

    let server_name = t.param(Param::string("serverName").description("Name of the database server.").length(3..=63));
    let principal_id =
        t.param(Param::string("principalId").description("Object id of the administrator.").length(36..=36));
    let principal_name =
        t.param(Param::string("principalName").description("Name that the administrator signs in with.").min_length(1));

    let server = t.add(
        "server",
        Raw::existing("Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01", object! { name: &server_name }),
    );

    t.add_raw(
        "administrator",
        "Microsoft.DBforPostgreSQL/flexibleServers/administrators@2025-08-01",
        object! {
            parent: &server,
            name: &principal_id,
            properties: {
                principalName: &principal_name,
                principalType: "ServicePrincipal",
                tenantId: tenant().tenant_id(),
            },
        },
    );
    t
}

pub(super) fn portal_hardened() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();
    let administrator_file = t.module_file("administrator.bicep", portal_hardened_administrator().check()?);

    let parameters = parameters::add(&mut t);
    let variables = variables::add(&mut t, &parameters);
    let services = services::add(&mut t, &parameters, &variables);
    let data = data::add(&mut t, &parameters, &variables, &services, &administrator_file);
    let access = access::add(&mut t, &parameters, &variables, &services, &data);
    let front = front::add(&mut t, &parameters, &variables, &services, &data, &access);
    watch::add(&mut t, &parameters, &variables, &services, &data, &access, &front);

    // Added early, since variables read them; printed where they belong.
    t.place_after(services.network_rules, &data.github_credentials);
    t.place_after(services.network, services.network_rules);
    t.place_after(services.registry, data.database_zone_link);
    t.place_after(services.vault, services.registry);
    t.place_after(services.storage, data.cache_secret);
    t.place_after(services.redis, data.administrator);
    t.place_after(data.redis_database, services.redis);
    t.place_after(services.open_ai, data.redis_database);
    t.place_after(services.search, &data.model_deployments);
    t.place_after(services.managed_environment, services.search);
    t.place_after(variables.front_door, &access.directory_grants);
    t.place_after(variables.endpoint, variables.front_door);
    t.place_after(front.route, front.origin);
    t.place_after(front.portal, front.firewall_association);
    Ok(t)
}
