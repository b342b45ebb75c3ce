//! What a file consists of: names, references to each other, types and places of resources.

mod circles;
pub(super) mod decorators;
mod ends;
mod files;
pub(super) mod identity;
mod locals;
mod modules;
mod names;
pub(super) mod resources;
pub(super) mod scopes;

use super::{Context, Findings};

pub(super) fn check(cx: &Context<'_>, findings: &mut Findings) {
    names::check(cx, findings);
    locals::check(cx, findings);
    circles::check(cx, findings);
    ends::check(cx, findings);
    files::check(cx, findings);
    resources::check(cx, findings);
    modules::check(cx, findings);
}
