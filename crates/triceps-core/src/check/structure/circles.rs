//! Declarations that refer to themselves, directly or through others.

use triceps_diagnostics::codes;
use triceps_infer::{is_of_nested, is_of_types, way_around};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{DeclId, Place};

use crate::check::context::Context;

pub(super) fn check(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    // In a text each reference that closes one is an error, which its type says.
    if cx.middle.is_text() {
        return;
    }
    for circle in cx.graph.circles() {
        report(cx, circle, diagnostics);
    }
}

fn report(cx: &Context<'_>, circle: &[DeclId], diagnostics: &mut RawDiagnostics) {
    let middle = cx.middle;
    if is_of_types(middle, circle) || is_of_nested(middle, circle) {
        return;
    }
    let name = |id: &DeclId| middle.str(middle.decl(*id).name);
    if let [only] = circle {
        let message = format!("`{}` refers to itself", name(only));
        let help = "read its own values from the expressions that made them";
        return diagnostics.report(codes::BCP079, Place::Decl(*only), message, help);
    }
    for (position, member) in circle.iter().enumerate() {
        let way = way_around(middle, circle, position);
        let message = format!("the declarations refer to each other in a circle: `{way}`");
        let help = "break the circle, for example with a parameter or a module";
        diagnostics.report(codes::BCP080, Place::Decl(*member), message, help);
    }
}
