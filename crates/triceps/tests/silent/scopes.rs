//! Functions of a scope, and resources and modules in scopes of their own.

use triceps::functions::call;
use triceps::functions::{empty, guid, resource_group, subscription_resource_id, unique_string};
use triceps::scope::{Scope, resource_group_named};
use triceps::{Param, Raw, Template, interpolate, object};

use super::{ACCOUNT, group, messages, named, same, text_module};

const GRANT: &str = "Microsoft.Authorization/roleAssignments@2022-04-01";
const GROUP: &str = "Microsoft.Resources/resourceGroups@2025-04-01";

fn grant(scope: impl triceps::IntoExpr) -> Raw {
    let role =
        subscription_resource_id("Microsoft.Authorization/roleDefinitions", ["acdd72a7-3385-48ef-bd42-f606fba81ae7"]);
    let properties = object! { principalId: "11111111-1111-1111-1111-111111111111", roleDefinitionId: role }.one_line();
    Raw::new(GRANT, object! { name: guid(["a"]), scope: scope, properties: properties })
}

#[test]
fn scope_function_name() {
    let mut t = Template::for_subscription();
    let name = interpolate!("rg-{}", unique_string([resource_group().id()]));
    t.add_raw("group", GROUP, object! { name: name, location: "westeurope" });
    same("scope-function-name", t);
}

#[test]
fn scope_function_subscription() {
    let mut t = Template::for_subscription();
    t.output("o", resource_group().location());
    same("scope-function-subscription", t);
}

#[test]
fn scope_function_tenant_module() {
    let mut t = Template::for_tenant();
    let file = text_module(&mut t);
    t.add("m", named(&file, "m").scope(resource_group_named("rg")));
    same("scope-function-tenant-module", t);
}

#[test]
fn scope_functions_of_wider_scopes() {
    for (template, function) in [
        (Template::for_management_group(), "resourceGroup"),
        (Template::for_management_group(), "subscription"),
        (Template::for_tenant(), "managementGroup"),
        (Template::for_tenant(), "subscription"),
    ] {
        let mut t = template;
        t.output_as::<String>("o", call(function, ()).prop("id"));
        let found = t.check().expect_err("the function has no use there");
        assert_eq!(super::codes(&found), [("BCP071".to_owned(), "o".to_owned())].into(), "{function}: {found}");
    }
}

#[test]
fn module_scope_ternary() {
    let mut t = group();
    let name = t.param(Param::string("group").default(""));
    let file = text_module(&mut t);
    let scope = empty(&name).then_else(call("resourceGroup", ()), call("resourceGroup", (&name,)));
    t.add("m", named(&file, "m").scope(Scope::from_expr(scope)));
    same("module-scope-ternary", t);
}

#[test]
fn extension_on_new_group() {
    let mut t = Template::for_subscription();
    let new = t.add_raw("group", GROUP, object! { name: "rg", location: "westeurope" });
    t.add("grant", grant(new));
    same("extension-on-new-group", t);
}

#[test]
fn extension_on_other_group() {
    let mut t = group();
    let body = object! { name: "contosostore1", scope: resource_group_named("other") };
    let account = t.add("account", Raw::existing(ACCOUNT, body));
    t.add("grant", grant(account));
    same("extension-on-other-group", t);
}

#[test]
fn a_resource_is_not_deployed_to_another_group() {
    let found = messages(|t| {
        t.add("grant", grant(resource_group_named("other")));
    });
    assert_eq!(found, ["BCP139 grant"]);
}

#[test]
fn a_module_is_not_deployed_into_a_narrower_file() {
    let found = messages(|t| {
        let mut module = Template::for_subscription();
        module.output("value", "x");
        let file = t.module_file("subscription.bicep", module.check().expect("no errors"));
        t.add("m", named(&file, "m"));
    });
    assert!(found.contains(&"BCP134 m".to_owned()), "{found:?}");
}
