//! One run at a time in a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const LOCK: &str = "lock";

/// A folder that no other run uses meanwhile. A run that is killed lets go of it.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: fs::File,
}

impl Lock {
    /// Makes the folder if it is not there, and waits until no other run uses it.
    pub(super) fn acquire(folder: &Path) -> io::Result<Self> {
        let path = folder.join(LOCK);
        loop {
            match fs::create_dir(folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
            match fs::symlink_metadata(folder) {
                // The run before has removed it in the meantime.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
                Ok(data) if !data.is_dir() => return Err(io::Error::other("it is not a folder")),
                Ok(_) => {}
            }
            if let Some(file) = open(&path)? {
                return Ok(Self { path, _file: file });
            }
        }
    }

    /// The file that is locked.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// The locked file; none if the run before has removed it, so that another one is made.
#[cfg(not(windows))]
fn open(path: &Path) -> io::Result<Option<fs::File>> {
    let file = match fs::File::options().read(true).write(true).create(true).truncate(false).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    file.lock()?;
    Ok(is_at(&file, path)?.then_some(file))
}

/// Whether the path still leads to the file.
#[cfg(unix)]
fn is_at(file: &fs::File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let own = file.metadata()?;
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
        Ok(other) => Ok(own.dev() == other.dev() && own.ino() == other.ino()),
    }
}

#[cfg(not(any(unix, windows)))]
fn is_at(_file: &fs::File, path: &Path) -> io::Result<bool> {
    path.try_exists()
}

/// The file, which nobody else can open, and which Windows removes when it is closed.
#[cfg(windows)]
fn open(path: &Path) -> io::Result<Option<fs::File>> {
    use std::os::windows::fs::OpenOptionsExt as _;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    /// Access denied, as the file is about to be removed, and sharing violation.
    const BUSY: [i32; 2] = [5, 32];
    let file = fs::File::options().write(true).create(true).share_mode(0).custom_flags(DELETE_ON_CLOSE).open(path);
    match file {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.raw_os_error().is_some_and(|code| BUSY.contains(&code)) => {
            std::thread::sleep(std::time::Duration::from_millis(20));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("triceps-lock-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the folder can be made");
        folder
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_not_locked() {
        let root = folder("missing");
        let error = Lock::acquire(&root.join("missing/run")).expect_err("no folder holds it");
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
        fs::remove_dir_all(root).expect("it can be removed");
    }

    #[test]
    fn a_path_leads_to_a_file_until_the_file_is_removed_or_replaced() {
        let root = folder("is-at");
        let path = root.join("lock");
        let file = fs::File::create(&path).expect("the file can be made");
        assert!(is_at(&file, &path).expect("it can be looked at"));
        fs::remove_file(&path).expect("it can be removed");
        assert!(!is_at(&file, &path).expect("nothing is there"));
        let _other = fs::File::create(&path).expect("the file can be made");
        assert!(!is_at(&file, &path).expect("it can be looked at"));
        fs::remove_dir_all(root).expect("it can be removed");
    }
}
