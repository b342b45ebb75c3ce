//! Objects that are known by their type only, against object types.

use triceps_types::ObjectType as IndexObject;

use super::Checker;
use super::inferred::{Inferred, of_kind};
use super::near::nearest;
use super::object::{not_allowed, report_read_only, unknown_severity};
use super::place::Place;
use super::target::{Field, Fields, listed};
use super::top::BodyKind;
use super::value;
use crate::diagnostic::Severity;
use crate::types::ObjectType;

/// Checks a value with a declared type against an object type.
///
/// What is missing is not asked: objects may have more properties than their declared type says.
pub(super) fn check_declared<'t>(
    checker: &mut Checker<'t, '_>,
    declared: &'t ObjectType,
    fields: &Fields,
    place: &Place<'_>,
) {
    if place.is_deep() {
        return;
    }
    let scope = checker.scope;
    let members = declared.members.iter().map(|member| (&*member.name, move || scope.declared(&member.value)));
    properties(checker, members, fields, place);
}

/// Checks what a resource has at some place against an object type.
pub(super) fn check_known(
    checker: &mut Checker<'_, '_>,
    known: IndexObject<'static>,
    fields: &Fields,
    place: &Place<'_>,
) {
    let target = match fields {
        Fields::Object(object) => object.id(),
        Fields::Variant(variant) => variant.object().id(),
        Fields::Body(_) | Fields::Usual(_) => known.id(),
    };
    if place.is_deep() || checker.compared.contains(&(known.id(), target)) {
        return;
    }
    if known.additional_properties().is_none() {
        let mut missing: Vec<&str> = Vec::new();
        fields.for_each(|field| {
            if field.required && !field.read_only && known.property(field.name).is_none() {
                missing.push(field.name);
            }
        });
        if !missing.is_empty() {
            missing.sort_unstable();
            let message = format!("the value lacks {}, which `{}` requires", listed(missing), fields.name());
            place.report(
                checker.findings,
                "BCP035",
                Severity::Warning,
                message,
                "write the object, property by property",
            );
        }
    }
    checker.compared.push((known.id(), target));
    let members = known.properties().map(|property| (property.name(), move || of_kind(property.kind())));
    properties(checker, members, fields, place);
}

fn properties<'t, 'n>(
    checker: &mut Checker<'t, '_>,
    members: impl Iterator<Item = (&'n str, impl Fn() -> Inferred<'t>)>,
    fields: &Fields,
    place: &Place<'_>,
) {
    let mut known: Vec<Field> = Vec::new();
    fields.for_each(|field| known.push(field));
    let members: Vec<_> = members.collect();
    let is_written = |name: &str| members.iter().any(|(member, _)| *member == name);
    for (name, inferred) in &members {
        let found = known.iter().find(|field| field.name == *name).copied();
        let found = found.or_else(|| match fields {
            Fields::Body(body) => body.extra(name),
            _ => None,
        });
        let (target, nullable) = match (found, fields.additional()) {
            // Of the items of another resource's arrays the compiler forgets that they were read.
            (Some(field), _) if field.read_only && place.of_item => continue,
            (Some(field), _) if field.read_only => {
                let severity = match fields {
                    Fields::Body(body) if matches!(body.kind, BodyKind::Unknown) => Severity::Error,
                    _ => Severity::Warning,
                };
                report_read_only(checker, name, severity, place);
                continue;
            }
            (Some(field), _) => (field.target, field.nullable),
            (None, Some(target)) => (target, false),
            (None, None) => {
                let open = known.iter().filter(|field| !field.read_only && !is_written(field.name));
                let (id, help) = match nearest(name, open.map(|field| field.name)) {
                    Some(near) => ("BCP089", format!("did you mean `{near}`?")),
                    None => ("BCP037", "write the object, property by property, without it".to_owned()),
                };
                place.report(checker.findings, id, unknown_severity(fields), not_allowed(name, fields), help);
                continue;
            }
        };
        let inner = place.property(name, Severity::Warning, nullable);
        value::compare(checker, inferred(), target.shape(), &inner);
    }
}
