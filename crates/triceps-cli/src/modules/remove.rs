//! `triceps modules remove`: takes modules out of the lock.

use std::fmt::Write as _;

use triceps_modules::Uses;

use super::bindings::Bindings;
use super::context::Context;
use super::{CommandError, Place};
use crate::output::{self, Code};

#[derive(Debug, clap::Args)]
pub(crate) struct RemoveArgs {
    /// The modules, by their names in Rust or their references.
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: &RemoveArgs) -> Result<Code, CommandError> {
    let mut context = Context::open(&args.place)?;
    let _held = context.store.exclusive()?;
    let mut lock = context.store.lock().clone();
    let mut report = String::new();
    for reference in context.all_locked(&args.names)? {
        if lock.remove(&reference).is_some() {
            let _ = writeln!(report, "removed {reference}");
        }
    }
    let uses = Uses::of_folder(context.store.root())?;
    for found in uses.iter().filter(|found| found.reference.as_ref().is_ok_and(|named| lock.get(named).is_none())) {
        if found.reference.as_ref().is_ok_and(|named| context.store.lock().get(named).is_some()) {
            let (line, column) = found.span.start;
            let _ = writeln!(report, "{}({line},{column}) still names it", context.shown(found.span.file.as_ref()));
        }
    }
    Bindings::make(&context, &mut lock, &[], false)?.write(&context)?;
    context.store.commit(lock, &[])?;
    Ok(output::report(&report)?)
}
