//! The rules of the compiler's linter that are on by default.

use triceps::functions::call;
use triceps::functions::{json, new_guid};
use triceps::{Any, Expr, IntoExpr, Object, Param, Raw, TypeExpr, interpolate, object};

use super::check;

#[test]
fn what_nobody_uses() {
    check(
        |t| {
            t.param(Param::string("alone"));
            t.var("single", 1);
            t.declare_type("lonely", TypeExpr::object([("a", TypeExpr::named("string"))]));
            t.add("vault", Raw::existing("Microsoft.KeyVault/vaults@2024-11-01", object! { name: "kv-contoso" }));
            let exported = t.var("exported", 2);
            t.export(&exported);
        },
        &[
            "warning[no-unused-types] types.lonely: the type `lonely` is never used",
            "warning[no-unused-params] params.alone: the parameter `alone` is never used",
            "warning[no-unused-vars] variables.single: the variable `single` is never used",
            "warning[no-unused-existing-resources] resources.vault: the resource `vault` is never used",
        ],
    );
}

#[test]
fn hosts_of_one_cloud() {
    check(
        |t| {
            let account = t.param(Param::string("account"));
            t.output("blob", interpolate!("https://{account}.blob.core.windows.net/x"));
            t.output("zone", "privatelink.vault.azure.net");
            t.output("schema", "https://schema.management.azure.com/x");
            t.output("other", "https://notcore.windows.network");
        },
        &[
            "warning[no-hardcoded-env-urls] outputs.blob: the host `core.windows.net` is that of one Azure cloud",
            "warning[no-hardcoded-env-urls] outputs.zone: the host `vault.azure.net` is that of one Azure cloud",
        ],
    );
}

#[test]
fn texts_are_written_plainly() {
    check(
        |t| {
            let name = t.param(Param::string("name"));
            let joined = call("concat", (&name, "x"));
            t.output_as::<String>("joined", joined);
            t.output_as::<Any>("nothing", json("null"));
            let settings = t.param(Param::object("settings"));
            let has = call("contains", (&settings, "size"));
            t.output_as::<i64>("size", Expr::ternary(has, settings.prop("size"), 1));
        },
        &[
            "warning[prefer-interpolation] outputs.joined: strings are joined with `concat`",
            "warning[no-explicit-any] outputs.nothing: the declared type is `any`",
            "warning[simplify-json-null] outputs.nothing: `json('null')` is `null`",
            "warning[use-safe-access] outputs.size: a property is read after a test with `contains`",
        ],
    );
}

#[test]
fn parameters_and_outputs() {
    check(
        |t| {
            let password = t.param(Param::string("adminPassword"));
            let uri = t.param(Param::string("secretUri"));
            t.output("uri", uri);
            t.output("userPassword", password);
            let facts = Object::new().set("description", "b");
            let twice = t.param(Param::string("twice").description("a").metadata(facts));
            t.output("x", twice);
            let old = t.var("old_var", 1);
            t.output("y", old);
        },
        &[
            "warning[secure-secrets-in-params] params.adminPassword: the parameter `adminPassword` is named like a secret, but is not secure",
            "warning[no-conflicting-metadata] params.twice.description: the description is given in the metadata too",
            "warning[decompiler-cleanup] variables.old_var: `old_var` looks like a name that the decompiler made",
            "warning[outputs-should-not-contain-secrets] outputs.userPassword: the output `userPassword` is named like a secret",
        ],
    );
}

#[test]
fn bodies_of_resources() {
    check(
        |t| {
            let salt = t.param(Param::string("salt").default(new_guid()));
            let vault = t.add_raw(
                "vault",
                "Microsoft.KeyVault/vaults@2024-11-01",
                object! {
                    name: interpolate!("kv-{salt}"),
                    location: "westeurope",
                    properties: {
                        tenantId: "00000000-0000-0000-0000-000000000000",
                        sku: { family: "A", name: "standard" },
                    },
                },
            );
            t.add_raw(
                "secret",
                "Microsoft.KeyVault/vaults/secrets@2024-11-01",
                object! {
                    name: interpolate!("{}/key", vault.name()),
                    properties: { value: "x" },
                    dependsOn: [&vault],
                },
            );
            t.output_as::<Any>("state", call("reference", (vault.id(), "2024-11-01")).into_expr());
        },
        &[
            "warning[use-stable-resource-identifiers] resources.vault.name: `name` changes with every deployment, since it is made with `newGuid`, through `salt`",
            "warning[no-unnecessary-dependson] resources.secret.dependsOn[0]: `vault` is a dependency already",
            "warning[use-parent-property] resources.secret.name: the name starts with that of `vault`",
            "warning[no-explicit-any] outputs.state: the declared type is `any`",
            "warning[use-resource-symbol-reference] outputs.state: `reference` is called with the id of a resource of the template",
        ],
    );
}
