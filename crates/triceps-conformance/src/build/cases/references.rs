//! What depends on what, and how it is referred to.

use triceps::functions::call;
use triceps::functions::{
    date_time_add, guid, length, range, resource_group, resource_id, string, subscription, subscription_resource_id,
    unique_string, utc_now,
};
use triceps::scope::resource_group_named;
use triceps::{
    Any, Diagnostics, Expr, IntoExpr, Module, Object, Param, Raw, Template, TypeExpr, array, each, interpolate, object,
};

pub(super) fn list_functions() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let names = t.param(Param::array("names"));
    let shared_name = t.param(Param::string("sharedName"));
    let shared_group = t.param(Param::string("sharedGroup"));
    let expiry = t.param(Param::string("expiry").default(date_time_add(utc_now("u"), "P30D")));

    let accounts = t.add_each("accounts", each("name", &names), |name, _| {
        Raw::new(
            "Microsoft.Storage/storageAccounts@2025-06-01",
            object! {
                name: interpolate!("st{}{}", name.as_expr(), unique_string([resource_group().id()])),
                location: &location,
                kind: "StorageV2",
                sku: { name: "Standard_LRS" },
            },
        )
    });

    let account = t.add_raw(
        "account",
        "Microsoft.Storage/storageAccounts@2025-06-01",
        object! {
            name: interpolate!("st{}", unique_string([resource_group().id()])),
            location: &location,
            kind: "StorageV2",
            sku: { name: "Standard_LRS" },
        },
    );

    let account_key = t.var("accountKey", account.method("listKeys", ()).prop("keys").at(0).prop("value"));
    let sas_properties = t.var(
        "sasProperties",
        object! {
            signedServices: "b",
            signedResourceTypes: "sco",
            signedPermission: "rl",
            signedExpiry: &expiry,
        },
    );

    let shared = t.add(
        "shared",
        Raw::existing(
            "Microsoft.Storage/storageAccounts@2025-06-01",
            object! { name: &shared_name, scope: resource_group_named(&shared_group) },
        ),
    );

    let vault = t.add("vault", Raw::existing("Microsoft.KeyVault/vaults@2024-11-01", object! { name: "kv-shared" }));

    let secrets = t.add_each("secrets", each("name", &names), |name, i| {
        Raw::new(
            "Microsoft.KeyVault/vaults/secrets@2024-11-01",
            object! {
                parent: &vault,
                name: interpolate!("key-{}", name.as_expr()),
                properties: { value: accounts.at(&i).method("listKeys", ()).prop("keys").at(0).prop("value") },
            },
        )
    });

    let others = t.add_raw("others", "Microsoft.KeyVault/vaults/secrets@2024-11-01", object! {
        parent: &vault,
        name: "connections",
        properties: {
            value: string(object! {
                key: &account_key,
                viaShared: shared.method("listKeys", ()).prop("keys").at(0).prop("value"),
                sas: account.method("listAccountSas", ("2025-06-01", &sas_properties)).prop("accountSasToken"),
                older: account.method("listKeys", ["2023-01-01"]).prop("keys").at(1).prop("value"),
                viaFunction: call("listKeys", (resource_id("Microsoft.Storage/storageAccounts", ["stfixed"]), "2025-06-01")).prop("keys").at(0).prop("value"),
            }),
        },
    });

    t.output_as::<Vec<Any>>("secretNames", each("name", &names).map(|_, i| secrets.at(&i).name()));
    t.output("othersId", others.id());
    t
}

pub(super) fn existing_symbolic() -> Template {
    let mut t = Template::for_resource_group();
    let tags_type = t.declare_type("tagsType", TypeExpr::object([("owner", TypeExpr::named("string"))]));
    t.describe(&tags_type, "Turns symbolic names on.");

    let location = t.param(Param::string("location").default(resource_group().location()));
    let tags = t.param(Param::typed("tags", tags_type.clone()));
    let registry_name = t.param(Param::string("registryName"));
    let vault_name = t.param(Param::string("vaultName"));
    let shared_group = t.param(Param::string("sharedGroup"));

    let registry = t.add(
        "registry",
        Raw::existing("Microsoft.ContainerRegistry/registries@2025-11-01", object! { name: &registry_name }),
    );

    let vault = t.add(
        "vault",
        Raw::existing(
            "Microsoft.KeyVault/vaults@2024-11-01",
            object! { name: &vault_name, scope: resource_group_named(&shared_group) },
        ),
    );

    let vault_key = t.add(
        "vaultKey",
        Raw::existing("Microsoft.KeyVault/vaults/keys@2024-11-01", object! { parent: &vault, name: "encryption" }),
    );

    let network =
        t.add("network", Raw::existing("Microsoft.Network/virtualNetworks@2025-05-01", object! { name: "vnet" }));

    let apps = t.nested(
        &network,
        "apps",
        Raw::existing("Microsoft.Network/virtualNetworks/subnets", object! { name: "apps" }),
    );

    let policy = t.add(
        "policy",
        Raw::existing(
            "Microsoft.Authorization/policyAssignments@2025-03-01",
            object! { name: "restrict-locations", scope: subscription() },
        ),
    );

    let workspace = t.add_raw(
        "workspace",
        "Microsoft.OperationalInsights/workspaces@2025-07-01",
        object! {
            name: "law-main",
            location: &location,
            tags: { owner: tags.prop("owner"), subnet: apps.id() },
        },
    );

    let identity = t.add_raw(
        "identity",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! {
            name: interpolate!("id-{}", registry.name()),
            location: &location,
            tags: { vault: vault_key.name() },
        },
    );

    let notes = t.add_raw(
        "notes",
        "Microsoft.Resources/tags@2025-04-01",
        object! {
            name: "default",
            properties: {
                tags: {
                    vaultUri: vault.prop("properties").prop("vaultUri"),
                    loginServer: registry.prop("properties").prop("loginServer"),
                    sku: registry.prop("sku").prop("name"),
                    prefix: apps.prop("properties").prop("addressPrefix"),
                },
            },
        },
    );

    let stored = t.add_raw(
        "stored",
        "Microsoft.KeyVault/vaults/secrets@2024-11-01",
        object! {
            name: "kv-local/registry",
            properties: { value: registry.method("listCredentials", ()).prop("passwords").at(0).prop("value") },
        },
    );

    let waits = t.add_raw(
        "waits",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-waits", location: &location, dependsOn: [&workspace, &registry] },
    );

    let late_registry = t.add(
        "lateRegistry",
        Raw::existing(
            "Microsoft.ContainerRegistry/registries@2025-11-01",
            object! { name: interpolate!("later{registry_name}"), dependsOn: [&waits] },
        ),
    );

    t.add_raw(
        "pull",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((registry.id(), identity.id())),
            scope: &registry,
            properties: {
                principalId: identity.prop("properties").prop("principalId"),
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    ["7f951dda-4ed3-4680-a7ca-43fe172d538d"],
                ),
            },
        },
    );

    t.output_as::<String>("keyUri", vault_key.prop("properties").prop("keyUriWithVersion"));
    t.output("policyId", policy.id());
    t.output_as::<String>("policyName", policy.prop("properties").prop("displayName"));
    t.output_as::<String>("lateServer", late_registry.prop("properties").prop("loginServer"));
    t.output("storedId", stored.id());
    t.output("notesId", notes.id());
    t
}

pub(super) fn implicit_dependencies() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));

    let registry_name = t.var("registryName", interpolate!("acr{}", unique_string([resource_group().id()])));

    let image_of = t.func::<String, 2>(
        "imageOf",
        [("server", TypeExpr::named("string")), ("name", TypeExpr::named("string"))],
        |[server, name]| interpolate!("{server}/{name}"),
    );

    let identity = t.add_raw(
        "identity",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-portal", location: &location },
    );

    let registry = t.add_raw(
        "registry",
        "Microsoft.ContainerRegistry/registries@2025-11-01",
        object! { name: &registry_name, location: &location, sku: { name: "Basic" } },
    );

    let registry_id = t.var("registryId", registry.id());
    let identity_ref = t.var(
        "identityRef",
        object! {
            type: "UserAssigned",
            userAssignedIdentities: { (interpolate!("{}", identity.id())): {} },
        },
    );
    let login_server = t.var("loginServer", registry.prop("properties").prop("loginServer"));
    let image = t.var("image", interpolate!("{}/portal:latest", login_server.as_expr()));
    let settings = t.var(
        "settings",
        array![
            { name: "CLIENT_ID", value: identity.prop("properties").prop("clientId") },
            { name: "REGISTRY", value: &login_server },
        ],
    );
    let only_names = t.var("onlyNames", interpolate!("{}/{}", identity.name(), registry.name()));

    let environment = t.add_raw(
        "environment",
        "Microsoft.App/managedEnvironments@2025-07-01",
        object! { name: "cae", location: &location, properties: {} },
    );

    let portal = t.add_raw(
        "portal",
        "Microsoft.App/containerApps@2025-07-01",
        object! {
            name: "portal",
            location: &location,
            identity: &identity_ref,
            tags: { registry: &registry_id, names: &only_names },
            properties: {
                environmentId: environment.id(),
                configuration: { registries: [{ server: &login_server, identity: identity.id() }] },
                template: {
                    containers: [
                        { name: "portal", image: &image, env: &settings },
                        { name: "sidecar", image: image_of.call((&login_server, "sidecar")) },
                    ],
                },
            },
        },
    );

    t.add_raw(
        "tagged",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-tagged", location: &location, tags: { names: &only_names } },
    );

    t.output("image", &image);
    t.output("settings", &settings);
    t.output(
        "portalUrl",
        interpolate!("https://{}", portal.prop("properties").prop("configuration").prop("ingress").prop("fqdn")),
    );
    t
}

fn dependency_order_child() -> Template {
    let mut t = Template::for_resource_group();
    let ids = t.param(Param::array("ids"));

    t.output("count", length(&ids));
    t
}

pub(super) fn dependency_order() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();
    let child_file = t.module_file("child.bicep", dependency_order_child().check()?);
    let location = t.param(Param::string("location").default(resource_group().location()));

    let zeta = t.add_raw(
        "zeta",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-zeta", location: &location },
    );

    let alpha = t.add_raw(
        "Alpha",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-alpha", location: &location },
    );

    let hub_vnet = t.add_raw(
        "hubVNET",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-hub-vnet", location: &location },
    );

    let hubrg = t.add_raw(
        "hubrg",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-hub-rg", location: &location },
    );

    let hub_one = t.add_raw(
        "hub_1",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-hub-1", location: &location },
    );

    let hub_ten = t.add_raw(
        "hub10",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-hub-10", location: &location },
    );

    let hub2 = t.add_raw(
        "hub2",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-hub-2", location: &location },
    );

    let the_first = t.add_raw(
        "_first",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-first", location: &location },
    );

    let network = t.add_raw(
        "network",
        "Microsoft.Network/virtualNetworks@2025-05-01",
        object! {
            name: "vnet",
            location: &location,
            properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
        },
    );

    let apps = t.nested(
        &network,
        "apps",
        Raw::new(
            "Microsoft.Network/virtualNetworks/subnets",
            object! { name: "apps", properties: { addressPrefix: "10.0.0.0/24" } },
        ),
    );

    let network_extra = t.add_raw(
        "networkExtra",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-network-extra", location: &location },
    );

    let beta = t.add("beta", Module::new(&child_file).name("beta").param("ids", array![zeta.id(), hub_vnet.id()]));

    let delta = t.add("Delta", Module::new(&child_file).name("delta").param("ids", array![]));

    let last = t.add_raw(
        "last",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! {
            name: "id-last",
            location: &location,
            tags: { zeta: zeta.name(), vnet: hub_vnet.name(), subnet: apps.name() },
            dependsOn: [&delta, &network_extra, &hubrg, &the_first, &hub_one, &hub2, &hub_ten, &beta, &alpha],
        },
    );

    t.output("count", beta.output::<i64>("count"));
    t.output("lastId", last.id());
    Ok(t)
}

fn whole_resource_outputs_echo() -> Template {
    let mut t = Template::for_resource_group();
    let value = t.param(Param::object("value"));

    t.output("value", &value);
    t
}

pub(super) fn whole_resource_outputs() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();
    let echo_file = t.module_file("echo.bicep", whole_resource_outputs_echo().check()?);
    let location = t.param(Param::string("location").default(resource_group().location()));
    let account_name = t.param(Param::string("accountName"));

    let account = t.add_raw(
        "account",
        "Microsoft.Storage/storageAccounts@2025-06-01",
        object! {
            name: &account_name,
            location: &location,
            kind: "StorageV2",
            sku: { name: "Standard_LRS" },
        },
    );

    let identities = t.add_each("identities", each("i", range(0, 2)), |i, _| {
        Raw::new(
            "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
            object! { name: interpolate!("id-{i}"), location: &location },
        )
    });

    let shared = t.add(
        "shared",
        Raw::existing("Microsoft.OperationalInsights/workspaces@2025-07-01", object! { name: "law-shared" }),
    );

    let echo = t.add("echo", Module::new(&echo_file).name("echo").param("value", account.prop("properties")));

    let echoes = t.add_each("echoes", each("i", range(0, 2)), |i, _| {
        Module::new(&echo_file).name(interpolate!("echo-{i}")).param("value", identities.at(&i).prop("properties"))
    });

    t.output_as::<Object>("accountProperties", account.prop("properties"));
    t.output_as::<Object>("accountWhole", &account);
    t.output_as::<Object>("accountSku", account.prop("sku"));
    t.output_as::<Object>("accountEndpoints", account.prop("properties").prop("primaryEndpoints"));
    t.output_as::<Object>("sharedProperties", shared.prop("properties"));
    t.output_as::<Object>("sharedWhole", &shared);
    t.output_as::<Object>("firstIdentity", identities.at(0));
    t.output_as::<Object>("firstIdentityProperties", identities.at(0).prop("properties"));
    t.output_as::<Vec<Any>>("allIdentities", &identities);
    t.output_as::<Vec<Any>>(
        "identityIds",
        call("map", (&identities, Expr::lambda(["identity"], |[identity]| identity.prop("id")))),
    );
    t.output_as::<Object>("moduleOutputs", (&echo).into_expr().prop("outputs"));
    t.output_as::<Vec<Any>>(
        "allEchoes",
        call("map", (&echoes, Expr::lambda(["item"], |[item]| item.prop("outputs").prop("value")))),
    );
    t.output(
        "mixed",
        object! {
            account: account.prop("properties").prop("primaryLocation"),
            id: account.id(),
            nested: { echo: echo.output::<Object>("value") },
        },
    );
    Ok(t)
}

pub(super) fn only_if_not_exists_and_retry() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let names = t.param(Param::array_of::<String>("names").default(array!["a", "b"]));

    let identity = t.add_raw(
        "identity",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "id-once", location: &location },
    );
    t.decorate(identity, "onlyIfNotExists", []);

    let workspace = t.add_raw(
        "workspace",
        "Microsoft.OperationalInsights/workspaces@2025-07-01",
        object! { name: "law-main", location: &location, tags: { owner: identity.name() } },
    );
    t.decorate(workspace, "retryOn", [array!["Conflict", "TooManyRequests"].one_line().into_expr()]);

    let component = t.add_raw(
        "component",
        "Microsoft.Insights/components@2020-02-02",
        object! {
            name: "appi",
            location: &location,
            kind: "web",
            properties: { Application_Type: "web", WorkspaceResourceId: workspace.id() },
        },
    );
    t.describe(component, "Tried again.");
    t.decorate(component, "retryOn", [array!["ResourceNotFound"].one_line().into_expr(), 5_i64.into_expr()]);

    let looped = t.add_each("looped", each("name", &names), |name, _| {
        Raw::new(
            "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
            object! { name: interpolate!("id-{name}"), location: &location },
        )
        .when(name.not_equals("skip"))
    });
    t.batch_size(&looped, 1);
    t.decorate(&looped, "retryOn", [array!["Conflict"].one_line().into_expr(), 2_i64.into_expr()]);

    t.output_as::<String>("principal", identity.prop("properties").prop("principalId"));
    t.output_as::<String>("connection", component.prop("properties").prop("ConnectionString"));
    t.output_as::<Vec<Any>>("loopedIds", each("name", &names).map(|_, i| looped.at(&i).id()));
    t
}
