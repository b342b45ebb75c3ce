//! Role assignments.

use super::view::{Cx, Rule, warning};
use crate::check::Path;
use crate::expr::{Composite, Expr};
use crate::template::ResourceDecl;

const CONDITION: Rule = warning("TRI0195");
const PRINCIPAL_TYPE: Rule = warning("TRI0196");

pub(super) fn check<'a>(cx: &mut Cx<'a>, resource: &'a ResourceDecl, path: &Path<'_>) {
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
