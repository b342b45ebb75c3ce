//! All tests, each with its time and the mutants that it reaches.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Stdio;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::compile::Binary;
use crate::measured::{self, Measured};
use crate::process::{self, Outcome};
use crate::tree::{self, Tree};
use crate::work;

/// Binaries that do not take part, and why.
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

/// Runs each test alone, without a mutant, unless it is known from an earlier run.
///
/// # Errors
///
/// If a process cannot be started.
pub(super) fn measure<'a>(tree: &Tree, binaries: &'a [Binary]) -> Result<Suite<'a>, String> {
    let mut suite = Suite::default();
    let mut names: Vec<(&Binary, String)> = Vec::new();
    for binary in binaries.iter().filter(|binary| !LEFT_OUT.iter().any(|(name, _)| *name == binary.name)) {
        let kept = measured::read(tree, binary);
        if kept.is_empty() {
            let mut command = process::command(tree, binary, Duration::ZERO);
            let list = tree::output(command.args(["--list", "--format", "terse"]))
                .map_err(|error| format!("{}: {error}", binary.name))?;
            let tests = list.lines().filter_map(|line| line.strip_suffix(": test"));
            names.extend(tests.map(|name| (binary, name.to_owned())));
        }
        kept.into_iter().for_each(|test| suite.add(binary, test));
    }
    crate::progress(&format!("{} tests are known, {} are measured", suite.tests.len(), names.len()));
    let results: Mutex<BTreeMap<usize, Measured>> = Mutex::default();
    work::side_by_side(&names, |index, (binary, name)| {
        let measured = one(tree, binary, name)?;
        results.lock().map_err(|error| error.to_string())?.insert(index, measured);
        Ok(())
    })?;
    let results = results.into_inner().map_err(|error| error.to_string())?;
    for binary in binaries {
        let of_it: Vec<&Measured> =
            results.iter().filter(|(index, _)| names[**index].0 == binary).map(|(_, test)| test).collect();
        if !of_it.is_empty() {
            measured::write(tree, binary, &of_it);
        }
        of_it.into_iter().for_each(|test| suite.add(binary, test.clone()));
    }
    Ok(suite)
}

impl<'a> Suite<'a> {
    fn add(&mut self, binary: &'a Binary, test: Measured) {
        if test.is_fit {
            self.tests.push(Test { binary, name: test.name, time: test.time, reached: test.reached });
        } else {
            self.left_out.push(format!("{} {}", binary.name, test.name));
        }
    }
}

fn one(tree: &Tree, binary: &Binary, name: &str) -> Result<Measured, String> {
    let file = tree.scratch.join(format!("reached-{}-{}", binary.name, name).replace(['/', ':'], "-"));
    let mut command = process::command(tree, binary, LONGEST / 3);
    command.env("MUTANT_REACHED", &file).stdout(Stdio::null());
    let start = Instant::now();
    let outcome = process::run(&mut command, &[name])?;
    let time = start.elapsed();
    let reached = fs::read_to_string(&file).unwrap_or_default();
    let _ = fs::remove_file(&file);
    Ok(Measured {
        name: name.to_owned(),
        time,
        is_fit: outcome == Outcome::Passed && time <= LONGEST,
        reached: reached.lines().filter_map(|line| line.parse().ok()).collect(),
    })
}
