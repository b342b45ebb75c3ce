//! Names.

use triceps::app::ManagedEnvironment;
use triceps::container_registry::{Registry, Sku};
use triceps::functions::{replace, resource_group, take, to_lower, unique_string};
use triceps::key_vault::{self, Secret, Vault};
use triceps::managed_identity::UserAssignedIdentity;
use triceps::operational_insights::Workspace;
use triceps::{IntoValue, Param, Template, Value, interpolate};

use crate::{LOCATION, app, rule, with};

fn hash() -> Value<String> {
    unique_string([resource_group().id()])
}

fn named(name: impl IntoValue<String>) -> Template {
    with(
        triceps::app::ContainerApp::new(name, LOCATION, crate::ENVIRONMENT)
            .ingress(triceps::app::Ingress::internal(80)),
    )
}

fn registry(name: impl IntoValue<String>) -> Template {
    let mut t = Template::for_resource_group();
    t.add("registry", Registry::new(name, LOCATION, Sku::BASIC));
    t
}

fn vault(name: impl IntoValue<String>) -> Template {
    let mut t = Template::for_resource_group();
    let tenant = triceps::functions::tenant().tenant_id();
    t.add("vault", Vault::new(name, LOCATION, tenant, key_vault::Sku::STANDARD));
    t
}

/// A template whose registry is named after a parameter of at most `max` characters.
fn prefixed(max: u32) -> Template {
    let mut t = Template::for_resource_group();
    let prefix = t.param(Param::string("prefix").length(3..=max));
    t.add("vault", {
        let tenant = triceps::functions::tenant().tenant_id();
        Vault::new(interpolate!("kv{prefix}{}", hash()), LOCATION, tenant, key_vault::Sku::STANDARD)
    });
    t
}

#[test]
fn names_of_apps() {
    for (name, message) in [
        ("Portal", "the name has `P` in it"),
        ("my_portal", "the name has `_` in it"),
        ("1portal", "the name starts with `1`"),
        ("portal-", "the name ends with `-`"),
        ("my--portal", "the name has two hyphens in a row"),
        ("p", "the name has at most 1 characters, and needs 2"),
        ("a-name-that-is-longer-than-32-characters", "the name has 40 characters or more, and may have 32"),
    ] {
        rule(named("portal-1"), named(name), &[&format!("error[TRI0101] resources.portal.name: {message}")]);
    }
}

#[test]
fn names_that_are_put_together() {
    rule(
        registry(interpolate!("cr{}", hash())),
        registry(interpolate!("cr-{}", hash())),
        &["error[TRI0101] resources.registry.name: the name has `-` in it"],
    );
    rule(
        registry(to_lower(interpolate!("Contoso{}", hash()))),
        registry(replace("abc", "abc", "")),
        &["error[TRI0101] resources.registry.name: the name has at most 3 characters, and needs 5"],
    );
    rule(
        vault(take(interpolate!("kv-contoso-portal-{}", hash()), 24)),
        vault(interpolate!("kv-contoso-portal-{}", hash())),
        &["error[TRI0101] resources.vault.name: the name has 31 characters or more, and may have 24"],
    );
}

#[test]
fn names_that_can_get_too_long() {
    rule(
        prefixed(9),
        prefixed(12),
        &["warning[TRI0102] resources.vault.name: the name can get 27 characters long, and may have 24"],
    );
    rule(
        vault(interpolate!("kv{}", hash())),
        vault(hash()),
        &[
            "warning[TRI0102] resources.vault.name: the name starts with what `uniqueString` gives, which can be a digit",
        ],
    );
}

#[test]
fn names_of_environments() {
    let environment = |name: &'static str| {
        let mut t = Template::for_resource_group();
        t.add("environment", ManagedEnvironment::new(name, LOCATION));
        t
    };
    rule(
        environment("portal-env"),
        environment("portal.env"),
        &["warning[TRI0103] resources.environment.name: the name has `.` in it"],
    );
}

#[test]
fn names_of_other_resources() {
    let others = |workspace: &'static str, identity: &'static str, secret: &'static str| {
        let mut t = Template::for_resource_group();
        let tenant = triceps::functions::tenant().tenant_id();
        let vault = t.add("vault", Vault::new("kv-portal", LOCATION, tenant, key_vault::Sku::STANDARD));
        t.add("workspace", Workspace::new(workspace, LOCATION));
        t.add("identity", UserAssignedIdentity::new(identity, LOCATION));
        t.add("secret", Secret::new(secret).parent(vault));
        t
    };
    rule(
        others("portal-law", "portal_id", "client-secret"),
        others("law-", "_id", "client_secret"),
        &[
            "error[TRI0101] resources.workspace.name: the name ends with `-`",
            "error[TRI0101] resources.identity.name: the name starts with `_`",
            "error[TRI0101] resources.secret.name: the name has `_` in it",
        ],
    );
}

#[test]
fn suffixes_of_revisions() {
    rule(
        with(app().revision_suffix("v1-2")),
        with(app().revision_suffix("V1")),
        &["warning[TRI0104] resources.portal.properties.template.revisionSuffix: `V1` is no suffix of a revision"],
    );
}
