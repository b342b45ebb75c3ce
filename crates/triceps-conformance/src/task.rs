//! The command line.

use std::path::{Path, PathBuf};

use crate::corpora::diagnostics::Question;
use crate::corpora::registry::Sources;
use crate::corpora::{self, Inputs};
use crate::hostile::{self, Extent};
use crate::{bindings, build, extremes, interfaces, laws};

/// Continuous integration tries one text of this number.
const SAMPLE: usize = 61;

/// A comparison with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// `conformance [CASE]..`
    Build(Vec<String>),
    /// `corpora format OPTION..`
    Format(Inputs),
    /// `corpora compile [--vectors DIR]`
    Compile(Option<PathBuf>),
    /// `corpora diagnostics OPTION..`
    Diagnostics(Question),
    /// `corpora registry OPTION..`
    Registry(Sources),
    /// `laws OPTION..`
    Laws(laws::Sources),
    /// `extremes [PART]`
    Extremes(String),
    /// `extremes --one NAME`
    Extreme(String),
    /// `bindings CACHE`
    Bindings(PathBuf),
    /// `bindings --hostile [COUNT [FROM]]`
    HostileBindings {
        /// How many modules are made.
        count: usize,
        /// The number of the first one.
        from: usize,
    },
    /// `interfaces --vectors DIR --cache DIR [--only PART]`
    Interfaces {
        /// The recorded programs.
        vectors: PathBuf,
        /// A cache of the compiler with the modules of the programs.
        cache: PathBuf,
        /// Part of the name of a program: only these are compared.
        only: Option<String>,
    },
    /// `hostile [--sample | --one-of N]`
    Hostile(Extent),
}

impl Task {
    /// Reads the arguments after the name of the program.
    ///
    /// # Errors
    ///
    /// The arguments that are not known.
    pub fn parse(args: impl Iterator<Item = String>) -> Result<Self, String> {
        let args: Vec<String> = args.collect();
        let words: Vec<&str> = args.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["conformance", ..] => Ok(Self::Build(args[1..].to_vec())),
            ["corpora", "format", ..] => Inputs::parse(&args[2..]).map(Self::Format),
            ["corpora", "compile"] => Ok(Self::Compile(None)),
            ["corpora", "compile", "--vectors", folder] => Ok(Self::Compile(Some(folder.into()))),
            ["corpora", "diagnostics", ..] => Question::parse(&args[2..]).map(Self::Diagnostics),
            ["corpora", "registry", ..] => Sources::parse(&args[2..]).map(Self::Registry),
            ["laws", ..] => laws::Sources::parse(&args[1..]).map(Self::Laws),
            ["extremes"] => Ok(Self::Extremes(String::new())),
            ["extremes", "--one", name] => Ok(Self::Extreme((*name).to_owned())),
            ["extremes", part] => Ok(Self::Extremes((*part).to_owned())),
            ["bindings", "--hostile"] => Ok(Self::HostileBindings { count: 10_000, from: 0 }),
            ["bindings", "--hostile", count] => hostile_bindings(count, "0"),
            ["bindings", "--hostile", count, from] => hostile_bindings(count, from),
            ["bindings", cache] => Ok(Self::Bindings(cache.into())),
            ["interfaces", "--vectors", vectors, "--cache", cache] => {
                Ok(Self::Interfaces { vectors: vectors.into(), cache: cache.into(), only: None })
            }
            ["interfaces", "--vectors", vectors, "--cache", cache, "--only", only] => {
                Ok(Self::Interfaces { vectors: vectors.into(), cache: cache.into(), only: Some((*only).to_owned()) })
            }
            ["hostile"] => Ok(Self::Hostile(Extent::Whole)),
            ["hostile", "--sample"] => Ok(Self::Hostile(Extent::Sample(SAMPLE))),
            ["hostile", "--one-of", count] => {
                let count = count.parse().ok().filter(|count| *count > 0);
                count
                    .map(|count| Self::Hostile(Extent::Sample(count)))
                    .ok_or("`--one-of` takes a number from 1".to_owned())
            }
            words => Err(format!("`{}`: see `cargo xtask --help`", words.join(" "))),
        }
    }

    /// Runs the comparison, and gives the report.
    ///
    /// # Errors
    ///
    /// The report, where something differs or cannot be read.
    pub fn run(self) -> Result<String, String> {
        match self {
            Self::Build(cases) => build::run(&cases),
            Self::Format(inputs) => corpora::run(&inputs),
            Self::Compile(vectors) => corpora::compile::run(vectors.as_deref()),
            Self::Diagnostics(question) => corpora::diagnostics::run(&question),
            Self::Registry(sources) => corpora::registry::run(&sources),
            Self::Laws(sources) => laws::run(&sources),
            Self::Extremes(part) => extremes::run(&part),
            Self::Extreme(name) => extremes::run_one(&name),
            Self::Bindings(cache) => bindings::run(&cache),
            Self::HostileBindings { count, from } => bindings::hostile::run(count, from),
            Self::Interfaces { vectors, cache, only } => interfaces::run(&vectors, &cache, only.as_deref()),
            Self::Hostile(extent) => {
                hostile::run(extent, Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/hostile")))
            }
        }
    }
}

fn hostile_bindings(count: &str, from: &str) -> Result<Task, String> {
    match (count.parse(), from.parse()) {
        (Ok(count), Ok(from)) => Ok(Task::HostileBindings { count, from }),
        _ => Err("`--hostile` takes numbers".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<&Task>) {
        assert_eq!(Task::parse(line.split_whitespace().map(str::to_owned)).ok().as_ref(), expected);
    }

    #[test]
    fn tasks_are_read_with_their_options() {
        check("conformance modules spreads", Some(&Task::Build(vec!["modules".into(), "spreads".into()])));
        let inputs = Inputs { vectors: Some("x".into()), ..Default::default() };
        check("corpora format --vectors x", Some(&Task::Format(inputs)));
        check("corpora format --vectors", None);
        check("corpora compile", Some(&Task::Compile(None)));
        check("corpora compile --vectors x", Some(&Task::Compile(Some("x".into()))));
        check("corpora compile --vectors", None);
        check("corpora", None);
        let sources = laws::Sources { vectors: Some("x".into()), cache: Some("y".into()), ..Default::default() };
        check("laws --vectors x --cache y", Some(&Task::Laws(sources)));
        check("laws --vectors", None);
        check("extremes", Some(&Task::Extremes(String::new())));
        check("extremes depth", Some(&Task::Extremes("depth".into())));
        check("extremes --one x", Some(&Task::Extreme("x".into())));
        let interfaces = |only: Option<&str>| Task::Interfaces {
            vectors: "x".into(),
            cache: "y".into(),
            only: only.map(str::to_owned),
        };
        check("interfaces --vectors x --cache y", Some(&interfaces(None)));
        check("interfaces --vectors x --cache y --only z", Some(&interfaces(Some("z"))));
        check("interfaces --vectors x", None);
        check("bindings --hostile 5", Some(&Task::HostileBindings { count: 5, from: 0 }));
        check("bindings --hostile 5 500", Some(&Task::HostileBindings { count: 5, from: 500 }));
        check("bindings --hostile 5 x", None);
        check("bindings --hostile x", None);
        check("hostile --sample", Some(&Task::Hostile(Extent::Sample(SAMPLE))));
        check("hostile --one-of 7", Some(&Task::Hostile(Extent::Sample(7))));
        check("hostile --one-of 0", None);
        check("infra", None);
        check("", None);
    }
}
