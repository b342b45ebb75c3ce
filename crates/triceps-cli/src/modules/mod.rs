//! `triceps modules`: modules from registries, pinned in `triceps.lock`.

mod add;
mod bindings;
mod building;
mod check;
mod context;
mod outdated;
mod publish;
mod remove;
mod restore;
mod show;
mod sync;
mod update;

use std::path::PathBuf;

pub(crate) use building::{Recording, with_modules};
use clap::Subcommand;
use triceps_modules::Error;

use crate::exit;
use crate::output::{self, Code, Failure};

#[derive(Debug, Subcommand)]
pub(crate) enum ModulesCommand {
    /// Pin modules in `triceps.lock`, and copy them into the project.
    #[command(after_help = exit::MODULES)]
    Add(add::AddArgs),
    /// Pin all modules that the Bicep files of a folder use, and list unused ones.
    #[command(after_help = exit::MODULES)]
    Sync(sync::SyncArgs),
    /// Move modules to their newest versions, and show what changes for callers.
    #[command(after_help = exit::MODULES)]
    Update(update::UpdateArgs),
    /// Remove modules from `triceps.lock`, with their copies.
    #[command(after_help = exit::MODULES)]
    Remove(remove::RemoveArgs),
    /// Restore the modules of `triceps.lock` where builds read them.
    #[command(after_help = exit::MODULES)]
    Restore(restore::RestoreArgs),
    /// Check that lock file, copies, bindings and Bicep files agree. Changes nothing.
    #[command(after_help = exit::MODULES)]
    Check(check::CheckArgs),
    /// List modules that have newer versions.
    #[command(after_help = exit::MODULES)]
    Outdated(outdated::OutdatedArgs),
    /// Show the parameters and outputs of a module.
    #[command(after_help = exit::MODULES)]
    Show(show::ShowArgs),
    /// Publish a module to a registry.
    #[command(after_help = exit::MODULES)]
    Publish(publish::PublishArgs),
}

/// What every command takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Place {
    /// The folder of the project. Default: the closest folder above with a `triceps.lock`, or else with a `Cargo.toml`.
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,
    /// Use plain HTTP for trusted registries on this machine.
    #[arg(long)]
    plain_http: bool,
}

/// Why a command ends early.
enum CommandError {
    /// What is wrong with modules.
    Errors(Vec<Error>),
    /// What keeps the command from its work.
    Failure(Failure),
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        Self::Errors(vec![error])
    }
}

impl From<Failure> for CommandError {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

pub(crate) fn run(command: &ModulesCommand) -> Result<Code, Failure> {
    let outcome = match command {
        ModulesCommand::Add(args) => add::run(args),
        ModulesCommand::Sync(args) => sync::run(args),
        ModulesCommand::Update(args) => update::run(args),
        ModulesCommand::Remove(args) => remove::run(args),
        ModulesCommand::Restore(args) => restore::run(args),
        ModulesCommand::Check(args) => check::run(args),
        ModulesCommand::Outdated(args) => outdated::run(args),
        ModulesCommand::Show(args) => show::run(args),
        ModulesCommand::Publish(args) => publish::run(args),
    };
    match outcome {
        Ok(code) => Ok(code),
        Err(CommandError::Failure(failure)) => Err(failure),
        Err(CommandError::Errors(errors)) => {
            output::module_errors(&errors);
            Ok(Code::Diagnostics)
        }
    }
}
