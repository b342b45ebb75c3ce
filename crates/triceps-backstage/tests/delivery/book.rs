//! The pages on configuration and delivery name tests that are there, and all of them; no requirement is missing.

use std::collections::BTreeSet;
use std::path::Path;

const CONFIGURATION: &str = include_str!("../../../../docs/portal-app-config.md");
const DELIVERY: &str = include_str!("../../../../docs/portal-delivery.md");
const INFRASTRUCTURE: &str = include_str!("../../../../docs/portal-infrastructure.md");
const FILES: [(&str, &str); 9] = [
    ("defects", include_str!("../app_config/defects.rs")),
    ("rules", include_str!("../app_config/rules.rs")),
    ("variables", include_str!("../app_config/variables.rs")),
    ("azd", include_str!("azd.rs")),
    ("image", include_str!("image.rs")),
    ("parameters", include_str!("parameters.rs")),
    ("runbook", include_str!("runbook.rs")),
    ("scripts", include_str!("scripts.rs")),
    ("workflow", include_str!("workflow.rs")),
];
/// Requirements of the whole list.
const ALL: usize = 81;

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
fn the_pages_and_the_tests_know_each_other() {
    let quoted = [CONFIGURATION, DELIVERY].into_iter().flat_map(|page| page.split('`'));
    let is_test =
        |text: &&str| FILES.iter().any(|(file, _)| text.strip_prefix(file).is_some_and(|rest| rest.starts_with("::")));
    let named: BTreeSet<String> = quoted.filter(is_test).map(str::to_owned).collect();
    assert_eq!(named, tests());
}

#[test]
fn files_that_the_pages_name_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for text in [CONFIGURATION, DELIVERY].into_iter().flat_map(|page| page.split('`')) {
        let folder = if text.ends_with(".test.mjs") {
            root.join("tests/backstage-node")
        } else if ["delivery/", "app_config/"].iter().any(|folder| text.starts_with(folder)) {
            root.join("crates/triceps-backstage/src")
        } else if text.starts_with("rules/") {
            root.join("crates/triceps-portal/src")
        } else {
            continue;
        };
        assert!(folder.join(text).exists(), "{text}");
    }
}

/// Numbers in the first column of the tables of requirements.
fn numbers(page: &str) -> BTreeSet<usize> {
    let (_, table) = page.split_once("## Requirements").expect("the table is there");
    let (table, _) = table.split_once("\n## ").unwrap_or((table, ""));
    let mut numbers = BTreeSet::new();
    for cell in table.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next()) {
        for part in cell.split(", ") {
            let mut ends = part.split(" to ").filter_map(|number| number.parse::<usize>().ok());
            if let Some(first) = ends.next() {
                numbers.extend(first..=ends.next().unwrap_or(first));
            }
        }
    }
    numbers
}

#[test]
fn no_requirement_is_missing() {
    let mut all = numbers(INFRASTRUCTURE);
    all.extend(numbers(DELIVERY));
    assert_eq!(all, (1..=ALL).collect());
}
