//! Names of variables of loops, lambdas and functions. Those of loops and lambdas may clash, as they are renamed then;
//! those of functions are what the function shows.

use triceps_diagnostics::codes;
use triceps_middle::order::sort;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{LocalId, LocalKind, Place};

use super::names::invalid_name;
use crate::check::context::Context;

pub(super) fn check(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = cx.middle;
    let mut sorted = Vec::new();
    for id in middle.locals() {
        let local = middle.local(id);
        // What the library named can be renamed; what the author named has to be a name.
        if local.named {
            if let Some((code, message, help)) = invalid_name(middle.str(local.name)) {
                diagnostics.report(code, Place::Local(id), message, help);
            }
            if matches!(local.kind, LocalKind::FuncParam(_)) {
                sorted.push((local.name, id));
            }
        }
    }
    sort(&mut sorted);
    for alike in sorted.chunk_by(|a, b| a.0 == b.0) {
        // The parameters of a function are declared in a row.
        let binder_of = |(_, id): &(_, LocalId)| middle.local(*id).binder;
        for (position, (name, id)) in alike.iter().enumerate() {
            let binder = Some(middle.local(*id).binder);
            let before = position.checked_sub(1).and_then(|before| alike.get(before)).map(binder_of);
            if before == binder || alike.get(position + 1).map(binder_of) == binder {
                let message = format!("the name `{}` is declared more than once here", middle.str(*name));
                diagnostics.report(codes::BCP028, Place::Local(*id), message, "give each variable a name of its own");
            }
        }
    }
}
