//! Role assignments.

use triceps_diagnostics::codes;
use triceps_middle::Expr;

use super::view::Cx;
use super::words as w;
use crate::check::values::Value;

pub(super) fn check(cx: &mut Cx<'_, '_>, body: Value) {
    for properties in cx.objects(body, w::PROPERTIES) {
        for (one, other) in [(w::CONDITION, w::CONDITION_VERSION), (w::CONDITION_VERSION, w::CONDITION)] {
            if cx.has(properties, one) && cx.lacks(properties, other) {
                cx.report(
                    codes::TRI0195,
                    properties,
                    format!("there is a `{}` without a `{}`", one.text(), other.text()),
                    "set both, the version to `2.0`, or none of them",
                );
            }
        }
        let new = cx.each(properties, w::PRINCIPAL_ID).iter().any(|id| is_of_a_new_resource(cx, id));
        if new && cx.lacks(properties, w::PRINCIPAL_TYPE) {
            cx.report(
                codes::TRI0196,
                properties,
                "the principal is new, and the directory may not know it yet",
                "set `principalType` to `ServicePrincipal`, so that it is not looked up",
            );
        }
    }
}

/// `identity.properties.principalId` of a resource that the template makes.
fn is_of_a_new_resource(cx: &Cx<'_, '_>, id: Value) -> bool {
    let Some((_, Expr::Property { base, name, .. })) = cx.values.expr(id) else { return false };
    let base = cx.values.alternatives(id.part(base));
    let middle = cx.middle();
    middle.str(name) == "principalId"
        && base.iter().any(|base| {
            let Some((_, Expr::Property { base: owner, .. })) = cx.values.expr(base) else { return false };
            let owner = cx.values.named(base.part(owner));
            owner.and_then(|owner| middle.decl(owner).as_resource()).is_some_and(|own| !own.existing)
        })
}
