//! `triceps modules show`: what a module takes and gives.

use std::path::PathBuf;

use clap::ValueEnum;
use triceps_modules::{Entry, Interface, Kind, Registry as _, cyclonedx, unpack};

use super::context::Context;
use super::{CommandError, Place};
use crate::output::{self, Code, Failure};

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// The module, by its name in Rust or its reference. Without it, a bill of materials has all locked modules.
    #[arg(value_name = "NAME", required_unless_present = "format")]
    name: Option<String>,
    /// The format of the output.
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Unpack the sources that were published with the module into this folder.
    #[arg(long, value_name = "DIR", requires = "name")]
    sources: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A Markdown page: parameters, outputs, exports, resources.
    Page,
    /// A bill of materials in `CycloneDX` 1.6.
    Cyclonedx,
}

pub(super) fn run(args: &ShowArgs) -> Result<Code, CommandError> {
    let context = Context::open(&args.place)?;
    let Some(name) = &args.name else {
        return match args.format {
            Some(Form::Cyclonedx) => Ok(output::stdout(&cyclonedx(context.store.lock().entries()))?),
            _ => Err(Failure::new("the page shows one module: give its name or reference").into()),
        };
    };
    let reference = context.named(name)?;
    if let Some(folder) = &args.sources {
        let module = context.sources().fetch(&reference)?;
        if let Some(entry) = context.store.lock().get(&reference) {
            triceps_modules::moved(&reference, entry, &module)?;
        }
        let Some(archive) = &module.sources else {
            return Err(Failure::new(format!("`{reference}` was published without sources")).into());
        };
        let count = unpack(&reference, archive, folder)?;
        return Ok(output::report(&format!("{count} files in `{}`\n", folder.display()))?);
    }
    let locked = context.store.lock().get(&reference);
    if args.format == Some(Form::Cyclonedx) {
        let entry = match locked {
            Some(entry) => entry.clone(),
            None => Entry::of(&context.sources().fetch(&reference)?),
        };
        return Ok(output::stdout(&cyclonedx([(&reference, &entry)].into_iter()))?);
    }
    let main = match locked {
        Some(_) => context.store.module(&reference)?,
        None => {
            let module = context.sources().fetch(&reference)?;
            if module.kind == Kind::Extension {
                return Err(Failure::new(format!("`{reference}` is an extension, which has no interface")).into());
            }
            module.main
        }
    };
    Ok(output::stdout(&Interface::read(&reference, &main)?.page(&reference))?)
}
