//! Diagnostics about configurations.

use triceps::{Code, Diagnostic, Severity, Source};

/// A diagnostic with a code of the portal.
pub(crate) fn diagnostic(
    id: &'static str,
    severity: Severity,
    path: impl Into<String>,
    message: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(Code::new(id, Source::Triceps, severity, ""), path, message)
}
