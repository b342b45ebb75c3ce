//! Modules: their parameters, their scope.

use super::{about, root_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::expr::{Callee, Composite, Entry, Expr, Key, Node};
use crate::template::{Decl, DeclKind, ModuleDecl, TargetScope, Template};
use crate::types::{TypeExpr, TypeNode};

/// Names of deployments have at most 64 characters.
const MAX_NAME: usize = 64;

pub(super) fn check(template: &Template, findings: &mut Diagnostics) {
    for decl in &template.decls {
        let Some(module) = decl.as_module() else { continue };
        let Some(file) = template.files.get(module.file) else {
            findings.push(
                about("TRI0001", Severity::Error, decl, "the module file belongs to another template")
                    .with_help("give the handle that this template's `module_file` returned"),
            );
            continue;
        };
        arguments(template, decl, module, &file.template.template, findings);
        deployment_name(decl, module, findings);
        scope(template, decl, module, file.template.template.scope, findings);
    }
}

fn arguments(template: &Template, decl: &Decl, module: &ModuleDecl, file: &Template, findings: &mut Diagnostics) {
    let root = root_of(decl);
    let path = root.name(&decl.name);
    let path = path.name("params");
    let empty = crate::expr::Object::new();
    let given = module.body.get("params").and_then(Expr::as_object).unwrap_or(&empty);
    let params = || {
        file.decls.iter().filter_map(|decl| match &decl.kind {
            DeclKind::Param { ty, default } => Some((decl, ty, default)),
            _ => None,
        })
    };
    for (param, ty, default) in params() {
        let optional = default.is_some() || matches!(ty.node(), TypeNode::Nullable(_));
        if !optional && given.get(&param.name).is_none() {
            let message = format!("the parameter `{}` of the module is not given", param.name);
            let help = format!("add `.param(\"{}\", ..)`", param.name);
            findings.push(Diagnostic::new("BCP035", Severity::Error, path.to_string(), message).with_help(help));
        }
    }
    for entry in &given.entries {
        let Entry::Property { key: Key::Text(key), value } = entry else { continue };
        let place = path.name(key);
        let Some((param, ty, _)) = params().find(|(param, ..)| param.name == *key) else {
            let known: Vec<String> = params().map(|(param, ..)| format!("`{}`", param.name)).collect();
            let message = format!("the module has no parameter `{key}`");
            let help =
                if known.is_empty() { "it takes none".to_owned() } else { format!("it takes {}", known.join(", ")) };
            findings.push(Diagnostic::new("BCP037", Severity::Error, place.to_string(), message).with_help(help));
            continue;
        };
        let secure = param.decorators.has("secure");
        if is_get_secret(value) && !secure {
            let message = format!("the parameter `{key}` is not secure, so a secret of a vault cannot be given to it");
            findings.push(
                Diagnostic::new("BCP180", Severity::Error, place.to_string(), message)
                    .with_help("declare it with `Param::secure_string`"),
            );
        }
        if let (Some(expected), Some(found)) = (declared_kind(ty), literal_kind(value))
            && expected != found
        {
            let message = format!("the parameter `{key}` is `{expected}`, the value is `{found}`");
            findings.push(
                Diagnostic::new("BCP036", Severity::Error, place.to_string(), message)
                    .with_help(format!("give a value of the type `{expected}`")),
            );
        }
        if let (Some(expected), Some(found)) = (declared_kind(ty), symbol_kind(template, value))
            && expected != found
        {
            let message = format!("the parameter `{key}` is `{expected}`, the value is `{found}`");
            findings.push(
                Diagnostic::new("BCP036", Severity::Error, place.to_string(), message)
                    .with_help(format!("give a value of the type `{expected}`")),
            );
        }
    }
}

/// Whether an expression, or an arm of it, is `vault.getSecret(..)`.
pub(super) fn is_get_secret(expr: &Expr) -> bool {
    match expr.as_composite() {
        Some(Composite::Method { name, .. }) => name == "getSecret",
        Some(Composite::Ternary(_, yes, no)) => is_get_secret(yes) || is_get_secret(no),
        Some(Composite::Paren(inner)) => is_get_secret(inner),
        _ => false,
    }
}

/// The plain type that a declared type comes down to, or none where it is more than that.
fn declared_kind(ty: &TypeExpr) -> Option<&'static str> {
    match ty.node() {
        TypeNode::Named(name) => match &**name {
            "string" => Some("string"),
            "int" => Some("int"),
            "bool" => Some("bool"),
            "object" => Some("object"),
            "array" => Some("array"),
            _ => None,
        },
        TypeNode::Array(_) | TypeNode::Tuple(_) => Some("array"),
        TypeNode::Object(_) => Some("object"),
        _ => None,
    }
}

fn literal_kind(expr: &Expr) -> Option<&'static str> {
    match &expr.0 {
        Node::Bool(_) => Some("bool"),
        Node::Int(_) => Some("int"),
        Node::Str(_) => Some("string"),
        Node::Null | Node::Refused(_) | Node::Symbol(_) | Node::Local(_) => None,
        Node::Composite(composite) => match composite.composite() {
            Composite::MultiLine(_) | Composite::Interpolation { .. } => Some("string"),
            Composite::Object(_) => Some("object"),
            Composite::Array(_) | Composite::For(_) => Some("array"),
            _ => None,
        },
    }
}

/// The declared type of a parameter that is passed on.
fn symbol_kind(template: &Template, expr: &Expr) -> Option<&'static str> {
    match &template.decl(expr.as_symbol()?)?.kind {
        DeclKind::Param { ty, .. } | DeclKind::Var { ty: Some(ty), .. } => declared_kind(ty),
        DeclKind::Var { value, .. } => literal_kind(value),
        _ => None,
    }
}

fn deployment_name(decl: &Decl, module: &ModuleDecl, findings: &mut Diagnostics) {
    let Some(name) = module.body.get("name").and_then(Expr::as_str) else { return };
    let help = "a deployment's name has 1 to 64 letters, digits, `-`, `_`, `.`, `(` and `)`";
    if name.is_empty() {
        findings.push(about("BCP333", Severity::Error, decl, "the name of the deployment is empty").with_help(help));
    } else if name.chars().count() > MAX_NAME {
        let message = format!("the name of the deployment has {} characters", name.chars().count());
        findings.push(about("BCP332", Severity::Error, decl, message).with_help(help));
    } else if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '(' | ')')) {
        let message = format!("`{name}` cannot be the name of a deployment");
        findings.push(about("BCP416", Severity::Error, decl, message).with_help(help));
    }
}

/// The template of a module is made for one kind of place; the module has to be deployed to one.
fn scope(template: &Template, decl: &Decl, module: &ModuleDecl, wanted: TargetScope, findings: &mut Diagnostics) {
    let given = match module.body.get("scope") {
        None => template.scope,
        Some(scope) => match place_of(template, scope) {
            Some(place) => place,
            None => {
                return findings.push(
                    about("BCP134", Severity::Error, decl, "the scope is no resource group, subscription, management group or tenant")
                        .with_help("give `resource_group_named(..)`, `subscription_of(..)`, `tenant()` or a handle of a resource group"),
                );
            }
        },
    };
    if given != wanted {
        let message =
            format!("the module's template is made for `{}`, but is deployed to `{}`", wanted.name(), given.name());
        let help = match wanted {
            TargetScope::ResourceGroup => "give `.scope(resource_group_named(..))` or the handle of a resource group",
            TargetScope::Subscription => "give `.scope(subscription())` or `.scope(subscription_of(..))`",
            TargetScope::ManagementGroup => "give `.scope(management_group_named(..))`",
            TargetScope::Tenant => "give `.scope(tenant())`",
        };
        findings.push(about("BCP134", Severity::Error, decl, message).with_help(help));
    } else if template.scope == TargetScope::ResourceGroup && given == TargetScope::ManagementGroup {
        findings.push(
            about("BCP116", Severity::Error, decl, "a resource group's template cannot deploy to a management group")
                .with_help("deploy from a template for subscriptions, management groups or tenants"),
        );
    }
}

fn place_of(template: &Template, scope: &Expr) -> Option<TargetScope> {
    if let Some(symbol) = scope.as_symbol() {
        let resource = template.decl(symbol)?.as_resource()?;
        return match resource.type_name.to_ascii_lowercase().as_str() {
            "microsoft.resources/resourcegroups" => Some(TargetScope::ResourceGroup),
            "microsoft.management/managementgroups" => Some(TargetScope::ManagementGroup),
            "microsoft.subscription/aliases" => Some(TargetScope::Subscription),
            _ => None,
        };
    }
    match scope.as_composite()? {
        Composite::Index { base, .. } | Composite::Paren(base) | Composite::NonNull(base) => place_of(template, base),
        Composite::Call { callee: Callee::Builtin(name), .. } => match &**name {
            "resourceGroup" => Some(TargetScope::ResourceGroup),
            "subscription" => Some(TargetScope::Subscription),
            "managementGroup" => Some(TargetScope::ManagementGroup),
            "tenant" => Some(TargetScope::Tenant),
            _ => None,
        },
        _ => None,
    }
}
