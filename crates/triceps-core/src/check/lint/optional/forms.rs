//! Names of modules, outputs that are literals, and types that say little.

use triceps_diagnostics::codes;
use triceps_language::Ambient;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclKind, Expr, ExprId, Key, Middle, Place, TypeHint, TypeNode, TypeNodeId};

use super::Rules;

pub(super) fn check(middle: &Middle, rules: Rules<'_>, diagnostics: &mut RawDiagnostics) {
    for (id, decl) in middle.decls() {
        match decl.kind {
            DeclKind::Module(module) if rules.has(codes::NO_MODULE_NAME) => {
                if let Some(place) = middle.entry_place(module.body, known::NAME) {
                    let message = "the module has a name, which another module may have too";
                    diagnostics.report(codes::NO_MODULE_NAME, place, message, "leave the name out");
                }
            }
            DeclKind::Output { value, .. } if rules.has(codes::NO_HARDCODED_OUTPUTS) => {
                if is_literal(middle, value) && middle.foreign(id).is_none() {
                    let message = "the output is always the same";
                    let help = "export a variable instead";
                    diagnostics.report(codes::NO_HARDCODED_OUTPUTS, Place::Expr(value), message, help);
                }
            }
            _ => {}
        }
    }
    if rules.has(codes::USE_USER_DEFINED_TYPES) {
        for node in (0..middle.type_node_count()).map(TypeNodeId::new) {
            loose(middle, node, diagnostics);
        }
    }
}

/// Whether a value is made of literals; keys and what is spread do not count.
fn is_literal(middle: &Middle, value: ExprId) -> bool {
    match middle.expr(value) {
        Expr::String(_) | Expr::Int(_) | Expr::Bool(_) | Expr::Null => true,
        Expr::Unary(_, inner) | Expr::Paren(inner) => is_literal(middle, inner),
        Expr::Array(items) => {
            let mut items = middle.list(items).iter();
            items.all(|item| matches!(middle.expr(*item), Expr::Spread(_)) || is_literal(middle, *item))
        }
        Expr::Object(entries) => {
            let mut entries = middle.entries(entries).iter();
            entries.all(|entry| entry.key == Key::Spread || is_literal(middle, entry.value))
        }
        _ => false,
    }
}

/// `object` and `array` by their own names.
fn loose(middle: &Middle, node: TypeNodeId, diagnostics: &mut RawDiagnostics) {
    let is_loose = match middle.type_node(node) {
        TypeNode::Ambient(Ambient::Object | Ambient::Array) => {
            !middle.type_hints(node).any(|hint| hint == TypeHint::Qualified)
        }
        TypeNode::Decl(decl) => matches!(middle.str(middle.decl(decl).name), "object" | "array"),
        _ => false,
    };
    if is_loose && middle.foreign(middle.decl_of_type(node)).is_none() {
        let message = "the type does not describe its values";
        diagnostics.report(codes::USE_USER_DEFINED_TYPES, Place::Type(node), message, "declare a type");
    }
}
