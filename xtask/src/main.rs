//! The tasks of the workspace: `cargo xtask --help` lists them.
//!
//! Tasks that only start programs are here. The others are packages of their own, so that no task waits for what another
//! one is built of.

mod api;
mod ci;
mod cold_build;
mod examples;
mod flags;
mod interrupt;
mod package;
mod since;
mod snapshots;

use std::process::ExitCode;

use flags::Task;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match flags::parse(&args) {
        Ok(Task::Help) => Ok(flags::HELP.to_owned()),
        Ok(Task::Package(name)) => return package::run(name, &args),
        Ok(Task::Api(mode)) => api::run(&mode),
        Ok(Task::Snapshots(mode)) => snapshots::run(mode),
        Ok(Task::Interrupt { kills, side_by_side }) => interrupt::run(&kills, &side_by_side),
        Ok(Task::ColdBuild) => cold_build::run(),
        Ok(Task::Ci) => ci::run(),
        Err(message) => Err(message),
    };
    xtask::finish(outcome)
}
