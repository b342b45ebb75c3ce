//! The files that a template names: their paths, and that each path means one file.

use std::path::Path;

use triceps_diagnostics::{Code, codes};
use triceps_emit::{Clash, ImportSource, Link, LinkedFiles, clashes};
use triceps_middle::paths::{self, normalize};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{DeclKind, Middle, ModuleFileKind, Place};

pub(super) fn check(middle: &Middle, linked: &LinkedFiles, diagnostics: &mut RawDiagnostics) {
    // The paths of a text are looked at where they are followed.
    if middle.origins().is_some() {
        return;
    }
    for (id, file) in middle.files() {
        let is_bicep = matches!(file.kind, ModuleFileKind::Bicep(_) | ModuleFileKind::Broken);
        path(&file.path, is_bicep, Place::ModuleFile(id), diagnostics);
    }
    for (position, (import, source)) in middle.imports().iter().zip(linked.imports()).enumerate() {
        let is_bicep = matches!(source, Some(ImportSource::Checked(_)));
        path(&import.path, is_bicep, place(middle, Link::Import(position)), diagnostics);
    }
    for Clash { link, message } in clashes(middle, linked) {
        diagnostics.report(codes::TRI0005, place(middle, link), message, Clash::HELP);
    }
}

/// What a path has to be to name a file beside the template.
fn path(path: &str, is_bicep: bool, place: Place, diagnostics: &mut RawDiagnostics) {
    if is_reference(path) && !is_bicep {
        return;
    }
    if let Some(code) = wrong(path) {
        let message = format!("`{}` is not a path of a file", path.escape_debug());
        let help = "give a path relative to this template's file with `/` between folders: `modules/registry.bicep`";
        return diagnostics.report(code, place, message, help);
    }
    let extension = if is_bicep { "bicep" } else { "json" };
    if path.rsplit('/').next().and_then(|name| name.strip_prefix('.')) == Some(extension) {
        let message = format!("`{path}` has an extension, but not a name before it");
        diagnostics.report(codes::TRI0004, place, message, "give the file a name");
    } else if Path::new(path).extension().is_none_or(|own| own != extension) {
        let message = format!("`{path}` does not end in `.{extension}`");
        diagnostics.report(codes::TRI0004, place, message, "add the extension");
    }
}

/// What is wrong with a path. One file has one path, so that it is written without detours.
fn wrong(path: &str) -> Option<Code> {
    let code = paths::check(path).err().map(|(code, _)| code);
    code.or_else(|| (normalize(path) != path).then_some(codes::BCP051))
}

/// Whether this names a module of a registry or a template spec. Its content came with it, and was resolved before.
fn is_reference(path: &str) -> bool {
    ["br:", "br/", "ts:", "ts/"].iter().any(|scheme| path.starts_with(scheme))
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
