//! Comparing with what is there, and writing files whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Error, Kind};

/// A file as it should be.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) executable: bool,
}

/// A file that is missing or differs from what it should be.
#[derive(Debug)]
pub(super) struct StaleFile {
    /// What it should be.
    pub(super) target: Target,
    /// What it is; none where it is missing.
    pub(super) current: Option<String>,
}

/// The files that are not as they should be.
pub(super) fn stale(files: Vec<Target>) -> Result<Vec<StaleFile>, Error> {
    let mut stale = Vec::new();
    for target in files {
        let current = match fs::read(&target.path) {
            Ok(bytes) => Some(String::from_utf8_lossy(&bytes).replace("\r\n", "\n")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Kind::disk("read", &target.path, error).into()),
        };
        if current.as_deref() != Some(target.text.as_str()) || (target.executable && !can_be_run(&target.path)) {
            stale.push(StaleFile { target, current });
        }
    }
    Ok(stale)
}

/// Writes all files: each to a temporary one beside it first, and only when all of them are on disk
/// are they renamed, so that a failure leaves the old files as they were.
pub(super) fn write(files: &[StaleFile]) -> Result<(), Error> {
    let mut staged = Staged(Vec::new());
    for Target { path, text, executable } in files.iter().map(|file| &file.target) {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Kind::disk("make", folder, error))?;
        }
        let temporary = temporary(path);
        staged.0.push(temporary.clone());
        fs::write(&temporary, text).map_err(|error| Kind::disk("write", path, error))?;
        if *executable {
            make_executable(&temporary).map_err(|error| Kind::disk("change", path, error))?;
        }
    }
    for (temporary, StaleFile { target: Target { path, .. }, .. }) in staged.0.iter().zip(files) {
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

#[cfg(unix)]
fn can_be_run(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o100 != 0)
}

#[cfg(unix)]
fn make_executable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let readers = fs::metadata(path)?.permissions().mode();
    // Whoever may read it may run it.
    fs::set_permissions(path, fs::Permissions::from_mode(readers | (readers & 0o444) >> 2))
}

#[cfg(not(unix))]
fn can_be_run(_path: &Path) -> bool {
    true
}

#[cfg(not(unix))]
fn make_executable(_path: &Path) -> io::Result<()> {
    Ok(())
}
