//! Comparing with what is there, and writing files whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Error, Kind};

/// A file that is missing or differs from what it should be.
#[derive(Debug)]
pub(super) struct StaleFile {
    pub(super) path: PathBuf,
    /// What it should be.
    pub(super) fresh: String,
    /// What it is; none where it is missing.
    pub(super) current: Option<String>,
}

/// The files that are not as they should be.
pub(super) fn stale(files: Vec<(PathBuf, String)>) -> Result<Vec<StaleFile>, Error> {
    let mut stale = Vec::new();
    for (path, fresh) in files {
        let current = match fs::read(&path) {
            Ok(bytes) => Some(String::from_utf8_lossy(&bytes).replace("\r\n", "\n")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Kind::disk("read", &path, error).into()),
        };
        if current.as_deref() != Some(fresh.as_str()) {
            stale.push(StaleFile { path, fresh, current });
        }
    }
    Ok(stale)
}

/// Writes all files: each to a temporary one beside it first, and only when all of them are on disk
/// are they renamed, so that a failure leaves the old files as they were.
pub(super) fn write(files: &[StaleFile]) -> Result<(), Error> {
    let mut staged = Staged(Vec::new());
    for StaleFile { path, fresh, .. } in files {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Kind::disk("make", folder, error))?;
        }
        let temporary = temporary(path);
        staged.0.push(temporary.clone());
        fs::write(&temporary, fresh).map_err(|error| Kind::disk("write", path, error))?;
    }
    for (temporary, StaleFile { path, .. }) in staged.0.iter().zip(files) {
        fs::rename(temporary, path).map_err(|error| Kind::disk("replace", path, error))?;
    }
    Ok(())
}

/// Temporary files; those that are still there are removed in the end.
struct Staged(Vec<PathBuf>);

impl Drop for Staged {
    fn drop(&mut self) {
        for path in &self.0 {
            // Renamed ones are gone, and a file that cannot be removed is no reason to fail.
            let _ = fs::remove_file(path);
        }
    }
}

fn temporary(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}
