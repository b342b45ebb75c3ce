//! `triceps modules update`: newer versions, with what changes for callers.

use std::fmt::Write as _;

use triceps_modules::{
    Difference, Entry, Error, Interface, Kind, Module, Reference, Registry as _, Uses, moved, newest,
};

use super::bindings::Bindings;
use super::context::Context;
use super::{CommandError, Place};
use crate::output::{self, Code, Failure};
use crate::progress::each;

#[derive(Debug, clap::Args)]
pub(crate) struct UpdateArgs {
    /// The modules, by their names in Rust or their references. Default: all.
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// The tag to move to, for one module. Default: the newest version.
    #[arg(long, value_name = "TAG")]
    to: Option<String>,
    /// Include prereleases.
    #[arg(long)]
    prereleases: bool,
    /// Accept a tag that refers to another artifact than before.
    #[arg(long)]
    accept_moved: bool,
    /// Show what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    place: Place,
}

/// A module that moves.
struct Step {
    from: Reference,
    to: Reference,
    old: Option<Vec<u8>>,
    new: Module,
}

pub(super) fn run(args: &UpdateArgs) -> Result<Code, CommandError> {
    let mut context = Context::open(&args.place)?;
    let _held = context.store.exclusive()?;
    let mut wanted = context.all_locked(&args.names)?;
    if wanted.is_empty() {
        wanted = context.store.lock().entries().map(|(reference, _)| reference.clone()).collect();
    }
    if wanted.is_empty() {
        return Ok(output::report("no module is locked\n")?);
    }
    if args.to.is_some() && args.names.len() != 1 {
        return Err(Failure::new("`--to` is the tag of one module, so give one name with it").into());
    }
    let mut steps = Vec::new();
    let mut errors = Vec::new();
    for outcome in each("reading versions", &wanted, |reference| step(&context, args, reference)) {
        match outcome {
            Ok(step) => steps.extend(step),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(CommandError::Errors(errors));
    }
    if steps.is_empty() {
        return Ok(output::report("nothing is newer\n")?);
    }
    let uses = Uses::of_folder(context.store.root())?;
    let mut lock = context.store.lock().clone();
    let mut report = String::new();
    let mut modules = Vec::new();
    for Step { from, to, old, new } in steps {
        let _ = writeln!(report, "{from} → {}", version(&to));
        report.push_str(&difference(&from, old.as_deref(), &to, &new)?);
        let mut entry = Entry::of(&new);
        let naming: Vec<_> = uses.iter().filter(|found| found.reference.as_ref() == Ok(&from)).collect();
        if from != to {
            for found in &naming {
                let (line, column) = found.span.start;
                let file = context.shown(found.span.file.as_ref());
                let _ = writeln!(report, "  {file}({line},{column}) still names the old version");
            }
        }
        if let Some(known) = lock.get(&from).cloned() {
            entry.name.clone_from(&known.name);
            entry.types.clone_from(&known.types);
            entry.bindings = known.bindings;
            // A text that names the old version is built with it until someone changes the text.
            if naming.is_empty() || from == to {
                lock.remove(&from);
            } else if let Some(stays) = lock.get_mut(&from) {
                stays.name = None;
                stays.types.clear();
                stays.bindings = None;
            }
        }
        lock.insert(to.clone(), entry);
        modules.push((to, new));
    }
    if args.dry_run {
        report.push_str("nothing was changed\n");
    } else {
        Bindings::make(&context, &mut lock, &modules, false)?.write(&context)?;
        context.store.commit(lock, &modules)?;
    }
    Ok(output::report(&report)?)
}

/// Where a module moves; none if it stays.
fn step(context: &Context, args: &UpdateArgs, from: &Reference) -> Result<Option<Step>, Error> {
    let sources = context.sources();
    let entry = context.store.entry(from)?;
    let to = match (from, &args.to) {
        (Reference::Registry(named), Some(tag)) => {
            Reference::Registry(named.with_tag(tag).map_err(|error| Error::of_reference_error(tag, error))?)
        }
        (Reference::Registry(named), None) => match newest(named, &sources, args.prereleases)? {
            Some(found) if found.is_newer => Reference::Registry(
                named.with_tag(&found.tag).map_err(|error| Error::of_reference_error(&found.tag, error))?,
            ),
            _ => from.clone(),
        },
        (Reference::TemplateSpec(_) | Reference::Path(_), _) => from.clone(),
    };
    // What the cache says about a tag is what it was.
    let new = context.sources().fresh().fetch(&to)?;
    if to == *from {
        match moved(from, entry, &new) {
            Ok(()) => return Ok(None),
            Err(error) if !args.accept_moved => return Err(error),
            Err(_) => {}
        }
    }
    Ok(Some(Step { from: from.clone(), to, old: context.store.module(from).ok(), new }))
}

fn version(reference: &Reference) -> String {
    match reference {
        Reference::Registry(named) => named.version(),
        Reference::TemplateSpec(spec) => spec.version().to_owned(),
        Reference::Path(path) => path.to_string(),
    }
}

/// What changes for callers, indented.
fn difference(from: &Reference, old: Option<&[u8]>, to: &Reference, new: &Module) -> Result<String, Error> {
    if new.kind == Kind::Extension {
        return Ok(String::new());
    }
    let new = Interface::read(to, &new.main)?;
    let Some(old) = old else {
        return Ok(
            "  what changes is not known, as the old version is not there: run `triceps modules restore` first\n"
                .to_owned(),
        );
    };
    let difference = Difference::between(&Interface::read(from, old)?, &new);
    let lines: Vec<String> = difference.to_string().lines().map(|line| format!("  {line}\n")).collect();
    Ok(lines.concat())
}
