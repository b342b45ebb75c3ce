//! Values that must be known when the deployment starts, and functions of resources.

use triceps::{Expr, IntoExpr, Raw, Template, object};

use crate::expect;

fn with(build: impl FnOnce(&mut Template, triceps::handle::RawRef) -> Raw) -> Template {
    let mut t = Template::for_resource_group();
    let store = t
        .add("store", Raw::existing("Microsoft.Storage/storageAccounts@2023-05-01", object! { name: "store0account" }));
    let raw = build(&mut t, store);
    t.add("main", raw);
    t
}

fn account(name: impl IntoExpr, tags: impl IntoExpr) -> Raw {
    Raw::new(
        "Microsoft.Storage/storageAccounts@2023-05-01",
        object! { name: name.into_expr(), location: "x", kind: "StorageV2", sku: { name: "Standard_LRS" }, tags: tags.into_expr() },
    )
}

#[test]
fn properties() {
    expect(
        with(|_, store| account("accountname", object! { a: store.id(), b: store.name(), c: store.type_name() })),
        &[],
    );
    expect(with(|_, store| account("accountname", object! { a: store.prop("kind") })), &["E120 resources.main.tags.a"]);
    expect(
        with(|t, store| {
            let kind = t.var("kind", store.prop("kind"));
            account("accountname", object! { a: &kind, b: "fine" })
        }),
        &["E120 resources.main.tags.a"],
    );
    expect(
        with(|_, store| account(store.prop("properties").prop("primaryLocation"), object! {})),
        &["E120 resources.main.name"],
    );
    // Below `properties` everything may be known late.
    expect(
        with(|_, store| {
            Raw::new(
                "Microsoft.App/managedEnvironments@2025-07-01",
                object! { name: "environment", location: "x", properties: { infrastructureResourceGroup: store.prop("kind") } },
            )
        }),
        &[],
    );
}

#[test]
fn conditions_and_loops() {
    let mut t = Template::for_resource_group();
    let store = t
        .add("store", Raw::existing("Microsoft.Storage/storageAccounts@2023-05-01", object! { name: "store0account" }));
    let is_cool =
        Expr::binary(triceps::functions::BinaryOp::Equal, store.prop("properties").prop("accessTier"), "Cool");
    t.add("main", account("accountname", object! {}).when(triceps::Value::<bool>::from_expr(is_cool)));
    expect(t, &["E177 resources.main.if"]);

    let mut t = Template::for_resource_group();
    let store = t
        .add("store", Raw::existing("Microsoft.Storage/storageAccounts@2023-05-01", object! { name: "store0account" }));
    let zones = triceps::Value::<Vec<String>>::from_expr(store.prop("zones"));
    t.add_each("main", triceps::each("zone", &zones), |zone, _| {
        account(triceps::interpolate!("store{zone}"), object! {})
    });
    let found = crate::codes(t);
    assert!(found.contains(&"E178 resources.main.for".to_owned()), "{found:?}");
}

#[test]
fn functions_of_resources() {
    let output = |name: &'static str| {
        let mut t = Template::for_resource_group();
        let store = t.add(
            "store",
            Raw::existing("Microsoft.Storage/storageAccounts@2023-05-01", object! { name: "store0account" }),
        );
        let called = store.method(name, [Expr::NULL; 0]);
        t.output_of("called", triceps::TypeExpr::named("object"), called);
        t
    };
    expect(output("listServiceSas"), &[]);
    expect(output("listZebra"), &[]);
    expect(output("regenerateKey"), &["E109 outputs.called"]);
}
