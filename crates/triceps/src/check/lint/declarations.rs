//! Rules about parameters, outputs, variables and types.

use super::{Path, root_of, warn};
use crate::diagnostic::Diagnostics;
use crate::expr::{Callee, Composite, Expr};
use crate::template::{Decl, DeclKind, Template};
use crate::types::{TypeExpr, TypeNode};

pub(super) fn check(template: &Template, findings: &mut Diagnostics) {
    for decl in &template.decls {
        let root = root_of(decl);
        let path = root.name(&decl.name);
        conflicting_metadata(decl, &path, findings);
        match &decl.kind {
            DeclKind::Param { ty, default } => {
                if decl.decorators.has("secure") {
                    if let Some(default) = default {
                        secure_default(template, default, &path, findings);
                    }
                } else {
                    named_like_a_secret(decl, ty, &path, findings);
                }
                explicit_any(ty, &path, findings);
                artifacts(template, decl, &path, findings);
            }
            DeclKind::Output { ty, .. } => {
                explicit_any(ty, &path, findings);
                if !decl.decorators.has("secure") && decl.name.to_ascii_lowercase().contains("password") {
                    let message = format!("the output `{}` is named like a secret", decl.name);
                    let help = "use `secure_output`, or rename it";
                    warn("outputs-should-not-contain-secrets", &path, message, help, findings);
                }
            }
            DeclKind::Var { ty: Some(ty), .. } => explicit_any(ty, &path, findings),
            _ => {}
        }
        decompiled_name(decl, &path, findings);
    }
}

fn conflicting_metadata(decl: &Decl, path: &Path<'_>, findings: &mut Diagnostics) {
    let described_twice = decl.decorators.has("description")
        && decl
            .decorators
            .argument("metadata")
            .and_then(Expr::as_object)
            .is_some_and(|facts| facts.get("description").is_some());
    if described_twice {
        let help = "keep `description`";
        warn("no-conflicting-metadata", path, "the description is given in the metadata too", help, findings);
    }
}

fn secure_default(template: &Template, default: &Expr, path: &Path<'_>, findings: &mut Diagnostics) {
    let empty = default.as_str() == Some("") || default.as_object().is_some_and(crate::Object::is_empty);
    let secure =
        default.as_symbol().and_then(|symbol| template.decl(symbol)).is_some_and(|decl| decl.decorators.has("secure"));
    if !empty && !secure && !calls(default, "newGuid") {
        let help = "leave the default out, so that the secret is given when the template is deployed";
        warn("secure-parameter-default", path, "a secret has a default that everyone can read", help, findings);
    }
}

fn calls(expr: &Expr, function: &str) -> bool {
    if matches!(expr.as_composite(), Some(Composite::Call { callee: Callee::Builtin(name), .. }) if name == function) {
        return true;
    }
    let mut found = false;
    expr.for_each_child(|child| found = found || calls(child, function));
    found
}

fn named_like_a_secret(decl: &Decl, ty: &TypeExpr, path: &Path<'_>, findings: &mut Diagnostics) {
    let holds_text = matches!(ty.node(), TypeNode::Named(name) if matches!(&**name, "string" | "object"));
    let name = decl.name.to_ascii_lowercase();
    let alike = ["password", "pwd", "secret", "accountkey", "acctkey"].iter().any(|part| name.contains(part));
    let harmless = ["secretpermissions", "secretversion", "secreturi", "secreturl", "secretname"]
        .iter()
        .any(|part| name.contains(part));
    if holds_text && alike && !harmless {
        let message = format!("the parameter `{}` is named like a secret, but is not secure", decl.name);
        let help = "use `Param::secure_string` or `Param::secure_object`";
        warn("secure-secrets-in-params", path, message, help, findings);
    }
}

fn explicit_any(ty: &TypeExpr, path: &Path<'_>, findings: &mut Diagnostics) {
    if matches!(ty.node(), TypeNode::Named(name) if name == "any") {
        let help = "give the type: `output_as::<String>(..)`, `Param::typed(..)`";
        warn("no-explicit-any", path, "the declared type is `any`", help, findings);
    }
}

fn artifacts(template: &Template, decl: &Decl, path: &Path<'_>, findings: &mut Diagnostics) {
    let other = match &*decl.name {
        "_artifactsLocation" => "_artifactsLocationSasToken",
        "_artifactsLocationSasToken" => "_artifactsLocation",
        _ => return,
    };
    let has_other = template.decls.iter().any(|decl| matches!(decl.kind, DeclKind::Param { .. }) && decl.name == other);
    if !has_other {
        let message = format!("`{}` comes without `{other}`", decl.name);
        warn("artifacts-parameters", path, message, "declare both, or choose another name", findings);
    }
}

/// Names that the decompiler makes up.
fn decompiled_name(decl: &Decl, path: &Path<'_>, findings: &mut Diagnostics) {
    let suffix = match &decl.kind {
        DeclKind::Var { .. } if decl.name.ends_with("_var") => "_var",
        DeclKind::Param { .. } if decl.name.ends_with("_param") => "_param",
        DeclKind::Resource(resource)
            if decl.name.ends_with("_resource") && resource.body.get("name").and_then(Expr::as_str).is_some() =>
        {
            "_resource"
        }
        _ => return,
    };
    let message = format!("`{}` is named as a decompiler would", decl.name);
    let help = format!("choose a name without `{suffix}`");
    warn("decompiler-cleanup", path, message, help, findings);
}
