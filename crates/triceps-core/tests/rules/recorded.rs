//! What the linter of the compiler said of recorded files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::lower::diagnostics;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("/work/shared/conformance").join(name)
}

/// The findings of the linter, by code.
fn expected(path: &Path) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for line in fs::read_to_string(path).expect("recorded").lines() {
        let code = line.split(' ').nth(2).unwrap_or_default();
        if !code.starts_with("BCP") {
            *found.entry(code.to_owned()).or_insert(0) += 1;
        }
    }
    found
}

/// What text alone can have, and parsers alone can say.
const OF_TEXT: [&str; 1] = ["prefer-unquoted-property-names"];

#[test]
fn lint_files() {
    let folder = folder("diagnostics/bodies");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").file_name().into_string().expect("text"))
        .filter(|name| (name.starts_with("lint-") || name.starts_with("secret-")) && name.ends_with(".bicep"))
        .collect();
    names.sort();
    assert!(names.len() > 20, "the files are found");
    let mut wrong = Vec::new();
    for name in names {
        let text = fs::read_to_string(folder.join(&name)).expect("recorded");
        let mut expected = expected(&folder.join(name.replace(".bicep", ".txt")));
        expected.retain(|code, _| !OF_TEXT.contains(&&**code));
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for diagnostic in
            diagnostics(&text).iter().filter(|own| !own.id().starts_with("BCP") && !own.id().starts_with("TRI"))
        {
            *found.entry(diagnostic.id().to_owned()).or_insert(0) += 1;
        }
        if found != expected {
            wrong.push(format!("{name}: expected {expected:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
