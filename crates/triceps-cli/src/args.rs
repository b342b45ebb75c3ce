//! What the command line takes.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use triceps_backstage::Preset;

use crate::bicep::{BuildArgs, FormatArgs};
use crate::exit;
use crate::modules::ModulesCommand;
use crate::output::Console;

/// Build and format Bicep, manage modules from registries, and generate a Backstage portal from one small TOML file.
#[derive(Debug, Parser)]
#[command(name = "triceps", version, max_term_width = 100, after_help = exit::ALL)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) console: Console,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(after_help = exit::BICEP)]
    Build(BuildArgs),
    #[command(after_help = exit::FORMAT)]
    Format(FormatArgs),
    /// Write a configuration to start from.
    #[command(subcommand, after_help = exit::PLAIN)]
    New(New),
    /// Write all files of a portal, or check that they are up to date.
    #[command(after_help = exit::PORTAL)]
    Generate(GenerateArgs),
    /// Draw the resources of a portal and their connections.
    #[command(after_help = exit::GRAPH)]
    Graph(GraphArgs),
    /// Check that this machine, your account and Azure are ready for a portal. Changes nothing.
    #[command(after_help = exit::DOCTOR)]
    Doctor(DoctorArgs),
    /// Pin, restore, update and publish modules from registries.
    #[command(subcommand, after_help = exit::MODULES)]
    Modules(ModulesCommand),
    /// Print the JSON Schema of the configuration.
    #[command(after_help = exit::PLAIN)]
    Schema,
    /// Print the completions for a shell.
    #[command(after_help = exit::PLAIN)]
    Completions(CompletionsArgs),
    /// Print the manual page, or write the pages of all commands.
    #[command(after_help = exit::PLAIN)]
    Man(ManArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// The folder for the pages of all commands; created if it does not exist.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum New {
    /// A Backstage portal: a commented TOML file, and its JSON Schema for editors.
    #[command(after_help = exit::PLAIN)]
    Backstage(NewArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct NewArgs {
    /// The preset to start from.
    #[arg(long, value_enum, default_value_t = Start::Poc)]
    pub(crate) preset: Start,
    /// The file to write, which must not exist; `-` prints it.
    #[arg(long, value_name = "FILE", default_value = "portal.toml")]
    pub(crate) out: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Start {
    /// For a trial: one replica, data in memory.
    Poc,
    /// Two to five replicas, a database, a vault, documents.
    Medium,
    /// A private network, Front Door, zones, alerts.
    Hardened,
}

impl Start {
    pub(crate) fn preset(self) -> Preset {
        match self {
            Self::Poc => Preset::Poc,
            Self::Medium => Preset::Medium,
            Self::Hardened => Preset::Hardened,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct GenerateArgs {
    /// The configuration of the portal.
    #[arg(value_name = "PORTAL.toml")]
    pub(crate) portal: PathBuf,
    /// The folder to write to, the root of the Backstage repository. Default: the folder of the configuration.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Write nothing; fail if a file is missing or out of date, and show the differences.
    #[arg(long)]
    pub(crate) check: bool,
    /// Write even if data would be lost or left behind, and overwrite other and edited files.
    #[arg(long, conflicts_with = "check")]
    pub(crate) force: bool,
    /// Write only the shared files and those of one environment.
    #[arg(long, value_name = "NAME")]
    pub(crate) environment: Option<String>,
    /// The format of diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct GraphArgs {
    /// The configuration of the portal.
    #[arg(value_name = "PORTAL.toml")]
    pub(crate) portal: PathBuf,
    /// The format of the picture.
    #[arg(long, value_enum, default_value_t = Picture::Mermaid)]
    pub(crate) format: Picture,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Picture {
    /// A flowchart for Markdown pages.
    Mermaid,
    /// An SVG file without dependencies.
    Svg,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DoctorArgs {
    /// The configuration of the portal. Without it, only the machine and the account are checked.
    #[arg(value_name = "PORTAL.toml")]
    pub(crate) portal: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Messages with the line of the file, on standard error.
    Human,
    /// A JSON array, on standard output.
    Json,
    /// Annotations of GitHub Actions, on standard output.
    Github,
}
