//! A vault with keys and secrets, grants for teams, a private endpoint, and a module that takes a secret from it.

use triceps::authorization::{Lock, Principal, Role, RoleAssignment, RoleDefinition, lock::Level};
use triceps::functions::{
    date_time_add, date_time_to_epoch, empty, resource_group, subscription, take, unique_string, utc_now,
};
use triceps::insights::DiagnosticSetting;
use triceps::insights::diagnostic_setting::{LogSettings, MetricSettings};
use triceps::key_vault::vault::{IpRule, NetworkAcls, NetworkAction, NetworkBypass, Sku};
use triceps::key_vault::{Secret, Vault};
use triceps::network::private_dns_zone_group::PrivateDnsZoneConfig;
use triceps::network::private_endpoint::PrivateLinkServiceConnection;
use triceps::network::types::Subnet;
use triceps::network::{PrivateDnsZone, PrivateDnsZoneGroup, PrivateEndpoint};
use triceps::scope::resource_group_named;
use triceps::{Checked, Diagnostics, Expr, Module, Param, Template, TypeExpr, each, interpolate, object};

use crate::azure::key_vault::Key;
use crate::azure::key_vault::key::{
    Action, ActionType, KeyOp, KeyRotationPolicyAttributes, Kty, LifetimeAction, RotationPolicy, Trigger,
};
use crate::azure::sql::Server;

/// An SQL server whose password comes from a vault.
fn database() -> Result<Checked, Diagnostics> {
    let mut t = Template::for_resource_group();
    let name = t.param(Param::string("name").min_length(1));
    let location = t.param(Param::string("location"));
    let password = t.param(Param::secure_string("password"));
    let server = t.add(
        "server",
        Server::new(&name, &location).administrator_login("dba").administrator_login_password(&password),
    );
    t.output("host", server.fully_qualified_domain_name());
    t.check()
}

/// The template.
///
/// # Errors
///
/// What is wrong in its module.
pub fn template() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();

    let grant_type = t.declare_type(
        "grant",
        TypeExpr::object([("principalId", TypeExpr::named("string"))])
            .describe_last("Object id of the user, group or application.")
            .with("principalType", TypeExpr::union(["User", "Group", "ServicePrincipal"].map(TypeExpr::literal)))
            .with("role", TypeExpr::union(["reader", "officer", "admin"].map(TypeExpr::literal))),
    );

    let location = t.param(Param::string("location").default(resource_group().location()));
    let name = t.param(
        Param::string("vaultName")
            .length(3..=24)
            .default(interpolate!("kv-{}", take(unique_string([resource_group().id()]), 13))),
    );
    let sku = t.param(Param::one_of("sku", [Sku::STANDARD, Sku::PREMIUM]).default(Sku::STANDARD));
    let grants =
        t.param(Param::typed("grants", grant_type.array()).description("Who may do what.").default(triceps::empty()));
    let addresses = t.param(Param::array_of::<String>("allowedAddresses").default(triceps::empty()));
    let keys = t.param(Param::array_of::<String>("keys").default(["storage", "disks"]));
    let secrets = t.param(Param::secure_object("secrets").description("Secrets by name."));
    let database_password = t.param(Param::secure_string("databasePassword"));
    let now = t.param(Param::string("now").default(utc_now("u")));
    let workspace_id = t.param(Param::string("workspaceId").default(""));
    let subnet_id = t.param(Param::string("subnetId").default(""));
    let zone_group = t.param(Param::string("zoneResourceGroup").default(resource_group().name()));
    let purge_protection = t.param(Param::bool("purgeProtection").default(true));
    let tags = t.param(Param::object("tags").default(object! {}));

    let role_ids = t.var(
        "roleIds",
        object! {
            reader: Role::KEY_VAULT_SECRETS_USER.guid(),
            officer: Role::KEY_VAULT_SECRETS_OFFICER.guid(),
            admin: Role::KEY_VAULT_ADMINISTRATOR.guid(),
        },
    );
    let is_private = t.var("isPrivate", subnet_id.not_equals(""));
    let expires = t.var("expires", date_time_to_epoch(date_time_add(&now, "P1Y")));

    let vault = t.add(
        "vault",
        Vault::new(&name, &location, subscription().tenant_id(), &sku)
            .enable_rbac_authorization(true)
            .enable_soft_delete(true)
            .soft_delete_retention_in_days(90)
            .enable_purge_protection(purge_protection.then_else(true, Expr::NULL))
            .enabled_for_template_deployment(true)
            .enabled_for_disk_encryption(true)
            .public_network_access(is_private.then_else("Disabled", "Enabled"))
            .network_acls(
                NetworkAcls::new()
                    .bypass(NetworkBypass::AZURE_SERVICES)
                    .default_action(empty(&addresses).then_else(NetworkAction::ALLOW, NetworkAction::DENY))
                    .ip_rules(each("address", &addresses).map(|address, _| IpRule::new(address))),
            )
            .tags(&tags),
    );
    let made_keys = t.add_each("vaultKeys", each("key", &keys), |key, _| {
        Key::new(key)
            .parent(vault)
            .kty(Kty::RSA)
            .key_size(3072)
            .key_ops([KeyOp::WRAP_KEY, KeyOp::UNWRAP_KEY])
            .rotation_policy(
                RotationPolicy::new()
                    .attributes(KeyRotationPolicyAttributes::new().expiry_time("P2Y"))
                    .lifetime_action(
                        LifetimeAction::new()
                            .trigger(Trigger::new().time_before_expiry("P30D"))
                            .action(Action::new().kind(ActionType::ROTATE)),
                    ),
            )
    });
    t.add(
        "apiKey",
        Secret::new("api-key").parent(vault).value(secrets.prop("apiKey")).expires(&expires).content_type("key"),
    );
    let password =
        t.add("password", Secret::new("database-password").parent(vault).value(&database_password).expires(&expires));
    t.add_each("vaultGrants", each("grant", &grants), |grant, _| {
        RoleAssignment::grant(
            vault,
            RoleDefinition::by_guid(role_ids.at(grant.prop("role"))),
            Principal::of_type(grant.prop("principalId"), grant.prop("principalType")),
        )
    });
    t.add(
        "vaultLock",
        Lock::new("keep", Level::CAN_NOT_DELETE).scope(vault).notes("Holds keys of data.").when(&purge_protection),
    );
    t.add(
        "vaultLogs",
        DiagnosticSetting::new("audit")
            .scope(vault)
            .workspace_id(&workspace_id)
            .log(LogSettings::new(true).category_group("audit"))
            .metric(MetricSettings::new(true).category("AllMetrics"))
            .when(workspace_id.not_equals("")),
    );

    let zone = t.add(
        "zone",
        PrivateDnsZone::existing("privatelink.vaultcore.azure.net").scope(resource_group_named(&zone_group)),
    );
    let endpoint = t.add(
        "endpoint",
        PrivateEndpoint::new(interpolate!("pe-{name}"))
            .location(&location)
            .subnet(Subnet::new().id(&subnet_id))
            .private_link_service_connection(
                PrivateLinkServiceConnection::new().name("vault").private_link_service_id(vault).group_ids(["vault"]),
            )
            .tags(&tags)
            .when(&is_private),
    );
    t.add(
        "endpointZone",
        PrivateDnsZoneGroup::new("default")
            .parent(endpoint)
            .private_dns_zone_config(PrivateDnsZoneConfig::new().name("vault").private_dns_zone_id(zone))
            .when(&is_private),
    );

    let file = t.module_file("database.bicep", database()?);
    let database = t.add(
        "database",
        Module::new(&file)
            .param("name", interpolate!("sql-{name}"))
            .param("location", &location)
            .param("password", vault.get_secret("database-password"))
            .depends_on(password),
    );

    t.output("vaultUri", vault.vault_uri());
    t.output("keyUris", made_keys.each(|key| key.key_uri_with_version()));
    t.output("databaseHost", database.output::<String>("host"));
    t.output("endpointId", endpoint.id());
    Ok(t)
}
