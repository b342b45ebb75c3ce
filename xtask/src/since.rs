//! What was removed from the public items of `triceps`, or changed, since a revision, and is not in the changelog.
//!
//! It reads the snapshots of both revisions, so that it needs neither a published crate nor a build.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Names what was removed since `revision` and is not in the changelog.
///
/// # Errors
///
/// If git does not know the revision, or if something is missing in the changelog.
pub(crate) fn run(root: &Path, snapshot: &str, revision: &str) -> Result<String, String> {
    let shown = Command::new("git")
        .current_dir(root)
        .args(["show", &format!("{revision}:{snapshot}")])
        .output()
        .map_err(|error| format!("git: {error}"))?;
    if !shown.status.success() {
        return Err(format!("git: {}", String::from_utf8_lossy(&shown.stderr).trim()));
    }
    let read = |path: &str| fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"));
    let before = String::from_utf8_lossy(&shown.stdout);
    let missing = unannounced(&before, &read(snapshot)?, &read("CHANGELOG.md")?);
    if missing.is_empty() {
        return Ok(format!("everything that was removed since {revision} is in the changelog\n"));
    }
    let mut message =
        format!("removed or changed since {revision}, but not in CHANGELOG.md under Changed or Removed:\n");
    missing.iter().for_each(|name| message.extend(["- `", name, "`\n"]));
    Err(message)
}

/// The items with a line that is gone, whose names are not in the sections of the changelog on changes.
///
/// Lines on what an item implements are left out: a new bound or another spelling of a path does not concern users.
fn unannounced<'a>(before: &'a str, now: &str, changelog: &str) -> BTreeSet<&'a str> {
    let now: BTreeSet<&str> = now.lines().collect();
    let told = changes(changelog);
    let gone = before.lines().filter(|line| !now.contains(line));
    let items = gone.filter_map(|line| line.split_once(": ")).filter(|(_, what)| !what.starts_with("impl"));
    items.map(|(path, _)| path).filter(|path| !is_told(&told, path)).collect()
}

/// What the unreleased part of a changelog says under Changed and Removed.
fn changes(changelog: &str) -> String {
    let unreleased = changelog.split("\n## ").find(|part| part.starts_with("[Unreleased]")).unwrap_or_default();
    let sections = unreleased.split("\n### ").filter(|part| part.starts_with("Changed") || part.starts_with("Removed"));
    sections.collect()
}

/// Whether a text has the name of an item, or of a module that it is in, between backquotes.
fn is_told(text: &str, path: &str) -> bool {
    let quoted = text.split('`').skip(1).step_by(2);
    let words: BTreeSet<&str> = quoted.flat_map(|code| code.split(|letter: char| !is_part(letter))).collect();
    path.split("::").any(|name| words.contains(name))
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "Port: struct\nPort: pub fn open(&self)\nPort: impl Copy for Port\nread::Disk: struct\n";

    #[track_caller]
    fn check(now: &str, changelog: &str, expected: &[&str]) {
        let changelog =
            format!("# Changelog\n\n## [Unreleased]\n\n{changelog}\n\n## [0.1.0]\n\n### Removed\n\n- `Disk`\n");
        assert_eq!(unannounced(BEFORE, now, &changelog).into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_is_gone_has_to_be_told() {
        check("", "", &["Port", "read::Disk"]);
        check("", "### Added\n\n- `Port` and `Disk`", &["Port", "read::Disk"]);
        check("", "### Removed\n\n- `Port::open` and `read::Disk`", &[]);
        check("", "### Changed\n\n- `read` is another feature", &["Port"]);
    }

    #[test]
    fn what_is_added_or_implemented_need_not_be_told() {
        check("Port: struct\nPort: pub fn open(&self)\nread::Disk: struct\nread::Cache: struct\n", "", &[]);
    }

    #[test]
    fn a_name_is_a_word_between_backquotes() {
        check("read::Disk: struct\n", "### Changed\n\n- Port, `Ports`", &["Port"]);
    }
}
