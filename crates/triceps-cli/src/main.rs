//! The `triceps` command.

mod args;
mod bicep;
mod changes;
mod doctor;
mod exit;
mod generate;
mod graph;
mod modules;
mod new;
mod output;
mod portal;
mod progress;
mod shell;

use std::process::ExitCode;

use args::{Command, New};
use clap::Parser as _;
use output::Code;
use triceps_backstage::config::schema_text;

fn main() -> ExitCode {
    let given = bicep::normalized(std::env::args_os());
    let args = match args::Args::try_parse_from(&given) {
        Ok(args) => args,
        Err(error) => {
            // There is nowhere left to say that it failed.
            let _ = error.print();
            return if error.use_stderr() && bicep::takes_verb(&given) {
                Code::Diagnostics.into()
            } else {
                ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
            };
        }
    };
    output::configure(args.console);
    let outcome = match args.command {
        Command::Build(args) => Ok(bicep::build(&args)),
        Command::Format(args) => Ok(bicep::format(&args)),
        Command::New(New::Backstage(args)) => new::run(&args),
        Command::Generate(args) => generate::run(&args),
        Command::Graph(args) => graph::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Modules(command) => modules::run(&command),
        Command::Schema => output::stdout(schema_text()),
        Command::Completions(args) => shell::completions(&args),
        Command::Man(args) => shell::man(&args),
    };
    match outcome {
        Ok(code) => code.into(),
        Err(failure) => {
            output::failure(&failure);
            ExitCode::from(2)
        }
    }
}
