//! `mutants`: whether the tests see a fault. A fixed sample of small changes to the code, each tested on its own.

mod areas;
mod sample;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use areas::Area;
use sample::Mutant;

/// How many mutants of an area are tried.
const SAMPLE: usize = 200;

/// No test run takes so long; a mutant that does never ends.
const TIMEOUT_SECONDS: &str = "600";

/// What of an area is tried.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Extent {
    area: Area,
    /// How many mutants of the sample, from its start.
    count: usize,
}

impl Extent {
    /// Reads `AREA [COUNT]`.
    fn parse(words: &[&str]) -> Option<Extent> {
        let (area, count) = match words {
            [area] => (*area, SAMPLE),
            [area, count] => (*area, count.parse().ok()?),
            _ => return None,
        };
        Some(Extent { area: Area::named(area)?, count })
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
            .ok_or_else(|| "mutants AREA [COUNT]: see `cargo xtask --help`".to_owned())
            .and_then(|extent| run(&extent)),
    )
}

/// Tries the sample on the last commit, with the tests of one layer after the other: what the first layer catches is
/// not built in the next.
///
/// # Errors
///
/// If `cargo mutants` is missing or fails, if a reason to leave out a mutant fits none, or if mutants survive in more
/// than one case of ten.
fn run(extent: &Extent) -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().map_err(|error| error.to_string())?;
    let tree = checkout(&root)?;
    let all = list(&tree, extent.area)?;
    let sample = sample::draw(&all, extent.count)?;
    let mut rest: Vec<&Mutant> = sample.tried.iter().collect();
    let mut tally = Tally { skipped: sample.skipped.len(), ..Tally::default() };
    for stage in extent.area.stages() {
        if rest.is_empty() {
            break;
        }
        let names = test(&root, &tree, &all, &rest, stage, &mut tally)?;
        rest.retain(|mutant| names.contains(&mutant.name));
    }
    tally.missed = rest.len();
    report(extent, &tally, &rest, &sample.skipped)
}

#[derive(Debug, Default)]
struct Tally {
    caught: usize,
    missed: usize,
    /// Mutants that do not compile.
    unviable: usize,
    skipped: usize,
}

/// A worktree of the last commit, which `cargo mutants` may change. Its build stays for the next run.
fn checkout(root: &Path) -> Result<PathBuf, String> {
    let tree = root.join("target/mutants/tree");
    if tree.join("Cargo.toml").exists() {
        git(&tree, &["checkout", "--quiet", "--force", "--detach", &git(root, &["rev-parse", "HEAD"])?])?;
    } else {
        git(root, &["worktree", "prune"])?;
        git(root, &["worktree", "add", "--quiet", "--force", "--detach", &tree.display().to_string(), "HEAD"])?;
    }
    Ok(tree)
}

fn git(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(folder);
    text_of(&mut command).map(|text| text.trim().to_owned())
}

fn list(tree: &Path, area: Area) -> Result<Vec<Mutant>, String> {
    let mut command = mutants(tree);
    command.args(["--list", "--json"]);
    for file in area.files() {
        command.args(["--file", file]);
    }
    sample::parse(&text_of(&mut command)?)
}

/// Tests the mutants with one layer of tests and gives the names of those that survive.
fn test(
    root: &Path,
    tree: &Path,
    all: &[Mutant],
    mutants_left: &[&Mutant],
    packages: &[&str],
    tally: &mut Tally,
) -> Result<Vec<String>, String> {
    let output = root.join("target/mutants");
    let sampled: BTreeSet<&str> = mutants_left.iter().map(|mutant| &*mutant.name).collect();
    leave_out(
        &output.join("mutants.out"),
        all.iter().map(|mutant| &*mutant.name).filter(|name| !sampled.contains(name)),
    )?;
    let mut command = mutants(tree);
    command.args(["--in-place", "--iterate", "--baseline", "skip", "--timeout", TIMEOUT_SECONDS, "--colors", "never"]);
    command.arg("--output").arg(&output).args(["--test-package", &packages.join(",")]);
    for file in mutants_left.iter().map(|mutant| &*mutant.file).collect::<BTreeSet<_>>() {
        command.args(["--file", file]);
    }
    // Debug information is not read here.
    command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_PROFILE_TEST_DEBUG", "0").env("INSTA_UPDATE", "no");
    command.stdout(Stdio::inherit()).stderr(Stdio::inherit());
    let status = command.status().map_err(|error| format!("cargo mutants: {error}"))?;
    // 0: all caught; 2: some survive; 3: some time out.
    if !matches!(status.code(), Some(0 | 2 | 3)) {
        return Err(format!("cargo mutants: {status}"));
    }
    let lines = |file: &str| -> Result<Vec<String>, String> {
        let path = output.join("mutants.out").join(file);
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(text.lines().filter(|name| sampled.contains(name)).map(str::to_owned).collect())
    };
    tally.caught += lines("caught.txt")?.len() + lines("timeout.txt")?.len();
    tally.unviable += lines("unviable.txt")?.len();
    lines("missed.txt")
}

/// Lists the mutants that are not sampled as caught by an earlier run, which `--iterate` leaves out. Patterns of names
/// do not select among the deletions of fields.
fn leave_out<'a>(folder: &Path, names: impl Iterator<Item = &'a str>) -> Result<(), String> {
    let _ = fs::remove_dir_all(folder);
    let list = names.fold(String::new(), |list, name| list + name + "\n");
    let path = folder.join("caught.txt");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&path, list))
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn mutants(tree: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["mutants", "--workspace"]).current_dir(tree);
    command.env_remove("CARGO_TARGET_DIR");
    command
}

fn text_of(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return String::from_utf8(output.stdout).map_err(|error| error.to_string());
    }
    let mut message = String::from_utf8_lossy(&output.stderr).into_owned();
    if message.contains("no such command") {
        message.push_str("install it: cargo install cargo-mutants --locked\n");
    }
    Err(message)
}

fn report(
    extent: &Extent,
    tally: &Tally,
    missed: &[&Mutant],
    skipped: &[(Mutant, &'static str)],
) -> Result<String, String> {
    let viable = tally.caught + tally.missed;
    let mut text = String::new();
    for mutant in missed {
        let _ = writeln!(text, "survived: {}", mutant.name);
    }
    for (mutant, reason) in skipped {
        let _ = writeln!(text, "skipped: {}: {reason}", mutant.name);
    }
    let _ = writeln!(
        text,
        "{}: {} of {viable} caught, {} do not compile, {} skipped",
        extent.area.name(),
        tally.caught,
        tally.unviable,
        tally.skipped
    );
    if tally.missed * 10 > viable { Err(text) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_read_with_its_count() {
        assert_eq!(Extent::parse(&["core", "20"]), Some(Extent { area: Area::Core, count: 20 }));
        assert_eq!(Extent::parse(&["core"]), Some(Extent { area: Area::Core, count: SAMPLE }));
        assert_eq!(Extent::parse(&["core", "many"]), None);
        assert_eq!(Extent::parse(&["kernel"]), None);
        assert_eq!(Extent::parse(&[]), None);
    }
}
