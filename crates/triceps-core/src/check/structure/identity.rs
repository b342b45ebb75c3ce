//! Which resource is meant: two of one name, and names in loops that do not vary.

use std::borrow::Cow;

use triceps_diagnostics::codes;
use triceps_infer::{Type, TypeId, Types, listed};
use triceps_middle::analysis::Location;
use triceps_middle::map::Map;
use triceps_middle::order::sort;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Expr, ExprId, Key, Place};

use crate::check::context::Context;

/// Finds resources and modules that are the same.
pub(in crate::check) fn check(cx: &Context<'_>, types: &Types<'_>, diagnostics: &mut RawDiagnostics) {
    resources(cx, types, diagnostics);
    modules(cx, types, diagnostics);
}

/// Whether it is deployed in any case: only then are two of one name certainly the same.
fn is_certain(cx: &Context<'_>, types: &Types<'_>, id: DeclId) -> bool {
    cx.middle.decl(id).condition().is_none_or(|condition| types.of(condition) == TypeId::TRUE)
}

/// A name that is known; what is not is equal to itself only.
fn literal<'t>(types: &'t Types<'_>, expr: ExprId) -> Option<&'t str> {
    match types.get(types.of(expr)) {
        Type::StringLiteral(text, _) => Some(types.str(text)),
        _ => None,
    }
}

fn resources(cx: &Context<'_>, types: &Types<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = cx.middle;
    let mut by_identity: Map<(String, Vec<Cow<'_, str>>), Vec<DeclId>> = Map::new();
    for (id, decl) in middle.decls() {
        if decl.as_resource().is_none() || cx.graph.is_circular(id) || cx.facts.resources.extension(id).is_some() {
            continue;
        }
        if !is_certain(cx, types, id) {
            continue;
        }
        let type_name = cx.facts.resources.type_name(middle, id).to_ascii_lowercase();
        // A resource has a name for each segment of its type. One with more parents has a parent of another type.
        let most = type_name.matches('/').count().max(1);
        let Some(segments) = segments(cx, types, id, most) else { continue };
        let Some(place) = place(cx, id) else { continue };
        by_identity.or_insert_with((format!("{type_name} {place}"), segments), Vec::new).push(id);
    }
    report(cx, by_identity.into_values(), diagnostics, |names| {
        (codes::BCP121, format!("the resources {names} have the same type, name and place"))
    });
}

/// The names of a resource and all above it, if all are known and there are no more than `most`.
fn segments<'t>(cx: &Context<'_>, types: &'t Types<'_>, id: DeclId, most: usize) -> Option<Vec<Cow<'t, str>>> {
    let mut segments = Vec::new();
    let mut current = id;
    for _ in 0..most {
        // Of several names none is meant.
        let body = cx.middle.decl(current).body().and_then(|body| cx.middle.object(body)).unwrap_or_default();
        if body.iter().filter(|entry| entry.key == Key::Name(known::NAME)).count() > 1 {
            return None;
        }
        segments.push(Cow::Borrowed(literal(types, cx.middle.name_of(current)?)?));
        let Some(parent) = cx.facts.resources.parent(current) else {
            // Without the parent that it names, its place is not known.
            let has_parent = body.iter().any(|entry| entry.key == Key::Name(known::PARENT));
            return (!has_parent).then_some(segments);
        };
        if let Some(index) = parent.index {
            let Type::IntLiteral(index, _) = types.get(types.of(index)) else { return None };
            segments.push(Cow::Owned(index.to_string()));
        }
        current = parent.decl;
    }
    None
}

/// Where a resource is, as text that is equal for equal places; none where an expression says it.
fn place(cx: &Context<'_>, id: DeclId) -> Option<String> {
    let root = cx.facts.resources.root(id);
    Some(match cx.facts.resources.location(cx.middle, &cx.facts.references, root) {
        Location::Tenant => "tenant".to_owned(),
        Location::ManagementGroup(None) => "management group".to_owned(),
        Location::Subscription(None) => "subscription".to_owned(),
        Location::ResourceGroup { subscription: None, group: None } => "group".to_owned(),
        Location::Resource(extended) if extended.index.is_none() => format!("resource {}", extended.decl.index()),
        Location::ManagementGroup(Some(_))
        | Location::Subscription(Some(_))
        | Location::ResourceGroup { .. }
        | Location::Resource(_) => return None,
    })
}

fn modules(cx: &Context<'_>, types: &Types<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = cx.middle;
    let mut by_identity: Map<(String, &str), Vec<DeclId>> = Map::new();
    for (id, decl) in middle.decls() {
        if !matches!(decl.kind, DeclKind::Module(module) if module.file.is_some()) || !is_certain(cx, types, id) {
            continue;
        }
        let Some(name) = middle.name_of(id).and_then(|name| literal(types, name)) else { continue };
        let Some(place) = module_place(cx, types, id) else { continue };
        by_identity.or_insert_with((place, name), Vec::new).push(id);
    }
    report(cx, by_identity.into_values(), diagnostics, |names| {
        (codes::BCP122, format!("the modules {names} have the same name and scope"))
    });
}

/// Where a module is deployed, as text that is equal for equal places.
fn module_place(cx: &Context<'_>, types: &Types<'_>, id: DeclId) -> Option<String> {
    use triceps_middle::analysis::LocationName;
    let name = |name: Option<LocationName>| match name {
        None => Some(String::new()),
        Some(LocationName::Expr(expr)) => literal(types, expr).map(str::to_owned),
        Some(LocationName::Of(reference)) if reference.index.is_none() => {
            literal(types, cx.middle.name_of(reference.decl)?).map(str::to_owned)
        }
        Some(LocationName::Of(_)) => None,
    };
    Some(match cx.facts.resources.location(cx.middle, &cx.facts.references, id) {
        Location::Tenant => "tenant".to_owned(),
        Location::ManagementGroup(group) => format!("management group {}", name(group)?),
        Location::Subscription(subscription) => format!("subscription {}", name(subscription)?),
        Location::ResourceGroup { subscription, group } => format!("group {} {}", name(subscription)?, name(group)?),
        Location::Resource(_) => return None,
    })
}

fn report(
    cx: &Context<'_>,
    groups: impl Iterator<Item = Vec<DeclId>>,
    diagnostics: &mut RawDiagnostics,
    say: impl Fn(&str) -> (triceps_diagnostics::Code, String),
) {
    let mut groups: Vec<Vec<DeclId>> = groups.filter(|group| group.len() > 1).collect();
    sort(&mut groups);
    for group in groups {
        let names = listed(group.iter().map(|id| cx.middle.str(cx.middle.decl(*id).name)));
        for id in &group {
            let (code, message) = say(&names);
            let place = cx.middle.name_of(*id).map_or(Place::Decl(*id), Place::Expr);
            diagnostics.report(code, place, message, "give all but one of them another name");
        }
    }
}

/// Reports a loop in which none of the values that tell its items apart reads the item or the index.
pub(super) fn report_invariant(
    cx: &Context<'_>,
    id: DeclId,
    values: impl Iterator<Item = ExprId>,
    diagnostics: &mut RawDiagnostics,
) {
    let middle = cx.middle;
    let Some(header) = middle.decl(id).header() else { return };
    let own = [Some(header.item), header.index];
    let mut values = values.peekable();
    let is_unread = |value: &ExprId| middle.is_text() && matches!(middle.expr(*value), Expr::Error(_));
    if values.peek().is_some_and(is_unread) {
        return;
    }
    let reads = |value| {
        middle.any(value, &mut |part| matches!(middle.expr(part), Expr::Local(local) if own.contains(&Some(local))))
    };
    if !values.any(reads) {
        let item = middle.str(middle.local(header.item).name);
        let message = format!("every item of the loop has the same name, since the name does not read `{item}`");
        let help = "make the item or the index a part of the name";
        diagnostics.report(codes::BCP179, Place::Decl(id), message, help);
    }
}

/// The name and the scope of a module in a loop.
pub(super) fn module_varies(cx: &Context<'_>, id: DeclId, diagnostics: &mut RawDiagnostics) {
    let Some(name) = cx.middle.name_of(id) else { return };
    let scope = cx.middle.body_property(id, known::SCOPE);
    report_invariant(cx, id, [Some(name), scope].into_iter().flatten(), diagnostics);
}
