//! A TOML file with the places of its keys and values.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};
use triceps_diagnostics::{Diagnostic, Severity};

use super::lines::{Lines, line};
use super::report::{LocatedDiagnostic, Place, Report};
use super::snippet::{is_known, snippet};

use crate::config::{Portal, schema};
use crate::rules;
use crate::structure::path::{self, Step};
use crate::structure::{self, Node, Structure};

/// A TOML file: its name, its text, and where its keys and values are.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    file: &'a str,
    text: &'a str,
    table: Spanned<DeTable<'a>>,
    errors: Vec<Error>,
    structure: Structure,
    lines: Lines,
}

/// So far from a place its surroundings are looked at.
const MAX_CONTEXT: usize = 2000;
/// So far above a line its table is looked for.
const LINES_ABOVE: usize = 1000;

/// A diagnostic before it is shown.
struct Raw {
    diagnostic: Diagnostic,
    span: Option<Range<usize>>,
}

impl Raw {
    fn start(&self) -> Option<usize> {
        self.span.as_ref().map(|span| span.start)
    }
}

impl<'a> Document<'a> {
    /// Parses a text. What is not TOML is reported by [`portal`](Self::portal).
    pub fn new(file: &'a str, text: &'a str) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut structure = structure::check(schema(), &Node::of_file(table.get_ref()));
        structure.secrets.sort_by_key(|secret| secret.start);
        Self { file, text, table, errors, structure, lines: Lines::new(text) }
    }

    /// The portal that the text describes. Only the structure is checked: keys, types, patterns, ranges.
    ///
    /// # Errors
    ///
    /// All diagnostics in the structure at once, and those of the rules too where the values can be read all the same.
    pub fn portal(&self) -> Result<Portal, Report> {
        let shown = self.errors.iter().take(structure::MOST);
        let mut diagnostics: Vec<Raw> = shown.map(|error| self.syntax(error)).collect();
        // A table that is cut short lacks keys, and what follows a mistake may be read as something else.
        let trusted = diagnostics.iter().filter_map(Raw::start).min().map(|start| self.lines.of(start).1);
        let structure = self
            .structure
            .found
            .iter()
            .map(|found| Raw { diagnostic: found.diagnostic.clone(), span: Some(found.span.clone()) });
        diagnostics.extend(structure.filter(|diagnostic| match trusted {
            None => true,
            Some(trusted) => {
                diagnostic.diagnostic.code() != structure::MISSING
                    && diagnostic.start().is_some_and(|start| start < trusted)
            }
        }));
        let mut rest = self.errors.len().saturating_sub(structure::MOST);
        if trusted.is_none() {
            rest += self.structure.rest;
        }
        // One kind of data for every reader: each kind is code of its own for all types of the configuration.
        let portal = || serde_json::from_value::<Portal>(Node::of_file(self.table.get_ref()).to_data());
        if !diagnostics.is_empty() {
            // A number out of its range is a number all the same, so that the rules can be asked too.
            if rest == 0
                && diagnostics
                    .iter()
                    .all(|diagnostic| [structure::RANGE, structure::LENGTH].contains(&diagnostic.diagnostic.code()))
                && let Ok(portal) = portal()
            {
                let mut of_rules = Vec::new();
                rules::check_rules(&portal, &mut of_rules);
                diagnostics.extend(self.raw(rules::accept(&portal, of_rules, rules::Stage::Configuration)));
            }
            return Err(self.diagnostics(diagnostics, rest));
        }
        portal().map_err(|error| {
            let diagnostic = Diagnostic::new(structure::TYPE, "", error.to_string());
            self.diagnostics(vec![Raw { diagnostic, span: None }], 0)
        })
    }

    /// Diagnostics with the lines and columns that their paths have in this text.
    ///
    /// A path that is not in the text is found at the nearest table around it, in the end at the beginning of the
    /// text; one that is not a path of the configuration, as those of a template, has no place.
    pub fn locate(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) -> Report {
        self.diagnostics(self.raw(diagnostics).collect(), 0)
    }

    fn raw(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) -> impl Iterator<Item = Raw> {
        diagnostics.into_iter().map(|diagnostic| Raw { span: self.span(diagnostic.path()), diagnostic })
    }

    /// Diagnostics in order; of many, the first ones and the number of the rest, which are errors.
    fn diagnostics(&self, mut raw: Vec<Raw>, mut rest: usize) -> Report {
        raw.sort_by_key(|diagnostic| diagnostic.start().unwrap_or(usize::MAX));
        let is_error = |diagnostic: &Raw| diagnostic.diagnostic.severity() == Severity::Error;
        let errors = raw.iter().filter(|diagnostic| is_error(diagnostic)).count() + rest;
        let cut = raw.split_off(raw.len().min(structure::MOST));
        let severity = if rest > 0 || cut.iter().any(is_error) { Severity::Error } else { Severity::Warning };
        rest += cut.len();
        let mut diagnostics: Vec<LocatedDiagnostic> =
            raw.into_iter().map(|diagnostic| self.diagnostic(diagnostic)).collect();
        if rest > 0 {
            diagnostics.push(LocatedDiagnostic::rest(rest, severity));
        }
        Report::new(self.file.to_owned(), diagnostics, errors)
    }

    fn diagnostic(&self, Raw { diagnostic, span }: Raw) -> LocatedDiagnostic {
        let Some(span) = span else { return LocatedDiagnostic::new(&diagnostic, None, &[]) };
        let start = span.start.min(self.text.len());
        let (number, begin) = self.lines.of(start);
        let text = line(self.text, begin);
        let end = begin + text.len();
        let inside = |place: &Range<usize>| place.start.clamp(begin, end) - begin..place.end.clamp(begin, end) - begin;
        // Of a long line only what is near is looked at.
        let (left, right) = (begin.max(start.saturating_sub(MAX_CONTEXT)), end.min(start.saturating_add(MAX_CONTEXT)));
        let first = self.structure.secrets.partition_point(|secret| secret.start < left);
        // A value over several lines may have begun before this one.
        let first = first.saturating_sub(1);
        let around = self.structure.secrets[first..].iter().take_while(|secret| secret.start < right);
        let secrets: Vec<Range<usize>> =
            around.map(|secret| self.inner(secret)).filter(|secret| secret.end > left).collect();
        let words: Vec<&str> =
            secrets.iter().filter_map(|secret| self.text.get(secret.clone())).filter(|word| word.len() > 3).collect();
        // A span over several lines is pointed at where it begins.
        let mark = inside(&(start..span.end.max(start)));
        let snippet = snippet(text, mark, secrets.iter().map(inside).collect(), self.errors.is_empty());
        let column = self.text[begin..start].chars().count() + 1;
        LocatedDiagnostic::new(&diagnostic, Some(Place { line: number, column, snippet }), &words)
    }

    /// A value without its quotes.
    fn inner(&self, span: &Range<usize>) -> Range<usize> {
        let text = self.text.get(span.clone()).unwrap_or_default();
        let Some(quote) = text.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { return span.clone() };
        let (left, right) = (text.trim_start_matches(quote), text.trim_end_matches(quote));
        if left.is_empty() {
            return span.clone();
        }
        span.start + (text.len() - left.len())..span.start + right.len()
    }

    fn syntax(&self, error: &Error) -> Raw {
        let mut message = error.message().replace('\n', ", ");
        let span = error.span().unwrap_or_default();
        let at = self.text.get(span.clone()).unwrap_or_default();
        let text = line(self.text, self.lines.of(span.start.min(self.text.len())).1).trim_start();
        let help = if text.starts_with("//") {
            "comments begin with `#`"
        } else if message.starts_with("string values must be quoted") && at.starts_with(['“', '”', '„', '‘', '’'])
        {
            "write straight quotes: `\"`"
        } else if message.starts_with("string values must be quoted") {
            "write text in quotes, and truth values as `true` and `false`"
        } else if message.starts_with("duplicate key") {
            if is_known(at) {
                message = format!("duplicate key `{at}`");
            }
            "keep one of the two; the entries of a list of tables each begin with `[[name]]`"
        } else if message.starts_with("unexpected key or value")
            && self.text.get(span.start..).is_some_and(|rest| rest.starts_with(','))
        {
            "remove the comma: nothing follows a value on its line"
        } else {
            "the file must be TOML: `key = value` lines under `[table]` headers"
        };
        let path = self.key_on_line(span.start);
        Raw { diagnostic: Diagnostic::new(structure::SYNTAX, path, message).with_help(help), span: Some(span) }
    }

    /// Where a path is: the value at its end, or the innermost table or list around it that is there.
    fn span(&self, path: &str) -> Option<Range<usize>> {
        let mut table = Some(self.table.get_ref());
        let mut value: Option<&Spanned<DeValue<'_>>> = None;
        let mut found = None;
        for step in path::steps(path) {
            let next = match &step {
                Step::Key(name) => table.and_then(|table| table.get(name.as_str())),
                Step::Item(index) => value.and_then(|value| value.get_ref().as_array()?.get(*index)),
            };
            let Some(next) = next else { break };
            found = Some(next.span());
            table = next.get_ref().as_table();
            value = Some(next);
        }
        found.or_else(|| is_of_the_configuration(path).then_some(0..0))
    }

    /// The key or table on the line of a place, as far as a text that is not TOML has any that the configuration knows.
    fn key_on_line(&self, at: usize) -> String {
        let (number, start) = self.lines.of(at.min(self.text.len()));
        let header = |line: &str| {
            let name = line.trim().strip_prefix('[')?.trim_matches(['[', ']', ' ']);
            name.split('.').all(|part| is_known(part.trim())).then(|| name.to_owned())
        };
        let text = line(self.text, start);
        if let Some(table) = header(text) {
            return table;
        }
        let above = self.text[..start].lines().rev().take(number.min(LINES_ABOVE));
        let table = above.into_iter().find_map(header).unwrap_or_default();
        match text.split_once('=').map(|(key, _)| key.trim().trim_matches('"')) {
            Some(key) if is_known(key) => path::key(&table, key),
            _ => table,
        }
    }
}

fn is_of_the_configuration(path: &str) -> bool {
    matches!(path::steps(path).first(), Some(Step::Key(name)) if schema()["properties"].get(name).is_some())
}
