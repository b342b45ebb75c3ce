//! The calls that change the disk, each of which may fail or be the last one.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file that is not there, with the permissions of another one if it is to replace it.
pub(super) fn create(path: &Path, text: &str, permissions: Option<&fs::Permissions>) -> io::Result<()> {
    step()?;
    let mut file = fs::File::options().write(true).create_new(true).open(path)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions.clone())?;
    }
    let (first, second) = text.as_bytes().split_at(text.len() / 2);
    file.write_all(first)?;
    step()?;
    file.write_all(second)?;
    sync_file(&file)
}

fn sync_file(file: &fs::File) -> io::Result<()> {
    // Tests make thousands of files, and no power fails there.
    if cfg!(test) { Ok(()) } else { file.sync_all() }
}

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    fs::rename(from, to)
}

pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    step()?;
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        other => other,
    }
}

/// Removes an empty folder.
pub(super) fn remove_folder(path: &Path) -> io::Result<()> {
    step()?;
    fs::remove_dir(path)
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    step()?;
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Keeps a file under a second name. A copy, since whoever edits a file writes to all links of it.
pub(super) fn keep(path: &Path, backup: &Path) -> io::Result<()> {
    step()?;
    let is_link = path.symlink_metadata()?.is_symlink();
    if is_link { fs::hard_link(path, backup) } else { fs::copy(path, backup).map(drop) }
}

/// Moves a file that is still there over another one.
pub(super) fn place(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    if from.symlink_metadata().is_err() {
        return Ok(());
    }
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => place_across(from, to),
        other => other,
    }
}

/// Moves a file to another disk: a copy beside the target is renamed. Its name is the same each time.
fn place_across(from: &Path, to: &Path) -> io::Result<()> {
    let mut name = std::ffi::OsString::from(".");
    name.push(from.file_name().unwrap_or_default());
    let beside = to.with_file_name(name);
    remove(&beside)?;
    create(&beside, &fs::read_to_string(from)?, Some(&fs::metadata(from)?.permissions()))?;
    fs::rename(&beside, to)?;
    remove(from)
}

/// The content of a file; none if it is not there or no file.
pub(super) fn read(path: &Path) -> Option<Vec<u8>> {
    if fs::metadata(path).is_ok_and(|data| data.is_file()) { fs::read(path).ok() } else { None }
}

/// What has been done in a folder reaches the disk.
pub(super) fn sync(folder: &Path) {
    // Not all systems can do this for a folder.
    let _ = fs::File::open(folder).and_then(|folder| sync_file(&folder));
}

#[cfg(unix)]
pub(super) fn can_be_run(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o100 != 0)
}

#[cfg(unix)]
pub(super) fn make_executable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let readers = fs::metadata(path)?.permissions().mode();
    // Whoever may read it may run it.
    fs::set_permissions(path, fs::Permissions::from_mode(readers | (readers & 0o444) >> 2))
}

#[cfg(not(unix))]
pub(super) fn can_be_run(_path: &Path) -> bool {
    true
}

#[cfg(not(unix))]
pub(super) fn make_executable(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "tests have faults here")]
fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) use faults::Fault;
#[cfg(test)]
use faults::step;

/// Faults of the disk, for tests.
#[cfg(test)]
pub(super) mod faults {
    use std::cell::Cell;
    use std::io;

    /// What happens after a number of calls.
    #[derive(Clone, Copy, Debug)]
    pub(crate) enum Fault {
        /// Nothing more is done, as after a kill.
        Kill(usize),
        /// One call fails.
        Fail(usize),
    }

    thread_local! {
        static FAULT: Cell<Option<Fault>> = const { Cell::new(None) };
    }

    pub(crate) fn set(fault: Option<Fault>) {
        FAULT.set(fault);
    }

    pub(super) fn step() -> io::Result<()> {
        let (next, fails) = match FAULT.get() {
            None => (None, false),
            Some(Fault::Kill(0)) => (Some(Fault::Kill(0)), true),
            Some(Fault::Kill(left)) => (Some(Fault::Kill(left - 1)), false),
            Some(Fault::Fail(0)) => (None, true),
            Some(Fault::Fail(left)) => (Some(Fault::Fail(left - 1)), false),
        };
        FAULT.set(next);
        if fails { Err(io::Error::other("the disk fails")) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_made_unless_it_is_there() {
        let root = std::env::temp_dir().join(format!("triceps-system-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        make_folder(&root).expect("it can be made");
        make_folder(&root).expect("it is there");
        fs::write(root.join("file"), "").expect("the folder can be written to");
        for (path, kind) in [("missing/here", io::ErrorKind::NotFound), ("file", io::ErrorKind::AlreadyExists)] {
            let error = make_folder(&root.join(path)).expect_err(path);
            assert_eq!(error.kind(), kind, "{path}");
        }
        fs::remove_dir_all(&root).expect("it can be removed");
    }
}
