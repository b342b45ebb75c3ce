//! Which files a command reads, and where their outputs go.

use std::fs;
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use triceps::read::{Disk, Files};
use walkdir::WalkDir;

use super::args::Target;
use crate::output::Failure;

/// A file with the place of its output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    pub(super) file: PathBuf,
    pub(super) output: PathBuf,
}

impl Input {
    /// A file whose output has the extension `extension`, or its own.
    pub(super) fn new(file: PathBuf, target: &Target, extension: Option<&str>) -> Self {
        let renamed = |path: &Path| extension.map_or_else(|| path.to_owned(), |end| path.with_extension(end));
        let output = match (&target.outfile, &target.outdir) {
            (Some(outfile), _) => outfile.clone(),
            (None, Some(folder)) => folder.join(renamed(Path::new(file.file_name().unwrap_or_default()))),
            (None, None) => renamed(&file),
        };
        Self { file, output }
    }

    /// A file below the folder where a pattern starts: its output is at the same place below another folder.
    fn matched(root: &Path, path: &Path, target: &Target, extension: Option<&str>) -> Self {
        let file = root.join(path);
        match &target.outdir {
            Some(folder) => {
                let output = folder.join(path);
                Self { file, output: extension.map_or_else(|| output.clone(), |end| output.with_extension(end)) }
            }
            None => Self::new(file, target, extension),
        }
    }
}

/// The files that a pattern fits, by path.
///
/// As in the official command line `*` is any text of a name and `**` any folders, letter case does not count, and all
/// other characters stand for themselves.
pub(super) fn matching(pattern: &str, target: &Target, extension: Option<&str>) -> Result<Vec<Input>, Failure> {
    let wildcard = pattern.find('*').unwrap_or(pattern.len());
    let (root, rest) = match pattern[..wildcard].rfind('/') {
        Some(slash) => (Path::new(&pattern[..=slash]), &pattern[slash + 1..]),
        None => (Path::new(""), pattern),
    };
    let literal: String = rest
        .chars()
        .flat_map(|c| [matches!(c, '?' | '[' | ']' | '{' | '}' | '\\' | '!').then_some('\\'), Some(c)])
        .flatten()
        .collect();
    let glob = GlobBuilder::new(&literal)
        .literal_separator(true)
        .case_insensitive(true)
        .backslash_escape(true)
        .build()
        .map_err(|error| Failure::new(format!("the pattern `{pattern}` cannot be read: {error}")))?
        .compile_matcher();
    let depth = if rest.contains("**") { usize::MAX } else { rest.split('/').count() };
    let files = walk(root, depth, |_| true)?;
    let matched = files.iter().filter(|path| glob.is_match(path));
    Ok(matched.map(|path| Input::matched(root, path, target, extension)).collect())
}

/// The Bicep files in a folder, without folders that are hidden or hold packages.
pub(super) fn within(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let files = walk(folder, usize::MAX, |name| !name.starts_with('.') && name != "node_modules")?;
    let bicep = files.into_iter().filter(|path| is_bicep(path) || is_params(path));
    Ok(bicep.map(|path| folder.join(path)).collect())
}

/// All files of a folder, below it, by path. Links to folders are not followed.
fn walk(root: &Path, depth: usize, enters: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, Failure> {
    let start = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let mut found = Vec::new();
    // What a pattern fits is nothing where there is no such folder.
    if !start.is_dir() {
        return Ok(found);
    }
    let walk = WalkDir::new(start).max_depth(depth).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| {
        entry.depth() == 0 || !entry.file_type().is_dir() || entry.file_name().to_str().is_none_or(&enters)
    }) {
        let entry = entry.map_err(|error| Failure::new(format!("could not list `{}`: {error}", start.display())))?;
        let is_file = entry.file_type().is_file() || (entry.path_is_symlink() && entry.path().is_file());
        if is_file && let Ok(path) = entry.path().strip_prefix(start) {
            found.push(path.to_owned());
        }
    }
    Ok(found)
}

pub(super) fn is_bicep(path: &Path) -> bool {
    has_extension(path, "bicep")
}

pub(super) fn is_params(path: &Path) -> bool {
    has_extension(path, "bicepparam")
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case(extension))
}

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::disk("read", path, &error))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::new(format!("`{}` is not UTF-8 text: byte {at} is not part of a character", path.display()))
    })
}

/// The path from the root of the disk, as the compiler takes it.
pub(super) fn full(path: &Path) -> Result<String, Failure> {
    Disk::path(path).map_err(|error| Failure::disk("find", path, &error))
}

/// The files of the disk, with a configuration that holds for all of them if one was given.
pub(super) struct Workspace {
    /// Its path from the root of the disk, and its content.
    config: Option<(String, Vec<u8>)>,
}

impl Workspace {
    pub(super) fn new(config: Option<&Path>) -> Result<Self, Failure> {
        let read = |path: &Path| {
            let content = fs::read(path).map_err(|error| Failure::disk("read", path, &error))?;
            Ok((full(path)?, content))
        };
        Ok(Self { config: config.map(read).transpose()? })
    }
}

impl Files for Workspace {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        Disk.read(path)
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        Disk.list(folder)
    }

    fn config(&self, path: &str) -> Option<Vec<u8>> {
        self.config.as_ref().map(|(_, content)| content.clone()).or_else(|| Disk.config(path))
    }

    fn config_path(&self, path: &str) -> Option<String> {
        self.config.as_ref().map(|(own, _)| own.clone()).or_else(|| Disk.config_path(path))
    }
}
