//! What is read, and how diagnostics read.

use triceps_backstage::config::{Portal, Size, schema};
use triceps_backstage::{Document, bundle};

const BAD: &str = "\
# A comment.
name = \"Backstage\"
tags = { a = 1 }
[scale]
max = 3
";

#[test]
fn good_configurations_are_read() {
    for (text, size) in [
        (include_str!("../../../../fixtures/portals/minimal.toml"), Size::Poc),
        (include_str!("../../../../fixtures/portals/medium.toml"), Size::Medium),
        (include_str!("../../../../fixtures/portals/hardened.toml"), Size::Dedicated),
    ] {
        let portal = Portal::from_toml("portal.toml", text).expect("it has no errors");
        assert_eq!(portal.size, size);
        let again = toml_of(&portal);
        assert_eq!(Portal::from_toml("portal.toml", &again).expect("what is written is read"), portal);
    }
}

/// The configuration as JSON, which is TOML too once it is an inline table.
fn toml_of(portal: &Portal) -> String {
    fn inline(value: &serde_json::Value) -> String {
        match value {
            serde_json::Value::Object(object) => {
                let entries: Vec<String> =
                    object.iter().map(|(key, value)| format!("{key:?} = {}", inline(value))).collect();
                format!("{{ {} }}", entries.join(", "))
            }
            serde_json::Value::Array(items) => {
                format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", "))
            }
            other => other.to_string(),
        }
    }
    let value = serde_json::to_value(portal).expect("a portal is data");
    let object = value.as_object().expect("a portal is a table");
    let lines: Vec<String> = object.iter().map(|(key, value)| format!("{key} = {}\n", inline(value))).collect();
    lines.concat()
}

#[test]
fn all_diagnostics_come_at_once_in_the_order_of_the_file() {
    let diagnostics = Portal::from_toml("infra/portal.toml", BAD).unwrap_err();
    assert_eq!(
        diagnostics.to_lines(),
        "\
infra/portal.toml:2:8: error[TRI0305] name: `Backstage` is not a valid name prefix (help: did you mean `backstage`? 3 to 9 \
lower-case letters and digits, a letter first)
infra/portal.toml:3:14: error[TRI0304] tags.a: `a` is a string, not a whole number (help: write it in quotes: `\"1\"`)
"
    );
}

#[test]
fn a_finding_shows_its_line() {
    let diagnostics = Portal::from_toml("portal.toml", "name = \"Backstage\"\n").unwrap_err();
    assert_eq!(
        diagnostics.to_string(),
        "\
error[TRI0305]: `Backstage` is not a valid name prefix
 --> portal.toml:1:8
  |
1 | name = \"Backstage\"
  |        ^^^^^^^^^^^ name
  |
  = help: did you mean `backstage`? 3 to 9 lower-case letters and digits, a letter first"
    );
    assert_eq!(
        diagnostics.to_github(),
        "::error file=portal.toml,line=1,col=8,title=TRI0305::name: `Backstage` is not a valid name prefix%0Ahelp: did you mean \
         `backstage`? 3 to 9 lower-case letters and digits, a letter first\n"
    );
    let json: serde_json::Value = serde_json::from_str(&diagnostics.to_json()).expect("it is JSON");
    assert_eq!(
        json,
        serde_json::json!([{
            "file": "portal.toml",
            "line": 1,
            "column": 8,
            "path": "name",
            "id": "TRI0305",
            "severity": "error",
            "message": "`Backstage` is not a valid name prefix",
            "help": "did you mean `backstage`? 3 to 9 lower-case letters and digits, a letter first",
        }])
    );
}

#[test]
fn warnings_are_shown_as_such() {
    let document = Document::new("portal.toml", "name = \"portal\"\n");
    let report = document.locate(document.portal().expect("it has no errors").check());
    assert!(report.to_github().starts_with("::warning file=portal.toml"), "{}", report.to_github());
}

#[test]
fn a_value_of_another_type_is_told_how_to_be_written() {
    for (text, help) in [
        ("github = \"contoso/portal\"", "write it as a table: `{ repository = \"contoso/portal\" }`"),
        ("github = true", "the table switches the option on: write `[github]`"),
        ("[[github]]\nrepository = \"contoso/portal\"", "write `[github]` once, not `[[github]]`"),
        ("[scale]\nmax = \"5\"", "write it without quotes: `5`"),
        ("[scale]\nmax = \"five\"", "write a whole number: `max = 1`"),
        ("[scale]\nrules = [\"cpu\"]", "write it as a table, for example `{ kind = \"cpu\", utilization = 1 }`"),
        ("[catalog]\ngroups = [\"team\"]", "write it as a table: `{ name = \"team\" }`"),
    ] {
        let text = format!("name = \"portal\"\n{text}\n");
        let report = Document::new("portal.toml", &text).portal().expect_err("it has another type");
        let found: Vec<_> = report.iter().filter_map(|found| found.help()).collect();
        assert_eq!(found, [help], "{text}");
    }
}

#[test]
fn columns_count_characters() {
    let diagnostics = Portal::from_toml("portal.toml", "name = \"backstage\"\r\ntags = { \"ä\" = 1 }\r\n").unwrap_err();
    let diagnostic = diagnostics.iter().next().expect("there is one");
    assert_eq!((diagnostic.line(), diagnostic.column(), diagnostic.path()), (Some(2), Some(16), "tags.\"ä\""));
}

#[test]
fn any_text_is_answered() {
    for text in
        ["", "=", "[", "name", "\u{0}", "name = \"\"\"", "[[[", "a.b.c = 1\n[a]\n", "name = {", "'", "\u{feff}name = 1"]
    {
        let diagnostics = Portal::from_toml("portal.toml", text).expect_err(text);
        assert!(diagnostics.has_errors());
        assert!(!diagnostics.to_text(true).is_empty() && !diagnostics.to_json().is_empty());
    }
}

/// Each character left out, and each followed by one that means something.
#[test]
fn any_slip_of_the_hand_is_answered() {
    let text = include_str!("../../../../fixtures/portals/medium.toml");
    let indices: Vec<(usize, char)> = text.char_indices().collect();
    for (turn, (at, letter)) in indices.into_iter().enumerate() {
        let (before, after) = (&text[..at], &text[at + letter.len_utf8()..]);
        let extra = ['"', '[', ']', '{', '=', '\n', '.', '#', 'é', '\''][turn % 10];
        for slip in [format!("{before}{after}"), format!("{before}{letter}{extra}{after}")] {
            let document = Document::new("portal.toml", &slip);
            let diagnostics = match document.portal() {
                Ok(portal) => document.locate(portal.check()),
                Err(diagnostics) => diagnostics,
            };
            let lines = slip.matches('\n').count() + 1;
            for diagnostic in &diagnostics {
                assert!(diagnostic.line().is_some_and(|line| (1..=lines).contains(&line)), "{diagnostic:?} in\n{slip}");
            }
            assert_eq!(diagnostics.to_lines().lines().count(), diagnostics.len(), "{slip}");
            assert_eq!(diagnostics.to_text(false).is_empty(), diagnostics.is_empty());
        }
    }
}

#[test]
fn a_portal_that_a_program_builds_is_checked_too() {
    let mut portal = Portal::from_toml("portal.toml", "name = \"backstage\"").expect("it has no errors");
    portal.scale.max = 2;
    let diagnostics = portal.check();
    assert!(diagnostics.has_errors());
    let place = Document::new("portal.toml", "name = \"backstage\"\n[scale]\n").locate(diagnostics);
    assert!(place.iter().any(|diagnostic| diagnostic.id() == "TRI0310" && diagnostic.line() == Some(2)), "{place}");
}

/// Each definition says what it is, so that an editor can show it, and null is nowhere: TOML has none.
#[test]
fn the_schema_describes_every_key() {
    fn visit(value: &serde_json::Value, at: &str) {
        match value {
            serde_json::Value::Object(object) => {
                if let Some(properties) = object.get("properties").and_then(serde_json::Value::as_object) {
                    for (name, property) in properties {
                        let alone = properties.len() == 1 && object.get("description").is_some();
                        let described = property.get("description").is_some() || property.get("const").is_some();
                        let described = described || alone;
                        assert!(described, "{at}.{name} has no description");
                    }
                }
                assert_ne!(object.get("type").and_then(serde_json::Value::as_str), Some("null"), "{at}");
                object.iter().for_each(|(key, value)| visit(value, &format!("{at}.{key}")));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| visit(item, at)),
            serde_json::Value::String(text) => assert_ne!(text, "null", "{at}"),
            _ => {}
        }
    }
    visit(schema(), "");
}

/// The whole example of the guide has no diagnostics, not even warnings.
#[test]
fn the_example_of_the_guide_is_good() {
    let guide = include_str!("../../../../docs/portal.md");
    let example = guide.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("it has an example");
    let document = Document::new("portal.toml", example);
    let portal = document.portal().unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    let diagnostics = match bundle(&portal) {
        Ok(bundle) => document.locate(bundle.warnings),
        Err(diagnostics) => document.locate(diagnostics),
    };
    assert!(diagnostics.is_empty(), "{diagnostics}");
}

/// What a program sets, and the path of what is found.
type Setting = (fn(&mut Portal), &'static str, &'static str);

#[test]
fn limits_hold_for_portals_that_a_program_builds() {
    const SETTINGS: &[Setting] = &[
        (|portal| portal.title.clear(), "TRI0308", "title"),
        (|portal| portal.scale.max = 301, "TRI0306", "scale.max"),
        (|portal| portal.logs.retention_days = 3, "TRI0306", "logs.retention-days"),
        (|portal| portal.auth.resolvers.clear(), "TRI0308", "auth.resolvers"),
        (|portal| portal.postgres.as_mut().expect("it has one").version = 9, "TRI0306", "postgres.version"),
        (|portal| portal.github.as_mut().expect("it has one").subjects.clear(), "TRI0308", "github.subjects"),
    ];
    let text = include_str!("../../../../fixtures/portals/medium.toml");
    for (set, id, path) in SETTINGS {
        let mut portal = Portal::from_toml("portal.toml", text).expect("it has no errors");
        set(&mut portal);
        let refused = bundle(&portal).expect_err("a limit is broken");
        for diagnostics in [refused, portal.check()] {
            let found: Vec<_> = diagnostics.iter().map(|diagnostic| (diagnostic.id(), diagnostic.path())).collect();
            assert_eq!(found, [(*id, *path)]);
        }
    }
}
