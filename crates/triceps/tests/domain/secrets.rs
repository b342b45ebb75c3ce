//! Secrets, identities and registries of apps.

use triceps::app::{IdentitySetting, RegistryCredential, Secret};
use triceps::managed_identity::UserAssignedIdentity;
use triceps::{Array, Param, Template, array, object};

use crate::{LOCATION, app, rule, set};

const CONFIGURATION: &str = "resources.portal.properties.configuration";

fn template(
    change: impl FnOnce(
        triceps::app::ContainerApp,
        [triceps::managed_identity::UserAssignedIdentityRef; 2],
    ) -> triceps::app::ContainerApp,
) -> Template {
    let mut t = Template::for_resource_group();
    let own = t.add("own", UserAssignedIdentity::new("own-id", LOCATION));
    let other = t.add("other", UserAssignedIdentity::new("other-id", LOCATION));
    t.add("portal", change(app().identity(own), [own, other]));
    t
}

fn secrets(secrets: impl FnOnce(triceps::Secure<String>) -> Array) -> Template {
    let mut t = Template::for_resource_group();
    let value = t.param(Param::secure_string("value"));
    let path = ["properties", "configuration", "secrets"];
    t.add("portal", app().property(path, secrets(value)));
    t
}

#[test]
fn names_of_secrets() {
    for name in ["Token", "a_b", "-a", "a-"] {
        rule(
            secrets(|value| array![{ name: "token-1", value: value }]),
            secrets(|value| array![{ name: name, value: value }]),
            &[&format!("error[TRI0120] {CONFIGURATION}.secrets[0].name: `{name}` is not a valid name of a secret")],
        );
    }
    rule(
        secrets(|value| array![{ name: "a", value: &value }, { name: "b", value: &value }]),
        secrets(|value| array![{ name: "a", value: &value }, { name: "a", value: &value }]),
        &[&format!("error[TRI0121] {CONFIGURATION}.secrets[1].name: there is a secret `a` already")],
    );
}

#[test]
fn sources_of_secrets() {
    let url = "https://kv-portal.vault.azure.net/secrets/a";
    let vault = move |url: &'static str| template(move |app, [own, _]| app.secret(Secret::key_vault("a", url, own)));
    rule(
        vault(url),
        set("configuration.secrets", array![{ name: "a" }]),
        &[&format!("error[TRI0122] {CONFIGURATION}.secrets[0]: the secret has neither a `value` nor a `keyVaultUrl`")],
    );
    rule(
        vault(url),
        template(|app, [own, _]| app.secret(Secret::key_vault("a", url, own).property("value", object! {}))),
        &[&format!("error[TRI0122] {CONFIGURATION}.secrets[0]: the secret has both a `value` and a `keyVaultUrl`")],
    );
    rule(
        vault(url),
        set("configuration.secrets", array![{ name: "a", keyVaultUrl: url }]),
        &[&format!(
            "error[TRI0123] {CONFIGURATION}.secrets[0]: the secret is in a key vault, but no identity reads it"
        )],
    );
    rule(
        vault(url),
        vault("@Microsoft.KeyVault(SecretUri=a)"),
        &[&format!(
            "warning[TRI0126] {CONFIGURATION}.secrets[0].keyVaultUrl: \
             `@Microsoft.KeyVault(SecretUri=a)` is not the address of a secret"
        )],
    );
}

#[test]
fn identities_are_assigned() {
    let expected =
        |place: &str| format!("error[TRI0125] {CONFIGURATION}.{place}.identity: the identity is not one of the app's");
    rule(
        template(|app, [own, _]| app.secret(Secret::key_vault("a", "https://a", own))),
        template(|app, [_, other]| app.secret(Secret::key_vault("a", "https://a", other))),
        &[&expected("secrets[0]")],
    );
    rule(
        template(|app, [own, _]| app.registry(RegistryCredential::identity("contoso.azurecr.io", own))),
        template(|app, [_, other]| app.registry(RegistryCredential::identity("contoso.azurecr.io", other))),
        &[&expected("registries[0]")],
    );
    rule(
        template(|app, _| app.system_identity().secret(Secret::key_vault_system("a", "https://a"))),
        template(|app, _| app.secret(Secret::key_vault_system("a", "https://a"))),
        &[&expected("secrets[0]")],
    );
    rule(
        template(|app, [own, _]| {
            app.identity_setting(IdentitySetting::new(own, triceps::app::IdentityLifecycle::NONE))
        }),
        template(|app, [_, other]| {
            app.identity_setting(IdentitySetting::new(other, triceps::app::IdentityLifecycle::NONE))
        }),
        &[&expected("identitySettings[0]")],
    );
    rule(
        set("configuration.registries", array![{ server: "a" }]),
        set("configuration.registries", array![{ server: "a", identity: "/subscriptions/0/id" }]),
        &[&expected("registries[0]")],
    );
}

#[test]
fn registries() {
    let expected = |message: &str| format!("error[TRI0150] {CONFIGURATION}.registries[0]: {message}");
    let signed_in = || {
        let mut t = Template::for_resource_group();
        let password = t.param(Param::secure_string("password"));
        let app = app().secret(Secret::value("password", &password));
        t.add("portal", app.registry(RegistryCredential::password("docker.io", "contoso", "password")));
        t
    };
    rule(
        signed_in(),
        set("configuration.registries", array![{ server: "docker.io", username: "contoso" }]),
        &[&expected("the registry has a user name without a password")],
    );
    rule(
        signed_in(),
        template(|app, [own, _]| {
            app.registry(RegistryCredential::identity("docker.io", own).property("username", "contoso"))
        }),
        &[&expected("the registry has both an `identity` and a user name or password")],
    );
    rule(
        signed_in(),
        set("configuration.registries", array![{ server: "a", username: "b", passwordSecretRef: "c" }]),
        &[&format!("error[TRI0124] {CONFIGURATION}.registries[0].passwordSecretRef: the app has no secret `c`")],
    );
    rule(
        set("configuration.registries", array![{ server: "a" }, { server: "b" }]),
        set("configuration.registries", array![{ server: "a" }, { server: "a" }]),
        &[&format!("warning[TRI0151] {CONFIGURATION}.registries[1].server: the registry is listed already")],
    );
}
