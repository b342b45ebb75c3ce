//! Objects against object types, property by property.

use triceps_types::Property;

use super::infer::Scope;
use super::inferred::{Inferred, Properties};
use super::near::nearest;
use super::place::{Place, Slot};
use super::target::{Field, Fields, Level, listed};
use super::value;
use super::{Checker, typed};
use crate::diagnostic::Severity;
use crate::expr::{Entry, Expr, Key, Object};

/// Objects with more properties than this are matched on the heap.
const ON_STACK: usize = 16;

/// Checks an object literal against an object type.
pub(super) fn check<'t>(checker: &mut Checker<'t, '_>, object: &'t Object, fields: &Fields, place: &Place<'_>) {
    let mut on_stack = [None; ON_STACK];
    let mut on_heap;
    let slots: &mut [Option<Field>] = if object.entries.len() <= ON_STACK {
        &mut on_stack[..object.entries.len()]
    } else {
        on_heap = vec![None; object.entries.len()];
        &mut on_heap
    };
    let mut missing = Vec::new();
    let match_property = |property: Property<'static>| {
        // Names of the data are compared in place: most of them are not written.
        match object.entries.iter().position(|entry| is_entry(entry, |key| property.is_named(key))) {
            Some(index) => slots[index] = Some(Field::of(property)),
            None if property.is_required() && !property.is_read_only() => missing.push(Field::of(property)),
            None => {}
        }
    };
    match fields {
        Fields::Object(kind) => kind.properties().for_each(match_property),
        Fields::Variant(variant) => variant.properties().for_each(match_property),
        Fields::Body(_) | Fields::Usual(_) => fields.for_each(|field| match position(object, field.name) {
            Some(index) => slots[index] = Some(field),
            None if field.required && !field.read_only => missing.push(field),
            None => {}
        }),
    }
    if !missing.is_empty() && !place.partial {
        report_missing(checker, object, fields, missing, place);
    }
    for (entry, slot) in object.entries.iter().zip(slots) {
        match entry {
            Entry::Property { key: Key::Text(key), value } => {
                property(checker, object, fields, slot.take(), (key, value), place);
            }
            Entry::Property { key: Key::Computed(_), .. } => {
                // At the top it has been refused already.
                if fields.additional().is_none() && fields.level() != Level::Body {
                    let help = format!("permitted are {}", listed(permitted(checker.scope, object, fields)));
                    let message = format!("a computed key cannot stand in an object of the type `{}`", fields.name());
                    place.report(checker.findings, "BCP040", unknown_severity(fields), message, help);
                }
            }
            Entry::Spread(other) => spread(checker, object, fields, other, place),
        }
    }
}

fn position(object: &Object, name: &str) -> Option<usize> {
    object.entries.iter().position(|entry| is_entry(entry, |key| key == name))
}

fn is_entry(entry: &Entry, is_key: impl Fn(&str) -> bool) -> bool {
    matches!(entry, Entry::Property { key: Key::Text(key), .. } if is_key(key))
}

fn property<'t>(
    checker: &mut Checker<'t, '_>,
    object: &'t Object,
    fields: &Fields,
    field: Option<Field>,
    (key, value): (&'t str, &'t Expr),
    place: &Place<'_>,
) {
    let level = fields.level();
    let field = match (field, fields) {
        (None, Fields::Body(body)) => body.extra(key),
        (field, _) => field,
    };
    let Some(field) = field else {
        return match fields.additional() {
            Some(target) => {
                let severity = if level == Level::Usual { Severity::Error } else { Severity::Warning };
                value::check(checker, value, target, &place.property(key, severity, false));
            }
            None => report_unknown(checker, object, fields, key, place),
        };
    };
    let severity = if field.system { Severity::Error } else { Severity::Warning };
    let inner = place.property(key, severity, field.nullable);
    if let Fields::Body(body) = fields {
        if body.traits.existing && !body.traits.extension && !matches!(key, "name" | "scope" | "parent" | "dependsOn") {
            let message = format!("the property `{key}` cannot be set on an existing resource");
            let help = "only `name`, `parent`, `scope` and `dependsOn` say which resource is meant";
            return inner.report(checker.findings, "BCP173", Severity::Error, message, help);
        }
        if body.traits.existing && body.traits.extension {
            return value::check(checker, value, field.target, &inner);
        }
    }
    if field.read_only {
        return report_read_only(checker, key, severity, &inner);
    }
    if field.fallback {
        let message = format!("the type `{}` has no property `{key}`, though other types do", fields.name());
        inner.report(
            checker.findings,
            "BCP187",
            Severity::Warning,
            message,
            "leave it out, unless Azure is known to take it",
        );
    }
    value::check(checker, value, field.target, &inner);
}

/// Properties taken over from another object count as written in this one.
fn spread<'t>(checker: &mut Checker<'t, '_>, object: &'t Object, fields: &Fields, other: &'t Expr, place: &Place<'_>) {
    let inner = match checker.scope.infer(other) {
        Inferred::Object(Properties::Literal(inner)) => inner,
        Inferred::Object(Properties::Declared(declared)) => {
            return typed::check_declared(checker, declared, fields, place);
        }
        _ => return,
    };
    for entry in &inner.entries {
        match entry {
            Entry::Property { key: Key::Text(key), value } => {
                let mut field = None;
                fields.for_each(|candidate| {
                    if candidate.name == *key {
                        field = Some(candidate);
                    }
                });
                property(checker, object, fields, field, (key, value), place);
            }
            Entry::Property { .. } => {}
            Entry::Spread(other) => spread(checker, object, fields, other, place),
        }
    }
}

/// The object literal that an expression is or a variable holds.
fn literal_of<'t>(scope: Scope<'t, '_>, expr: &'t Expr) -> Option<&'t Object> {
    match scope.infer(expr) {
        Inferred::Object(Properties::Literal(object)) => Some(object),
        _ => None,
    }
}

/// Whether an object may have more properties than are written in it, and whether one is among those taken over.
enum Spreads {
    Open,
    Has,
    Lacks,
}

fn in_spreads(scope: Scope<'_, '_>, object: &Object, name: &str) -> Spreads {
    let mut found = Spreads::Lacks;
    for entry in &object.entries {
        match entry {
            Entry::Property { key: Key::Computed(_), .. } => return Spreads::Open,
            Entry::Property { .. } => {}
            Entry::Spread(other) => match literal_of(scope, other) {
                None => return Spreads::Open,
                Some(inner) if position(inner, name).is_some() => found = Spreads::Has,
                Some(inner) => match in_spreads(scope, inner, name) {
                    Spreads::Open => return Spreads::Open,
                    Spreads::Has => found = Spreads::Has,
                    Spreads::Lacks => {}
                },
            },
        }
    }
    found
}

/// Whether an object may have a property that is not written in it.
pub(super) fn may_have(scope: Scope<'_, '_>, object: &Object, name: &str) -> bool {
    !matches!(in_spreads(scope, object, name), Spreads::Lacks)
}

fn report_missing<'t>(
    checker: &mut Checker<'t, '_>,
    object: &'t Object,
    fields: &Fields,
    mut missing: Vec<Field>,
    place: &Place<'_>,
) {
    missing.retain(|field| !may_have(checker.scope, object, field.name));
    if missing.is_empty() {
        return;
    }
    missing.sort_unstable_by_key(|field| field.name);
    let severity = if missing.iter().any(|field| field.system) { Severity::Error } else { Severity::Warning };
    let names = listed(missing.iter().map(|field| field.name));
    let what = match place.slot {
        Slot::Resource(name) => format!("the resource `{name}`"),
        Slot::Property(name) => format!("the object `{name}`"),
        Slot::Item => "the item".to_owned(),
    };
    let kinds: Vec<String> =
        missing.iter().map(|field| format!("`{}: {}`", field.name, field.target.shape().name())).collect();
    let message = format!("{what} lacks {names}, which `{}` requires", fields.name());
    place.report(checker.findings, "BCP035", severity, message, format!("add {}", kinds.join(", ")));
}

fn report_unknown<'t>(
    checker: &mut Checker<'t, '_>,
    object: &'t Object,
    fields: &Fields,
    key: &str,
    place: &Place<'_>,
) {
    let severity = unknown_severity(fields);
    let permitted = permitted(checker.scope, object, fields);
    let message = not_allowed(key, fields);
    let inner = place.property(key, severity, false);
    if place.variable.is_none()
        && let Some(near) = nearest(key, permitted.iter().copied())
    {
        return inner.report(checker.findings, "BCP089", severity, message, format!("did you mean `{near}`?"));
    }
    let help = if permitted.is_empty() {
        "leave it out; nothing else may be set here".to_owned()
    } else {
        format!("permitted are {}", listed(permitted))
    };
    inner.report(checker.findings, "BCP037", severity, message, help);
}

pub(super) fn report_read_only(checker: &mut Checker<'_, '_>, key: &str, severity: Severity, place: &Place<'_>) {
    let message = format!("the property `{key}` is read-only");
    place.report(checker.findings, "BCP073", severity, message, "leave it out; it can be read");
}

pub(super) fn not_allowed(key: &str, fields: &Fields) -> String {
    format!("the property `{key}` is not allowed in `{}`", fields.name())
}

pub(super) fn unknown_severity(fields: &Fields) -> Severity {
    if fields.level() == Level::Typed { Severity::Warning } else { Severity::Error }
}

/// The properties that could still be written, sorted.
fn permitted(scope: Scope<'_, '_>, object: &Object, fields: &Fields) -> Vec<&'static str> {
    let mut names = Vec::new();
    match fields {
        Fields::Body(body) if body.traits.existing && !body.traits.extension => {
            body.for_each_permitted(|name| {
                if matches!(name, "name" | "scope" | "parent" | "dependsOn") {
                    names.push(name);
                }
            });
        }
        Fields::Body(body) => body.for_each_permitted(|name| names.push(name)),
        _ => fields.for_each(|field| {
            if !field.read_only {
                names.push(field.name);
            }
        }),
    }
    names.retain(|name| {
        position(object, name).is_none() && matches!(in_spreads(scope, object, name), Spreads::Lacks | Spreads::Open)
    });
    names.sort_unstable_by(|left, right| left.to_lowercase().cmp(&right.to_lowercase()).then(left.cmp(right)));
    names
}
