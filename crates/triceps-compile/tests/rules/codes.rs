//! The codes of the compiler, each with a text that raises it and a similar one without an error.

use crate::files::{diagnostics_with, files};

/// One row a code: the code, a text that raises it, and one that does not. `\n` is a line end.
const TABLE: &str = include_str!("codes.txt");

const FILES: &[(&str, &str)] = &[
    ("lib.bicep", "@export()\nvar tag = 'a'\n"),
    ("group.bicep", "output id string = resourceGroup().id\n"),
    (
        "id.bicep",
        "resource a 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: 'abc' }\noutput id string = a.properties.primaryLocation\n",
    ),
];

fn unescaped(text: &str) -> String {
    let mut unescaped = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n') => unescaped.push('\n'),
                other => unescaped.extend(other),
            },
            other => unescaped.push(other),
        }
    }
    unescaped
}

#[test]
fn each_code_is_raised_by_its_text_alone() {
    let files = files(FILES);
    let mut wrong = Vec::new();
    for line in TABLE.lines() {
        let cells: Vec<&str> = line.split(" ¦ ").collect();
        let [code, raising, right] = cells[..] else { panic!("three cells: {line}") };
        let found = |text: &str| diagnostics_with(&unescaped(text), &files);
        let raised = found(raising);
        if !raised.iter().any(|found| found.id() == code) {
            let raised: Vec<&str> = raised.iter().map(triceps_diagnostics::Diagnostic::id).collect();
            wrong.push(format!("{code} is not raised, but {raised:?}: {raising}"));
        }
        let is_wrong = |found: &&triceps_diagnostics::Diagnostic| {
            found.id() == code || found.severity() == triceps_diagnostics::Severity::Error
        };
        let left: Vec<String> = found(right).iter().filter(is_wrong).map(ToString::to_string).collect();
        if !left.is_empty() {
            wrong.push(format!("{code}: {right} is right, but {left:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
