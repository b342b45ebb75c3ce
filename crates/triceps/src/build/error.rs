//! What can go wrong while files are made.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use triceps_diagnostics::Diagnostics;

use super::disk::{Role, StaleFile, State, Target};

/// Why a bundle was not written, or is not fresh.
///
/// `Debug` says the same as `Display`, since build scripts and xtasks return it from `main`.
///
/// ```no_run
/// # use triceps::build::{Files, Mode};
/// let files = Files::new().file("infra/readme.md", "# Infrastructure\n").command("cargo xtask infra");
/// if let Err(error) = files.run(Mode::Check) {
///     for path in error.stale() {
///         println!("{} is out of date", path.display());
///     }
///     for path in error.foreign() {
///         println!("{} is not ours", path.display());
///     }
///     assert!(error.diagnostics().is_none()); // no template was refused
/// }
/// ```
pub struct Error(Box<Kind>);

pub(super) enum Kind {
    RawDiagnostics(Diagnostics),
    ParametersAlone(PathBuf),
    Unrelated {
        bicepparam: PathBuf,
        bicep: PathBuf,
    },
    Repeated(PathBuf),
    Disk {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    /// Files of others, which would be lost.
    Foreign(Vec<PathBuf>),
    /// A file is not in the folder of the list.
    Outside {
        path: PathBuf,
        root: PathBuf,
    },
    /// A path that the journal cannot hold.
    Unwritable(PathBuf),
    /// A file in the place of the journal that is not one.
    Journal(PathBuf),
    Stale {
        files: Vec<StaleFile>,
        interrupted: bool,
        command: Cow<'static, str>,
    },
}

impl Kind {
    pub(super) fn disk(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Disk { action, path: path.to_owned(), source }
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self(Box::new(kind))
    }
}

impl Error {
    /// The diagnostics that refuse the template, if that is why.
    pub fn diagnostics(&self) -> Option<&Diagnostics> {
        match &*self.0 {
            Kind::RawDiagnostics(diagnostics) => Some(diagnostics),
            _ => None,
        }
    }

    /// The files that are missing, out of date or not made any more, if that is why.
    pub fn stale(&self) -> impl Iterator<Item = &Path> {
        let files = match &*self.0 {
            Kind::Stale { files, .. } => files.as_slice(),
            _ => &[],
        };
        files.iter().map(|file| file.path.as_path())
    }

    /// The files of others that are in the way, if that is why.
    pub fn foreign(&self) -> &[PathBuf] {
        match &*self.0 {
            Kind::Foreign(files) => files,
            _ => &[],
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::RawDiagnostics(diagnostics) => diagnostics.fmt(f),
            Kind::ParametersAlone(path) => {
                write!(f, "`{}` needs the Bicep file that it is for: call `Bundle::bicep` too", path.display())
            }
            Kind::Unrelated { bicepparam, bicep } => write!(
                f,
                "`{}` cannot name `{}`: give both relative to the same folder, or both absolute",
                bicepparam.display(),
                bicep.display()
            ),
            Kind::Repeated(path) => write!(f, "two files would be written to `{}`", path.display()),
            Kind::Disk { action, path, source } => write!(f, "could not {action} `{}`: {source}", path.display()),
            Kind::Foreign(files) => {
                for path in files {
                    writeln!(f, "`{}` was there before, or someone edited it", path.display())?;
                }
                f.write_str("nothing is written: the files above would be lost")
            }
            Kind::Outside { path, root } => {
                write!(f, "`{}` is not in `{}`, where the list of the files is", path.display(), root.display())
            }
            Kind::Unwritable(path) => {
                write!(f, "`{}` cannot be written: the path has control characters or is not Unicode", path.display())
            }
            Kind::Journal(path) => write!(
                f,
                "`{}` cannot be read, so that an earlier run cannot be finished: compare the files with version \
                 control, then remove the folder",
                path.display()
            ),
            Kind::Stale { files, interrupted, command } => {
                if *interrupted {
                    f.write_str("another run is under way, or was interrupted\n")?;
                }
                for file in files {
                    stale(f, file)?;
                }
                match command.as_ref() {
                    "" => f.write_str("write the files again with `Mode::Write`"),
                    command => write!(f, "run `{command}`"),
                }
            }
        }
    }
}

fn stale(f: &mut fmt::Formatter<'_>, file: &StaleFile) -> fmt::Result {
    let path = file.path.display();
    match &file.state {
        State::Missing(_) => writeln!(f, "`{path}` is missing"),
        State::NotExecutable(_) => writeln!(f, "`{path}` cannot be run"),
        State::LineEnds(_) => writeln!(f, "`{path}` has line ends of Windows, which its readers do not take"),
        State::Obsolete if file.foreign => writeln!(f, "`{path}` is not generated any more, and was edited"),
        State::Obsolete => writeln!(f, "`{path}` is not made any more"),
        // The lines of the list say nothing to people.
        State::Different(Target { role: Role::List, .. }, _) => writeln!(f, "`{path}` is out of date"),
        State::Different(Target { text, .. }, current) => {
            writeln!(f, "`{path}` is out of date{}", if file.foreign { ", and someone edited it" } else { "" })?;
            difference(f, current, text)
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Disk { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// All differences, as `diff -u` shows them.
#[cfg(feature = "diff")]
fn difference(f: &mut fmt::Formatter<'_>, current: &str, fresh: &str) -> fmt::Result {
    let diff = similar::TextDiff::from_lines(current, fresh);
    write!(f, "{}", diff.unified_diff().header("as it is", "as it should be"))
}

/// The first line that differs.
#[cfg(not(feature = "diff"))]
fn difference(f: &mut fmt::Formatter<'_>, current: &str, fresh: &str) -> fmt::Result {
    let (mut old, mut new) = (current.split('\n'), fresh.split('\n'));
    for line in 1.. {
        match (old.next(), new.next()) {
            (Some(old), Some(new)) if old == new => {}
            (None, None) => break,
            (old, new) => {
                writeln!(f, "line {line}")?;
                for (sign, text) in [('-', old), ('+', new)] {
                    if let Some(text) = text {
                        writeln!(f, "{sign}{text}")?;
                    }
                }
                break;
            }
        }
    }
    Ok(())
}
