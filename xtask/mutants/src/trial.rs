//! Mutants against the tests that reach them.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::sync::Mutex;
use std::time::Duration;

use crate::process::{self, Outcome};
use crate::suite::{Suite, Test};
use crate::tree::Tree;
use crate::work;

/// What became of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// By a test: its binary and name.
    Caught(String),
    /// No test reaches it.
    Unreached,
    /// All tests that reach it pass.
    Survived,
}

/// A mutant to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) number: u32,
    /// What stays the same from run to run.
    pub(super) key: String,
    /// For people.
    pub(super) name: String,
    /// Starts of the names of binaries that run.
    pub(super) tests: &'static [&'static str],
}

/// A test that takes longer waits for the others of its binary.
const QUICK: Duration = Duration::from_millis(400);

/// Which test caught which mutant in the last run: it is tried first.
type Catchers = HashMap<String, String>;

/// Tries each mutant until a test catches it, or only those that no test caught in the last run.
///
/// # Errors
///
/// If a process cannot be started.
pub(super) fn all(
    tree: &Tree,
    suite: &Suite,
    candidates: &[Candidate],
    only_missed: bool,
) -> Result<BTreeMap<u32, Verdict>, String> {
    let file = tree.kept.join("caught.tsv");
    let catchers = Mutex::new(read(&fs::read_to_string(&file).unwrap_or_default()));
    let rates = Mutex::new(Rates::default());
    let verdicts = Mutex::new(BTreeMap::new());
    work::side_by_side(candidates, |_, candidate| {
        let before = catchers.lock().map_err(|error| error.to_string())?.get(&candidate.key).cloned();
        let verdict = match before {
            Some(test) if only_missed => Verdict::Caught(test),
            before => one(tree, suite, candidate, before.as_deref(), &rates)?,
        };
        let mut verdicts = verdicts.lock().map_err(|error| error.to_string())?;
        let mut catchers = catchers.lock().map_err(|error| error.to_string())?;
        match &verdict {
            Verdict::Caught(test) => catchers.insert(candidate.key.clone(), test.clone()),
            Verdict::Unreached | Verdict::Survived => catchers.remove(&candidate.key),
        };
        if !matches!(verdict, Verdict::Caught(_)) {
            crate::progress(&format!("{verdict:?}: {}", candidate.name));
        }
        verdicts.insert(candidate.number, verdict);
        if verdicts.len() % 20 == 0 {
            crate::progress(&format!("{} of {}", verdicts.len(), candidates.len()));
            let _ = fs::write(&file, show(&catchers));
        }
        Ok(())
    })?;
    let catchers = catchers.into_inner().map_err(|error| error.to_string())?;
    fs::write(&file, show(&catchers)).map_err(|error| format!("{}: {error}", file.display()))?;
    verdicts.into_inner().map_err(|error| error.to_string())
}

fn read(text: &str) -> Catchers {
    let pair = |line: &str| line.split_once('\t').map(|(key, test)| (key.to_owned(), test.to_owned()));
    text.lines().filter_map(pair).collect()
}

fn show(catchers: &Catchers) -> String {
    let sorted: BTreeMap<&String, &String> = catchers.iter().collect();
    sorted.iter().fold(String::new(), |mut text, (key, test)| {
        let _ = writeln!(text, "{key}\t{test}");
        text
    })
}

fn one(
    tree: &Tree,
    suite: &Suite,
    candidate: &Candidate,
    before: Option<&str>,
    rates: &Mutex<Rates>,
) -> Result<Verdict, String> {
    let mut groups: BTreeMap<Group, Vec<&Test>> = BTreeMap::new();
    let is_asked = |test: &&Test| {
        test.reached.contains(&candidate.number)
            && candidate.tests.iter().any(|start| test.binary.name.starts_with(start))
    };
    for test in suite.tests.iter().filter(is_asked) {
        if before == Some(full_name(test).as_str())
            && let Outcome::Failed(_) = run(tree, &[test], candidate.number)?
        {
            return Ok(Verdict::Caught(full_name(test)));
        }
        groups.entry(group_of(test)).or_default().push(test);
    }
    if groups.is_empty() {
        return Ok(Verdict::Unreached);
    }
    let mut groups: Vec<Vec<&Test>> = groups.into_values().collect();
    let rates_now = rates.lock().map_err(|error| error.to_string())?.clone();
    groups.sort_by(|one, other| rates_now.cost(one).total_cmp(&rates_now.cost(other)));
    for group in groups {
        let outcome = run(tree, &group, candidate.number)?;
        let is_caught = matches!(outcome, Outcome::Failed(_));
        rates.lock().map_err(|error| error.to_string())?.add(group[0], is_caught);
        if let Outcome::Failed(name) = outcome {
            return Ok(Verdict::Caught(format!("{} {}", group[0].binary.name, name.unwrap_or_default())));
        }
    }
    Ok(Verdict::Survived)
}

/// Tests that run in one process: those of a binary that are quick, or those that are not.
type Group<'a> = (&'a str, bool);

fn group_of<'a>(test: &Test<'a>) -> Group<'a> {
    (&test.binary.name, test.time > QUICK)
}

fn full_name(test: &Test) -> String {
    format!("{} {}", test.binary.name, test.name)
}

/// Runs tests of one binary with a mutant.
fn run(tree: &Tree, tests: &[&Test], number: u32) -> Result<Outcome, String> {
    let mut command = process::command(tree, tests[0].binary, tests.iter().map(|test| test.time).sum());
    command.env("MUTANT", number.to_string());
    let names: Vec<&str> = tests.iter().map(|test| &*test.name).collect();
    process::run(&mut command, &names)
}

/// How many mutants each group caught, of how many: those that catch most in their time come first.
#[derive(Debug, Clone, Default)]
struct Rates(HashMap<(String, bool), (f64, f64)>);

impl Rates {
    fn add(&mut self, test: &Test, is_caught: bool) {
        let (caught, runs) = self.0.entry(Self::key(test)).or_insert(Self::UNKNOWN);
        *caught += f64::from(u8::from(is_caught));
        *runs += 1.0;
    }

    /// The time that the tests are expected to take for one mutant caught.
    fn cost(&self, tests: &[&Test]) -> f64 {
        let (caught, runs) = self.0.get(&Self::key(tests[0])).copied().unwrap_or(Self::UNKNOWN);
        let time: f64 = tests.iter().map(|test| test.time.as_secs_f64()).sum();
        time * runs / caught
    }

    const UNKNOWN: (f64, f64) = (1.0, 2.0);

    fn key(test: &Test) -> (String, bool) {
        let (binary, is_slow) = group_of(test);
        (binary.to_owned(), is_slow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_caught_a_mutant_is_read_as_it_was_written() {
        let catchers = Catchers::from([("k1".to_owned(), "a/b c::d".to_owned()), ("k0".to_owned(), "a/b ".to_owned())]);
        let text = show(&catchers);
        assert_eq!(text, "k0\ta/b \nk1\ta/b c::d\n");
        assert_eq!(read(&text), catchers);
    }
}
