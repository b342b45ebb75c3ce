//! `mutants`: whether the tests see a fault. A fixed sample of small changes to the code of an area. All of them are
//! compiled into one tree, and one is chosen when a test runs.

mod areas;
mod broken;
mod compile;
mod layers;
mod measured;
mod mutant;
mod process;
mod report;
mod rewrite;
mod sample;
mod sites;
mod suite;
mod tree;
mod trial;
mod work;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use areas::Area;
use broken::Kept;
use mutant::Mutant;
use report::AreaReport;
use rewrite::Numbered;
use tree::Tree;
use trial::Candidate;

/// How many mutants of an area are tried.
const SAMPLE: usize = 200;

/// What is tried.
#[derive(Debug, PartialEq, Eq)]
struct Extent {
    areas: Vec<&'static Area>,
    /// How many mutants of each sample, from its start.
    count: usize,
    /// Whether what was caught in the last run counts as caught, so that only the others are tried.
    only_missed: bool,
}

impl Extent {
    /// Reads `[AREA..] [COUNT] [--missed]`.
    fn parse(words: &[&str]) -> Option<Extent> {
        let (words, only_missed) = match words {
            [words @ .., "--missed"] => (words, true),
            words => (words, false),
        };
        let (names, count) = match words {
            [names @ .., last] if last.parse::<usize>().is_ok() => (names, last.parse().ok()?),
            names => (names, SAMPLE),
        };
        let areas: Vec<_> = names.iter().map(|name| Area::named(name)).collect::<Option<_>>()?;
        Some(Extent { areas: if areas.is_empty() { areas::ALL.iter().collect() } else { areas }, count, only_missed })
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let extent = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["mutants", rest @ ..] => Extent::parse(rest),
        _ => None,
    };
    xtask::finish(
        extent
            .ok_or_else(|| "mutants [AREA..] [COUNT] [--missed]: see `cargo xtask --help`".to_owned())
            .and_then(|extent| run(&extent)),
    )
}

/// Tries the samples on the last commit.
///
/// # Errors
///
/// If `cargo mutants` is missing or fails, if more mutants are left out than may be, or if more than one of ten
/// survives in an area.
fn run(extent: &Extent) -> Result<String, String> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tree = Tree::checkout(&workspace.canonicalize().map_err(|error| error.to_string())?)?;
    let list = tree.list()?;
    let mutants = mutant::parse(&list)?;
    // The tree has the mutants of all areas, so that it is built once for them.
    let (numbers, files) = number(&mutants, extent.count.max(SAMPLE))?;
    let areas = extent
        .areas
        .iter()
        .map(|area| AreaReport::new(area, &mutants, extent.count, &numbers))
        .collect::<Result<Vec<_>, _>>()?;
    tree.update(&files.keys().copied().collect())?;
    let kept = Kept::read(&tree, &files)?;
    let broken = compile::without_broken(&tree, &files, &kept.known)?;
    kept.write(&broken)?;

    let candidates = candidates(&areas, &broken);
    let tests: BTreeSet<&str> = candidates.iter().flat_map(|candidate| candidate.tests).copied().collect();
    let packages = tests.iter().map(|test| layers::package_of_tests(test)).collect();
    let mut binaries = compile::binaries(&tree, &packages)?;
    binaries.retain(|binary| tests.iter().any(|test| binary.name.starts_with(test)));
    let suite = suite::measure(&tree, &binaries)?;
    progress(&format!("{} tests, without {}", suite.tests.len(), suite.left_out.join(", ")));
    let verdicts = trial::all(&tree, &suite, &candidates, extent.only_missed)?;
    let _ = fs::remove_dir_all(&tree.scratch);
    let (text, is_enough) = report::write(&areas, &broken, &verdicts);
    if is_enough { Ok(text) } else { Err(text) }
}

/// The mutants of each file.
type ByFile<'a> = BTreeMap<&'a str, Vec<Numbered<'a>>>;

/// Numbers of mutants by their names.
type Numbers<'a> = HashMap<&'a str, u32>;

/// Draws the samples of all areas and gives a number to each mutant, the same one in all areas that have it.
fn number(mutants: &[Mutant], count: usize) -> Result<(Numbers<'_>, ByFile<'_>), String> {
    let mut numbers = Numbers::new();
    let mut files = ByFile::new();
    for area in areas::ALL {
        for drawn in sample::draw(area, mutants, count) {
            let next = u32::try_from(numbers.len() + 1).map_err(|error| error.to_string())?;
            if *numbers.entry(&drawn.mutant.name).or_insert(next) == next {
                files.entry(&drawn.mutant.file).or_default().push((next, drawn.mutant));
            }
        }
    }
    Ok((numbers, files))
}

/// The mutants of these areas that compile, each once.
fn candidates(areas: &[AreaReport], broken: &BTreeMap<u32, String>) -> Vec<Candidate> {
    let mut seen = BTreeSet::new();
    let all = areas.iter().flat_map(|area| &area.drawn);
    all.filter(|(number, drawn)| drawn.skipped.is_none() && !broken.contains_key(number) && seen.insert(*number))
        .map(|(number, drawn)| Candidate {
            number: *number,
            key: drawn.key.clone(),
            name: drawn.mutant.name.clone(),
            tests: layers::tests_of(layers::package_of(&drawn.mutant.file)),
        })
        .collect()
}

/// Shows how far the run is.
fn progress(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_read_with_the_count() {
        let parse = |words: &[&str]| {
            let extent = Extent::parse(words)?;
            Some((extent.areas.iter().map(|area| area.name).collect::<Vec<_>>(), extent.count))
        };
        assert!(Extent::parse(&["core", "--missed"]).unwrap().only_missed);
        assert_eq!(parse(&["core", "20"]), Some((vec!["core"], 20)));
        assert_eq!(parse(&["core", "checks"]), Some((vec!["core", "checks"], SAMPLE)));
        assert_eq!(parse(&[]).map(|(areas, _)| areas.len()), Some(areas::ALL.len()));
        assert_eq!(parse(&["core", "many"]), None);
    }
}
