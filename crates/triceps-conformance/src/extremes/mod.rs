//! `extremes`: texts that are meant to break a compiler, each in a process of its own, with its processor time and peak
//! memory.

mod texts;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use triceps::read::compile;
use triceps_compile::{Files as _, MemoryFiles};
use triceps_syntax::{Language, Options, format, parse};

pub use texts::{EXTREMES, Extreme};

/// No text takes longer, in a build for release.
const MOST_MILLISECONDS: u64 = 1_000;

/// No text takes more memory. Most take a few megabytes; ten megabytes as one list or as two million lines take the most.
const MOST_MEGABYTES: u64 = 512;

/// Reads, formats and compiles a text, and writes the result: text, JSON, and the text to go on with.
///
/// # Errors
///
/// A refusal without an error, or a text that does not stay what it was.
pub fn survive(files: &MemoryFiles) -> Result<String, String> {
    let text = String::from_utf8(files.read("main.bicep").unwrap_or_default()).map_err(|error| error.to_string())?;
    let tree = parse(text.as_str(), Language::Bicep);
    if tree.text() != text {
        return Err("the tree has another text".to_owned());
    }
    drop(format(&tree, &Options::default()));
    drop(tree);
    let compilation = compile(files, "main.bicep");
    let outcome = if let Some(checked) = compilation.checked() {
        format!("{} bytes of JSON, {} of text", checked.to_arm_string().len(), checked.to_bicep().len())
    } else {
        let errors = compilation.diagnostics().iter().filter(|found| found.severity().name() == "error");
        let first = errors.map(|found| found.id().to_owned()).next().ok_or("refused without an error")?;
        format!("{first}, {} diagnostics", compilation.diagnostics().len())
    };
    match compilation.template().map(|template| template.to_bicep()) {
        Some(Ok(same)) if same == text => Ok(outcome),
        // A text that is too long is not kept.
        None if compilation.checked().is_none() => Ok(outcome),
        _ => Err("the text to go on with is another one".to_owned()),
    }
}

/// Runs the texts whose names have a part in common with `only`; one line each.
///
/// # Errors
///
/// The report, if one of them fails or takes too much.
pub(crate) fn run(only: &str) -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let (mut report, mut failed) = (String::new(), 0);
    for (name, _) in EXTREMES.iter().filter(|(name, _)| name.contains(only)) {
        let (line, is_fine) = measured(&program, name)?;
        failed += usize::from(!is_fine);
        let _ = writeln!(report, "{} {name}: {line}", if is_fine { "ok" } else { "FAILED" });
    }
    let _ = writeln!(report, "{failed} failed");
    if failed == 0 { Ok(report) } else { Err(report) }
}

fn measured(program: &Path, name: &str) -> Result<(String, bool), String> {
    let mut command = Command::new(program);
    let output = command.args(["extremes", "--one", name]).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned();
        return Ok((format!("{}, {error}", output.status), false));
    }
    let line = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let number = |before: Option<(&str, &str)>| before.and_then(|(number, _)| number.parse::<u64>().ok());
    let milliseconds = number(line.split_once(" ms, "));
    let megabytes = number(line.split_once(" ms, ").and_then(|(_, rest)| rest.split_once(" MB")));
    let is_fine = milliseconds.is_some_and(|milliseconds| milliseconds <= MOST_MILLISECONDS)
        && megabytes.is_some_and(|megabytes| megabytes <= MOST_MEGABYTES);
    Ok((line, is_fine))
}

/// Runs one text in this process: its processor time, its peak memory, and what came of it.
///
/// # Errors
///
/// A name that no text has; what went wrong.
pub(crate) fn run_one(name: &str) -> Result<String, String> {
    let (_, files) = EXTREMES.iter().find(|(other, _)| *other == name).ok_or_else(|| format!("no text `{name}`"))?;
    let outcome = survive(&files())?;
    // The peak of a process is known to Linux alone.
    let status = std::fs::read_to_string("/proc/self/status").map_err(|error| error.to_string())?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no peak of memory")?;
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().map_err(|_| "the peak is not a number")?;
    Ok(format!("{} ms, {} MB, {outcome}\n", processor_milliseconds()?, kilobytes / 1024))
}

/// What this process has taken until now. Linux counts it in hundredths of a second.
fn processor_milliseconds() -> Result<u64, String> {
    let stat = std::fs::read_to_string("/proc/self/stat").map_err(|error| error.to_string())?;
    // The name of the program, in parentheses, may have spaces in it.
    let (_, numbers) = stat.rsplit_once(')').ok_or("no times of the process")?;
    let numbers: Vec<u64> =
        numbers.split_whitespace().skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    Ok(numbers.iter().sum::<u64>() * 10)
}
