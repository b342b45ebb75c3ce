//! Items of loops of resources and modules that the compiler takes for others.

use triceps_diagnostics::codes;

use crate::analysis::{Location, LocationName};
use crate::check::context::Context;
use crate::middle::{DeclId, Expr, ExprId, Parent, Place};
use crate::raw::RawDiagnostics;
use crate::strings::known;

pub(super) fn check(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    for (id, expr) in cx.middle.exprs() {
        let decl = match expr {
            Expr::Index { from_end, .. } => {
                let Some(reference) = cx.facts.references.of(cx.middle, id) else { continue };
                if from_end {
                    let message = "Bicep counts this index from the start of the loop";
                    let help = "write the index from the start: `length(array) - 1` for the last item";
                    diagnostics.report(codes::TRI0201, Place::Expr(id), message, help);
                }
                reference.decl
            }
            Expr::Decl(decl) if cx.middle.decl(decl).header().is_none() => decl,
            _ => continue,
        };
        if is_in_item_of_loop(cx, decl) && !is_in_loop(cx, id) && has_id_written(cx, id, decl) {
            let message = "Bicep writes the id of this resource with the place of another one";
            let help = "read it in a loop, or give it a place that is not an item of a loop";
            diagnostics.report(codes::TRI0202, Place::Expr(id), message, help);
        }
    }
}

/// Whether an expression stands in the body of a loop of resources, modules or values.
fn is_in_loop(cx: &Context<'_>, mut id: ExprId) -> bool {
    loop {
        match cx.middle.parent(id) {
            Parent::Expr(around) if matches!(cx.middle.expr(around), Expr::For { .. }) => return true,
            Parent::Expr(around) => id = around,
            _ => return cx.middle.decl(cx.middle.decl_of(id)).header().is_some(),
        }
    }
}

/// Whether the JSON has the id of a resource where it is mentioned so. Its name, type and version need none, but what is
/// deployed waits for it by its id.
fn has_id_written(cx: &Context<'_>, id: ExprId, decl: DeclId) -> bool {
    let is_existing = cx.middle.decl(decl).as_resource().is_some_and(|resource| resource.existing);
    let waits = !cx.facts.symbolic && !is_existing && cx.middle.decl(cx.middle.decl_of(id)).body().is_some();
    let Parent::Expr(around) = cx.middle.parent(id) else { return true };
    waits
        || match cx.middle.expr(around) {
            Expr::Property { name: known::ID, .. } => true,
            Expr::Property { name: known::NAME | known::TYPE | known::API_VERSION, .. } => false,
            _ => !cx.facts.symbolic,
        }
}

/// Whether a resource that is not a child is placed in an item of another loop. The compiler writes that item as the one that
/// is being deployed, and outside of loops none is.
fn is_in_item_of_loop(cx: &Context<'_>, decl: DeclId) -> bool {
    if cx.facts.resources.parent(decl).is_some() || cx.middle.decl(decl).as_resource().is_none() {
        return false;
    }
    match cx.facts.resources.location(cx.middle, &cx.facts.references, decl) {
        Location::Resource(place)
        | Location::ManagementGroup(Some(LocationName::Of(place)))
        | Location::ResourceGroup { group: Some(LocationName::Of(place)), .. } => place.index.is_some(),
        _ => false,
    }
}
