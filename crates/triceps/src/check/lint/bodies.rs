//! Rules about the bodies of resources.

use super::{Path, root_of, warn};
use crate::diagnostic::Diagnostics;
use crate::expr::{Callee, Composite, Expr, Part, Symbol};
use crate::template::{Decl, DeclKind, ResourceDecl, Template};

/// Rules about calls, wherever they are.
pub(super) fn check_expression(template: &Template, expr: &Expr, path: &Path<'_>, findings: &mut Diagnostics) {
    let Some(Composite::Call { callee: Callee::Builtin(name), args }) = expr.as_composite() else { return };
    let is_list = name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("list"));
    if !is_list && name != "reference" {
        return;
    }
    let Some(Composite::Property { base, name: property, .. }) = args.first().and_then(Expr::as_composite) else {
        return;
    };
    let aims_at_resource = matches!(&**property, "id" | "name")
        && base.as_symbol().and_then(|symbol| template.decl(symbol)).is_some_and(|decl| decl.as_resource().is_some());
    if aims_at_resource {
        let message = format!("`{name}` is called with the id of a resource of the template");
        let help = if is_list { "call it as a method of the handle" } else { "read the property from the handle" };
        warn("use-resource-symbol-reference", path, message, help, findings);
    }
}

pub(super) fn check(template: &Template, decl: &Decl, findings: &mut Diagnostics) {
    let Some(resource) = decl.as_resource() else { return };
    let root = root_of(decl);
    let path = root.name(&decl.name);
    if resource.type_name.eq_ignore_ascii_case("Microsoft.Resources/deployments") && !resource.existing {
        let help = "use `Module`";
        warn("no-deployments-resources", &path, "a nested deployment is written as a resource", help, findings);
    }
    parent_property(template, decl, resource, &path, findings);
    for key in ["name", "scope"] {
        if let Some(value) = resource.body.get(key)
            && is_unstable(template, value, &mut Vec::new())
        {
            let message = format!("`{key}` changes with every deployment");
            let help = "use `unique_string` or `guid` over something that stays";
            warn("use-stable-resource-identifiers", &path.name(key), message, help, findings);
        }
    }
}

/// Rules about values in the body of a resource.
pub(super) fn check_value(
    template: &Template,
    resource: &ResourceDecl,
    expr: &Expr,
    path: &Path<'_>,
    findings: &mut Diagnostics,
) {
    if path.ends_with(&["adminUsername"]) && literal(template, expr).is_some() {
        let help = "make it a parameter without a default";
        warn("adminusername-should-not-be-literal", path, "the user name of an administrator is fixed", help, findings);
    }
    if ["offer", "sku", "version"].iter().any(|name| path.ends_with(&["imageReference", name]))
        && literal(template, expr).is_some_and(|text| text.to_ascii_lowercase().contains("preview"))
    {
        warn("use-stable-vm-image", path, "the image is a preview", "choose a stable image", findings);
    }
    if path.ends_with(&["properties", "azPowerShellVersion"])
        && resource.type_name.eq_ignore_ascii_case("Microsoft.Resources/deploymentScripts")
        && literal(template, expr).and_then(|text| text.split('.').next()?.parse::<u32>().ok()).is_some_and(|v| v < 11)
    {
        let help = "use 11.0 or newer";
        warn("use-recent-az-powershell-version", path, "the version of Azure PowerShell is old", help, findings);
    }
    if path.ends_with(&["settings", "commandToExecute"])
        && resource.type_name.to_ascii_lowercase().ends_with("/extensions")
        && super::super::secrets::Taint::of(template).is_secret(expr)
    {
        let help = "move `commandToExecute` to `protectedSettings`";
        warn("protect-commandtoexecute-secrets", path, "the command holds a secret", help, findings);
    }
}

/// The literal that an expression is, also through variables.
fn literal<'a>(template: &'a Template, expr: &'a Expr) -> Option<&'a str> {
    if let Some(symbol) = expr.as_symbol() {
        return match &template.decl(symbol)?.kind {
            DeclKind::Var { value, .. } => literal(template, value),
            _ => None,
        };
    }
    expr.as_str()
}

/// Whether a value changes with every deployment. `seen` holds the declarations looked at already.
fn is_unstable(template: &Template, expr: &Expr, seen: &mut Vec<Symbol>) -> bool {
    if let Some(symbol) = expr.as_symbol() {
        if seen.contains(&symbol) {
            return false;
        }
        seen.push(symbol);
        return match template.decl(symbol).map(|decl| &decl.kind) {
            Some(DeclKind::Var { value, .. }) => is_unstable(template, value, seen),
            Some(DeclKind::Param { default: Some(default), .. }) => is_unstable(template, default, seen),
            _ => false,
        };
    }
    if let Some(Composite::Call { callee: Callee::Builtin(name), .. }) = expr.as_composite()
        && matches!(&**name, "newGuid" | "utcNow")
    {
        return true;
    }
    let mut found = false;
    expr.for_each_child(|child| found = found || is_unstable(template, child, seen));
    found
}

/// A child whose name starts with that of a resource of the template should name it as its parent.
fn parent_property(
    template: &Template,
    decl: &Decl,
    resource: &ResourceDecl,
    path: &Path<'_>,
    findings: &mut Diagnostics,
) {
    if decl.container().is_some() || resource.body.get("parent").is_some() {
        return;
    }
    let (Some(name), Some((parent_type, _))) = (resource.body.get("name"), resource.type_name.rsplit_once('/')) else {
        return;
    };
    if !parent_type.contains('/') {
        return;
    }
    let named_after = |other: &Decl| {
        let Some(candidate) = other.as_resource() else { return false };
        if !candidate.type_name.eq_ignore_ascii_case(parent_type) {
            return false;
        }
        match (name.as_str(), name.as_composite()) {
            (Some(text), _) => {
                let parent = candidate.body.get("name").and_then(Expr::as_str);
                parent.is_some_and(|parent| text.strip_prefix(parent).is_some_and(|rest| rest.starts_with('/')))
            }
            (None, Some(Composite::Interpolation { parts, .. })) => match parts.as_slice() {
                [Part::Hole(first), Part::Text(rest), ..] if rest.starts_with('/') => {
                    reads_name(template, first, other) || candidate.body.get("name") == Some(first)
                }
                _ => false,
            },
            _ => false,
        }
    };
    if let Some(parent) = template.decls.iter().find(|other| named_after(other)) {
        let message = format!("the name starts with that of `{}`", parent.name);
        let help = format!("give `{}` as `.parent(..)` and only the last segment as name", parent.name);
        warn("use-parent-property", &path.name("name"), message, help, findings);
    }
}

fn reads_name(template: &Template, expr: &Expr, decl: &Decl) -> bool {
    match expr.as_composite() {
        Some(Composite::Property { base, name, .. }) if name == "name" => {
            base.as_symbol().and_then(|symbol| template.decl(symbol)).is_some_and(|other| std::ptr::eq(other, decl))
        }
        _ => false,
    }
}
