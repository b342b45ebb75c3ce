//! Registries, vaults and workspaces.

use triceps::container_registry::{PublicNetworkAccess, Registry, Sku};
use triceps::functions::tenant;
use triceps::key_vault::{AccessPolicy, Permissions, SecretPermission, Vault};
use triceps::operational_insights::{Workspace, WorkspaceSku};
use triceps::{IntoExpr, Template, handle::Declare, key_vault};

use crate::{LOCATION, rule};

fn with(resource: impl Declare) -> Template {
    let mut t = Template::for_resource_group();
    t.add("store", resource);
    t
}

fn vault() -> Vault {
    Vault::new("kv-portal", LOCATION, tenant().tenant_id(), key_vault::Sku::STANDARD)
}

#[test]
fn vaults() {
    rule(
        with(vault().soft_delete_retention_in_days(90)),
        with(vault().soft_delete_retention_in_days(91)),
        &["error[TRI0197] resources.store.properties.softDeleteRetentionInDays: \
           `softDeleteRetentionInDays` is 91, but must be between 7 and 90"],
    );
    rule(
        with(vault().enable_purge_protection(true)),
        with(vault().enable_purge_protection(false)),
        &["error[TRI0198] resources.store.properties.enablePurgeProtection: \
           protection against purge cannot be turned off"],
    );
    let policies = || {
        let permissions = Permissions::new().secrets([SecretPermission::GET]);
        vault().access_policies([AccessPolicy::new(
            tenant().tenant_id(),
            "00000000-0000-0000-0000-000000000001",
            permissions,
        )])
    };
    rule(
        with(policies()),
        with(policies().enable_rbac_authorization(true)),
        &["warning[TRI0199] resources.store.properties.accessPolicies: \
           access policies are ignored where roles decide"],
    );
}

#[test]
fn workspaces() {
    let kept =
        |days: i64| with(Workspace::new("portal-law", LOCATION).sku(WorkspaceSku::PER_GB_2018).retention_in_days(days));
    rule(
        kept(30),
        kept(1000),
        &["warning[TRI0193] resources.store.properties.retentionInDays: \
           `retentionInDays` is 1000, but must be between 30 and 730"],
    );
}

#[test]
fn registries() {
    let closed = |sku| {
        with(Registry::new("contosoregistry", LOCATION, sku).public_network_access(PublicNetworkAccess::DISABLED))
    };
    rule(
        closed(Sku::PREMIUM),
        closed(Sku::BASIC),
        &["warning[TRI0194] resources.store.properties.publicNetworkAccess: \
           a registry of the tier `Basic` does not have this"],
    );
}

#[test]
fn tracked_resources_have_a_location() {
    let network = |located: bool| {
        let mut t = triceps::Template::for_resource_group();
        let body =
            triceps::object! { name: "vnet", properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } };
        let body = if located { body.set("location", LOCATION) } else { body };
        t.add_raw("network", "Microsoft.Network/virtualNetworks@2024-07-01", body);
        t
    };
    rule(
        network(true),
        network(false),
        &[
            "warning[TRI0191] resources.network: a resource of the type `Microsoft.Network/virtualNetworks` needs a location",
        ],
    );
}

#[test]
fn locations_are_seen_in_loops_spreads_and_conditions() {
    const NETWORK: &str = "Microsoft.Network/virtualNetworks@2024-07-01";
    let build = |located: bool| {
        let mut t = triceps::Template::for_resource_group();
        let go = t.param(triceps::Param::bool("go"));
        let names = t.param(triceps::Param::array_of::<String>("names"));
        let properties = || triceps::object! { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } };
        let common = if located {
            triceps::object! { location: LOCATION }
        } else {
            triceps::object! { tags: { a: "b" } }
        };
        let common = t.var("common", common);
        let body = triceps::object! { name: "spread", properties: properties() }.spread(common);
        t.add("spread", triceps::Raw::new(NETWORK, body));
        let with = |name: triceps::Expr| {
            let body = triceps::object! { name: name, properties: properties() };
            if located { body.set("location", LOCATION) } else { body }
        };
        t.add_each("looped", triceps::each("name", &names), |name, _| triceps::Raw::new(NETWORK, with(name.into())));
        t.add("chosen", triceps::Raw::new(NETWORK, with("chosen".into_expr())).when(&go));
        // What exists already and what has a parent needs none.
        let known = t.add("known", triceps::Raw::existing(NETWORK, triceps::object! { name: "known" }));
        let subnet = triceps::object! { parent: &known, name: "subnet" };
        t.add("subnet", triceps::Raw::new("Microsoft.Network/virtualNetworks/subnets@2024-07-01", subnet));
        t
    };
    let messages = ["spread", "looped", "chosen"].map(|name| {
        format!("warning[TRI0191] resources.{name}: a resource of the type `Microsoft.Network/virtualNetworks` needs a location")
    });
    rule(build(true), build(false), &messages.each_ref().map(String::as_str));
}
