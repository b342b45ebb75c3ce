//! The files of the disk.

use std::fs;
use std::io;
use std::path::{Component, Path};

use triceps_compile::Files;

/// The files of the disk, by the paths that the system takes.
///
/// A relative path is looked up from the current folder. The configuration above that folder is found only for a path
/// from the root of the disk, which [`Disk::path`] gives.
///
/// ```no_run
/// use triceps::read::{Disk, compile};
///
/// let compilation = compile(&Disk, &Disk::path("infra/main.bicep")?);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Disk {
    /// The path from the root of the disk, as [`compile`](crate::read::compile) takes it.
    ///
    /// # Errors
    ///
    /// If the path is empty or not Unicode, or the current folder is not known.
    pub fn path(path: impl AsRef<Path>) -> io::Result<String> {
        let full = std::path::absolute(path)?;
        let mut names: Vec<&str> = Vec::new();
        let mut root = String::new();
        for component in full.components() {
            let part = component.as_os_str().to_str().ok_or_else(|| io::Error::other("the path is not Unicode"))?;
            match component {
                Component::Prefix(_) => root.push_str(part),
                Component::RootDir => root.push('/'),
                Component::CurDir => {}
                Component::ParentDir => drop(names.pop()),
                Component::Normal(_) => names.push(part),
            }
        }
        Ok(root + &names.join("/"))
    }
}

impl Files for Disk {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        // A pipe would never end.
        if fs::metadata(path).ok()?.is_file() { fs::read(path).ok() } else { None }
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        let folder = if folder.is_empty() { "." } else { folder };
        let entries = fs::read_dir(folder).ok()?.flatten();
        let files = entries.filter(|entry| entry.path().is_file());
        Some(files.filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }
}
