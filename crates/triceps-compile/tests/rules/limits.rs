//! Limits of Azure Resource Manager, and the work that checks may take.

use std::fmt::Write;

use crate::files::diagnostics;

fn codes(text: &str) -> Vec<&'static str> {
    let mut codes: Vec<&str> = diagnostics(text).iter().map(triceps_diagnostics::Diagnostic::id).collect();
    codes.retain(|code| code.starts_with("max-") || code.starts_with("TRI00"));
    codes.dedup();
    codes
}

fn repeat(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(|n| line(n) + "\n").collect()
}

#[test]
fn counts() {
    let params = |count| repeat(count, |n| format!("param p{n} string"));
    assert_eq!(codes(&params(256)), [""; 0]);
    assert_eq!(codes(&params(257)), ["max-params"]);
    let variables = |count| repeat(count, |n| format!("var v{n} = {n}"));
    assert_eq!(codes(&variables(512)), [""; 0]);
    assert_eq!(codes(&variables(513)), ["max-variables"]);
    let outputs = |count| repeat(count, |n| format!("output o{n} int = {n}"));
    assert_eq!(codes(&outputs(64)), [""; 0]);
    assert_eq!(codes(&outputs(65)), ["max-outputs"]);
    let resources = |count| {
        repeat(count, |n| {
            let existing = if n % 2 == 0 { "existing " } else { "" };
            format!("resource r{n} 'Microsoft.Test/tests@2024-01-01' {existing}= {{ name: 'r{n}' }}")
        })
    };
    assert_eq!(codes(&resources(800)), [""; 0]);
    assert_eq!(codes(&resources(801)), ["max-resources"]);
}

#[test]
fn long_expressions() {
    let text = |length: usize| format!("param p string\noutput o string = '${{p}}{}'", "x".repeat(length));
    assert_eq!(codes(&text(20_000)), [""; 0]);
    assert_eq!(codes(&text(25_000)), ["TRI0006"]);
    // What stands in the body of a loop is measured by itself.
    let (one, other) = ("x".repeat(20_000), "x".repeat(25_000));
    let each = |value: &str| {
        format!("param p string\noutput o array = [for i in range(0, 2): {{ a: '${{p}}{value}', b: '${{p}}{one}' }}]")
    };
    assert_eq!(codes(&each(&one)), [""; 0]);
    assert_eq!(codes(&each(&other)), ["TRI0006"]);
    // A literal is not an expression.
    assert_eq!(codes(&format!("output o string = '{}'", "x".repeat(25_000))), [""; 0]);
}

#[test]
fn the_name_of_a_resource_counts_where_its_id_is_read() {
    let read_twice = |length: usize| {
        let name = "x".repeat(length);
        format!(
            "param p string\nresource a 'Microsoft.Test/tests@2024-01-01' existing = {{ name: '${{p}}{name}' }}\noutput o string = '${{a.id}}${{a.id}}'"
        )
    };
    assert_eq!(codes(&read_twice(11_000)), [""; 0]);
    assert_eq!(codes(&read_twice(13_000)), ["TRI0006"]);
}

#[test]
fn large_templates() {
    // What is known late is written where it is mentioned: the text itself stays short enough to be read.
    let account = "resource a 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: 'stcontoso' }\n";
    let late = format!("var late = '${{a.properties.primaryEndpoints.blob}}{}'\n", "x".repeat(10_000));
    let outputs = |count: usize| repeat(count, |n| format!("output o{n} array = [{}]", ["late"; 10].join(", ")));
    let text = |count: usize| format!("{account}{late}{}", outputs(count));
    assert_eq!(codes(&text(38)), [""; 0]);
    assert_eq!(codes(&text(45)), ["TRI0007"]);
}

/// What is as long as a limit is not too long, and one more is.
#[test]
fn exact_limits() {
    let size = |code: &str, text: &str| {
        let found = diagnostics(text).into_iter().find(|own| own.id() == code)?;
        let number = found.message().split(' ').find_map(|word| word.parse::<usize>().ok());
        Some(number.expect("the message tells the size"))
    };
    let expression = |length: usize| format!("param p string\noutput o string = '${{p}}{}'", "x".repeat(length));
    let over = size("TRI0006", &expression(25_000)).expect("too long") - 24_576;
    assert_eq!(size("TRI0006", &expression(25_000 - over)), None);
    assert_eq!(size("TRI0006", &expression(25_000 - over + 1)), Some(24_577));

    // What has to be escaped takes more than one character.
    for (text, length) in [("\\'", 2), ("{", 2), ("}", 2), ("\"", 2), ("\\n", 2), ("\\u{2028}", 6)] {
        let expression = |count: usize| {
            format!("param p string\noutput o string = '${{p}}{}{}'", text.repeat(24_000 / length), "x".repeat(count))
        };
        let over = size("TRI0006", &expression(1_000)).expect("too long") - 24_576;
        assert_eq!(size("TRI0006", &expression(1_000 - over)), None, "{text}");
        assert_eq!(size("TRI0006", &expression(1_000 - over + 1)), Some(24_577), "{text}");
    }

    let account = "resource a 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: 'stcontoso' }\n";
    let late = format!("var late = '${{a.properties.primaryEndpoints.blob}}{}'\n", "x".repeat(20_000));
    let outputs = repeat(20, |n| format!("output o{n} array = [{}]", ["late"; 10].join(", ")));
    let template = |length: usize| format!("{account}{late}{outputs}var pad = '{}'\n", "x".repeat(length));
    let over = size("TRI0007", &template(400_000)).expect("too large") - 4 * 1024 * 1024;
    assert_eq!(size("TRI0007", &template(400_000 - over)), None);
    assert_eq!(size("TRI0007", &template(400_000 - over + 1)), Some(4 * 1024 * 1024 + 1));
}

/// Variables that double each other are written where they are mentioned if they read what is known late.
#[test]
fn doubling_variables() {
    let account = "resource a 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: 'stcontoso' }\nvar v0 = a.properties.primaryEndpoints.blob\n";
    let text = |count: usize| {
        let mut text = account.to_owned();
        for n in 1..count {
            let _ = writeln!(text, "var v{n} = '${{v{}}}${{v{}}}'", n - 1, n - 1);
        }
        let _ = writeln!(text, "output o string = v{}", count - 1);
        text
    };
    assert_eq!(codes(&text(4)), [""; 0]);
    assert_eq!(codes(&text(12)), ["TRI0006"]);
    assert_eq!(codes(&text(60)), ["TRI0006"]);
}

/// Each variable reads the two before it, which is more ways than can be gone.
#[test]
fn many_ways_from_an_exported_variable() {
    let mut text = "param p bool\nvar v0 = true\nvar v1 = false\n".to_owned();
    for n in 2..60 {
        let _ = writeln!(text, "var v{n} = v{} || v{}", n - 1, n - 2);
    }
    let exported = |read: &str| diagnostics(&format!("{text}@export()\nvar all = {read}\noutput o bool = p\n"));
    let ids = |read: &str| exported(read).iter().map(|found| found.id().to_owned()).collect::<Vec<_>>();
    assert_eq!(ids("v59"), [""; 0]);
    assert_eq!(ids("v59 || p"), ["BCP372"]);
}

/// Each default reads all others: nearly all ways through them lead to no call.
#[test]
fn many_ways_in_a_circle_of_defaults() {
    let others = |own: usize| {
        let others = (0..20).filter(|n| *n != own).map(|n| format!("${{p{n}}}"));
        others.collect::<Vec<_>>().concat()
    };
    let text = repeat(20, |n| {
        let call = if n == 19 { "${newGuid()}" } else { "" };
        format!("param p{n} string = '{call}{}'", others(n))
    });
    let account = "resource a 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: p19 }\n";
    let found = diagnostics(&(text + account));
    let count = |id: &str| found.iter().filter(|found| found.id() == id).count();
    assert!(count("BCP080") > 0);
    assert_eq!(count("use-stable-resource-identifiers"), 1);
}

/// A long chain, deep sharing and many branches come to an end.
#[test]
fn bounded_work() {
    let chain = |first: &str, next: &dyn Fn(usize) -> String, count: usize| {
        let mut text = format!("@secure()\nparam key string\nparam on bool\nvar v0 = {first}\n");
        for n in 1..count {
            let _ = writeln!(text, "var v{n} = {}", next(n - 1));
        }
        let _ = writeln!(
            text,
            "resource r 'Microsoft.App/containerApps@2025-07-01' = {{ name: '${{v{0}}}', location: 'x', properties: {{ template: {{ containers: v{0} }} }} }}\noutput o object = {{ a: v{0} }}",
            count - 1
        );
        diagnostics(&text).len()
    };
    let branches = |n: usize| format!("on ? v{n} : v{n}");
    let null = |n: usize| format!("v{n} ?? v{n}");
    let spread = |n: usize| format!("{{ ...v{n}, ...v{n}, a{n}: 1 }}");
    let arrays = |n: usize| format!("concat(v{n}, v{n})");
    let plain = |n: usize| format!("v{n}");
    let read = |n: usize| format!("{{ a: v{n}.a, b: v{n}.a }}");
    assert!(chain("key", &branches, 200) > 0);
    assert!(chain("key", &null, 200) > 0);
    assert!(chain("{ a: key }", &spread, 200) > 0);
    assert!(chain("[key]", &arrays, 12) > 0);
    assert!(chain("key", &plain, 5_000) > 0);
    assert!(chain("{ a: key }", &read, 200) > 0);
}

#[test]
fn an_object_of_4095_properties_is_evaluated() {
    let entries = |count| repeat(count, |n| format!("  p{n}: {n}"));
    let text = |count| format!("var o = {{\n{}}}\noutput has true = contains(o, 'p1')\n", entries(count));
    let is_known = |count| !diagnostics(&text(count)).iter().any(|found| found.id() == "BCP033");
    assert!(is_known(4_095));
    assert!(!is_known(4_096));
}
