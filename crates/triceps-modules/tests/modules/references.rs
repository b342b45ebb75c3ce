//! The recorded references: code, normal form and text of each.

use std::fs;

use triceps_modules::{BicepConfig, Reference};

use crate::common::{fixture, folder, write};

/// `{a*3}` stands for `aaa`.
fn expand(text: &str) -> String {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let group = after.split_once('}').and_then(|(group, after)| {
            let (letter, count) = group.split_once('*')?;
            Some((letter.repeat(count.parse().ok()?), after))
        });
        expanded.push_str(before);
        match group {
            Some((group, after)) => {
                expanded.push_str(&group);
                rest = after;
            }
            None => {
                expanded.push('{');
                rest = after;
            }
        }
    }
    expanded + rest
}

#[test]
fn references_are_read_as_recorded() {
    let root = folder("references");
    fs::copy(fixture("references.bicepconfig.json"), root.join("bicepconfig.json")).expect("the fixture is there");
    for name in ["x.txt", "x.bicep", "x.json", "x.jsonc", "x.arm", "x.bicepparam", "plain"] {
        write(&root.join(name), "");
    }
    let config = BicepConfig::discover(&root).expect("the configuration is right");
    let shown_root = root.display().to_string();
    let table = fs::read_to_string(fixture("references.tsv")).expect("the fixture is there");
    let mut rows = 0;
    let mut dropped = 0;
    for row in table.lines().filter(|row| !row.starts_with('#')) {
        let mut columns = row.split('\t').map(expand);
        let mut column = || columns.next().unwrap_or_default();
        // Backslashes are written as in a string of Bicep.
        let (text, code, answer) = (column().replace("\\\\", "\\"), column(), column());
        rows += 1;
        let outcome = Reference::parse(&text, &config).and_then(|reference| match &reference {
            Reference::Path(path) => path.locate_module(&root).map(|_| String::new()),
            _ => Ok(reference.to_string()),
        });
        match outcome {
            Ok(normal) if code == "BCP190" || code == "ok" => assert_eq!(normal, answer, "{text}"),
            Ok(normal) => panic!("{text}: taken as `{normal}`, recorded is {code}"),
            Err(error) if error.code.id() == "TRI0060" => {
                dropped += 1;
                assert_eq!(code, "BCP190", "{text}");
                assert!(error.message.ends_with(&format!("write `{answer}`")), "{text}: {error}");
            }
            Err(error) => {
                let message = error.message.replace(&shown_root, "<root>");
                assert_eq!((error.code.id(), message), (code.as_str(), answer), "{text}");
            }
        }
    }
    assert_eq!((rows, dropped), (111, 3));
}

#[test]
fn references_beyond_the_recorded_ones() {
    let config = BicepConfig::default();
    let outcome = |text: &str| match Reference::parse(text, &config) {
        Ok(reference) => reference.to_string(),
        Err(error) => error.code.id().to_owned(),
    };
    for (text, expected) in [
        ("br:a.b/c:1 ", "br:a.b/c:1"),
        ("br:a.b/c%3a1", "BCP195"),
        ("br:a.b/c:1/", "BCP198"),
        ("br:a.b/c/", "BCP195"),
        ("br:a.b/%2E%2E/c:1", "BCP195"),
        ("br:a.b:65536/c:1", "BCP193"),
        ("br:a.b/c:1\n", "br:a.b/c:1"),
        ("br:a.b/c%0a:1", "BCP195"),
        ("br:/c:1", "BCP193"),
        ("br:a.b\\c:1", "br:a.b/c:1"),
        ("br:x@a.b/c:1", "TRI0060"),
        ("br:x@a.b/C:1", "BCP195"),
        ("br/public:x", "BCP196"),
        ("br/nope:x:1", "BCP213"),
        ("ts:11111111-1111-1111-1111-111111111111/r%20g/s:1", "BCP219"),
        ("ts:(11111111-1111-1111-1111-111111111111)/rg/s:1", "ts:(11111111-1111-1111-1111-111111111111)/rg/s:1"),
        ("ts:11111111-1111-1111-1111-11111111111/rg/s:1", "BCP217"),
        ("ts:11111111-1111-1111-1111-111111111111//s:1", "BCP194"),
        ("./a:b", "BCP189"),
        ("", "BCP050"),
    ] {
        assert_eq!(outcome(text), expected, "{text:?}");
    }
}

#[test]
fn hosts_are_told_apart_without_letter_case_and_paths_with_it() {
    let parse = |text: &str| Reference::parse(text, &BicepConfig::default()).expect("the reference is right");
    assert_eq!(parse("br:A.io/m:V1"), parse("br:a.IO/m:V1"));
    assert_ne!(parse("br:a.io/m:V1"), parse("br:a.io/m:v1"));
}
