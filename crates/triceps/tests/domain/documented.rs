//! The rules of the registry.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use triceps_diagnostics::codes;

/// Every rule of the registry has a case here.
#[test]
fn all_rules_are_tested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules: BTreeMap<&str, &str> = codes::ALL
        .iter()
        .filter(|code| code.id().starts_with("TRI01"))
        .map(|code| (code.id(), code.level().name()))
        .collect();
    assert!(rules.len() > 50, "the rules are in the registry");
    let cases = read(&root.join("tests/domain"));
    for (id, severity) in rules {
        assert!(cases.contains(&format!("{severity}[{id}]")), "{id} has no case");
    }
}

fn read(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries.map(|entry| fs::read_to_string(entry.expect("readable").path()).expect("text")).collect()
}
