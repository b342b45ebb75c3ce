//! The right to pull images.

use triceps::app::{ContainerApp, RegistryCredential};
use triceps::authorization::{Role, RoleAssignmentRef};
use triceps::container_registry::{Registry, Sku};
use triceps::managed_identity::UserAssignedIdentity;
use triceps::{IntoValue, Raw, Template, array, object};

use crate::{LOCATION, app, rule};

const ENTRY: &str = "resources.portal.properties.configuration.registries[0].identity";

/// An app that pulls from a registry of the template as an identity of the template.
fn pulls(
    granted: bool,
    change: impl FnOnce(&mut Template, ContainerApp, Option<RoleAssignmentRef>) -> ContainerApp,
) -> Template {
    let mut t = Template::for_resource_group();
    let identity = t.add("identity", UserAssignedIdentity::new("portal-id", LOCATION));
    let registry = t.add("registry", Registry::new("contosoregistry", LOCATION, Sku::BASIC));
    let grant = granted.then(|| t.grant("acrPull", registry, Role::ACR_PULL, identity));
    let app = app().identity(identity).registry(RegistryCredential::identity(registry.login_server(), identity));
    let app = change(&mut t, app, grant);
    t.add("portal", app);
    t
}

#[test]
fn the_app_waits_for_the_right_to_pull() {
    let expected = [&*format!(
        "warning[TRI0152] {ENTRY}: the image can be pulled before `acrPull` has granted the right to pull it"
    )];
    rule(pulls(true, |_, app, grant| app.depends_on(grant.expect("granted"))), pulls(true, |_, app, _| app), &expected);
    let through = |t: &mut Template, app: ContainerApp, grant: Option<RoleAssignmentRef>| {
        let body = object! { name: "keep", properties: { level: "ReadOnly" } };
        let body = if let Some(grant) = grant { body.set("dependsOn", array![grant]) } else { body };
        let lock = t.add("lock", Raw::new("Microsoft.Authorization/locks@2020-05-01", body));
        app.depends_on(lock)
    };
    rule(pulls(true, through), pulls(true, |t, app, _| through(t, app, None)), &expected);
}

#[test]
fn someone_grants_the_right_to_pull() {
    rule(
        pulls(true, |_, app, grant| app.depends_on(grant.expect("granted"))),
        pulls(false, |_, app, _| app),
        &[&format!("warning[TRI0153] {ENTRY}: nothing in the template lets this identity pull from `registry`")],
    );
}

#[test]
fn the_own_identity_comes_too_late() {
    let template = |own: bool| {
        let mut t = Template::for_resource_group();
        let registry = t.add("registry", Registry::new("contosoregistry", LOCATION, Sku::BASIC));
        let server = if own { registry.login_server() } else { "docker.io".into_value() };
        t.add("portal", app().system_identity().registry(RegistryCredential::system_identity(server)));
        t
    };
    rule(
        template(false),
        template(true),
        &[&format!(
            "warning[TRI0154] {ENTRY}: the app's own identity exists only after the app, \
             so it cannot have the right to pull the first image"
        )],
    );
}
