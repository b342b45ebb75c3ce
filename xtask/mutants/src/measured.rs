//! What is known of the tests of a binary, kept as long as the binary is the same.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use crate::compile::Binary;
use crate::tree::Tree;

/// A test that ran without a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Measured {
    pub(super) name: String,
    pub(super) time: Duration,
    /// Whether it passed in time.
    pub(super) is_fit: bool,
    pub(super) reached: BTreeSet<u32>,
}

/// What was kept for this binary.
pub(super) fn read(tree: &Tree, binary: &Binary) -> Vec<Measured> {
    let text = path(tree, binary).and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
    text.lines().filter_map(parse).collect()
}

/// Keeps what is known. Without it the tests are measured again.
pub(super) fn write(tree: &Tree, binary: &Binary, tests: &[&Measured]) {
    let text = tests.iter().fold(String::new(), |text, test| text + &show(test));
    if let Some(path) = path(tree, binary)
        && let Some(folder) = path.parent()
    {
        let _ = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
    }
}

/// The name of the file has when the binary was made.
fn path(tree: &Tree, binary: &Binary) -> Option<PathBuf> {
    let time = fs::metadata(&binary.file).and_then(|data| data.modified()).ok()?;
    let made = time.duration_since(UNIX_EPOCH).ok()?.as_micros();
    Some(tree.kept.join("measured").join(format!("{}-{made}.tsv", binary.file.file_name()?.to_str()?)))
}

fn show(test: &Measured) -> String {
    let mut line = format!("{}\t{}\t{}", test.name, test.time.as_micros(), test.is_fit);
    for number in &test.reached {
        let _ = write!(line, "\t{number}");
    }
    line + "\n"
}

fn parse(line: &str) -> Option<Measured> {
    let mut parts = line.split('\t');
    Some(Measured {
        name: parts.next()?.to_owned(),
        time: Duration::from_micros(parts.next()?.parse().ok()?),
        is_fit: parts.next()?.parse().ok()?,
        reached: parts.map(|number| number.parse().ok()).collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let test = Measured {
            name: "a::b".to_owned(),
            time: Duration::from_micros(1_500),
            is_fit: true,
            reached: BTreeSet::from([3, 14]),
        };
        let line = show(&test);
        assert_eq!(line, "a::b\t1500\ttrue\t3\t14\n");
        assert_eq!(parse(line.trim_end()), Some(test));
        assert_eq!(parse("a::b\t1500"), None);
    }
}
