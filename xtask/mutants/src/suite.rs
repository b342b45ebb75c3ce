//! All tests, each with its time and the mutants that it reaches.

use std::collections::BTreeSet;
use std::fs;
use std::process::Stdio;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::compile::Binary;
use crate::process::{self, Outcome};
use crate::tree::{self, Tree};
use crate::work;

/// Binaries that say nothing about mutants.
const LEFT_OUT: &[(&str, &str)] = &[
    ("triceps/ui", "the compiler builds its programs anew"),
    ("tree/docs", "texts of the workspace, which have mutants in them here"),
];

/// A test that takes longer runs for no mutant.
const LONGEST: Duration = Duration::from_secs(90);

#[derive(Debug)]
pub(super) struct Test<'a> {
    pub(super) binary: &'a Binary,
    pub(super) name: String,
    pub(super) time: Duration,
    pub(super) reached: BTreeSet<u32>,
}

#[derive(Debug, Default)]
pub(super) struct Suite<'a> {
    pub(super) tests: Vec<Test<'a>>,
    /// Tests that fail without a mutant, or take too long.
    pub(super) left_out: Vec<String>,
}

/// Runs each test alone, without a mutant.
///
/// # Errors
///
/// If a process cannot be started.
pub(super) fn measure<'a>(tree: &Tree, binaries: &'a [Binary]) -> Result<Suite<'a>, String> {
    let mut names: Vec<(&Binary, String)> = Vec::new();
    for binary in binaries.iter().filter(|binary| !LEFT_OUT.iter().any(|(name, _)| *name == binary.name)) {
        let mut command = process::command(tree, binary, Duration::ZERO);
        let list = tree::output(command.args(["--list", "--format", "terse"]))
            .map_err(|error| format!("{}: {error}", binary.name))?;
        names.extend(list.lines().filter_map(|line| line.strip_suffix(": test")).map(|name| (binary, name.to_owned())));
    }
    let suite = Mutex::new(Suite::default());
    work::side_by_side(&names, |index, (binary, name)| {
        let file = tree.scratch.join(format!("reached-{index}"));
        let mut command = process::command(tree, binary, LONGEST / 5);
        command.env("MUTANT_REACHED", &file).stdout(Stdio::null());
        let start = Instant::now();
        let outcome = process::run(&mut command, &[name])?;
        let time = start.elapsed();
        let reached = fs::read_to_string(&file).unwrap_or_default();
        let _ = fs::remove_file(&file);
        let mut suite = suite.lock().map_err(|error| error.to_string())?;
        if outcome == Outcome::Passed && time <= LONGEST {
            let reached = reached.lines().filter_map(|line| line.parse().ok()).collect();
            suite.tests.push(Test { binary, name: name.clone(), time, reached });
        } else {
            suite.left_out.push(format!("{} {name}", binary.name));
        }
        Ok(())
    })?;
    let mut suite = suite.into_inner().map_err(|error| error.to_string())?;
    suite.tests.sort_by(|one, other| (&one.binary.name, &one.name).cmp(&(&other.binary.name, &other.name)));
    suite.left_out.sort();
    Ok(suite)
}
