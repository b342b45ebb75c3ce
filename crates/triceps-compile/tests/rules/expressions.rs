//! Expressions: each fault with the code that the compiler has for it and the place it is about, and beside it a near
//! text that is right.

use crate::files::{diagnostics_with, files};

/// A wrong text, the diagnostics of it, and a near text without diagnostics.
struct Case {
    wrong: &'static str,
    /// Level, code and path, in the order of the text.
    messages: &'static [&'static str],
    right: &'static str,
}

const STORAGE: &str = "
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosostore1'
  location: 'westeurope'
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
}
";

const MODULES: &[(&str, &str)] = &[
    ("text.bicep", "output value string = 'x'"),
    ("secret.bicep", "@secure()\noutput key string = 'placeholder'"),
    ("takes.bicep", "@secure()\nparam token string\nparam label string\noutput o string = '${label}-${empty(token)}'"),
];

/// What the compiler and the limits of its arithmetic say; the linter has tests of its own.
fn messages(text: &str) -> Vec<String> {
    diagnostics_with(&text.replace("STORAGE", STORAGE), &files(MODULES))
        .iter()
        .filter(|own| own.id().starts_with("BCP") || own.id() == "TRI0011")
        .map(|own| format!("{} {} {}", own.severity(), own.id(), own.path()))
        .collect()
}

fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for case in cases {
        let found = messages(case.wrong);
        if found != case.messages {
            wrong.push(format!("{}\n  reported: {found:?}\n  expected: {:?}", case.wrong, case.messages));
        }
        let found = messages(case.right);
        if !found.is_empty() {
            wrong.push(format!("{}\n  is right, but reported: {found:?}", case.right));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn operators() {
    check(&[
        Case {
            wrong: "param a int\noutput o bool = !a || (a && true)",
            messages: &["error BCP044 outputs.o", "error BCP045 outputs.o"],
            right: "param a bool\noutput o bool = !a || (a && true)",
        },
        Case {
            wrong: "param a string\nparam b string\noutput o string = a + b",
            messages: &["error BCP045 outputs.o"],
            right: "param a int\nparam b int\noutput o int = a + b",
        },
        Case {
            wrong: "param a int\noutput o bool = a =~ 'x'",
            messages: &["error BCP045 outputs.o"],
            right: "param a string\noutput o bool = a =~ 'x'",
        },
        Case {
            wrong: "param a int\noutput o int = a ? 1 : 2",
            messages: &["error BCP046 outputs.o"],
            right: "param a int\noutput o int = a == 1 ? 1 : 2",
        },
        Case {
            wrong: "param a int\noutput o int = a % 0",
            messages: &["error BCP410 outputs.o"],
            right: "param a int\noutput o int = a / 0",
        },
        Case {
            wrong: "param a int?\noutput o int = true ? 1 : a + 1",
            messages: &["warning BCP321 outputs.o"],
            right: "param a int?\noutput o int = true ? 1 : a! + 1",
        },
        Case {
            wrong: "param a int?\noutput o int = a + 1",
            messages: &["error BCP045 outputs.o"],
            right: "param a int?\noutput o int = (a ?? 0) + 1",
        },
    ]);
}

#[test]
fn arithmetic_that_breaks_the_compiler() {
    check(&[
        Case {
            wrong: "@maxValue(9223372036854775807)\nparam p int\noutput o int = p + 1",
            messages: &["error TRI0011 outputs.o"],
            right: "@maxValue(9223372036854775806)\nparam p int\noutput o int = p + 1",
        },
        Case {
            wrong: "output o int = 9223372036854775807 + 1",
            messages: &["error TRI0011 outputs.o"],
            right: "output o int = 9223372036854775806 + 1",
        },
        Case {
            wrong: "@minValue(-9223372036854775807)\nparam p int\noutput o int = p - 2",
            messages: &["error TRI0011 outputs.o"],
            right: "param p int\noutput o int = p - 2",
        },
        Case {
            wrong: "output o object = { x: json('1000000000000000000000000000000') }",
            messages: &["error TRI0011 outputs.o.x"],
            right: "output o object = { x: json('1e30') }",
        },
        Case {
            wrong: "output o int = max([])",
            messages: &["error TRI0011 outputs.o"],
            right: "output o int = max([1])",
        },
        Case {
            wrong: "output o int = 9223372036854775807 * 2",
            messages: &["warning BCP234 outputs.o"],
            right: "output o int = 4611686018427387903 * 2",
        },
    ]);
}

#[test]
fn texts_of_json() {
    check(&[
        Case {
            wrong: "output o object = { x: json('inf') }",
            messages: &["error BCP186 outputs.o.x"],
            right: "output o object = { x: json('NaN'), y: json('0.0000001'), z: json('-Infinity') }",
        },
        Case {
            wrong: "output o object = json('{\"a\": }')",
            messages: &["error BCP186 outputs.o"],
            right: "output o object = json('{\"a\": 1, }')",
        },
    ]);
}

#[test]
fn access() {
    check(&[
        Case {
            wrong: "var x = (-7).n\noutput o object = { x: x }",
            messages: &["error BCP055 variables.x", "error BCP062 outputs.o.x"],
            right: "var x = { n: -7 }.n\noutput o object = { x: x }",
        },
        Case {
            wrong: "param a int\noutput o object = { x: a[0] }",
            messages: &["error BCP076 outputs.o.x"],
            right: "param a array\noutput o object = { x: a[0] }",
        },
        Case {
            wrong: "var known = { name: 'x' }\noutput o string = known.nam",
            messages: &["error BCP083 outputs.o"],
            right: "var known = { name: 'x' }\noutput o string = known.name",
        },
        Case {
            wrong: "var known = { name: 'x' }\noutput o string = known.other",
            messages: &["error BCP053 outputs.o"],
            right: "param known object\noutput o string = known.other",
        },
        Case {
            wrong: "var known = {}\noutput o string = known.?x ?? ''",
            messages: &["warning BCP052 outputs.o"],
            right: "param known object\noutput o string = known.?x ?? ''",
        },
        Case {
            wrong: "param list array\noutput o string = list['0']",
            messages: &["error BCP074 outputs.o"],
            right: "param list array\noutput o string = list[0]",
        },
        Case {
            wrong: "param bag object\noutput o string = bag[0]",
            messages: &["error BCP075 outputs.o"],
            right: "param bag object\noutput o string = bag['0']",
        },
        Case {
            wrong: "var tuple = ['a', 'b']\noutput o string = tuple[2]",
            messages: &["error BCP311 outputs.o"],
            right: "var tuple = ['a', 'b']\noutput o string = tuple[1]",
        },
        Case {
            wrong: "param list array\noutput o string = list[-1]",
            messages: &["error BCP339 outputs.o"],
            right: "param list array\nparam at int\noutput o string = list[at - 1]",
        },
        Case {
            wrong: "param shape { size: int? }?\noutput o int = shape.size ?? 1",
            messages: &["warning BCP318 outputs.o"],
            right: "param shape { size: int? }?\noutput o int = shape.?size ?? 1",
        },
    ]);
}

#[test]
fn arguments() {
    check(&[
        Case {
            wrong: "output o string = toLower('A', 'B')",
            messages: &["error BCP071 outputs.o"],
            right: "output o string = toLower('A')",
        },
        Case {
            wrong: "output o string = toUpper(1)",
            messages: &["error BCP070 outputs.o"],
            right: "output o string = toUpper('1')",
        },
        Case {
            wrong: "output o int = length(5)",
            messages: &["error BCP048 outputs.o"],
            right: "output o int = length('5')",
        },
        Case {
            wrong: "output o array = concat('a', 'b', [])",
            messages: &["error BCP070 outputs.o"],
            right: "output o array = concat(['a'], [])",
        },
        Case {
            wrong: "output o string = substring('abc', 5)",
            messages: &["warning BCP234 outputs.o", "error BCP327 outputs.o"],
            right: "output o string = substring('abc', 3)",
        },
        Case {
            wrong: "param a string?\noutput o string = toUpper(a)",
            messages: &["warning BCP321 outputs.o"],
            right: "param a string?\noutput o string = toUpper(a ?? '')",
        },
        Case {
            wrong: "output o string = getRoleAssignmentName({ scope: '/', principalId: 'p', role: 'r' })",
            messages: &["error BCP035 outputs.o", "error BCP037 outputs.o"],
            right: "output o string = getRoleAssignmentName({ scope: '/', principalId: 'p', roleDefinitionId: 'r' })",
        },
        Case {
            wrong: "output o array = flatten(['x'])",
            messages: &["error BCP033 outputs.o", "error BCP309 outputs.o"],
            right: "output o array = flatten([['x']])",
        },
        Case {
            wrong: "output o string = nosuch('x')",
            messages: &["error BCP057 outputs.o"],
            right: "output o string = string('x')",
        },
        Case {
            wrong: "output o string = toLowr('x')",
            messages: &["error BCP082 outputs.o"],
            right: "output o string = toLower('x')",
        },
        Case {
            wrong: "output o array = createArray(1)",
            messages: &["error BCP101 outputs.o"],
            right: "output o array = [1]",
        },
        Case {
            wrong: "output o int = add(1, 2)",
            messages: &["error BCP069 outputs.o"],
            right: "output o int = 1 + 2",
        },
        Case {
            wrong: "output o string = nameof('x')",
            messages: &["error BCP408 outputs.o"],
            right: "param p string\noutput o string = nameof(p)",
        },
        Case {
            wrong: "output o string = utcNow()",
            messages: &["error BCP065 outputs.o"],
            right: "param now string = utcNow()\noutput o string = now",
        },
        Case {
            wrong: "param p object = reference('x')\noutput o object = p",
            messages: &["error BCP066 params.p.default"],
            right: "output o object = reference('x')",
        },
        Case {
            wrong: "output o string = readEnvironmentVariable('X')",
            messages: &["error BCP057 outputs.o"],
            right: "output o string = environment().name",
        },
    ]);
}

#[test]
fn scopes() {
    check(&[
        Case {
            wrong: "targetScope = 'subscription'\noutput o string = resourceGroup().location",
            messages: &["error BCP071 outputs.o"],
            right: "targetScope = 'subscription'\noutput o string = deployment().location",
        },
        Case {
            wrong: "targetScope = 'tenant'\noutput o string = subscription().id",
            messages: &["error BCP071 outputs.o"],
            right: "targetScope = 'tenant'\noutput o string = tenant().tenantId",
        },
        Case {
            wrong: "output o string = managementGroup().id",
            messages: &["error BCP071 outputs.o"],
            right: "targetScope = 'managementGroup'\noutput o string = managementGroup().id",
        },
        Case {
            wrong: "output o string = deployment().location",
            messages: &["error BCP053 outputs.o"],
            right: "output o string = deployment().name",
        },
        Case {
            wrong: "output o string = resourceGroup('rg').location",
            messages: &["error BCP052 outputs.o"],
            right: "output o string = resourceGroup().location",
        },
    ]);
}

#[test]
fn declared_functions() {
    check(&[
        Case {
            wrong: "func greet(name string) string => name\noutput o string = greet()",
            messages: &["error BCP071 outputs.o"],
            right: "func greet(name string) string => name\noutput o string = greet('x')",
        },
        Case {
            wrong: "func greet(name string) string => name\noutput o string = greet(1)",
            messages: &["error BCP070 outputs.o"],
            right: "func greet(name int) string => string(name)\noutput o string = greet(1)",
        },
        Case {
            wrong: "param prefix string\nfunc named(name string) string => '${prefix}-${name}'\noutput o string = named('x')",
            messages: &["error BCP057 functions.named"],
            right: "var prefix = 'a'\nfunc named(name string) string => '${prefix}-${name}'\noutput o string = named('x')",
        },
        Case {
            wrong: "func clock() string => utcNow()\noutput o string = clock()",
            messages: &["error BCP065 functions.clock"],
            right: "STORAGEfunc named() string => account.id\noutput o string = named()",
        },
        Case {
            wrong: "func greet(name string) string => name\noutput o string = greet",
            messages: &["error BCP063 outputs.o"],
            right: "func greet() string => 'x'\noutput o string = greet()",
        },
    ]);
}

#[test]
fn lambdas() {
    check(&[
        Case {
            wrong: "param names array\noutput o array = map(names, () => 1)",
            messages: &["error BCP070 outputs.o"],
            right: "param names array\noutput o array = map(names, (n, i) => i)",
        },
        Case {
            wrong: "param names array\noutput o array = filter(names, n => 'yes')",
            messages: &["error BCP070 outputs.o"],
            right: "param names array\noutput o array = filter(names, n => n == 'yes')",
        },
        Case {
            wrong: "param a int\noutput o int = any((x => x) ? a : 1)",
            messages: &["error BCP046 outputs.o", "error BCP242 outputs.o"],
            right: "param a int\noutput o int = any(a == 1 ? a : 1)",
        },
        Case {
            // What is wrong inside of a lambda is lost on the compiler.
            wrong: "param names string[]\noutput o array = map(names, n => n + 1)",
            messages: &["error BCP070 outputs.o"],
            right: "param names int[]\noutput o array = map(names, n => n + 1)",
        },
        Case {
            wrong: "param names string[]
resource accounts 'Microsoft.Storage/storageAccounts@2023-05-01' existing = [for n in names: { name: n }]
output ids string[] = map(range(0, 2), i => accounts[i].id)",
            messages: &["error BCP247 outputs.ids"],
            right: "param names string[]
resource accounts 'Microsoft.Storage/storageAccounts@2023-05-01' existing = [for n in names: { name: n }]
output ids string[] = [for i in range(0, 2): accounts[i].id]",
        },
        Case {
            wrong: "output o array = map(range(0, 2), i => listKeys('n${i}', '2023-05-01').keys)",
            messages: &["error BCP248 outputs.o"],
            right: "output o array = map(range(0, 2), i => resourceId('A.B/c', 'n${i}'))",
        },
    ]);
}

#[test]
fn loops_and_spreads() {
    check(&[
        Case {
            wrong: "param xs array\nvar a = { all: [for x in xs: x] }\noutput o object = a",
            messages: &["error BCP138 variables.a.all"],
            right: "param xs array\nvar a = [for x in xs: x]\noutput o array = a",
        },
        Case {
            wrong: "param xs array\noutput o int = length([for x in xs: x])",
            messages: &["error BCP138 outputs.o"],
            right: "param xs array\noutput o int = length(map(xs, x => x))",
        },
        Case {
            wrong: "param text string\noutput o array = [for x in text: x]",
            messages: &["error BCP137 outputs.o"],
            right: "param text string[]\noutput o array = [for x in text: x]",
        },
        Case {
            wrong: "param xs array
param more object
resource net 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'net'
  location: 'westeurope'
  properties: { ...more, addressSpace: { addressPrefixes: [for a in xs: a] } }
}",
            messages: &["error BCP417 resources.net.properties"],
            right: "param xs array
param more object
resource net 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'net'
  location: 'westeurope'
  properties: { ...more, addressSpace: { addressPrefixes: map(xs, a => a) } }
}",
        },
        Case {
            wrong: "param xs array
resource net 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'net'
  location: 'westeurope'
  properties: { subnets: [for a in xs: { name: a, properties: { addressPrefixes: [for b in xs: b] } }] }
}",
            messages: &["error BCP142 resources.net.properties.subnets.properties.addressPrefixes"],
            right: "param xs array
resource net 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'net'
  location: 'westeurope'
  properties: { subnets: [for a in xs: { name: a, properties: { addressPrefixes: map(xs, b => b) } }] }
}",
        },
        Case {
            wrong: "param more object\noutput o array = [...more]",
            messages: &["error BCP402 outputs.o[0]"],
            right: "param more array\noutput o array = [...more]",
        },
    ]);
}

#[test]
fn what_may_not_be_there() {
    check(&[
        Case {
            wrong: "param go bool
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = if (go) { name: 'contosostore1' }
output o string = account.properties.accessTier",
            messages: &["warning BCP318 outputs.o"],
            right: "param go bool
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = if (go) { name: 'contosostore1' }
output o string = account.?properties.accessTier ?? account.id",
        },
        Case {
            wrong: "param go bool
module m 'text.bicep' = if (go) { name: 'm' }
output o string = m.outputs.value",
            messages: &["warning BCP318 outputs.o"],
            right: "param go bool
module m 'text.bicep' = if (go) { name: 'm' }
output o string = go ? m!.outputs.value : m.name",
        },
        Case {
            wrong: "param go bool
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = if (go) { name: 'contosostore1' }
@secure()
output o string = account.listKeys().keys[0].value",
            messages: &["warning BCP422 outputs.o"],
            right: "param go bool
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = if (go) { name: 'contosostore1' }
@secure()
output o string = account!.listKeys().keys[0].value",
        },
        Case {
            wrong: "@nullIfNotFound()
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: 'contosostore1' }
output o string = account.properties.accessTier",
            messages: &["warning BCP318 outputs.o"],
            right:
                "resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: 'contosostore1' }
output o string = account.properties.accessTier",
        },
    ]);
}

#[test]
fn places_of_symbols() {
    check(&[
        Case {
            wrong: "var base = 'x'\nparam a string = base\noutput o string = a",
            messages: &["error BCP072 params.a.default"],
            right: "param base string = 'x'\nparam a string = base\noutput o string = a",
        },
        Case {
            wrong: "param xs array\nparam a array = map(xs, x => x)\noutput o array = a",
            messages: &["error BCP072 params.a.default"],
            right: "param xs array\nvar a = map(xs, x => x)\noutput o array = a",
        },
        Case {
            wrong: "output o string = '${[1][0]}'",
            messages: &["error BCP087 main.bicep"],
            right: "var list = [1]\noutput o string = '${list[0]}-'",
        },
        Case {
            wrong: "param names string[]
resource accounts 'Microsoft.Storage/storageAccounts@2023-05-01' existing = [for n in names: { name: n }]
output o array = [for n in names: accounts]",
            messages: &["error BCP144 outputs.o"],
            right: "param names string[]
resource accounts 'Microsoft.Storage/storageAccounts@2023-05-01' existing = [for n in names: { name: n }]
output o array = accounts",
        },
        Case {
            wrong: "param names string[]
resource accounts 'Microsoft.Storage/storageAccounts@2023-05-01' existing = [for n in names: { name: n }]
output o string = accounts[?0].id",
            messages: &["error BCP323 outputs.o"],
            right: "param names string[]
resource accounts 'Microsoft.Storage/storageAccounts@2023-05-01' existing = [for n in names: { name: n }]
output o string = accounts[0].id",
        },
        Case {
            wrong: "resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'portal-kv' }
@secure()
output o string = vault.getSecret('token')",
            messages: &["error BCP180 outputs.o"],
            right: "resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'portal-kv' }
output o string = vault.properties.vaultUri",
        },
        Case {
            wrong: "resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'portal-kv' }
output o object = vault.getKeys()",
            messages: &["error BCP109 outputs.o"],
            right: "resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'portal-kv' }
output o object = { id: vault.id }",
        },
        Case {
            wrong: "module m 'text.bicep' = { name: 'm', params: union({}, {}) }",
            messages: &["error BCP183 modules.m.params"],
            right: "module m 'text.bicep' = { name: 'm' }",
        },
    ]);
}

#[test]
fn modules() {
    check(&[
        Case {
            wrong: "module m 'secret.bicep' = { name: 'm' }\n@secure()\noutput o string = m!.outputs.key",
            messages: &["error BCP426 outputs.o"],
            right: "module m 'secret.bicep' = { name: 'm' }\n@secure()\noutput o string = m.outputs.key",
        },
        Case {
            wrong: "module m 'secret.bicep' = [for i in range(0, 2): { name: 'm${i}' }]
var first = m[0]
@secure()
output o string = first.outputs.key",
            messages: &["error BCP426 outputs.o"],
            right: "module m 'secret.bicep' = [for i in range(0, 2): { name: 'm${i}' }]
@secure()
output o string = m[0].outputs.key",
        },
        Case {
            wrong: "module m 'secret.bicep' = [for i in range(0, 2): { name: 'm${i}' }]
@secure()
output o object = { all: map(m, each => each.outputs.key) }",
            messages: &["error BCP426 outputs.o.all"],
            right: "module m 'text.bicep' = [for i in range(0, 2): { name: 'm${i}' }]
output o object = { all: map(m, each => each.outputs.value) }",
        },
        Case {
            wrong: "resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'portal-kv' }
module m 'takes.bicep' = {
  name: 'm'
  params: { token: vault.getSecret('token'), label: vault.getSecret('label') }
}",
            messages: &["error BCP180 modules.m.params.label"],
            right: "resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'portal-kv' }
param go bool
module m 'takes.bicep' = {
  name: 'm'
  params: { token: go ? vault.getSecret('a') : vault.getSecret('b'), label: 'x' }
}",
        },
        Case {
            wrong: "resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'portal-kv' }
module m 'takes.bicep' = {
  name: 'm'
  params: { token: '${vault.getSecret('token')}-x', label: 'x' }
}",
            messages: &["error BCP180 modules.m.params.token"],
            right: "resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'portal-kv' }
module m 'takes.bicep' = { name: 'm', params: { token: vault.getSecret('token', '1'), label: 'x' } }",
        },
        Case {
            wrong: "module m 'text.bicep' = { name: 'm' }\noutput o string = m.outputs.other",
            messages: &["error BCP053 outputs.o"],
            right: "module m 'text.bicep' = { name: 'm' }\noutput o string = m.outputs.value",
        },
        Case {
            wrong: "param more object
module m 'text.bicep' = { name: 'm', ...more }",
            messages: &["error BCP401 modules.m"],
            right: "param more object
module m 'text.bicep' = { name: 'm' }
output o object = { ...more }",
        },
    ]);
}

#[test]
fn decorators() {
    check(&[
        Case {
            wrong: "@minLength(3)\nparam p int\noutput o int = p",
            messages: &["error BCP124 params.p"],
            right: "@minLength(3)\nparam p string\noutput o string = p",
        },
        Case {
            wrong: "@maxLength('3')\nparam p string\noutput o string = p",
            messages: &["error BCP070 params.p"],
            right: "@maxLength(3)\nparam p string\noutput o string = p",
        },
        Case {
            wrong: "@minLength(-1)\nparam p string\noutput o string = p",
            messages: &["error BCP168 params.p"],
            right: "@minLength(0)\nparam p string\noutput o string = p",
        },
        Case {
            wrong: "@allowed([])\nparam p string\noutput o string = 'x'",
            messages: &["error BCP099 params.p"],
            right: "@allowed(['x'])\nparam p string\noutput o string = p",
        },
        Case {
            wrong: "type t = string\n@minLength(3)\nparam p t\noutput o string = p",
            messages: &["error BCP308 params.p"],
            right: "@minLength(3)\ntype t = string\nparam p t\noutput o string = p",
        },
        Case {
            wrong: "@minLength(1)\nparam p 'a' | 'b'\noutput o string = p",
            messages: &["error BCP295 params.p"],
            right: "param p 'a' | 'b'\noutput o string = p",
        },
        Case {
            wrong: "@description(toLower('X'))\nparam p string\noutput o string = p",
            messages: &["error BCP032 params.p"],
            right: "@description('x')\nparam p string\noutput o string = p",
        },
        Case {
            wrong: "@description()\nparam p string\noutput o string = p",
            messages: &["error BCP071 params.p"],
            right: "@secure()\nparam p string\n@secure()\noutput o string = p",
        },
    ]);
}

/// Types that are known exactly: the value is refused by its length.
#[test]
fn lengths_of_results() {
    let named = |name: &str| messages(&format!("param p string\n{}", STORAGE.replace("'contosostore1'", name)));
    for fits in [
        "'st${take(replace(guid('a'), '-', ''), 20)}'",
        "'st${uniqueString(p)}'",
        "take('contoso${uniqueString(p)}', 24)",
        "toLower('CONTOSO')",
        "join(['abc', 'def'], '')",
        "padLeft('x', 4, 'y')",
    ] {
        assert_eq!(named(fits), [""; 0], "{fits}");
    }
    for (name, code) in [
        ("guid(p)", "BCP332"),
        ("'${guid(p)}'", "BCP332"),
        ("take(p, 2)", "BCP333"),
        ("'st${p}'", "BCP334"),
        ("take('contoso-${p}', 30)", "BCP335"),
        // Both the length and the hyphens of a literal are known.
        ("guid('a')", "BCP416"),
    ] {
        let found = named(name);
        assert!(found.contains(&format!("warning {code} resources.account.name")), "{name}: {found:?}");
    }
}

#[test]
fn unions_and_the_end_of_safe_chains() {
    check(&[
        // One diagnostic for a union, not one a member.
        Case {
            wrong: "param a bool\noutput o string = (a ? 'x' : 1)[0]",
            messages: &["error BCP076 outputs.o"],
            right: "param a bool\noutput o string = (a ? ['x'] : ['y', 'z'])[0]",
        },
        Case {
            wrong: "param a { b: { c: string }? }\noutput o string = a.b.?c.d",
            messages: &["error BCP033 outputs.o"],
            right: "param a { b: { c: { d: string } }? }\noutput o string? = a.b.?c.d",
        },
        Case {
            wrong: "param a object[]\noutput o string = a[true].b",
            messages: &["error BCP074 outputs.o"],
            right: "param a object[]\noutput o string = a[0].b",
        },
        Case {
            wrong: "param a array\noutput o string = a[0][true]",
            messages: &["error BCP049 outputs.o"],
            right: "param a array\noutput o string = a[0]['true']",
        },
        // What the function gives is known all the same.
        Case {
            wrong: "STORAGE\noutput o string = empty(account.tgas)",
            messages: &["error BCP033 outputs.o", "error BCP053 outputs.o"],
            right: "STORAGE\noutput o bool = empty(account.tags)",
        },
    ]);
}

#[test]
fn functions_of_resources() {
    const VAULT: &str = "resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'contoso-vault' }\n";
    let text = |rest: &str| format!("{VAULT}{rest}");
    assert_eq!(
        messages(&text("module m 'secret.bicep' = { params: { } }\noutput o object = vault.getSecrt('a')")),
        ["error BCP110 outputs.o"]
    );
    assert_eq!(
        messages("STORAGE\nmodule m 'takes.bicep' = { params: { token: account.getSecret('a'), label: 'b' } }"),
        ["error BCP109 modules.m.params.token"]
    );
    assert_eq!(
        messages(&text("module m 'takes.bicep' = { params: { token: vault.getSecret('a'), label: 'b' } }")),
        [""; 0]
    );
    check(&[
        Case {
            wrong: "STORAGE\noutput o object = account.name.listKeys()",
            messages: &["error BCP067 outputs.o"],
            right: "STORAGE\noutput o object = account.listKeys()",
        },
        Case {
            wrong: "param a object\noutput o object = a.listKeys()",
            messages: &["error BCP109 outputs.o"],
            right: "param a string\noutput o object = listKeys(a, '2023-05-01')",
        },
    ]);
}

#[test]
fn values_that_name_others_twice_stay_small() {
    use std::fmt::Write;
    for (open, close) in [("[", "]"), ("flag ? [0] : [", "]")] {
        let mut text = String::from("param flag bool\nvar v0 = [flag]\n");
        for number in 1..40 {
            let _ = writeln!(text, "var v{number} = {open}v{before}, v{before}{close}", before = number - 1);
        }
        text.push_str("output o string = v39\n");
        assert_eq!(messages(&text), ["error BCP033 outputs.o"]);
    }
}
