//! An archive of type data: its files, in the order that decides between duplicates.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::lock::Pin;

/// The `types.json` files of an archive.
pub(crate) struct Archive {
    files: Vec<TypesFile>,
}

/// One `types.json`.
pub(crate) struct TypesFile {
    /// Path below `generated`, with slashes.
    pub(crate) path: String,
    on_disk: PathBuf,
}

impl Archive {
    /// Unpacks the pinned archive into a folder and finds the files, sorted by path without regard to letter case.
    pub(crate) fn open(archive: &Path, pin: &Pin, folder: &Path) -> Result<Self, String> {
        pin.admit(&sha256(&read(archive)?))?;
        unpack(archive, folder)?;
        let generated = folder.join("generated");
        let mut files = Vec::new();
        find(&generated, &mut String::new(), &mut files)?;
        if files.is_empty() {
            return Err(format!("{} has no types.json files", archive.display()));
        }
        files.sort_by_cached_key(|file| file.path.to_lowercase());
        Ok(Self { files })
    }

    pub(crate) fn files(&self) -> &[TypesFile] {
        &self.files
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

fn unpack(archive: &Path, folder: &Path) -> Result<(), String> {
    // Files of another archive would be read too.
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let tar = Command::new("tar").arg("--extract").arg("--file").arg(archive).arg("--directory").arg(folder).status();
    match tar {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("tar cannot unpack {}: {status}", archive.display())),
        Err(error) => Err(format!("tar does not start: {error}")),
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}
