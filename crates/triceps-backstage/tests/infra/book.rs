//! The page on the infrastructure names tests that are there, and all of those that it is about.

use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../../../docs/portal-infrastructure.md");
const FILES: [(&str, &str); 4] = [
    ("combinations", include_str!("combinations.rs")),
    ("comparison", include_str!("comparison.rs")),
    ("defects", include_str!("defects.rs")),
    ("options", include_str!("options.rs")),
];

fn tests() -> BTreeSet<String> {
    let mut tests = BTreeSet::new();
    for (file, text) in FILES {
        let mut lines = text.lines();
        while lines.any(|line| line == "#[test]") {
            let line = lines.next().unwrap_or_default();
            let name = line.trim_start_matches("fn ").split('(').next().unwrap_or_default();
            tests.insert(format!("{file}::{name}"));
        }
    }
    tests
}

#[test]
fn the_page_and_the_tests_know_each_other() {
    let named: BTreeSet<String> = PAGE
        .split('`')
        .filter(|text| FILES.iter().any(|(file, _)| text.strip_prefix(file).is_some_and(|rest| rest.starts_with("::"))))
        .map(str::to_owned)
        .collect();
    assert_eq!(named, tests());
}
