//! The structure of data against the schema of the configuration: every key and every value, all diagnostics.

use std::collections::HashMap;
use std::ops::Range;

use regex_lite::Regex;
use serde_json::{Map, Value};
use triceps_diagnostics::Code;
use triceps_diagnostics::Diagnostic;

use super::correct::{advice, correction};
use super::node::{Key, Kind, Node};
use super::{closest, path};
use crate::config::KINDS;
use crate::{codes, secrecy};

/// More diagnostics are counted only.
pub(crate) const MOST: usize = 200;

/// The text is not TOML.
pub(crate) const SYNTAX: Code = codes::TRI0301;
/// A key that does not exist.
pub(super) const UNKNOWN: Code = codes::TRI0302;
/// A key that has to be there.
pub(crate) const MISSING: Code = codes::TRI0303;
/// A value of another type.
pub(crate) const TYPE: Code = codes::TRI0304;
/// A text that breaks the rule of its kind.
pub(super) const PATTERN: Code = codes::TRI0305;
/// A number out of its range.
pub(crate) const RANGE: Code = codes::TRI0306;
/// None of the values that there are.
pub(super) const CHOICE: Code = codes::TRI0307;
/// Too short or too long.
pub(crate) const LENGTH: Code = codes::TRI0308;

/// Shorter numbers are not taken for secrets.
const SHORTEST_NUMBER: usize = 5;

/// A diagnostic and where it is.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) diagnostic: Diagnostic,
    pub(crate) span: Range<usize>,
}

/// What the schema says to data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Structure {
    /// What it does not allow.
    pub(crate) found: Vec<Found>,
    /// How much more it does not allow.
    pub(crate) rest: usize,
    /// Where values are that may be secrets.
    pub(crate) secrets: Vec<Range<usize>>,
}

/// Compares data with the schema.
pub(crate) fn check(schema: &Value, data: &Node<'_>) -> Structure {
    let mut walk = Walk { root: schema, structure: Structure::default(), patterns: HashMap::new() };
    walk.value(schema, data, "");
    walk.structure
}

struct Walk<'a> {
    root: &'a Value,
    structure: Structure,
    patterns: HashMap<&'a str, Option<Regex>>,
}

impl<'a> Walk<'a> {
    fn value(&mut self, schema: &'a Value, value: &Node<'_>, at: &str) {
        let schema = self.resolve(schema);
        let branches = array(schema, "oneOf");
        if let Some(choices) = texts(branches) {
            self.choice(&choices, value, at);
        } else if !branches.is_empty() {
            self.variant(branches, value, at);
        } else {
            self.plain(schema, value, at);
        }
    }

    fn plain(&mut self, schema: &'a Value, value: &Node<'_>, at: &str) {
        let kind = schema.get("type").and_then(Value::as_str).unwrap_or_default();
        match (kind, &value.kind) {
            ("object", Kind::Table(table)) => self.table(schema, table, &value.span, at),
            ("array", Kind::List(items)) => {
                self.length(schema, items.len(), "entry", "entries", value, at);
                for (index, item) in items.iter().enumerate() {
                    self.value(&schema["items"], item, &path::item(at, index));
                }
            }
            ("string", Kind::Text(text)) => {
                self.conceal_token(value);
                self.length(schema, text.chars().count(), "character", "characters", value, at);
                self.pattern(schema, text, &value.span, at);
            }
            ("integer", Kind::Integer(written, number)) => self.range(schema, written, *number, &value.span, at),
            ("boolean", Kind::Boolean(_)) | ("number", Kind::Integer(..) | Kind::Fraction) | ("", _) => {}
            (kind, other) => {
                if secrecy::is_secret_name(name_of(at)) || matches!(other, Kind::Table(_) | Kind::List(_)) {
                    self.conceal(value);
                }
                self.conceal_token(value);
                let expected = noun(kind);
                let message = format!("`{}` is {expected}, not {}", last(at), other.noun());
                let help = match (kind, other) {
                    _ if self.is_misplaced(at) => self.misplaced(last(at)),
                    ("object", Kind::List(_)) if schema.get("properties").is_none() => {
                        format!("write a table for each: `[{at}.NAME]`")
                    }
                    ("object", Kind::Boolean(_) | Kind::List(_)) => type_help(kind, other, at),
                    ("object", _) if array(schema, "required").is_empty() => type_help(kind, other, at),
                    ("object", _) => format!("write it as a table: `{}`", self.example(schema, value.text())),
                    _ => type_help(kind, other, at),
                };
                self.push(TYPE, &value.span, at, message, help);
            }
        }
    }

    fn table(&mut self, schema: &'a Value, table: &[(Key<'_>, Node<'_>)], span: &Range<usize>, at: &str) {
        let schema = self.resolve(schema);
        let properties = schema.get("properties").and_then(Value::as_object);
        for (key, value) in table {
            let name = key.name;
            let below = path::key(at, name);
            if let Some(property) = properties.and_then(|properties| properties.get(name)) {
                self.value(property, value, &below);
            } else if let Some((pattern, entry)) = pattern_property(schema) {
                self.named(name, value);
                if self.matches(pattern, name) {
                    self.value(entry, value, &below);
                } else if self.is_misplaced(&below) {
                    self.conceal(value);
                    let help = self.misplaced(name);
                    self.push(UNKNOWN, &key.span, &below, format!("`{name}` is not a key of `{at}`"), help);
                } else {
                    self.push_kind(pattern, name, &key.span, &below);
                }
            } else if let Some(entry @ Value::Object(_)) = schema.get("additionalProperties") {
                self.named(name, value);
                self.value(entry, value, &below);
            } else {
                self.unknown(properties, key, value, at, &below);
            }
        }
        for name in array(schema, "required").iter().filter_map(Value::as_str) {
            if !table.iter().any(|(key, _)| key.name == name) {
                let property = properties.and_then(|properties| properties.get(name));
                self.missing(property, name, span, at);
            }
        }
    }

    /// A value whose name the team chose.
    fn named(&mut self, name: &str, value: &Node<'_>) {
        if value.text().is_some_and(|text| secrecy::is_secret(name, text)) {
            self.structure.secrets.push(value.span.clone());
        }
    }

    /// Hides a value that nothing is known about, and all values in it.
    fn conceal(&mut self, value: &Node<'_>) {
        match &value.kind {
            Kind::Table(table) => table.iter().for_each(|(_, value)| self.conceal(value)),
            Kind::List(items) => items.iter().for_each(|item| self.conceal(item)),
            Kind::Integer(written, _) if written.len() < SHORTEST_NUMBER => {}
            Kind::Text(_) | Kind::Integer(..) => self.structure.secrets.push(value.span.clone()),
            Kind::Boolean(_) | Kind::Fraction | Kind::Date => {}
        }
    }

    /// Hides a text that looks like a secret, whatever key it has.
    fn conceal_token(&mut self, value: &Node<'_>) {
        if value.text().is_some_and(|text| !secrecy::parts(text).is_empty()) {
            self.structure.secrets.push(value.span.clone());
        }
    }

    /// Hides the values of a table of an unknown kind, but for those of keys that some kind has.
    fn conceal_others(&mut self, branches: &[Value], table: &[(Key<'_>, Node<'_>)]) {
        for (key, value) in table {
            if branches.iter().any(|branch| branch["properties"].get(key.name).is_some()) {
                self.conceal_token(value);
            } else {
                self.conceal(value);
            }
        }
    }

    /// Whether a key of the portal itself stands below a header whose keys the team chooses.
    fn is_misplaced(&self, at: &str) -> bool {
        at.strip_prefix("tags.").or_else(|| at.strip_prefix("env.")).is_some_and(|key| self.is_top(key))
    }

    /// What to do about a key of the portal below the header of a table.
    fn misplaced(&self, name: &str) -> String {
        let kind = self.root["properties"].get(name).map_or(&Value::Null, |property| &self.resolve(property)["type"]);
        match kind.as_str() {
            Some("object") => format!("`{name}` is a table of the portal itself: write `[{name}]`"),
            Some("array") => format!("`{name}` is a list of the portal itself: write `[[{name}]]` for each entry"),
            _ => format!("`{name}` is a key of the portal itself: write it above the first table"),
        }
    }

    fn is_top(&self, key: &str) -> bool {
        self.root["properties"].get(key).is_some()
    }

    /// A table that is one of several kinds: by the value of a key, or by its only key.
    fn variant(&mut self, branches: &'a [Value], value: &Node<'_>, at: &str) {
        let Kind::Table(table) = &value.kind else {
            if secrecy::is_secret_name(name_of(at)) || matches!(value.kind, Kind::List(_)) {
                self.conceal(value);
            }
            self.conceal_token(value);
            let message = format!("`{}` is a table, not {}", last(at), value.kind.noun());
            let named = |branch: &&Value| {
                let mut properties = branch["properties"].as_object().into_iter().flat_map(Map::values);
                properties.any(|property| property.get("const").is_some() && property["const"].as_str() == value.text())
            };
            let help = match branches.iter().find(named).or(branches.first()) {
                Some(branch) => {
                    format!("write it as a table, for example `{}`", self.example(branch, value.text()))
                }
                None => String::new(),
            };
            return self.push(TYPE, &value.span, at, message, help);
        };
        if let Some(tag) = tag(branches) {
            let names = branches.iter().filter_map(|branch| branch["properties"][tag]["const"].as_str());
            let Some((_, given)) = table.iter().find(|(key, _)| key.name == tag) else {
                self.conceal_others(branches, table);
                let help = format!("add `{tag}`, one of {}", list(names));
                let message = format!("`{tag}` is missing in `{at}`");
                return self.push(MISSING, &value.span, &path::key(at, tag), message, help);
            };
            let chosen = given
                .text()
                .and_then(|given| branches.iter().find(|branch| branch["properties"][tag]["const"] == given));
            match chosen {
                Some(branch) => self.table(branch, table, &value.span, at),
                None => {
                    self.conceal_others(branches, table);
                    self.choice(&names.collect::<Vec<_>>(), given, &path::key(at, tag));
                }
            }
            return;
        }
        let keys = || branches.iter().flat_map(|branch| array(branch, "required")).filter_map(Value::as_str);
        let chosen = branches
            .iter()
            .find(|branch| array(branch, "required").iter().all(|name| table.iter().any(|(key, _)| *name == key.name)));
        let known: Vec<&str> =
            table.iter().map(|(key, _)| key.name).filter(|name| keys().any(|key| key == *name)).collect();
        match (chosen, table.first()) {
            (Some(_), _) if known.len() > 1 => {
                let message =
                    format!("`{at}` is one of {}, and cannot be several at once", list(known.iter().copied()));
                let entries: Vec<String> = known.iter().map(|name| format!("{{ {name} = .. }}")).collect();
                let help = format!("write an entry for each: `{}`", entries.join(", "));
                self.push(UNKNOWN, &value.span, at, message, help);
            }
            (Some(branch), _) => self.table(branch, table, &value.span, at),
            (None, Some((key, _))) => {
                self.conceal(value);
                let name = key.name;
                let help = suggestion(name, keys());
                let message = format!("`{name}` is not a key of `{at}`");
                self.push(UNKNOWN, &key.span, &path::key(at, name), message, help);
            }
            (None, None) => {
                let help = format!("write one of {}", list(keys()));
                self.push(MISSING, &value.span, at, format!("`{at}` is empty"), help);
            }
        }
    }

    fn choice(&mut self, choices: &[&str], value: &Node<'_>, at: &str) {
        let given = match &value.kind {
            Kind::Text(text) if choices.contains(text) => return,
            Kind::Text(text) => text,
            other => {
                let message = format!("`{}` is a string, not {}", last(at), other.noun());
                let help = format!("write one of {}", list(choices.iter().copied()));
                return self.push(TYPE, &value.span, at, message, help);
            }
        };
        let message = format!("`{given}` is not a value of `{}`", last(at));
        self.push(CHOICE, &value.span, at, message, suggestion(given, choices.iter().copied()));
    }

    fn matches(&mut self, pattern: &'a str, text: &str) -> bool {
        // The patterns are those of the schema, which tests compile; one that does not compile refuses nothing here.
        let regex = self.patterns.entry(pattern).or_insert_with(|| Regex::new(pattern).ok());
        regex.as_ref().is_none_or(|regex| regex.is_match(text))
    }

    fn pattern(&mut self, schema: &'a Value, text: &str, span: &Range<usize>, at: &str) {
        if let Some(pattern) = schema.get("pattern").and_then(Value::as_str)
            && !self.matches(pattern, text)
        {
            self.push_kind(pattern, text, span, at);
        }
    }

    fn push_kind(&mut self, pattern: &str, text: &str, span: &Range<usize>, at: &str) {
        let kind = KINDS.iter().find(|kind| kind.pattern == pattern);
        let (name, rule) = kind.map_or(("string that fits", pattern), |kind| (kind.name, kind.rule));
        let help = match kind.and_then(|kind| correction(kind, text)) {
            Some(corrected) => format!("did you mean `{corrected}`? {}", capitalized(rule)),
            None => match kind.and_then(|kind| advice(kind, text, last(at))) {
                Some(advice) => format!("{rule}; {advice}"),
                None => rule.to_owned(),
            },
        };
        self.push(PATTERN, span, at, format!("`{text}` is not a valid {name}"), help);
    }

    fn range(&mut self, schema: &Value, written: &str, value: Option<i64>, span: &Range<usize>, at: &str) {
        let (least, most) = (bound(schema, "minimum"), bound(schema, "maximum"));
        // A number that is larger than any is out of every range.
        let low = value.is_none_or(|value| least.is_some_and(|least| value < least));
        let high = value.is_none_or(|value| most.is_some_and(|most| value > most));
        if !low && !high {
            return;
        }
        let (message, help) = match (least, most) {
            (Some(least), Some(most)) => ("out of range", format!("write {least} to {most}")),
            (Some(least), None) => ("too small", format!("write {least} or more")),
            (None, Some(most)) => ("too large", format!("write {most} or less")),
            (None, None) => ("too large", "write a smaller number".to_owned()),
        };
        self.push(RANGE, span, at, format!("`{written}` is {message} for `{}`", last(at)), help);
    }

    fn length(&mut self, schema: &Value, length: usize, one: &str, many: &str, value: &Node<'_>, at: &str) {
        let bound = |text: &str, list: &str| bound(schema, text).or_else(|| bound(schema, list));
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        let unit = |count: i64| if count == 1 { one.to_owned() } else { many.to_owned() };
        let help = match (bound("minLength", "minItems"), bound("maxLength", "maxItems")) {
            (Some(least), _) if length < least => format!("at least {least} {}", unit(least)),
            (_, Some(most)) if length > most => format!("at most {most} {}", unit(most)),
            _ => return,
        };
        let message = match length {
            0 => format!("`{}` is empty", last(at)),
            length => format!("`{}` has {length} {}", last(at), unit(length)),
        };
        self.push(LENGTH, &value.span, at, message, help);
    }

    fn unknown(
        &mut self,
        properties: Option<&Map<String, Value>>,
        key: &Key<'_>,
        value: &Node<'_>,
        at: &str,
        below: &str,
    ) {
        if self.is_full() {
            return self.conceal(value);
        }
        let name = key.name;
        let known = || properties.into_iter().flat_map(Map::keys).map(String::as_str);
        let closest = closest(name, known());
        // What a misspelled key is for is known.
        let is_top = !at.is_empty() && self.is_top(name);
        if (closest.is_some() || is_top) && !secrecy::is_secret_name(name) {
            self.conceal_token(value);
        } else {
            self.conceal(value);
        }
        let (table, help) = if at.is_empty() {
            ("the portal".to_owned(), suggestion(name, known()))
        } else if closest.is_none() && is_top {
            (format!("`{at}`"), self.misplaced(name))
        } else {
            (format!("`{at}`"), suggestion(name, known()))
        };
        self.push(UNKNOWN, &key.span, below, format!("`{name}` is not a key of {table}"), help);
    }

    fn missing(&mut self, property: Option<&'a Value>, name: &str, span: &Range<usize>, at: &str) {
        let table = if at.is_empty() { "the portal".to_owned() } else { format!("`{at}`") };
        let property = property.map(|property| (property, self.resolve(property)));
        let example = property.and_then(|(_, schema)| schema["examples"].get(0)).map(ToString::to_string);
        let value = example.map(|example| format!(" = {example}")).unwrap_or_default();
        let help = match property.and_then(|(property, _)| property["description"].as_str()) {
            Some(description) => format!("add `{name}{value}`: {}", sentence(description)),
            None => format!("add `{name}{value}`"),
        };
        self.push(MISSING, span, &path::key(at, name), format!("`{name}` is missing in {table}"), help);
    }

    fn push(&mut self, code: Code, span: &Range<usize>, at: &str, message: String, help: String) {
        if self.is_full() {
            return;
        }
        let diagnostic = Diagnostic::new(code, at, message).with_help(help);
        self.structure.found.push(Found { diagnostic, span: span.clone() });
    }

    /// Whether one more diagnostic is only counted, which it is then.
    fn is_full(&mut self) -> bool {
        let full = self.structure.found.len() >= MOST;
        if full {
            self.structure.rest += 1;
        }
        full
    }

    /// A table with the keys that it has to have, of which one takes the text that was given in its place.
    fn example(&mut self, schema: &'a Value, given: Option<&str>) -> String {
        let names: Vec<&'a str> = array(schema, "required").iter().filter_map(Value::as_str).collect();
        let takes = given.and_then(|given| {
            let chosen = |name: &&&str| {
                let choices = array(self.resolve(&schema["properties"][**name]), "oneOf");
                choices.iter().any(|choice| choice["const"] == given)
            };
            if let Some(name) = names.iter().find(chosen) {
                return Some(*name);
            }
            let open: Vec<(&'a str, Option<&'a str>)> = names
                .iter()
                .map(|name| (*name, self.resolve(&schema["properties"][*name])))
                .filter(|(_, property)| property["type"] == "string" && property.get("const").is_none())
                .map(|(name, property)| (name, property["pattern"].as_str()))
                .collect();
            let fits = open.iter().find(|(_, pattern)| pattern.is_some_and(|pattern| self.matches(pattern, given)));
            fits.or(open.iter().find(|(_, pattern)| pattern.is_none())).map(|(name, _)| *name)
        });
        let entry = |name: &'a str| {
            if let Some(given) = given.filter(|_| takes == Some(name)) {
                return format!("{name} = {}", Value::from(given));
            }
            let property = self.resolve(&schema["properties"][name]);
            let fixed = property.get("const").or_else(|| property["oneOf"].get(0)?.get("const"));
            let value = match fixed.or_else(|| property["examples"].get(0)) {
                Some(value) => value.to_string(),
                None if property["type"] == "string" => "\"..\"".to_owned(),
                None => property.get("minimum").map_or_else(|| "..".to_owned(), ToString::to_string),
            };
            format!("{name} = {value}")
        };
        let entries: Vec<String> = names.iter().map(|name| entry(name)).collect();
        format!("{{ {} }}", entries.join(", "))
    }

    /// The schema that a reference points at; what stands beside the reference are words.
    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let reference = schema.get("$ref").or_else(|| schema.get("allOf")?.get(0)?.get("$ref"));
        let name = reference.and_then(Value::as_str).and_then(|reference| reference.strip_prefix("#/definitions/"));
        match name.and_then(|name| self.root["definitions"].get(name)) {
            Some(schema) => self.resolve(schema),
            None => schema,
        }
    }
}

fn array<'a>(schema: &'a Value, name: &str) -> &'a [Value] {
    schema.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn bound(schema: &Value, name: &str) -> Option<i64> {
    schema.get(name).and_then(Value::as_i64)
}

/// The texts to choose from, if all branches are texts.
fn texts(branches: &[Value]) -> Option<Vec<&str>> {
    if branches.is_empty() { None } else { branches.iter().map(|branch| branch.get("const")?.as_str()).collect() }
}

/// The key whose value says which branch a table is.
fn tag(branches: &[Value]) -> Option<&str> {
    let properties = branches.first()?.get("properties")?.as_object()?;
    let tagged = |name: &str| branches.iter().all(|branch| branch["properties"][name].get("const").is_some());
    properties.keys().map(String::as_str).find(|name| tagged(name))
}

/// The rule that the keys of a map keep to, and the schema of its values.
fn pattern_property(schema: &Value) -> Option<(&str, &Value)> {
    schema.get("patternProperties")?.as_object()?.iter().next().map(|(pattern, entry)| (pattern.as_str(), entry))
}

fn suggestion<'a>(name: &str, candidates: impl Iterator<Item = &'a str> + Clone) -> String {
    match closest(name, candidates.clone()) {
        Some(closest) => format!("did you mean `{closest}`?"),
        None if candidates.clone().count() == 1 => format!("the only one here is {}", list(candidates)),
        None => format!("write one of {}", list(candidates)),
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|letter| letter.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// The last key of a path, with the index behind it.
fn last(at: &str) -> &str {
    at.rsplit_once('.').map_or(at, |(_, last)| last)
}

/// The last key of a path alone.
fn name_of(at: &str) -> &str {
    let last = last(at);
    last.split_once('[').map_or(last, |(name, _)| name)
}

/// A description as part of a sentence: its first one, without the full stop.
fn sentence(description: &str) -> String {
    let first = description.split(". ").next().unwrap_or(description).trim_end_matches('.');
    let mut letters = first.chars();
    letters.next().map(|letter| letter.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// A type of JSON Schema, with its article.
fn noun(kind: &str) -> &'static str {
    match kind {
        "object" => "a table",
        "array" => "a list",
        "string" => "a string",
        "integer" => "a whole number",
        "boolean" => "`true` or `false`",
        _ => "a number",
    }
}

fn type_help(expected: &str, given: &Kind<'_>, at: &str) -> String {
    let name = last(at);
    match (expected, given) {
        ("object", Kind::Boolean(true)) => format!("the table switches the option on: write `[{at}]`"),
        ("object", Kind::Boolean(false)) => "the option is off where its table is absent: remove the line".to_owned(),
        ("object", Kind::List(_)) => format!("write `[{at}]` once, not `[[{at}]]`"),
        ("object", _) => format!("write it as a table: `[{at}]`, or `{name} = {{ key = value }}`"),
        ("array", Kind::Table(_)) => format!("write `[[{at}]]`, once for each entry"),
        ("array", _) => format!("write it as a list: `{name} = [..]`"),
        ("string", Kind::Integer(written, _)) => format!("write it in quotes: `\"{written}\"`"),
        ("string", Kind::Boolean(value)) => format!("write it in quotes: `\"{value}\"`"),
        ("string", _) => format!("write `{name} = \"..\"`"),
        ("integer", Kind::Text(text)) if text.parse::<i64>().is_ok() => {
            format!("write it without quotes: `{text}`")
        }
        ("integer", Kind::Fraction) => "write it without a fraction".to_owned(),
        ("integer", _) => format!("write a whole number: `{name} = 1`"),
        _ => format!("write `{name} = true` or `{name} = false`"),
    }
}
