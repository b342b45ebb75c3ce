//! The build of the tree: mutants that do not compile are taken out, then the tests are built.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::layers;
use crate::rewrite::{self, Numbered, Place};
use crate::tree::Tree;

/// More rounds of taking out mutants than the layers of crates and of the compiler need.
const ROUNDS: usize = 60;

/// Crates in which a test spends its time. The others have more code that is compiled than code that runs.
const OPTIMIZED: &[&str] = &[
    "triceps-types",
    "triceps-layout",
    "triceps-syntax",
    "triceps-language",
    "triceps-middle",
    "triceps-infer",
    "triceps-emit",
    "triceps-core",
    "triceps-compile",
    "triceps-modules",
    "triceps-codegen",
    "triceps-portal",
    "triceps-backstage",
];

/// The code of an error in what the compiler computes, where no mutant can be chosen.
pub(super) const NOT_CONST: &str = "E0015";

/// The code of an error in what a function returns as `impl Iterator<Item = ..>`.
const NOT_THE_ITEM: &str = "E0271";

/// A binary with tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Binary {
    pub(super) name: String,
    pub(super) file: PathBuf,
    /// The folder of its package, in which it runs.
    pub(super) folder: PathBuf,
}

/// Writes the files with their mutants and takes out those that do not compile, until all crates compile. Gives the
/// numbers of those taken out, with what the compiler reports.
///
/// # Errors
///
/// If an error belongs to no mutant.
pub(super) fn without_broken(
    tree: &Tree,
    files: &BTreeMap<&str, Vec<Numbered>>,
    known: &BTreeMap<u32, String>,
) -> Result<BTreeMap<u32, String>, String> {
    let packages = files.keys().map(|file| layers::package_of(file)).collect();
    let mut broken = known.clone();
    let sources: HashMap<&str, String> =
        files.keys().map(|file| Ok((*file, tree.read(file)?))).collect::<Result<_, String>>()?;
    let mut places: HashMap<&str, Vec<Place>> = HashMap::new();
    let mut changed: BTreeSet<&str> = files.keys().copied().collect();
    for round in 1..=ROUNDS {
        for file in &changed {
            let left: Vec<Numbered> =
                files[file].iter().filter(|(number, _)| !broken.contains_key(number)).copied().collect();
            let rewritten = rewrite::rewrite(&sources[file], &left).map_err(|error| format!("{file}: {error}"))?;
            broken.extend(rewritten.nowhere.iter().map(|number| (*number, "a chain with `let`".to_owned())));
            tree.write(file, rewritten.text.as_bytes())?;
            places.insert(file, rewritten.places);
        }
        let errors = errors(&mut check(tree, &packages))?;
        crate::progress(&format!("round {round}: {} errors, {} mutants do not compile", errors.len(), broken.len()));
        if errors.is_empty() {
            return Ok(broken);
        }
        changed.clear();
        for error in errors {
            let found = causes(&error, &places);
            let Some((file, numbers)) = found else {
                return Err(format!("an error that belongs to no mutant:\n{}", error.text));
            };
            broken.extend(numbers.into_iter().map(|number| (number, error.summary.clone())));
            changed.insert(file);
        }
    }
    Err(format!("the tree does not compile after {ROUNDS} rounds"))
}

/// What the compiler reports.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Error {
    summary: String,
    /// As a person reads it.
    text: String,
    /// Files and bytes: first where the error is, then what explains it.
    primary: Vec<(String, Range<usize>)>,
    others: Vec<(String, Range<usize>)>,
}

/// The mutants that an error comes from, all of one file.
fn causes<'a>(error: &Error, places: &HashMap<&'a str, Vec<Place>>) -> Option<(&'a str, Vec<u32>)> {
    if let Some(name) = called_in_constant(&error.summary) {
        let found = places.iter().find_map(|(file, places)| {
            let numbers: Vec<u32> = places
                .iter()
                .filter(|place| place.function.as_deref() == Some(name))
                .map(|place| place.number)
                .collect();
            (!numbers.is_empty()).then_some((*file, numbers))
        });
        if found.is_some() {
            return found;
        }
    }
    let of = |file: &str| places.get_key_value(file).map(|(file, places)| (*file, places));
    for spans in [&error.primary, &error.others] {
        for (file, span) in spans {
            let Some((file, places)) = of(file) else { continue };
            let own: Vec<u32> = places
                .iter()
                .filter(|place| place.own.start < span.end && span.start < place.own.end)
                // What is in a function with an error is not the cause of it.
                .filter(|place| span.start >= place.own.start || span.end <= place.own.end)
                .map(|place| place.number)
                .collect();
            if !own.is_empty() {
                return Some((file, own));
            }
        }
    }
    error.primary.iter().chain(&error.others).find_map(|(file, span)| {
        let (file, places) = of(file)?;
        let around = places.iter().filter(|place| place.whole.start <= span.start && span.end <= place.whole.end);
        let inner = around.min_by_key(|place| place.whole.len());
        // Types are inferred from what comes before.
        let before =
            || places.iter().filter(|place| place.whole.start <= span.start).max_by_key(|place| place.whole.start);
        // What a signature leaves open is found in the body after it.
        let after =
            || places.iter().filter(|place| place.whole.start >= span.end).min_by_key(|place| place.whole.start);
        let closest = if error.summary.starts_with(NOT_THE_ITEM) { after().or_else(before) } else { before() };
        let whole = &inner.or(closest)?.whole;
        Some((file, places.iter().filter(|place| place.whole == *whole).map(|place| place.number).collect()))
    })
}

/// The function or method that the compiler calls and that is not `const`.
fn called_in_constant(summary: &str) -> Option<&str> {
    let path = summary.strip_prefix(NOT_CONST)?.split('`').nth(1)?;
    path.rsplit("::").next()
}

fn check(tree: &Tree, packages: &BTreeSet<&str>) -> Command {
    let mut command = tree.cargo(&["check", "--lib", "--bins", "--keep-going"]);
    common(&mut command, packages);
    command
}

fn common(command: &mut Command, packages: &BTreeSet<&str>) {
    command.args(["--message-format", "json"]);
    for package in packages {
        command.args(["--package", package]);
    }
    for package in OPTIMIZED {
        command.args(["--config", &format!("profile.dev.package.{package}.opt-level=1")]);
    }
    // Debug information is not read here, and warnings are of no use.
    command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_PROFILE_TEST_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    command.env("RUSTFLAGS", "--cap-lints=allow");
}

fn messages(command: &mut Command) -> Result<(bool, Vec<Value>, String), String> {
    let output = command.output().map_err(|error| error.to_string())?;
    let text = String::from_utf8(output.stdout).map_err(|error| error.to_string())?;
    let messages = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    Ok((output.status.success(), messages, String::from_utf8_lossy(&output.stderr).into_owned()))
}

fn errors(command: &mut Command) -> Result<Vec<Error>, String> {
    let (success, messages, text) = messages(command)?;
    let errors: Vec<Error> = messages
        .iter()
        .filter(|message| message["reason"] == "compiler-message" && message["message"]["level"] == "error")
        .map(|message| error(&message["message"]))
        .filter(|error| !error.primary.is_empty())
        .collect();
    if !success && errors.is_empty() {
        return Err(text);
    }
    Ok(errors)
}

fn error(message: &Value) -> Error {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut error = Error {
        summary: format!("{} {}", text(&message["code"]["code"]), text(&message["message"])),
        text: text(&message["rendered"]),
        ..Error::default()
    };
    let mut all: Vec<&Value> = message["spans"].as_array().into_iter().flatten().collect();
    let children = message["children"].as_array().into_iter().flatten();
    all.extend(children.flat_map(|child| child["spans"].as_array().into_iter().flatten()));
    for span in all {
        // The code that calls a macro, not the macro.
        let mut span = span;
        let is_primary = span["is_primary"] == true;
        while span["expansion"]["span"].is_object() {
            span = &span["expansion"]["span"];
        }
        let byte = |key: &str| span[key].as_u64().and_then(|byte| usize::try_from(byte).ok()).unwrap_or_default();
        let place = (text(&span["file_name"]), byte("byte_start")..byte("byte_end"));
        if is_primary && error.primary.is_empty() { error.primary.push(place) } else { error.others.push(place) }
    }
    error
}

/// Builds the tests of packages.
///
/// # Errors
///
/// If they do not compile.
pub(super) fn binaries(tree: &Tree, packages: &BTreeSet<&str>) -> Result<Vec<Binary>, String> {
    let mut command = tree.cargo(&["test", "--no-run", "--lib", "--bins", "--tests"]);
    common(&mut command, packages);
    let (success, messages, text) = messages(&mut command)?;
    if !success {
        return Err(text);
    }
    Ok(messages.iter().filter_map(binary).collect())
}

fn binary(message: &Value) -> Option<Binary> {
    (message["reason"] == "compiler-artifact" && message["profile"]["test"] == true).then_some(())?;
    let folder = PathBuf::from(message["manifest_path"].as_str()?).parent()?.to_owned();
    let package = folder.file_name()?.to_str()?;
    Some(Binary {
        name: format!("{package}/{}", message["target"]["name"].as_str()?),
        file: message["executable"].as_str()?.into(),
        folder,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(span: Range<usize>) -> Vec<(String, Range<usize>)> {
        vec![("a.rs".to_owned(), span)]
    }

    #[track_caller]
    fn check(primary: Range<usize>, others: Range<usize>, expected: &[u32]) {
        let place = |number, own, whole| Place { number, own, whole, function: None };
        let places = HashMap::from([(
            "a.rs",
            vec![place(1, 10..20, 10..90), place(2, 20..30, 10..90), place(3, 50..60, 50..80)],
        )]);
        let error = Error { primary: at(primary), others: at(others), ..Error::default() };
        assert_eq!(causes(&error, &places), Some(("a.rs", expected.to_vec())));
    }

    #[test]
    fn an_error_belongs_to_the_mutant_in_which_it_is_or_which_explains_it() {
        check(12..15, 0..1, &[1]);
        check(85..86, 52..53, &[3]);
        check(22..25, 52..53, &[2]);
    }

    #[test]
    fn an_error_beside_mutants_belongs_to_all_of_the_expression_or_to_the_one_before() {
        check(85..86, 0..1, &[1, 2]);
        check(70..71, 0..1, &[3]);
        check(95..96, 0..1, &[3]);
    }

    #[test]
    fn an_error_in_a_signature_belongs_to_the_mutants_of_the_body() {
        let place = |number, whole: Range<usize>| Place { number, own: whole.clone(), whole, function: None };
        let places = HashMap::from([("a.rs", vec![place(1, 10..20), place(2, 50..80)])]);
        let summary = "E0271 expected `Once<_>` to be an iterator that yields `Item`".to_owned();
        let error = Error { summary, primary: at(30..40), ..Error::default() };
        assert_eq!(causes(&error, &places), Some(("a.rs", vec![2])));
    }

    #[test]
    fn a_binary_with_tests_is_read_from_a_message() {
        let message = serde_json::json!({
            "reason": "compiler-artifact", "profile": { "test": true }, "manifest_path": "/w/crates/a/Cargo.toml",
            "target": { "name": "rules" }, "executable": "/t/rules-1",
        });
        let found = binary(&message).unwrap();
        assert_eq!((found.name.as_str(), found.folder.to_str()), ("a/rules", Some("/w/crates/a")));
        assert_eq!(binary(&serde_json::json!({ "reason": "build-finished" })), None);
    }

    #[test]
    fn a_call_in_a_constant_belongs_to_the_mutants_of_the_function() {
        let place = Place { number: 4, own: 1..2, whole: 1..2, function: Some("size".to_owned()) };
        let places = HashMap::from([("a.rs", vec![place])]);
        for summary in [
            "E0015 cannot call non-const associated function `b::T::size` in constants",
            "E0015 cannot call non-const method `T::size` in constant functions",
        ] {
            let error = Error { summary: summary.to_owned(), primary: at(50..60), ..Error::default() };
            assert_eq!(causes(&error, &places), Some(("a.rs", vec![4])), "{summary}");
        }
    }
}
