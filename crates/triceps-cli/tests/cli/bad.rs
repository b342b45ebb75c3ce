//! Configurations that are refused: each has its diagnostics in a file beside it.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::{code, folder, portals, stderr, stdout, triceps};

/// The configurations in `fixtures/portals/bad`, in order.
pub(crate) fn names() -> Vec<String> {
    let entries = fs::read_dir(portals().join("bad")).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"));
    let mut names: Vec<String> =
        names.filter(|name| Path::new(name).extension().is_some_and(|end| end == "toml")).collect();
    names.sort();
    names
}

/// The diagnostics in one of them, as JSON.
pub(crate) fn diagnostics(name: &str) -> Vec<Value> {
    let out = folder(&format!("bad-json-{name}"));
    let out = out.join("out");
    let output = triceps(
        &portals().join("bad"),
        &["generate", name, "--format", "json", "--out", out.to_str().expect("a plain path")],
    );
    assert_eq!(code(&output), 1, "{name}");
    assert!(!out.exists(), "{name}: nothing is written");
    serde_json::from_str(stdout(&output)).expect("it prints JSON")
}

#[test]
fn there_are_many() {
    assert!(names().len() >= 30);
}

#[test]
fn each_finding_says_where_and_what_to_write_instead() {
    for name in names() {
        let diagnostics = diagnostics(&name);
        assert!(diagnostics.iter().any(|diagnostic| diagnostic["severity"] == "error"), "{name}");
        for diagnostic in diagnostics {
            assert!(
                diagnostic["line"].as_u64() >= Some(1) && diagnostic["column"].as_u64() >= Some(1),
                "{name}: {diagnostic}"
            );
            assert_eq!(diagnostic["file"], name.as_str());
            for key in ["path", "id", "message", "help"] {
                assert!(diagnostic[key].as_str().is_some_and(|text| !text.is_empty()), "{name}: {diagnostic}");
            }
        }
    }
}

/// The text on the terminal, compared with the file beside the configuration. With `INSTA_UPDATE=always`, as
/// `cargo xtask snapshots --accept` sets it, the files are written.
#[test]
fn diagnostics_read_as_recorded() {
    let update = std::env::var("INSTA_UPDATE").is_ok_and(|mode| mode == "always");
    let mut differences = String::new();
    for name in names() {
        let out = folder(&format!("bad-{name}")).join("out");
        let bad = portals().join("bad");
        let output = triceps(&bad, &["generate", &name, "--out", out.to_str().expect("a plain path")]);
        assert_eq!((code(&output), stdout(&output)), (1, ""), "{name}");
        assert!(!out.exists(), "{name}: nothing is written");
        let snapshot = bad.join(name.replace(".toml", ".txt"));
        if update {
            fs::write(&snapshot, stderr(&output)).expect("the fixtures can be written to");
        }
        let recorded = fs::read_to_string(&snapshot).unwrap_or_default().replace("\r\n", "\n");
        if recorded != stderr(&output) {
            let diff = similar::TextDiff::from_lines(recorded.as_str(), stderr(&output));
            differences += &diff.unified_diff().header(&snapshot.display().to_string(), "as it is").to_string();
        }
    }
    assert!(differences.is_empty(), "{differences}\n`cargo xtask snapshots --accept` takes the differences over");
}

#[test]
fn no_snapshot_is_left_over() {
    let names = names();
    for entry in fs::read_dir(portals().join("bad")).expect("the folder is there") {
        let name = entry.expect("an entry").file_name().into_string().expect("a plain name");
        let toml = name.replace(".txt", ".toml");
        assert!(names.contains(&toml), "{name} has no configuration");
    }
}
