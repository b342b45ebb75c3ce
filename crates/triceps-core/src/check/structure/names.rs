//! Names of declarations.

use triceps_diagnostics::codes;
use triceps_infer::listed;
use triceps_language::is_identifier;
use triceps_middle::map::Map;
use triceps_middle::order::sort;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::{Str, known};
use triceps_middle::{Decl, DeclId, DeclKind, Middle, Place, Run, TypeNode, TypeNodeId};

use crate::check::context::Context;

/// The longest name of a symbol.
const MAX_LENGTH: usize = 255;

pub(super) fn check(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    for (id, decl) in cx.middle.decls().filter(|(id, _)| cx.middle.foreign(*id).is_none()) {
        // What a text lacks, its parser says; an import needs no name.
        let may_lack = cx.middle.is_text() || matches!(decl.kind, DeclKind::Import(_));
        if decl.name != known::EMPTY || !may_lack {
            name(cx.middle, id, diagnostics);
        }
    }
    unique(cx.middle, diagnostics);
    unique_but_for_case(cx.middle, diagnostics);
}

/// Whether a name can be written, and a sentence and help if not.
pub(super) fn invalid_name(name: &str) -> Option<(triceps_diagnostics::Code, String, &'static str)> {
    if matches!(name, "true" | "false" | "null") {
        let message = format!("`{name}` is a literal and cannot be a name");
        return Some((codes::TRI0010, message, "choose another name"));
    }
    if !is_identifier(name) {
        let message = format!("`{name}` cannot be a name in Bicep");
        let help = "a name starts with a letter or `_` and continues with letters, digits and `_`, all ASCII";
        return Some((codes::TRI0010, message, help));
    }
    if name.len() > MAX_LENGTH {
        let message = format!("a name has at most {MAX_LENGTH} characters, this one has {}", name.len());
        return Some((codes::BCP024, message, "choose a shorter name"));
    }
    None
}

/// Whether a namespace is declared as an extension: it is not there by itself then.
fn is_declared(middle: &Middle, namespace: &str) -> bool {
    middle.decls().any(|(_, decl)| match decl.kind {
        DeclKind::Extension { position, .. } => middle.extension(position).namespace() == Some(namespace),
        _ => false,
    })
}

fn name(middle: &Middle, id: DeclId, diagnostics: &mut RawDiagnostics) {
    let decl = middle.decl(id);
    let name = middle.str(decl.name);
    let place = Place::Decl(id);
    // The lexer says what is wrong with names of a text.
    if !middle.is_text()
        && let Some((code, message, help)) = invalid_name(name)
    {
        return diagnostics.report(code, place, message, help);
    }
    match decl.kind {
        DeclKind::Metadata { .. } => {
            if name.starts_with('_') {
                let help = "choose a name without the underscore";
                diagnostics.report(codes::BCP268, place, "metadata that starts with `_` is reserved", help);
            }
        }
        DeclKind::Output { .. } => {}
        _ if matches!(name, "az" | "sys" | "this") && !is_declared(middle, name) => {
            let message = format!("`{name}` is the name of a namespace");
            diagnostics.report(codes::BCP084, place, message, "choose another name");
        }
        DeclKind::Var { .. } if name.eq_ignore_ascii_case("copy") => {
            diagnostics.report(codes::BCP239, place, "`copy` is reserved among variables", "choose another name");
        }
        DeclKind::Type { .. } if name == "resource" => {
            diagnostics.report(codes::BCP301, place, "a type cannot be called `resource`", "choose another name");
        }
        _ => {}
    }
}

/// Which declarations must differ in name: symbols, outputs and metadata each among themselves, nested resources among
/// those of one body.
fn space(middle: &Middle, id: DeclId) -> (u8, Option<DeclId>) {
    let decl = middle.decl(id);
    let kind = match decl.kind {
        DeclKind::Metadata { .. } => 0,
        DeclKind::Output { .. } => 1,
        _ => 2,
    };
    (kind, decl.container())
}

fn unique(middle: &Middle, diagnostics: &mut RawDiagnostics) {
    let mut sorted: Vec<((u8, Option<DeclId>), Str, DeclId)> = Vec::with_capacity(middle.decl_count());
    // An import of single names has no name itself.
    let is_named = |decl: &Decl| decl.name != known::EMPTY || !matches!(decl.kind, DeclKind::Import(_));
    let named = middle.decls().filter(|(_, decl)| is_named(decl));
    sorted.extend(named.map(|(id, decl)| (space(middle, id), decl.name, id)));
    sort(&mut sorted);
    for alike in sorted.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|alike| alike.len() > 1) {
        for (_, name, id) in alike {
            if *name == known::EMPTY {
                continue;
            }
            let message = format!("the name `{}` is declared {} times", middle.str(*name), alike.len());
            let code = match middle.decl(*id).kind {
                DeclKind::Metadata { .. } | DeclKind::Output { .. } => codes::BCP145,
                _ => codes::BCP028,
            };
            diagnostics.report(code, Place::Decl(*id), message, "rename all but one of them");
        }
    }
}

/// Names are compared without case in the sections of the JSON.
fn unique_but_for_case(middle: &Middle, diagnostics: &mut RawDiagnostics) {
    let section = |kind: &DeclKind| match kind {
        DeclKind::Param { .. }
        | DeclKind::Var { .. }
        | DeclKind::Output { .. }
        | DeclKind::Assert { .. }
        | DeclKind::Type { .. }
        | DeclKind::Func { .. } => true,
        DeclKind::Metadata { .. }
        | DeclKind::Import(_)
        | DeclKind::Extension { .. }
        | DeclKind::Test { .. }
        | DeclKind::Resource(_)
        | DeclKind::Module(_) => false,
    };
    let mut folded: Map<(&str, String), Vec<DeclId>> = Map::new();
    // Most files have no two names that are equal but for case: hashes tell without text.
    let mut hashes: Vec<(u64, DeclId)> = middle
        .decls()
        .filter(|(_, decl)| section(&decl.kind))
        .map(|(id, decl)| (folded_hash(middle.str(decl.name)), id))
        .collect();
    sort(&mut hashes);
    for alike in hashes.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        for (_, id) in alike {
            let decl = middle.decl(*id);
            let name = middle.str(decl.name).to_ascii_lowercase();
            folded.or_insert_with((decl.kind.section(), name), Vec::new).push(*id);
        }
    }
    let mut groups: Vec<Vec<DeclId>> = folded.into_values().filter(|group| group.len() > 1).collect();
    sort(&mut groups);
    for group in groups {
        let names: Vec<&str> = group.iter().map(|id| middle.str(middle.decl(*id).name)).collect();
        if has_twins(&names) {
            continue;
        }
        for id in &group {
            let message = differ_in_case(&names);
            let help = "names in a template are compared without case; rename all but one";
            diagnostics.report(codes::BCP353, Place::Decl(*id), message, help);
        }
    }
    for index in 0..middle.type_node_count() {
        let id = TypeNodeId::new(index);
        if let TypeNode::Object { members, .. } = middle.type_node(id) {
            members_but_for_case(middle, members, diagnostics);
        }
    }
}

fn members_but_for_case(middle: &Middle, members: Run, diagnostics: &mut RawDiagnostics) {
    let mut folded: Vec<(String, usize)> = middle
        .members(members)
        .iter()
        .enumerate()
        .map(|(position, member)| (middle.str(member.name).to_ascii_lowercase(), position))
        .filter(|(name, _)| !name.is_empty())
        .collect();
    sort(&mut folded);
    for alike in folded.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        let names: Vec<&str> =
            alike.iter().map(|(_, position)| middle.str(middle.members(members)[*position].name)).collect();
        // That one is declared twice is found with the types.
        if has_twins(&names) {
            continue;
        }
        for (_, position) in alike {
            let place = Place::Type(middle.members(members)[*position].ty);
            let help = "names of properties are compared without case; rename all but one";
            diagnostics.report(codes::BCP353, place, differ_in_case(&names), help);
        }
    }
}

fn has_twins(names: &[&str]) -> bool {
    let mut sorted = names.to_vec();
    sort(&mut sorted);
    sorted.windows(2).any(|pair| pair[0] == pair[1])
}

fn differ_in_case(names: &[&str]) -> String {
    format!("{} differ in the case of letters only", listed(names.iter().copied()))
}

/// A hash that does not see the case of ASCII letters.
fn folded_hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}
