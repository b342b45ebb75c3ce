//! Checking a template that takes over files, which are read from where its text is written.

use std::path::{Path, PathBuf};

use triceps_core::Checked;
use triceps_diagnostics::Diagnostics;

use crate::template::Template;

/// Checks a template whose text is written to a path. Gives the files and folders that were read, too.
#[cfg(feature = "read")]
pub(super) fn check(template: Template, path: &Path) -> Result<(Checked, Vec<PathBuf>), Diagnostics> {
    use crate::read::Disk;

    // Nothing is read from a path that is not Unicode: the check reports what the template needs.
    let Ok(from) = Disk::path(path) else { return Ok((template.check()?, Vec::new())) };
    let files = Watched::default();
    let checked = template.check_at(&files, &from)?;
    Ok((checked, files.paths.into_inner()))
}

/// Checks a template. Without the feature `read` it cannot take over files.
#[cfg(not(feature = "read"))]
pub(super) fn check(template: Template, _path: &Path) -> Result<(Checked, Vec<PathBuf>), Diagnostics> {
    Ok((template.check()?, Vec::new()))
}

/// The files of the disk. Knows what was read.
#[cfg(feature = "read")]
#[derive(Default)]
struct Watched {
    paths: std::cell::RefCell<Vec<PathBuf>>,
}

#[cfg(feature = "read")]
impl Watched {
    fn note(&self, path: &str) {
        let (path, mut paths) = (PathBuf::from(path), self.paths.borrow_mut());
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
}

#[cfg(feature = "read")]
impl crate::read::Files for Watched {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.note(path);
        crate::read::Disk.read(path)
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        self.note(folder);
        crate::read::Disk.list(folder)
    }
}
