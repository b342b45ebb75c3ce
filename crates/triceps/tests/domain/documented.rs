//! The page of the rules.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use triceps_diagnostics::codes;

/// Every rule of the registry is in `docs/checks.md` with its level, and nothing else is; and every rule has a case
/// here.
#[test]
fn all_rules_are_documented_and_tested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules: BTreeMap<&str, &str> = codes::ALL
        .iter()
        .filter(|code| code.id().starts_with("TRI01"))
        .map(|code| (code.id(), code.level().name()))
        .collect();
    assert!(rules.len() > 50, "the rules are in the registry");
    let page = fs::read_to_string(root.join("../../docs/checks.md")).expect("the page is there");
    let documented: BTreeMap<&str, &str> = page
        .lines()
        .filter(|line| line.starts_with("| TRI01"))
        .map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            (cells.next().unwrap_or_default(), cells.next().unwrap_or_default())
        })
        .collect();
    assert_eq!(documented, rules);
    let cases = read(&root.join("tests/domain"));
    for (id, severity) in rules {
        assert!(cases.contains(&format!("{severity}[{id}]")), "{id} has no case");
    }
}

fn read(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries.map(|entry| fs::read_to_string(entry.expect("readable").path()).expect("text")).collect()
}
