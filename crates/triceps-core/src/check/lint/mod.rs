//! What the compiler's linter says by default, under the names of its rules.
//!
//! One look at each expression finds what a rule may have to say something about; few rules need more.

mod access;
mod calls;
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

use triceps_infer::{TypeId, Types};
use triceps_language::{Function, Hosts};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::Str;
use triceps_middle::{Callee, Expr, Key, Origins};

use super::context::Context;
use super::secrets::Leaks;

pub(super) fn check<'m>(context: &Context<'m>, types: &mut Types<'m>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    let leaks = Leaks::new(context);
    unused::check(context, diagnostics);
    declarations::check(context, types, diagnostics);
    depends::check(context, diagnostics);
    let mut calls = calls::Calls::new(context);
    let mut unstable = false;
    // Few files have either, and their strings are few.
    let hosts = middle.origins().map_or(&Hosts::BUILT_IN, Origins::hosts);
    let mut has_host = false;
    let mut user_names: Vec<Str> = Vec::new();
    for text in middle.strings().ids() {
        let length = middle.length(text);
        has_host = has_host || length >= hosts.shortest() && hosts.may_be_in(middle.str(text));
        if length == resources::USER_NAME.len() && middle.str(text).eq_ignore_ascii_case(resources::USER_NAME) {
            user_names.push(text);
        }
    }
    for (id, expr) in middle.exprs() {
        match expr {
            Expr::String(text) if has_host && hosts.may_be_in(middle.str(text)) => {
                texts::hosts_of_value(middle, hosts, id, diagnostics);
            }
            Expr::Interpolation(run) => {
                let parts = middle.parts(run);
                if has_host {
                    texts::hosts_of_value(middle, hosts, id, diagnostics);
                }
                texts::interpolation(types, id, parts, diagnostics);
            }
            Expr::Object(run) if has_host || !user_names.is_empty() => {
                if has_host {
                    texts::hosts_of_keys(middle, hosts, id, diagnostics);
                }
                let is_user_name = |key| matches!(key, Key::Name(name) if user_names.contains(&name));
                for entry in middle.entries(run).iter().filter(|entry| is_user_name(entry.key)) {
                    resources::user_name(types, id, entry.value, diagnostics);
                }
            }
            Expr::Call { callee: Callee::Function(function), args } => match function {
                Function::Concat => texts::concat(types, id, middle.list(args), diagnostics),
                Function::Json => texts::json_null(middle, id, middle.list(args), diagnostics),
                Function::Reference if types.of(id) == TypeId::ERROR => {}
                Function::Reference => calls.check(types, id, "reference", middle.list(args), diagnostics),
                Function::NewGuid | Function::UtcNow => unstable = true,
                _ => {}
            },
            Expr::Call { callee: Callee::List(name), args } => {
                calls.check(types, id, middle.str(name), middle.list(args), diagnostics);
            }
            Expr::Ternary(condition, yes, _) => access::guarded(middle, id, condition, yes, diagnostics),
            Expr::Property { .. } | Expr::Index { .. } => access::optional(types, id, diagnostics),
            _ => {}
        }
    }
    if has_host {
        texts::hosts_of_members(middle, hosts, diagnostics);
    }
    if unstable {
        identifiers::check(context, diagnostics);
    }
    parents::check(context, diagnostics);
    deployments::check(context, types, diagnostics);
    resources::check(context, &leaks, diagnostics);
    inputs::check(context, types, diagnostics);
    if middle.is_text() {
        outputs::check(&leaks, types, diagnostics);
        optional::check(context, types, diagnostics);
    }
}
