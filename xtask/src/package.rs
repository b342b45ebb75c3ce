//! Tasks that are packages of their own.

use std::env::consts::EXE_SUFFIX;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, thread};

/// How many crates cargo builds at once.
const JOBS: &str = "CARGO_BUILD_JOBS";

/// Whether cargo keeps what the next build of a crate can use again.
const INCREMENTAL: &str = "CARGO_INCREMENTAL";

/// Builds the package of a task and runs it with the same arguments.
pub(crate) fn run(name: &str, args: &[String]) -> ExitCode {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--package", name, "--manifest-path"]);
    if env::var_os(JOBS).is_none() {
        command.env(JOBS, jobs().to_string());
    }
    if env::var_os(INCREMENTAL).is_none() && is_first_build(name) {
        command.env(INCREMENTAL, "0");
    }
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml")).arg("--").args(args);
    match command.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        // The package has printed why.
        Ok(_) => ExitCode::FAILURE,
        Err(error) => xtask::finish(Err(format!("could not start cargo: {error}"))),
    }
}

/// One more than there are processors: while the code of a crate is still made, what stands on it is begun.
fn jobs() -> usize {
    thread::available_parallelism().map_or(1, usize::from) + 1
}

/// Whether the package has not been built yet. A first build is an eighth faster when it keeps nothing for the next one,
/// and cargo takes its crates as they are afterwards.
fn is_first_build(name: &str) -> bool {
    env::current_exe().is_ok_and(|task| !task.with_file_name(format!("{name}{EXE_SUFFIX}")).exists())
}
