//! One wrong thing a body.

use triceps::{Expr, Object, Template, array, object};

use crate::expect;

/// A storage account with one property more.
fn storage(set: impl FnOnce(Object) -> Object) -> Template {
    let mut t = Template::for_resource_group();
    let body = object! {
        name: "accountname",
        location: "westeurope",
        sku: { name: "Standard_LRS" },
        kind: "StorageV2",
    };
    t.add_raw("main", "Microsoft.Storage/storageAccounts@2023-05-01", set(body));
    t
}

fn properties(properties: Object) -> Template {
    storage(|body| body.set("properties", properties))
}

#[test]
fn right_bodies_say_nothing() {
    expect(storage(|body| body), &[]);
    expect(properties(object! { accessTier: "Hot", networkAcls: { defaultAction: "Deny", ipRules: [] } }), &[]);
    expect(properties(object! { accessTier: null, minimumTlsVersion: "TLS9" }), &[]);
    expect(storage(|body| body.set("tags", object! { team: "platform" })), &[]);
}

#[test]
fn unknown_types_and_versions() {
    let mut t = Template::for_resource_group();
    t.add_raw("main", "Microsoft.Storage/storageAccount@2023-05-01", object! { name: "a" });
    expect(
        t,
        &[
            "warning[BCP081] resources.main: there is no type data for `Microsoft.Storage/storageAccount@2023-05-01`, so its body is not checked",
        ],
    );
}

#[test]
fn names_of_properties() {
    expect(
        storage(|body| body.set("zebra", 1)),
        &[
            "error[BCP037] resources.main.zebra: the property `zebra` is not allowed in `Microsoft.Storage/storageAccounts`",
        ],
    );
    expect(
        properties(object! { accesTier: "Hot" }),
        &[
            "warning[BCP089] resources.main.properties.accesTier: the property `accesTier` is not allowed in `StorageAccountPropertiesCreateParametersOrStorageAccountProperties`",
        ],
    );
}

#[test]
fn kinds_of_values() {
    expect(
        properties(object! { supportsHttpsTrafficOnly: "yes" }),
        &[
            "warning[BCP036] resources.main.properties.supportsHttpsTrafficOnly: the property `supportsHttpsTrafficOnly` takes `bool`, not `'yes'`",
        ],
    );
    expect(
        properties(object! { networkAcls: { defaultAction: "Deny", ipRules: [1] } }),
        &["warning[BCP034] resources.main.properties.networkAcls.ipRules[0]: an item takes `IPRule`, not `1`"],
    );
    let _ = (array![], Expr::NULL);
}
