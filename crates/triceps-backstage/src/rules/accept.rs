//! Findings that are known and accepted.

use triceps::{Diagnostic, Diagnostics, Severity};

use crate::config::Portal;

/// How far the checks came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The configuration alone.
    Configuration,
    /// The template and the lints too.
    Everything,
}

/// The findings without the accepted warnings. Errors cannot be accepted.
///
/// Once everything was checked, an entry that accepts nothing is a warning itself.
pub(crate) fn accept(portal: &Portal, findings: Vec<Diagnostic>, stage: Stage) -> Diagnostics {
    let mut kept = Vec::with_capacity(findings.len());
    let mut used = vec![false; portal.accept.len()];
    for finding in findings {
        let accepted = portal.accept.iter().position(|accept| accept.id == finding.id());
        match accepted {
            Some(index) if finding.severity() != Severity::Error => used[index] = true,
            _ => kept.push(finding),
        }
    }
    if stage == Stage::Everything {
        for (index, accept) in portal.accept.iter().enumerate().filter(|(index, _)| !used[*index]) {
            kept.push(
                Diagnostic::new(
                    "TRI0302",
                    Severity::Warning,
                    format!("accept[{index}].id"),
                    format!("nothing that can be accepted is found as `{}`", accept.id),
                )
                .with_help("remove the entry"),
            );
        }
    }
    kept.into_iter().collect()
}
