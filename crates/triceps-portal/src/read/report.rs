//! Diagnostics with their places in a file.

use std::error::Error;
use std::fmt;

use triceps_diagnostics::{Diagnostic, Severity};

use super::render;
use super::snippet::Snippet;
use crate::{codes, secrecy};

/// A diagnostic and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatedDiagnostic {
    pub(super) diagnostic: Diagnostic,
    pub(super) place: Option<Place>,
}

/// Where something stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    /// The line as it may be shown; none if it is too long.
    pub(super) snippet: Option<Snippet>,
}

impl LocatedDiagnostic {
    /// A diagnostic that reveals nothing about what may be a secret: known ones, and what looks like one.
    pub(super) fn new(diagnostic: &Diagnostic, place: Option<Place>, secrets: &[&str]) -> Self {
        let hide = |text: &str| {
            let known = secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret, "***"));
            secrecy::masked(&known)
        };
        let (path, message) = (hide(diagnostic.path()), hide(diagnostic.message()));
        let hidden = Diagnostic::new(diagnostic.code(), path, message).with_severity(diagnostic.severity());
        let diagnostic = match diagnostic.help() {
            Some(help) => hidden.with_help(hide(help)),
            None => hidden,
        };
        Self { diagnostic, place }
    }

    /// What stands for diagnostics that are not shown.
    pub(super) fn rest(count: usize, severity: Severity) -> Self {
        let message = match count {
            1 => "one more diagnostic is not shown".to_owned(),
            count => format!("{count} more diagnostics are not shown"),
        };
        let diagnostic =
            Diagnostic::new(codes::TRI0300, "", message).with_severity(severity).with_help("fix those above first");
        Self { diagnostic, place: None }
    }

    /// Its stable id; those that begin with `TRI03` to `TRI05` are explained in the book.
    pub fn id(&self) -> &'static str {
        self.diagnostic.id()
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.diagnostic.severity()
    }

    /// The path in the configuration: `scale.rules[1].utilization`. Empty for the file as a whole.
    pub fn path(&self) -> &str {
        self.diagnostic.path()
    }

    /// One sentence that says what is wrong.
    pub fn message(&self) -> &str {
        self.diagnostic.message()
    }

    /// What to write instead.
    pub fn help(&self) -> Option<&str> {
        self.diagnostic.help()
    }

    /// The line, from 1. None where the diagnostic is about the template and nothing in the file is the cause.
    pub fn line(&self) -> Option<usize> {
        self.place.as_ref().map(|place| place.line)
    }

    /// The column, from 1, counted in characters.
    pub fn column(&self) -> Option<usize> {
        self.place.as_ref().map(|place| place.column)
    }
}

/// All diagnostics in one file, in the order of their places. After the first 200 the rest is one diagnostic, their number.
///
/// `Display` is the full rendering: each diagnostic with its line of the file and the help. The alternate form `{:#}`
/// has one line a diagnostic.
#[derive(Clone, PartialEq, Eq)]
pub struct Report {
    file: String,
    list: Vec<LocatedDiagnostic>,
    errors: usize,
}

impl Report {
    pub(super) fn new(file: String, list: Vec<LocatedDiagnostic>, errors: usize) -> Self {
        Self { file, list, errors }
    }

    /// How many errors there are, with those that are not shown.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// The diagnostics in order.
    pub fn iter(&self) -> std::slice::Iter<'_, LocatedDiagnostic> {
        self.list.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// Each diagnostic with its line of the file and the help, coloured for a terminal if asked for.
    pub fn to_text(&self, colors: bool) -> String {
        render::full(&self.file, &self.list, colors)
    }

    /// One line a diagnostic: `portal.toml:3:7: error[TRI0310] scale.max: ..`.
    pub fn to_lines(&self) -> String {
        render::lines(&self.file, &self.list)
    }

    /// A JSON array with one object a diagnostic: `file`, `line`, `column`, `path`, `id`, `severity`, `message`, `help`.
    pub fn to_json(&self) -> String {
        render::json(&self.file, &self.list)
    }

    /// Commands of GitHub Actions, which become annotations of the file.
    pub fn to_github(&self) -> String {
        render::github(&self.file, &self.list)
    }
}

impl IntoIterator for Report {
    type Item = LocatedDiagnostic;
    type IntoIter = std::vec::IntoIter<LocatedDiagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a LocatedDiagnostic;
    type IntoIter = std::slice::Iter<'a, LocatedDiagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if f.alternate() { self.to_lines() } else { self.to_text(false) }.trim_end())
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl Error for Report {}
