//! Where secrets flow: what is computed from one is one, and must not end in plain sight.
//!
//! [`Flow`] marks every expression that may hold a secret, in one pass along the order of the declarations. Where a
//! marked expression ends in plain sight, [`Leaks`] looks closer: through properties, items, loops and functions.
//! A file without secrets costs one look at each expression.

mod apps;
mod declared;
mod flow;
mod leak;
mod sinks;

pub(super) use declared::{holds_declared_secret, is_secure_type};
pub(super) use flow::Flow;
pub(super) use leak::Leaks;

use super::context::Context;
use triceps_infer::Types;
use triceps_middle::raw::RawDiagnostics;

/// Checks all places in plain sight.
pub(super) fn check(context: &Context<'_>, types: &mut Types<'_>, diagnostics: &mut RawDiagnostics) {
    if context.flow.any() {
        sinks::check(context, types, &Leaks::new(context), diagnostics);
    }
}
