//! How findings read: in full, on one line, as JSON, as commands of GitHub Actions.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer};
use serde_json::json;
use triceps::Severity;

use super::findings::{Finding, Place};
use super::snippet::Snippet;

pub(super) fn full(file: &str, findings: &[Finding], colors: bool) -> String {
    let renderer = if colors { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for finding in findings {
        let level = level(finding.severity());
        let title = level.primary_title(finding.message()).id(finding.id());
        let at = |place: &Place| format!("{file}:{}:{}", place.line, place.column);
        let mut group = match finding.place.as_ref().map(|place| (place, &place.snippet)) {
            Some((place, Some(Snippet { line, mark }))) => {
                let mark = AnnotationKind::Primary.span(mark.clone()).label(finding.path());
                let source = annotate_snippets::Snippet::source(line.as_str()).line_start(place.line).path(file);
                title.element(source.annotation(mark))
            }
            Some((place, None)) => Group::with_title(title).element(beside(&at(place), finding)),
            None => Group::with_title(title).element(beside(file, finding)),
        };
        if let Some(help) = finding.help() {
            group = group.element(Level::HELP.message(help));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// The path where no line is shown.
fn beside<'a>(at: &str, finding: &Finding) -> annotate_snippets::Message<'a> {
    let colon = if finding.path().is_empty() { "" } else { ": " };
    Level::NOTE.no_name().message(format!("{at}{colon}{}", finding.path()))
}

pub(super) fn lines(file: &str, findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        out.push_str(file);
        if let Some(place) = &finding.place {
            write!(out, ":{}:{}", place.line, place.column).expect("a string takes any text");
        }
        let (severity, id, message) = (finding.severity(), finding.id(), finding.message());
        let path = if finding.path().is_empty() { String::new() } else { format!(" {}", finding.path()) };
        write!(out, ": {severity}[{id}]{path}: {message}").expect("a string takes any text");
        if let Some(help) = finding.help() {
            write!(out, " (help: {help})").expect("a string takes any text");
        }
        out.push('\n');
    }
    out
}

pub(super) fn json(file: &str, findings: &[Finding]) -> String {
    let findings: Vec<_> = findings
        .iter()
        .map(|finding| {
            json!({
                "file": file,
                "line": finding.line(),
                "column": finding.column(),
                "path": finding.path(),
                "id": finding.id(),
                "severity": finding.severity().to_string(),
                "message": finding.message(),
                "help": finding.help(),
            })
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&findings).expect("keys are text and values are finite");
    text.push('\n');
    text
}

pub(super) fn github(file: &str, findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let command = match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            _ => "notice",
        };
        write!(out, "::{command} file={}", property(file)).expect("a string takes any text");
        if let Some(place) = &finding.place {
            write!(out, ",line={},col={}", place.line, place.column).expect("a string takes any text");
        }
        let mut message = format!("{}: {}", finding.path(), finding.message());
        if let Some(help) = finding.help() {
            write!(message, "\nhelp: {help}").expect("a string takes any text");
        }
        writeln!(out, ",title={}::{}", property(finding.id()), data(message.trim_start_matches(": ")))
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
