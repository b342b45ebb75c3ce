//! A TOML file with the places of its keys and values.

use std::ops::Range;

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};
use triceps::{Diagnostic, Severity};

use super::findings::{Finding, Findings, Place};
use super::node::Node;
use super::path::{self, Step};
use super::walk;
use crate::config::{Portal, schema};
use crate::rules;

/// A TOML file: its name, its text, and where its keys and values are.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    file: &'a str,
    text: &'a str,
    table: Spanned<DeTable<'a>>,
    errors: Vec<Error>,
}

impl<'a> Document<'a> {
    /// Parses a text. What is no TOML is said by [`portal`](Self::portal).
    pub fn new(file: &'a str, text: &'a str) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        Self { file, text, table, errors }
    }

    /// The portal that the text describes. Only the structure is checked: keys, types, patterns, ranges.
    ///
    /// # Errors
    ///
    /// All findings in the structure at once, and those of the rules too where the values can be read all the same.
    pub fn portal(&self) -> Result<Portal, Findings> {
        let mut findings: Vec<Finding> = self.errors.iter().map(|error| self.syntax(error)).collect();
        // A table that is cut short lacks keys, and what follows a mistake may be read as something else.
        let trusted = findings.iter().filter_map(Finding::start).min().map(|start| self.start_of_line(start));
        let structure =
            walk::check(schema(), &Node::of_file(self.table.get_ref())).into_iter().map(|found| self.found(found));
        findings.extend(structure.filter(|finding| match trusted {
            None => true,
            Some(trusted) => finding.id() != walk::MISSING && finding.start().is_some_and(|start| start < trusted),
        }));
        let portal = || Portal::deserialize(toml::de::Deserializer::from(self.table.clone()));
        if !findings.is_empty() {
            // A number out of its range is a number all the same, so that the rules can be asked too.
            if findings.iter().all(|finding| matches!(finding.id(), walk::RANGE | walk::LENGTH))
                && let Ok(portal) = portal()
            {
                let mut of_rules = Vec::new();
                rules::check(&portal, &mut of_rules);
                findings.extend(self.locate(rules::accept(&portal, of_rules, rules::Stage::Configuration)));
            }
            return Err(self.findings(findings));
        }
        portal().map_err(|error| {
            let diagnostic = crate::codes::diagnostic(walk::TYPE, Severity::Error, "", error.message());
            self.findings(vec![Finding::new(diagnostic, error.span().map(|span| self.place(span)))])
        })
    }

    /// Findings with the lines and columns that their paths have in this text.
    ///
    /// A path that is not in the text is found at the nearest table around it, in the end at the beginning of the
    /// text; one that is no path of the configuration, as those of a template, has no place.
    pub fn locate(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) -> Findings {
        self.findings(
            diagnostics
                .into_iter()
                .map(|diagnostic| {
                    let place = self.span(diagnostic.path()).map(|span| self.place(span));
                    Finding::new(diagnostic, place)
                })
                .collect(),
        )
    }

    fn findings(&self, mut findings: Vec<Finding>) -> Findings {
        findings.sort_by_key(|finding| finding.start().unwrap_or(usize::MAX));
        Findings::new(self.file.to_owned(), self.text.to_owned(), findings)
    }

    fn found(&self, found: walk::Found) -> Finding {
        let mut finding = Finding::new(found.diagnostic, Some(self.place(found.span)));
        finding.secret |= found.secret;
        finding
    }

    fn syntax(&self, error: &Error) -> Finding {
        let message = error.message().replace('\n', ", ");
        let help = if message.starts_with("string values must be quoted") {
            "write text in quotes, and truth values as `true` and `false`"
        } else if message.starts_with("duplicate key") {
            "keep one of the two; the entries of a list of tables each begin with `[[name]]`"
        } else {
            "the file has to be TOML: `key = value` lines under `[table]` headers"
        };
        let place = self.place(error.span().unwrap_or_default());
        let path = self.key_on_line(place.span.start);
        Finding::new(crate::codes::diagnostic(walk::SYNTAX, Severity::Error, path, message).with_help(help), Some(place))
    }

    /// Where a path is: the value at its end, or the innermost table or list around it that is there.
    fn span(&self, path: &str) -> Option<Range<usize>> {
        let mut table = Some(self.table.get_ref());
        let mut value: Option<&Spanned<DeValue<'_>>> = None;
        let mut found = None;
        for step in path::steps(path) {
            let next = match &step {
                Step::Key(name) => {
                    let entry = table.and_then(|table| table.iter().find(|(key, _)| key.get_ref() == name));
                    entry.map(|(_, value)| value)
                }
                Step::Item(index) => value.and_then(|value| value.get_ref().as_array()?.get(*index)),
            };
            let Some(next) = next else { break };
            found = Some(next.span());
            table = next.get_ref().as_table();
            value = Some(next);
        }
        found.or_else(|| is_of_the_configuration(path).then_some(0..0))
    }

    fn place(&self, span: Range<usize>) -> Place {
        let before = &self.text[..span.start.min(self.text.len())];
        let line = before.matches('\n').count() + 1;
        let column = before[self.start_of_line(before.len())..].chars().count() + 1;
        Place { span, line, column }
    }

    /// The key or table on the line of a place, as far as a text that is no TOML has any.
    fn key_on_line(&self, at: usize) -> String {
        let start = self.start_of_line(at.min(self.text.len()));
        let header =
            |line: &str| line.trim().strip_prefix('[').map(|line| line.trim_matches(['[', ']', ' ']).to_owned());
        let line = self.text[start..].lines().next().unwrap_or_default();
        if let Some(table) = header(line) {
            return table;
        }
        let table = self.text[..start].lines().rev().find_map(header).unwrap_or_default();
        match line.split_once('=').map(|(key, _)| key.trim()) {
            Some(key) if !key.is_empty() => path::key(&table, key.trim_matches('"')),
            _ => table,
        }
    }

    fn start_of_line(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }
}

fn is_of_the_configuration(path: &str) -> bool {
    matches!(path::steps(path).first(), Some(Step::Key(name)) if schema()["properties"].get(name).is_some())
}
