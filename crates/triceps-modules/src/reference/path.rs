//! Files that another file names.

use std::fmt;
use std::path::{Path, PathBuf};

use triceps_core::paths;
use triceps_diagnostics::codes;

use crate::reference_error::ReferenceError;

/// A path from the folder of the file that names it, with `/` between folders.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalPath(String);

impl LocalPath {
    /// The path as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads a path; whether there is such a file is not looked at.
    ///
    /// # Errors
    ///
    /// What is wrong with the path, with the code of the compiler.
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        paths::check(text).map_err(|(code, message)| ReferenceError::new(code, message))?;
        Ok(Self(text.to_owned()))
    }

    /// The file of a module, from the folder of the file that names it.
    ///
    /// # Errors
    ///
    /// A file that is not there, or is not a module.
    pub fn locate_module(&self, folder: &Path) -> Result<PathBuf, ReferenceError> {
        let path = normal(&folder.join(&self.0));
        let slash = if self.0.ends_with('/') { "/" } else { "" };
        let shown = format!("{}{slash}", path.display());
        if path.is_dir() {
            let message = format!("Unable to open file at path \"{shown}\". Found a directory instead.");
            return Err(ReferenceError::new(codes::BCP275, message));
        }
        if !path.is_file() {
            let message = format!("An error occurred reading file. Could not find file '{shown}'.");
            return Err(ReferenceError::new(codes::BCP091, message));
        }
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("bicepparam")) {
            return Err(ReferenceError::new(
                codes::BCP277,
                "A module declaration can only reference a Bicep File, an ARM template, a registry reference or a \
                 template spec reference.",
            ));
        }
        Ok(path)
    }
}

/// A path without `.`, and without `..` where a folder stands before it.
pub(crate) fn normal(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match normal.components().next_back() {
                Some(Component::Normal(_)) => {
                    normal.pop();
                }
                Some(Component::RootDir | Component::Prefix(_)) => {}
                Some(Component::CurDir | Component::ParentDir) | None => normal.push(component),
            },
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => normal.push(component),
        }
    }
    normal
}

impl fmt::Display for LocalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
