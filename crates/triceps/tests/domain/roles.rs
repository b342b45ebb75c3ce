//! Role assignments.

use triceps::authorization::{Principal, Role, RoleAssignment};
use triceps::functions::{guid, resource_group, unique_string};
use triceps::managed_identity::UserAssignedIdentity;
use triceps::{IntoValue, Template};

use crate::{LOCATION, rule};

const PRINCIPAL: &str = "00000000-0000-0000-0000-000000000001";

fn assignment(change: impl FnOnce(RoleAssignment) -> RoleAssignment) -> Template {
    let mut t = Template::for_resource_group();
    t.add("reader", change(RoleAssignment::grant(resource_group(), Role::READER, Principal::group(PRINCIPAL))));
    t
}

fn named(name: impl IntoValue<String>) -> Template {
    let mut t = Template::for_resource_group();
    t.add("reader", RoleAssignment::new(name, Principal::group(PRINCIPAL), Role::READER));
    t
}

#[test]
fn names_are_guids() {
    let expected = ["error[TRI0105] resources.reader.name: the name must be a GUID"];
    rule(named(guid(["a"])), named("reader"), &expected);
    rule(named("7f951dda-4ed3-4680-a7ca-43fe172d538d"), named(unique_string(["a"])), &expected);
}

#[test]
fn conditions_have_a_version() {
    rule(
        assignment(|own| own.condition("@Resource[a] StringEquals 'b'")),
        assignment(|own| own.condition_version("2.0")),
        &["warning[TRI0195] resources.reader.properties: there is a `conditionVersion` without a `condition`"],
    );
}

#[test]
fn new_principals_have_a_type() {
    let template = |principal: fn(triceps::Value<String>) -> Principal| {
        let mut t = Template::for_resource_group();
        let identity = t.add("identity", UserAssignedIdentity::new("portal-id", LOCATION));
        let name = guid((identity.id(), "reader"));
        t.add("reader", RoleAssignment::new(name, principal(identity.principal_id()), Role::READER));
        t
    };
    rule(
        template(Principal::service_principal),
        template(Principal::new),
        &["warning[TRI0196] resources.reader.properties: \
           the principal is new, and the directory may not know it yet"],
    );
}
