//! Diagnostics that are known and accepted.

use std::collections::{HashMap, HashSet};

use triceps_diagnostics::{Diagnostic, Diagnostics, Severity};

use crate::codes;
use crate::config::Portal;
use crate::release;
use crate::structure::closest;

/// How far the checks came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The configuration alone.
    Configuration,
    /// The template too.
    Template,
    /// Also the repository that the files are for.
    Repository,
}

/// The diagnostics without the accepted warnings. Errors cannot be accepted.
///
/// An entry that accepts nothing is a warning itself, once what it speaks of was checked.
pub fn accept(portal: &Portal, diagnostics: Vec<Diagnostic>, stage: Stage) -> Diagnostics {
    let mut kept = Vec::with_capacity(diagnostics.len());
    let mut used = vec![false; portal.accept.len()];
    let accepted: HashMap<&str, usize> =
        portal.accept.iter().enumerate().rev().map(|(index, accept)| (accept.id.as_str(), index)).collect();
    for diagnostic in diagnostics {
        match accepted.get(diagnostic.id()) {
            Some(&index) if diagnostic.severity() != Severity::Error => used[index] = true,
            _ => kept.push(diagnostic),
        }
    }
    let found: HashSet<_> =
        kept.iter().map(|diagnostic| (diagnostic.id(), diagnostic.severity() == Severity::Error)).collect();
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_unstable();
    for (index, accept) in portal.accept.iter().enumerate().filter(|(index, _)| !used[*index]) {
        if stage >= checked_at(&accept.id) {
            kept.push(idle(index, &accept.id, &found));
        }
    }
    kept.into_iter().collect()
}

/// When it is known whether there is a diagnostic of this id.
fn checked_at(id: &str) -> Stage {
    match codes::find(id) {
        Some(code) if release::CODES.contains(&code) => Stage::Repository,
        Some(_) => Stage::Configuration,
        None => Stage::Template,
    }
}

fn idle(index: usize, id: &str, found: &[(&'static str, bool)]) -> Diagnostic {
    let errors = found.iter().any(|(other, error)| *error && *other == id);
    let message = if errors {
        format!("`{id}` is an error, and errors cannot be accepted")
    } else {
        format!("there is no warning `{id}` to accept")
    };
    let warnings = found.iter().filter(|(_, error)| !error).map(|(other, _)| *other);
    let help = match closest(id, warnings) {
        Some(closest) if !errors => format!("did you mean `{closest}`? Otherwise remove the entry"),
        _ => "remove the entry".to_owned(),
    };
    Diagnostic::new(codes::TRI0309, format!("accept[{index}].id"), message).with_help(help)
}
