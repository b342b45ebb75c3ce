//! Rules of the domain: what Azure says of resources that the compiler lets through.
//!
//! They look at literal values, through variables; what is computed is left alone unless its bounds
//! are known. Nothing is allocated where nothing is found. `docs/checks.md` lists all of them.

mod app;
mod assignment;
mod container;
mod cut;
mod environment;
mod identities;
mod ingress;
mod names;
mod probe;
mod pull;
mod resources;
mod scale;
mod secrets;
mod stores;
mod text;
mod view;

use crate::check::Path;
use crate::diagnostic::Diagnostics;
use crate::template::{DeclKind, ResourceDecl, Template};
use view::Cx;

/// Checks all resources of the known types, whether made through a model or raw.
pub(crate) fn check(template: &Template, findings: &mut Diagnostics) {
    let mut cx = Cx::new(template, findings);
    let resources = Path::root("resources");
    for decl in &template.decls {
        let DeclKind::Resource(resource) = &decl.kind else { continue };
        if !resource.existing {
            self::resource(&mut cx, resource, &resources.name(&decl.name));
        }
    }
}

fn resource<'a>(cx: &mut Cx<'a>, resource: &'a ResourceDecl, path: &Path<'_>) {
    let type_name = &*resource.type_name;
    names::check(cx, resource, path);
    let is = |name: &str| type_name.eq_ignore_ascii_case(name);
    if is("Microsoft.App/containerApps") {
        app::check(cx, resource, path);
    } else if is("Microsoft.App/managedEnvironments") {
        environment::check(cx, &resource.body, path);
    } else if is("Microsoft.Authorization/roleAssignments") {
        assignment::check(cx, resource, path);
    } else if is("Microsoft.ContainerRegistry/registries") {
        stores::registry(cx, &resource.body, path);
    } else if is("Microsoft.KeyVault/vaults") {
        stores::vault(cx, &resource.body, path);
    } else if is("Microsoft.OperationalInsights/workspaces") {
        stores::workspace(cx, &resource.body, path);
    }
}
