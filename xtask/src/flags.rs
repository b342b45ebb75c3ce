//! The command line.

use crate::api;
use crate::snapshots::Mode;

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
  laws OPTION..             print recorded programs and Microsoft's sources, read them again and compare:
                            [--vectors DIR] [--cache DIR] [--bicep-repo DIR] [--avm-repo DIR]
  extremes [PART]           read and compile texts that are meant to break a compiler, with time and peak memory
                            (as it is built: for release, `cargo run --release -p triceps-conformance -- extremes`)
  codegen models [--check]  make the generated models of crates/triceps
  codegen roles [--check]   make the constants of the built-in roles
  codegen types OPTION..    make the type index of crates/triceps-types from the archives it is pinned to:
                            --azure FILE [--graph FILE] [--check]
  api [--accept]            compare the public items of `triceps` with crates/triceps/api.txt, after `cargo doc`
  api --since REVISION      name the public items that were removed or changed and are not in the changelog
  snapshots [--accept]      show what differs from snapshots/ and fixtures/portals/bad/, or accept it
  hostile [--sample | --one-of N]
                            try texts that mean something in each string of a portal, with all readers
  interrupt [KILLS TIMES]   end runs of the command by signals (500), and start eight side by side (100 times)
  bindings CACHE            make the bindings of all modules in a cache of the compiler, and compile them
  bindings --hostile [COUNT [FROM]]
                            the same for modules (10000) whose names and descriptions mean something in Rust
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
    /// A package that reads the arguments itself.
    Package(&'static str),
    Api(api::Mode),
    Snapshots(Mode),
    Interrupt {
        kills: String,
        side_by_side: String,
    },
    ColdBuild,
    Ci,
}

/// Reads the arguments after the name of the program.
///
/// # Errors
///
/// The arguments that are not known, with the usage.
pub(crate) fn parse(args: &[String]) -> Result<Task, String> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["help" | "--help" | "-h"] => Ok(Task::Help),
        ["infra", ..] => Ok(Task::Package("xtask-infra")),
        ["codegen", ..] => Ok(Task::Package("xtask-codegen")),
        ["mutants", ..] => Ok(Task::Package("xtask-mutants")),
        ["bindings" | "conformance" | "corpora" | "extremes" | "hostile" | "interfaces" | "laws", ..] => {
            Ok(Task::Package("triceps-conformance"))
        }
        ["api"] => Ok(Task::Api(api::Mode::Check)),
        ["api", "--accept"] => Ok(Task::Api(api::Mode::Accept)),
        ["api", "--since", revision] => Ok(Task::Api(api::Mode::Since((*revision).to_owned()))),
        ["snapshots"] => Ok(Task::Snapshots(Mode::Review)),
        ["snapshots", "--accept"] => Ok(Task::Snapshots(Mode::Accept)),
        ["interrupt"] => Ok(interrupt("500", "100")),
        ["interrupt", kills, times] if [kills, times].iter().all(|count| count.parse::<u32>().is_ok()) => {
            Ok(interrupt(kills, times))
        }
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
        let args: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(parse(&args).ok().as_ref(), expected);
    }

    #[test]
    fn tasks_are_read_with_their_options() {
        check("", Some(&Task::Help));
        check("infra --check", Some(&Task::Package("xtask-infra")));
        check("codegen types --azure x", Some(&Task::Package("xtask-codegen")));
        check("conformance modules spreads", Some(&Task::Package("triceps-conformance")));
        check("mutants core 20", Some(&Task::Package("xtask-mutants")));
        check("api", Some(&Task::Api(api::Mode::Check)));
        check("api --accept", Some(&Task::Api(api::Mode::Accept)));
        check("api --since v0.1.0", Some(&Task::Api(api::Mode::Since("v0.1.0".to_owned()))));
        check("snapshots --accept", Some(&Task::Snapshots(Mode::Accept)));
        check("snapshots --force", None);
        check("interrupt", Some(&interrupt("500", "100")));
        check("interrupt 5 1", Some(&interrupt("5", "1")));
        check("interrupt many times", None);
        check("build", None);
    }

    #[test]
    fn every_task_of_the_help_is_known() {
        let names = HELP.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
        for name in names.filter_map(|line| line.split_whitespace().next()) {
            let known = parse(&[name.to_owned()]);
            assert!(known.is_ok(), "{name}: {known:?}");
        }
    }
}
