//! The order of resources in the JSON.

use triceps_middle::analysis::Facts;
use triceps_middle::{DeclId, Middle};

/// The resources that are written, in their order: nested ones first, then the others.
pub(super) fn resources(middle: &Middle, facts: &Facts) -> Vec<DeclId> {
    let is_resource = |id: &DeclId| middle.decl(*id).as_resource().is_some();
    let top = middle.order().iter().copied().filter(is_resource);
    let mut order = Vec::with_capacity(middle.decl_count());
    if middle.has_nested() {
        for id in top.clone() {
            push_nested(middle, id, &mut order);
        }
    }
    order.extend(top);
    let is_written = |id: &DeclId| {
        let is_existing = middle.decl(*id).as_resource().is_some_and(|resource| resource.existing);
        !is_existing || (facts.symbolic && !facts.inlining.is_inlined(*id))
    };
    order.retain(is_written);
    order
}

/// Those below come before those beside: children of a child before the child. Nested resources are as deep as their
/// types have segments.
fn push_nested(middle: &Middle, id: DeclId, order: &mut Vec<DeclId>) {
    for child in middle.nested_in(id) {
        push_nested(middle, *child, order);
    }
    order.extend_from_slice(middle.nested_in(id));
}

/// The modules, in their order: they follow the resources.
pub(super) fn modules(middle: &Middle) -> impl Iterator<Item = DeclId> {
    middle.order().iter().copied().filter(|id| middle.decl(*id).as_module().is_some())
}
