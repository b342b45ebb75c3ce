//! An image may be pulled before the right to pull it.

use super::view::{Cx, Rule, symbol_of, warning};
use crate::check::Path;
use crate::expr::{Composite, Entry, Expr, Key, Object, Symbol};
use crate::resources::without_interpolation;
use crate::template::{Decl, DeclKind, ResourceDecl};

const NO_DEPENDENCY: Rule = warning("TRI0152");
const NO_GRANT: Rule = warning("TRI0153");
const SYSTEM_IDENTITY: Rule = warning("TRI0154");

const ASSIGNMENT: &str = "Microsoft.Authorization/roleAssignments";
const REGISTRY: &str = "Microsoft.ContainerRegistry/registries";

/// Checks the registries of an app that the template makes itself.
pub(super) fn check<'a>(cx: &mut Cx<'a>, app: &'a ResourceDecl, configuration: &'a Object, path: &Path<'_>) {
    let Some(registries) = cx.array(configuration, "registries") else { return };
    let path = &path.name("registries");
    for (index, entry) in cx.objects(registries) {
        let Some(registry) = cx.get(entry, "server").and_then(|server| registry_of(cx, server)) else { continue };
        let Some(identity) = cx.get(entry, "identity") else { continue };
        let path = path.index(index);
        let place = path.name("identity");
        if identity.as_str().is_some_and(|text| text.eq_ignore_ascii_case("system")) {
            cx.report(
                &SYSTEM_IDENTITY,
                &place,
                "the app's own identity exists only after the app, so it cannot have the right to pull the first image",
                "pull with a user-assigned identity that was granted `AcrPull` before",
            );
            continue;
        }
        let Some(identity) = symbol_of(cx.resolve(without_interpolation(identity)), "id") else { continue };
        match grant(cx, registry, identity) {
            Grant::Elsewhere => {}
            Grant::Missing => {
                let registry = cx.template.decl(registry).map_or("", |decl| &decl.name);
                cx.report(
                    &NO_GRANT,
                    &place,
                    format!("nothing in the template lets this identity pull from `{registry}`"),
                    "grant it `Role::ACR_PULL` at the registry and depend on the grant",
                );
            }
            Grant::By(assignment) => {
                if !depends_on(cx, app, assignment) {
                    let name = cx.template.decl(assignment).map_or("", |decl| &decl.name);
                    cx.report(
                        &NO_DEPENDENCY,
                        &place,
                        format!("the image can be pulled before `{name}` has granted the right to pull it"),
                        format!("let the app depend on `{name}`"),
                    );
                }
            }
        }
    }
}

/// The registry whose `properties.loginServer` an expression is.
fn registry_of<'a>(cx: &Cx<'a>, server: &'a Expr) -> Option<Symbol> {
    let server = cx.resolve(without_interpolation(server));
    let Some(Composite::Property { base, name, .. }) = server.as_composite() else { return None };
    let symbol = symbol_of(base, "properties").filter(|_| name == "loginServer")?;
    cx.resource(symbol)?.type_name.eq_ignore_ascii_case(REGISTRY).then_some(symbol)
}

enum Grant {
    /// By this role assignment of the template.
    By(Symbol),
    /// It may be granted by something that is not looked into.
    Elsewhere,
    Missing,
}

fn grant(cx: &Cx<'_>, registry: Symbol, identity: Symbol) -> Grant {
    let existed = [registry, identity].into_iter().all(|symbol| cx.resource(symbol).is_some_and(|own| own.existing));
    let is_new = cx.resource(identity).is_some_and(|own| !own.existing);
    let mut found = Grant::Missing;
    for (index, decl) in (0_u32..).zip(&cx.template.decls) {
        match &decl.kind {
            DeclKind::Resource(own) if own.type_name.eq_ignore_ascii_case(ASSIGNMENT) => {
                let scope = own.body.get("scope").and_then(Expr::as_symbol);
                let principal = cx.object(&own.body, "properties").and_then(|body| cx.get(body, "principalId"));
                let is_principal = principal.is_some_and(|id| root_of(id) == Some(identity));
                if scope == Some(registry) && is_principal {
                    return Grant::By(Symbol::new(registry.template, index));
                }
                // A wider scope, or a principal that is computed, may do as well.
                if (scope.is_none() && is_principal) || (is_principal_unknown(principal) && mentions(decl, identity)) {
                    found = Grant::Elsewhere;
                }
            }
            DeclKind::Module(_) | DeclKind::Var { .. } if mentions(decl, identity) => found = Grant::Elsewhere,
            _ => {}
        }
    }
    if existed || !is_new { Grant::Elsewhere } else { found }
}

fn is_principal_unknown(principal: Option<&Expr>) -> bool {
    principal.is_none_or(|id| root_of(id).is_none())
}

/// The declaration that a chain of reads starts from.
fn root_of(mut expr: &Expr) -> Option<Symbol> {
    while let Some(Composite::Property { base, .. } | Composite::NonNull(base)) = expr.as_composite() {
        expr = base;
    }
    expr.as_symbol()
}

/// Whether an app waits for an assignment, if only through others.
fn depends_on(cx: &Cx<'_>, app: &ResourceDecl, assignment: Symbol) -> bool {
    let direct = app.body.get("dependsOn").and_then(Expr::as_array);
    if direct.is_some_and(|items| items.items.iter().any(|item| item.as_symbol() == Some(assignment))) {
        return true;
    }
    let mut seen = vec![false; cx.template.decls.len()];
    let mut open = Vec::new();
    collect(&app.body, &mut open);
    while let Some(symbol) = open.pop() {
        if symbol == assignment {
            return true;
        }
        let Some(decl) = cx.template.decl(symbol) else { continue };
        if !std::mem::replace(&mut seen[symbol.index as usize], true) {
            for_each_symbol(decl, &mut |symbol| open.push(symbol));
        }
    }
    false
}

fn mentions(decl: &Decl, wanted: Symbol) -> bool {
    let mut found = false;
    for_each_symbol(decl, &mut |symbol| found |= symbol == wanted);
    found
}

fn collect(body: &Object, symbols: &mut Vec<Symbol>) {
    in_object(body, &mut |symbol| symbols.push(symbol));
}

/// Calls `visit` with every declaration that another one reads.
fn for_each_symbol(decl: &Decl, visit: &mut dyn FnMut(Symbol)) {
    if let DeclKind::Var { value, .. } = &decl.kind {
        return in_expr(value, visit);
    }
    if let Some(body) = decl.body() {
        in_object(body, visit);
    }
    if let Some(header) = decl.header() {
        in_expr(&header.array, visit);
    }
    if let Some(condition) = decl.condition() {
        in_expr(condition, visit);
    }
    if let Some(container) = decl.container() {
        visit(container);
    }
}

fn in_object(object: &Object, visit: &mut dyn FnMut(Symbol)) {
    for entry in &object.entries {
        match entry {
            Entry::Property { key, value } => {
                if let Key::Computed(key) = key {
                    in_expr(key, visit);
                }
                in_expr(value, visit);
            }
            Entry::Spread(value) => in_expr(value, visit),
        }
    }
}

fn in_expr(expr: &Expr, visit: &mut dyn FnMut(Symbol)) {
    match expr.as_symbol() {
        Some(symbol) => visit(symbol),
        None => expr.for_each_child(|child| in_expr(child, visit)),
    }
}
