//! The database server.

use triceps::functions::{empty, tenant};
use triceps::managed_identity::UserAssignedIdentityRef;
use triceps::network::{PrivateDnsZone, VirtualNetworkLink};
use triceps::postgresql::flexible_server::{
    ActiveDirectoryAuth, AuthConfig, AutoGrow, Backup, GeoRedundantBackup, HighAvailability, HighAvailabilityMode,
    Network as ServerNetwork, PasswordAuth, PublicNetworkAccess, Sku, SkuTier, Storage,
};
use triceps::postgresql::{
    Administrator, Configuration, Database as DatabaseModel, DatabaseRef, FirewallRule, FlexibleServer,
    FlexibleServerRef, administrator,
};
use triceps::{Expr, IntoExpr, Module, Param, Secure, Template, Value, interpolate};

use super::base::{Base, described, tagged};
use super::network::Network;
use triceps_portal::config::{self, Authentication, PostgresTier};

/// Who signs in with a password. Names such as `admin` and `azure_superuser` are taken.
const LOGIN: &str = "backstage";

/// The server with the database of the portal.
pub(super) struct Database {
    pub server: FlexibleServerRef,
    pub model: DatabaseRef,
    /// Name that the portal signs in with.
    pub user: Value<String>,
    /// What has to be there before the portal signs in.
    pub ready: Option<Expr>,
}

/// The parameter with the password, where the portal has one. With a vault an empty one leaves server and vault as they are.
pub(super) fn password(t: &mut Template, config: &config::Postgres, in_vault: bool) -> Option<Secure<String>> {
    (config.authentication == Authentication::Password).then(|| {
        let password = Param::secure_string("postgresPassword");
        t.param(if in_vault {
            password
                .description("Password that the portal signs in to its database with; empty keeps the one that it has.")
                .max_length(128)
                .or_empty()
        } else {
            password.description("Password that the portal signs in to its database with.").length(8..=128)
        })
    })
}

fn name(base: &Base) -> Value<String> {
    interpolate!("psql-{}-{}", base.prefix, base.token)
}

/// The server and its database, deployed before.
pub(super) fn existing(
    t: &mut Template,
    base: &Base,
    config: &config::Postgres,
    identity: UserAssignedIdentityRef,
) -> Database {
    let server = t.existing("postgres", FlexibleServer::existing(name(base)));
    let model = t.existing("database", DatabaseModel::existing(config.database.to_string()).parent(server));
    Database { server, model, user: user(config, identity), ready: None }
}

/// Name that the portal signs in with.
fn user(config: &config::Postgres, identity: UserAssignedIdentityRef) -> Value<String> {
    match config.authentication {
        Authentication::Password => interpolate!("{LOGIN}"),
        Authentication::Entra => identity.name(),
    }
}

/// The server, its database and who may use it. Without a network it is reached by what runs in Azure, with one from
/// there alone.
pub(super) fn database(
    t: &mut Template,
    base: &Base,
    config: &config::Postgres,
    password: Option<&Secure<String>>,
    in_vault: bool,
    network: Option<&Network>,
    identity: UserAssignedIdentityRef,
) -> Database {
    let name = described!(t, "postgresName", name(base), "Name of the database server.");
    let mut server = tagged!(base, FlexibleServer::new(&name, &base.location))
        .sku(sku(config))
        .version(config.version.to_string())
        .auth_config(authentication(config))
        .storage(Storage::new().storage_size_gb(config.storage_gb).auto_grow(AutoGrow::ENABLED).one_line())
        .backup(
            Backup::new()
                .backup_retention_days(config.backup_days)
                .geo_redundant_backup(if config.geo_backup {
                    GeoRedundantBackup::ENABLED
                } else {
                    GeoRedundantBackup::DISABLED
                })
                .one_line(),
        );
    if let Some(password) = password {
        let password = if in_vault { empty(password).then_else_secret(Expr::NULL, password) } else { password.clone() };
        server = server.administrator_login(LOGIN).administrator_login_password(password);
    }
    server = match config.high_availability {
        config::HighAvailability::Disabled => server,
        config::HighAvailability::SameZone => {
            server.high_availability(HighAvailability::new().mode(HighAvailabilityMode::SAME_ZONE).one_line())
        }
        config::HighAvailability::ZoneRedundant => {
            server.high_availability(HighAvailability::new().mode(HighAvailabilityMode::ZONE_REDUNDANT).one_line())
        }
    };
    server = match network {
        None => server.network(ServerNetwork::new().public_network_access(PublicNetworkAccess::ENABLED).one_line()),
        Some(network) => {
            let (zone, link) = private_zone(t, base, &name, network);
            server
                .network(
                    ServerNetwork::new()
                        .delegated_subnet_resource_id(
                            network.database_subnet.expect("a network with a database has its subnet"),
                        )
                        .private_dns_zone_arm_resource_id(zone),
                )
                .depends_on(link)
        }
    };
    let server = t.add("postgres", server);

    // A busy server refuses: one after the other.
    let database = t.add("database", DatabaseModel::new(config.database.to_string()).parent(server));
    let mut ready = database.into_expr();
    if network.is_none() {
        let rule = FirewallRule::new("azure-services", "0.0.0.0", "0.0.0.0").parent(server).depends_on(ready);
        ready = t.add("azureServices", rule).into_expr();
    }
    let tls = Configuration::new("ssl_min_protocol_version")
        .parent(server)
        .value("TLSv1.2")
        .source("user-override")
        .depends_on(ready);
    ready = t.add("databaseTls", tls).into_expr();
    if config.authentication == Authentication::Entra {
        let file = t.module_file(
            "administrator.bicep",
            administrator_template().check().expect("the template of the administrator has no diagnostics"),
        );
        let administrator = Module::new(&file)
            .param("serverName", server.name())
            .param("principalId", identity.principal_id())
            .param("principalName", identity.name())
            .depends_on(ready);
        ready = t.add("administrator", administrator).into_expr();
        if let Some(group) = &config.administrators {
            let group = Administrator::new(group.id.to_string())
                .parent(server)
                .principal_name(group.name.as_str())
                .principal_type(administrator::PrincipalType::GROUP)
                .tenant_id(tenant().tenant_id())
                .depends_on(ready);
            ready = t.add("administratorGroup", group).into_expr();
        }
    }
    Database { server, model: database, user: user(config, identity), ready: Some(ready) }
}

fn sku(config: &config::Postgres) -> Sku {
    let tier = match config.tier {
        PostgresTier::Burstable => SkuTier::BURSTABLE,
        PostgresTier::GeneralPurpose => SkuTier::GENERAL_PURPOSE,
        PostgresTier::MemoryOptimized => SkuTier::MEMORY_OPTIMIZED,
    };
    Sku::new(config.machine().to_owned(), tier).one_line()
}

fn authentication(config: &config::Postgres) -> AuthConfig {
    match config.authentication {
        Authentication::Entra => AuthConfig::new()
            .active_directory_auth(ActiveDirectoryAuth::ENABLED)
            .password_auth(PasswordAuth::DISABLED)
            .tenant_id(tenant().tenant_id())
            .one_line(),
        Authentication::Password => AuthConfig::new()
            .active_directory_auth(ActiveDirectoryAuth::DISABLED)
            .password_auth(PasswordAuth::ENABLED)
            .one_line(),
    }
}

/// The zone that the name of the server is found in, and its link to the network.
fn private_zone(t: &mut Template, base: &Base, server: &Value<String>, network: &Network) -> (Value<String>, Expr) {
    let name = interpolate!("{server}.private.postgres.database.azure.com");
    let zone = t.add("databaseZone", tagged!(base, PrivateDnsZone::new(name).location("global")));
    let link =
        tagged!(base, VirtualNetworkLink::new(interpolate!("link-{}", base.name)).parent(zone).location("global"))
            .registration_enabled(false)
            .virtual_network(network.model);
    let link = t.add("databaseZoneLink", link);
    (zone.id(), link.into_expr())
}

/// The administrator has the object id of the identity as its name. Only the deployment knows it, and only the
/// parameter of a module may be such a value.
fn administrator_template() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata(
        "description",
        "Entra administrator of a database server, named after an object id that only the deployment knows.",
    );
    let server = t.param(Param::string("serverName").description("Name of the database server.").length(3..=63));
    let id = t.param(Param::string("principalId").description("Object id of the administrator.").length(36..=36));
    let name =
        t.param(Param::string("principalName").description("Name that the administrator signs in with.").min_length(1));
    let server = t.existing("server", FlexibleServer::existing(&server));
    let administrator = Administrator::new(&id)
        .parent(server)
        .principal_name(&name)
        .principal_type(administrator::PrincipalType::SERVICE_PRINCIPAL)
        .tenant_id(tenant().tenant_id());
    t.add("administrator", administrator);
    t
}
