//! What the linter of the compiler said of recorded files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::lower::diagnostics;

/// The findings of the linter, by code.
fn recorded(path: &Path) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for line in fs::read_to_string(path).expect("recorded").lines() {
        let code = line.split(' ').nth(2).unwrap_or_default();
        if code.contains('-') {
            *found.entry(code.to_owned()).or_insert(0) += 1;
        }
    }
    found
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance/silent");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.retain(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        path.extension().is_some_and(|extension| extension == "bicep")
            && !name.starts_with('_')
            && path.with_extension("txt").exists()
    });
    files.sort();
    files
}

#[test]
fn the_linter_says_the_same() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for path in files() {
        let text = fs::read_to_string(&path).expect("recorded");
        // Module files are read with their folder, and what the reader of cases does not know is left out.
        let unread = ["module ", "targetScope", "'''", "/*", "  resource ", "a name in"];
        let crashes = fs::read_to_string(path.with_extension("txt")).expect("recorded").starts_with("crash");
        if crashes || unread.iter().any(|part| text.contains(part)) {
            continue;
        }
        compared += 1;
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for own in diagnostics(&text).iter().filter(|own| own.id().contains('-')) {
            *found.entry(own.id().to_owned()).or_insert(0) += 1;
        }
        let expected = recorded(&path.with_extension("txt"));
        if found != expected {
            wrong.push(format!("{}: expected {expected:?}, found {found:?}", path.display()));
        }
    }
    assert!(compared > 40, "{compared} files are compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
