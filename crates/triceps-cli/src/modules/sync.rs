//! `triceps modules sync`: pins what the texts of a folder name, and makes bindings anew.

use std::fmt::Write as _;
use std::path::PathBuf;

use triceps_modules::{Entry, Interface, Kind, Reference, Registry as _, Uses, root_of};

use super::bindings::Bindings;
use super::context::Context;
use super::{CommandError, Place, add};
use crate::output::{self, Code, Failure};
use crate::progress::each;

#[derive(Debug, clap::Args)]
pub(crate) struct SyncArgs {
    /// The folder whose `.bicep` and `.bicepparam` files are read. Default: the project.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Allow paths of modules that leave the project.
    #[arg(long)]
    allow_outside: bool,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: &SyncArgs) -> Result<Code, CommandError> {
    let mut context = Context::open(&args.place)?;
    let _held = context.store.exclusive()?;
    let folder = args.folder.clone().unwrap_or_else(|| context.store.root().to_owned());
    if !folder.is_dir() {
        return Err(Failure::new(format!("`{}` is not a folder", folder.display())).into());
    }
    let uses = Uses::of_folder(&folder)?;
    let root =
        if args.allow_outside { None } else { root_of(&folder).or_else(|| Some(context.store.root().to_owned())) };
    let mut errors = uses.errors(root.as_deref());
    let wanted = uses.remote();
    let new: Vec<Reference> = wanted
        .iter()
        .filter(|reference| context.store.lock().get(reference).is_none())
        .map(|found| (*found).clone())
        .collect();
    let sources = context.sources();
    let fetched = each("fetching modules", &new, |reference| sources.fetch(reference));
    let mut lock = context.store.lock().clone();
    let mut modules = Vec::new();
    let mut report = String::new();
    for (reference, outcome) in new.iter().zip(fetched) {
        match outcome.and_then(|module| {
            if module.kind == Kind::Module {
                Interface::read(reference, &module.main)?;
            }
            Ok(module)
        }) {
            Ok(module) => {
                let entry = Entry::of(&module);
                report.push_str(&add::line(reference, &entry));
                lock.insert(reference.clone(), entry);
                modules.push((reference.clone(), module));
            }
            Err(error) => errors.push(error),
        }
    }
    for (reference, _) in
        lock.entries().filter(|(reference, entry)| entry.name.is_none() && !wanted.contains(*reference))
    {
        let _ = writeln!(report, "nothing names {reference}: `triceps modules remove {reference}` takes it out");
    }
    // Settings or another version of triceps may have changed what is generated.
    match Bindings::make(&context, &mut lock, &modules, false) {
        Ok(bindings) => bindings.write(&context)?,
        Err(CommandError::Errors(found)) => errors.extend(found),
        Err(error) => return Err(error),
    }
    // What is right is kept, so that a second run has less to do.
    context.store.commit(lock, &modules)?;
    output::report(&report)?;
    if errors.is_empty() {
        let count = wanted.len();
        let plural = if count == 1 { "" } else { "s" };
        let folder = folder.display();
        return Ok(output::report(&format!("{count} module{plural} named in `{folder}`, all locked\n"))?);
    }
    Err(CommandError::Errors(errors))
}
