//! How diagnostics are shown.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, stderr};

use triceps::diagnostics::Source;
use triceps::read::Compilation;
use triceps::{Diagnostic, Severity};

use super::args::DiagnosticsFormat;
use super::{sarif, terminal};
use crate::output;

/// Prints the diagnostics of all compilations on the standard error.
pub(super) fn show(compilations: &[Compilation], format: Option<DiagnosticsFormat>) {
    if compilations.is_empty() {
        return;
    }
    let format =
        format.unwrap_or(if stderr().is_terminal() { DiagnosticsFormat::Full } else { DiagnosticsFormat::Default });
    output::stderr(&match format {
        DiagnosticsFormat::Default => lines(compilations),
        DiagnosticsFormat::Full => terminal::full(compilations, output::has_colors()),
        DiagnosticsFormat::Sarif => sarif::log(compilations),
    });
}

/// `FILE(line,column) : Level CODE: message [link]`, one a line, as programs read them.
fn lines(compilations: &[Compilation]) -> String {
    let mut out = String::new();
    for diagnostic in all(compilations).map(|(_, diagnostic)| diagnostic) {
        let (file, line, column) = place(diagnostic);
        let (level, code) = (level(diagnostic.severity()), diagnostic.code());
        writeln!(out, "{file}({line},{column}) : {level} {code}: {}", text(diagnostic))
            .expect("a string takes any text");
    }
    out
}

/// All diagnostics, each with the compilation that found it.
pub(super) fn all(compilations: &[Compilation]) -> impl Iterator<Item = (&Compilation, &Diagnostic)> {
    compilations.iter().flat_map(|it| it.diagnostics().iter().map(move |diagnostic| (it, diagnostic)))
}

/// The file, line and column.
pub(super) fn place(diagnostic: &Diagnostic) -> (&str, u32, u32) {
    diagnostic.span().map_or((diagnostic.path(), 1, 1), |span| (span.file.as_str(), span.start.0, span.start.1))
}

/// The message with the page that explains it.
pub(super) fn text(diagnostic: &Diagnostic) -> String {
    // One line is one diagnostic.
    let message = diagnostic.message().replace(['\r', '\n'], " ");
    match diagnostic.code().source() {
        Source::Compiler => format!("{message} [https://aka.ms/bicep/core-diagnostics#{}]", diagnostic.code()),
        Source::Linter => format!("{message} [https://aka.ms/bicep/linter-diagnostics#{}]", diagnostic.code()),
        _ => message,
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        _ => "Info",
    }
}
