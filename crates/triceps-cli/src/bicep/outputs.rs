//! Writing outputs: each whole, and only where something changed.

use std::fs;
use std::path::{Path, PathBuf};

use triceps::build::{Files, Mode};

use crate::output::Failure;

/// Writes files, all of them or none.
pub(super) fn write(outputs: Vec<(PathBuf, String)>) -> Result<(), Failure> {
    let mut files = Files::new();
    for (path, text) in outputs {
        // The file that a link leads to is written, and the link stays.
        let target = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if is_device(&target) {
            fs::write(&target, text).map_err(|error| Failure::disk("write", &path, &error))?;
        } else {
            files = files.exact(target, text);
        }
    }
    files.run(Mode::Write).map(drop).map_err(|error| Failure::new(error.to_string()))
}

/// A pipe or a device, such as `/dev/null`, cannot be replaced.
fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}
