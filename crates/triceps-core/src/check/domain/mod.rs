//! Rules of the domain: what Azure says about resources that the compiler lets through.
//!
//! They look at values, wherever those come from. What a ternary can be is checked for each of its branches; a rule
//! about several properties speaks only where all of them are known. `docs/checks.md` lists all rules.

mod app;
mod assignment;
mod container;
mod environment;
mod identities;
mod ingress;
mod location;
mod names;
mod probe;
mod pull;
mod resources;
mod scale;
mod secrets;
mod stores;
mod view;
mod words;

use triceps_middle::map::Map;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::Str;
use triceps_middle::{DeclId, DeclKind, Resource};

use super::context::Context;
use super::values::Value;
use crate::names::{NamingRule, rule};
use view::Cx;

/// What is known of a resource type.
#[derive(Clone, Copy)]
struct Known {
    naming: Option<&'static NamingRule>,
    kind: Kind,
    /// How many slashes the type has: one more than parents.
    slashes: usize,
}

/// The types that have rules of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    ContainerApp,
    Environment,
    RoleAssignment,
    Registry,
    Vault,
    Workspace,
    Other,
}

const KINDS: [(&str, Kind); 6] = [
    ("Microsoft.App/containerApps", Kind::ContainerApp),
    ("Microsoft.App/managedEnvironments", Kind::Environment),
    ("Microsoft.Authorization/roleAssignments", Kind::RoleAssignment),
    ("Microsoft.ContainerRegistry/registries", Kind::Registry),
    ("Microsoft.KeyVault/vaults", Kind::Vault),
    ("Microsoft.OperationalInsights/workspaces", Kind::Workspace),
];

impl Known {
    fn of(type_name: &str) -> Self {
        let found = KINDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(type_name));
        Self {
            naming: rule(type_name),
            kind: found.map_or(Kind::Other, |(_, kind)| *kind),
            slashes: type_name.bytes().filter(|byte| *byte == b'/').count(),
        }
    }
}

/// Checks all resources, whether made through a model or raw.
pub(super) fn check(context: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    let mut cx = Cx::new(context.values, context.graph, diagnostics);
    let mut types: Map<Str, Known> = Map::default();
    for (id, decl) in context.middle.decls() {
        let DeclKind::Resource(resource) = &decl.kind else { continue };
        if resource.existing {
            continue;
        }
        let known = types.or_insert_with(resource.type_name, || Known::of(context.middle.str(resource.type_name)));
        self::resource(&mut cx, id, resource, *known);
    }
}

fn resource(cx: &mut Cx<'_, '_>, id: DeclId, resource: &Resource, known: Known) {
    names::check(cx, id, resource, known);
    location::check(cx, id, resource, known);
    let body = Value::of(resource.body);
    match known.kind {
        Kind::ContainerApp => app::check(cx, id, body),
        Kind::Environment => environment::check(cx, body),
        Kind::RoleAssignment => assignment::check(cx, body),
        Kind::Registry => stores::registry(cx, body),
        Kind::Vault => stores::vault(cx, body),
        Kind::Workspace => stores::workspace(cx, body),
        Kind::Other => {}
    }
}
