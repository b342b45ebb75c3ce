//! `triceps modules outdated`: which modules have newer versions.

use clap::ValueEnum;
use triceps_modules::{OciReference, Reference, newest};

use super::context::Context;
use super::{CommandError, Place};
use crate::output::{self, Code, Failure};
use crate::progress::each;

#[derive(Debug, clap::Args)]
pub(crate) struct OutdatedArgs {
    /// Include prereleases.
    #[arg(long)]
    prereleases: bool,
    /// The format of the list.
    #[arg(long, value_enum, default_value_t = Listing::Human)]
    format: Listing,
    #[command(flatten)]
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Listing {
    /// One line for each module.
    Human,
    /// A JSON array of all modules.
    Json,
}

pub(super) fn run(args: &OutdatedArgs) -> Result<Code, CommandError> {
    let context = Context::open(&args.place)?;
    let modules: Vec<(&OciReference, Option<&str>)> = context
        .store
        .lock()
        .entries()
        .filter_map(|(reference, entry)| match reference {
            Reference::Registry(named) => Some((named, entry.name.as_deref())),
            Reference::TemplateSpec(_) | Reference::Path(_) => None,
        })
        .collect();
    let is_empty = modules.is_empty();
    let sources = context.sources();
    let outcomes = each("reading versions", &modules, |(named, _)| newest(named, &sources, args.prereleases));
    let mut errors = Vec::new();
    let mut rows = Vec::new();
    for ((named, name), outcome) in modules.into_iter().zip(outcomes) {
        match outcome {
            Ok(found) => rows.push((named, name, found)),
            Err(error) => errors.push(error),
        }
    }
    let text = match args.format {
        Listing::Human => {
            let lines: Vec<String> = rows
                .iter()
                .filter_map(|(named, name, found)| {
                    let found = found.as_ref().filter(|found| found.is_newer)?;
                    let name = name.map(|name| format!(" (`{name}`)")).unwrap_or_default();
                    Some(format!("{}{name} → {}\n", Reference::Registry((*named).clone()), found.tag))
                })
                .collect();
            if is_empty {
                "no module of a registry is locked\n".to_owned()
            } else if lines.is_empty() && errors.is_empty() {
                "all modules are at their newest versions\n".to_owned()
            } else {
                lines.concat()
            }
        }
        Listing::Json => {
            let rows: Vec<serde_json::Value> = rows
                .iter()
                .map(|(named, name, found)| {
                    serde_json::json!({
                        "reference": Reference::Registry((*named).clone()).to_string(),
                        "name": name,
                        "current": named.version(),
                        "latest": found.as_ref().map(|found| &found.tag),
                        "outdated": found.as_ref().is_some_and(|found| found.is_newer),
                    })
                })
                .collect();
            let text = serde_json::to_string_pretty(&rows).map_err(|error| Failure::new(error.to_string()))?;
            format!("{text}\n")
        }
    };
    output::stdout(&text)?;
    if errors.is_empty() { Ok(Code::Fine) } else { Err(CommandError::Errors(errors)) }
}
