//! `triceps modules check`: whether lock, copies, bindings and texts agree.

use std::fs;

use triceps_modules::{Digest, Entry, Error, Reference, Registry as _, Uses, moved, root_of};

use super::bindings::of_modules;
use super::context::Context;
use super::{CommandError, Place};
use crate::output::{self, Code, Failure};
use crate::progress::each;

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Also compare each digest with its registry or mirror.
    #[arg(long)]
    remote: bool,
    /// Allow paths of modules that leave the project.
    #[arg(long)]
    allow_outside: bool,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: &CheckArgs) -> Result<Code, CommandError> {
    let context = Context::open(&args.place)?;
    let store = &context.store;
    let mut errors = Vec::new();
    for (reference, _) in store.lock().entries() {
        errors.extend(store.module(reference).err());
    }
    for file in store.stray()? {
        errors.push(Error::stray(&context.shown(&file)));
    }
    let uses = Uses::of_folder(store.root())?;
    let root = root_of(store.root()).filter(|_| !args.allow_outside);
    errors.extend(uses.errors(root.as_deref()));
    for found in &uses {
        if let Ok(reference) = &found.reference
            && reference.is_remote()
            && let Err(error) = store.entry(reference)
        {
            let (line, column) = found.span.start;
            errors.push(error.at(&format!("{}({line},{column})", context.shown(found.span.file.as_ref()))));
        }
    }
    let named = uses.remote();
    for (reference, entry) in store.lock().entries() {
        match (&entry.name, entry.bindings) {
            (Some(name), Some(digest)) => errors.extend(bindings(&context, reference, name, digest)?),
            (Some(_), None) => {}
            (None, _) if named.contains(reference) => {}
            (None, _) => errors.push(Error::unused(reference)),
        }
    }
    errors.extend(generated(&context, &errors)?);
    if args.remote {
        let entries: Vec<_> = store.lock().entries().collect();
        let sources = context.sources().fresh().with_cache(None);
        for outcome in each("comparing modules", &entries, |(reference, entry)| {
            moved(reference, entry, &sources.fetch(reference)?)
        }) {
            errors.extend(outcome.err());
        }
    }
    if !errors.is_empty() {
        return Err(CommandError::Errors(errors));
    }
    let count = store.lock().len();
    if count == 0 {
        return Ok(output::report("no module is locked, and no text names one\n")?);
    }
    let plural = if count == 1 { "" } else { "s" };
    let remote = if args.remote { ", and with the registries" } else { "" };
    Ok(output::report(&format!("{count} module{plural}: lock, copies, bindings and texts agree{remote}\n"))?)
}

/// Bindings that would be generated otherwise, unless it is known already what is wrong with them or their modules.
fn generated(context: &Context, known: &[Error]) -> Result<Vec<Error>, Failure> {
    let store = &context.store;
    let has_files = store.lock().entries().any(|(_, entry)| entry.bindings.is_some());
    if !has_files && store.settings().defaults.is_empty() {
        return Ok(Vec::new());
    }
    let all = |_: &Reference, entry: &Entry| entry.bindings.is_some() || !has_files;
    let Ok(made) = of_modules(context, store.lock(), &[], &all) else { return Ok(Vec::new()) };
    let mut errors: Vec<Error> = made.unused_defaults.iter().map(|name| Error::unused_default(name)).collect();
    if has_files && !known.iter().any(|error| error.code().id() == "TRI0066") {
        for (name, text) in made.files() {
            let file = store.bindings_file(name);
            let is_equal = match fs::read(&file) {
                Ok(bytes) => bytes == text.as_bytes(),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
                Err(error) => return Err(Failure::disk("read", &file, &error)),
            };
            if !is_equal {
                errors.push(Error::outdated_bindings(&context.shown(&file)));
            }
        }
    }
    Ok(errors)
}

/// What is wrong with the bindings of a module.
fn bindings(context: &Context, reference: &Reference, name: &str, digest: Digest) -> Result<Option<Error>, Failure> {
    let file = context.store.bindings_file(name);
    let shown = context.shown(&file);
    match fs::read(&file) {
        Ok(bytes) if Digest::of(&bytes) == digest => Ok(None),
        Ok(_) => Ok(Some(Error::edited_bindings(reference, &shown))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Ok(Some(Error::missing_bindings(reference, &shown)))
        }
        Err(error) => Err(Failure::disk("read", &file, &error)),
    }
}
