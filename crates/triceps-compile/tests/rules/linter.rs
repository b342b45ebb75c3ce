//! Rules of the linter: each with cases that break it, and near ones that do not.

use crate::files::{diagnostics, diagnostics_with, files};

/// How often a file has a code.
fn count(code: &str, text: &str) -> usize {
    diagnostics(text).iter().filter(|own| own.id() == code).count()
}

/// Asserts how often each file has the code.
#[track_caller]
fn rule(code: &str, cases: &[(usize, &str)]) {
    for (expected, text) in cases {
        assert_eq!(count(code, text), *expected, "{code}: {text}\n{:#?}", diagnostics(text));
    }
}

#[test]
fn unused() {
    rule(
        "no-unused-params",
        &[
            (1, "param a string"),
            (0, "param a string\noutput o string = a"),
            (0, "param a string\nvar b = a"),
            // Functions cannot read parameters, so that is of no use.
            (1, "param a string\nfunc f() string => a\noutput o string = f()"),
        ],
    );
    rule("no-unused-vars", &[(1, "var a = 1"), (0, "var a = 1\noutput o int = a"), (0, "@export()\nvar a = 1")]);
    rule(
        "no-unused-types",
        &[(1, "type t = string"), (0, "type t = string\nparam a t\noutput o t = a"), (0, "@export()\ntype t = string")],
    );
    let existing = "resource a 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'kv-contoso' }\n";
    rule(
        "no-unused-existing-resources",
        &[(1, existing), (0, &format!("{existing}output o string = a.id")), (1, &format!("@export()\n{existing}"))],
    );
}

#[test]
fn hosts_of_one_cloud() {
    rule(
        "no-hardcoded-env-urls",
        &[
            (1, "output o string = 'https://a.vault.azure.net/'"),
            (1, "param a string\noutput o string = 'https://${a}.BLOB.CORE.WINDOWS.NET/x'"),
            (2, "output o string = 'login.microsoftonline.com,management.azure.com'"),
            (1, "param a string = 'privatelink.blob.core.windows.net'\noutput o string = a"),
            (0, "output o string = 'https://schema.management.azure.com/x'"),
            (0, "output o string = 'https://notvault.azure.net.example.org'"),
            (0, "output o string = 'https://management.azure.community'"),
            (0, "@description('as a.vault.azure.net')\noutput o string = 'x'"),
            (0, "metadata m = 'a.vault.azure.net'"),
        ],
    );
}

#[test]
fn interpolations() {
    rule(
        "simplify-interpolation",
        &[
            (1, "param a string\noutput o string = '${a}'"),
            (1, "param a string\noutput o string = '${replace(a, 'b', 'c')}'"),
            (1, "param a string\nvar b = { c: '${a}' }\noutput o object = b"),
            (1, "param a 'x' | 'y'\noutput o string = '${a}'"),
            (1, "type t = string\nparam a t\noutput o string = '${a}'"),
            (1, "param a string[]\noutput o array = [for b in a: { c: '${b}' }]"),
            (0, "param a int\noutput o string = '${a}'"),
            (0, "param a string\noutput o string = '${a}-'"),
            (0, "param a string\noutput o array = ['${a}']"),
            (0, "param a string\noutput o object = { '${a}': 1 }"),
            (0, "param a object\noutput o string = '${a.b}'"),
        ],
    );
    rule(
        "prefer-interpolation",
        &[
            (1, "param a string\noutput o string = concat(a, 'b')"),
            (2, "param a string\noutput o string = concat(concat(a, 'b'), 'c')"),
            (1, "param a string\noutput o string = concat(a, 1)"),
            (0, "param a string\noutput o string = concat(a)"),
            (0, "output o array = concat(['a'], ['b'])"),
            (0, "param a array\noutput o array = concat(a, ['b'])"),
        ],
    );
    rule(
        "simplify-json-null",
        &[
            (1, "param a bool\noutput o object? = a ? {} : json('null')"),
            (1, "var a = json(' null ')\noutput o object? = a"),
            (0, "var a = json('nil')\noutput o object? = a"),
        ],
    );
}

#[test]
fn accesses() {
    rule(
        "use-safe-access",
        &[
            (1, "param o object\noutput p string = contains(o, 'a') ? o.a : 'b'"),
            (1, "param o object\nparam k string\noutput p string = contains(o, k) ? o[k] : 'b'"),
            (1, "param o { a: string? }\noutput p string? = o.a"),
            (0, "param o object\noutput p string = contains(o, 'a') ? o.b : 'b'"),
            (0, "param o object\nparam q object\noutput p string = contains(o, 'a') ? q.a : 'b'"),
            // The same object is the same chain of reads.
            (1, "param o object\noutput p string = contains(o.a, 'x') ? o.a.x : 'b'"),
            (1, "param o array\noutput p string = contains(o[1], 'x') ? o[1].x : 'b'"),
            (0, "param o object\noutput p string = contains(o.a, 'x') ? o.c.x : 'b'"),
            (0, "param o object\noutput p string = contains(o.a, 'x') ? o.?a.x : 'b'"),
            (0, "param o object\nparam q object\noutput p string = contains(o.a, 'x') ? q.a.x : 'b'"),
            (0, "param o array\noutput p string = contains(o[1], 'x') ? o[2].x : 'b'"),
            (0, "param o array\noutput p string = contains(o[1], 'x') ? o[?1].x : 'b'"),
            (0, "param o array\noutput p string = contains(o[1], 'x') ? o[^1].x : 'b'"),
            (0, "param o { a: string? }\noutput p string? = o.?a"),
            (0, "param o { a: string? }\noutput p string = o.a!"),
            (0, "param o { a: string }\noutput p string = o.a"),
        ],
    );
    let vault = "resource v 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'kv-contoso' }\n";
    let of = |call: &str| format!("{vault}output o object = {call}\noutput p string = v.id");
    rule(
        "use-resource-symbol-reference",
        &[
            (1, &of("reference(v.id)")),
            (1, &of("reference(v.id, '2024-11-01')")),
            (1, &of("listSecrets(v.id, v.apiVersion)")),
            (1, &of("reference(resourceId('Microsoft.KeyVault/vaults', 'kv-contoso'), '2024-11-01')")),
            (0, &of("reference(v.id, '2021-10-01')")),
            (0, &of("reference(resourceId('Microsoft.KeyVault/vaults', 'kv-other'), '2024-11-01')")),
            (0, &of("v.properties")),
        ],
    );
    rule(
        "use-recognized-resource-type",
        &[
            (1, "output o object = reference(resourceId('Microsoft.Web/site', 'a'), '2024-04-01')"),
            (0, "output o object = reference(resourceId('Microsoft.Web/sites', 'a'), '2024-04-01')"),
            (0, "param id string\noutput o object = reference(id, '2024-04-01')"),
            (1, "var id = 'Microsoft.Web/site'\noutput o object = reference(id, '2024-04-01')"),
            // A variable with a type may be any string of it.
            (0, "var id string = 'Microsoft.Web/site'\noutput o object = reference(id, '2024-04-01')"),
        ],
    );
}

#[test]
fn parameters_and_types() {
    rule(
        "secure-secrets-in-params",
        &[
            (1, "param adminPassword string\noutput o int = length(adminPassword)"),
            (1, "param accountKey object\noutput o int = length(accountKey)"),
            (1, "type t = string\nparam pwd t\noutput o int = length(pwd)"),
            (1, "type t = { @secure()\n a: string }\nparam pwd t\noutput o int = length(pwd)"),
            (1, "@secure()\nparam a string\nparam b string = a\noutput o int = length(b)"),
            (
                1,
                "param secure string\n@sys.secure()\nparam password string\noutput o string = '${secure}${length(password)}'",
            ),
            (0, "@secure()\nparam adminPassword string\noutput o int = length(adminPassword)"),
            (0, "@secure()\ntype t = string\nparam pwd t\noutput o int = length(pwd)"),
            (0, "@secure()\ntype t = string\nparam pwd t?\noutput o int = length(pwd ?? '')"),
            (0, "param passwordLength int\noutput o int = passwordLength"),
            (0, "param secretName string\noutput o string = secretName"),
            (0, "param pwd string?\noutput o bool = empty(pwd)"),
        ],
    );
    rule(
        "secure-parameter-default",
        &[
            (1, "@secure()\nparam a string = 'x'\noutput o int = length(a)"),
            (1, "@secure()\nparam a object = { b: 1 }\noutput o int = length(a)"),
            (1, "param b string\n@secure()\nparam a string = '${b}-x'\noutput o int = length(a)"),
            (0, "@secure()\nparam a string = ''\noutput o int = length(a)"),
            (0, "@secure()\nparam a object = {}\noutput o int = length(a)"),
            (1, "@secure()\nparam a string = ('')\noutput o int = length(a)"),
            (1, "param c bool\n@secure()\nparam a string = c ? '' : ''\noutput o int = length(a)"),
            (1, "@secure()\nparam a string =\noutput o int = length(a)"),
            (0, "@secure()\nparam a string = newGuid()\noutput o int = length(a)"),
            (0, "@secure()\nparam b string\n@secure()\nparam a string = b\noutput o int = length(a)"),
        ],
    );
    rule(
        "no-explicit-any",
        &[
            (1, "param a any\noutput o bool = empty(a)"),
            (1, "type t = { *: any }\nparam a t\noutput o t = a"),
            (0, "param a object\noutput o object = any(a)"),
        ],
    );
    rule(
        "no-conflicting-metadata",
        &[
            (1, "@description('a')\n@metadata({ description: 'b' })\nparam a string\noutput o string = a"),
            // Members of types are not looked at.
            (
                0,
                "type t = { @description('a')\n @metadata({ description: 'b' })\n a: string }\nparam a t\noutput o t = a",
            ),
            (0, "@description('a')\n@metadata({ other: 'b' })\nparam a string\noutput o string = a"),
            (0, "@metadata({ description: 'b' })\nparam a string\noutput o string = a"),
        ],
    );
    rule(
        "decompiler-cleanup",
        &[
            (1, "var a_var = 1\noutput o int = a_var"),
            (1, "resource a_resource 'Microsoft.Test/tests@2024-01-01' = { name: 'a' }"),
            (0, "var avar = 1\noutput o int = avar"),
            (0, "var n = 'a'\nresource a_resource 'Microsoft.Test/tests@2024-01-01' = { name: n }"),
            (0, "param a_param string\noutput o string = a_param"),
        ],
    );
    rule(
        "outputs-should-not-contain-secrets",
        &[
            (1, "output userPassword string = 'x'"),
            (0, "@secure()\noutput userPassword string = 'x'"),
            (0, "output passphrase string = 'x'"),
        ],
    );
}

#[test]
fn artifacts() {
    let both = |location: &str, token: &str| {
        format!(
            "param _artifactsLocation string{location}\n{token}\noutput o string = '${{_artifactsLocation}}'\noutput p int = length(_artifactsLocationSasToken)"
        )
    };
    let token = "@secure()\nparam _artifactsLocationSasToken string";
    rule(
        "artifacts-parameters",
        &[
            (1, "param _artifactsLocation string\noutput o string = _artifactsLocation"),
            (
                1,
                "@secure()\nparam _artifactsLocationSasToken string\noutput o int = length(_artifactsLocationSasToken)",
            ),
            (1, &both("", "param _artifactsLocationSasToken string")),
            (1, &both(" = 'x'", token)),
            (1, &both("", &format!("{token} = 'x'"))),
            (0, &both("", token)),
            (0, &both(" = 'https://example.org'", &format!("{token} = ''"))),
            (0, &both(" = deployment().properties.templateLink.uri", token)),
        ],
    );
    let inner = "param _artifactsLocation string\n@secure()\nparam _artifactsLocationSasToken string\noutput o string = _artifactsLocation\noutput p int = length(_artifactsLocationSasToken)";
    let files = files(&[("inner.bicep", inner)]);
    let of = |params: &str| {
        let text = format!("module m 'inner.bicep' = {{ name: 'm', params: {{ {params} }} }}");
        diagnostics_with(&text, &files).iter().filter(|own| own.id() == "artifacts-parameters").count()
    };
    assert_eq!(of("_artifactsLocation: 'x'"), 1);
    assert_eq!(of("_artifactsLocation: 'x', _artifactsLocationSasToken: 'y'"), 0);
}

#[test]
fn identifiers_and_names() {
    let vault = |name: &str| format!("resource v 'Microsoft.Test/tests@2024-01-01' = {{ name: {name} }}");
    rule(
        "use-stable-resource-identifiers",
        &[
            (1, &format!("param a string = newGuid()\n{}", vault("'kv-${a}'"))),
            (1, &format!("param a string = utcNow()\nvar b = uniqueString(a)\n{}", vault("b"))),
            (2, &format!("param a string = utcNow()\nparam b string = newGuid()\n{}", vault("'${a}${b}'"))),
            (0, &format!("param a string\n{}", vault("'kv-${uniqueString(a)}'"))),
            // One way to one call is one diagnostic.
            (1, &format!("param a string = utcNow()\n{}", vault("'${a}-${a}'"))),
            (2, &format!("param a string = '${{utcNow('d')}}${{utcNow('s')}}'\n{}", vault("a"))),
            (
                0,
                "param a string = newGuid()\nresource v 'Microsoft.Test/tests@2024-01-01' = { name: 'v', tags: { a: a } }",
            ),
        ],
    );
    let child = |parent: &str, child: &str| {
        format!(
            "param p string\nresource n 'Microsoft.Network/virtualNetworks@2024-07-01' = {{ name: {parent}, location: p }}\nresource s 'Microsoft.Network/virtualNetworks/subnets@2024-07-01' = {{ name: {child} }}"
        )
    };
    rule(
        "use-parent-property",
        &[
            (1, &child("'vnet'", "'${n.name}/apps'")),
            (1, &child("'vnet'", "'vnet/apps'")),
            (1, &child("'${p}-vnet'", "'${p}-vnet/apps'")),
            (1, &child("p", "'${p}/apps'")),
            (0, &child("'vnet'", "'other/apps'")),
            (0, &child("'vnet'", "'vnet2/apps'")),
            (0, &child("'${p}-vnet'", "'${p}-net/apps'")),
        ],
    );
}

#[test]
fn dependencies() {
    let apps = |body: &str| {
        format!(
            "resource a 'Microsoft.Test/tests@2024-01-01' = {{ name: 'a' }}
resource b 'Microsoft.Test/tests@2024-01-01' = {{ name: 'b', properties: {{ a: a.properties.x }} }}
resource e 'Microsoft.Test/tests@2024-01-01' existing = {{ name: 'e' }}
var held = a.properties.y
resource c 'Microsoft.Test/tests@2024-01-01' = {{ name: 'c', {body} }}"
        )
    };
    rule(
        "no-unnecessary-dependson",
        &[
            (1, &apps("properties: { x: a.properties.x }, dependsOn: [a]")),
            (1, &apps("properties: { x: held }, dependsOn: [a]")),
            (1, &apps("properties: { x: b.properties.x }, dependsOn: [a]")),
            (1, &apps("dependsOn: [a, a]")),
            (1, &apps("properties: { x: held }, dependsOn: [held]")),
            (0, &apps("dependsOn: [a, b]")),
            (0, &apps("properties: { x: e.id }, dependsOn: [e]")),
            (1, &apps("properties: { x: e.properties.x }, dependsOn: [e]")),
        ],
    );
}

#[test]
fn resources() {
    let machine = |user: &str, image: &str| {
        format!(
            "param p string = 'x'\nvar v = 'admin'\nvar picture = {{ offer: 'a-Preview' }}\nresource m 'Microsoft.Test/machines@2024-01-01' = {{ name: p, properties: {{ osProfile: {{ {user} }}, storageProfile: {{ imageReference: {image} }} }} }}\noutput o string = v\noutput q object = picture"
        )
    };
    rule(
        "adminusername-should-not-be-literal",
        &[
            (1, &machine("adminUsername: 'admin'", "{}")),
            (1, &machine("adminUsername: v", "{}")),
            (1, &machine("ADMINUSERNAME: 'admin'", "{}")),
            (0, &machine("adminUsername: p", "{}")),
            (0, "output o object = { adminUsername: 'admin' }"),
        ],
    );
    rule(
        "use-stable-vm-image",
        &[
            (1, &machine("a: p", "{ sku: 'x-preview' }")),
            (1, &machine("a: p", "picture")),
            (0, &machine("a: p", "{ sku: 'x', publisher: 'preview' }")),
        ],
    );
    let script = |kind: &str, version: &str| {
        format!(
            "resource s 'Microsoft.Resources/deploymentScripts@2023-08-01' = {{ name: 's', location: 'x', kind: '{kind}', properties: {{ azPowerShellVersion: '{version}', retentionInterval: 'PT1H', scriptContent: 'x' }} }}"
        )
    };
    rule(
        "use-recent-az-powershell-version",
        &[
            (1, &script("AzurePowerShell", "9.7")),
            (1, &script("AzurePowerShell", "14.9")),
            (1, &script("AzurePowerShell", "11.0.1")),
            (0, &script("AzurePowerShell", "15.0")),
            (0, &script("AzurePowerShell", "11")),
            (0, &script("AzureCLI", "9.7")),
        ],
    );
    let extension = |publisher: &str, settings: &str| {
        format!(
            "@secure()\nparam key string\nparam plain string\nresource e 'Microsoft.Compute/virtualMachines/extensions@2024-11-01' = {{ name: 'm/e', location: plain, properties: {{ publisher: '{publisher}', type: 'CustomScript', typeHandlerVersion: '2.1', {settings} }} }}\noutput o bool = empty(key)"
        )
    };
    rule(
        "protect-commandtoexecute-secrets",
        &[
            (1, &extension("Microsoft.Azure.Extensions", "settings: { commandToExecute: 'run ${key}' }")),
            (
                1,
                &extension(
                    "Microsoft.Azure.Extensions",
                    "settings: { commandToExecute: listKeys(plain, '2024-01-01').a }",
                ),
            ),
            (0, &extension("Microsoft.Azure.Extensions", "settings: { commandToExecute: 'run ${plain}' }")),
            (0, &extension("Microsoft.Azure.Extensions", "protectedSettings: { commandToExecute: 'run ${key}' }")),
            (0, &extension("Contoso", "settings: { commandToExecute: 'run ${key}' }")),
        ],
    );
}

#[test]
fn inputs() {
    let app = |value: &str| {
        format!(
            "@secure()\nparam key string\n@secure()\nparam settings object\nparam plain string\nparam on bool\nvar held = key\nresource s 'Microsoft.Test/tests@2024-01-01' existing = {{ name: 's' }}\nresource a 'Microsoft.App/containerApps@2025-07-01' = {{ name: 'app', location: plain, properties: {{ environmentId: plain, configuration: {{ secrets: [{{ name: 'k', value: {value} }}] }} }} }}\noutput o bool = empty('${{key}}${{held}}${{settings}}${{s.id}}${{on}}')"
        )
    };
    rule(
        "use-secure-value-for-secure-inputs",
        &[
            (1, &app("'hunter2'")),
            (1, &app("plain")),
            (1, &app("'x-${key}'")),
            (1, &app("settings.key")),
            (0, &app("key")),
            (0, &app("held")),
            (0, &app("''")),
            (0, &app("on ? key : ''")),
            (0, &app("s.listKeys().a")),
            (1, &app("key }, ...[{ name: 'l', value: plain }], { name: 'm', value: key")),
            (1, &app("key }, { name: 'l', ...(on ? { value: plain } : {})")),
            (0, &app("key }, { name: 'l', ...{ value: key }")),
            (0, &app("s.properties.key")),
        ],
    );
}

#[test]
fn deployments() {
    let nested = |options: &str, value: &str, more: &str| {
        format!(
            "@secure()\nparam key string\nparam plain string\n{more}\nresource d 'Microsoft.Resources/deployments@2024-03-01' = {{ name: 'd', properties: {{ mode: 'Incremental', {options} template: {{ a: {value} }} }} }}\noutput o string = '${{plain}}${{empty(key)}}'"
        )
    };
    let inner = "expressionEvaluationOptions: { scope: 'inner' },";
    rule(
        "no-deployments-resources",
        &[(1, &nested("", "1", "")), (0, "resource d 'Microsoft.Test/tests@2024-01-01' = { name: 'd' }")],
    );
    rule(
        "nested-deployment-template-scoping",
        &[
            (1, &nested(inner, "plain", "")),
            (0, &nested("", "plain", "")),
            (0, &nested(inner, "'plain'", "")),
            // With symbolic names the inner scope is the default.
            (1, &nested("", "plain", "type t = string\n@export()\nvar x t = 'a'")),
        ],
    );
    rule(
        "secure-params-in-nested-deploy",
        &[
            (1, &nested("", "key", "")),
            (1, &nested("", "listKeys(plain, '2024-01-01')", "")),
            (0, &nested("", "plain", "")),
            (0, &nested(inner, "'x'", "")),
        ],
    );
}
