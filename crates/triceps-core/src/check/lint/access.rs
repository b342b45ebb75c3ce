//! Rules about how values are read.

use triceps_diagnostics::codes;
use triceps_infer::Types;
use triceps_language::Function;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{DeclId, Expr, ExprId, Middle, Parent, Place};

use super::same::same;
use crate::check::context::Context;
use crate::check::typing::reads_optional;

/// `contains(o, 'p') ? o.p : d` is `o.?p ?? d`.
pub(super) fn guarded(middle: &Middle, id: ExprId, condition: ExprId, yes: ExprId, diagnostics: &mut RawDiagnostics) {
    let Some((Function::Contains, [object, key])) = middle.builtin_call(condition) else { return };
    let reads = match middle.expr(yes) {
        Expr::Property { base, name, .. } => {
            matches!(middle.expr(*key), Expr::String(key) if key == name) && same(middle, base, *object)
        }
        Expr::Index { base, index, from_end: false, .. } => same(middle, index, *key) && same(middle, base, *object),
        _ => false,
    };
    if reads {
        diagnostics.report(
            codes::USE_SAFE_ACCESS,
            Place::Expr(id),
            "a property is read after a test with `contains`",
            ("use `safe_prop(..).or(..)`", "write `.?name ?? default`"),
        );
    }
}

/// A property that may be missing is read as if it were there.
pub(super) fn optional(types: &mut Types<'_>, id: ExprId, diagnostics: &mut RawDiagnostics) {
    let middle = types.middle();
    if !reads_optional(types, id) {
        return;
    }
    if let Parent::Expr(parent) = middle.parent(id)
        && matches!(middle.expr(parent), Expr::NonNull(_))
    {
        return;
    }
    diagnostics.report(
        codes::USE_SAFE_ACCESS,
        Place::Expr(id),
        "the property may be missing, but is read as if it were there",
        ("use `safe_prop(..)`", "write `.?name`"),
    );
}

/// The resource or module that an expression names. The linter sees neither into collections nor through parentheses
/// and `!`.
pub(super) fn looked_up(context: &Context<'_>, expr: ExprId) -> Option<DeclId> {
    let middle = context.middle;
    let reference = context.facts.references.of(middle, expr)?;
    let is_plain = matches!(middle.expr(expr), Expr::Decl(_)) && reference.index.is_none();
    (is_plain || !middle.is_text()).then_some(reference.decl)
}
