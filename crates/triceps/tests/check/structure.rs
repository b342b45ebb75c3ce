//! Resources and modules: types, names, parents, scopes, parameters.

use triceps::functions::BinaryOp;
use triceps::functions::{subscription, tenant};
use triceps::handle::ResourceRef;
use triceps::scope::{Scope, resource_group_named};
use triceps::{Expr, IntoExpr, Module, ModuleSource, Object, Param, Raw, Template, each, interpolate, object};

use super::check;

fn account(name: &str) -> Raw {
    Raw::new(
        "Microsoft.Storage/storageAccounts@2025-06-01",
        object! { name: name, location: "westeurope", kind: "StorageV2", sku: { name: "Standard_LRS" } },
    )
}

#[test]
fn resources_need_a_name_that_fits_their_type() {
    check(
        |t| {
            t.add_raw(
                "unnamed",
                "Microsoft.Authorization/locks@2020-05-01",
                object! { properties: { level: "ReadOnly" } },
            );
            t.add_raw("flat", "Microsoft.Storage/storageAccounts/blobServices@2025-06-01", object! { name: "default" });
            let parent = t.add("parent", account("stcontoso"));
            t.add_raw(
                "child",
                "Microsoft.Storage/storageAccounts/blobServices@2025-06-01",
                object! { parent: &parent, name: "stcontoso/default" },
            );
        },
        &[
            "error[BCP035] resources.unnamed: the resource `unnamed` lacks `name`, which `Microsoft.Authorization/locks` requires",
            "error[BCP169] resources.flat.name: the name has 1 segments, the type has 2",
            "error[BCP170] resources.child.name: the name of a child whose parent is given has a `/`",
            "error[BCP036] resources.child.name: the property `name` takes `'default'`, not `'stcontoso/default'`",
        ],
    );
}

#[test]
fn parents_and_scopes_fit() {
    check(
        |t| {
            let names = t.param(Param::array_of::<String>("names"));
            let accounts = t.add_each("accounts", each("name", &names), |name, _| {
                Raw::new("Microsoft.Storage/storageAccounts@2025-06-01", object! { name: name, location: "x" })
            });
            let text = t.var("text", "x");
            t.add_raw(
                "ofLoop",
                "Microsoft.Storage/storageAccounts/blobServices@2025-06-01",
                object! { parent: &accounts, name: "default" },
            );
            t.add_raw(
                "ofText",
                "Microsoft.Storage/storageAccounts/blobServices@2025-06-01",
                object! { parent: &text, name: "default" },
            );
            t.add_raw(
                "stranger",
                "Microsoft.KeyVault/vaults/secrets@2024-11-01",
                object! { parent: accounts.at(0), name: "secret", properties: {} },
            );
            t.add_raw(
                "afar",
                "Microsoft.Authorization/locks@2020-05-01",
                object! {
                    name: "keep",
                    scope: resource_group_named("other"),
                    properties: { level: "ReadOnly" },
                },
            );
            t.add_raw(
                "chosen",
                "Microsoft.Authorization/locks@2020-05-01",
                object! {
                    name: "keep",
                    scope: Expr::ternary(true, accounts.at(0).symbol(), accounts.at(1).symbol()),
                    properties: { level: "ReadOnly" },
                },
            );
            t.add_raw(
                "waiting",
                "Microsoft.Authorization/locks@2020-05-01",
                object! {
                    name: "wait",
                    properties: { level: "ReadOnly" },
                    dependsOn: [&text],
                },
            );
        },
        &[
            "warning[BCP035] resources.accounts: the resource `accounts` lacks `kind`, `sku`, which `Microsoft.Storage/storageAccounts` requires",
            "error[BCP036] resources.ofLoop.parent: the property `parent` takes `Microsoft.Storage/storageAccounts`, not `Microsoft.Storage/storageAccounts@2025-06-01[]`",
            "error[BCP144] resources.ofLoop.parent: `accounts` cannot be used as a whole here, only its items",
            "error[BCP169] resources.ofText.name: the name has 1 segments, the type has 2",
            "error[BCP240] resources.ofText.parent: `parent` is not a resource of this template",
            "error[BCP036] resources.ofText.parent: the property `parent` takes `Microsoft.Storage/storageAccounts`, not `'x'`",
            "error[BCP036] resources.stranger.parent: the property `parent` takes `Microsoft.KeyVault/vaults`, not `Microsoft.Storage/storageAccounts@2025-06-01`",
            "error[BCP139] resources.afar.scope: a resource is deployed where its template is deployed, and this scope is another one",
            "error[BCP420] resources.chosen.scope: the scope is chosen by a condition",
            "error[BCP034] resources.waiting.dependsOn[0]: an item takes `module[] | (resource | module) | resource[]`, not `'x'`",
        ],
    );
}

#[test]
fn a_scope_is_not_chosen_by_a_condition_behind_a_variable() {
    check(
        |t| {
            let [first, second] = ["first", "second"].map(resource_group_named);
            let chosen = t.var("chosen", Expr::ternary(true, first, second));
            t.add_raw(
                "keep",
                "Microsoft.Authorization/locks@2020-05-01",
                object! { name: "keep", scope: &chosen, properties: { level: "ReadOnly" } },
            );
        },
        &["error[BCP420] resources.keep.scope: the scope is chosen by a condition"],
    );
}

#[test]
fn one_resource_is_declared_once() {
    check(
        |t| {
            t.add("first", account("stcontoso"));
            t.add("second", account("stcontoso"));
        },
        &[
            "error[BCP121] resources.first.name: the resources `first`, `second` have the same type, name and place",
            "error[BCP121] resources.second.name: the resources `first`, `second` have the same type, name and place",
        ],
    );
}

fn file(t: &mut Template) -> triceps::handle::ModuleFile {
    let mut inner = Template::for_resource_group();
    let name = inner.param(Param::string("name"));
    let count = inner.param(Param::int("count").default(1));
    let key = inner.param(Param::secure_string("key").or_empty());
    inner.add_raw(
        "stored",
        "Microsoft.KeyVault/vaults/secrets@2024-11-01",
        object! { name: "kv-contoso/key", properties: { value: &key } },
    );
    inner.output("echo", interpolate!("{name}{count}"));
    t.module_file("inner.bicep", inner.check().expect("the module is right"))
}

#[test]
fn module_parameters_and_outputs_are_those_of_the_file() {
    check(
        |t| {
            let file = file(t);
            let wrong = t.add("wrong", Module::new(&file).param("nmae", "x").param("count", "three"));
            t.output("x", wrong.output::<String>("ehco"));
        },
        &[
            "error[BCP035] modules.wrong.params: the object `params` lacks `name`, which `params` requires",
            "error[BCP037] modules.wrong.params.nmae: the property `nmae` is not allowed in `params`",
            "error[BCP036] modules.wrong.params.count: the property `count` takes `int | null`, not `'three'`",
            "error[BCP053] outputs.x: `outputs` has no property `ehco`",
        ],
    );
}

#[test]
fn modules_are_deployed_where_they_are_made_for() {
    check(
        |t| {
            let file = file(t);
            t.add("away", Module::new(&file).name("away").scope(subscription()).param("name", "x"));
            t.add("up", Module::new(&file).name("up").scope(tenant()).param("name", "x"));
            t.add("other", Module::new(&file).name("other").scope(resource_group_named("other")).param("name", "x"));
            t.add("odd", Module::new(&file).name("a/b").param("name", "x"));
            t.add("blank", Module::new(&file).name("").param("name", "x"));
            t.add("long", Module::new(&file).name("n".repeat(65)).param("name", "x"));
        },
        &[
            "error[BCP134] modules.away.scope: the module's template is made for `resourceGroup`, but is deployed to `subscription`",
            "error[BCP134] modules.up.scope: the module's template is made for `resourceGroup`, but is deployed to `tenant`",
            "error[BCP416] modules.odd.name: `a/b` does not match the pattern `^[-\\w._()]+$`",
            "error[BCP333] modules.blank.name: the string is too short: 0 characters, but the minimum is 1",
            "error[BCP416] modules.blank.name: `` does not match the pattern `^[-\\w._()]+$`",
            "error[BCP332] modules.long.name: the string is too long: 65 characters, but the maximum is 64",
        ],
    );
}

/// A template for subscriptions, with another description the one time.
fn policies(description: &str) -> String {
    format!(
        r#"{{ "$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
             "contentVersion": "1.0.0.0", "metadata": {{ "description": "{description}" }},
             "parameters": {{ "name": {{ "type": "string" }} }}, "resources": [],
             "outputs": {{ "id": {{ "type": "string", "value": "x" }} }} }}"#
    )
}

triceps::module_binding! {
    /// A module for subscriptions, as generated code has it.
    Policies, PoliciesOutputs, SubscriptionLevel,
    ModuleSource::new("br/public:contoso/policies:2.0.0", POLICIES)
}

const POLICIES: &str = r#"{ "$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
    "contentVersion": "1.0.0.0", "resources": [] }"#;

#[test]
fn modules_of_others_need_no_binding() {
    const REFERENCE: &str = "br/public:contoso/policies:1.0.0";
    check(
        |t| {
            let right =
                t.add("right", Module::registry(REFERENCE, policies("a")).param("name", "x").scope(subscription()));
            t.output("id", right.output::<String>("id"));
            let wrong = t.add("wrong", Module::registry(REFERENCE, policies("a")).param("nmae", "x"));
            t.output("x", wrong.output::<String>("ident"));
            t.add("other", Module::registry(REFERENCE, policies("b")).param("name", "x").scope(subscription()));
            t.add("broken", Module::registry("br:contoso.azurecr.io/broken:1", "{"));
            t.add(
                "afar",
                Module::new(Policies(Object::new())).scope(Scope::from_expr(resource_group_named("x").into_expr())),
            );
        },
        &[
            "error[BCP035] modules.wrong: the module `wrong` lacks `scope`, which `module` requires",
            "error[BCP035] modules.wrong.params: the object `params` lacks `name`, which `params` requires",
            "error[BCP037] modules.wrong.params.nmae: the property `nmae` is not allowed in `params`",
            "error[BCP134] modules.wrong: the module's template is made for `subscription`, but is deployed to `resourceGroup`",
            "error[TRI0062] modules.other: `br/public:contoso/policies:1.0.0` is given two templates that differ",
            "error[BCP192] modules.broken: the template of `br:contoso.azurecr.io/broken:1` cannot be read: it is not JSON: a name is missing at byte 1",
            "error[BCP134] modules.afar.scope: the module's template is made for `subscription`, but is deployed to `resourceGroup`",
            "error[BCP053] outputs.x: `outputs` has no property `ident`",
        ],
    );
}

#[test]
fn module_files_have_paths_of_their_own() {
    let checked = || Template::for_resource_group().check().expect("an empty template is right");
    check(
        |t| {
            t.module_file("a.bicep", checked());
            t.module_file("a.bicep", checked());
            t.module_file("b.bicep", checked());
            t.module_file("b.bicep", Template::for_subscription().check().expect("an empty template is right"));
            t.module_file("C:\\b.bicep", checked());
            t.module_file("/c.bicep", checked());
            t.module_file("d.json", checked());
        },
        &[
            "error[BCP051] files['C:\\b.bicep']: `C:\\\\b.bicep` is not a path of a file",
            "error[BCP051] files['/c.bicep']: `/c.bicep` is not a path of a file",
            "error[TRI0004] files['d.json']: `d.json` does not end in `.bicep`",
            "error[TRI0005] files['b.bicep']: the template names two files that differ and are called `b.bicep`",
        ],
    );
}

#[test]
fn limits_of_azure_are_kept() {
    check(
        |t| {
            for index in 0..257 {
                let value = t.param(Param::string(format!("p{index}")));
                t.output_as::<String>(format!("o{index}"), value);
            }
        },
        &[
            "error[max-params] params.p0: the template has 257 parameters, the limit is 256",
            "error[max-outputs] outputs.o0: the template has 257 outputs, the limit is 64",
        ],
    );
    let doubled = |t: &mut Template, times: usize| {
        let account = t.add("account", account("stcontoso"));
        let mut value: Expr = t.var("v0", account.prop("properties")).into_expr();
        for index in 1..times {
            let doubled = object! { a: &value, b: Expr::binary(BinaryOp::Equal, &value, &value) };
            value = t.var(format!("v{index}"), doubled).into_expr();
        }
        t.output_as::<bool>("x", Expr::binary(BinaryOp::Equal, &value, &value));
    };
    let diagnostics = super::diagnostics(|t| doubled(t, 8));
    assert!(
        diagnostics.iter().any(|line| line.starts_with("error[TRI0006] outputs.x: the expression has ")),
        "{diagnostics:?}"
    );
    check(|t| doubled(t, 3), &[]);
}

#[test]
fn a_template_spec_needs_no_binding_either() {
    const ID: &str =
        "/subscriptions/0/resourceGroups/specs/providers/Microsoft.Resources/templateSpecs/portal/versions/1";
    let spec = format!(r#"{{ "id": "{ID}", "properties": {{ "mainTemplate": {POLICIES} }} }}"#);
    for reference in ["ts:0/specs/portal:1", "ts/contoso:portal:1"] {
        let mut t = Template::for_subscription();
        t.add("portal", Module::registry(reference, spec.clone()));
        let json = t.check().expect("a template spec").to_arm_string();
        assert!(json.contains(&format!(r#""id": "{ID}""#)), "{json}");
        let mut t = Template::for_subscription();
        t.add("portal", Module::registry(reference, POLICIES));
        let error = t.check().expect_err("a template is not a template spec").to_string();
        assert!(error.contains(&format!("the template of `{reference}` cannot be read: it has no `id`")), "{error}");
    }
}
