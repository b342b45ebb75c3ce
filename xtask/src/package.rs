//! Tasks that are packages of their own.

use std::path::Path;
use std::process::{Command, ExitCode};

/// Builds the package of a task and runs it with the same arguments.
pub(crate) fn run(name: &str, args: &[String]) -> ExitCode {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--package", name, "--manifest-path"]);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml")).arg("--").args(args);
    match command.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        // The package has printed why.
        Ok(_) => ExitCode::FAILURE,
        Err(error) => xtask::finish(Err(format!("could not start cargo: {error}"))),
    }
}
