//! What changes from one interface to another.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use triceps_core::json::Json;

use super::schema::shown_name;
use super::{Additional, Interface, Parameter, Schema, Shape};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Whether what was right may be wrong now.
    pub breaking: bool,
    /// What it is about: `parameter sku`, `type lockType`.
    pub subject: String,
    /// What happened: `removed`, `string → int`.
    pub what: String,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { breaking, subject, what } = self;
        write!(f, "{}{subject}: {what}", if *breaking { "breaking: " } else { "" })
    }
}

/// All changes from one interface to another: breaking ones first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference(Vec<Change>);

/// Who gives a value: what makes it narrower breaks callers, what makes it wider breaks readers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Given,
    Read,
}

impl Difference {
    /// Compares two interfaces of a module.
    pub fn between(old: &Interface, new: &Interface) -> Self {
        let mut comparison = Comparison { old, new, changes: Vec::new(), pairs: Vec::new(), seen: BTreeSet::new() };
        comparison.scope();
        comparison.parameters();
        comparison.outputs();
        comparison.exports();
        comparison.named_types();
        comparison.resources();
        let mut changes = comparison.changes;
        // The order within each group is that of the template.
        changes.sort_by_key(|change| !change.breaking);
        Self(changes)
    }

    /// The changes.
    pub fn iter(&self) -> std::slice::Iter<'_, Change> {
        self.0.iter()
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a Difference {
    type Item = &'a Change;
    type IntoIter = std::slice::Iter<'a, Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return writeln!(f, "the interface does not change");
        }
        self.0.iter().try_for_each(|change| writeln!(f, "{change}"))
    }
}

struct Comparison<'a> {
    old: &'a Interface,
    new: &'a Interface,
    changes: Vec<Change>,
    /// Named types that stand for each other, to be compared once.
    pairs: Vec<(&'a str, &'a str, Side)>,
    seen: BTreeSet<(&'a str, &'a str, Side)>,
}

impl<'a> Comparison<'a> {
    fn push(&mut self, breaking: bool, subject: &str, what: impl Into<String>) {
        self.changes.push(Change { breaking, subject: subject.to_owned(), what: what.into() });
    }

    fn scope(&mut self) {
        let (old, new) = (self.old.scope, self.new.scope);
        if old != new {
            self.push(true, "scope", format!("{} → {}", old.name(), new.name()));
        }
    }

    fn parameters(&mut self) {
        let (old, new) = (self.old, self.new);
        let mut before: BTreeMap<&str, &'a Parameter> = by_name(&old.parameters, |parameter| &parameter.name);
        for parameter in &new.parameters {
            let subject = format!("parameter {}", parameter.name);
            let required = parameter.is_required(&new.types);
            let Some(was) = before.remove(parameter.name.as_str()) else {
                let kind = parameter.schema.text();
                let what = if required { format!("added, required, {kind}") } else { format!("added, {kind}") };
                self.push(required, &subject, what);
                continue;
            };
            match (was.is_required(&old.types), required) {
                (false, true) => self.push(true, &subject, "is required now"),
                (true, false) => self.push(false, &subject, "is optional now"),
                _ => {}
            }
            // Whether it may be null is told by being required, but for a parameter with a default.
            self.schema(
                &subject,
                &was.schema,
                &parameter.schema,
                Side::Given,
                was.default.is_some() && parameter.default.is_some(),
            );
            self.default(&subject, was, parameter);
        }
        for was in old.parameters.iter().filter(|was| before.contains_key(was.name.as_str())) {
            self.push(true, &format!("parameter {}", was.name), "removed");
        }
    }

    fn default(&mut self, subject: &str, was: &Parameter, is: &Parameter) {
        if was.default == is.default {
            return;
        }
        let shown = |default: &Option<Json>| {
            default.as_ref().map_or_else(|| "none".to_owned(), |value| shorten(&value.to_string()))
        };
        self.push(false, subject, format!("default {} → {}", shown(&was.default), shown(&is.default)));
    }

    fn outputs(&mut self) {
        let (old, new) = (self.old, self.new);
        let mut before = by_name(&old.outputs, |output| &output.name);
        for output in &new.outputs {
            let subject = format!("output {}", output.name);
            match before.remove(output.name.as_str()) {
                None => self.push(false, &subject, format!("added, {}", output.schema.text())),
                Some(was) => self.schema(&subject, &was.schema, &output.schema, Side::Read, true),
            }
        }
        for was in old.outputs.iter().filter(|was| before.contains_key(was.name.as_str())) {
            self.push(true, &format!("output {}", was.name), "removed");
        }
    }

    fn exports(&mut self) {
        let (old, new) = (self.old, self.new);
        for name in new.exported_types.difference(&old.exported_types) {
            self.push(false, &format!("type {name}"), "exported");
        }
        for name in old.exported_types.difference(&new.exported_types) {
            self.push(true, &format!("type {name}"), "not exported any more");
        }
        for name in old.exported_types.intersection(&new.exported_types) {
            self.pair(name, name, Side::Given);
        }
        let mut before = by_name(&old.functions, |function| &function.name);
        for function in &new.functions {
            let subject = format!("function {}", function.name);
            let Some(was) = before.remove(function.name.as_str()) else {
                self.push(false, &subject, "added");
                continue;
            };
            if was.parameters.len() != function.parameters.len() {
                let what = format!("{} → {} parameters", was.parameters.len(), function.parameters.len());
                self.push(true, &subject, what);
            }
            for ((name, was), (_, is)) in was.parameters.iter().zip(&function.parameters) {
                self.schema(&format!("{subject}, parameter {name}"), was, is, Side::Given, true);
            }
            self.schema(&format!("{subject}, result"), &was.output, &function.output, Side::Read, true);
        }
        for was in old.functions.iter().filter(|was| before.contains_key(was.name.as_str())) {
            self.push(true, &format!("function {}", was.name), "removed");
        }
        let names = |interface: &'a Interface| -> BTreeSet<&'a str> {
            interface.variables.iter().map(|variable| variable.name.as_str()).collect()
        };
        for name in names(new).difference(&names(old)) {
            self.push(false, &format!("variable {name}"), "added");
        }
        for name in names(old).difference(&names(new)) {
            self.push(true, &format!("variable {name}"), "removed");
        }
    }

    fn named_types(&mut self) {
        let mut next = 0;
        while let Some((old, new, side)) = self.pairs.get(next).copied() {
            next += 1;
            let (Some(was), Some(is)) = (self.old.types.get(old), self.new.types.get(new)) else { continue };
            let (before, after) = (shown_name(without_source(old)), shown_name(without_source(new)));
            let subject = if before == after { format!("type {after}") } else { format!("type {before} → {after}") };
            self.schema(&subject, was, is, side, true);
        }
    }

    fn resources(&mut self) {
        let (old, new) = (self.old, self.new);
        let split = |resources: &'a BTreeSet<String>| {
            let mut versions: BTreeMap<&'a str, Vec<&'a str>> = BTreeMap::new();
            for resource in resources {
                let (kind, version) = resource.split_once('@').unwrap_or((resource, ""));
                versions.entry(kind).or_default().push(version);
            }
            versions
        };
        let (before, after) = (split(&old.resources), split(&new.resources));
        for (kind, versions) in &after {
            match before.get(kind) {
                None => self.push(false, &format!("resource {kind}"), format!("added, {}", versions.join(", "))),
                Some(was) if was != versions => {
                    let what = format!("{} → {}", was.join(", "), versions.join(", "));
                    self.push(false, &format!("resource {kind}"), what);
                }
                Some(_) => {}
            }
        }
        for kind in before.keys().filter(|kind| !after.contains_key(**kind)) {
            self.push(false, &format!("resource {kind}"), "removed");
        }
    }

    fn pair(&mut self, old: &'a str, new: &'a str, side: Side) {
        if self.seen.insert((old, new, side)) {
            self.pairs.push((old, new, side));
        }
    }

    /// Compares what fits a place. The depth of both is bounded, as names are compared for themselves.
    fn schema(&mut self, subject: &str, old: &'a Schema, new: &'a Schema, side: Side, nullable: bool) {
        if old.secure != new.secure {
            let what = if new.secure { "is a secret now" } else { "is not a secret any more" };
            self.push(side == Side::Read || !new.secure, subject, what);
        }
        let (was, is) = (old.nullable == Some(true), new.nullable == Some(true));
        if nullable && was != is {
            let what = if is { "may be null now" } else { "may not be null any more" };
            self.push(is == (side == Side::Read), subject, what);
        }
        if old.derived_from != new.derived_from {
            let shown = |derived: &Option<String>| derived.clone().unwrap_or_else(|| "none".to_owned());
            let what = format!("derived from {} → {}", shown(&old.derived_from), shown(&new.derived_from));
            self.push(false, subject, what);
        }
        self.allowed(subject, old, new, side);
        self.bound(subject, "least", old.min, new.min, side);
        self.bound(subject, "greatest", old.max, new.max, side);
        match (&old.shape, &new.shape) {
            (Shape::Named(was), Shape::Named(is)) => self.pair(was, is, side),
            // A name for what was written out, or the other way round.
            (Shape::Named(_), _) | (_, Shape::Named(_)) => {
                let (was, is) = (old.resolve(&self.old.types), new.resolve(&self.new.types));
                if is_untyped(&was.shape) != is_untyped(&is.shape) {
                    let is_narrower = is_untyped(&was.shape);
                    let what = format!("{} → {}", old.text(), new.text());
                    self.push(is_narrower == (side == Side::Given), subject, what);
                    return;
                }
                if matches!(was.shape, Shape::Named(_)) || matches!(is.shape, Shape::Named(_)) {
                    return;
                }
                // One of them is written out, so that this ends with it.
                self.schema(subject, was, is, side, false);
            }
            (Shape::Array(Some(was)), Shape::Array(Some(is))) => {
                self.schema(&format!("{subject}[*]"), was, is, side, true);
            }
            (Shape::Tuple(was), Shape::Tuple(is)) if was.len() == is.len() => {
                for (at, (was, is)) in was.iter().zip(is).enumerate() {
                    self.schema(&format!("{subject}[{at}]"), was, is, side, true);
                }
            }
            (was, is) if is_untyped(was) != is_untyped(is) => {
                // Anything went in before, or does so now.
                let is_narrower = is_untyped(was);
                let (was, is) = (old.text(), new.text());
                self.push(is_narrower == (side == Side::Given), subject, format!("{was} → {is}"));
            }
            (
                Shape::Object { properties: was, additional: was_more },
                Shape::Object { properties: is, additional: is_more },
            ) => {
                self.properties(subject, was, is, side);
                self.additional(subject, was_more, is_more, side);
            }
            (Shape::Tagged { by: was, variants: before }, Shape::Tagged { by: is, variants: after }) => {
                if was != is {
                    self.push(true, subject, format!("told apart by {was} → {is}"));
                    return;
                }
                let mut left: BTreeMap<&str, &'a Schema> =
                    before.iter().map(|(name, schema)| (name.as_str(), schema)).collect();
                for (name, schema) in after {
                    match left.remove(name.as_str()) {
                        None => self.push(side == Side::Read, subject, format!("variant '{name}' added")),
                        Some(was) => self.schema(&format!("{subject}('{name}')"), was, schema, side, false),
                    }
                }
                for (name, _) in before.iter().filter(|(name, _)| left.contains_key(name.as_str())) {
                    self.push(side == Side::Given, subject, format!("variant '{name}' removed"));
                }
            }
            (was, is) if std::mem::discriminant(was) == std::mem::discriminant(is) => {
                let (was, is) = (old.text(), new.text());
                let is_kind = matches!(old.shape, Shape::Array(_) | Shape::Tuple(_)) && old.allowed.is_empty();
                if is_kind && was != is {
                    self.push(true, subject, format!("{was} → {is}"));
                }
            }
            // Any value fit before, or fits now.
            (Shape::Any, _) => self.push(side == Side::Given, subject, format!("any → {}", new.text())),
            (_, Shape::Any) => self.push(side == Side::Read, subject, format!("{} → any", old.text())),
            _ => self.push(true, subject, format!("{} → {}", old.text(), new.text())),
        }
    }

    fn properties(&mut self, subject: &str, old: &'a [super::Property], new: &'a [super::Property], side: Side) {
        let mut before = by_name(old, |property| &property.name);
        for property in new {
            let place = format!("{subject}.{}", property.name);
            let required = !property.optional && !property.schema.is_nullable(&self.new.types);
            let Some(was) = before.remove(property.name.as_str()) else {
                let kind = property.schema.text();
                let is_needed = required && side == Side::Given;
                let what = if is_needed { format!("added, required, {kind}") } else { format!("added, {kind}") };
                self.push(is_needed, &place, what);
                continue;
            };
            let was_required = !was.optional && !was.schema.is_nullable(&self.old.types);
            match (was_required, required, side) {
                (false, true, Side::Given) => self.push(true, &place, "is required now"),
                (true, false, Side::Given) => self.push(false, &place, "is optional now"),
                (false, true, Side::Read) => self.push(false, &place, "is always there now"),
                (true, false, Side::Read) => self.push(true, &place, "may be absent now"),
                _ => {}
            }
            self.schema(&place, &was.schema, &property.schema, side, false);
        }
        for was in old.iter().filter(|was| before.contains_key(was.name.as_str())) {
            self.push(true, &format!("{subject}.{}", was.name), "removed");
        }
    }

    fn additional(&mut self, subject: &str, old: &'a Additional, new: &'a Additional, side: Side) {
        match (old, new) {
            (Additional::Typed(was), Additional::Typed(is)) => {
                self.schema(&format!("{subject}.*"), was, is, side, true);
            }
            _ if std::mem::discriminant(old) == std::mem::discriminant(new) => {}
            _ => {
                let shown = |additional: &Additional| match additional {
                    Additional::Any => "any".to_owned(),
                    Additional::Sealed => "none".to_owned(),
                    Additional::Typed(value) => value.text(),
                };
                let is_wider = matches!(new, Additional::Any) || matches!(old, Additional::Sealed);
                let what = format!("further properties {} → {}", shown(old), shown(new));
                self.push(is_wider == (side == Side::Read), subject, what);
            }
        }
    }

    fn allowed(&mut self, subject: &str, old: &Schema, new: &Schema, side: Side) {
        if old.allowed == new.allowed {
            return;
        }
        match (old.allowed.is_empty(), new.allowed.is_empty()) {
            (true, _) => self.push(side == Side::Given, subject, format!("any value → only {}", list(&new.allowed))),
            (_, true) => self.push(side == Side::Read, subject, format!("only {} → any value", list(&old.allowed))),
            _ => {
                let added: Vec<Json> =
                    new.allowed.iter().filter(|value| !old.allowed.contains(value)).cloned().collect();
                let removed: Vec<Json> =
                    old.allowed.iter().filter(|value| !new.allowed.contains(value)).cloned().collect();
                if !removed.is_empty() {
                    let what = format!("{} not allowed any more", list(&removed));
                    self.push(side == Side::Given, subject, what);
                }
                if !added.is_empty() {
                    self.push(side == Side::Read, subject, format!("{} allowed now", list(&added)));
                }
            }
        }
    }

    fn bound(&mut self, subject: &str, which: &str, old: Option<i64>, new: Option<i64>, side: Side) {
        if old == new {
            return;
        }
        let is_narrower = match (old, new) {
            (None, _) => true,
            (_, None) => false,
            (Some(old), Some(new)) => (new > old) == (which == "least"),
        };
        let shown = |bound: Option<i64>| bound.map_or_else(|| "none".to_owned(), |bound| bound.to_string());
        let what = format!("{which} value or length {} → {}", shown(old), shown(new));
        self.push(is_narrower == (side == Side::Given), subject, what);
    }
}

/// Whether it is an object or array that reveals nothing about what is in it.
fn is_untyped(shape: &Shape) -> bool {
    match shape {
        Shape::Object { properties, additional: Additional::Any } => properties.is_empty(),
        Shape::Array(None) => true,
        _ => false,
    }
}

fn by_name<T>(items: &[T], name: impl Fn(&T) -> &String) -> BTreeMap<&str, &T> {
    items.iter().map(|item| (name(item).as_str(), item)).collect()
}

/// The name of a type without the number of the file that it came from.
fn without_source(name: &str) -> &str {
    match name.strip_prefix('_').and_then(|rest| rest.split_once('.')) {
        Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => name,
    }
}

fn list(values: &[Json]) -> String {
    values.iter().map(Json::to_string).collect::<Vec<_>>().join(", ")
}

/// A default on one line of bounded length.
fn shorten(text: &str) -> String {
    const MAX: usize = 80;
    if text.chars().count() <= MAX {
        return text.to_owned();
    }
    text.chars().take(MAX).chain(['…']).collect()
}
