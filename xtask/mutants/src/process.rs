//! Tests in a process of their own, with bounded time and memory.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::compile::Binary;
use crate::tree::Tree;

/// No test needs as many KiB.
const MEMORY: u32 = 6_000_000;

/// What comes of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Passed,
    /// The first test that failed, or nothing if the process ended before it reported one.
    Failed(Option<String>),
}

/// A process for tests of one binary. It runs the tests named in `arguments` on one thread.
pub(super) fn command(tree: &Tree, binary: &Binary, usual: Duration) -> Command {
    // Processor time, which other programs do not change; and time on the clock for tests that wait.
    let seconds = 10 + usual.as_secs() * 3;
    let script = format!("ulimit -t {seconds}; ulimit -v {MEMORY}; exec timeout --kill-after 1 {} \"$@\"", seconds * 6);
    let mut command = Command::new("nice");
    command.args(["-n", "4", "sh", "-c", &script, "sh"]).arg(&binary.file);
    command.current_dir(&binary.folder).stdin(Stdio::null()).stderr(Stdio::null());
    command.env_remove("MUTANT").env_remove("MUTANT_REACHED");
    command.env("CARGO_MANIFEST_DIR", &binary.folder).env("CARGO", env!("CARGO"));
    command.env("INSTA_WORKSPACE_ROOT", &tree.root).env("INSTA_UPDATE", "no");
    command.env("TMPDIR", &tree.scratch);
    // Two processes may run the same test, whose folder has a fixed name.
    command.env("CARGO_TARGET_TMPDIR", tree.root.join("target/tmp").join(thread::current().name().unwrap_or("main")));
    command
}

/// Runs tests until the first one fails.
///
/// # Errors
///
/// If the process cannot be started.
pub(super) fn run(command: &mut Command, tests: &[&str]) -> Result<Outcome, String> {
    let mut child = command
        .args(["--test-threads", "1", "--exact"])
        .args(tests)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let output = child.stdout.take().map(BufReader::new);
    let failed = output.into_iter().flat_map(|output| output.split(b'\n')).find_map(|line| failed_test(&line.ok()?));
    if failed.is_some() {
        // `timeout` ends what it started.
        let _ = Command::new("kill").arg(child.id().to_string()).status();
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    Ok(if status.success() && failed.is_none() { Outcome::Passed } else { Outcome::Failed(failed) })
}

fn failed_test(line: &[u8]) -> Option<String> {
    let line = String::from_utf8_lossy(line);
    // A panic hook may write between the name and the outcome.
    let name = line.strip_prefix("test ")?.split(" ... ").next()?;
    line.trim_end().ends_with("FAILED").then(|| name.trim_end_matches(" - should panic").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_test_is_read_from_its_line() {
        assert_eq!(failed_test(b"test a::b ... FAILED"), Some("a::b".to_owned()));
        assert_eq!(failed_test(b"test a::b - should panic ... FAILED"), Some("a::b".to_owned()));
        assert_eq!(failed_test(b"test a::b ... ok"), None);
        assert_eq!(failed_test(b"test result: FAILED. 1 passed"), None);
    }
}
