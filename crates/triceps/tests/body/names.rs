//! Names of properties, and what is missing.

use triceps::{Param, object};

use crate::{expect, expect_text, one, properties, storage};

#[test]
fn right_bodies_say_nothing() {
    expect(storage(|body| body), &[]);
    expect(storage(|body| body.set("tags", object! { team: "platform", "cost center": "42" })), &[]);
    expect(properties(object! { networkAcls: { defaultAction: "Deny", ipRules: [{ value: "10.0.0.0/8" }] } }), &[]);
}

#[test]
fn unknown_properties() {
    expect_text(
        storage(|body| body.set("zebra", 1)),
        "error[BCP037] resources.main.zebra: the property `zebra` is not allowed in `Microsoft.Storage/storageAccounts`",
        "the allowed properties are `asserts`, `dependsOn`, `extendedLocation`, `identity`, `properties`, `tags`",
    );
    expect_text(
        properties(object! { accesTier: "Hot" }),
        "warning[BCP089] resources.main.properties.accesTier: the property `accesTier` is not allowed in \
         `StorageAccountPropertiesCreateParametersOrStorageAccountProperties`",
        "did you mean `accessTier`?",
    );
    expect(properties(object! { AccessTier: "Hot" }), &["W089 resources.main.properties.AccessTier"]);
    expect(properties(object! { quokka: 1 }), &["W037 resources.main.properties.quokka"]);
}

#[test]
fn missing_properties() {
    expect_text(
        one("Microsoft.Storage/storageAccounts@2023-05-01", object! { name: "accountname" }),
        "warning[BCP035] resources.main: the resource `main` lacks `kind`, `location`, `sku`, which \
         `Microsoft.Storage/storageAccounts` requires",
        "add `kind: string`, `location: string`, `sku: Sku`",
    );
    expect(
        properties(object! { networkAcls: { ipRules: [{}] } }),
        &["W035 resources.main.properties.networkAcls", "W035 resources.main.properties.networkAcls.ipRules[0]"],
    );
}

#[test]
fn what_is_taken_over_counts_as_written() {
    let mut t = storage(|body| body);
    let rules = t.var("rules", object! { defaultAction: "Deny", zebra: 1 });
    let more = t.param(Param::object("more"));
    let body = |name, rules: triceps::Object| {
        object! {
            name: name,
            location: "x",
            kind: "StorageV2",
            sku: { name: "Standard_LRS" },
            properties: { networkAcls: rules },
        }
    };
    let kind = "Microsoft.Storage/storageAccounts@2023-05-01";
    t.add_raw("known", kind, body("known0account", object! { ..&rules }));
    t.add_raw("open", kind, body("open0account", object! { ..&more }));
    expect(t, &["W037 resources.known.properties.networkAcls"]);
}

#[test]
fn computed_keys() {
    let mut t = storage(|body| body);
    let key = t.param(Param::string("key"));
    let body = object! {
        name: "second0account",
        location: "westeurope",
        sku: { name: "Standard_LRS" },
        kind: "StorageV2",
        tags: { (&key): "fine in a map" },
        properties: { (&key): 1 },
    };
    t.add_raw("second", "Microsoft.Storage/storageAccounts@2023-05-01", body);
    expect(t, &["W040 resources.second.properties"]);
}

#[test]
fn read_only_properties() {
    let body = object! {
        name: "server",
        location: "westeurope",
        kind: "v12.0",
        properties: { administratorLogin: "a", fullyQualifiedDomainName: "x" },
    };
    expect(
        one("Microsoft.Sql/servers@2023-08-01", body),
        &["W073 resources.main.kind", "W073 resources.main.properties.fullyQualifiedDomainName"],
    );
    expect(
        one("Microsoft.Zebra/wombats@2023-11-01", object! { name: "w", id: "x", zebra: 1 }),
        &["W081 resources.main", "E073 resources.main.id", "E037 resources.main.zebra"],
    );
}
