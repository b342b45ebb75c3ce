//! Resources that may be missing, and what reads them.

use triceps::functions::call;
use triceps::functions::{this_existing_resource, this_exists};
use triceps::{Expr, IntoExpr, Object, Param, Raw, object};

use super::check;

fn account(name: impl IntoExpr, properties: Object) -> Raw {
    Raw::new(
        "Microsoft.Storage/storageAccounts@2023-05-01",
        object! {
            name: name,
            location: "westeurope",
            kind: "StorageV2",
            sku: { name: "Standard_LRS" },
            properties: properties,
        },
    )
}

#[test]
fn what_a_resource_was_is_read_in_its_body() {
    let tier = || this_existing_resource().safe_prop("properties").prop("accessTier");
    check(
        |t| {
            t.add("account", account("stcontoso", Object::new().set("accessTier", tier().or("Cool"))));
        },
        &[],
    );
    check(
        |t| {
            let before = t.var("before", tier());
            t.output_as::<Option<String>>("tier", &before);
            t.add("account", account("stcontoso", Object::new()).when(this_exists()));
            let missing = t.add(
                "missing",
                Raw::existing(
                    "Microsoft.Storage/storageAccounts@2023-05-01",
                    object! { name: Expr::ternary(this_exists(), "stone", "sttwo") },
                ),
            );
            t.output("id", missing.id());
        },
        &[
            "error[BCP057] variables.before: `this.existingResource` can only be used in the body of a resource",
            "error[BCP057] resources.account.if: `this.exists` can only be used in the body of a resource",
            "error[BCP177] resources.account.if: the condition must be known when the deployment starts, but the result of a call to Azure is not",
            "error[BCP057] resources.missing.name: `this.exists` can only be used in the body of a resource",
            "error[BCP062] outputs.tier: the variable `before` has an error",
        ],
    );
}

#[test]
fn this_has_two_functions_without_arguments() {
    check(
        |t| {
            let properties = Object::new().set("a", call("this.exists", ["x"])).set("b", call("this.id", ()));
            t.add_raw("thing", "Contoso.Hotels/rooms@2024-01-01", object! { name: "a", properties: properties });
        },
        &[
            "error[BCP071] resources.thing.properties.a: `this.exists` takes 0 arguments here, not 1",
            "error[BCP107] resources.thing.properties.b: there is no function `this.id`",
            "warning[BCP081] resources.thing: there is no type data for `Contoso.Hotels/rooms@2024-01-01`, so its body is not checked",
        ],
    );
}

#[test]
fn names_are_known_at_the_start() {
    check(
        |t| {
            t.add("account", account(Expr::ternary(this_exists(), "stone", "sttwo"), Object::new()));
        },
        &[
            "error[BCP120] resources.account.name: `name` must be known when the deployment starts, but the result of a call to Azure is not",
        ],
    );
}

#[test]
fn only_what_exists_may_be_missing() {
    check(
        |t| {
            let found = t.add(
                "found",
                Raw::existing("Microsoft.KeyVault/vaults@2023-07-01", object! { name: "kv-contoso" })
                    .null_if_not_found(),
            );
            t.output("id", found.id());
        },
        &[],
    );
    check(
        |t| {
            t.add("made", account("stcontoso", Object::new()).null_if_not_found());
            let param = t.param(Param::string("name").default("a"));
            t.decorate(&param, "nullIfNotFound", []);
            t.output("x", &param);
        },
        &[
            "error[BCP125] params.name: `@nullIfNotFound` cannot be used on this parameter",
            "error[BCP445] resources.made: `@nullIfNotFound` can only be used on an existing resource",
        ],
    );
}

#[test]
fn this_is_a_reserved_name() {
    check(
        |t| {
            let this = t.var("this", "x");
            t.output("y", &this);
            t.output("this", "x");
        },
        &["error[BCP084] variables.this: `this` is the name of a namespace"],
    );
}
