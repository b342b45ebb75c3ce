//! What the compiler's linter says by default, under the names of its rules.
//!
//! One look at each expression finds what a rule may have to say something about; few rules need more.

mod access;
mod declarations;
mod depends;
mod deployments;
mod identifiers;
mod inputs;
mod optional;
mod outputs;
mod parents;
mod resources;
mod same;
mod texts;
mod unused;

use super::context::Context;
use super::secrets::Leaks;
use crate::language::Function;
use crate::middle::{Callee, Expr, ExprId, Key};
use crate::raw::RawDiagnostics;
use crate::types::{TypeId, Types};

pub(super) fn check(context: &Context<'_>, types: &mut Types<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    let leaks = Leaks::new(context);
    unused::check(context, diagnostics);
    declarations::check(context, types, diagnostics);
    depends::check(context, diagnostics);
    let mut unstable = false;
    for id in (0..middle.expr_count()).map(ExprId::new) {
        match middle.expr(id) {
            Expr::String(text) if middle.length(text) >= texts::SHORTEST_HOST => {
                let text = middle.str(text);
                if texts::may_have_host(text) {
                    texts::host(middle, id, text, diagnostics);
                }
            }
            Expr::Interpolation(run) => texts::interpolation(types, id, middle.parts(run), diagnostics),
            Expr::Object(run) => {
                for entry in middle.entries(run) {
                    if let Key::Name(name) = entry.key
                        && middle.strings().length_of(name) == resources::USER_NAME.len()
                        && middle.str(name).eq_ignore_ascii_case(resources::USER_NAME)
                    {
                        resources::user_name(context, id, entry.value, diagnostics);
                    }
                }
            }
            Expr::Call { callee: Callee::Function(function), args } => match function {
                Function::Concat => texts::concat(types, id, middle.list(args), diagnostics),
                Function::Json => texts::json_null(middle, id, middle.list(args), diagnostics),
                Function::Reference if types.of(id) == TypeId::ERROR => {}
                Function::Reference => access::symbol(context, id, "reference", middle.list(args), diagnostics),
                Function::NewGuid | Function::UtcNow => unstable = true,
                _ => {}
            },
            Expr::Call { callee: Callee::List(name), args } => {
                access::symbol(context, id, middle.str(name), middle.list(args), diagnostics);
            }
            Expr::Ternary(condition, yes, _) => access::guarded(middle, id, condition, yes, diagnostics),
            Expr::Property { .. } | Expr::Index { .. } => access::optional(types, id, diagnostics),
            _ => {}
        }
    }
    if unstable {
        identifiers::check(context, diagnostics);
    }
    parents::check(context, diagnostics);
    deployments::check(context, diagnostics);
    resources::check(context, &leaks, diagnostics);
    inputs::check(context, types, diagnostics);
    if middle.is_text() {
        outputs::check(&leaks, types, diagnostics);
        optional::check(context, types, diagnostics);
    }
}
