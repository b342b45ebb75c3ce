//! The pages of codes: each code is there once, as the registry has it, and nothing else is.

use std::collections::BTreeMap;

use triceps_diagnostics::{Source, codes};

/// The cells of the rows that begin with an anchor, by code.
fn rows(page: &str) -> BTreeMap<String, [String; 2]> {
    let mut rows = BTreeMap::new();
    for line in page.lines().filter(|line| line.starts_with("| <a id=")) {
        let cells: Vec<&str> = line.split(" | ").map(|cell| cell.trim_matches(['|', ' '])).collect();
        let [anchor, level, title, remedy] = cells[..] else { panic!("{line}") };
        let (id, code) = anchor.strip_prefix("<a id=\"").and_then(|rest| rest.split_once("\"></a>")).expect(anchor);
        assert_eq!(id, code.to_ascii_lowercase());
        assert!(remedy.len() > 3, "{code} says what to write");
        let twice = rows.insert(code.to_owned(), [level.to_owned(), title.to_owned()]);
        assert!(twice.is_none(), "{code} is there twice");
    }
    rows
}

/// What the registry has, as the pages say it.
fn registry(source: Source) -> BTreeMap<String, [String; 2]> {
    let codes = codes::ALL.iter().filter(|code| code.source() == source);
    codes.map(|code| (code.id().to_owned(), [code.level().name().to_owned(), sentence(code.title())])).collect()
}

fn sentence(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}

#[test]
fn each_code_of_triceps_is_documented() {
    let rows = rows(include_str!("../../docs/checks.md"));
    assert!(rows.len() > 80);
    assert_eq!(rows, registry(Source::Triceps));
}

#[test]
fn each_rule_of_the_linter_is_documented() {
    assert_eq!(rows(include_str!("../../docs/linter.md")), registry(Source::Linter));
}

#[test]
fn the_page_of_a_code_is_where_it_is_explained() {
    let code = codes::find("TRI0110").expect("registered");
    assert_eq!(code.page(), "docs/checks.md#tri0110");
    assert!(include_str!("../../docs/checks.md").contains("<a id=\"tri0110\"></a>TRI0110 |"));
}
