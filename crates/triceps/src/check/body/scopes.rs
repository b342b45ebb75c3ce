//! Where a resource is deployed, against where its type can be.

use triceps_types::Scopes;

use super::Checker;
use super::top::Traits;
use crate::check::Path;
use crate::diagnostic::{Diagnostic, Severity};
use crate::expr::{Callee, Composite, Expr};
use crate::template::{ResourceDecl, TargetScope, Template};

/// Checks the scope of a resource.
pub(super) fn check(checker: &mut Checker<'_, '_>, resource: &ResourceDecl, traits: &Traits, path: &Path<'_>) {
    let (Some(known), false) = (traits.resource, traits.extension) else { return };
    let template = checker.scope.template;
    let mut report = |id, severity, path: &Path<'_>, message: String, help: String| {
        checker.findings.push(Diagnostic::new(id, severity, path.to_string(), message).with_help(help));
    };
    let label = format_args!("{}@{}", known.name(), known.version());
    if !resource.existing && known.is_read_only() {
        let message = format!("`{label}` can only be read, never deployed");
        report("BCP245", Severity::Warning, path, message, "declare it as an existing resource".to_owned());
    }
    let given = resource.body.get("scope");
    let at_scope = path.name("scope");
    let place = if given.is_some() { &at_scope } else { path };
    let (readable, writable) = (known.readable_scopes(), known.writable_scopes());
    let is_child = traits.nested || resource.body.get("parent").is_some();
    if !is_child
        && let Some(supplied) = supplied(template, given)
        && !(readable | writable).intersects(supplied)
    {
        let message = format!("`{}` cannot be at the scope `{supplied}`", known.name());
        let help = match given {
            None if (readable | writable) == Scopes::EXTENSION => {
                "say with `scope` which resource it extends".to_owned()
            }
            _ => format!("it can be at {}; use a template or module of that scope", readable | writable),
        };
        return report("BCP135", Severity::Error, place, message, help);
    }
    if resource.existing {
        return;
    }
    let root = root_of(template, resource);
    let Some(supplied) = root.and_then(|root| self::supplied(template, root.body.get("scope"))) else { return };
    if readable.intersects(supplied) && !writable.intersects(supplied) {
        let message = format!("`{label}` can only be read at the scope `{supplied}`");
        let help = if writable.is_empty() {
            "declare it as an existing resource".to_owned()
        } else {
            format!("it can be deployed at {writable}; declare it as an existing resource here")
        };
        report("BCP246", Severity::Warning, place, message, help);
    }
}

/// What is deployed below a scope itself: the topmost parent of a resource, or of what it extends.
fn root_of<'t>(template: &'t Template, resource: &'t ResourceDecl) -> Option<&'t ResourceDecl> {
    let mut resource = resource;
    for _ in 0..=template.decls.len() {
        let above = match (resource.container, resource.body.get("parent"), resource.body.get("scope")) {
            (Some(container), ..) => container,
            (None, Some(parent), _) => symbol_of(parent)?,
            (None, None, Some(scope)) if symbol_of(scope).is_some() => symbol_of(scope)?,
            (None, None, _) => return Some(resource),
        };
        resource = template.decl(above)?.as_resource()?;
    }
    None
}

/// The kind of scope that an expression is; that of the template where none is given. None if it is unknown.
fn supplied(template: &Template, scope: Option<&Expr>) -> Option<Scopes> {
    let Some(scope) = scope else {
        return Some(match template.scope {
            TargetScope::ResourceGroup => Scopes::RESOURCE_GROUP,
            TargetScope::Subscription => Scopes::SUBSCRIPTION,
            TargetScope::ManagementGroup => Scopes::MANAGEMENT_GROUP,
            TargetScope::Tenant => Scopes::TENANT,
        });
    };
    if let Some(Composite::Call { callee: Callee::Builtin(name), .. }) = scope.as_composite() {
        return Some(match &**name {
            "resourceGroup" => Scopes::RESOURCE_GROUP,
            "subscription" => Scopes::SUBSCRIPTION,
            "managementGroup" => Scopes::MANAGEMENT_GROUP,
            "tenant" => Scopes::TENANT,
            _ => return None,
        });
    }
    let target = template.decl(symbol_of(scope)?)?.as_resource()?;
    // Resource groups and management groups are scopes rather than resources to extend.
    Some(if target.type_name.eq_ignore_ascii_case("Microsoft.Resources/resourceGroups") {
        Scopes::RESOURCE_GROUP
    } else if target.type_name.eq_ignore_ascii_case("Microsoft.Management/managementGroups") {
        Scopes::MANAGEMENT_GROUP
    } else {
        Scopes::EXTENSION
    })
}

fn symbol_of(expr: &Expr) -> Option<crate::expr::Symbol> {
    match expr.as_composite() {
        Some(Composite::Index { base, .. } | Composite::NonNull(base) | Composite::Paren(base)) => symbol_of(base),
        _ => expr.as_symbol(),
    }
}
