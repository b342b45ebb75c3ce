//! Types that can only be read at the scope where they are deployed.

use triceps_diagnostics::codes;
use triceps_language::Function;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Expr, ExprId, Middle, Place, Resource, TargetScope};
use triceps_types::{ResourceType, Scopes};

/// Checks whether a resource can be deployed where it is. That its type can be there at all is a matter of structure.
pub(super) fn check(
    middle: &Middle,
    decl: DeclId,
    resource: &Resource,
    ty: ResourceType<'static>,
    diagnostics: &mut RawDiagnostics,
) {
    if resource.existing {
        return;
    }
    let label = || format!("{}@{}", ty.name(), ty.version());
    if ty.is_read_only() {
        let message = format!("`{}` can only be read, never deployed", label());
        diagnostics.report(codes::BCP245, Place::Head(decl), message, "declare it as an existing resource");
    }
    let given = middle.property(resource.body, known::SCOPE);
    let (readable, writable) = (ty.readable_scopes(), ty.writable_scopes());
    let is_child = resource.container.is_some() || middle.property(resource.body, known::PARENT).is_some();
    let own = supplied(middle, given).filter(|_| !is_child);
    if own.is_some_and(|own| !(readable | writable).intersects(own)) {
        return;
    }
    let root = root_of(middle, *resource);
    let scope = root.map(|root| middle.property(root.body, known::SCOPE));
    let Some(supplied) = scope.and_then(|scope| supplied(middle, scope)) else { return };
    if readable.intersects(supplied) && !writable.intersects(supplied) {
        let whole = if middle.is_text() { Place::Value(decl) } else { Place::Expr(resource.body) };
        let place = given.map_or(whole, Place::Expr);
        let message = format!("`{}` can only be read at the scope `{supplied}`", label());
        let help = if writable.is_empty() {
            "declare it as an existing resource".to_owned()
        } else {
            format!("it can be deployed at {writable}; declare it as an existing resource here")
        };
        diagnostics.report(codes::BCP246, place, message, help);
    }
}

/// What is deployed below a scope itself: the topmost parent of a resource, or of what it extends.
fn root_of(middle: &Middle, mut resource: Resource) -> Option<Resource> {
    for _ in 0..=middle.decl_count() {
        let parent = middle.property(resource.body, known::PARENT);
        let scope = middle.property(resource.body, known::SCOPE).and_then(|scope| resource_of(middle, scope));
        let above = match (resource.container, parent, scope) {
            (Some(container), ..) => container,
            (None, Some(parent), _) => resource_of(middle, parent)?,
            (None, None, Some(scope)) => scope,
            (None, None, None) => return Some(resource),
        };
        let DeclKind::Resource(next) = middle.decl(above).kind else { return None };
        resource = next;
    }
    None
}

/// The kind of scope that an expression is; that of the file where none is given. None if it is unknown.
fn supplied(middle: &Middle, scope: Option<ExprId>) -> Option<Scopes> {
    let Some(scope) = scope else {
        return Some(match middle.scope() {
            TargetScope::ResourceGroup => Scopes::RESOURCE_GROUP,
            TargetScope::Subscription => Scopes::SUBSCRIPTION,
            TargetScope::ManagementGroup => Scopes::MANAGEMENT_GROUP,
            TargetScope::Tenant => Scopes::TENANT,
        });
    };
    if let Some((function, _)) = middle.builtin_call(scope) {
        return match function {
            Function::ResourceGroup => Some(Scopes::RESOURCE_GROUP),
            Function::Subscription => Some(Scopes::SUBSCRIPTION),
            Function::ManagementGroup => Some(Scopes::MANAGEMENT_GROUP),
            Function::Tenant => Some(Scopes::TENANT),
            _ => None,
        };
    }
    let DeclKind::Resource(target) = middle.decl(resource_of(middle, scope)?).kind else { return None };
    let name = middle.str(target.type_name);
    // Resource groups and management groups are scopes rather than resources to extend.
    Some(if name.eq_ignore_ascii_case("Microsoft.Resources/resourceGroups") {
        Scopes::RESOURCE_GROUP
    } else if name.eq_ignore_ascii_case("Microsoft.Management/managementGroups") {
        Scopes::MANAGEMENT_GROUP
    } else {
        Scopes::EXTENSION
    })
}

/// The resource that an expression names, also one of a collection.
fn resource_of(middle: &Middle, expr: ExprId) -> Option<DeclId> {
    let expr = middle.unwrapped(expr);
    let named = match middle.expr(expr) {
        Expr::Index { base, .. } => middle.named(base),
        _ => middle.named(expr),
    }?;
    middle.decl(named).as_resource().map(|_| named)
}
