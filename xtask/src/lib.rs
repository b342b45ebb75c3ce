//! Tasks of the workspace: `cargo xtask --help` lists them.

mod bindings;
mod ci;
mod cold_build;
pub mod conformance;
pub mod corpora;
mod flags;
mod hostile;
mod infra;
mod interfaces;
mod interrupt;
pub mod models;
mod mutants;
mod options;
pub mod roles;
mod snapshots;
mod types;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use flags::Task;

/// Runs the task that the arguments name, and prints what comes of it.
pub fn run(args: impl Iterator<Item = String>) -> ExitCode {
    let outcome = match flags::parse(args) {
        Ok(Task::Help) => Ok(flags::HELP.to_owned()),
        Ok(Task::Infra(mode)) => infra::run(mode),
        Ok(Task::Types(args)) => types::run(&args),
        Ok(Task::Models(args)) => models::run(&args),
        Ok(Task::Roles(args)) => roles::run(&args),
        Ok(Task::Conformance(cases)) => return conformance::run(cases.into_iter()),
        Ok(Task::Corpora(inputs)) => corpora::run(&inputs),
        Ok(Task::Compile(vectors)) => corpora::compile::run(vectors.as_deref()),
        Ok(Task::Findings(question)) => corpora::findings::run(&question),
        Ok(Task::Registry(sources)) => corpora::registry::run(&sources),
        Ok(Task::HostileBindings(count)) => bindings::hostile::run(count),
        Ok(Task::Bindings(cache)) => bindings::run(&cache),
        Ok(Task::Interfaces { vectors, cache, only }) => interfaces::run(&vectors, &cache, only.as_deref()),
        Ok(Task::Snapshots(mode)) => snapshots::run(mode),
        Ok(Task::Interrupt { kills, side_by_side }) => interrupt::run(&kills, &side_by_side),
        Ok(Task::Hostile(extent)) => {
            hostile::run(extent, Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/hostile")))
        }
        Ok(Task::Mutants(extent)) => mutants::run(&extent),
        Ok(Task::ColdBuild) => cold_build::run(),
        Ok(Task::Ci) => ci::run(),
        Err(message) => Err(message),
    };
    match outcome {
        // A closed pipe is no failure of the task.
        Ok(text) => {
            let _ = io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(message) => {
            let _ = writeln!(io::stderr(), "{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}
