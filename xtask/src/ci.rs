//! `ci`: the same script that continuous integration runs.

use std::path::Path;
use std::process::Command;

/// Runs `.ci/run`.
///
/// # Errors
///
/// If one of its steps fails.
pub(crate) fn run() -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let status = Command::new("bash").arg(".ci/run").current_dir(root).status();
    match status {
        Ok(status) if status.success() => Ok(String::new()),
        Ok(status) => Err(format!("`.ci/run` ended with {status}")),
        Err(error) => Err(format!("could not start bash: {error}")),
    }
}
