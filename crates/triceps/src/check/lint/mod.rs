//! What the compiler's linter says by default, under the names of its rules.

mod bodies;
mod declarations;
mod depends;
mod texts;

use super::uses::{self, Uses};
use super::{Path, root_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::expr::{Composite, Entry, Expr, Key};
use crate::template::{DeclKind, Template};

pub(super) fn check(template: &Template, uses: &Uses, findings: &mut Diagnostics) {
    uses::unused(template, uses, findings);
    declarations::check(template, findings);
    depends::check(template, findings);
    for decl in &template.decls {
        let root = root_of(decl);
        let path = root.name(&decl.name);
        let mut visit = |expr: &Expr, path: &Path<'_>| {
            texts::check(template, expr, path, findings);
            bodies::check_expression(template, expr, path, findings);
            if let Some(resource) = decl.as_resource() {
                bodies::check_value(template, resource, expr, path, findings);
            }
        };
        match &decl.kind {
            DeclKind::Metadata(value) | DeclKind::Var { value, .. } | DeclKind::Output { value, .. } => {
                walk(value, &path, &mut visit);
            }
            DeclKind::Param { default, .. } => {
                if let Some(default) = default {
                    walk(default, &path.name("default"), &mut visit);
                }
            }
            DeclKind::Func { body, .. } => walk(body, &path, &mut visit),
            DeclKind::Resource(_) | DeclKind::Module(_) => {
                if let Some(header) = decl.header() {
                    walk(&header.array, &path.name("for"), &mut visit);
                }
                if let Some(condition) = decl.condition() {
                    walk(condition, &path.name("if"), &mut visit);
                }
                for entry in decl.body().into_iter().flat_map(|body| &body.entries) {
                    walk_entry(entry, &path, &mut visit);
                }
            }
            DeclKind::Extension(_) | DeclKind::Type(_) => {}
        }
        bodies::check(template, decl, findings);
    }
}

/// Calls `visit` with an expression and all its parts, outermost first, each with its path.
fn walk(expr: &Expr, path: &Path<'_>, visit: &mut impl FnMut(&Expr, &Path<'_>)) {
    visit(expr, path);
    match expr.as_composite() {
        None => {}
        Some(Composite::Object(object)) => {
            for entry in &object.entries {
                walk_entry(entry, path, visit);
            }
        }
        Some(Composite::Array(array)) => {
            for (index, item) in array.items.iter().enumerate() {
                walk(item, &path.index(index), visit);
            }
        }
        Some(_) => expr.for_each_child(|child| walk(child, path, visit)),
    }
}

fn walk_entry(entry: &Entry, path: &Path<'_>, visit: &mut impl FnMut(&Expr, &Path<'_>)) {
    match entry {
        Entry::Property { key: Key::Text(key), value } => walk(value, &path.name(key), visit),
        Entry::Property { key: Key::Computed(key), value } => {
            walk(key, path, visit);
            walk(value, path, visit);
        }
        Entry::Spread(value) => walk(value, path, visit),
    }
}

fn warn(
    id: &'static str,
    path: &Path<'_>,
    message: impl Into<String>,
    help: impl Into<std::borrow::Cow<'static, str>>,
    findings: &mut Diagnostics,
) {
    findings.push(Diagnostic::new(id, Severity::Warning, path.to_string(), message).with_help(help));
}
