//! Secrets that lost their type: they are found by where they flow.

use triceps::functions::{empty, string_secret};
use triceps::{Expr, IntoExpr, Module, Param, Template, interpolate, object};

use super::check;

const APP: &str = "Microsoft.App/containerApps@2025-07-01";

fn app(env: impl IntoExpr, secret: impl IntoExpr) -> triceps::Object {
    object! {
        name: "portal",
        location: "westeurope",
        properties: {
            configuration: { ingress: { targetPort: 80 }, secrets: [{ name: "key", value: secret }] },
            template: {
                containers: [{
                    name: "portal",
                    image: "contoso/portal:1",
                    env: [{ name: "KEY", value: env }],
                }],
            },
        },
    }
}

#[test]
fn a_secret_is_not_an_environment_value() {
    check(
        |t| {
            let key = t.param(Param::secure_string("key"));
            t.add_raw("portal", APP, app(&key, &key));
        },
        &[
            "error[TRI0002] resources.portal.properties.template.containers[0].env[0]: the value of an environment variable holds a secret",
        ],
    );
}

#[test]
fn a_secret_stays_one_through_variables_and_functions() {
    check(
        |t| {
            let key = t.param(Param::secure_string("key"));
            let wrapped = t.secure_var("wrapped", string_secret(object! { key: &key }));
            let erased: Expr = wrapped.into_expr();
            let again = t.var("again", interpolate!("x-{erased}"));
            t.add_raw("portal", APP, app(&again, &key));
            t.output("leak", &again);
        },
        &[
            "error[TRI0002] resources.portal.properties.template.containers[0].env[0]: the value of an environment variable holds a secret",
            "error[outputs-should-not-contain-secrets] outputs.leak: the output holds a secret, and outputs are kept in plain text",
        ],
    );
}

#[test]
fn names_tags_and_keys_of_accounts() {
    check(
        |t| {
            let key = t.param(Param::secure_string("key"));
            let account = t.add_raw(
                "account",
                "Microsoft.Storage/storageAccounts@2025-06-01",
                object! {
                    name: key.as_expr(),
                    location: "westeurope",
                    kind: "StorageV2",
                    sku: { name: "Standard_LRS" },
                    tags: { key: &key },
                },
            );
            t.output_as::<String>("keys", account.method("listKeys", ()).prop("keys").at(0).prop("value"));
            t.output("given", !empty(&key));
        },
        &[
            "error[TRI0002] resources.account.name: `name` holds a secret, and everyone who can read the resource sees it",
            "error[TRI0002] resources.account.tags: `tags` holds a secret, and everyone who can read the resource sees it",
            "error[outputs-should-not-contain-secrets] outputs.keys: the output holds a secret, and outputs are kept in plain text",
            "warning[outputs-should-not-contain-secrets] outputs.given: the output is computed from a secret, though it may not hold it",
        ],
    );
}

fn module(secure: bool) -> Template {
    let mut inner = Template::for_resource_group();
    let key: Expr = if secure {
        inner.param(Param::secure_string("key")).into_expr()
    } else {
        inner.param(Param::string("key")).into_expr()
    };
    inner.add_raw(
        "stored",
        "Microsoft.KeyVault/vaults/secrets@2024-11-01",
        object! { name: "kv-contoso/key", properties: { value: key } },
    );
    inner
}

#[test]
fn a_secret_fits_a_secure_parameter_alone() {
    for (secure, expected) in [
        (true, vec![]),
        (
            false,
            vec![
                "error[TRI0002] modules.inner.params.key: the parameter `key` of the module is not secure, but is given a secret",
            ],
        ),
    ] {
        check(
            |t| {
                let key = t.param(Param::secure_string("key"));
                let file = t.module_file("inner.bicep", module(secure).check().expect("the module is right"));
                t.add("inner", Module::new(&file).name("inner").param("key", &key));
            },
            &expected,
        );
    }
}

#[test]
fn a_parameter_of_a_json_module_takes_a_secret_where_its_resource_type_has_a_place_for_one() {
    let json = r#"{
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "languageVersion": "2.0",
        "contentVersion": "1.0.0.0",
        "parameters": {
            "principal": { "type": "object", "metadata": { "__bicep_resource_derived_type!": {
                "source": "Microsoft.ContainerService/managedClusters@2025-10-01#properties/properties/properties/servicePrincipalProfile"
            } } },
            "plain": { "type": "object" }
        },
        "resources": {}
    }"#;
    check(
        |t| {
            let key = t.param(Param::secure_string("key"));
            let file = t.module_json("cluster.json", json);
            let principal = || object! { clientId: "portal", secret: &key };
            let cluster =
                Module::new(&file).name("cluster").param("principal", principal()).param("plain", principal());
            t.add("cluster", cluster);
        },
        &[
            "error[TRI0002] modules.cluster.params.plain: the parameter `plain` of the module is not secure, but is given a secret",
        ],
    );
}

#[test]
fn a_part_of_an_output_that_holds_a_secret() {
    check(
        |t| {
            let key = t.param(Param::secure_string("key"));
            let key = key.as_expr();
            let name = t.param(Param::string("name"));
            t.output(
                "object",
                object! { plain: &name, key: &key, inner: { key: interpolate!("x-{key}"), plain: &name } },
            );
            t.output("list", triceps::array![&name, &key]);
            t.output("none", object! { plain: &name, list: [&name] });
        },
        &[
            "error[outputs-should-not-contain-secrets] outputs.object.key: the output holds a secret, and outputs are kept in plain text",
            "error[outputs-should-not-contain-secrets] outputs.object.inner.key: the output holds a secret, and outputs are kept in plain text",
            "error[outputs-should-not-contain-secrets] outputs.list[1]: the output holds a secret, and outputs are kept in plain text",
        ],
    );
}
