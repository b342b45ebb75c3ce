//! The command line.

use triceps::build::Mode;

use crate::hostile::Extent;

/// One of so many texts is tried by continuous integration.
const SAMPLE: usize = 11;

/// What `cargo xtask --help` prints.
pub(crate) const HELP: &str = "\
usage: cargo xtask TASK

  infra [--check]           write infra/ and snapshots/portals/ from the portals, or fail with what differs
  conformance [CASE]..      build the recorded cases and compare them with the output of the Bicep compiler
  corpora format OPTION..   read and format recorded programs and compare with the official formatter:
                            [--vectors DIR] [--bicep-repo DIR] [--avm-repo DIR]
  corpora compile [--vectors DIR]
                            compile recorded programs in process and compare with the official compiler
  corpora diagnostics OPTION..
                            compare the diagnostics of programs with those of the official compiler, by code:
                            [--vectors DIR] [--bicep-repo DIR] [--avm-repo DIR] [--cache DIR] [--set NAME]
                            [--code CODE]
  corpora registry OPTION.. compile programs with modules of registries, and Microsoft's sources:
                            --vectors DIR --cache DIR [--bicep-repo DIR] [--avm-repo DIR] [--only PART]
  codegen models [--check]  make the generated models of crates/triceps
  codegen roles [--check]   make the constants of the built-in roles
  codegen types OPTION..    make the type index of crates/triceps-types from the archives it is pinned to:
                            --azure FILE [--graph FILE] [--check]
  snapshots [--accept]      show what differs from snapshots/ and fixtures/portals/bad/, or accept it
  hostile [--sample | --one-of N]
                            try texts that mean something in each string of a portal, with all readers; a sample:
                            in those that take any text
  interrupt [KILLS TIMES]   end runs of the command by signals (500), and start eight side by side (100 times)
  bindings CACHE            make the bindings of all modules in a cache of the compiler, and compile them
  interfaces --vectors DIR --cache DIR [--only PART]
                            write recorded programs with the bindings of their modules, and compare their JSON
  mutants AREA [COUNT]      test a fixed sample (200) of changes to the code: core, checks, read, builder, backstage
  cold-build                time a cold debug build of a build script, next to one with serde
  ci                        what the continuous integration runs
";

/// A task with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Help,
    Infra(Mode),
    Types(Vec<String>),
    Models(Vec<String>),
    Roles(Vec<String>),
    Conformance(Vec<String>),
    Corpora(crate::corpora::Inputs),
    Compile(Option<std::path::PathBuf>),
    Diagnostics(crate::corpora::diagnostics::Question),
    Registry(crate::corpora::registry::Sources),
    Snapshots(crate::snapshots::Mode),
    Hostile(Extent),
    Interrupt { kills: String, side_by_side: String },
    Bindings(std::path::PathBuf),
    Interfaces { vectors: std::path::PathBuf, cache: std::path::PathBuf, only: Option<String> },
    Mutants(crate::mutants::Extent),
    ColdBuild,
    Ci,
}

/// Reads the arguments after the name of the program.
///
/// # Errors
///
/// What is not understood, with the usage.
pub(crate) fn parse(args: impl Iterator<Item = String>) -> Result<Task, String> {
    let args: Vec<String> = args.collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["help" | "--help" | "-h"] => Ok(Task::Help),
        ["infra"] => Ok(Task::Infra(Mode::Write)),
        ["infra", "--check"] => Ok(Task::Infra(Mode::Check)),
        ["codegen", "types", ..] => Ok(Task::Types(args[2..].to_vec())),
        ["codegen", "models", ..] => Ok(Task::Models(args[2..].to_vec())),
        ["codegen", "roles", ..] => Ok(Task::Roles(args[2..].to_vec())),
        ["conformance", ..] => Ok(Task::Conformance(args[1..].to_vec())),
        ["corpora", "format", ..] => crate::corpora::Inputs::parse(&args[2..]).map(Task::Corpora),
        ["corpora", "compile"] => Ok(Task::Compile(None)),
        ["corpora", "compile", "--vectors", folder] => Ok(Task::Compile(Some(folder.into()))),
        ["corpora", "diagnostics", ..] => {
            crate::corpora::diagnostics::Question::parse(&args[2..]).map(Task::Diagnostics)
        }
        ["corpora", "registry", ..] => crate::corpora::registry::Sources::parse(&args[2..]).map(Task::Registry),
        ["snapshots"] => Ok(Task::Snapshots(crate::snapshots::Mode::Review)),
        ["snapshots", "--accept"] => Ok(Task::Snapshots(crate::snapshots::Mode::Accept)),
        ["hostile"] => Ok(Task::Hostile(Extent::Whole)),
        ["hostile", "--one-of", count] => {
            let count = count.parse().ok().filter(|count| *count > 0);
            let sample = count.map(|count| Task::Hostile(Extent::Sample(count)));
            sample.ok_or_else(|| format!("--one-of takes a number from 1\n\n{HELP}"))
        }
        ["hostile", "--sample"] => Ok(Task::Hostile(Extent::Free(SAMPLE))),
        ["interrupt"] => Ok(interrupt("500", "100")),
        ["interrupt", kills, times] if [kills, times].iter().all(|count| count.parse::<u32>().is_ok()) => {
            Ok(interrupt(kills, times))
        }
        ["bindings", cache] => Ok(Task::Bindings(cache.into())),
        ["interfaces", "--vectors", vectors, "--cache", cache, rest @ ..] => {
            let only = match rest {
                [] => None,
                ["--only", only] => Some((*only).to_owned()),
                _ => return Err(format!("interfaces --vectors DIR --cache DIR [--only PART]\n\n{HELP}")),
            };
            Ok(Task::Interfaces { vectors: vectors.into(), cache: cache.into(), only })
        }
        ["mutants", rest @ ..] => crate::mutants::Extent::parse(rest)
            .map(Task::Mutants)
            .ok_or_else(|| format!("mutants AREA [COUNT]\n\n{HELP}")),
        ["cold-build"] => Ok(Task::ColdBuild),
        ["ci"] => Ok(Task::Ci),
        words => Err(format!("`{}` is not a task\n\n{HELP}", words.join(" "))),
    }
}

fn interrupt(kills: &str, side_by_side: &str) -> Task {
    Task::Interrupt { kills: kills.to_owned(), side_by_side: side_by_side.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<&Task>) {
        assert_eq!(parse(line.split_whitespace().map(str::to_owned)).ok().as_ref(), expected);
    }

    #[test]
    fn tasks_are_read_with_their_options() {
        check("", Some(&Task::Help));
        check("infra", Some(&Task::Infra(Mode::Write)));
        check("infra --check", Some(&Task::Infra(Mode::Check)));
        check("infra --force", None);
        check("codegen types --azure x", Some(&Task::Types(vec!["--azure".into(), "x".into()])));
        check("codegen", None);
        check("conformance modules spreads", Some(&Task::Conformance(vec!["modules".into(), "spreads".into()])));
        let inputs = crate::corpora::Inputs { vectors: Some("x".into()), ..Default::default() };
        check("corpora format --vectors x", Some(&Task::Corpora(inputs)));
        check("corpora format --vectors", None);
        check("corpora compile", Some(&Task::Compile(None)));
        check("corpora compile --vectors x", Some(&Task::Compile(Some("x".into()))));
        check("corpora compile --vectors", None);
        check("corpora", None);
        check("snapshots --accept", Some(&Task::Snapshots(crate::snapshots::Mode::Accept)));
        check("interrupt", Some(&interrupt("500", "100")));
        check("interrupt 5 1", Some(&interrupt("5", "1")));
        check("interrupt many times", None);
        check("hostile --sample", Some(&Task::Hostile(Extent::Free(SAMPLE))));
        let extent = crate::mutants::Extent { area: crate::mutants::Area::Core, count: 20 };
        check("mutants core 20", Some(&Task::Mutants(extent)));
        let interfaces = |only: Option<&str>| Task::Interfaces {
            vectors: "x".into(),
            cache: "y".into(),
            only: only.map(str::to_owned),
        };
        check("interfaces --vectors x --cache y", Some(&interfaces(None)));
        check("interfaces --vectors x --cache y --only z", Some(&interfaces(Some("z"))));
        check("interfaces --vectors x", None);
        check("mutants", None);
        check("mutants kernel", None);
        check("hostile --one-of 7", Some(&Task::Hostile(Extent::Sample(7))));
        check("hostile --one-of 0", None);
        check("build", None);
    }
}
