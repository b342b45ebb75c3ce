//! Files of any content.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::bundle::{Mode, Outcome};
use super::disk::{self, Role, StaleFile, Target};
use super::error::{Error, Kind};
use super::manifest::Manifest;
use super::paths;
use super::transaction::{self, Change, Transaction};

/// Files of any content, written or compared together: all of them or none, each whole, and only where something
/// changed.
///
/// A run that is killed is finished or undone by the next one, and two runs at once wait for each other.
///
/// ```no_run
/// use triceps::build::{Files, Mode};
///
/// Files::new().file("azure.yaml", "name: portal\n").executable("scripts/deploy.sh", "#!/bin/sh\n").run(Mode::Write)?;
/// # Ok::<(), triceps::build::Error>(())
/// ```
///
/// ```no_run
/// # use triceps::build::{Files, Mode};
/// Files::new()
///     .exact("data/table.csv", "a,b\r\n")
///     .seed("config.toml", "port = 80\n") // written once
///     .command("cargo xtask infra")
///     .run(Mode::Write)?;
/// # Ok::<(), triceps::build::Error>(())
/// ```
#[derive(Debug, Default)]
#[must_use = "nothing is written before `run`"]
pub struct Files {
    targets: Vec<Target>,
    manifest: Option<PathBuf>,
    force: bool,
    command: Cow<'static, str>,
}

impl Files {
    /// No file so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// A file that is read by programs that take any line ends.
    pub fn file(self, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.add(path, text, Role::Read)
    }

    /// A file whose line endings matter to its readers, so they are compared too.
    pub fn exact(self, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.add(path, text, Role::Exact)
    }

    /// A file that is run. Its line ends matter, and where files have permissions it gets that of being run.
    pub fn executable(self, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.add(path, text, Role::Run)
    }

    /// A file to start from: it is written only if it does not exist, and users can edit it.
    pub fn seed(self, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.add(path, text, Role::Seed)
    }

    fn add(mut self, path: impl Into<PathBuf>, text: impl Into<String>, role: Role) -> Self {
        self.targets.push(Target { path: path.into(), text: text.into(), role });
        self
    }

    /// A list of the files that are written, in the folder that all of them are in.
    ///
    /// With it a file that is not in the list, or was edited since it was written, is not overwritten, and those that
    /// are not made any more are removed. The list belongs into version control.
    ///
    /// ```no_run
    /// use triceps::build::{Files, Mode};
    ///
    /// Files::new().file("infra/readme.md", "# Infrastructure\n").manifest("infra/.manifest").run(Mode::Write)?;
    /// # Ok::<(), triceps::build::Error>(())
    /// ```
    #[cfg(feature = "manifest")]
    pub fn manifest(mut self, path: impl Into<PathBuf>) -> Self {
        self.manifest = Some(path.into());
        self
    }

    /// Whether files of others are overwritten too.
    ///
    /// ```no_run
    /// use triceps::build::{Files, Mode};
    ///
    /// let force = std::env::args().any(|arg| arg == "--force");
    /// Files::new().file("infra/readme.md", "# Infrastructure\n").manifest("infra/.manifest").force(force).run(Mode::Write)?;
    /// # Ok::<(), triceps::build::Error>(())
    /// ```
    #[cfg(feature = "manifest")]
    pub fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }

    /// The command that writes the files; [`Mode::Check`] names it where one is out of date.
    pub fn command(mut self, command: impl Into<Cow<'static, str>>) -> Self {
        self.command = command.into();
        self
    }

    /// Writes or compares the files.
    ///
    /// Line ends do not count as a difference, since version control may change them, but in files whose line ends
    /// matter.
    ///
    /// # Errors
    ///
    /// If two files have the same path, the disk refuses, a file of someone else would be overwritten, or, with
    /// [`Mode::Check`], a file is missing or out of date.
    pub fn run(self, mode: Mode) -> Result<Outcome, Error> {
        let paths = || self.targets.iter().map(|file| file.path.as_path()).chain(self.manifest.as_deref());
        if let Some(path) = paths::repeated(paths()) {
            return Err(Kind::Repeated(path.to_owned()).into());
        }
        let root = match &self.manifest {
            Some(manifest) => paths::full(manifest.parent().unwrap_or(Path::new(""))),
            None => paths::shared(paths()),
        };
        let root = root.map_err(|error| Kind::disk("find", Path::new("."), error))?;
        let is_open = transaction::is_open(&root);
        let stale = self.compare(&root)?;
        if mode == Mode::Check {
            return match (is_open, stale.is_empty()) {
                (false, true) => Ok(Outcome::default()),
                (is_open, _) => Err(Kind::Stale { files: stale, interrupted: is_open, command: self.command }.into()),
            };
        }
        if !is_open && stale.is_empty() {
            return Ok(Outcome::default());
        }
        let transaction = Transaction::begin(&root)?;
        // Another run may have come in between.
        match self.compare(&root).and_then(|stale| self.changes(&root, stale)) {
            Ok(changes) => changes.make(transaction),
            Err(error) => {
                transaction.end();
                Err(error)
            }
        }
    }

    /// The files that are not as they should be.
    fn compare(&self, root: &Path) -> Result<Vec<StaleFile>, Error> {
        let mut stale = Vec::new();
        let Some(path) = &self.manifest else {
            for file in &self.targets {
                stale.extend(disk::compare(file, |_| true)?);
            }
            return Ok(stale);
        };
        let manifest = Manifest::read(path)?;
        let mut names = HashSet::new();
        let mut lines: Vec<(PathBuf, &str)> = Vec::new();
        for file in &self.targets {
            let name = name(root, &file.path)?;
            stale.extend(disk::compare(file, |current| manifest.has(&name, current))?);
            if file.role != Role::Seed {
                lines.push((name.clone(), &file.text));
            }
            names.insert(name);
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        for name in manifest.names().filter(|name| !names.contains(*name)) {
            stale.extend(disk::obsolete(folder.join(name), name, &manifest)?);
        }
        let text = Manifest::text(lines.iter().map(|(name, text)| (name.as_path(), *text)));
        stale.extend(disk::compare(&Target { path: path.clone(), text, role: Role::List }, |_| true)?);
        Ok(stale)
    }

    /// What has to be done, unless a file of someone else would be lost.
    fn changes(&self, root: &Path, stale: Vec<StaleFile>) -> Result<Changes, Error> {
        let refused = |file: &&StaleFile| file.foreign && !self.force && file.target().is_some();
        if stale.iter().any(|file| refused(&file)) {
            let files = stale.into_iter().filter(|file| refused(&file)).map(|file| file.path).collect();
            return Err(Kind::Foreign(files).into());
        }
        let mut changes = Changes::default();
        for file in stale {
            if file.foreign && !self.force {
                changes.outcome.left.push(file.path);
                continue;
            }
            let name = name(root, &file.path)?;
            match file.target() {
                Some(_) => changes.outcome.written.push(file.path.clone()),
                None => changes.outcome.removed.push(file.path.clone()),
            }
            changes.files.push((name, file));
        }
        // The list itself is not reported.
        changes.outcome.written.retain(|path| Some(path) != self.manifest.as_ref());
        Ok(changes)
    }
}

#[derive(Default)]
struct Changes {
    files: Vec<(PathBuf, StaleFile)>,
    outcome: Outcome,
}

impl Changes {
    fn make(self, transaction: Transaction) -> Result<Outcome, Error> {
        let changes: Vec<Change<'_>> = self
            .files
            .iter()
            .map(|(name, file)| Change {
                path: name,
                text: file.target().map(|target| target.text.as_str()),
                executable: file.target().is_some_and(|target| target.role == Role::Run),
            })
            .collect();
        if changes.is_empty() {
            transaction.end();
        } else {
            transaction.commit(&changes)?;
        }
        Ok(self.outcome)
    }
}

/// The path below the root.
fn name(root: &Path, path: &Path) -> Result<PathBuf, Error> {
    match paths::below(root, path) {
        Ok(Some(name)) => Ok(name),
        Ok(None) => Err(Kind::Outside { path: path.to_owned(), root: root.to_owned() }.into()),
        Err(error) => Err(Kind::disk("find", path, error).into()),
    }
}
