//! Files that are there whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::Error;

static COUNT: AtomicU64 = AtomicU64::new(0);

/// Writes a file beside its place, then puts it there.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Error::disk("create", folder, &error))?;
    let part = part_of(path);
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&part, path)).map_err(|error| {
        // What cannot be removed is a stray file of a name that nobody reads.
        let _ = fs::remove_file(&part);
        Error::disk("write", path, &error)
    })
}

/// Removes what processes left that were killed while they wrote into a folder. Nobody else may write there meanwhile.
pub(crate) fn sweep(folder: &Path) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                // What cannot be removed is a stray file of a name that nobody reads.
                Ok(_) if is_hidden && path.extension().is_some_and(|end| end == "part") => drop(fs::remove_file(path)),
                _ => {}
            }
        }
    }
}

/// A name beside a path that no other process takes.
fn part_of(path: &Path) -> PathBuf {
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}-{count}.part", std::process::id()))
}

/// The content of a file, or none if there is no such file. What is larger than the limit is an error.
pub(crate) fn read_bounded(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Error> {
    use io::Read as _;
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(Error::disk("read", path, &error)),
    };
    // A file may grow meanwhile, and some have no length.
    let length = file.metadata().map_or(0, |data| data.len()).min(limit);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0).saturating_add(1));
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| Error::disk("read", path, &error))?;
    if bytes.len() as u64 > limit {
        let message = format!("the file is larger than {limit} bytes");
        return Err(Error::new(triceps_diagnostics::codes::TRI0068, path.display(), message));
    }
    Ok(Some(bytes))
}

/// Removes a file, and the folders above it that are empty then, up to a root.
pub(crate) fn remove_with_folders(path: &Path, root: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::disk("remove", path, &error)),
    }
    for folder in path.ancestors().skip(1).take_while(|folder| folder.starts_with(root)) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}
