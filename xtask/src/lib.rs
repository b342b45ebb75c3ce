//! What the tasks of the workspace share.

use std::io::{self, Write};
use std::process::ExitCode;

/// Prints the report of a task, and gives the exit code for it: an error goes to standard error and is a failure.
#[must_use]
pub fn finish(outcome: Result<String, String>) -> ExitCode {
    match outcome {
        // A closed pipe is not a failure of the task.
        Ok(text) => {
            let _ = io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(message) => {
            let _ = writeln!(io::stderr(), "{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}
