//! A checkout of type data: its files, in the order that decides between duplicates.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// The `types.json` files of a checkout.
pub(crate) struct Checkout {
    root: PathBuf,
    files: Vec<TypesFile>,
    fingerprint: u64,
}

/// One `types.json`.
pub(crate) struct TypesFile {
    /// Path below `generated`, with slashes.
    pub(crate) path: String,
    on_disk: PathBuf,
}

impl Checkout {
    /// Finds the files, sorted by path without regard to letter case.
    pub(crate) fn open(root: &Path) -> Result<Self, String> {
        let generated = root.join("generated");
        let mut files = Vec::new();
        find(&generated, &mut String::new(), &mut files)?;
        if files.is_empty() {
            return Err(format!("{} has no types.json files", generated.display()));
        }
        files.sort_by_cached_key(|file| file.path.to_lowercase());
        let mut fingerprint = Fingerprint::new();
        for file in &files {
            fingerprint.add(file.path.as_bytes());
            fingerprint.add(&read(&file.on_disk)?);
        }
        Ok(Self { root: root.to_owned(), files, fingerprint: fingerprint.0 })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn files(&self) -> &[TypesFile] {
        &self.files
    }

    pub(crate) fn fingerprint(&self) -> String {
        format!("{:016x}", self.fingerprint)
    }

    /// Commit and day of the checkout, if it is a git checkout.
    pub(crate) fn head(&self) -> Option<(String, String)> {
        if !self.root.join(".git").exists() {
            return None;
        }
        let log = Command::new("git").arg("-C").arg(&self.root).args(["log", "-1", "--format=%H %cs"]).output().ok()?;
        let text = String::from_utf8(log.stdout).ok()?;
        text.trim().split_once(' ').map(|(commit, date)| (commit.to_owned(), date.to_owned()))
    }
}

impl TypesFile {
    /// The types, as a list of JSON objects.
    pub(crate) fn parse(&self) -> Result<Vec<Value>, String> {
        let text = read(&self.on_disk)?;
        serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", self.path))
    }

    /// The `index.json` beside it.
    pub(crate) fn index(&self) -> Result<Value, String> {
        let path = self.on_disk.with_file_name("index.json");
        serde_json::from_slice(&read(&path)?).map_err(|error| format!("{}: {error}", path.display()))
    }
}

fn find(dir: &Path, below: &mut String, files: &mut Vec<TypesFile>) -> Result<(), String> {
    let entries = fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    for entry in entries {
        let entry = entry.map_err(|error| format!("{}: {error}", dir.display()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let length = below.len();
        below.push_str(&name);
        if entry.path().is_dir() {
            below.push('/');
            find(&entry.path(), below, files)?;
        } else if name == "types.json" {
            files.push(TypesFile { path: below.clone(), on_disk: entry.path() });
        }
        below.truncate(length);
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// FNV-1a over words, quick enough for hundreds of megabytes.
struct Fingerprint(u64);

impl Fingerprint {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        self.word(bytes.len() as u64);
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
    }

    fn word(&mut self, word: u64) {
        // The rotation lets high bits reach low ones, which multiplication alone does not.
        self.0 = (self.0 ^ word).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
    }
}
