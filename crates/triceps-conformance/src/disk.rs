//! Recorded files of the disk.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

/// Reads the options of a command, each with a folder, into the places that go with them.
///
/// # Errors
///
/// An option that is not known or has no value.
pub(crate) fn folders(
    command: &str,
    args: &[String],
    places: &mut [(&str, &mut Option<PathBuf>)],
) -> Result<(), String> {
    let mut args = args.iter();
    while let Some(option) = args.next() {
        let place = places.iter_mut().find(|(name, _)| name == option);
        let (_, place) = place.ok_or_else(|| format!("`{command}` does not know `{option}`"))?;
        **place = Some(args.next().ok_or_else(|| format!("`{option}` needs a folder"))?.into());
    }
    Ok(())
}

/// What is in a folder, by name.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let read = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = read.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

/// The text of a file.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The text of a file that is packed with gzip.
pub(crate) fn unpacked(path: &Path) -> Result<String, String> {
    let failed = |error: io::Error| format!("{}: {error}", path.display());
    let mut text = String::new();
    GzDecoder::new(fs::File::open(path).map_err(failed)?).read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}
