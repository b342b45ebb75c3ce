//! Files of any content.

use std::borrow::Cow;
use std::path::PathBuf;

use super::bundle::{Mode, Outcome};
use super::disk::{self, Target};
use super::error::{Error, Kind};
use super::paths;
use triceps_diagnostics::Diagnostics;

/// Files of any content, written or compared together: all of them or none, each whole, and only where something
/// changed.
///
/// ```no_run
/// use triceps::build::{Files, Mode};
///
/// Files::new().file("azure.yaml", "name: portal\n").executable("scripts/deploy.sh", "#!/bin/sh\n").run(Mode::Write)?;
/// # Ok::<(), triceps::build::Error>(())
/// ```
#[derive(Debug, Default)]
#[must_use = "nothing is written before `run`"]
pub struct Files {
    files: Vec<Target>,
    command: Cow<'static, str>,
}

impl Files {
    /// No file so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// A file that is read.
    pub fn file(mut self, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.files.push(Target { path: path.into(), text: text.into(), executable: false });
        self
    }

    /// A file that is run. Where files have permissions, it gets that of being run.
    pub fn executable(mut self, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.files.push(Target { path: path.into(), text: text.into(), executable: true });
        self
    }

    /// The command that writes the files; [`Mode::Check`] names it where one is out of date.
    pub fn command(mut self, command: impl Into<Cow<'static, str>>) -> Self {
        self.command = command.into();
        self
    }

    /// Writes or compares the files.
    ///
    /// Line ends do not count as a difference, since version control may change them.
    ///
    /// # Errors
    ///
    /// If two files have the same path, the disk refuses, or, with [`Mode::Check`], a file is missing or out of date.
    pub fn run(self, mode: Mode) -> Result<Outcome, Error> {
        if let Some(path) = paths::repeated(self.files.iter().map(|file| file.path.as_path())) {
            return Err(Kind::Repeated(path.to_owned()).into());
        }
        let stale = disk::stale(self.files)?;
        match mode {
            Mode::Write => disk::write(&stale)?,
            Mode::Check if stale.is_empty() => {}
            Mode::Check => return Err(Kind::Stale { files: stale, command: self.command }.into()),
        }
        let written = stale.into_iter().map(|file| file.target.path).collect();
        Ok(Outcome { written, warnings: Diagnostics::default() })
    }
}
