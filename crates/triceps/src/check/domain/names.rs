//! What names may look like.

use std::borrow::Cow;

use super::text::pieces;
use super::view::{Cx, Rule, error, warning};
use crate::check::Path;
use crate::expr::Expr;
use crate::names::{Aspect, Flaw, NamingRule, Piece, judge, rule};
use crate::template::ResourceDecl;

const NAME: Rule = error("TRI0101");
const NAME_MAY_BREAK: Rule = warning("TRI0102");
const LOOSE_NAME: Rule = warning("TRI0103");
const GUID: Rule = error("TRI0105");

/// Checks the name of a resource, as far as it is known.
pub(super) fn check<'a>(cx: &mut Cx<'a>, resource: &'a ResourceDecl, path: &Path<'_>) {
    let type_name = &*resource.type_name;
    let is_child = slashes(type_name) > 1;
    let has_parent = || resource.container.is_some() || resource.body.get("parent").is_some();
    if is_child && !has_parent() {
        if let Some(name) = resource.body.get("name") {
            segments(cx, name, type_name, path);
        }
        return;
    }
    let Some(rule) = rule(type_name) else { return };
    let Some(name) = resource.body.get(rule.property()) else { return };
    let Some(flaw) = judge(rule, &mut |visit| pieces(cx, name, visit)) else { return };
    // A slash in the name of a child is the compiler's finding.
    if !(is_child && flaw.aspect == Aspect::Slash) {
        report(cx, rule, flaw, path);
    }
}

/// Checks `parent/child` with the rule of each.
fn segments<'a>(cx: &mut Cx<'a>, name: &'a Expr, type_name: &str, path: &Path<'_>) {
    let mut segments = vec![Vec::new()];
    pieces(cx, name, &mut |piece| match piece {
        Piece::Literal(text) if text.contains('/') => {
            for (index, part) in text.split('/').enumerate() {
                if index > 0 {
                    segments.push(Vec::new());
                }
                push(&mut segments, Piece::Literal(Cow::Owned(part.to_owned())));
            }
        }
        piece => push(&mut segments, piece),
    });
    // Slashes in what is not known would move everything.
    if segments.len() != slashes(type_name) {
        return;
    }
    let ends = type_name.match_indices('/').map(|(at, _)| at).skip(1).chain([type_name.len()]);
    for (index, (segment, end)) in segments.into_iter().zip(ends).enumerate() {
        let Some(rule) = rule(&type_name[..end]) else { continue };
        let mut segment = Some(segment);
        let flaw = judge(rule, &mut |visit| segment.take().into_iter().flatten().for_each(&mut *visit));
        if let Some(mut flaw) = flaw {
            flaw.message = flaw.message.replacen("the name", &format!("segment {} of the name", index + 1), 1);
            report(cx, rule, flaw, path);
        }
    }
}

fn slashes(type_name: &str) -> usize {
    type_name.bytes().filter(|byte| *byte == b'/').count()
}

fn push<'a>(segments: &mut [Vec<Piece<'a>>], piece: Piece<'a>) {
    if let Some(last) = segments.last_mut() {
        last.push(piece);
    }
}

fn report(cx: &mut Cx<'_>, rule: &NamingRule, flaw: Flaw, path: &Path<'_>) {
    let found = if !flaw.certain {
        &NAME_MAY_BREAK
    } else if !rule.is_certain_of(flaw.aspect) {
        &LOOSE_NAME
    } else if rule.is_guid() {
        &GUID
    } else {
        &NAME
    };
    let help = if rule.is_guid() {
        Cow::Borrowed("give it a GUID, as `guid(scope.id, principal.id, role)` makes one that stays the same")
    } else {
        Cow::Owned(format!("give it {rule}"))
    };
    cx.report(found, &path.name(rule.property()), flaw.message, help);
}
