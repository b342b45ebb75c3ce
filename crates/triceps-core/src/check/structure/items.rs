//! Items of loops of resources and modules that the compiler takes for others.

use triceps_diagnostics::codes;
use triceps_language::{BinaryOp, Function};
use triceps_middle::analysis::{Location, LocationName};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Expr, ExprId, Header, Middle, Parent, Place};

use crate::check::context::Context;

pub(super) fn check(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    for (id, expr) in cx.middle.exprs() {
        let (decl, index) = match expr {
            Expr::Index { index, from_end, .. } => {
                let Some(reference) = cx.facts.references.of(cx.middle, id) else { continue };
                if from_end {
                    let message = "Bicep counts this index from the start of the loop";
                    let help = "write the index from the start: `length(array) - 1` for the last item";
                    diagnostics.report(codes::TRI0201, Place::Expr(id), message, help);
                }
                (reference.decl, Some(index))
            }
            Expr::Decl(decl) if cx.middle.decl(decl).header().is_none() => (decl, None),
            _ => continue,
        };
        if let Some(place) = item_of_loop(cx, decl)
            && !is_same_item(cx, id, index, decl, place)
            && has_id_written(cx, id, decl)
        {
            let message = "Bicep writes the id of this resource with the place of another one";
            let help =
                "read it in a loop at the position of that loop, or give it a place that is not an item of a loop";
            diagnostics.report(codes::TRI0202, Place::Expr(id), message, help);
        }
    }
}

/// Whether the place of a resource is the item of the loop around that the compiler writes: both loops are at one position.
fn is_same_item(cx: &Context<'_>, id: ExprId, index: Option<ExprId>, decl: DeclId, place: ExprId) -> bool {
    let (Some(index), Some(own), Some(around)) = (index, cx.middle.decl(decl).header().copied(), deployed_loop(cx, id))
    else {
        return false;
    };
    is_position(cx.middle, place, own) && is_position(cx.middle, index, around)
}

/// The loop of the resource, module or output that an expression stands in.
fn deployed_loop(cx: &Context<'_>, id: ExprId) -> Option<Header> {
    let decl = cx.middle.decl(cx.middle.decl_of(id));
    match decl.kind {
        DeclKind::Output { value, .. } => match cx.middle.expr(value) {
            Expr::For { item, index, array, .. } => Some(Header { item, index, array }),
            _ => None,
        },
        _ => decl.header().copied(),
    }
}

/// Whether an expression is how often a loop ran before: its index, or `item - start` over `range(start, ..)`.
fn is_position(middle: &Middle, expr: ExprId, header: Header) -> bool {
    let (item, start) = match middle.expr(expr) {
        Expr::Paren(inner) => return is_position(middle, inner, header),
        Expr::Local(local) if Some(local) == header.index => return true,
        Expr::Local(local) => (local, 0),
        Expr::Binary(BinaryOp::Subtract, item, start) => match (middle.expr(item), middle.expr(start)) {
            (Expr::Local(local), Expr::Int(start)) => (local, start),
            _ => return false,
        },
        _ => return false,
    };
    let starts = match middle.builtin_call(header.array) {
        Some((Function::Range, [first, _])) => middle.expr(*first) == Expr::Int(start),
        _ => false,
    };
    item == header.item && starts
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

/// The item of another loop that a resource without a parent is placed in. The compiler writes that item as the one at the
/// position that is being deployed.
fn item_of_loop(cx: &Context<'_>, decl: DeclId) -> Option<ExprId> {
    if cx.facts.resources.parent(decl).is_some() || cx.middle.decl(decl).as_resource().is_none() {
        return None;
    }
    match cx.facts.resources.location(cx.middle, &cx.facts.references, decl) {
        Location::Resource(place)
        | Location::ManagementGroup(Some(LocationName::Of(place)))
        | Location::ResourceGroup { group: Some(LocationName::Of(place)), .. } => place.index,
        _ => None,
    }
}
