//! What is printed, and how a command ends.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// How a command ends, if nothing keeps it from its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// All is well.
    Fine,
    /// There are errors in the configuration, or files are out of date.
    Diagnostics,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        match code {
            Code::Fine => Self::SUCCESS,
            Code::Diagnostics => Self::from(1),
        }
    }
}

/// What keeps a command from its work.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    pub(crate) fn disk(action: &str, path: &Path, error: &io::Error) -> Self {
        Self(format!("could not {action} `{}`: {error}", path.display()))
    }
}

/// Prints what was asked for.
pub(crate) fn stdout(text: &str) -> Result<Code, Failure> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("could not write to the standard output: {error}")))
        }
        _ => Ok(Code::Fine),
    }
}

/// Prints what is beside the point.
pub(crate) fn stderr(text: &str) {
    // There is nowhere left to say that it failed.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether the standard error shows colours.
pub(crate) fn has_colors() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
