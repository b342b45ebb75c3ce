//! Existing resources whose name, scope or parent is known only while the deployment runs.

use triceps_diagnostics::codes;
use triceps_infer::Types;
use triceps_middle::order::sort_by;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::{Str, known};
use triceps_middle::{DeclId, Expr, ExprId, Place};

use super::Container;
use super::walk::{Walk, is_readable_early};
use crate::check::context::Context;

/// What says which resource is meant.
const IDENTITY: [Str; 3] = [known::NAME, known::SCOPE, known::PARENT];

/// Existing resources whose identity is known late, and which of its properties are.
#[derive(Debug, Default)]
pub(super) struct Existing {
    late: Vec<(DeclId, [bool; 3])>,
}

impl Existing {
    pub(super) fn new<'m>(cx: &Context<'m>, types: &mut Types<'m>) -> Self {
        let mut existing = Self::default();
        for id in cx.graph.order() {
            let Some(resource) = cx.middle.decl(*id).as_resource() else { continue };
            if !resource.existing || !cx.facts.inlining.is_inlined(*id) {
                continue;
            }
            let late = IDENTITY.map(|key| {
                let Some(value) = cx.middle.property(resource.body, key) else { return false };
                let mut diagnostics = RawDiagnostics::default();
                let may_name = key != known::NAME;
                Walk::new(cx, types, &existing, Container::Property(key), may_name, &mut diagnostics).container(value);
                diagnostics.iter().next().is_some()
            });
            existing.late.push((*id, late));
        }
        sort_by(&mut existing.late, |(a, _), (b, _)| a.cmp(b));
        existing
    }

    fn row(&self, id: DeclId) -> Option<[bool; 3]> {
        let position = self.late.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(self.late[position].1)
    }

    /// Whether the identity of a resource is known late.
    pub(super) fn is_late(&self, id: DeclId) -> bool {
        self.row(id).is_some_and(|late| late.contains(&true))
    }

    /// Whether a property that says which resource is meant is known late.
    pub(super) fn is_late_property(&self, id: DeclId, name: Str) -> bool {
        let Some(late) = self.row(id) else { return false };
        name == known::ID || IDENTITY.iter().zip(late).any(|(key, late)| *key == name && late)
    }

    /// Reports what is read of such resources and needs a reference at the start.
    pub(super) fn report<'m>(&self, cx: &Context<'m>, types: &mut Types<'m>, diagnostics: &mut RawDiagnostics) {
        if self.late.is_empty() {
            return;
        }
        for (id, _) in cx.middle.decls() {
            let mut accesses = Vec::new();
            cx.middle.for_each_root(id, |root| {
                cx.middle.walk(root, &mut |part| {
                    let (base, name) = match cx.middle.expr(part) {
                        Expr::Property { base, name, .. } => (base, Some(name)),
                        Expr::Method { base, name, .. } if cx.middle.str(name) != "getSecret" => (base, None),
                        _ => return,
                    };
                    if let Some(decl) = self.named(cx, base) {
                        accesses.push((part, decl, name));
                    }
                });
            });
            for (part, decl, name) in accesses {
                let is_early = |name: Str| {
                    matches!(name, known::ID | known::NAME | known::TYPE | known::API_VERSION)
                        || is_readable_early(cx, types, self, decl, name)
                };
                if !name.is_some_and(is_early) {
                    let name = cx.middle.str(cx.middle.decl(decl).name);
                    let message = format!("the identity of `{name}` is known only while the deployment runs");
                    let help = "read it in a module that takes its name as a parameter; only `id`, `name`, `type` and `apiVersion` can be read here";
                    diagnostics.report(codes::BCP307, Place::Expr(part), message, help);
                }
            }
        }
    }

    fn named(&self, cx: &Context<'_>, base: ExprId) -> Option<DeclId> {
        let middle = cx.middle;
        let expr = match middle.expr(base) {
            Expr::Index { base, .. } => base,
            _ => base,
        };
        match middle.expr(expr) {
            Expr::Decl(decl) if self.is_late(decl) => Some(decl),
            _ => None,
        }
    }
}
