//! The settings that a module gives to the extensions of its file, an experiment of the compiler.

use triceps_diagnostics::codes;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclKind, Expr, ExprId, Key, MODULE_EXTENSION_CONFIGS, Middle, Place};

use crate::check::context::Context;

/// The property of an extension that holds its own settings.
const CONFIG: &str = "config";

pub(super) fn check(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = cx.middle;
    if !middle.experiments().contains(&MODULE_EXTENSION_CONFIGS) {
        return;
    }
    for (_, decl) in middle.decls() {
        let Some(module) = decl.as_module() else { continue };
        let Some(value) = middle.property(module.body, known::EXTENSION_CONFIGS) else { continue };
        match middle.expr(value) {
            // The parser says that it is missing.
            Expr::Error(_) => {}
            Expr::Object(_) => settings(middle, value, diagnostics),
            _ => {
                let message = "`extensionConfigs` takes the settings of each extension between braces";
                diagnostics.report(codes::BCP183, Place::Expr(value), message, "write `{ name: { .. } }`");
            }
        }
    }
}

/// The settings of each extension are an object, or those that an extension of this file has.
fn settings(middle: &Middle, object: ExprId, diagnostics: &mut RawDiagnostics) {
    for (position, entry) in (0..).zip(middle.object(object).unwrap_or_default()) {
        let is_object = matches!(middle.expr(entry.value), Expr::Object(_) | Expr::Error(_));
        if entry.key != Key::Spread && !is_object && !is_of_extension(middle, entry.value) {
            let message = "the settings of an extension are neither an object nor those of another one";
            let help = "write them between braces, or pass `name.config` of an extension of this file";
            diagnostics.report(codes::BCP431, Place::Entry(object, position), message, help);
        }
    }
}

/// Whether an expression is `name.config` of an extension, or a choice of such.
fn is_of_extension(middle: &Middle, expr: ExprId) -> bool {
    match middle.expr(expr) {
        Expr::Paren(inner) => is_of_extension(middle, inner),
        Expr::Ternary(_, yes, no) => is_of_extension(middle, yes) && is_of_extension(middle, no),
        Expr::Property { base, name, .. } => is_extension(middle, base) && middle.str(name) == CONFIG,
        Expr::Index { base, index, .. } => is_extension(middle, base) && middle.text(index) == Some(CONFIG),
        _ => false,
    }
}

fn is_extension(middle: &Middle, expr: ExprId) -> bool {
    matches!(middle.expr(expr), Expr::Decl(decl) if matches!(middle.decl(decl).kind, DeclKind::Extension { .. }))
}
