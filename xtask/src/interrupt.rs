//! `interrupt`: runs of the command that are ended by signals, and runs side by side, many times.

use std::path::Path;
use std::process::Command;

/// Ends this many runs, each with another signal than the one before, and starts eight side by side this many times.
///
/// # Errors
///
/// If files of two configurations are mixed, or something is left behind.
pub(crate) fn run(kills: &str, side_by_side: &str) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["test", "--quiet", "--package", "triceps-cli", "--test", "cli", "interrupted::"]);
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    command.env("TRICEPS_KILLS", kills).env("TRICEPS_SIDE_BY_SIDE", side_by_side);
    let status = command.status().map_err(|error| format!("could not start cargo: {error}"))?;
    if !status.success() {
        return Err("look at the turn above".to_owned());
    }
    Ok(format!(
        "{kills} runs ended by KILL, INT, TERM and HUP, {side_by_side} times eight side by side: nothing is mixed or left behind\n"
    ))
}
