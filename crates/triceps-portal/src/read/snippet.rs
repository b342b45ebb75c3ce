//! A line of a file as it may be shown: without what may be a secret.

use std::ops::Range;

use crate::config::schema;
use crate::secrecy;

/// Longer lines are not shown.
const LONGEST: usize = 2000;

/// A line with the part of it that is pointed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    pub(super) line: String,
    pub(super) mark: Range<usize>,
}

/// The line with stars for each letter of what may be a secret. `secrets` are places in it; in a line of a text that is
/// no TOML, where values have no places, everything behind an unknown key is one.
pub(super) fn snippet(line: &str, mark: Range<usize>, secrets: Vec<Range<usize>>, is_toml: bool) -> Option<Snippet> {
    if line.len() > LONGEST {
        return None;
    }
    let mut secrets = secrets;
    secrets.extend(secrecy::parts(line));
    if !is_toml {
        secrets.extend(unknown_values(line));
    }
    let mut out = String::with_capacity(line.len());
    let mut moved = mark.clone();
    let mut rest = secrecy::merged(secrets).into_iter().peekable();
    for (at, letter) in line.char_indices() {
        if at == mark.start {
            moved.start = out.len();
        }
        if at == mark.end {
            moved.end = out.len();
        }
        while rest.next_if(|secret| secret.end <= at).is_some() {}
        let hidden = rest.peek().is_some_and(|secret| secret.start <= at);
        // One star a letter, so that what follows keeps its column.
        out.push(if hidden { '*' } else { letter });
    }
    if mark.start >= line.len() {
        moved.start = out.len();
    }
    if mark.end >= line.len() {
        moved.end = out.len();
    }
    Some(Snippet { line: out, mark: moved })
}

/// Values of keys that the configuration does not have, and lines without a key, in a line that is not TOML.
fn unknown_values(line: &str) -> Vec<Range<usize>> {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    let whole = indent..line.len();
    if trimmed.is_empty() || trimmed.starts_with('#') {
        return Vec::new();
    }
    if trimmed.starts_with('[') {
        let names = trimmed.split(|end: char| !is_of_key(end)).filter(|name| !name.is_empty());
        return if names.into_iter().all(is_known) { Vec::new() } else { Vec::from([whole]) };
    }
    if trimmed.trim_end().ends_with('=') && !is_known(trimmed.trim_end().trim_end_matches('=').trim_end()) {
        return Vec::from([whole]);
    }
    let mut hidden = Vec::new();
    let mut from = indent;
    let mut keys = 0;
    while let Some(equals) = line[from..].find('=').map(|at| from + at) {
        let before = line[from..equals].trim_end();
        let key = before.rsplit(|end: char| !is_of_key(end)).next().unwrap_or_default();
        let end = line[equals..].find([',', '}']).map_or(line.len(), |end| equals + end);
        if !is_known(key) {
            hidden.push(equals + 1..end);
        }
        keys += 1;
        from = equals + 1;
    }
    if keys == 0 && !is_known(trimmed.trim_end()) {
        hidden.push(whole);
    }
    hidden
}

fn is_of_key(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')
}

/// Whether the configuration has such a key anywhere.
pub(super) fn is_known(key: &str) -> bool {
    let tables = schema()["definitions"].as_object().into_iter().flat_map(|definitions| definitions.values());
    let branches = |table: &'static serde_json::Value| {
        let branches = table["oneOf"].as_array().map_or(&[] as &[_], Vec::as_slice);
        std::iter::once(table).chain(branches)
    };
    std::iter::once(schema()).chain(tables).flat_map(branches).any(|table| table["properties"].get(key).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        snippet(line, 0..0, Vec::new(), false).expect("the line is short").line
    }

    #[test]
    fn lines_that_are_not_toml_show_values_of_known_keys_only() {
        for (line, expected) in [
            ("name = backstage", "name = backstage"),
            ("[scale", "[scale"),
            ("# a comment", "# a comment"),
            ("value = hunter2", "value =********"),
            ("MIIEpAIBAAKCAQEA", "****************"),
            ("  hunter2", "  *******"),
            ("postgres = { password = hunter2, tier = \"x\" }", "postgres = { password =********, tier = \"x\" }"),
            ("title = \"a = b", "title = \"a =**"),
        ] {
            assert_eq!(shown(line), expected);
        }
    }

    #[test]
    fn the_mark_keeps_its_place() {
        let line = "title = \"\u{e4}\u{e4}\", size = 1";
        let start = line.find("size").expect("it is there");
        let secret = 9..13;
        let snippet = snippet(line, start..start + 4, vec![secret], true).expect("the line is short");
        assert_eq!(snippet.line, "title = \"**\", size = 1");
        assert_eq!(&snippet.line[snippet.mark], "size");
    }
}
