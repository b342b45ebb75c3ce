//! Resources against the index: types without data, and types that can only be read.
//!
//! Their bodies are compared by the one type checker, in [`types`](crate::types).

mod data;
mod scopes;

use triceps_infer::Types;
use triceps_middle::DeclKind;
use triceps_middle::raw::RawDiagnostics;

/// Checks the type of every resource.
pub(super) fn check(types: &mut Types<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = types.middle();
    for (id, decl) in middle.decls() {
        let DeclKind::Resource(resource) = decl.kind else { continue };
        let known = types.known_type(id);
        match known.resource {
            None if known.is_wrong || resource.type_name == triceps_middle::strings::known::EMPTY => {}
            None => data::report(middle, id, &resource, diagnostics),
            Some(ty) if !known.extension => scopes::check(middle, id, &resource, ty, diagnostics),
            Some(_) => {}
        }
    }
}
