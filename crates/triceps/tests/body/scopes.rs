//! Where types can be deployed.

use triceps::functions::tenant;
use triceps::{Raw, Template, object};

use crate::{expect, expect_text, one};

#[test]
fn wrong_scopes() {
    let mut t = Template::for_subscription();
    t.add_raw(
        "main",
        "Microsoft.Storage/storageAccounts@2023-05-01",
        object! { name: "accountname", location: "x", kind: "StorageV2", sku: { name: "Standard_LRS" } },
    );
    expect_text(
        t,
        "error[BCP135] resources.main: `Microsoft.Storage/storageAccounts` cannot be at the scope `subscription`",
        "it can be at resourceGroup; use a template or module of that scope",
    );
    expect_text(
        one("Microsoft.SecurityInsights/alertRules@2023-11-01", object! { name: "rule", kind: "Fusion" }),
        "error[BCP135] resources.main: `Microsoft.SecurityInsights/alertRules` cannot be at the scope `resourceGroup`",
        "set `scope` to the resource that it extends",
    );
    // Locks extend resources and whole groups.
    expect(
        one("Microsoft.Authorization/locks@2020-05-01", object! { name: "keep", properties: { level: "ReadOnly" } }),
        &[],
    );
}

#[test]
fn a_scope_where_the_type_takes_none() {
    let mut t = Template::for_resource_group();
    let anchor = t.add(
        "anchor",
        Raw::existing("Microsoft.Storage/storageAccounts@2023-05-01", object! { name: "anchor0account" }),
    );
    t.add_raw(
        "main",
        "Microsoft.Storage/storageAccounts@2023-05-01",
        object! { name: "accountname", scope: &anchor, location: "x", kind: "StorageV2", sku: { name: "Standard_LRS" } },
    );
    expect(t, &["E135 resources.main.scope", "E037 resources.main.scope"]);
}

#[test]
fn types_that_are_read_only() {
    let mut t = Template::for_tenant();
    t.add_raw("main", "Microsoft.Advisor/metadata@2026-03-01-preview", object! { name: "m" });
    expect(t, &["W245 resources.main", "W246 resources.main"]);

    let mut t = Template::for_subscription();
    let body = object! { name: "p", scope: tenant(), properties: {} };
    t.add_raw("main", "Microsoft.Authorization/policyDefinitions@2026-07-01", body);
    expect(t, &["W246 resources.main.scope"]);
}
