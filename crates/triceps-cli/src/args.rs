//! What the command line takes.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use triceps_backstage::Preset;

use crate::bicep::{BuildArgs, FormatArgs};
use crate::exit;
use crate::modules::ModulesCommand;
use crate::output::Console;

/// Bicep built and formatted; modules from registries; from one small TOML file to a Backstage portal on Azure Container Apps.
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
    /// Write all files of a portal, or check that they are fresh.
    #[command(after_help = exit::PORTAL)]
    Generate(GenerateArgs),
    /// Print the resources of a portal and their ties as a picture.
    #[command(after_help = exit::GRAPH)]
    Graph(GraphArgs),
    /// Look whether this machine, the account and Azure are ready for a portal. Nothing is changed.
    #[command(after_help = exit::DOCTOR)]
    Doctor(DoctorArgs),
    /// Pin, restore, update and publish modules from registries.
    #[command(subcommand, after_help = exit::MODULES)]
    Modules(ModulesCommand),
    /// Print the JSON Schema of the configuration.
    #[command(after_help = exit::PLAIN)]
    Schema,
    /// Print the completions of a shell.
    #[command(after_help = exit::PLAIN)]
    Completions(CompletionsArgs),
    /// Print the manual page, or write those of all commands.
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
    /// The folder to write the pages of all commands to; made if it does not exist.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum New {
    /// A Backstage portal: a commented TOML file, and its JSON Schema beside it for editors.
    #[command(after_help = exit::PLAIN)]
    Backstage(NewArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct NewArgs {
    /// What to start from.
    #[arg(long, value_enum, default_value_t = Start::Poc)]
    pub(crate) preset: Start,
    /// The file to write, which must not exist; `-` prints it.
    #[arg(long, value_name = "FILE", default_value = "portal.toml")]
    pub(crate) out: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Start {
    /// To try it out: one replica, data in memory.
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
    /// Write nothing; fail and show the differences where a file is missing or out of date.
    #[arg(long)]
    pub(crate) check: bool,
    /// Write also where data would be lost or left behind, and overwrite files that someone else wrote or edited.
    #[arg(long, conflicts_with = "check")]
    pub(crate) force: bool,
    /// Write only what an environment needs: the shared files and its own.
    #[arg(long, value_name = "NAME")]
    pub(crate) environment: Option<String>,
    /// How diagnostics read.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct GraphArgs {
    /// The configuration of the portal.
    #[arg(value_name = "PORTAL.toml")]
    pub(crate) portal: PathBuf,
    /// What the picture is made of.
    #[arg(long, value_enum, default_value_t = Picture::Mermaid)]
    pub(crate) format: Picture,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Picture {
    /// A flowchart for pages of Markdown.
    Mermaid,
    /// A file that browsers show, and that needs no other.
    Svg,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DoctorArgs {
    /// The configuration of the portal. Without it only the machine and the account are looked at.
    #[arg(value_name = "PORTAL.toml")]
    pub(crate) portal: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Each with its line of the file, on the standard error.
    Human,
    /// A JSON array on the standard output.
    Json,
    /// Annotations of GitHub Actions, on the standard output.
    Github,
}
