//! How diagnostics read: in full, on one line, as JSON, as commands of GitHub Actions.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer};
use serde_json::json;
use triceps_diagnostics::Severity;

use super::report::{LocatedDiagnostic, Place};
use super::snippet::Snippet;

pub(super) fn full(file: &str, diagnostics: &[LocatedDiagnostic], colors: bool) -> String {
    let renderer = if colors { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        let level = level(diagnostic.severity());
        let title = level.primary_title(diagnostic.message()).id(diagnostic.id());
        let at = |place: &Place| format!("{file}:{}:{}", place.line, place.column);
        let mut group = match diagnostic.place.as_ref().map(|place| (place, &place.snippet)) {
            Some((place, Some(Snippet { line, mark }))) => {
                let mark = AnnotationKind::Primary.span(mark.clone()).label(diagnostic.path());
                let source = annotate_snippets::Snippet::source(line.as_str()).line_start(place.line).path(file);
                title.element(source.annotation(mark))
            }
            Some((place, None)) => Group::with_title(title).element(beside(&at(place), diagnostic)),
            None => Group::with_title(title).element(beside(file, diagnostic)),
        };
        if let Some(help) = diagnostic.help() {
            group = group.element(Level::HELP.message(help));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// The path where no line is shown.
fn beside<'a>(at: &str, diagnostic: &LocatedDiagnostic) -> annotate_snippets::Message<'a> {
    let colon = if diagnostic.path().is_empty() { "" } else { ": " };
    Level::NOTE.no_name().message(format!("{at}{colon}{}", diagnostic.path()))
}

pub(super) fn lines(file: &str, diagnostics: &[LocatedDiagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(file);
        if let Some(place) = &diagnostic.place {
            write!(out, ":{}:{}", place.line, place.column).expect("a string takes any text");
        }
        let (severity, id, message) = (diagnostic.severity(), diagnostic.id(), diagnostic.message());
        let path = if diagnostic.path().is_empty() { String::new() } else { format!(" {}", diagnostic.path()) };
        write!(out, ": {severity}[{id}]{path}: {message}").expect("a string takes any text");
        if let Some(help) = diagnostic.help() {
            write!(out, " (help: {help})").expect("a string takes any text");
        }
        out.push('\n');
    }
    out
}

pub(super) fn json(file: &str, diagnostics: &[LocatedDiagnostic]) -> String {
    let diagnostics: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| {
            json!({
                "file": file,
                "line": diagnostic.line(),
                "column": diagnostic.column(),
                "path": diagnostic.path(),
                "id": diagnostic.id(),
                "severity": diagnostic.severity().to_string(),
                "message": diagnostic.message(),
                "help": diagnostic.help(),
            })
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&diagnostics).expect("keys are text and values are finite");
    text.push('\n');
    text
}

pub(super) fn github(file: &str, diagnostics: &[LocatedDiagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            _ => "notice",
        };
        write!(out, "::{command} file={}", property(file)).expect("a string takes any text");
        if let Some(place) = &diagnostic.place {
            write!(out, ",line={},col={}", place.line, place.column).expect("a string takes any text");
        }
        let mut message = format!("{}: {}", diagnostic.path(), diagnostic.message());
        if let Some(help) = diagnostic.help() {
            write!(message, "\nhelp: {help}").expect("a string takes any text");
        }
        writeln!(out, ",title={}::{}", property(diagnostic.id()), data(message.trim_start_matches(": ")))
            .expect("a string takes any text");
    }
    out
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        _ => Level::INFO,
    }
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
