//! Rules of the domain see values wherever they come from.

use crate::files::diagnostics;

/// The codes of triceps that a file has, with the places.
fn found(text: &str) -> Vec<String> {
    let all = diagnostics(text);
    all.iter().filter(|own| own.id().starts_with("TRI")).map(|own| format!("{} {}", own.id(), own.path())).collect()
}

const COMMON: &str = "param on bool
param size int
@minValue(1)
@maxValue(3)
param small int
param extra object
param names array
var ports = { good: 80, bad: 0 }
func probe(port int) object => { type: 'Liveness', tcpSocket: { port: port } }
func number(text string) int => 5
";

fn app(declarations: &str, properties: &str) -> Vec<String> {
    let text = format!(
        "{COMMON}{declarations}\nresource app 'Microsoft.App/containerApps@2025-07-01' = {{ name: 'app', location: 'x', properties: {properties} }}"
    );
    found(&text)
}

/// An app whose one container is this expression, and that is reachable.
fn container(declarations: &str, container: &str) -> Vec<String> {
    let ingress = "configuration: { ingress: { external: true, targetPort: 80 } }";
    app(declarations, &format!("{{ {ingress}, template: {{ containers: {container} }} }}"))
}

const BAD: &str = "{ name: 'a', image: 'b', probes: [{ type: 'Liveness', tcpSocket: { port: 70000 } }] }";
const GOOD: &str = "{ name: 'a', image: 'b', probes: [{ type: 'Liveness', tcpSocket: { port: 80 } }] }";

#[test]
fn containers_come_from_anywhere() {
    for (declarations, expression) in [
        ("", "[CONTAINER]"),
        ("var one = CONTAINER", "[one]"),
        ("var list = [CONTAINER]", "list"),
        ("var list = [CONTAINER]\nvar again = list", "again"),
        ("", "on ? [CONTAINER] : []"),
        ("", "[on ? CONTAINER : { name: 'z', image: 'y' }]"),
        ("var list = [CONTAINER]", "[...list]"),
        ("", "concat(names, [CONTAINER])"),
        ("", "union([CONTAINER], names)"),
        ("", "flatten([[CONTAINER]])"),
        ("", "filter([CONTAINER], c => c.name == 'a')"),
        ("", "[for n in names: CONTAINER]"),
        ("", "[for n in ['x']: CONTAINER]"),
        ("", "map(names, n => CONTAINER)"),
        ("var all = { main: CONTAINER }", "[all.main]"),
        ("var all = { main: CONTAINER }", "[all['main']]"),
        ("var all = { main: CONTAINER }", "[for own in items(all): own.value]"),
        ("var one = CONTAINER", "[{ ...one, command: ['x'] }]"),
        ("var one = CONTAINER", "[union(one, { command: ['x'] })]"),
        ("func make(name string) object => CONTAINER", "[make('x')]"),
    ] {
        let of = |one: &str| container(&declarations.replace("CONTAINER", one), &expression.replace("CONTAINER", one));
        let bad = of(BAD);
        assert_eq!(bad.len(), 1, "{declarations} {expression}: {bad:?}");
        assert!(bad[0].starts_with("TRI0170 resources.app.properties.template.containers"), "{bad:?}");
        assert_eq!(of(GOOD), [""; 0], "{declarations} {expression}");
    }
}

#[test]
fn numbers_come_from_anywhere() {
    let probe = |port: &str| {
        container(
            "",
            &format!("[{{ name: 'a', image: 'b', probes: [{{ type: 'Liveness', tcpSocket: {{ port: {port} }} }}] }}]"),
        )
    };
    for port in ["0", "ports.bad", "on ? 80 : 0", "ports['bad']", "-1", "[0][0]", "first([0])"] {
        assert_eq!(probe(port).len(), 1, "{port}");
    }
    for port in ["80", "ports.good", "on ? 80 : 81", "size", "small", "number('x')"] {
        assert_eq!(probe(port), [""; 0], "{port}");
    }
    assert_eq!(container("", "[{ name: 'a', image: 'b', probes: [probe(0)] }]").len(), 1);
    assert_eq!(container("", "[{ name: 'a', image: 'b', probes: [probe(8080)] }]"), [""; 0]);
    assert_eq!(container("", "[{ name: 'a', image: 'b', probes: map([0], n => probe(n)) }]").len(), 1);
    assert_eq!(container("", "[{ name: 'a', image: 'b', probes: map([80], n => probe(n)) }]"), [""; 0]);
}

#[test]
fn names_in_loops() {
    let twice = |names: &str| {
        container("", &format!("[{{ name: 'a', image: 'b', env: [for n in {names}: {{ name: n, value: 'x' }}] }}]"))
    };
    assert_eq!(twice("['A', 'B']"), [""; 0]);
    assert_eq!(twice("['A', 'A']"), ["TRI0131 resources.app.properties.template.containers[0].env.name"]);
    // Of two branches one is there.
    let env = |env: &str| container("", &format!("[{{ name: 'a', image: 'b', env: {env} }}]"));
    assert_eq!(env("[{ name: 'A', value: 'x' }, ...(on ? [{ name: 'A', value: 'y' }] : [])]"), [""; 0]);
    assert_eq!(env("[{ name: 'A', value: 'x' }, ...[{ name: 'A', value: 'y' }]]").len(), 1);
    assert_eq!(env("[on ? { name: 'A', value: 'x' } : { name: 'B', value: 'x' }, { name: 'A', value: 'y' }]"), [""; 0]);
}

#[test]
fn what_is_missing() {
    let secret = |configuration: &str| {
        app(
            "",
            &format!(
                "{{ configuration: {configuration}, template: {{ containers: [{{ name: 'a', image: 'b', env: [{{ name: 'X', secretRef: 'k' }}] }}] }} }}"
            ),
        )
    };
    let missing = ["TRI0124 resources.app.properties.template.containers[0].env[0].secretRef"];
    let ingress = "ingress: { external: true, targetPort: 80 }";
    for configuration in [
        format!("{{ {ingress} }}"),
        format!("{{ {ingress}, secrets: [] }}"),
        format!("{{ {ingress}, secrets: null }}"),
        format!("{{ {ingress}, secrets: [{{ name: 'j', value: 'x' }}] }}"),
        format!("{{ {ingress}, secrets: [for n in ['i', 'j']: {{ name: n, value: 'x' }}] }}"),
        format!("{{ ...{{ {ingress} }} }}"),
    ] {
        assert_eq!(secret(&configuration), missing, "{configuration}");
    }
    for configuration in [
        format!("{{ {ingress}, secrets: [{{ name: 'k', value: 'x' }}] }}"),
        format!("{{ {ingress}, secrets: [for n in ['j', 'k']: {{ name: n, value: 'x' }}] }}"),
        format!("{{ {ingress}, secrets: [for n in names: {{ name: n, value: 'x' }}] }}"),
        format!("{{ {ingress}, secrets: on ? [{{ name: 'k', value: 'x' }}] : [{{ name: 'j', value: 'x' }}] }}"),
        format!("{{ {ingress}, ...extra }}"),
        format!("{{ {ingress}, secrets: names }}"),
        format!("{{ {ingress}, '${{toLower('SECRETS')}}': [{{ name: 'k', value: 'x' }}] }}"),
    ] {
        assert_eq!(secret(&configuration), [""; 0], "{configuration}");
    }
}

/// A property of both branches is not set twice.
#[test]
fn branches_are_not_mixed() {
    let probe = |probe: &str| container("", &format!("[{{ name: 'a', image: 'b', probes: [{probe}] }}]"));
    assert_eq!(
        probe("{ type: 'Liveness', httpGet: on ? { port: 80 } : null, tcpSocket: on ? null : { port: 80 } }"),
        [""; 0]
    );
    assert_eq!(probe("{ type: 'Liveness', httpGet: { port: 80 }, tcpSocket: { port: 80 } }").len(), 1);
    assert_eq!(
        probe("{ type: 'Liveness', ...(on ? { httpGet: { port: 80 } } : { tcpSocket: { port: 80 } }) }"),
        [""; 0]
    );
    let scale = |scale: &str| {
        app("", &format!("{{ configuration: {{ ingress: {{ targetPort: 80 }} }}, template: {{ scale: {scale} }} }}"))
    };
    assert_eq!(scale("{ minReplicas: on ? 5 : 1, maxReplicas: on ? 9 : 3 }"), [""; 0]);
    assert_eq!(scale("{ minReplicas: on ? 5 : 4, maxReplicas: 3 }").len(), 1);
    assert_eq!(scale("on ? { minReplicas: 5, maxReplicas: 3 } : { minReplicas: 1, maxReplicas: 3 }").len(), 1);
}

#[test]
fn a_tracked_resource_has_a_location() {
    let network = |location: &str| {
        found(&format!(
            "{COMMON}resource n 'Microsoft.Network/virtualNetworks@2024-07-01' = {{ name: 'vnet', {location} properties: {{ addressSpace: {{ addressPrefixes: ['10.0.0.0/16'] }} }} }}"
        ))
    };
    assert_eq!(network(""), ["TRI0191 resources.n"]);
    assert_eq!(network("location: null,"), ["TRI0191 resources.n"]);
    assert_eq!(network("location: 'x',"), [""; 0]);
    assert_eq!(network("...extra,"), [""; 0]);
    for free in [
        "resource s 'Microsoft.Network/virtualNetworks/subnets@2024-07-01' = { name: 'vnet/a' }",
        "resource l 'Microsoft.Authorization/locks@2020-05-01' = { name: 'keep', properties: { level: 'ReadOnly' } }",
        "resource n 'Microsoft.Network/virtualNetworks@2024-07-01' existing = { name: 'vnet' }",
    ] {
        assert_eq!(found(free), [""; 0], "{free}");
    }
}

#[test]
fn keys_that_are_there_twice() {
    let twice = |object: &str| {
        let all = diagnostics(&format!(
            "var k = 'a'\nparam p string\nvar o = {object}\noutput q object = o\noutput r string = '${{k}}${{p}}'"
        ));
        all.iter().filter(|own| own.id() == "BCP025").count()
    };
    assert_eq!(twice("{ a: 1, a: 2 }"), 2);
    assert_eq!(twice("{ a: 1, '${k}': 2 }"), 2);
    assert_eq!(twice("{ '${k}': 1, '${toLower('A')}': 2 }"), 2);
    assert_eq!(twice("{ a: 1, b: 2 }"), 0);
    assert_eq!(twice("{ a: 1, '${k}b': 2 }"), 0);
    assert_eq!(twice("{ a: 1, '${p}': 2 }"), 0);
    assert_eq!(twice("{ a: 1, ...{ a: 2 } }"), 0);
    let many: Vec<String> = (0..40).map(|n| format!("k{n}: {n}")).collect();
    assert_eq!(twice(&format!("{{ {} }}", many.join(", "))), 0);
    assert_eq!(twice(&format!("{{ {}, k7: 1 }}", many.join(", "))), 2);
    let types = |ty: &str| {
        let all = diagnostics(&format!("param p {ty}\noutput q object = p"));
        all.iter()
            .filter(|own| own.id() == "BCP025" || own.id() == "BCP353")
            .map(|own| own.id().to_owned())
            .collect::<Vec<_>>()
    };
    // The compiler says so of the second one.
    assert_eq!(types("{ a: string, a: int }"), ["BCP025"]);
    assert_eq!(types("{ a: string, A: int }"), ["BCP353", "BCP353"]);
    assert_eq!(types("{ a: string, b: int }"), [""; 0]);
}

/// Where a value lies in another declaration, the sentence names that.
#[test]
fn values_in_variables_are_named() {
    let all = diagnostics(&format!(
        "{COMMON}var list = [{BAD}]\nresource app 'Microsoft.App/containerApps@2025-07-01' = {{ name: 'app', location: 'x', properties: {{ configuration: {{ ingress: {{ targetPort: 80 }} }}, template: {{ containers: list }} }} }}"
    ));
    let own = all.iter().find(|own| own.id() == "TRI0170").expect("found");
    assert_eq!(own.path(), "resources.app.properties.template.containers");
    assert!(own.message().ends_with("(in the variable `list`)"), "{}", own.message());
}
