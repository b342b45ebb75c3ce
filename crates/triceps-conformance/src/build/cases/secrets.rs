//! Secrets that pass through modules.

use triceps::functions::{empty, join_secret, range, resource_group, unique_string};
use triceps::key_vault::Vault;
use triceps::scope::resource_group_of;
use triceps::{
    Diagnostics, IntoExpr, Module, Object, Param, Raw, Secure, Template, TypeExpr, array, each, interpolate,
    interpolate_secret, object,
};

fn module_secret_consumer() -> Template {
    let mut t = Template::for_resource_group();
    let token = t.param(Param::secure_string("token"));
    let pinned = t.param(Param::secure_string("pinned"));

    let stored = t.add_raw(
        "stored",
        "Microsoft.KeyVault/vaults/secrets@2024-11-01",
        object! {
            name: "kv-consumer/token",
            properties: { value: interpolate_secret!("{token}:{pinned}") },
        },
    );

    t.output("ok", !empty(stored.id()));
    t
}

pub(super) fn module_secret() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();
    let consumer_file = t.module_file("consumer.bicep", module_secret_consumer().check()?);
    let vault_name = t.param(Param::string("vaultName"));

    let vault = t.existing("vault", Vault::existing(&vault_name).api_version("2024-11-01"));

    let consumer = t.add(
        "consumer",
        Module::new(&consumer_file)
            .param("token", vault.get_secret("token"))
            .param("pinned", vault.get_secret_version("token", "0123456789abcdef0123456789abcdef")),
    );

    t.output("ok", consumer.output::<bool>("ok"));
    Ok(t)
}

fn get_secret_portal() -> Template {
    let mut t = Template::for_resource_group();
    let client_secret = t.param(Param::secure_string("clientSecret"));
    let session_secret = t.param(Param::secure_string("sessionSecret"));
    let shared_token = t.param(Param::secure_string("sharedToken"));
    let admin_secret = t.param(Param::secure_string("adminSecret"));

    let stored = t.add_raw(
        "stored",
        "Microsoft.KeyVault/vaults/secrets@2024-11-01",
        object! {
            name: "kv-portal/all",
            properties: { value: join_secret([&client_secret, &session_secret, &shared_token, &admin_secret], ";") },
        },
    );

    t.output("ready", !empty(stored.id()));
    t
}

pub(super) fn get_secret() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();
    let portal_file = t.module_file("portal.bicep", get_secret_portal().check()?);
    let vault_name = t.param(Param::string("vaultName"));
    let shared_vault_name = t.param(Param::string("sharedVaultName"));
    let shared_group = t.param(Param::string("sharedGroup"));
    let shared_subscription = t.param(Param::string("sharedSubscription"));
    let rotated = t.param(Param::bool("rotated").default(false));
    let pinned_version = t.param(Param::string("pinnedVersion").default("0123456789abcdef0123456789abcdef"));

    let vault = t.existing("vault", Vault::existing(&vault_name).api_version("2024-11-01"));

    let shared_vault = t.existing(
        "sharedVault",
        Vault::existing(&shared_vault_name)
            .api_version("2024-11-01")
            .scope(resource_group_of(&shared_subscription, &shared_group)),
    );
    let regional_vaults = t.add_each("regionalVaults", each("region", array!["weu", "neu"]), |region, _| {
        Vault::existing(interpolate!("kv-{region}")).api_version("2024-11-01")
    });

    let portal = t.add(
        "portal",
        Module::new(&portal_file)
            .name("portal")
            .param("clientSecret", vault.get_secret("client-secret"))
            .param("sessionSecret", vault.get_secret_version("session-secret", &pinned_version))
            .param("sharedToken", shared_vault.get_secret("github-token"))
            .param(
                "adminSecret",
                vault.get_secret("admin-new").when_or(&rotated, vault.get_secret_version("admin", &pinned_version)),
            ),
    );

    let regional = t.add_each("regional", each("i", range(0, 2)), |i, _| {
        Module::new(&portal_file)
            .name(interpolate!("portal-{i}"))
            .param("clientSecret", regional_vaults.at(&i).get_secret("client-secret"))
            .param("sessionSecret", vault.get_secret(interpolate!("session-{i}")))
            .param("sharedToken", shared_vault.get_secret("github-token"))
            .param(
                "adminSecret",
                vault.get_secret("admin-new").when_or(
                    &rotated,
                    vault.get_secret("admin").when_or(i.equals(0), shared_vault.get_secret("admin")),
                ),
            )
    });

    t.output("ready", portal.output::<bool>("ready").and(regional.at(0).output::<bool>("ready")));
    Ok(t)
}

fn secure_outputs_producer() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location"));
    let name = t.param(Param::string("name").length(3..=24));

    let account = t.add_raw(
        "account",
        "Microsoft.Storage/storageAccounts@2025-06-01",
        object! { name: &name, location: &location, kind: "StorageV2", sku: { name: "Standard_LRS" } },
    );

    t.secure_output::<String>(
        "connectionString",
        Secure::from_expr(
            interpolate!(
                "AccountName={};AccountKey={}",
                account.name(),
                account.method("listKeys", ()).prop("keys").at(0).prop("value")
            )
            .into_expr(),
        ),
    );
    t.secure_output_of(
        "keys",
        TypeExpr::object([("primary", TypeExpr::named("string")), ("secondary", TypeExpr::named("string"))]),
        Secure::<Object>::from_expr(
            object! {
                primary: account.method("listKeys", ()).prop("keys").at(0).prop("value"),
                secondary: account.method("listKeys", ()).prop("keys").at(1).prop("value"),
            }
            .into_expr(),
        ),
    );
    t.output_as::<String>("endpoint", account.prop("properties").prop("primaryEndpoints").prop("blob"));
    t
}

fn secure_outputs_consumer() -> Template {
    let mut t = Template::for_resource_group();
    let key = t.param(Param::secure_string("key"));
    let connection_string = t.param(Param::secure_string("connectionString"));
    let endpoint = t.param(Param::string("endpoint"));

    let stored = t.add_raw(
        "stored",
        "Microsoft.KeyVault/vaults/secrets@2024-11-01",
        object! {
            name: "kv-consumer/storage",
            properties: { contentType: &endpoint, value: interpolate_secret!("{connection_string};{key}") },
        },
    );

    t.output("ready", !empty(stored.id()));
    t
}

pub(super) fn secure_outputs() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();
    let producer_file = t.module_file("producer.bicep", secure_outputs_producer().check()?);
    let consumer_file = t.module_file("consumer.bicep", secure_outputs_consumer().check()?);
    let location = t.param(Param::string("location").default(resource_group().location()));
    let cache_name = t.param(Param::string("cacheName"));

    let producer = t.add(
        "producer",
        Module::new(&producer_file)
            .name("producer")
            .param("location", &location)
            .param("name", interpolate!("st{}", unique_string([resource_group().id()]))),
    );

    let producers = t.add_each("producers", each("i", range(0, 2)), |i, _| {
        Module::new(&producer_file)
            .name(interpolate!("producer-{i}"))
            .param("location", &location)
            .param("name", interpolate!("st{i}{}", unique_string([resource_group().id()])))
    });

    let vault = t.add(
        "vault",
        Raw::existing("Microsoft.KeyVault/vaults@2024-11-01", object! { name: interpolate!("kv-{cache_name}") }),
    );

    let connection = t.add_raw(
        "connection",
        "Microsoft.KeyVault/vaults/secrets@2024-11-01",
        object! {
            parent: &vault,
            name: "storage-connection",
            properties: { value: producer.secure_output::<String>("connectionString") },
        },
    );

    let consumer = t.add(
        "consumer",
        Module::new(&consumer_file)
            .name("consumer")
            .param("key", producers.at(1).secure_output::<Object>("keys").prop::<String>("primary"))
            .param("connectionString", producer.secure_output::<String>("connectionString"))
            .param("endpoint", producer.output::<String>("endpoint")),
    );

    t.secure_output::<String>("forwarded", producer.secure_output::<String>("connectionString"));
    t.output("endpoint", producer.output::<String>("endpoint"));
    t.output("secretId", connection.id());
    t.output("ready", consumer.output::<bool>("ready"));
    Ok(t)
}
