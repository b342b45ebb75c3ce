//! Where resources and modules are deployed, against where they can be.

use triceps_diagnostics::codes;
use triceps_infer::{TypeId, Types};
use triceps_language::Function;
use triceps_middle::analysis::{Location, LocationName};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Expr, ExprId, Middle, Module, Place, Resource, TargetScope};
use triceps_types::Scopes;

use crate::check::context::Context;

pub(in crate::check) fn check(cx: &Context<'_>, types: &Types<'_>, diagnostics: &mut RawDiagnostics) {
    for (id, decl) in cx.middle.decls() {
        if cx.graph.is_circular(id) {
            continue;
        }
        // What is wrong with a scope that has no type is reported already.
        let scope = cx.middle.body_property(id, known::SCOPE);
        if scope.is_some_and(|scope| types.of(scope) == TypeId::ERROR) {
            continue;
        }
        match &decl.kind {
            DeclKind::Resource(resource) => resource_scope(cx, types, id, resource, diagnostics),
            DeclKind::Module(module) => module_scope(cx, types, id, module, diagnostics),
            _ => {}
        }
    }
}

/// What an expression is as a scope.
enum Given {
    /// A place.
    Place(Location),
    /// One of several, chosen by a condition.
    Ambiguous,
    /// Nothing to the compiler, which takes the scope of the file: a variable of a text that holds one of several.
    Ignored,
    /// A whole loop, an error: found elsewhere, or unknown.
    Unknown,
    /// A module.
    Module,
    /// Something that is not a scope, or one that is found only by computing it.
    Other,
}

fn given(cx: &Context<'_>, id: DeclId, scope: ExprId) -> Given {
    let middle = cx.middle;
    if middle.any(scope, &mut |part| matches!(middle.expr(part), Expr::Error(_))) {
        return Given::Unknown;
    }
    if let Some(reference) = cx.facts.references.of(middle, scope) {
        let decl = middle.decl(reference.decl);
        if decl.as_module().is_some() && !(middle.is_text() && decl.header().is_some() && reference.index.is_none()) {
            return Given::Module;
        }
        if decl.header().is_some() && reference.index.is_none() {
            return Given::Unknown;
        }
        return Given::Place(cx.facts.resources.location(middle, &cx.facts.references, id));
    }
    if is_scope_function(middle, scope) {
        return Given::Place(cx.facts.resources.location(middle, &cx.facts.references, id));
    }
    match middle.expr(middle.unwrapped(scope)) {
        Expr::Ternary(_, yes, no) => match (given(cx, id, yes), given(cx, id, no)) {
            (Given::Other | Given::Module, _) | (_, Given::Other | Given::Module) => Given::Other,
            _ => Given::Ambiguous,
        },
        Expr::Decl(decl) => match middle.decl(decl).kind {
            DeclKind::Var { value, .. } if !cx.graph.is_circular(decl) => match given(cx, id, value) {
                Given::Ambiguous if middle.is_text() => Given::Ignored,
                given => given,
            },
            _ => Given::Other,
        },
        _ => Given::Other,
    }
}

/// The compiler takes the scope of the file, and says nothing.
fn ignored(place: Place, diagnostics: &mut RawDiagnostics) {
    let message = "the scope is chosen by a condition behind a variable, so it is ignored: the scope of the file holds";
    diagnostics.report(codes::TRI0209, place, message, "write two declarations, each with its own scope and condition");
}

/// Says that a scope is computed, so that nobody knows where the deployment goes: the item of a loop, a property of an
/// object.
fn computed(diagnostics: &mut RawDiagnostics, place: Place) {
    let help = "write the scope where it is needed, and compute the names that it takes";
    diagnostics.report(codes::BCP420, place, "the scope is computed", help);
}

/// Whether an expression is a scope that a function gave, so that the type of the property has nothing to say. Resources
/// and modules that are computed are not known at the start, which is found elsewhere.
fn is_scope(types: &Types<'_>, scope: ExprId) -> bool {
    let members = types.members(types.of(scope));
    !members.is_empty() && members.into_iter().all(|member| types.is_called_scope(member))
}

fn is_variable(middle: &Middle, expr: ExprId) -> bool {
    matches!(middle.expr(middle.unwrapped(expr)), Expr::Decl(decl) if matches!(middle.decl(decl).kind, DeclKind::Var { .. }))
}

fn is_scope_function(middle: &Middle, scope: ExprId) -> bool {
    let mut expr = middle.unwrapped(scope);
    for _ in 0..=middle.decl_count() {
        match middle.expr(expr) {
            Expr::Decl(decl) => match middle.decl(decl).kind {
                DeclKind::Var { value, .. } => expr = middle.unwrapped(value),
                _ => return false,
            },
            _ => break,
        }
    }
    matches!(
        middle.builtin_call(expr),
        Some((Function::ResourceGroup | Function::Subscription | Function::ManagementGroup | Function::Tenant, _))
    )
}

fn kind(location: Location) -> Scopes {
    match location {
        Location::Tenant => Scopes::TENANT,
        Location::ManagementGroup(_) => Scopes::MANAGEMENT_GROUP,
        Location::Subscription(_) => Scopes::SUBSCRIPTION,
        Location::ResourceGroup { .. } => Scopes::RESOURCE_GROUP,
        Location::Resource(_) => Scopes::EXTENSION,
    }
}

fn kind_of_file(scope: TargetScope) -> Scopes {
    match scope {
        TargetScope::Tenant => Scopes::TENANT,
        TargetScope::ManagementGroup => Scopes::MANAGEMENT_GROUP,
        TargetScope::Subscription => Scopes::SUBSCRIPTION,
        TargetScope::ResourceGroup => Scopes::RESOURCE_GROUP,
    }
}

fn resource_scope(
    cx: &Context<'_>,
    types: &Types<'_>,
    id: DeclId,
    resource: &Resource,
    diagnostics: &mut RawDiagnostics,
) {
    let middle = cx.middle;
    // Nothing is known of a resource whose type is not.
    if middle.is_text() && resource.type_name == known::EMPTY {
        return;
    }
    let scope = middle.property(resource.body, known::SCOPE);
    let whole = if middle.is_text() { Place::Value(id) } else { Place::Expr(resource.body) };
    let place = scope.map_or(whole, Place::Expr);
    if cx.facts.resources.parent(id).is_some() {
        if scope.is_some() {
            let help = "give the scope to its topmost parent";
            return diagnostics.report(codes::BCP164, place, "a child cannot have a scope of its own", help);
        }
        let root = cx.facts.resources.root(id);
        let root_exists = middle.decl(root).as_resource().is_some_and(|root| root.existing);
        if !resource.existing && root_exists && !is_deployable(cx, root) {
            let name = middle.str(middle.decl(root).name);
            let message =
                format!("the resource is deployed to the scope of `{name}`, which is not that of the template");
            let help = "put it into a module with that scope";
            diagnostics.report(codes::BCP165, place, message, help);
        }
        return;
    }
    let permitted = cx.facts.resources.known(id).map(|known| known.readable_scopes() | known.writable_scopes());
    let supplied = match scope {
        None => kind_of_file(middle.scope()),
        Some(scope) => match given(cx, id, scope) {
            Given::Place(location) => kind(location),
            Given::Ambiguous => {
                let help = "add two resources, each with its own condition";
                return diagnostics.report(codes::BCP420, place, "the scope is chosen by a condition", help);
            }
            Given::Ignored => return ignored(place, diagnostics),
            // Through a variable it is not known at the start, which is found elsewhere.
            Given::Module if is_variable(middle, scope) => return,
            Given::Module => {
                let message = "a resource cannot be deployed to a module, or extend one";
                let help =
                    ("give the handle of a resource, or leave the scope out", "name a resource, or leave `scope` out");
                return diagnostics.report(codes::BCP135, place, message, help);
            }
            Given::Other if is_scope(types, scope) => return computed(diagnostics, place),
            // The type of the value is compared with that of a scope.
            Given::Unknown | Given::Other => return,
        },
    };
    if cx.facts.resources.extension(id).is_some() {
        return;
    }
    if let Some(permitted) = permitted
        && !permitted.intersects(supplied)
    {
        let message = format!("`{}` cannot be at the scope `{supplied}`", cx.facts.resources.type_name(middle, id));
        let help = if scope.is_none() && permitted == Scopes::EXTENSION {
            "set `scope` to the resource that it extends".to_owned()
        } else {
            format!("it can be at {permitted}; use a template or module of that scope")
        };
        return diagnostics.report(codes::BCP135, place, message, help);
    }
    if !resource.existing && !is_deployable(cx, id) {
        let message = "a resource is deployed where its template is deployed, and this scope is another one";
        let help = "put it into a module with this scope; only existing resources can be elsewhere";
        diagnostics.report(codes::BCP139, place, message, help);
    }
}

/// Whether a resource without parent is deployed where the template is.
fn is_deployable(cx: &Context<'_>, id: DeclId) -> bool {
    let mut current = id;
    for _ in 0..=cx.middle.decl_count() {
        match cx.facts.resources.location(cx.middle, &cx.facts.references, current) {
            Location::Resource(extended) => current = cx.facts.resources.root(extended.decl),
            Location::Tenant => return true,
            location => {
                let is_named = match location {
                    Location::ManagementGroup(name) | Location::Subscription(name) => name.is_some(),
                    Location::ResourceGroup { subscription, group } => subscription.is_some() || group.is_some(),
                    Location::Tenant | Location::Resource(_) => false,
                };
                return !is_named && kind(location) == kind_of_file(cx.middle.scope());
            }
        }
    }
    true
}

fn module_scope(cx: &Context<'_>, types: &Types<'_>, id: DeclId, module: &Module, diagnostics: &mut RawDiagnostics) {
    let middle = cx.middle;
    let Some(file) = module.file else { return };
    let wanted = middle.file(file).interface.scope();
    let scope = middle.property(module.body, known::SCOPE);
    let whole = if middle.is_text() { Place::Value(id) } else { Place::Decl(id) };
    let place = scope.map_or(whole, Place::Expr);
    let location = match scope.map(|scope| given(cx, id, scope)) {
        None => cx.facts.resources.location(middle, &cx.facts.references, id),
        Some(Given::Place(location)) => location,
        Some(Given::Ambiguous) => {
            let help = "add two modules, each with its own condition";
            return diagnostics.report(codes::BCP420, place, "the scope is chosen by a condition", help);
        }
        Some(Given::Ignored) => return ignored(place, diagnostics),
        Some(Given::Unknown) => return,
        Some(Given::Other) if scope.is_some_and(|scope| is_scope(types, scope)) => return computed(diagnostics, place),
        // In a text the type of the value says so.
        Some(Given::Other) if middle.is_text() => return,
        Some(Given::Module | Given::Other) => {
            let message = "the scope is not a resource group, subscription, management group or tenant";
            let help = (
                "give `resource_group_named(..)`, `subscription_of(..)`, `tenant()` or a handle of a resource group",
                "write `resourceGroup('name')`, `subscription('id')`, `tenant()` or the name of a resource group of the file",
            );
            return diagnostics.report(codes::BCP134, place, message, help);
        }
    };
    if kind(location) != kind_of_file(wanted) {
        let message = format!("the module's template is made for `{wanted}`, but is deployed to `{}`", kind(location));
        let help = match wanted {
            TargetScope::ResourceGroup => (
                "give `.scope(resource_group_named(..))` or the handle of a resource group",
                "write `scope: resourceGroup('name')`, or name a resource group of the file",
            ),
            TargetScope::Subscription => (
                "give `.scope(subscription())` or `.scope(subscription_of(..))`",
                "write `scope: subscription()` or `scope: subscription('id')`",
            ),
            TargetScope::ManagementGroup => {
                ("give `.scope(management_group_named(..))`", "write `scope: managementGroup('name')`")
            }
            TargetScope::Tenant => ("give `.scope(tenant())`", "write `scope: tenant()`"),
        };
        return diagnostics.report(codes::BCP134, place, message, help);
    }
    // What a function does not offer in this file is reported for its call.
    let is_call = !middle.is_text() && scope.is_some_and(|scope| matches!(middle.expr(scope), Expr::Call { .. }));
    if !is_reachable(middle.scope(), location) && !is_call {
        let code = match middle.scope() {
            TargetScope::Tenant => codes::BCP113,
            TargetScope::ManagementGroup => codes::BCP114,
            TargetScope::Subscription => codes::BCP115,
            TargetScope::ResourceGroup => codes::BCP116,
        };
        let message = format!("a template for `{}` cannot deploy to this `{}`", middle.scope(), kind(location));
        let help = "name the subscription or group, or deploy from a template of a wider scope";
        diagnostics.report(code, place, message, help);
    }
}

/// Whether a deployment at one scope can start another there.
fn is_reachable(from: TargetScope, to: Location) -> bool {
    use TargetScope::{ManagementGroup, ResourceGroup, Subscription, Tenant};
    let named = |name: Option<LocationName>| name.is_some();
    match to {
        Location::Tenant | Location::ResourceGroup { subscription: Some(_), group: Some(_) } => true,
        Location::ManagementGroup(_) => matches!(from, Tenant | ManagementGroup),
        Location::Subscription(name) => named(name) || matches!(from, Subscription | ResourceGroup),
        Location::ResourceGroup { group: Some(_), .. } => matches!(from, Subscription | ResourceGroup),
        Location::ResourceGroup { .. } => from == ResourceGroup,
        Location::Resource(_) => false,
    }
}
