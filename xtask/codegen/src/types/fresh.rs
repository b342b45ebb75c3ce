//! Writing generated files, or checking that they are fresh.

use std::{fs, path::Path};

/// What to do with a generated file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write it.
    Write,
    /// Compare it with the one that is there.
    Check,
}

pub(crate) fn write_or_check(mode: Mode, path: &Path, content: &[u8]) -> Result<(), String> {
    let current = fs::read(path).unwrap_or_default();
    if current == content {
        return Ok(());
    }
    if mode == Mode::Check {
        return Err(format!("{} is out of date: run `cargo xtask codegen types`", path.display()));
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| format!("{}: {error}", parent.display()))?;
    }
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}
