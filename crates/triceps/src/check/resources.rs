//! What every resource needs, whatever its type: a type, a name, a parent and a scope that fit.

use std::collections::HashMap;

use super::about;
use crate::diagnostic::{Diagnostics, Severity};
use crate::expr::{Composite, Expr};
use crate::template::{Decl, DeclKind, ExtensionDecl, ResourceDecl, Template};

pub(super) fn check(template: &Template, findings: &mut Diagnostics) {
    let extensions: Vec<&ExtensionDecl> = template
        .decls
        .iter()
        .filter_map(|decl| match &decl.kind {
            DeclKind::Extension(extension) => Some(extension),
            _ => None,
        })
        .collect();
    let mut by_name: HashMap<&str, Vec<(&Decl, &ResourceDecl)>> = HashMap::new();
    for decl in &template.decls {
        let Some(resource) = decl.as_resource() else { continue };
        if let Some(message) = flaw_of_type(resource) {
            let help = "write it as `Microsoft.Storage/storageAccounts@2025-06-01`";
            findings.push(about("BCP029", Severity::Error, decl, message).with_help(help));
            continue;
        }
        if !extensions.iter().any(|extension| extension.brings(&resource.type_name)) {
            name_fits(decl, resource, findings);
            parent_fits(template, decl, resource, findings);
        }
        scope_fits(template, decl, resource, findings);
        if let Some(name) = resource.body.get("name").and_then(Expr::as_str)
            && decl.header().is_none()
            && decl.condition().is_none()
        {
            let others = by_name.entry(name).or_default();
            is_other_resource(decl, resource, others, findings);
            others.push((decl, resource));
        }
        dependencies(template, decl, findings);
    }
}

/// What is missing in the type of a resource, before it is looked up.
pub(super) fn flaw_of_type(resource: &ResourceDecl) -> Option<String> {
    let (provider, types) = resource.type_name.split_once('/').unwrap_or_default();
    if !provider.contains('.') || types.split('/').any(str::is_empty) {
        return Some(format!("`{}` is no resource type", resource.type_name));
    }
    if resource.api_version.as_deref().is_none_or(str::is_empty) && resource.container.is_none() {
        return Some(format!("the type `{}` has no API version", resource.type_name));
    }
    None
}

fn name_fits(decl: &Decl, resource: &ResourceDecl, findings: &mut Diagnostics) {
    // That it is missing is found with the other properties.
    let Some(name) = resource.body.get("name") else { return };
    let has_parent = resource.container.is_some() || resource.body.get("parent").is_some();
    let (Some(text), false) = (name.as_str(), has_parent) else {
        if let (Some(text), true) = (name.as_str(), has_parent)
            && text.contains('/')
        {
            let message = format!("the name `{text}` has a `/`, though its parent is given");
            findings.push(
                about("BCP170", Severity::Error, decl, message).with_help("give the last segment of the name only"),
            );
        }
        return;
    };
    let expected = resource.type_name.matches('/').count() - 1;
    if text.matches('/').count() != expected && resource.type_name.matches('/').count() > 1 {
        let message =
            format!("the name `{text}` has {} segments, the type has {}", text.matches('/').count() + 1, expected + 1);
        findings.push(
            about("BCP169", Severity::Error, decl, message)
                .with_help("give the parent with `.parent(..)`, or one name a segment with `/` between them"),
        );
    }
}

fn parent_fits(template: &Template, decl: &Decl, resource: &ResourceDecl, findings: &mut Diagnostics) {
    let given = resource.body.get("parent");
    let (parent, nested) = match (resource.container, given) {
        (Some(container), _) => (template.decl(container), true),
        (None, Some(expr)) => (target_of(expr).and_then(|symbol| template.decl(symbol)), false),
        (None, None) => return,
    };
    let Some(parent_resource) = parent.and_then(Decl::as_resource) else {
        return findings.push(
            about("BCP240", Severity::Error, decl, "`parent` is no resource of this template")
                .with_help("give the handle of a resource"),
        );
    };
    let looped = parent.is_some_and(|parent| parent.header().is_some());
    if looped && !nested && given.and_then(Expr::as_symbol).is_some() {
        let help = "give one item of the collection: `.parent(collection.at(index))`";
        findings.push(about("BCP144", Severity::Error, decl, "`parent` is a whole loop").with_help(help));
    }
    let child_of = resource.type_name.rsplit_once('/').map(|(parent, _)| parent);
    if !child_of.is_some_and(|expected| expected.eq_ignore_ascii_case(&parent_resource.type_name)) {
        let message = format!("`{}` is no child of `{}`", resource.type_name, parent_resource.type_name);
        let expected = child_of.unwrap_or_default();
        findings.push(
            about("BCP036", Severity::Error, decl, message)
                .with_help(format!("its parent is of the type `{expected}`")),
        );
    }
    if resource.body.get("scope").is_some() {
        findings.push(
            about("BCP164", Severity::Error, decl, "a child cannot have a scope of its own")
                .with_help("give the scope to its topmost parent"),
        );
    }
}

/// The declaration that an expression names, also as an item of its loop.
fn target_of(expr: &Expr) -> Option<crate::expr::Symbol> {
    match expr.as_composite() {
        Some(Composite::Index { base, .. } | Composite::NonNull(base) | Composite::Paren(base)) => target_of(base),
        _ => expr.as_symbol(),
    }
}

fn scope_fits(template: &Template, decl: &Decl, resource: &ResourceDecl, findings: &mut Diagnostics) {
    let Some(scope) = resource.body.get("scope") else { return };
    if let Some(target) = target_of(scope) {
        match template.decl(target) {
            Some(target) if target.as_module().is_some() => {
                findings.push(
                    about("BCP036", Severity::Error, decl, "a module is no scope")
                        .with_help("give a resource or a scope function"),
                );
            }
            Some(target) if target.as_resource().is_none() => {
                findings.push(
                    about("BCP036", Severity::Error, decl, "the scope is neither a resource nor a scope function")
                        .with_help("give a handle of a resource, `resource_group_named(..)` or its like"),
                );
            }
            Some(target) if target.header().is_some() && scope.as_symbol().is_some() => {
                let help = "give one item of the collection: `.scope(collection.at(index))`";
                findings.push(about("BCP144", Severity::Error, decl, "the scope is a whole loop").with_help(help));
            }
            _ => {}
        }
        return;
    }
    if matches!(scope.as_composite(), Some(Composite::Ternary(..))) {
        findings.push(
            about("BCP420", Severity::Error, decl, "the scope is chosen by a condition")
                .with_help("add two resources, each with its own condition"),
        );
        return;
    }
    if let Some(Composite::Call { args, .. }) = scope.as_composite()
        && !resource.existing
        && !args.is_empty()
    {
        findings.push(
            about("BCP165", Severity::Error, decl, "a resource is deployed where its template is deployed")
                .with_help("put it into a module with this scope; only existing resources may be elsewhere"),
        );
    }
}

/// Reports a resource that has type, name and place in common with another one.
fn is_other_resource(
    decl: &Decl,
    resource: &ResourceDecl,
    others: &[(&Decl, &ResourceDecl)],
    findings: &mut Diagnostics,
) {
    let same = |other: &ResourceDecl| {
        other.type_name.eq_ignore_ascii_case(&resource.type_name)
            && other.container == resource.container
            && other.body.get("parent") == resource.body.get("parent")
            && other.body.get("scope") == resource.body.get("scope")
    };
    if let Some((other, _)) = others.iter().find(|(_, other)| same(other)) {
        let message = format!("`{}` and `{}` are the same resource: type and name are equal", other.name, decl.name);
        findings.push(about("BCP121", Severity::Error, decl, message).with_help("give one of them another name"));
    }
}

/// `dependsOn` holds resources and modules, and none that the body implies anyway.
fn dependencies(template: &Template, decl: &Decl, findings: &mut Diagnostics) {
    let Some(items) = decl.body().and_then(|body| body.get("dependsOn")).and_then(Expr::as_array) else { return };
    for item in &items.items {
        let is_deployed = target_of(item)
            .and_then(|symbol| template.decl(symbol))
            .is_some_and(|decl| matches!(decl.kind, DeclKind::Resource(_) | DeclKind::Module(_)));
        if !is_deployed {
            findings.push(
                about(
                    "BCP034",
                    Severity::Error,
                    decl,
                    "`dependsOn` holds something that is neither a resource nor a module",
                )
                .with_help("give handles of resources and modules"),
            );
        }
    }
}
