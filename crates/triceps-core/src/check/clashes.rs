//! Paths that several files of a tree have.

use triceps_diagnostics::codes;
use triceps_emit::{Clash, Link, LinkedFiles, clashes};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{DeclKind, Middle, Place};

pub(super) fn check(middle: &Middle, linked: &LinkedFiles, diagnostics: &mut RawDiagnostics) {
    // The files of a text are read from their paths.
    if middle.origins().is_some() {
        return;
    }
    for Clash { link, message } in clashes(middle, linked) {
        diagnostics.report(codes::TRI0005, place(middle, link), message, Clash::HELP);
    }
}

fn place(middle: &Middle, link: Link) -> Place {
    match link {
        Link::Module(file) => Place::ModuleFile(file),
        Link::Import(wanted) => {
            let is_wanted = |kind| matches!(kind, DeclKind::Import(position) if position as usize == wanted);
            middle.decls().find(|(_, decl)| is_wanted(decl.kind)).map_or(Place::File, |(id, _)| Place::Decl(id))
        }
    }
}
