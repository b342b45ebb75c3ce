//! What names may look like.

use std::borrow::Cow;

use triceps_diagnostics::codes;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, Resource};

use super::Known;
use super::view::Cx;
use crate::check::values::Value;
use crate::names::{Aspect, NamingRule, Piece, Violation, check_name, rule};

/// Checks the name of a resource, as far as it is known.
pub(super) fn check(cx: &mut Cx<'_, '_>, id: DeclId, resource: &Resource, known: Known) {
    let middle = cx.middle();
    let is_child = known.slashes > 1;
    let has_parent = || resource.container.is_some() || middle.body_property(id, known::PARENT).is_some();
    if is_child && !has_parent() {
        if let Some(name) = middle.name_of(id) {
            segments(cx, Value::of(name), middle.str(resource.type_name), known.slashes);
        }
        return;
    }
    let Some(rule) = known.naming else { return };
    let name = match rule.property() {
        "name" => Some(known::NAME),
        property => middle.find_str(property),
    };
    let Some(name) = name.and_then(|property| middle.body_property(id, property)) else { return };
    let name = Value::of(name);
    let Some(violation) = check_name(rule, &mut |visit| cx.values.pieces(name, visit)) else { return };
    // A slash in the name of a child is the compiler's diagnostic.
    if !(is_child && violation.aspect == Aspect::Slash) {
        report(cx, rule, violation, name);
    }
}

/// Checks `parent/child` with the rule of each.
fn segments<'m>(cx: &mut Cx<'_, 'm>, name: Value, type_name: &str, slashes: usize) {
    let mut segments: Vec<Vec<Piece<'m>>> = vec![Vec::new()];
    cx.values.pieces(name, &mut |piece| match piece {
        Piece::Literal(text) if text.contains('/') => {
            for (position, part) in text.split('/').enumerate() {
                if position > 0 {
                    segments.push(Vec::new());
                }
                push(&mut segments, Piece::Literal(Cow::Owned(part.to_owned())));
            }
        }
        piece => push(&mut segments, piece),
    });
    // Slashes in what is not known would move everything.
    if segments.len() != slashes {
        return;
    }
    let ends = type_name.match_indices('/').map(|(at, _)| at).skip(1).chain([type_name.len()]);
    for (position, (segment, end)) in segments.into_iter().zip(ends).enumerate() {
        let Some(rule) = rule(&type_name[..end]) else { continue };
        let mut segment = Some(segment);
        let violation = check_name(rule, &mut |visit| segment.take().into_iter().flatten().for_each(&mut *visit));
        if let Some(mut violation) = violation {
            violation.message =
                violation.message.replacen("the name", &format!("segment {} of the name", position + 1), 1);
            report(cx, rule, violation, name);
        }
    }
}

fn push<'m>(segments: &mut [Vec<Piece<'m>>], piece: Piece<'m>) {
    if let Some(last) = segments.last_mut() {
        last.push(piece);
    }
}

fn report(cx: &mut Cx<'_, '_>, rule: &NamingRule, violation: Violation, name: Value) {
    let code = if !violation.certain {
        codes::TRI0102
    } else if !rule.is_certain_of(violation.aspect) {
        codes::TRI0103
    } else if rule.is_guid() {
        codes::TRI0105
    } else {
        codes::TRI0101
    };
    let help = if rule.is_guid() {
        Cow::Borrowed("give it a GUID, such as `guid(scope.id, principal.id, role)`, which stays the same")
    } else {
        Cow::Owned(format!("give it {rule}"))
    };
    cx.report(code, name, violation.message, help);
}
