//! `mutants`: whether the tests see a fault. A fixed sample of small changes to the code of an area. All of them are
//! compiled into one tree, and one is chosen when a test runs.

mod areas;
mod broken;
mod compile;
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

use std::collections::{BTreeMap, HashMap};
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
}

impl Extent {
    /// Reads `[AREA..] [COUNT]`.
    fn parse(words: &[&str]) -> Option<Extent> {
        let (names, count) = match words {
            [names @ .., last] if last.parse::<usize>().is_ok() => (names, last.parse().ok()?),
            names => (names, SAMPLE),
        };
        let areas: Vec<_> = names.iter().map(|name| Area::named(name)).collect::<Option<_>>()?;
        Some(Extent { areas: if areas.is_empty() { areas::ALL.iter().collect() } else { areas }, count })
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
            .ok_or_else(|| "mutants [AREA..] [COUNT]: see `cargo xtask --help`".to_owned())
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
    let (areas, candidates, files) = number(extent, &mutants)?;
    tree.update(&files.keys().copied().collect())?;
    let kept = Kept::read(&tree, &files)?;
    let broken = compile::without_broken(&tree, &files, &kept.known)?;
    kept.write(&broken)?;

    let binaries = compile::binaries(&tree)?;
    let suite = suite::measure(&tree, &binaries)?;
    progress(&format!("{} tests, without {}", suite.tests.len(), suite.left_out.join(", ")));
    let candidates: Vec<Candidate> =
        candidates.into_iter().filter(|candidate| !broken.contains_key(&candidate.number)).collect();
    let verdicts = trial::all(&tree, &suite, &candidates)?;
    let _ = fs::remove_dir_all(&tree.scratch);
    let (text, is_enough) = report::write(&areas, &broken, &verdicts);
    if is_enough { Ok(text) } else { Err(text) }
}

/// The mutants of each file.
type ByFile<'a> = BTreeMap<&'a str, Vec<Numbered<'a>>>;

/// Draws the samples and gives a number to each mutant, the same one in all areas that have it.
fn number<'a>(
    extent: &Extent,
    mutants: &'a [Mutant],
) -> Result<(Vec<AreaReport<'a>>, Vec<Candidate>, ByFile<'a>), String> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut areas = Vec::new();
    let mut candidates = Vec::new();
    let mut files: ByFile = BTreeMap::new();
    for area in &extent.areas {
        let mut drawn = Vec::new();
        for one in sample::draw(mutants.iter().filter(|mutant| area.has(&mutant.file)), extent.count)? {
            let next = u32::try_from(numbers.len() + 1).map_err(|error| error.to_string())?;
            let number = *numbers.entry(&one.mutant.name).or_insert(next);
            if number == next && one.skipped.is_none() {
                candidates.push(Candidate { number, key: one.key.clone(), name: one.mutant.name.clone() });
                files.entry(&one.mutant.file).or_default().push((number, one.mutant));
            }
            drawn.push((number, one));
        }
        areas.push(AreaReport { name: area.name, drawn });
    }
    Ok((areas, candidates, files))
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
        assert_eq!(parse(&["core", "20"]), Some((vec!["core"], 20)));
        assert_eq!(parse(&["core", "checks"]), Some((vec!["core", "checks"], SAMPLE)));
        assert_eq!(parse(&[]).map(|(areas, _)| areas.len()), Some(areas::ALL.len()));
        assert_eq!(parse(&["core", "many"]), None);
    }
}
