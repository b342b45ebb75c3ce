//! The sample: the same mutants on every machine, and the same ones after an edit elsewhere.

use std::collections::HashMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::areas::Area;
use crate::mutant::Mutant;

/// Another seed is another sample.
const SEED: &str = "triceps 1";

/// Mutants that are equal to the code they replace, or that a test cannot see: file, what the name has after its
/// position, and the reason.
const SKIPPED: &[(&str, &str, &str)] = &[
    (
        "crates/triceps-middle/src/document/buffer.rs",
        "replace JsonBuffer::with_capacity -> Self with Default::default()",
        "only the capacity differs",
    ),
    (
        "crates/triceps-core/src/check/contents.rs",
        "replace && with || in Contents::reference",
        "more expressions are looked at, with the same result",
    ),
    (
        "crates/triceps-middle/src/data.rs",
        "replace match guard is_unbound(string) with false in Takes::of",
        "the types are compared in detail, with the same result",
    ),
    (
        "crates/triceps-core/src/check/lint/texts.rs",
        "replace && with || in may_have_host",
        "more strings are looked at, with the same result",
    ),
    (
        "crates/triceps-core/src/check/expressions/outputs.rs",
        "replace match guard name == known::OUTPUTS with true in Walk<'_, '_>::secure_output",
        "a module has no other property that holds a secret",
    ),
    (
        "crates/triceps-syntax/src/parser.rs",
        "replace > with == in Parser<'t>::beyond_newlines",
        "what is kept for the next look is found again",
    ),
    (
        "crates/triceps-syntax/src/parser.rs",
        "replace > with < in Parser<'t>::beyond_newlines",
        "what is kept for the next look is found again",
    ),
    (
        "crates/triceps-syntax/src/parser.rs",
        "replace - with / in Parser<'t>::beyond_newlines",
        "no look starts behind the last token",
    ),
    (
        "crates/triceps/src/build/system.rs",
        "replace sync with ()",
        "what a disk keeps after a power failure shows in no test",
    ),
    (
        "crates/triceps/src/read/references.rs",
        "replace > with >= in hiding",
        "a colon stands between the array and the body",
    ),
    (
        "crates/triceps-middle/src/raw/mod.rs",
        "replace < with <= in RawDiagnostics::retain_since",
        "nothing is taken off and nothing is put back",
    ),
    ("crates/triceps-language/src/eval/hash.rs", "replace | with ^ in guid", "the bits of both sides differ"),
    ("crates/triceps-language/src/murmur.rs", "replace | with ^ in Murmur::finish", "the bits of both sides differ"),
    (
        "crates/triceps-language/src/eval/strings.rs",
        "replace < with <= in split",
        "no delimiter starts behind the last character",
    ),
    (
        "crates/triceps-language/src/eval/format.rs",
        "replace > with >= in format",
        "what is as long as the limit is refused at the end",
    ),
    ("crates/triceps-compile/src/lower/mod.rs", "replace / with * in lower", "only the capacity differs"),
];

/// At most one of this many is skipped.
pub(super) const SKIPPED_ONE_OF: usize = 50;

/// A mutant with what stays the same when lines move.
#[derive(Debug)]
pub(super) struct Drawn<'a> {
    pub(super) key: String,
    pub(super) mutant: &'a Mutant,
    /// Why it is not tried.
    pub(super) skipped: Option<&'static str>,
}

/// Draws `count` mutants of an area. A mutant is drawn by its file and change, not by its line, so that the sample moves
/// with the code.
pub(super) fn draw<'a>(area: &Area, mutants: &'a [Mutant], count: usize) -> Vec<Drawn<'a>> {
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    let mut drawn: Vec<Drawn> = mutants
        .iter()
        .filter(|mutant| area.has(&mutant.file))
        .map(|mutant| {
            let turn = seen.entry((&mutant.file, &mutant.change)).or_default();
            let key = key(&format!("{SEED}\n{}\n{}\n{turn}", mutant.file, mutant.change));
            *turn += 1;
            Drawn { key, mutant, skipped: reason(mutant) }
        })
        .collect();
    drawn.sort_by(|one, other| one.key.cmp(&other.key));
    drawn.truncate(count);
    drawn
}

fn reason(mutant: &Mutant) -> Option<&'static str> {
    SKIPPED.iter().find(|(file, change, _)| mutant.file == *file && mutant.change == *change).map(|(.., why)| *why)
}

/// A text as a hash.
pub(super) fn key(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutant::{Genre, Position};

    const FILE: &str = "crates/triceps-cli/src/a.rs";

    fn area() -> &'static Area {
        Area::named("triceps-cli").unwrap()
    }

    fn mutant(line: usize, change: &str) -> Mutant {
        Mutant {
            name: format!("{FILE}:{line}:1: {change}"),
            file: FILE.to_owned(),
            change: change.to_owned(),
            genre: Genre::Function,
            replacement: String::new(),
            start: Position { line, column: 1 },
        }
    }

    #[test]
    fn the_sample_does_not_depend_on_lines_or_order() {
        let changes = ["replace + with -", "replace f with ()", "delete !", "replace == with !=", "replace g with 1"];
        let one: Vec<_> = changes.iter().enumerate().map(|(line, change)| mutant(line, change)).collect();
        let other: Vec<_> = changes.iter().rev().enumerate().map(|(line, change)| mutant(90 + line, change)).collect();
        let names = |mutants: &[Mutant]| -> Vec<String> {
            draw(area(), mutants, 3).into_iter().map(|drawn| drawn.mutant.change.clone()).collect()
        };
        let drawn: Vec<String> = names(&one);
        assert_eq!(drawn.len(), 3);
        assert_eq!(drawn, names(&other));
    }

    #[test]
    fn two_equal_changes_of_a_file_are_two_mutants() {
        let mutants = [mutant(1, "delete !"), mutant(2, "delete !")];
        assert_eq!(draw(area(), &mutants, 5).len(), 2);
    }
}
