//! Role assignments.

use super::text::length;
use super::view::{Cx, Rule, error, warning};
use crate::check::Path;
use crate::expr::{Composite, Expr};
use crate::template::ResourceDecl;

const NAME: Rule = error("TRI0105");
const CONDITION: Rule = warning("TRI0195");
const PRINCIPAL_TYPE: Rule = warning("TRI0196");

const GUID_LENGTH: usize = 36;

pub(super) fn check<'a>(cx: &mut Cx<'a>, resource: &'a ResourceDecl, path: &Path<'_>) {
    if let Some(name) = resource.body.get("name") {
        let is_guid = cx.resolve(name).as_str().map_or_else(
            || {
                let (min, max) = length(cx, name);
                min <= GUID_LENGTH && max.is_none_or(|max| max >= GUID_LENGTH)
            },
            is_guid,
        );
        if !is_guid {
            cx.report(
                &NAME,
                &path.name("name"),
                "the name of a role assignment has to be a GUID",
                "make it with `guid(scope.id, principal.id, role)`, so that it stays the same",
            );
        }
    }
    let Some(properties) = cx.object(&resource.body, "properties") else { return };
    let path = &path.name("properties");
    for (one, other) in [("condition", "conditionVersion"), ("conditionVersion", "condition")] {
        if cx.get(properties, one).is_some() && cx.lacks(properties, other) {
            cx.report(
                &CONDITION,
                path,
                format!("there is a `{one}` without a `{other}`"),
                "set both, the version to `2.0`, or none of them",
            );
        }
    }
    let new = cx.get(properties, "principalId").is_some_and(|id| is_of_a_new_resource(cx, id));
    if new && cx.lacks(properties, "principalType") {
        cx.report(
            &PRINCIPAL_TYPE,
            path,
            "the principal is new, and the directory may not know it yet",
            "set `principalType` to `ServicePrincipal`, so that it is not looked up",
        );
    }
}

/// `identity.properties.principalId` of a resource that the template makes.
fn is_of_a_new_resource<'a>(cx: &Cx<'a>, id: &'a Expr) -> bool {
    let Some(Composite::Property { base, name, .. }) = id.as_composite() else { return false };
    let Some(Composite::Property { base, .. }) = base.as_composite() else { return false };
    name == "principalId" && base.as_symbol().and_then(|symbol| cx.resource(symbol)).is_some_and(|own| !own.existing)
}

fn is_guid(text: &str) -> bool {
    text.len() == GUID_LENGTH
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
