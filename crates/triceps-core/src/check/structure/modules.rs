//! Modules as a whole. Their parameters are compared with the types of the file that they deploy.

use triceps_diagnostics::codes;
use triceps_middle::Place;
use triceps_middle::raw::RawDiagnostics;

use crate::check::context::Context;

/// How many files may deploy each other.
const MAX_DEPTH: usize = 100;

pub(super) fn check(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    for (id, decl) in cx.middle.decls() {
        let Some(module) = decl.as_module() else { continue };
        if decl.header().is_some() {
            super::identity::module_varies(cx, id, diagnostics);
        }
        if module.file.is_some_and(|file| cx.middle.file(file).depth >= MAX_DEPTH) {
            let message = format!("more than {MAX_DEPTH} files deploy each other");
            diagnostics.report(codes::TRI0009, Place::Decl(id), message, "deploy some of the modules from this file");
        }
    }
}
