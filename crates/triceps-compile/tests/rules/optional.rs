//! Rules of the linter that are off by default, each with cases that break it, and near ones that do not.

use triceps_compile::{Compiler, MemoryFiles, NoModules};
use triceps_core::Day;

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
        (
            "inner.bicep",
            "param vault string\nresource v 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: vault }\noutput o string = v.id\n",
        ),
        (
            "deciding.bicep",
            "param name string = 'n'
param on bool = true
param through string = 'x'
param inner string = 'i'
param base string = 'b'
param derived string = '${base}x'
param tag string = ''
var named = '${through}y'
resource a 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = if (on) { name: name, location: 'l', tags: { a: tag } }
resource b 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = { name: named, location: 'l' }
resource c 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = { name: derived, location: 'l' }
module m 'inner.bicep' = { name: 'm', params: { vault: inner } }
",
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
            (0, &format!("var a string = 'x'\n{IDENTITY}a }}")),
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
            (1, &with("", "infrastructureSubnetId: ('/x')")),
            (1, &with("", "infrastructureSubnetId: '/x'!")),
            (0, &with("", "infrastructureSubnetId: 'x'")),
            (0, &with("", "infrastructureSubnetId: ('x')")),
            (0, &with("param a string?", "infrastructureSubnetId: a!")),
            (0, &with("param a string", "infrastructureSubnetId: (a)")),
            (0, &with("", "infrastructureSubnetId: resourceId('a/b', 'c')")),
            (1, &with("", "infrastructureSubnetId: az.resourceId('a/b', 'c')")),
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

/// The places of a rule in a text, on a day, with further settings of the rule.
#[track_caller]
fn on_day(day: Option<&str>, settings: &str, text: &str) -> Vec<String> {
    let rule = format!(r#""use-recent-api-versions": {{ "level": "warning"{settings} }}"#);
    let files = MemoryFiles::new()
        .with("bicepconfig.json", format!(r#"{{ "analyzers": {{ "core": {{ "rules": {{ {rule} }} }} }} }}"#))
        .with("main.bicep", text);
    let mut compiler = Compiler::new();
    if let Some(day) = day {
        compiler = compiler.on_day(Day::parse(day).expect("a day"));
    }
    let compilation = compiler.compile(&files, &NoModules, "main.bicep");
    let found = compilation.diagnostics().iter().filter(|found| found.id() == "use-recent-api-versions");
    found
        .filter_map(|found| found.span())
        .map(|span| format!("{}:{}-{}:{}", span.start.0, span.start.1, span.end.0, span.end.1))
        .collect()
}

#[test]
fn versions_are_recent_on_a_day() {
    let vault =
        |version: &str| format!("resource v 'Microsoft.KeyVault/vaults@{version}' existing = {{ name: 'kv' }}\n");
    let cases: &[(&str, &str, &str, &[&str])] = &[
        ("2026-11-29", "", "2019-09-01", &["1:39-1:49"]),
        ("2026-11-29", "", "2024-11-01", &["1:39-1:49"]),
        ("2026-11-29", "", "2025-05-01", &[]),
        // Two years before the day.
        ("2026-11-01", "", "2024-11-01", &[]),
        ("2026-11-02", "", "2024-11-01", &["1:39-1:49"]),
        ("2026-11-29", r#", "maxAgeInDays": 10000"#, "2019-09-01", &[]),
        ("2026-11-29", r#", "maxAgeInDays": -1"#, "2025-05-01", &[]),
        // A preview that a stable version has replaced.
        ("2026-11-29", "", "2025-05-01-preview", &[]),
        ("2019-10-01", "", "2018-02-14-preview", &["1:39-1:57"]),
        ("2020-01-15", "", "2018-02-14-preview", &["1:39-1:57"]),
        ("2021-10-01", "", "2020-04-01-preview", &[]),
        // The configuration pins the day.
        ("2026-11-29", r#", "test-today": "2019-12-01""#, "2019-09-01", &[]),
        // A version that the type does not have is reported as such.
        ("2026-11-29", "", "2000-01-01", &[]),
    ];
    for (day, settings, version, expected) in cases {
        assert_eq!(on_day(Some(day), settings, &vault(version)), *expected, "{version} on {day}{settings}");
    }
    assert_eq!(on_day(None, "", &vault("2019-09-01")), Vec::<String>::new(), "without a day");
    // Of a nested resource, the linter points before the type.
    let nested = "resource s 'Microsoft.Sql/servers@2021-11-01' existing = {\n  name: 's'\n  resource d 'databases' existing = { name: 'd' }\n}\n";
    assert_eq!(on_day(Some("2026-11-29"), "", nested), ["1:35-1:45", "3:13-3:23"]);
    // Calls name a type and a version too.
    let call = |target: &str, version: &str| {
        format!(
            "resource v 'Microsoft.KeyVault/vaults@2025-05-01' existing = {{ name: 'kv' }}\noutput o object = reference({target}, '{version}')\n"
        )
    };
    for (target, version, count) in [
        ("v.id", "2019-09-01", 1),
        ("v.id", "2025-05-01", 0),
        ("'kv'", "2019-09-01", 1),
        ("'other'", "2019-09-01", 0),
        ("resourceId('Microsoft.KeyVault/vaults', 'kv')", "2019-09-01", 1),
        ("resourceId('Microsoft.KeyVault/vaults', 'kv')", "2000-01-01", 1),
        ("resourceId('Microsoft.Nothing/vaults', 'kv')", "2019-09-01", 1),
        ("resourceId('Microsoft.KeyVault/vaults/secrets', 'kv', 's')", "2025-05-01", 0),
    ] {
        assert_eq!(on_day(Some("2026-11-29"), "", &call(target, version)).len(), count, "{target} {version}");
    }
}

#[test]
fn late_values_decide_what_a_module_deploys() {
    let late = "resource late 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'kv' }\n";
    let module = |name: &str, params: &str| {
        format!("{late}module {name} 'deciding.bicep' = {{ name: '{name}', params: {{ {params} }} }}\n")
    };
    rule(
        "what-if-short-circuiting",
        &[
            (1, &module("m", "name: late.properties.vaultUri")),
            (1, &module("m", "NAME: '${late.properties.vaultUri}x'")),
            (1, &module("m", "on: late.properties.enablePurgeProtection")),
            (1, &module("m", "through: late.properties.vaultUri")),
            (1, &module("m", "inner: late.properties.vaultUri")),
            // The default of another parameter reads it.
            (1, &module("m", "base: late.properties.vaultUri")),
            (0, &module("m", "base: late.properties.vaultUri, derived: 'x'")),
            (0, &module("m", "tag: late.properties.vaultUri")),
            (0, &module("m", "name: late.id")),
            (0, &module("m", "name: 'x'")),
            // The compiler looks into a file twice at most.
            (
                2,
                &format!(
                    "{}{}{}",
                    module("m", "name: late.properties.vaultUri"),
                    "module n 'deciding.bicep' = { name: 'n', params: { name: late.properties.vaultUri } }\n",
                    "module o 'deciding.bicep' = { name: 'o', params: { name: late.properties.vaultUri } }\n"
                ),
            ),
        ],
    );
}
