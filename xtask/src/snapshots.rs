//! `snapshots`: what differs from `snapshots/` and from the diagnostics beside `fixtures/portals/bad`, to look at or to accept.

use std::path::Path;
use std::process::Command;

/// What to do with differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Show them and fail.
    Review,
    /// Take them over.
    Accept,
}

/// Runs the snapshot tests.
///
/// # Errors
///
/// If something differs, unless it is accepted.
pub(crate) fn run(mode: Mode) -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let update = match mode {
        Mode::Review => "no",
        Mode::Accept => "always",
    };
    let mut command = Command::new(env!("CARGO"));
    command.args(["test", "--quiet", "--package", "triceps-workspace", "--package", "triceps-cli"]);
    command.args(["--test", "snapshots", "--test", "cli"]);
    command.current_dir(root).env("INSTA_UPDATE", update).env("INSTA_FORCE_PASS", "0");
    let status = command.status().map_err(|error| format!("could not start cargo: {error}"))?;
    match (mode, status.success()) {
        (_, true) => Ok("all snapshots are up to date\n".to_owned()),
        (Mode::Review, false) => {
            Err("look at the differences above; `cargo xtask snapshots --accept` takes them over".to_owned())
        }
        (Mode::Accept, false) => Err("the snapshots could not be made".to_owned()),
    }
}
