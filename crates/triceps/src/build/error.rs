//! What can go wrong while files are made.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{StaleFile, Target};
use triceps_diagnostics::Diagnostics;

/// Why a bundle was not written, or is not fresh.
///
/// `Debug` says the same as `Display`, since build scripts and xtasks return it from `main`.
pub struct Error(Box<Kind>);

pub(super) enum Kind {
    Findings(Diagnostics),
    ParametersAlone(PathBuf),
    Unrelated { bicepparam: PathBuf, bicep: PathBuf },
    Repeated(PathBuf),
    Disk { action: &'static str, path: PathBuf, source: io::Error },
    Stale { files: Vec<StaleFile>, command: Cow<'static, str> },
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
    /// The findings that refuse the template, if that is why.
    pub fn diagnostics(&self) -> Option<&Diagnostics> {
        match &*self.0 {
            Kind::Findings(diagnostics) => Some(diagnostics),
            _ => None,
        }
    }

    /// The files that are missing or out of date, if that is why.
    pub fn stale(&self) -> impl Iterator<Item = &Path> {
        let files = match &*self.0 {
            Kind::Stale { files, .. } => files.as_slice(),
            _ => &[],
        };
        files.iter().map(|file| file.target.path.as_path())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Findings(diagnostics) => diagnostics.fmt(f),
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
            Kind::Stale { files, command } => {
                for StaleFile { target: Target { path, text: fresh, .. }, current } in files {
                    let path = path.display();
                    if current.is_none() {
                        writeln!(f, "`{path}` is missing")?;
                        continue;
                    }
                    if current.as_deref() == Some(fresh) {
                        writeln!(f, "`{path}` cannot be run")?;
                        continue;
                    }
                    writeln!(f, "`{path}` is out of date")?;
                    difference(f, current.as_deref().unwrap_or_default(), fresh)?;
                }
                match command.as_ref() {
                    "" => f.write_str("write the files again with `Mode::Write`"),
                    command => write!(f, "run `{command}`"),
                }
            }
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
