//! Modules as a whole. Their parameters are compared with the types of the file that they deploy.

use crate::check::{Context, Findings};

pub(super) fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (id, decl) in cx.middle.decls() {
        if decl.as_module().is_some() && decl.header().is_some() {
            super::identity::module_varies(cx, id, findings);
        }
    }
}
