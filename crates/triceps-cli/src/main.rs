//! The `triceps` command.

mod args;
mod changes;
mod doctor;
mod generate;
mod graph;
mod modules;
mod new;
mod output;
mod portal;

use std::process::ExitCode;

use args::{Command, New};
use clap::Parser as _;

fn main() -> ExitCode {
    let outcome = match args::Args::parse().command {
        Command::New(New::Backstage(args)) => new::run(&args),
        Command::Generate(args) => generate::run(&args),
        Command::Graph(args) => graph::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Modules(command) => modules::run(&command),
        Command::Schema => output::stdout(&new::schema()),
    };
    match outcome {
        Ok(code) => code.into(),
        Err(failure) => {
            output::stderr(&format!("error: {failure}\n"));
            ExitCode::from(2)
        }
    }
}
