//! `dependsOn` entries that the body implies.

use super::{root_of, warn};
use crate::diagnostic::Diagnostics;
use crate::expr::{Entry, Expr, Key, Symbol};
use crate::template::{Decl, DeclKind, Template};

pub(super) fn check(template: &Template, findings: &mut Diagnostics) {
    for decl in &template.decls {
        let Some(items) = decl.body().and_then(|body| body.get("dependsOn")).and_then(Expr::as_array) else { continue };
        let mut implied = Vec::new();
        implied.extend(decl.container());
        each_symbol_of_body(decl, &mut |symbol| collect(template, symbol, &mut implied));
        let root = root_of(decl);
        let path = root.name(&decl.name);
        for (index, item) in items.items.iter().enumerate() {
            let Some(symbol) = item.as_symbol() else { continue };
            let Some(target) = template.decl(symbol) else { continue };
            if target.header().is_some() {
                continue;
            }
            let twice = items.items[..index].iter().any(|other| other.as_symbol() == Some(symbol));
            if twice || implied.contains(&symbol) {
                let message = format!("`{}` is waited for anyway", target.name);
                let path = path.name("dependsOn");
                warn("no-unnecessary-dependson", &path.index(index), message, "leave the entry out", findings);
            }
        }
    }
}

fn each_symbol_of_body(decl: &Decl, visit: &mut impl FnMut(Symbol)) {
    let parts = decl.header().map(|header| &header.array).into_iter().chain(decl.condition());
    parts.for_each(|part| each_symbol(part, visit));
    for entry in decl.body().into_iter().flat_map(|body| &body.entries) {
        match entry {
            Entry::Property { key: Key::Text(key), .. } if key == "dependsOn" => {}
            Entry::Property { key, value } => {
                if let Key::Computed(key) = key {
                    each_symbol(key, visit);
                }
                each_symbol(value, visit);
            }
            Entry::Spread(value) => each_symbol(value, visit),
        }
    }
}

fn each_symbol(expr: &Expr, visit: &mut impl FnMut(Symbol)) {
    if let Some(symbol) = expr.as_symbol() {
        visit(symbol);
    }
    expr.for_each_child(|child| each_symbol(child, visit));
}

/// Adds what a mention stands for: itself, or what a variable or existing resource refers to.
fn collect(template: &Template, symbol: Symbol, implied: &mut Vec<Symbol>) {
    if implied.contains(&symbol) {
        return;
    }
    let Some(decl) = template.decl(symbol) else { return };
    implied.push(symbol);
    match &decl.kind {
        DeclKind::Var { value, .. } => each_symbol(value, &mut |symbol| collect(template, symbol, implied)),
        DeclKind::Resource(resource) if resource.existing => {
            each_symbol_of_body(decl, &mut |symbol| collect(template, symbol, implied));
        }
        _ => {}
    }
}
