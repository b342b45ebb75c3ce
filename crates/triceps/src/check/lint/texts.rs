//! Rules about texts and how they are put together.

use super::{Path, warn};
use crate::diagnostic::Diagnostics;
use crate::expr::{Callee, Composite, Expr, Node, Part};
use crate::template::{DeclKind, Template};
use crate::types::TypeNode;

/// Hosts that differ between Azure's clouds.
const HOSTS: &[&str] = &[
    "azuredatalakeanalytics.net",
    "azuredatalakestore.net",
    "batch.core.windows.net",
    "core.windows.net",
    "database.windows.net",
    "datalake.azure.net",
    "gallery.azure.com",
    "graph.windows.net",
    "login.microsoftonline.com",
    "management.azure.com",
    "management.core.windows.net",
    "vault.azure.net",
];

pub(super) fn check(template: &Template, expr: &Expr, path: &Path<'_>, findings: &mut Diagnostics) {
    match &expr.0 {
        Node::Str(text) => host(text, path, findings),
        Node::Composite(composite) => match composite.composite() {
            Composite::MultiLine(text) => host(text, path, findings),
            Composite::Interpolation { parts, .. } => {
                for part in parts {
                    if let Part::Text(text) = part {
                        host(text, path, findings);
                    }
                }
                simplify(template, parts, path, findings);
            }
            Composite::Call { callee: Callee::Builtin(name), args } => call(template, name, args, path, findings),
            Composite::Ternary(condition, yes, _) => safe_access(condition, yes, path, findings),
            _ => {}
        },
        _ => {}
    }
}

fn host(text: &str, path: &Path<'_>, findings: &mut Diagnostics) {
    // All hosts end in one of two domains, and few texts hold either.
    let domain = |rest: &[u8]| rest.eq_ignore_ascii_case(b"net") || rest.eq_ignore_ascii_case(b"com");
    let bytes = text.as_bytes();
    let mut dots = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'.');
    if !dots.any(|(dot, _)| bytes.get(dot + 1..dot + 4).is_some_and(domain)) {
        return;
    }
    let lower = text.to_ascii_lowercase();
    for host in HOSTS {
        for (start, _) in lower.match_indices(host) {
            let before = lower[..start].chars().next_back();
            let after = lower[start + host.len()..].chars().next();
            let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            if word(before) || word(after) || lower[..start].ends_with("schema.") {
                continue;
            }
            let message = format!("the host `{host}` is that of one Azure cloud");
            let help = "read it from `environment()`: `suffixes`, `authentication`, `resourceManager`";
            return warn("no-hardcoded-env-urls", path, message, help, findings);
        }
    }
}

/// `'${text}'` is the text itself.
fn simplify(template: &Template, parts: &[Part], path: &Path<'_>, findings: &mut Diagnostics) {
    let [Part::Hole(hole)] = parts else { return };
    if is_text(template, hole) {
        let help = "use the value itself";
        warn("simplify-interpolation", path, "the text consists of one value that is text already", help, findings);
    }
}

fn is_text(template: &Template, expr: &Expr) -> bool {
    if let Some(symbol) = expr.as_symbol() {
        return match template.decl(symbol).map(|decl| &decl.kind) {
            Some(DeclKind::Param { ty, .. }) => matches!(ty.node(), TypeNode::Named(name) if name == "string"),
            Some(DeclKind::Var { value, .. }) => value.as_str().is_some() || is_interpolation(value),
            _ => false,
        };
    }
    expr.as_str().is_some() || is_interpolation(expr)
}

fn is_interpolation(expr: &Expr) -> bool {
    matches!(expr.as_composite(), Some(Composite::Interpolation { .. }))
}

fn call(template: &Template, name: &str, args: &[Expr], path: &Path<'_>, findings: &mut Diagnostics) {
    match name {
        "concat" if args.iter().any(|arg| is_text(template, arg)) => {
            warn("prefer-interpolation", path, "text is joined with `concat`", "use `interpolate!`", findings);
        }
        "json" if args.first().and_then(Expr::as_str).is_some_and(|text| text.trim() == "null") => {
            warn("simplify-json-null", path, "`json('null')` is `null`", "use `Expr::NULL`", findings);
        }
        _ => {}
    }
}

/// `contains(o, 'p') ? o.p : d` is `o.?p ?? d`.
fn safe_access(condition: &Expr, yes: &Expr, path: &Path<'_>, findings: &mut Diagnostics) {
    let Some(Composite::Call { callee: Callee::Builtin(name), args }) = condition.as_composite() else { return };
    let ("contains", [object, key]) = (&**name, args.as_slice()) else { return };
    let reads = match yes.as_composite() {
        Some(Composite::Property { base, name, safe: false }) => base == object && key.as_str() == Some(name),
        Some(Composite::Index { base, index, safe: false, from_end: false }) => base == object && index == key,
        _ => false,
    };
    if reads {
        let help = "use `safe_prop(..).or(..)`";
        warn("use-safe-access", path, "a property is read after `contains` was asked for it", help, findings);
    }
}
