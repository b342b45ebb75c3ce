//! `conformance`: builds every recorded case with the public API and compares the output with what the official compiler
//! made of the same template.

mod cases;
mod compare;
mod document;
mod report;
mod typed;

use std::path::{Path, PathBuf};
use std::{fs, io};

use triceps::{Diagnostics, Template};

use self::compare::Mode;
pub use self::report::Outcome;

/// Builds the template of one case. Diagnostics come from the modules that it checks on the way.
pub type Build = fn() -> Result<Template, Diagnostics>;

/// Runs the cases that are wanted, or all of them: one line a case, and the totals.
///
/// # Errors
///
/// The report, where a case differs or a recorded case is not registered; a name that no case has.
pub(crate) fn run(wanted: &[String]) -> Result<String, String> {
    report::render(&outcomes(wanted).map_err(|error| error.to_string())?)
}

/// The outcome of every recorded case whose name is wanted, in the order of the names; an empty list
/// wants all. A case that is also built with the typed models has further outcomes, under its name and
/// ` (typed)`, or ` (typed, as text)` where the text is compared too.
///
/// # Errors
///
/// A folder or file of the recorded cases that cannot be read.
pub fn outcomes(wanted: &[String]) -> io::Result<Vec<(String, Outcome)>> {
    let mut names: Vec<String> = fs::read_dir(root())?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()?;
    // A name that is registered but not recorded is a mistake to be shown too.
    names.extend(cases::names().map(str::to_owned));
    names.sort();
    names.dedup();
    for name in wanted {
        if !names.contains(name) {
            return Err(io::Error::other(format!("there is no case `{name}`")));
        }
    }
    names.retain(|name| wanted.is_empty() || wanted.contains(name));
    let mut outcomes = Vec::new();
    for name in names {
        let folder = root().join(&name);
        let outcome = match cases::find(&name) {
            Some(build) => compare::case(&folder, build, cases::diagnostics(&name), Mode::Exact)?,
            None => Outcome::Differs("recorded, but nobody builds it".into()),
        };
        outcomes.push((name.clone(), outcome));
        for (mode, build) in typed::find(&name) {
            let suffix = if mode == Mode::Exact { "typed, as text" } else { "typed" };
            let outcome = compare::case(&folder, build, cases::diagnostics(&name), mode)?;
            outcomes.push((format!("{name} ({suffix})"), outcome));
        }
    }
    Ok(outcomes)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance/build")
}
