//! Rules that only a text can break: names, decorators, types and places as the compiler gives them. Each case has a
//! near one that is right.

use triceps_diagnostics::Diagnostic;

use crate::files::{Files, diagnostics_with, files};

struct Case {
    wrong: &'static str,
    /// `line:column-line:column level code`, in the order of the text.
    messages: &'static [&'static str],
    right: &'static str,
}

const OTHERS: &[(&str, &str)] = &[
    ("lib.bicep", "@export()\nvar tag = 'a'\n@export()\ntype size = 'S' | 'M'\n"),
    ("group.bicep", "output id string = resourceGroup().id\n"),
    ("tenant.bicep", "targetScope = 'tenant'\n"),
];

fn messages(text: &str, files: &Files) -> Vec<String> {
    let line = |found: &Diagnostic| {
        let span = found.span()?;
        let (start, end) = (span.start, span.end);
        Some(format!("{}:{}-{}:{} {} {}", start.0, start.1, end.0, end.1, found.severity(), found.id()))
    };
    let found = diagnostics_with(text, files);
    found.iter().filter(|found| found.id().starts_with("BCP")).filter_map(line).collect()
}

#[track_caller]
fn check(cases: &[Case]) {
    let files = files(OTHERS);
    let mut wrong = Vec::new();
    for case in cases {
        let found = messages(case.wrong, &files);
        if found != case.messages {
            wrong.push(format!("{}\n  reported: {found:#?}\n  expected: {:#?}", case.wrong, case.messages));
        }
        let found = messages(case.right, &files);
        if !found.is_empty() {
            wrong.push(format!("{}\n  is right, but reported: {found:#?}", case.right));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn names_that_are_not_values() {
    check(&[
        Case { wrong: "var a = nowhere", messages: &["1:9-1:16 error BCP057"], right: "var a = []" },
        // Names are compared with those of types alone.
        Case { wrong: "var place = 1\nvar a = plac", messages: &["2:9-2:13 error BCP057"], right: "var a = 'plac'" },
        Case { wrong: "var a = strin", messages: &["1:9-1:14 error BCP082"], right: "var a = string(1)" },
        Case { wrong: "var a = sys", messages: &["1:9-1:12 error BCP041"], right: "var a = sys.concat('a', 'b')" },
        Case { wrong: "var a = string", messages: &["1:9-1:15 error BCP288"], right: "var a = 'string'" },
        Case { wrong: "var a = sys.nowhere", messages: &["1:13-1:20 error BCP053"], right: "var a = sys.toLower('A')" },
        Case {
            wrong: "var a = az.nowhere",
            messages: &["1:12-1:19 error BCP052"],
            right: "param a string = newGuid()",
        },
        Case {
            wrong: "var a = resourceGroup",
            messages: &["1:9-1:22 error BCP063"],
            right: "var a = resourceGroup().name",
        },
        Case { wrong: "var a = createArray", messages: &["1:9-1:20 error BCP101"], right: "var a = array(1)" },
        Case {
            wrong: "var a = sys.toLowr('X')",
            messages: &["1:13-1:19 error BCP108"],
            right: "var a = sys.toLower('X')",
        },
        // A name is close to those that its namespace has, and to none that a file of parameters alone has.
        Case { wrong: "var a = az.concatt('a')", messages: &["1:12-1:19 error BCP107"], right: "var a = concat('a')" },
        Case {
            wrong: "var a = readEnvironmentVariables('x')",
            messages: &["1:9-1:33 error BCP057"],
            right: "var a = 'readEnvironmentVariable'",
        },
        Case { wrong: "var a = az.nope()", messages: &["1:12-1:16 error BCP107"], right: "var a = az.tenant()" },
        Case { wrong: "var a = az.x", messages: &["1:12-1:13 error BCP052"], right: "var a = az.deployment().name" },
        Case {
            wrong: "param a array = string",
            messages: &["1:17-1:23 error BCP072", "1:17-1:23 error BCP288"],
            right: "param a array = [string(1)]",
        },
        Case {
            wrong: "metadata a = resourceGroup().name",
            messages: &["1:14-1:27 error BCP152"],
            right: "metadata a = 'x'",
        },
        Case {
            wrong: "var a = 9223372036854775808",
            messages: &["1:9-1:28 error BCP010"],
            right: "var a = -9223372036854775808",
        },
        Case {
            wrong: "var a = -9223372036854775809",
            messages: &["1:9-1:29 error BCP010"],
            right: "var a = 9223372036854775807",
        },
    ]);
}

#[test]
fn what_follows_from_an_error() {
    check(&[
        Case {
            wrong: "var a = nowhere\noutput o string = a",
            messages: &["1:9-1:16 error BCP057", "2:19-2:20 error BCP062"],
            right: "var a = 'x'\noutput o string = a",
        },
        Case {
            wrong: "param items array\nvar a = map(items, x => nowhere)",
            messages: &["2:20-2:32 error BCP070"],
            right: "param items array\nvar a = map(items, x => x)",
        },
        Case {
            wrong: "@nope()\nvar a = nowhere",
            messages: &["2:9-2:16 error BCP057"],
            right: "@description('x')\nvar a = 1",
        },
        Case { wrong: "var a = a", messages: &["1:9-1:10 error BCP079"], right: "var a = 1" },
        Case {
            wrong: "var a = b\nvar b = a\noutput o string = b",
            messages: &["1:9-1:10 error BCP080", "2:9-2:10 error BCP080", "3:19-3:20 error BCP062"],
            right: "var a = b\nvar b = 'x'\noutput o string = b",
        },
        Case {
            wrong: "func f(a nope) string => a",
            messages: &["1:26-1:27 error BCP062"],
            right: "func f(a string) string => a",
        },
        Case {
            wrong: "resource r 'nope' = {\n  name: nowhere\n}",
            messages: &["1:12-1:18 error BCP029"],
            right: "resource r 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {\n  name: 'x'\n}",
        },
        // Of a body that could not be read nothing is reported.
        Case {
            wrong: "resource r 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' =",
            messages: &["1:75-1:75 error BCP118"],
            right: "resource r 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {\n  name: 'x'\n}",
        },
        Case {
            wrong: "var a = [for (x, i, j) in []: x]",
            messages: &["1:14-1:23 error BCP249"],
            right: "var a = [for (x, i) in []: x]",
        },
    ]);
}

#[test]
fn decorators() {
    check(&[
        Case {
            wrong: "@description('x')\n",
            messages: &["1:1-1:18 error BCP132"],
            right: "@description('x')\nparam a string",
        },
        Case { wrong: "@allowed([1])\n", messages: &["1:1-1:14 error BCP147"], right: "@allowed([1])\nparam a int" },
        Case { wrong: "@secure()\n", messages: &["1:1-1:10 error BCP292"], right: "@secure()\nparam a string" },
        Case { wrong: "@batchSize(1)\n", messages: &["1:1-1:14 error BCP153"], right: "@description('x')\nvar a = 1" },
        Case {
            wrong: "@concat('a')\nparam a string",
            messages: &["1:2-1:8 error BCP152"],
            right: "@description('a')\nparam a string",
        },
        Case {
            wrong: "@metdata({})\nparam a string",
            messages: &["1:2-1:9 error BCP082"],
            right: "@metadata({})\nparam a string",
        },
        Case {
            wrong: "@sys.secur()\nparam a string",
            messages: &["1:6-1:11 error BCP108"],
            right: "@sys.secure()\nparam a string",
        },
        Case {
            wrong: "@sys\nparam a string",
            messages: &["1:2-1:5 error BCP141"],
            right: "@sys.secure()\nparam a string",
        },
        Case {
            wrong: "@secure\nparam a string",
            messages: &["1:2-1:8 error BCP063"],
            right: "@secure()\nparam a string",
        },
        Case {
            wrong: "@minLength()\nparam a string",
            messages: &["1:11-1:13 error BCP071"],
            right: "@minLength(1)\nparam a string",
        },
        Case {
            wrong: "@secure()\n@secure()\nparam a string",
            messages: &["1:1-1:10 error BCP166", "2:1-2:10 error BCP166"],
            right: "@secure()\n@minLength(1)\nparam a string",
        },
        Case {
            wrong: "@secure()\nfunc f() string => 'x'",
            messages: &["1:1-1:10 error BCP124"],
            right: "@description('x')\nfunc f() string => 'x'",
        },
        Case {
            wrong: "@description('x')\ntargetScope = 'tenant'",
            messages: &["1:1-1:2 error BCP130"],
            right: "targetScope = 'tenant'",
        },
        Case {
            wrong: "param p string\n@export()\nvar a = p",
            messages: &["2:1-2:10 error BCP372"],
            right: "var p = 'x'\n@export()\nvar a = p",
        },
        Case {
            wrong: "type t = {\n  @export()\n  a: string\n}",
            messages: &["2:3-2:12 error BCP361"],
            right: "@export()\ntype t = {\n  a: string\n}",
        },
    ]);
}

#[test]
fn types() {
    check(&[
        Case { wrong: "param a strin", messages: &["1:9-1:14 error BCP302"], right: "param a string" },
        Case { wrong: "param a sys", messages: &["1:9-1:12 error BCP306"], right: "param a sys.string" },
        Case {
            wrong: "var x = 1\nparam a x",
            messages: &["2:9-2:10 error BCP287"],
            right: "type x = string\nparam a x",
        },
        Case { wrong: "param a string<'x'>", messages: &["1:9-1:20 error BCP383"], right: "param a string" },
        Case {
            wrong: "param a resourceInput",
            messages: &["1:9-1:22 error BCP384"],
            right: "param a resourceInput<'Microsoft.KeyVault/vaults@2024-11-01'>.name",
        },
        Case {
            wrong: "param a resourceInput<'Microsoft.KeyVault/vaults@2024-11-01'>",
            messages: &["1:9-1:62 error BCP394"],
            right: "param a resourceInput<'Microsoft.KeyVault/vaults@2024-11-01'>.properties.tenantId",
        },
        Case {
            wrong: "param a resourceInput<1>.name",
            messages: &["1:23-1:24 error BCP070"],
            right: "param a resourceInput<'Microsoft.KeyVault/vaults@2024-11-01'>.tags",
        },
        Case {
            wrong: "type t = {\n  a: string\n  a: int\n}",
            messages: &["3:3-3:4 error BCP025"],
            right: "type t = {\n  a: string\n  b: int\n}",
        },
        Case {
            wrong: "type t = {\n  *: string\n  *: int\n}",
            messages: &["2:3-2:12 error BCP315", "3:3-3:9 error BCP315"],
            right: "type t = {\n  a: string\n  *: int\n}",
        },
        Case {
            wrong: "type t = {\n  '${'a'}': string\n}",
            messages: &["2:3-2:11 error BCP296"],
            right: "type t = {\n  'a': string\n}",
        },
        Case {
            wrong: "param p string\ntype t = 'a${p}'",
            messages: &["2:10-2:17 error BCP285"],
            right: "type t = 'a${'b'}'",
        },
        Case {
            wrong: "type t = string[]\nparam a t[-1]",
            messages: &["2:11-2:13 error BCP387"],
            right: "type t = [string]\nparam a t[0]",
        },
        Case {
            wrong: "type t = string[]\nparam a t[0]",
            messages: &["2:11-2:12 error BCP388"],
            right: "type t = string[]\nparam a t[*]",
        },
        Case {
            wrong: "type t = { a: string }\nparam a t.b",
            messages: &["2:11-2:12 error BCP053"],
            right: "type t = { a: string }\nparam a t.a",
        },
        Case { wrong: "type t = 'a' | nope", messages: &["1:16-1:20 error BCP293"], right: "type t = 'a' | 'b'" },
        Case { wrong: "type t = t", messages: &["1:6-1:7 error BCP298"], right: "type t = { a: t? }" },
        Case {
            wrong: "type a = b\ntype b = a",
            messages: &["1:6-1:7 error BCP299", "2:6-2:7 error BCP299"],
            right: "type a = b\ntype b = string",
        },
        Case {
            wrong: "@discriminator('kind')\ntype t = { kind: 'a' } | nope",
            messages: &["2:26-2:30 error BCP286"],
            right: "@discriminator('kind')\ntype t = { kind: 'a' } | ({ kind: 'b' } | { kind: 'c' })",
        },
        Case {
            wrong: "param a resource 'A.B/c@2020-01-01'",
            messages: &["1:9-1:36 error BCP231"],
            right: "param a string",
        },
        Case { wrong: "param a string? = 'x'", messages: &["1:17-1:22 error BCP326"], right: "param a string = 'x'" },
    ]);
}

/// Azure reads the arguments of decorators as they are written: what a template would compute is not one.
#[test]
fn arguments_of_decorators_are_written_out() {
    check(&[
        Case {
            wrong: "@metadata({ ...{ a: 1 } })\nparam p string",
            messages: &["1:16-1:24 error BCP032"],
            right: "@metadata({ a: 1 })\nparam p string",
        },
        Case {
            wrong: "@metadata({ a: [...[1]] })\nparam p string",
            messages: &["1:17-1:23 error BCP032"],
            right: "@metadata({ a: [1] })\nparam p string",
        },
        Case {
            wrong: "@metadata({ a: 1 }!)\nparam p string",
            messages: &["1:11-1:20 error BCP032"],
            right: "@metadata({ a: [{ b: -1 }] })\nparam p string",
        },
        Case {
            wrong: "@allowed([...[1]])\nparam p int",
            messages: &["1:11-1:17 error BCP032"],
            right: "@allowed([1])\nparam p int",
        },
        Case {
            wrong: "@allowed([{ ...{ a: 1 } }])\nparam p object",
            messages: &["1:16-1:24 error BCP032"],
            right: "@allowed([{ a: 1 }])\nparam p object",
        },
        Case {
            wrong: "@discriminator('kind'!)\ntype t = { kind: 'a' } | { kind: 'b' }",
            messages: &["1:16-1:23 error BCP032"],
            right: "@discriminator('kind')\ntype t = { kind: 'a' } | { kind: 'b' }",
        },
        Case {
            wrong: "type t = {\n  @metadata({ ...{ a: 1 } })\n  p: string\n}",
            messages: &["2:18-2:26 error BCP032"],
            right: "type t = {\n  @metadata({ a: 1 })\n  p: string\n}",
        },
    ]);
}

/// A condition is known at the start, so that nothing is read in it; the body that it stands before may read.
#[test]
fn conditions_read_nothing() {
    check(&[
        Case {
            wrong: "resource a 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (reference('x').a) {\n  name: 'id-a'\n  location: 'westeurope'\n}",
            messages: &["1:80-1:89 error BCP066"],
            right: "param go bool\nresource a 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (go) {\n  name: 'kv-contoso/a'\n  properties: {\n    value: reference('x').a\n  }\n}",
        },
        Case {
            wrong: "module g 'group.bicep' = if (reference('x').a) {\n  name: 'g'\n}",
            messages: &["1:30-1:39 error BCP066"],
            right: "param go bool\nmodule g 'group.bicep' = if (go) {\n  name: 'g'\n}\noutput o object = reference('x')",
        },
        Case {
            wrong: "resource a 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {\n  name: 'contosostore1'\n}\nvar v = [for i in range(0, 2): '${i}${a.listKeys().keys[0].keyName}']",
            messages: &["4:39-4:51 error BCP182", "4:39-4:40 error BCP182"],
            right: "resource a 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {\n  name: 'contosostore1'\n}\nvar v = [for i in range(0, 2): '${i}${a.name}']",
        },
    ]);
}

/// What is left of a division is nearer to zero than the divisor, on the side of the dividend.
#[test]
fn remainders_have_bounds() {
    check(&[
        Case {
            wrong: "param a int\n@maxValue(3)\noutput o int = a % 5",
            messages: &["3:16-3:21 warning BCP330"],
            right: "param a int\n@maxValue(4)\noutput o int = a % 5",
        },
        Case {
            wrong: "param a int\n@minValue(-3)\noutput o int = a % -5",
            messages: &["3:16-3:22 warning BCP329"],
            right: "param a int\n@minValue(-4)\noutput o int = a % -5",
        },
        Case {
            wrong: "param a int\n@minValue(0)\noutput o int = a % 5",
            messages: &["3:16-3:21 warning BCP329"],
            right: "@minValue(0)\nparam a int\n@minValue(0)\noutput o int = a % 5",
        },
        Case {
            wrong: "param a int\n@maxValue(0)\noutput o int = a % 5",
            messages: &["3:16-3:21 warning BCP330"],
            right: "@maxValue(0)\nparam a int\n@maxValue(0)\noutput o int = a % 5",
        },
        Case {
            wrong: "param a int\n@minValue(-3)\n@maxValue(2)\nparam d int\n@maxValue(1)\noutput o int = a % d",
            messages: &["6:16-6:21 warning BCP330"],
            right: "param a int\n@minValue(-3)\n@maxValue(2)\nparam d int\n@maxValue(2)\noutput o int = a % d",
        },
        Case {
            wrong: "@maxValue(1)\noutput o int = 7 % 5",
            messages: &["2:16-2:21 error BCP327"],
            right: "@maxValue(2)\noutput o int = 7 % 5",
        },
    ]);
}

#[test]
fn files_and_scopes() {
    check(&[
        Case {
            wrong: "import { tag as a, tag as b } from 'lib.bicep'\nvar c = a\nvar d = b",
            messages: &["1:10-1:18 error BCP362", "1:20-1:28 error BCP362"],
            right: "import { tag as a, size as b } from 'lib.bicep'\nvar c = a\nparam d b",
        },
        Case {
            wrong: "import { tag } from 'lib.bicep'\nvar tag = 1\nvar b = 2",
            messages: &["1:10-1:13 error BCP028", "2:5-2:8 error BCP028"],
            right: "import { tag as other } from 'lib.bicep'\nvar tag = other",
        },
        Case {
            wrong: "import { tag } from 'lib.bicep'\nvar tag = 1\nvar tag = 2",
            messages: &["1:10-1:13 error BCP028", "2:5-2:8 error BCP028", "3:5-3:8 error BCP028"],
            right: "import { tag as other } from 'lib.bicep'\noutput tag string = other",
        },
        Case {
            wrong: "import * as sys from 'lib.bicep'",
            messages: &["1:13-1:16 error BCP084"],
            right: "import * as lib from 'lib.bicep'\nvar a = lib.tag",
        },
        Case {
            wrong: "import * as lib from 'lib.bicep'\nvar a = lib.nope",
            messages: &["2:13-2:17 error BCP053"],
            right: "import * as lib from 'lib.bicep'\nvar a = lib.tag",
        },
        Case {
            wrong: "targetScope = 'tenant'\ntargetScope = 'tenant'",
            messages: &["1:1-1:12 error BCP112", "2:1-2:12 error BCP112"],
            right: "targetScope = 'tenant'",
        },
        Case {
            wrong: "var scope = 'tenant'\ntargetScope = scope",
            messages: &["2:15-2:20 error BCP032"],
            right: "targetScope = 'subscription'",
        },
        Case {
            wrong: "module m 'tenant.bicep' = {\n  name: 'm'\n}",
            messages: &["1:8-1:9 error BCP035", "1:27-3:2 error BCP134"],
            right: "module m 'tenant.bicep' = {\n  name: 'm'\n  scope: tenant()\n}",
        },
        Case {
            wrong: "output a string = 'x'\noutput a string = 'y'",
            messages: &["1:8-1:9 error BCP145", "2:8-2:9 error BCP145"],
            right: "output a string = 'x'\noutput b string = 'y'",
        },
        Case { wrong: "assert a = true", messages: &["1:1-1:16 error BCP349"], right: "var a = true" },
        Case { wrong: "test t 'group.bicep' = {}", messages: &["1:1-1:26 error BCP348"], right: "var t = {}" },
    ]);
}

#[test]
fn places_in_expressions() {
    check(&[
        Case { wrong: "var a = { ...[1] }", messages: &["1:11-1:17 error BCP402"], right: "var a = { ...{} }" },
        Case {
            wrong: "param p array = [for x in []: 1]",
            messages: &["1:18-1:21 error BCP138"],
            right: "var a = [for x in []: x]",
        },
        Case {
            wrong: "var bag = { a: 1 }\nvar a = bag[^1]",
            messages: &["2:13-2:14 error BCP414"],
            right: "var bag = [1]\nvar a = bag[^1]",
        },
        Case {
            wrong: "var a = replace('a', '', 'b')",
            messages: &["1:17-1:29 warning BCP234"],
            right: "var a = replace('a', 'a', 'b')",
        },
        Case {
            wrong: "param p string\nresource r 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = if (p) {\n  name: 'x'\n  location: p\n}",
            messages: &["2:79-2:82 error BCP046"],
            right: "param p string\nresource r 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = if (p == 'x') {\n  name: 'x'\n  location: p\n}",
        },
        Case {
            wrong: "resource r 'Contoso.Widgets/widgets@2024-01-01' existing = {\n  name: 'x'\n}",
            messages: &["1:12-1:48 warning BCP081"],
            right: "resource r 'Microsoft.KeyVault/vaults@2024-11-01' existing = {\n  name: 'kv-contoso'\n}",
        },
        Case {
            wrong: "var text = 'x'\nvar a = text.",
            messages: &["2:14-2:14 error BCP020", "2:14-2:14 error BCP055"],
            right: "var text = { a: 1 }\nvar a = text.a",
        },
    ]);
}

/// What the linter of the compiler says about outputs, at the part that is read.
#[test]
fn secrets_in_outputs() {
    let files = Files::new();
    let places = |text: &str| {
        let found = diagnostics_with(text, &files);
        let own = found.iter().filter(|found| found.id() == "outputs-should-not-contain-secrets");
        let place = |found: &Diagnostic| found.span().map(|span| (span.start, span.end));
        own.filter_map(place).collect::<Vec<_>>()
    };
    let account = "resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {\n  name: 'x'\n}\n";
    let keys = format!("{account}output o string = account.listKeys().keys[0].value");
    assert_eq!(places(&keys), [((4, 19), (4, 37))]);
    assert_eq!(places(&format!("{account}output o string = account.name")), []);
    let pair = "param pair {\n  @secure()\n  key: string\n  open: string\n}\n";
    assert_eq!(places(&format!("{pair}output o string = pair.key")), [((6, 24), (6, 27))]);
    assert_eq!(places(&format!("{pair}output o string = pair.open")), []);
    assert_eq!(places(&format!("{pair}output o object = pair")), [((6, 19), (6, 23))]);
    assert_eq!(places("output password string = 'x'"), [((1, 1), (1, 29))]);
    assert_eq!(places(&format!("{pair}@secure()\noutput o string = pair.key")), []);
}

/// The token of the artifacts has to be secure: its type is marked.
#[test]
fn the_token_of_artifacts_is_marked_at_its_type() {
    let text = "param _artifactsLocation string\nparam _artifactsLocationSasToken string\noutput o array = [_artifactsLocation, _artifactsLocationSasToken]";
    let found = diagnostics_with(text, &Files::new());
    let own = found.iter().filter(|found| found.id() == "artifacts-parameters");
    assert_eq!(own.filter_map(|found| found.span().map(|span| span.start)).collect::<Vec<_>>(), [(2, 34)]);
}

/// Hosts of one cloud are marked where they stand in their string.
#[test]
fn hosts_in_strings() {
    let files = Files::new().with("script.txt", "Connect https://login.microsoftonline.com");
    let places = |text: &str| {
        let found = diagnostics_with(text, &files);
        let own = found.iter().filter(|found| found.id() == "no-hardcoded-env-urls");
        own.filter_map(|found| found.span().map(|span| (span.start, span.end))).collect::<Vec<_>>()
    };
    assert_eq!(places("output o string = 'https://login.microsoftonline.com/x'"), [((1, 28), (1, 53))]);
    assert_eq!(places("param p string\noutput o string = 'https://${p}.vault.azure.net/'"), [((2, 33), (2, 48))]);
    let two = "output o string = 'https://vault.azure.net,https://vault.azure.net'";
    assert_eq!(places(two), [((1, 28), (1, 43)), ((1, 52), (1, 67))]);
    assert_eq!(places("output o string = 'Suffix=core.windows.net'"), [((1, 27), (1, 43))]);
    assert_eq!(places("output o string = 'https://myvault.azure.net/ https://vault.azure.net'"), [((1, 55), (1, 70))]);
    // A long part of a string without a host ends the search.
    assert_eq!(places("param p string\noutput o string = 'jdbc:sqlserver://${p}.vault.azure.net/'"), []);
    // Names of properties are strings as well, types are not.
    assert_eq!(places("output o object = {\n  'p.vault.azure.net': 1\n}"), [((2, 6), (2, 21))]);
    assert_eq!(places("type t = {\n  'p.vault.azure.net': int\n}"), [((2, 6), (2, 21))]);
    assert_eq!(places("param p 'https://vault.azure.net'\noutput o string = p"), []);
    assert_eq!(places("metadata m = {\n  'p.vault.azure.net': 1\n}"), []);
    assert_eq!(places("output o string = loadTextContent('script.txt')"), []);
}

/// A path may be put together from variables that hold texts.
#[test]
fn paths_that_are_known() {
    let files = Files::new().with("scripts/a.txt", "x");
    let codes = |text: &str| {
        let found = diagnostics_with(text, &files);
        found.iter().map(|found| found.id().to_owned()).filter(|id| id.starts_with("BCP")).collect::<Vec<_>>()
    };
    let known = "var folder = 'scripts'\nvar name = '${folder}/a'\n";
    assert!(codes(&format!("{known}output o string = loadTextContent('${{name}}.txt')")).is_empty());
    let given = "param name string\n";
    assert_eq!(codes(&format!("{given}output o string = loadTextContent('scripts/${{name}}.txt')")), ["BCP032"]);
    let circle = "var a = '${b}'\nvar b = '${a}'\n";
    assert!(codes(&format!("{circle}output o string = loadTextContent(a)")).contains(&"BCP032".to_owned()));
}

#[test]
fn what_the_parser_cannot_read() {
    check(&[
        // To the compiler an array lacks the items that cannot be read.
        Case {
            wrong: "var a = [, 1]\nvar b = a",
            messages: &["1:10-1:11 error BCP009"],
            right: "var a = [1]\nvar b = a",
        },
        // A string without an end is an item without a type.
        Case {
            wrong: "var a = [\n  'x\n]\nvar b = a",
            messages: &["2:3-2:5 error BCP004", "4:9-4:10 error BCP062"],
            right: "var a = [\n  'x'\n]\nvar b = a",
        },
        // A variable without a value has no type.
        Case {
            wrong: "var a\nvar b = a",
            messages: &["1:6-1:6 error BCP018", "2:9-2:10 error BCP062"],
            right: "var a = 1\nvar b = a",
        },
        Case {
            wrong: "type a = 'x' | 'y\ntype b = 1",
            messages: &["1:16-1:18 error BCP004", "1:16-1:18 error BCP293"],
            right: "type a = 'x' | 'y'\ntype b = 1",
        },
        Case {
            wrong: "@description(!  )\nparam a string",
            messages: &["1:14-1:17 error BCP032", "1:17-1:18 error BCP009"],
            right: "@description('!')\nparam a string",
        },
        // A lambda in an array is not an argument.
        Case {
            wrong: "var a = empty([b => b])",
            messages: &["1:16-1:22 error BCP242"],
            right: "var a = map([1], b => [b])",
        },
        // The body of a loop comes first.
        Case {
            wrong: "var a = [for b in 1: c]",
            messages: &["1:22-1:23 error BCP057"],
            right: "var a = [for b in [1]: b]",
        },
    ]);
}

#[test]
fn errors_within_types() {
    check(&[
        // Nothing fits a type that has an error, below the top of a type.
        Case {
            wrong: "param a nothing[] = ['x']",
            messages: &["1:9-1:16 error BCP302", "1:22-1:25 error BCP034"],
            right: "param a string[] = ['x']",
        },
        Case {
            wrong: "param a { b: nothing } = { b: 1 }",
            messages: &["1:14-1:21 error BCP302", "1:31-1:32 error BCP036"],
            right: "param a { b: int } = { b: 1 }",
        },
        Case { wrong: "param a nothing = 1", messages: &["1:9-1:16 error BCP302"], right: "param a int = 1" },
        Case { wrong: "func f() nothing => 1", messages: &["1:21-1:22 error BCP033"], right: "func f() int => 1" },
        // The default of what has no type is not looked at.
        Case { wrong: "param a nothing = 1 + 'x'", messages: &["1:9-1:16 error BCP302"], right: "param a int = 1 + 2" },
        // Types of variables are looked at as a whole, and at the items of arrays.
        Case {
            wrong: "var a { b: nothing } = { b: 1 }",
            messages: &["1:29-1:30 error BCP036"],
            right: "var a { b: int } = { b: 1 }",
        },
        Case { wrong: "var a nothing[] = []", messages: &["1:7-1:14 error BCP302"], right: "var a string[] = []" },
        Case { wrong: "var a null = 1", messages: &["1:7-1:11 error BCP412"], right: "var a int? = 1" },
        // A type with an error is one for itself too.
        Case {
            wrong: "type a = { b: a?, b: int }",
            messages: &["1:15-1:16 error BCP062", "1:19-1:20 error BCP025"],
            right: "type a = { b: a?, c: int }",
        },
        // What a decorator names is a part of the type to the compiler.
        Case {
            wrong: "@description(a)\ntype a = string",
            messages: &["1:14-1:15 error BCP079", "2:6-2:7 error BCP298"],
            right: "@description('a')\ntype a = string",
        },
        Case {
            wrong: "param a string[sys.]",
            messages: &["1:16-1:20 error BCP032", "1:20-1:20 error BCP020"],
            right: "type t = [string]\nparam a t[0]",
        },
        Case {
            wrong: "param a any[*]",
            messages: &["1:12-1:15 error BCP390"],
            right: "type t = string[]\nparam a t[*]",
        },
        Case {
            wrong: "type t = string\nparam a t.",
            messages: &["2:11-2:11 error BCP020", "2:11-2:11 error BCP055"],
            right: "type t = { b: string }\nparam a t.b",
        },
        Case { wrong: "type a = '${nowhere}'", messages: &["1:10-1:22 error BCP285"], right: "type a = '${'x'}'" },
    ]);
}

#[test]
fn names_in_functions() {
    check(&[
        Case {
            wrong: "type t = string\nfunc f() string => t",
            messages: &["2:20-2:21 error BCP057"],
            right: "var t = 'x'\nfunc f() string => t",
        },
        Case {
            wrong: "module m 'group.bicep' = { name: 'm' }\nfunc f() string => m.name",
            messages: &["2:20-2:21 error BCP057"],
            right: "func g() string => 'x'\nfunc f() string => g()",
        },
    ]);
}

#[test]
fn what_is_lost_is_used() {
    let unused = |text: &str| {
        let found = diagnostics_with(text, &files(OTHERS));
        found.iter().filter(|found| found.id().starts_with("no-unused")).count()
    };
    // Decorators without a declaration, types that are not ones, keys of types, loops without variables.
    assert_eq!(unused("param a string\n@description(a"), 0);
    assert_eq!(unused("param a string\n@description('x'"), 1);
    assert_eq!(unused("var a = 1\ntargetScope = a"), 0);
    assert_eq!(unused("var a = 1\ntype t = { '${a}': string }\noutput o t = {}"), 0);
    assert_eq!(unused("param v string\nresource a 'Microsoft.Storage/storageAccounts@${v}' = {}"), 0);
}
