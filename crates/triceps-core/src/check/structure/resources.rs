//! What every resource needs, whatever its type: a type, a name and a parent that fit.

use triceps_diagnostics::codes;
use triceps_infer::{is_type, is_version};
use triceps_middle::map::Set;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, Expr, ExprId, Key, Middle, Part, Place, Resource};
use triceps_types::Index;

use crate::check::context::Context;

pub(super) fn check(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    let lost: Set<Place> =
        diagnostics.iter().filter(|found| found.code == codes::TRI0001).map(|found| found.place).collect();
    for (id, decl) in cx.middle.decls() {
        let Some(resource) = decl.as_resource() else { continue };
        // Without what it is nested in, nothing of it is known.
        if lost.contains(&Place::Decl(id)) {
            continue;
        }
        // The parser says that the type is missing.
        if resource.type_name == known::EMPTY && cx.middle.is_text() {
            container(cx, id, resource, diagnostics);
            continue;
        }
        let is_of_azure = cx.facts.resources.extension(id).is_none();
        // A name that the index has is one.
        if cx.facts.resources.known(id).is_none()
            && let Some(message) = invalid_type(cx.middle, resource, is_of_azure)
        {
            let help = "write it as `Microsoft.Storage/storageAccounts@2025-06-01`";
            diagnostics.report(codes::BCP029, Place::Head(id), message, help);
            continue;
        }
        container(cx, id, resource, diagnostics);
        if is_of_azure {
            name_fits(cx, id, resource, diagnostics);
            parent_fits(cx, id, resource, diagnostics);
        }
        if resource.header.is_some() && !resource.existing {
            varies(cx, id, resource, diagnostics);
        }
        inlined_dependencies(cx, id, resource, diagnostics);
    }
}

/// What is wrong with the type of a resource, before it is looked up.
fn invalid_type(middle: &Middle, resource: &Resource, is_of_azure: bool) -> Option<String> {
    let name = middle.str(resource.type_name);
    if !is_type(name) {
        return Some(format!("`{name}` is not a resource type"));
    }
    let version = resource.api_version.map_or("", |version| middle.str(version));
    if version.is_empty() {
        return resource.container.is_none().then(|| format!("the type `{name}` has no API version"));
    }
    let is_wrong = is_of_azure && !is_version(version) && Index::builtin().resource_type(name, version).is_none();
    is_wrong.then(|| format!("`{version}` is not an API version"))
}

fn container(cx: &Context<'_>, id: DeclId, resource: &Resource, diagnostics: &mut RawDiagnostics) {
    let mut around = resource.container;
    for _ in 0..cx.middle.decl_count() {
        let Some(outer) = around else { return };
        if cx.middle.decl(outer).header().is_some() {
            let help = (
                "add it with `add_each` and `.parent(collection.at(index))`",
                "declare it outside, in a loop with `parent: collection[index]`",
            );
            return diagnostics.report(
                codes::BCP160,
                Place::Whole(id),
                "a resource cannot be nested in a looped one",
                help,
            );
        }
        around = cx.middle.decl(outer).container();
    }
}

/// How many `/` the literal parts of a name have, and whether it has parts that are not literal.
fn slashes(middle: &Middle, name: ExprId) -> Option<(usize, bool)> {
    let count = |text: &str| text.bytes().filter(|byte| *byte == b'/').count();
    match middle.expr(name) {
        Expr::String(text) => Some((count(middle.str(text)), false)),
        Expr::Interpolation(parts) => {
            let own = |part: &Part| match part {
                Part::Text(text) => count(middle.str(*text)),
                Part::Hole(_) => 0,
            };
            Some((middle.parts(parts).iter().map(own).sum(), true))
        }
        _ => None,
    }
}

fn name_fits(cx: &Context<'_>, id: DeclId, resource: &Resource, diagnostics: &mut RawDiagnostics) {
    let middle = cx.middle;
    // That it is missing is found with the other properties.
    let entries = middle.object(resource.body).unwrap_or_default();
    let named = |key| entries.iter().filter(move |entry| entry.key == Key::Name(key)).map(|entry| entry.value);
    let Some(name) = named(known::NAME).next_back() else { return };
    let Some((found, is_interpolated)) = slashes(middle, name) else { return };
    let parent = cx.facts.resources.parent(id);
    if parent.is_some_and(|parent| middle.decl(parent.decl).as_resource().is_some()) {
        if found > 0 {
            let message = "the name of a child whose parent is given has a `/`";
            diagnostics.report(codes::BCP170, Place::Expr(name), message, "give the last segment of the name only");
        }
        return;
    }
    if named(known::PARENT).count() == 1
        && named(known::PARENT).any(|parent| middle.is_text() || is_unknown(middle, parent))
    {
        return;
    }
    let expected = middle.str(resource.type_name).bytes().filter(|byte| *byte == b'/').count() - 1;
    if found > expected || (found < expected && !is_interpolated) {
        let message = format!("the name has {} segments, the type has {}", found + 1, expected + 1);
        let help = (
            "give the parent with `.parent(..)`, or one name a segment with `/` between them",
            "give the parent as `parent`, or one name a segment with `/` between them",
        );
        diagnostics.report(codes::BCP169, Place::Expr(name), message, help);
    }
}

fn is_unknown(middle: &Middle, expr: ExprId) -> bool {
    middle.any(expr, &mut |part| matches!(middle.expr(part), Expr::Error(_)))
}

fn parent_fits(cx: &Context<'_>, id: DeclId, resource: &Resource, diagnostics: &mut RawDiagnostics) {
    let middle = cx.middle;
    let given = middle.property(resource.body, known::PARENT);
    let place = given.map_or(Place::Decl(id), Place::Expr);
    let Some(parent) = cx.facts.resources.parent(id) else {
        let is_parent = |entry: &&triceps_middle::Entry| entry.key == Key::Name(known::PARENT);
        let is_double = || {
            let entries = middle.object(resource.body).unwrap_or_default();
            middle.is_text() && entries.iter().filter(is_parent).count() > 1
        };
        if let Some(given) = given
            && !is_unknown(middle, given)
            && !is_double()
        {
            let help = ("give the handle of a resource", "name a resource of the file");
            let message = match middle.expr(given) {
                Expr::Paren(_) | Expr::NonNull(_) | Expr::Call { .. } if middle.is_text() => {
                    "`parent` takes the name of a resource, not an expression"
                }
                _ => "`parent` is not a resource of this template",
            };
            diagnostics.report(codes::BCP240, place, message, help);
        }
        return;
    };
    // That the type of the parent fits, and that it is one resource, is a matter of types.
    if middle.decl(parent.decl).as_resource().is_none() {
        let help = ("give the handle of a resource", "name a resource of the file");
        diagnostics.report(codes::BCP240, place, "`parent` is not a resource of this template", help);
    }
}

/// The name of a resource in a loop has to differ from item to item.
fn varies(cx: &Context<'_>, id: DeclId, resource: &Resource, diagnostics: &mut RawDiagnostics) {
    let middle = cx.middle;
    let known = cx.facts.resources.known(id).map(|known| known.body());
    if matches!(known, Some(triceps_types::TypeKind::Discriminated(_))) {
        return;
    }
    let Some(name) = middle.property(resource.body, known::NAME) else { return };
    let others = [known::PARENT, known::SCOPE].map(|key| middle.property(resource.body, key));
    super::identity::report_invariant(cx, id, [Some(name)].into_iter().chain(others).flatten(), diagnostics);
}

/// An existing resource that is written out where it is read cannot be waited for.
fn inlined_dependencies(cx: &Context<'_>, id: DeclId, resource: &Resource, diagnostics: &mut RawDiagnostics) {
    let middle = cx.middle;
    let Some(depends_on) = middle.property(resource.body, known::DEPENDS_ON) else { return };
    let name = |decl: DeclId| middle.str(middle.decl(decl).name);
    if cx.facts.inlining.is_inlined(id) {
        let message = format!("`{}` is known at run time only, so it cannot wait for anything", name(id));
        let place = middle.entry_place(resource.body, known::DEPENDS_ON).unwrap_or(Place::Expr(depends_on));
        return diagnostics.report(codes::BCP433, place, message, "leave `dependsOn` out");
    }
    middle.walk(depends_on, &mut |part| {
        if let Expr::Decl(target) = middle.expr(part)
            && middle.decl(target).as_resource().is_some()
            && cx.facts.inlining.is_inlined(target)
        {
            let message = format!("`{}` is known at run time only, so nothing can wait for it", name(target));
            diagnostics.report(codes::BCP434, Place::Expr(part), message, "wait for what its name is made of");
        }
    });
}
