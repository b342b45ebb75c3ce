//! Secrets: every way that they flow × every place in plain sight, and near ones that give nothing away.

use std::sync::LazyLock;

use crate::files::{Files, diagnostics_with, files};

/// What all cases declare.
const COMMON: &str = "
@secure()
param key string
@secure()
param settings object
param plain string
param on bool
param mixed {
  @secure()
  password: string
  user: string
}
@secure()
type secretText = string
param named secretText
resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: 'stcontoso'
}
module vault 'vault.bicep' = {
  name: 'vault'
}
module vaults 'vault.bicep' = [for i in range(0, 2): {
  name: 'vault-${i}'
}]
func same(text string) string => text
func label(text string) string => 'label'
func pick(pair object) string => pair.secret
func safe(pair object) string => pair.open
func marked() secretText => 'x'
";

static FILES: LazyLock<Files> = LazyLock::new(|| {
    files(&[
        ("vault.bicep", "@secure()\noutput token string = 'x'\noutput uri string = 'y'\n"),
        (
            "inner.bicep",
            "param value string\n@secure()\nparam guarded string\n@secure()\noutput o string = guarded\noutput p string = value\n",
        ),
    ])
});

/// How a secret gets somewhere: declarations, an expression that holds it, and a near one that does not.
const WAYS: &[(&str, &str, &str, &str)] = &[
    ("parameter", "", "key", "plain"),
    ("named type", "", "named", "plain"),
    ("variable", "var held = key", "held", "plain"),
    ("variable of a variable", "var first = key\nvar held = first", "held", "plain"),
    ("interpolation", "", "'x-${key}'", "'x-${plain}'"),
    ("function of the language", "", "base64(key)", "base64(plain)"),
    ("json", "", "string({ a: key })", "string({ a: plain })"),
    ("list method", "", "account.listKeys().keys[0].value", "account.name"),
    ("list function", "", "listKeys(account.id, '2025-06-01').keys[0].value", "account.id"),
    ("secure output", "", "vault.outputs.token", "vault.outputs.uri"),
    ("secure output of an item", "", "vaults[0].outputs.token", "vaults[0].outputs.uri"),
    ("all outputs", "var all = vault.outputs", "string(all)", "all.uri"),
    (
        "outputs in a lambda",
        "",
        "join(map(vaults, v => v.outputs.token), ',')",
        "join(map(vaults, v => v.outputs.uri), ',')",
    ),
    ("property of a secure object", "", "settings.key", "plain"),
    ("secure property", "", "mixed.password", "mixed.user"),
    ("object with a secure property", "", "string(mixed)", "string(mixed.user)"),
    ("property of a variable", "var pair = { secret: key, open: plain }", "pair.secret", "pair.open"),
    ("computed key", "var pair = { '${plain}': key }", "string(pair)", "plain"),
    ("key that is a secret", "var pair = { '${key}': 1 }", "string(pair)", "plain"),
    ("items", "var list = items(settings)", "list[0].value", "string(items({ a: plain }))"),
    ("items of a literal", "", "items({ a: key })[0].value", "items({ a: key, b: plain })[1].value"),
    ("union", "var both = union({ open: plain }, { secret: key })", "both.secret", "both.open"),
    ("concat", "var all = concat([plain], [key])", "all[1]", "all[0]"),
    ("spread", "var base = { secret: key, open: plain }\nvar all = { ...base, more: 1 }", "all.secret", "all.open"),
    ("spread item", "var base = [key]\nvar all = [plain, ...base]", "all[1]", "all[0]"),
    ("ternary", "", "on ? key : plain", "key == 'x' ? plain : 'other'"),
    ("default of null", "", "plain == 'x' ? plain : (key ?? plain)", "plain ?? 'x'"),
    ("loop", "var all = [for n in [key, plain]: { a: n }]", "all[0].a", "all[1].a"),
    (
        "loop over pairs",
        "var all = [for p in [{ secret: key, open: plain }]: p.open]",
        "string([for p in [key]: p])",
        "all[0]",
    ),
    ("map", "", "map([key], k => 'x${k}')[0]", "map([plain], k => 'x${k}')[0]"),
    ("declared function", "", "same(key)", "same(plain)"),
    ("function that drops it", "", "same(same(key))", "label(plain)"),
    ("function that reads a part", "", "pick({ secret: key, open: plain })", "safe({ secret: key, open: plain })"),
    ("function that gives one", "", "marked()", "label('x')"),
    ("first", "", "first([key])", "first([plain])"),
];

const ENVIRONMENT: &str = "environmentId: '/subscriptions/0'";

/// A place in plain sight, as the rest of the file.
const SINKS: &[(&str, &str)] = &[
    ("output", "output o string = SECRET"),
    ("part of an output", "output o object = { a: [SECRET] }"),
    ("metadata", "metadata m = SECRET"),
    ("name", "resource r 'Microsoft.Test/tests@2024-01-01' = { name: SECRET, location: 'x' }"),
    ("tag", "resource r 'Microsoft.Test/tests@2024-01-01' = { name: 'n', location: 'x', tags: { a: SECRET } }"),
    (
        "computed tag",
        "var t = { a: SECRET }\nresource r 'Microsoft.Test/tests@2024-01-01' = { name: 'n', tags: union(t, { b: 'x' }) }",
    ),
    (
        "name in a loop",
        "resource r 'Microsoft.Test/tests@2024-01-01' = [for x in [{ a: SECRET }]: { name: x.a, location: 'x' }]",
    ),
    ("default of a plain parameter", "param p string = SECRET\noutput o int = length(p)"),
    ("name of a deployment", "module m 'inner.bicep' = { name: SECRET, params: { value: 'x', guarded: 'y' } }"),
    ("plain parameter of a module", "module m 'inner.bicep' = { name: 'm', params: { value: SECRET, guarded: key } }"),
    (
        "parameters that are spread",
        "var given = { value: SECRET }\nmodule m 'inner.bicep' = { name: 'm', params: { ...given, guarded: key } }",
    ),
    (
        "environment",
        "resource r 'Microsoft.App/containerApps@2025-07-01' = { name: 'app', location: 'x', properties: {
      template: { containers: [{ name: 'a', image: 'b', env: [{ name: 'X', value: SECRET }] }] } } }",
    ),
    (
        "arguments",
        "resource r 'Microsoft.App/containerApps@2025-07-01' = { name: 'app', location: 'x', properties: {
      template: { containers: [{ name: 'a', image: 'b', args: ['-k', SECRET] }] } } }",
    ),
    (
        "command",
        "resource r 'Microsoft.App/jobs@2025-07-01' = { name: 'app', location: 'x', properties: {
      template: { initContainers: [{ name: 'a', image: 'b', command: [SECRET] }] } } }",
    ),
    (
        "image",
        "resource r 'Microsoft.App/jobs@2025-07-01' = { name: 'app', location: 'x', properties: {
      template: { containers: [{ name: 'a', image: SECRET }] } } }",
    ),
    (
        "header of a probe",
        "resource r 'Microsoft.App/containerApps@2025-07-01' = { name: 'app', location: 'x', properties: {
      template: { containers: [{ name: 'a', image: 'b', probes: [
        { type: 'Liveness', httpGet: { port: 1, httpHeaders: [{ name: 'A', value: SECRET }] } }] }] } } }",
    ),
    (
        "metadata of a rule",
        "resource r 'Microsoft.App/containerApps@2025-07-01' = { name: 'app', location: 'x', properties: {
      template: { scale: { rules: [{ name: 'a', custom: { type: 'kafka', metadata: { a: SECRET } } }] } } } }",
    ),
    (
        "metadata of a job's rule",
        "resource r 'Microsoft.App/jobs@2025-07-01' = { name: 'app', location: 'x', properties: {
      configuration: { eventTriggerConfig: { scale: { rules: [{ name: 'a', metadata: { a: SECRET } }] } } } } }",
    ),
];

/// Ways for containers to reach an app: declarations and an expression.
const CARRIERS: &[(&str, &str, &str)] = &[
    ("variable", "var list = [CONTAINER]", "list"),
    ("union", "", "union([CONTAINER], [])"),
    ("concat", "", "concat([CONTAINER], [])"),
    ("ternary", "", "on ? [CONTAINER] : []"),
    ("spread", "var list = [CONTAINER]", "[...list]"),
    ("spread object", "var one = CONTAINER", "[{ ...one, command: ['x'] }]"),
    ("merged object", "var one = CONTAINER", "[union({ command: ['x'] }, one)]"),
    ("loop", "", "[for x in range(0, 2): CONTAINER]"),
    ("loop over containers", "var list = [CONTAINER]", "[for x in list: { name: 'y', image: 'b', env: x.env }]"),
    ("map", "", "map([1], n => CONTAINER)"),
    (
        "function",
        "func make(secret string, text string) object => { name: 'a', image: 'b', env: [{ name: 'X', value: secret }] }",
        "[make(VALUE, plain)]",
    ),
    (
        "computed key",
        "var one = { '${toLower('ENV')}': [{ name: 'X', value: VALUE }] }",
        "[{ name: 'a', image: 'b', ...one }]",
    ),
    ("filter", "", "filter([CONTAINER], c => c.name != 'z')"),
    ("flatten", "", "flatten([[CONTAINER]])"),
    ("item of an object", "var all = { main: CONTAINER }", "[all.main]"),
    ("items of an object", "var all = { main: CONTAINER }", "[for c in items(all): c.value]"),
];

fn leaks(text: &str) -> Vec<String> {
    let found = diagnostics_with(&format!("{COMMON}\n{text}\n"), &FILES);
    found
        .iter()
        .filter(|own| {
            // Where nothing leaks, the linter still has its warning for a secret that is only computed with.
            own.id() == "TRI0002"
                || (own.id() == "outputs-should-not-contain-secrets" && own.message().starts_with("the output holds"))
        })
        .map(ToString::to_string)
        .collect()
}

#[test]
fn every_way_to_every_place_is_refused() {
    let mut missed = Vec::new();
    for (way, declarations, expression, _) in WAYS {
        for (sink, place) in SINKS {
            if leaks(&format!("{declarations}\n{}", place.replace("SECRET", expression))).is_empty() {
                missed.push(format!("{way} -> {sink}"));
            }
        }
    }
    assert!(missed.is_empty(), "{} pass:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn near_ones_are_not_refused() {
    let mut wrong = Vec::new();
    for (way, declarations, _, expression) in WAYS {
        for (sink, place) in SINKS {
            let found = leaks(&format!("{declarations}\n{}", place.replace("SECRET", expression)));
            if !found.is_empty() {
                wrong.push(format!("{way} -> {sink}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are refused:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn containers_are_seen_wherever_they_come_from() {
    let container = "{ name: 'a', image: 'b', env: [{ name: 'X', value: VALUE }] }";
    let mut wrong = Vec::new();
    for (carrier, declarations, expression) in CARRIERS {
        let app = |value: &str| {
            let fill = |text: &str| text.replace("CONTAINER", container).replace("VALUE", value);
            format!(
                "{}\nresource r 'Microsoft.App/containerApps@2025-07-01' = {{ name: 'app', location: 'x', properties: {{ {ENVIRONMENT}
                  configuration: {{ secrets: [{{ name: 'k', value: key }}] }}, template: {{ containers: {} }} }} }}",
                fill(declarations),
                fill(expression)
            )
        };
        if leaks(&app("key")).is_empty() {
            wrong.push(format!("{carrier}: passes"));
        }
        let similar = leaks(&app("plain"));
        if !similar.is_empty() {
            wrong.push(format!("{carrier}: {similar:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn places_for_secrets() {
    for text in [
        "@secure()\noutput o string = key",
        "@secure()\nparam copy string = key\n@secure()\noutput o string = copy",
        "module m 'inner.bicep' = { name: 'm', params: { value: 'x', guarded: key } }",
        "module m 'inner.bicep' = { name: 'm', params: union({ value: plain }, { guarded: key }) }",
        "resource r 'Microsoft.App/containerApps@2025-07-01' = { name: 'app', location: 'x', properties: {
           configuration: { secrets: [{ name: 'k', value: key }, ...[for s in items(settings): { name: s.key, value: s.value }]] }
           template: { containers: [{ name: 'a', image: 'b', env: [{ name: 'X', secretRef: 'k' }] }] } } }",
        "resource r 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = { name: 'kv/a', properties: { value: key } }",
        "output o bool = empty(key)",
        "output o int = length(settings)",
    ] {
        assert_eq!(leaks(text), [""; 0], "{text}");
    }
}

/// The compiler warns of each output that names a secret, though it may give nothing away.
#[test]
fn outputs_that_only_ask() {
    for (text, warns) in [
        ("output o bool = empty(key)", true),
        ("output o string = key == 'x' ? 'a' : 'b'", true),
        ("output o bool = empty(plain)", false),
        ("output o string = mixed.user", false),
    ] {
        let found = diagnostics_with(&format!("{COMMON}\n{text}\n"), &FILES);
        let warned = found.iter().any(|own| own.id() == "outputs-should-not-contain-secrets");
        assert_eq!(warned, warns, "{text}");
    }
}

#[test]
fn a_parameter_of_a_module_with_a_secure_part() {
    let files = files(&[(
        "part.bicep",
        "param pair {\n  @secure()\n  secret: string\n  open: string\n}\n@secure()\noutput o object = pair\n",
    )]);
    let of = |text: &str| {
        let found = diagnostics_with(&format!("@secure()\nparam key string\nparam plain string\n{text}\n"), &files);
        found.iter().filter(|own| own.id() == "TRI0002").count()
    };
    let deploy = |pair: &str| format!("module m 'part.bicep' = {{ name: 'm{}', params: {{ pair: {pair} }} }}", "");
    assert_eq!(of(&deploy("{ secret: key, open: plain }")), 0);
    assert_eq!(of(&deploy("{ secret: plain, open: key }")), 1);
}

/// What a type holds is looked up once: the second of two checks gives the same as the first.
#[test]
fn reads_of_resources_go_by_the_data_of_their_types() {
    let text = "
resource part 'Microsoft.App/managedEnvironments/daprComponents@2025-01-01' existing = { name: 'env/part' }
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: 'id' }
output a array = part.properties.secrets
output b object = identity.properties
output c array = part.properties.secrets
output d object = identity.properties
output e string = part.properties.version
";
    for _ in 0..2 {
        let found = diagnostics_with(text, &Files::new());
        let leaks = found.iter().filter(|own| own.id() == "outputs-should-not-contain-secrets");
        assert_eq!(leaks.map(triceps_diagnostics::Diagnostic::path).collect::<Vec<_>>(), ["outputs.a", "outputs.c"]);
    }
}
