//! Paths of one file as seen from another.

use std::collections::HashSet;
use std::io;
use std::path::{Component, Path, PathBuf};

/// How the file `from` names the file `to`: `./main.bicep`, `../main.bicep`. None where one of them
/// is absolute and the other is not, or a folder above is needed whose name is not known.
pub(super) fn reference(from: &Path, to: &Path) -> Option<String> {
    if from.is_absolute() != to.is_absolute() {
        return None;
    }
    let folder = clean(from.parent().unwrap_or(Path::new("")));
    let to = clean(to);
    let shared = folder.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if folder[shared..].iter().any(|part| part == "..") {
        return None;
    }
    let mut parts = vec![".."; folder.len() - shared];
    if parts.is_empty() {
        parts.push(".");
    }
    parts.extend(to[shared..].iter().map(String::as_str));
    Some(parts.join("/"))
}

/// A path that occurs twice.
pub(super) fn repeated<'a>(mut paths: impl Iterator<Item = &'a Path>) -> Option<&'a Path> {
    let mut seen = HashSet::new();
    paths.find(|path| !seen.insert(clean(path)))
}

/// The innermost folder that all files are in.
pub(super) fn shared<'a>(mut files: impl Iterator<Item = &'a Path>) -> io::Result<PathBuf> {
    let folder = |file: &Path| full(file.parent().unwrap_or(Path::new("")));
    let Some(first) = files.next() else { return full(Path::new("")) };
    let mut shared = folder(first)?;
    for file in files {
        let folder = folder(file)?;
        while !folder.starts_with(&shared) && shared.pop() {}
    }
    Ok(shared)
}

/// The path as it is called below a full path. None where it is elsewhere.
pub(super) fn below(root: &Path, path: &Path) -> io::Result<Option<PathBuf>> {
    Ok(full(path)?.strip_prefix(root).ok().map(Path::to_owned))
}

/// The path from the root of the disk.
pub(super) fn full(path: &Path) -> io::Result<PathBuf> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    std::path::absolute(path).map(|path| tidy(&path))
}

/// The parts of a path without `.` and without `folder/..`.
fn clean(path: &Path) -> Vec<String> {
    tidy(path).components().map(|component| component.as_os_str().to_string_lossy().into_owned()).collect()
}

fn tidy(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(clean.components().next_back(), Some(Component::Normal(_))) => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}
