//! Module files and their paths.

use triceps_diagnostics::codes;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{ModuleFileKind, Place};

use crate::check::context::Context;

pub(super) fn check(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    // The paths of a text are looked at where they are followed.
    if cx.middle.origins().is_some() {
        return;
    }
    for (id, file) in cx.middle.files() {
        let (path, place) = (&*file.path, Place::ModuleFile(id));
        if is_reference(path) && !matches!(file.kind, ModuleFileKind::Bicep(_)) {
            continue;
        }
        let segments_fit = path.split('/').all(|segment| !segment.is_empty() && segment != ".");
        if !segments_fit || path.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) {
            let message = format!("`{path}` is not a path of a module");
            let help =
                "give a path relative to this template's file with `/` between folders: `modules/registry.bicep`";
            diagnostics.report(codes::BCP051, place, message, help);
        } else {
            let wanted = match file.kind {
                ModuleFileKind::Bicep(_) | ModuleFileKind::Broken => "bicep",
                ModuleFileKind::Json | ModuleFileKind::Spec => "json",
            };
            if std::path::Path::new(path).extension().is_none_or(|extension| extension != wanted) {
                let message = format!("`{path}` does not end in `.{wanted}`");
                diagnostics.report(codes::TRI0004, place, message, "add the extension");
            }
        }
    }
}

/// Whether this names a module of a registry or a template spec. Its content came with it, and was resolved before.
fn is_reference(path: &str) -> bool {
    ["br:", "br/", "ts:", "ts/"].iter().any(|scheme| path.starts_with(scheme))
}
