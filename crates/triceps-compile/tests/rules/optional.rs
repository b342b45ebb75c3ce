//! Rules of the linter that are off by default, each with cases that break it, and near ones that do not.

use crate::files::{diagnostics, diagnostics_with, files};

/// How often a text has a rule that its configuration asks for.
#[track_caller]
fn rule(code: &str, cases: &[(usize, &str)]) {
    let config = format!(r#"{{ "analyzers": {{ "core": {{ "rules": {{ "{code}": {{ "level": "warning" }} }} }} }} }}"#);
    let modules = files(&[
        ("placed.bicep", "param location string = resourceGroup().location\noutput o string = location\n"),
        (
            "used.bicep",
            "param place string = 'x'\nresource i 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = { name: 'i', location: place }\n",
        ),
        ("plain.bicep", "param location string = 'x'\noutput o string = location\n"),
    ]);
    let files = modules.with("bicepconfig.json", config);
    for (expected, text) in cases {
        let found = diagnostics_with(text, &files);
        let count = found.iter().filter(|found| found.id() == code).count();
        assert_eq!(count, *expected, "{code}: {text}\n{found:#?}");
        let quiet = diagnostics(text);
        assert!(!quiet.iter().any(|found| found.id() == code), "{code} is off by default: {text}");
    }
}

const IDENTITY: &str =
    "resource i 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = { name: 'i', location: ";

#[test]
fn descriptions() {
    rule(
        "use-description-params",
        &[
            (1, "param a string"),
            (1, "@description(' ')\nparam a string"),
            (0, "@description('x')\nparam a string"),
            (0, "@sys.description('x')\nparam a string"),
        ],
    );
    rule("use-description-vars", &[(1, "var a = 1"), (0, "@description('x')\nvar a = 1")]);
    rule("use-description-outputs", &[(1, "output a int = 1"), (0, "@description('x')\noutput a int = 1")]);
    rule(
        "use-description-types",
        &[
            (1, "type a = string"),
            (0, "@description('x')\ntype a = string"),
            (0, "@discriminator('k')\ntype a = { k: 'x' } | { k: 'y' }"),
        ],
    );
    rule(
        "use-description-type-properties",
        &[
            (1, "type a = { b: string }"),
            (2, "type a = { b: { c: string } }"),
            (1, "type a = { *: string }"),
            (0, "type a = {\n  @description('x')\n  b: string\n}"),
            (0, "param a { b: string }"),
        ],
    );
}

#[test]
fn locations() {
    rule(
        "no-hardcoded-location",
        &[
            (1, &format!("{IDENTITY}'westeurope' }}")),
            (1, &format!("var a = 'x'\nvar b = a\n{IDENTITY}b }}")),
            (0, &format!("{IDENTITY}'Global' }}")),
            (0, &format!("param a string\n{IDENTITY}a }}")),
            (1, "module m 'placed.bicep' = { params: { location: 'x' } }"),
            (1, "module m 'used.bicep' = { params: { place: 'x' } }"),
            (0, "module m 'plain.bicep' = { params: { location: 'x' } }"),
        ],
    );
    rule(
        "no-loc-expr-outside-params",
        &[
            (1, &format!("{IDENTITY}resourceGroup().location }}")),
            (1, "var a = az.resourceGroup().location"),
            (0, "param a string = resourceGroup().location"),
            (0, "var a = resourceGroup('x').name"),
        ],
    );
    rule(
        "explicit-values-for-loc-params",
        &[
            (1, "module m 'placed.bicep' = {}"),
            (1, "module m 'used.bicep' = { params: {} }"),
            (0, "module m 'placed.bicep' = { params: { location: 'x' } }"),
            (0, "module m 'plain.bicep' = {}"),
        ],
    );
}

#[test]
fn forms() {
    rule("no-module-name", &[(1, "module m 'plain.bicep' = { name: 'a' }"), (0, "module m 'plain.bicep' = {}")]);
    rule(
        "no-hardcoded-outputs",
        &[
            (1, "output a string = 'x'"),
            (1, "output a object = { b: [-1, (null)] }"),
            (0, "param p string\noutput a object = { b: p }"),
            (0, "output a string = 'x${1}'"),
        ],
    );
    rule(
        "use-user-defined-types",
        &[
            (1, "param a object"),
            (2, "type t = { a: array, b: object[] }"),
            (0, "param a { b: string }"),
            (0, "param a sys.object"),
        ],
    );
}

#[test]
fn ids() {
    let with = |before: &str, property: &str| {
        format!(
            "{before}\nresource e 'Microsoft.App/managedEnvironments@2025-07-01' = {{ name: 'e', location: 'x', properties: {{ vnetConfiguration: {{ {property} }} }} }}"
        )
    };
    let of_property = |name: &str, property: &str| {
        format!("resource r '{name}' = {{ name: 'r', properties: {{ {property}: '/x' }} }}")
    };
    let of_type = |name: &str| of_property(name, "subnetId");
    rule(
        "use-resource-id-functions",
        &[
            (1, &with("", "infrastructureSubnetId: '/subscriptions/x'")),
            (1, &with("var a = '/x'", "infrastructureSubnetId: a")),
            (1, &with("", "infrastructureSubnetId: '${resourceGroup().id}/x'")),
            (0, &with("param a string", "infrastructureSubnetId: a")),
            (0, &with("param a object", "infrastructureSubnetId: a.b.c")),
            (0, &with("", "infrastructureSubnetId: 'x'")),
            (0, &with("", "infrastructureSubnetId: resourceId('a/b', 'c')")),
            (0, &with("", "clientId: '/x'")),
            (0, &with("", "guid: '/x'")),
            (1, &of_type("Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-05-15")),
            (1, &of_type("Microsoft.DocumentDB/databaseAccounts/my-db/collections@2024-05-15")),
            (0, &of_type("Microsoft.DocumentDB/databaseAccounts/my_db2/collections@2024-05-15")),
            (0, &of_type("Microsoft.Logic/workflows@2019-05-01")),
            (0, &of_type("Microsoft.Web/sites/config@2024-04-01")),
            (1, &of_type("Microsoft.Web/sites@2024-04-01")),
            (1, &of_property("Microsoft.Web/sites@2024-04-01", "ownerId")),
            (0, &of_property("Microsoft.ApiManagement/service/subscriptions@2022-08-01", "ownerId")),
            (1, &of_property("Microsoft.ApiManagement/service/subscriptions@2022-08-01", "productId")),
            (0, &of_property("Microsoft.Web/sites@2024-04-01", "productuid")),
            (0, &of_property("Microsoft.Web/sites@2024-04-01", "productUID")),
            (0, &of_property("Microsoft.Web/sites@2024-04-01", "idea")),
            (1, &of_property("Microsoft.Web/sites@2024-04-01", "id")),
        ],
    );
}
