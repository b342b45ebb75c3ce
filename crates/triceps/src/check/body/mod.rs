//! Bodies of resources, checked against the type index.
//!
//! What the compiler would say of them is said here first, with its codes and severities. Expressions whose type is
//! not known are accepted.

mod bounds;
mod calls;
mod constants;
mod infer;
mod inferred;
mod lookup;
mod methods;
mod near;
mod object;
mod pattern;
mod place;
mod scopes;
mod target;
mod top;
mod typed;
mod usual;
mod value;
mod variants;

use triceps_types::{ResourceType, TypeId, TypeKind};

use crate::check::Path;
use crate::check::resources::flaw_of_type;
use crate::diagnostic::Diagnostics;
use crate::expr::Expr;
use crate::template::{Decl, ResourceDecl, Template};
use infer::Scope;
use lookup::Types;
use place::Place;
use target::Fields;
use top::{Body, BodyKind, Traits};

/// Checks all resources against their types, and gives these by declaration.
pub(crate) fn check(template: &Template, findings: &mut Diagnostics) -> Vec<Option<ResourceType<'static>>> {
    let types = Types::of_template(template, findings);
    let mut checker = Checker { scope: Scope::new(template, &types), compared: Vec::new(), findings };
    for (index, decl) in template.decls.iter().enumerate() {
        if let Some(resource) = decl.as_resource().filter(|resource| flaw_of_type(resource).is_none()) {
            checker.resource(index, decl, resource);
        }
        methods::check(&mut checker, decl);
    }
    types.into_resources()
}

/// What the checks of values share.
struct Checker<'t, 'a> {
    scope: Scope<'t, 'a>,
    /// Pairs of types of the index that were compared for one value: each says the same only once.
    compared: Vec<(TypeId, TypeId)>,
    findings: &'a mut Diagnostics,
}

impl<'t> Checker<'t, '_> {
    fn resource(&mut self, index: usize, decl: &'t Decl, resource: &'t ResourceDecl) {
        let root = Path::root("resources");
        let path = root.name(&decl.name);
        let known = self.scope.types.known(index);
        let traits = Traits::of(resource, known.resource, known.extension);
        let place = Place::of_resource(path, &decl.name);
        scopes::check(self, resource, &traits, &path);
        constants::check(self, decl, resource, &traits, &path);
        match known.resource.map(|resource| resource.body()) {
            Some(TypeKind::Object(body)) => {
                self.body(resource, Body { kind: BodyKind::Object(body), traits }, &place);
            }
            Some(TypeKind::Discriminated(body)) => {
                let by_name = body.discriminator() == "name";
                if (by_name && !traits.short_name) || (!by_name && traits.existing && !traits.extension) {
                    self.body(resource, Body { kind: BodyKind::Generic(body), traits }, &place);
                } else {
                    variants::check_body(self, resource, body, traits, &place);
                }
            }
            _ => self.body(resource, Body { kind: BodyKind::Unknown, traits }, &place),
        }
    }

    fn body(&mut self, resource: &'t ResourceDecl, body: Body, place: &Place<'_>) {
        object::check(self, &resource.body, &Fields::Body(body), place);
    }

    /// The object or array that an expression stands for: itself, or the value of a variable.
    fn followed(&self, expr: &'t Expr) -> Option<(&'t str, &'t Expr)> {
        let decl = self.scope.template.decl(expr.as_symbol()?)?;
        match &decl.kind {
            crate::template::DeclKind::Var { value, .. } => Some((&decl.name, value)),
            _ => None,
        }
    }
}
