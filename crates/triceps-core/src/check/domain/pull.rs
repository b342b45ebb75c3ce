//! An image may be pulled before the right to pull it.

use triceps_diagnostics::codes;
use triceps_middle::map::{Map, Set};
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Expr};

use super::app::is_system;
use super::view::Cx;
use super::words as w;
use crate::check::values::Value;

const ASSIGNMENT: &str = "Microsoft.Authorization/roleAssignments";
const REGISTRY: &str = "Microsoft.ContainerRegistry/registries";

/// Checks the registries of an app that the template makes itself.
pub(super) fn check(cx: &mut Cx<'_, '_>, app: DeclId, configuration: Value) {
    for (_, entry) in cx.items(configuration, w::REGISTRIES) {
        let Some(registry) = cx.only(entry, w::SERVER).and_then(|server| registry_of(cx, server)) else { continue };
        let Some(identity) = cx.only(entry, w::IDENTITY) else { continue };
        if is_system(cx, identity) {
            cx.report(
                codes::TRI0154,
                identity,
                "the app's own identity exists only after the app, so it cannot have the right to pull the first image",
                "pull with a user-assigned identity that was granted `AcrPull` before",
            );
            continue;
        }
        let Some(owner) = cx.values.read_of(identity, known::ID) else { continue };
        match grant(cx, registry, owner) {
            Grant::Elsewhere => {}
            Grant::Missing => {
                let registry = cx.name(registry);
                cx.report(
                    codes::TRI0153,
                    identity,
                    format!("nothing in the template lets this identity pull from `{registry}`"),
                    (
                        "grant it `Role::ACR_PULL` at the registry and depend on the grant",
                        "grant it the role AcrPull at the registry and depend on the grant",
                    ),
                );
            }
            Grant::By(assignment) => {
                if !depends_on(cx, app, assignment) {
                    let name = cx.name(assignment);
                    cx.report(
                        codes::TRI0152,
                        identity,
                        format!("the image can be pulled before `{name}` has granted the right to pull it"),
                        format!("make the app depend on `{name}`"),
                    );
                }
            }
        }
    }
}

/// The registry whose `properties.loginServer` a value is.
fn registry_of(cx: &Cx<'_, '_>, server: Value) -> Option<DeclId> {
    let server = cx.values.alternatives(cx.values.unquoted(server)).only()?;
    let (_, Expr::Property { base, name, .. }) = cx.values.expr(server)? else { return None };
    let middle = cx.middle();
    if middle.str(name) != "loginServer" {
        return None;
    }
    let registry = cx.values.read_of(server.part(base), known::PROPERTIES)?;
    let resource = middle.decl(registry).as_resource()?;
    middle.str(resource.type_name).eq_ignore_ascii_case(REGISTRY).then_some(registry)
}

enum Grant {
    /// By this role assignment of the template.
    By(DeclId),
    /// It may be granted by something that is not looked into.
    Elsewhere,
    Missing,
}

/// The role assignments of a file.
pub(super) struct Grants {
    /// By scope and principal.
    direct: Map<(DeclId, DeclId), DeclId>,
    /// Identities that may be granted something somewhere else: at another scope, by a module or through a variable.
    elsewhere: Set<DeclId>,
}

impl Grants {
    fn of(cx: &Cx<'_, '_>) -> Self {
        let mut grants = Self { direct: Map::default(), elsewhere: Set::default() };
        let middle = cx.middle();
        for (id, decl) in middle.decls() {
            match &decl.kind {
                DeclKind::Resource(resource) if middle.str(resource.type_name).eq_ignore_ascii_case(ASSIGNMENT) => {
                    let body = Value::of(resource.body);
                    let scope = cx.only(body, w::SCOPE).and_then(|scope| cx.values.named(scope));
                    let properties = cx.objects(body, w::PROPERTIES).only();
                    let principal = properties.and_then(|properties| cx.only(properties, w::PRINCIPAL_ID));
                    match (scope, principal.and_then(|id| owner_of(cx, id))) {
                        (Some(scope), Some(principal)) => {
                            grants.direct.or_insert_with((scope, principal), || id);
                        }
                        (None, Some(principal)) => {
                            grants.elsewhere.insert(principal);
                        }
                        (_, None) => grants.elsewhere.extend(cx.graph.targets(id).iter().copied()),
                    }
                }
                DeclKind::Module(_) | DeclKind::Var { .. } => {
                    grants.elsewhere.extend(cx.graph.targets(id).iter().copied());
                }
                _ => {}
            }
        }
        grants
    }
}

/// The declaration that a chain of reads starts from.
fn owner_of(cx: &Cx<'_, '_>, value: Value) -> Option<DeclId> {
    let mut value = cx.values.alternatives(value).only()?;
    // A chain of reads is as deep as the expression.
    while let Some((_, Expr::Property { base, .. })) = cx.values.expr(value) {
        value = cx.values.alternatives(value.part(base)).only()?;
    }
    cx.values.named(value)
}

fn grant(cx: &Cx<'_, '_>, registry: DeclId, identity: DeclId) -> Grant {
    let middle = cx.middle();
    let exists = |decl: DeclId| middle.decl(decl).as_resource().is_none_or(|resource| resource.existing);
    let grants = cx.grants.get_or_init(|| Grants::of(cx));
    if let Some(assignment) = grants.direct.get(&(registry, identity)) {
        Grant::By(*assignment)
    } else if exists(identity) || grants.elsewhere.contains(&identity) {
        Grant::Elsewhere
    } else {
        Grant::Missing
    }
}

/// Whether an app waits for an assignment, if only through others.
fn depends_on(cx: &Cx<'_, '_>, app: DeclId, assignment: DeclId) -> bool {
    if cx.graph.targets(app).contains(&assignment) {
        return true;
    }
    let mut seen: Set<DeclId> = Set::default();
    let mut open = vec![app];
    while let Some(decl) = open.pop() {
        if decl == assignment {
            return true;
        }
        if seen.insert(decl) {
            open.extend(cx.graph.targets(decl));
        }
    }
    false
}
