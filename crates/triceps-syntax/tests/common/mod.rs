//! Recorded programs.
#![allow(dead_code)]

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use triceps_syntax::ast::JsonValue;
use triceps_syntax::{Language, Tree, parse};

/// A program, and what the official compiler makes of it.
pub(crate) struct Program {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) formatted: String,
    /// The official formatter's text does not compile.
    pub(crate) is_fault: bool,
    /// `line:col-endLine:endCol Level code message`; without the end in valid programs.
    pub(crate) diagnostics: Vec<String>,
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance")
}

/// The programs of a file with one JSON object a line.
pub(crate) fn programs(path: &str) -> Vec<Program> {
    let file = fs::File::open(fixtures().join(path)).expect("the fixture exists");
    let mut lines = String::new();
    GzDecoder::new(file).read_to_string(&mut lines).expect("the fixture is gzip");
    lines.lines().map(program).collect()
}

fn program(line: &str) -> Program {
    let tree = parse(line, Language::Json);
    assert_eq!(tree.errors(), []);
    let value = tree.json().expect("a line is an object");
    let text = |value: Option<JsonValue<'_>>| value.and_then(JsonValue::as_str).map(Cow::into_owned);
    let main = text(value.get("files").and_then(|files| files.get("main.bicep"))).expect("a program has a file");
    Program {
        name: text(value.get("name")).expect("a program has a name"),
        formatted: text(value.get("formatted")).unwrap_or_else(|| main.clone()),
        text: main,
        is_fault: text(value.get("formatter_fault")).is_some_and(|fault| fault == "does not compile"),
        diagnostics: value
            .get("diagnostics")
            .into_iter()
            .flat_map(JsonValue::items)
            .filter_map(|item| text(Some(item)))
            .collect(),
    }
}

/// The text of all tokens and of what is between them, in the order of the tree.
pub(crate) fn joined(tree: &Tree) -> String {
    let mut text = String::new();
    for token in tree.root().tokens() {
        text.extend(token.leading_trivia().map(|trivia| trivia.text));
        text.push_str(token.text());
        text.extend(token.trailing_trivia().map(|trivia| trivia.text));
    }
    text
}

/// Checks what holds for every tree: no byte is lost, every token is a leaf once, children are in
/// order and within their parent, and parents are known.
#[track_caller]
pub(crate) fn check_tree(tree: &Tree) {
    assert_eq!(joined(tree), tree.text());
    let mut leaves = Vec::new();
    let mut stack = vec![tree.root()];
    let mut nodes = 0;
    while let Some(node) = stack.pop() {
        nodes += 1;
        let mut end = node.range().start;
        for child in node.children() {
            assert!(child.range().start >= end, "{:?} overlaps", child.kind());
            assert!(child.range().end <= node.range().end, "{:?} leaves its parent", child.kind());
            end = child.range().end;
            match child.as_node() {
                Some(child) => {
                    assert_eq!(child.parent(), Some(node));
                    stack.push(child);
                }
                None => leaves.extend(child.as_token()),
            }
        }
    }
    assert!(nodes > 0);
    leaves.sort_by_key(|token| (token.range().start, token.range().end));
    let tokens: Vec<_> = tree.tokens().collect();
    assert_eq!(leaves.len(), tokens.len());
    assert!(leaves.iter().zip(&tokens).all(|(leaf, token)| leaf.range() == token.range()));
}
