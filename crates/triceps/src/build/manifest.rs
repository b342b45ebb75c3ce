//! The list of the files that were written, with the hash of each.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Error, Kind};
use super::journal;

const HEADER: &str = "\
# Files that triceps wrote, each with the SHA-256 of its text. Commit this file: a file that is not in it, or that was
# edited, is not overwritten.
";

/// What an earlier run wrote.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The hashes of a file. There may be two after two branches were merged.
    files: BTreeMap<PathBuf, Vec<String>>,
}

impl Manifest {
    /// The list at a path. A line that cannot be read is passed over: then a file counts as one of someone else.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let text = match fs::read(path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Kind::disk("read", path, error).into()),
        };
        let mut manifest = Self::default();
        for (hash, name) in text.lines().filter_map(|line| line.split_once("  ")) {
            if hash.len() == 64
                && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
                && let Some(name) = journal::below(name)
                && !name.starts_with(".git")
            {
                manifest.files.entry(name).or_default().push(hash.to_owned());
            }
        }
        Ok(manifest)
    }

    /// Whether a file is as an earlier run wrote it.
    pub(super) fn has(&self, name: &Path, text: &str) -> bool {
        self.files.get(name).is_some_and(|hashes| hashes.contains(&hash(text)))
    }

    /// The files that an earlier run wrote.
    pub(super) fn names(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }

    /// The text of a list of these files. Names are below the folder of the list.
    pub(super) fn text<'a>(files: impl Iterator<Item = (&'a Path, &'a str)>) -> String {
        let files: BTreeMap<String, String> = files.map(|(name, text)| (slashes(name), hash(text))).collect();
        let mut text = HEADER.to_owned();
        for (name, hash) in files {
            let _ = writeln!(text, "{hash}  {name}");
        }
        text
    }
}

fn slashes(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(feature = "manifest")]
fn hash(text: &str) -> String {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}

#[cfg(not(feature = "manifest"))]
fn hash(_text: &str) -> String {
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "manifest")]
    #[test]
    fn the_hash_is_the_one_of_other_tools() {
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_list_has_a_file_by_its_name_and_its_hash() {
        let known = |text| (PathBuf::from("a"), vec!["0".repeat(64), hash(text)]);
        let manifest = Manifest { files: BTreeMap::from([known("1\n")]) };
        assert!(manifest.has(Path::new("a"), "1\n"));
        assert!(!manifest.has(Path::new("b"), "1\n"));
        let manifest = Manifest { files: BTreeMap::from([(PathBuf::from("a"), vec!["0".repeat(64)])]) };
        assert!(!manifest.has(Path::new("a"), "1\n"));
    }

    #[test]
    fn the_text_of_a_list_has_a_line_for_each_file_by_name() {
        let below: PathBuf = ["b", "c"].iter().collect();
        let text = Manifest::text([(below.as_path(), "1\n"), (Path::new("a"), "2\n")].into_iter());
        assert_eq!(text, format!("{HEADER}{}  a\n{}  b/c\n", hash("2\n"), hash("1\n")));
    }
}
