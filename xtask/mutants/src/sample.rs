//! The sample: the same mutants on every machine, and the same ones after an edit elsewhere.

use std::collections::HashMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// Another seed is another sample.
const SEED: &str = "triceps 1";

/// Mutants that are equal to the code they replace, or that a test cannot see, with the reason: what the name has
/// after its position, and why.
const SKIPPED: &[(&str, &str, &str)] = &[];

/// At most one of this many is skipped.
const SKIPPED_ONE_OF: usize = 50;

/// One change to the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mutant {
    /// File, line, column and what is changed, as `cargo mutants` names it.
    pub(super) name: String,
    pub(super) file: String,
    /// What is changed, without the position.
    change: String,
}

/// What is tried and what is left out.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) tried: Vec<Mutant>,
    pub(super) skipped: Vec<(Mutant, &'static str)>,
}

/// Reads the list of `cargo mutants --list --json`.
pub(super) fn parse(json: &str) -> Result<Vec<Mutant>, String> {
    let list: Vec<Value> = serde_json::from_str(json).map_err(|error| format!("cargo mutants --list: {error}"))?;
    list.iter()
        .map(|entry| {
            let field = |key: &str| entry[key].as_str().ok_or_else(|| format!("cargo mutants --list: no `{key}`"));
            let (name, file) = (field("name")?, field("file")?);
            let change = name.splitn(4, ':').nth(3).unwrap_or(name).trim();
            Ok(Mutant { name: name.to_owned(), file: file.to_owned(), change: change.to_owned() })
        })
        .collect()
}

/// Draws `count` mutants. A mutant is drawn by its file and change, not by its line, so that the sample moves with the
/// code.
pub(super) fn draw(mutants: &[Mutant], count: usize) -> Result<Sample, String> {
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    let mut keyed: Vec<([u8; 32], &Mutant)> = mutants
        .iter()
        .map(|mutant| {
            let turn = seen.entry((mutant.file.clone(), mutant.change.clone())).or_default();
            let key = format!("{SEED}\n{}\n{}\n{turn}", mutant.file, mutant.change);
            *turn += 1;
            (Sha256::digest(key.as_bytes()).into(), mutant)
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    let mut sample = Sample { tried: Vec::new(), skipped: Vec::new() };
    for (_, mutant) in keyed.into_iter().take(count) {
        match SKIPPED.iter().find(|(file, change, _)| mutant.file == *file && mutant.change == *change) {
            Some((.., reason)) => sample.skipped.push((mutant.clone(), reason)),
            None => sample.tried.push(mutant.clone()),
        }
    }
    if sample.skipped.len() * SKIPPED_ONE_OF > count {
        return Err(format!(
            "{} of {count} mutants are skipped; at most one of {SKIPPED_ONE_OF} may be",
            sample.skipped.len()
        ));
    }
    Ok(sample)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutant(line: usize, change: &str) -> Mutant {
        Mutant { name: format!("a.rs:{line}:1: {change}"), file: "a.rs".to_owned(), change: change.to_owned() }
    }

    #[test]
    fn a_mutant_has_a_name_a_file_and_a_change() {
        let json = r#"[{ "name": "a.rs:3:5: replace f -> A::B with c()", "file": "a.rs" }]"#;
        assert_eq!(
            parse(json).unwrap(),
            [Mutant { name: "a.rs:3:5: replace f -> A::B with c()".into(), ..mutant(3, "replace f -> A::B with c()") }]
        );
        assert!(parse("[{}]").is_err());
    }

    #[test]
    fn the_sample_does_not_depend_on_lines_or_order() {
        let changes = ["replace + with -", "replace f with ()", "delete !", "replace == with !=", "replace g with 1"];
        let one: Vec<_> = changes.iter().enumerate().map(|(line, change)| mutant(line, change)).collect();
        let other: Vec<_> = changes.iter().rev().enumerate().map(|(line, change)| mutant(90 + line, change)).collect();
        let names = |mutants: &[Mutant]| -> Vec<String> {
            draw(mutants, 3).unwrap().tried.into_iter().map(|mutant| mutant.change).collect()
        };
        let drawn: Vec<String> = names(&one);
        assert_eq!(drawn.len(), 3);
        assert_eq!(drawn, names(&other));
    }

    #[test]
    fn two_equal_changes_of_a_file_are_two_mutants() {
        let sample = draw(&[mutant(1, "delete !"), mutant(2, "delete !")], 5).unwrap();
        assert_eq!(sample.tried.len(), 2);
    }
}
