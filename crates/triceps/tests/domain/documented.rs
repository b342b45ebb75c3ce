//! The page of the rules.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every rule in the source is in `docs/checks.md` with its severity, and nothing else is; and every
/// rule has a case here.
#[test]
fn all_rules_are_documented_and_tested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = read(&root.join("src/check/domain"));
    let mut rules = BTreeMap::new();
    for severity in ["error", "warning"] {
        for (_, rest) in
            source.match_indices(&format!("= {severity}(\"")).map(|(at, found)| (at, &source[at + found.len()..]))
        {
            let id = &rest[..7];
            assert!(rules.insert(id, severity).is_none(), "{id} is used twice");
        }
    }
    assert!(rules.len() > 50, "the rules are found in the source");
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
