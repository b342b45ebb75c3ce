//! `triceps modules restore`: brings what is locked to where builds read it.

use triceps_modules::Reference;

use super::context::Context;
use super::{CommandError, Place};
use crate::output::{self, Code};
use crate::progress::each;

#[derive(Debug, clap::Args)]
pub(crate) struct RestoreArgs {
    /// Use only the cache and folders, no registry.
    #[arg(long)]
    offline: bool,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: &RestoreArgs) -> Result<Code, CommandError> {
    let context = Context::open(&args.place)?;
    let _held = context.store.exclusive()?;
    let references: Vec<Reference> = context.store.lock().entries().map(|(reference, _)| reference.clone()).collect();
    let sources = if args.offline { context.offline() } else { context.sources() };
    let mut restored = 0;
    let mut errors = Vec::new();
    for outcome in each("restoring modules", &references, |reference| context.store.restore(reference, &sources)) {
        match outcome {
            Ok(true) => restored += 1,
            Ok(false) => {}
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(CommandError::Errors(errors));
    }
    if references.is_empty() {
        return Ok(output::report("no module is locked\n")?);
    }
    let there = references.len() - restored;
    Ok(output::report(&format!("{restored} restored, {there} there already\n"))?)
}
