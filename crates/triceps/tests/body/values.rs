//! Kinds of values: literals, enums, null, and what is known of other expressions.

use triceps::functions::call;
use triceps::functions::{json, resource_group, to_lower};
use triceps::{Expr, IntoExpr, Param, Template, TypeExpr, array, interpolate, object};

use crate::{expect, expect_text, properties, storage};

#[test]
fn wrong_kinds() {
    expect_text(
        properties(object! { supportsHttpsTrafficOnly: "yes" }),
        "warning[BCP036] resources.main.properties.supportsHttpsTrafficOnly: the property `supportsHttpsTrafficOnly` \
         takes `bool | null`, not `'yes'`",
        "write `true` or `false`",
    );
    expect(
        properties(object! { networkAcls: { defaultAction: "Deny", ipRules: [1], bypass: {} } }),
        &["W034 resources.main.properties.networkAcls.ipRules[0]", "W036 resources.main.properties.networkAcls.bypass"],
    );
    expect(storage(|body| body.set("location", 1)), &["W036 resources.main.location"]);
}

#[test]
fn enums() {
    // The sentence with a suggestion is for values that cannot be null.
    expect_text(
        properties(object! { networkAcls: { defaultAction: "deny" } }),
        "warning[BCP088] resources.main.properties.networkAcls.defaultAction: the property `defaultAction` takes \
         `'Allow' | 'Deny'`, not `'deny'`",
        "did you mean `'Deny'`?",
    );
    expect_text(
        properties(object! { accessTier: "zebra" }),
        "warning[BCP036] resources.main.properties.accessTier: the property `accessTier` takes \
         `'Cold' | 'Cool' | 'Hot' | 'Premium' | null`, not `'zebra'`",
        "write one of `'Cold'`, `'Cool'`, `'Hot'`, `'Premium'`",
    );
    // Open enums take any text.
    expect(properties(object! { minimumTlsVersion: "TLS9_9" }), &[]);
}

#[test]
fn null() {
    expect(properties(object! { accessTier: null, networkAcls: null }), &[]);
    expect(storage(|body| body.set("kind", Expr::NULL)), &["W036 resources.main.kind"]);
    expect(
        properties(object! { networkAcls: { defaultAction: "Deny", ipRules: [null] } }),
        &["W034 resources.main.properties.networkAcls.ipRules[0]"],
    );
}

/// A storage account whose access tier (optional) and default action (required) are what an expression gives.
fn with(build: impl FnOnce(&mut Template) -> Expr) -> Template {
    let mut t = Template::for_resource_group();
    let value = build(&mut t);
    t.add_raw(
        "main",
        "Microsoft.Storage/storageAccounts@2023-05-01",
        object! {
            name: "accountname",
            location: "westeurope",
            sku: { name: "Standard_LRS" },
            kind: "StorageV2",
            properties: { networkAcls: { defaultAction: value } },
        },
    );
    t
}

#[test]
fn texts_for_closed_enums() {
    const WRONG: &[&str] = &["W036 resources.main.properties.networkAcls.defaultAction"];
    let text = |t: &mut Template| t.param(Param::string("p"));
    // A plain parameter may hold a member, also through a variable or a change of letter case.
    expect(with(|t| text(t).into_expr()), &[]);
    expect(with(|t| to_lower(text(t)).into_expr()), &[]);
    expect(
        with(|t| {
            let p = text(t);
            t.var("v", &p).into_expr()
        }),
        &[],
    );
    expect(with(|t| t.param(Param::string("p").allowed(["Allow", "Deny"])).into_expr()), &[]);
    expect(with(|t| t.param(Param::string("p").allowed(["Allow", "zebra"])).into_expr()), WRONG);
    expect(
        with(|t| {
            let p = text(t);
            interpolate!("{p}x").into_expr()
        }),
        WRONG,
    );
    expect(with(|_| resource_group().name().into_expr()), WRONG);
    expect(with(|_| json("\"zebra\"").into_expr()), WRONG);
    expect(with(|_| call("any", ("zebra",))), &[]);
    // A parameter that may be left out is not a plain one.
    expect(with(|t| t.param(Param::optional_string("p")).into_expr()), WRONG);
    expect(with(|_| Expr::ternary(true, "Allow", "zebra")), &[]);
    expect(with(|t| Expr::ternary(t.param(Param::bool("flag")), "Allow", "zebra")), WRONG);
}

#[test]
fn values_of_variables_are_followed() {
    let mut t = Template::for_resource_group();
    let rules = t.var("rules", array![{ value: 1 }, {}]);
    t.add_raw(
        "main",
        "Microsoft.Storage/storageAccounts@2023-05-01",
        object! {
            name: "accountname",
            location: "westeurope",
            sku: { name: "Standard_LRS" },
            kind: "StorageV2",
            properties: { networkAcls: { defaultAction: "Deny", ipRules: &rules } },
        },
    );
    // What is wrong in a variable is reported where it is used.
    expect(
        t,
        &["W036 resources.main.properties.networkAcls.ipRules", "W035 resources.main.properties.networkAcls.ipRules"],
    );
}

#[test]
fn declared_types_are_compared() {
    let mut t = Template::for_resource_group();
    let string = || TypeExpr::named("string");
    let sku = t.param(Param::typed("sku", TypeExpr::object([("nam", string())])));
    let numbers = t.param(Param::typed("numbers", TypeExpr::named("int").array()));
    t.add_raw(
        "main",
        "Microsoft.Storage/storageAccounts@2023-05-01",
        object! {
            name: "accountname",
            location: "westeurope",
            sku: &sku,
            kind: "StorageV2",
            properties: { allowedCopyScope: &numbers, networkAcls: { defaultAction: "Deny", ipRules: &numbers } },
        },
    );
    expect(
        t,
        &[
            "W089 resources.main.sku",
            "W036 resources.main.properties.allowedCopyScope",
            "W036 resources.main.properties.networkAcls.ipRules",
        ],
    );
}

#[test]
fn what_another_resource_has_is_not_to_be_written() {
    let mut t = storage(|body| body);
    let main = t.add_raw(
        "other",
        "Microsoft.Sql/servers@2023-08-01",
        object! { name: "server", location: "x", properties: { administratorLogin: "a" } },
    );
    t.add_raw(
        "copy",
        "Microsoft.Sql/servers@2023-08-01",
        object! { name: "copy", location: "x", properties: main.prop("properties") },
    );
    let found = crate::codes(t);
    assert!(found.iter().all(|line| line == "W073 resources.copy.properties"), "{found:?}");
    assert!(found.len() > 3, "{found:?}");
}
