//! Objects with variants: the one that a property names is the type of the object.

use triceps_types::{DiscriminatedObjectType, Variant};

use super::Checker;
use super::inferred::{Inferred, Text};
use super::near::nearest;
use super::object;
use super::place::Place;
use super::target::{Fields, alternatives, listed_sorted, quoted};
use super::top::{Body, BodyKind, Traits};
use crate::diagnostic::Severity;
use crate::expr::{Entry, Key, Object};
use crate::template::ResourceDecl;

/// Checks the body of a resource whose type has variants.
pub(super) fn check_body<'t>(
    checker: &mut Checker<'t, '_>,
    resource: &'t ResourceDecl,
    kind: DiscriminatedObjectType<'static>,
    traits: Traits,
    place: &Place<'_>,
) {
    if let Some(variant) = chosen(checker, &resource.body, kind, place, true) {
        let body = Body { kind: BodyKind::Variant(variant), traits };
        object::check(checker, &resource.body, &Fields::Body(body), place);
    }
}

/// Checks an object literal against a type with variants.
pub(super) fn check<'t>(
    checker: &mut Checker<'t, '_>,
    value: &'t Object,
    kind: DiscriminatedObjectType<'static>,
    place: &Place<'_>,
) {
    if kind.variants().next().is_none() {
        for entry in &value.entries {
            if let Entry::Property { key: Key::Text(key), .. } = entry {
                let message = format!("the property `{key}` is not allowed in `{}`", kind.name());
                let help = "leave it out; nothing may be set here";
                let inner = place.property(key, Severity::Warning, false);
                inner.report(checker.findings, "BCP037", Severity::Warning, message, help);
            }
        }
        return;
    }
    if let Some(variant) = chosen(checker, value, kind, place, false) {
        object::check(checker, value, &Fields::Variant(variant), place);
    }
}

/// The variant that an object says it is. Where it does not, that is reported and nothing else is checked.
fn chosen<'t>(
    checker: &mut Checker<'t, '_>,
    value: &'t Object,
    kind: DiscriminatedObjectType<'static>,
    place: &Place<'_>,
    is_body: bool,
) -> Option<Variant<'static>> {
    let key = kind.discriminator();
    let Some(given) = value.get(key) else {
        if !object::may_have(checker.scope, value, key) {
            report_missing(checker, value, kind, place, is_body);
        }
        return None;
    };
    let severity = if is_body && key == "name" { Severity::Error } else { Severity::Warning };
    let inner = place.property(key, severity, false);
    let inferred = checker.scope.infer(given);
    let literals = || kind.variants().map(|variant| variant.value());
    if let Inferred::Any = inferred {
        return None;
    }
    if let Inferred::Text(Text::Literal(text)) = &inferred {
        if let Some(variant) = kind.variant(text) {
            return Some(variant);
        }
        let message = format!("`{key}` takes `{}`, not `{}`", alternatives(literals()), quoted(text));
        let near = place.variable.is_none().then(|| nearest_literal(text, literals())).flatten();
        let (id, help) = match near {
            Some(near) => ("BCP088", format!("did you mean `{}`?", quoted(near))),
            None => ("BCP036", format!("write one of {}", listed_sorted(literals()))),
        };
        inner.report(checker.findings, id, Severity::Warning, message, help);
        return None;
    }
    if fits(&inferred, kind) {
        let message = format!("the value of `{key}` is not known before the deployment, so the object is not checked");
        inner.report(checker.findings, "BCP225", Severity::Warning, message, "write the value itself");
    } else {
        let message = format!("`{key}` takes `{}`, not `{}`", alternatives(literals()), inferred.name());
        inner.report(
            checker.findings,
            "BCP036",
            severity,
            message,
            format!("write one of {}", listed_sorted(literals())),
        );
    }
    None
}

fn fits(inferred: &Inferred<'_>, kind: DiscriminatedObjectType<'static>) -> bool {
    match inferred {
        Inferred::Any => true,
        Inferred::Text(Text::Literal(text)) => kind.variant(text).is_some(),
        Inferred::Text(Text::Of { loose, .. }) => *loose,
        Inferred::OneOf(members) => members.iter().all(|member| fits(member, kind)),
        _ => false,
    }
}

fn report_missing<'t>(
    checker: &mut Checker<'t, '_>,
    value: &'t Object,
    kind: DiscriminatedObjectType<'static>,
    place: &Place<'_>,
    is_body: bool,
) {
    let severity = if is_body { Severity::Error } else { Severity::Warning };
    let key = kind.discriminator();
    let literals = alternatives(kind.variants().map(|variant| variant.value()));
    let message = format!("the property `{key}`, which chooses the variant, is missing");
    place.report(checker.findings, "BCP078", severity, message, format!("add `{key}`: `{literals}`"));
    let keys = value.entries.iter().filter_map(|entry| match entry {
        Entry::Property { key: Key::Text(key), .. } => Some(&**key),
        _ => None,
    });
    if let Some(written) = nearest(key, keys) {
        let message = format!("the property `{written}` is not allowed in `{literals}`");
        let inner = place.property(written, severity, false);
        inner.report(checker.findings, "BCP089", severity, message, format!("did you mean `{key}`?"));
    }
}

/// The literal that a text was probably meant to be, by distance in quotes.
pub(super) fn nearest_literal<'a>(text: &str, literals: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut literals: Vec<(String, &str)> = literals.map(|literal| (quoted(literal), literal)).collect();
    literals.sort_unstable();
    let near = nearest(&quoted(text), literals.iter().map(|(quoted, _)| &**quoted))?.to_owned();
    literals.into_iter().find(|(quoted, _)| *quoted == near).map(|(_, literal)| literal)
}
