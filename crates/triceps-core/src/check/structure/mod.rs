//! What a file consists of: names, references to each other, types and places of resources.

mod circles;
pub(super) mod decorators;
mod extensions;
pub(super) mod identity;
mod items;
mod locals;
mod modules;
mod names;
pub(super) mod resources;
pub(super) mod scopes;

use triceps_middle::raw::RawDiagnostics;

use super::context::Context;

pub(super) fn check(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    names::check(cx, diagnostics);
    locals::check(cx, diagnostics);
    circles::check(cx, diagnostics);
    items::check(cx, diagnostics);
    extensions::check(cx, diagnostics);
    resources::check(cx, diagnostics);
    modules::check(cx, diagnostics);
}
