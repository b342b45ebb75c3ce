//! `triceps modules add`: pins modules, and copies them into the project.

use triceps_modules::{Entry, Interface, Kind, Reference, Registry as _, check_name, choose_name, moved};

use super::bindings::Bindings;
use super::context::Context;
use super::{CommandError, Place};
use crate::output::{self, Code};
use crate::progress::each;

#[derive(Debug, clap::Args)]
pub(crate) struct AddArgs {
    /// The references to pin: `br/public:avm/res/storage/storage-account:0.32.1`.
    #[arg(required = true, value_name = "REFERENCE")]
    references: Vec<String>,
    /// The name of the module in Rust, for one reference. Default: the last segment of the path.
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
    /// Write no Rust bindings.
    #[arg(long)]
    no_bindings: bool,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: &AddArgs) -> Result<Code, CommandError> {
    let mut context = Context::open(&args.place)?;
    let _held = context.store.exclusive()?;
    let mut references = Vec::new();
    let mut errors = Vec::new();
    for text in &args.references {
        match context.reference(text) {
            Ok(reference) => references.push(reference),
            Err(error) => errors.push(error),
        }
    }
    if args.name.is_some() && references.len() != 1 {
        return Err(crate::output::Failure::new("`--as` names one module, so give one reference with it").into());
    }
    let sources = context.sources();
    let fetched = each("fetching modules", &references, |reference| sources.fetch(reference));
    let mut lock = context.store.lock().clone();
    let mut modules = Vec::new();
    let mut report = String::new();
    for (reference, outcome) in references.iter().zip(fetched) {
        let add = || {
            let module = outcome?;
            let known = lock.get(reference).cloned();
            if let Some(entry) = &known {
                moved(reference, entry, &module)?;
            }
            let mut entry = Entry::of(&module);
            if entry.kind == Kind::Module {
                Interface::read(reference, &module.main)?;
                let known_names = known.as_ref().map(|known| known.types.clone());
                let name = match (&args.name, known.and_then(|entry| entry.name)) {
                    (Some(name), _) => {
                        check_name(reference, name)?;
                        name.clone()
                    }
                    (None, Some(name)) => name,
                    (None, None) => choose_name(&lock, reference)?,
                };
                entry.name = Some(name);
                if let Some(known) = known_names {
                    entry.types = known;
                }
            }
            report.push_str(&line(reference, &entry));
            lock.insert(reference.clone(), entry);
            modules.push((reference.clone(), module));
            Ok(())
        };
        if let Err(error) = add() {
            errors.push(error);
        }
    }
    if !errors.is_empty() {
        return Err(CommandError::Errors(errors));
    }
    Bindings::make(&context, &mut lock, &modules, !args.no_bindings)?.write(&context)?;
    context.store.commit(lock, &modules)?;
    output::report(&report)?;
    if !args.no_bindings && !context.store.root().join("Cargo.toml").is_file() {
        let folder = context.store.root().display();
        output::note(&format!("note: no bindings are made, as `{folder}` has no `Cargo.toml`\n"));
    }
    Ok(Code::Fine)
}

/// What was pinned, on one line.
pub(super) fn line(reference: &Reference, entry: &Entry) -> String {
    let name = entry.name.as_ref().map(|name| format!(" as `{name}`")).unwrap_or_default();
    let digest = entry.manifest.unwrap_or(entry.sha256);
    format!("locked {reference}{name}, {digest}\n")
}
