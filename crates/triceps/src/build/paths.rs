//! Paths of one file as seen from another.

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
pub(super) fn repeated<'a>(paths: impl Iterator<Item = &'a Path>) -> Option<&'a Path> {
    let mut seen: Vec<Vec<String>> = Vec::new();
    for path in paths {
        let parts = clean(path);
        if seen.contains(&parts) {
            return Some(path);
        }
        seen.push(parts);
    }
    None
}

/// The parts of a path without `.` and without `folder/..`.
fn clean(path: &Path) -> Vec<String> {
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
    clean.components().map(|component| component.as_os_str().to_string_lossy().into_owned()).collect()
}
