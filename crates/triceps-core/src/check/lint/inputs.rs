//! Secure properties of resources that get a value that is not secure.

use triceps_diagnostics::codes;
use triceps_infer::Types;
use triceps_language::Flags;
use triceps_middle::data::{Shape, holds_secret, is_sensitive};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::Str;
use triceps_middle::{Callee, DeclKind, Entry, Expr, ExprId, Key, Middle, Place};
use triceps_types::{DiscriminatedObjectType, ObjectType, TypeKind};

use crate::check::context::Context;
use crate::check::typing::may_be_insecure;

pub(super) fn check(context: &Context<'_>, types: &mut Types<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    let mut inputs = Inputs { context, types, diagnostics };
    for (id, decl) in middle.decls() {
        let Some(resource) = decl.as_resource() else { continue };
        // Few types have a secure property.
        if context.facts.resources.holds_secret(id)
            && let Some(known) = context.facts.resources.known(id)
        {
            inputs.value(resource.body, known.body());
        }
    }
}

struct Inputs<'c, 'm, 't, 'f> {
    context: &'c Context<'m>,
    types: &'c mut Types<'t>,
    diagnostics: &'f mut RawDiagnostics,
}

impl Inputs<'_, '_, '_, '_> {
    fn value(&mut self, expr: ExprId, kind: TypeKind<'static>) {
        let middle = self.context.middle;
        match (middle.expr(expr), kind) {
            (Expr::Paren(inner), kind) => self.value(inner, kind),
            (Expr::Ternary(_, yes, no), kind) => {
                self.value(yes, kind);
                self.value(no, kind);
            }
            (Expr::Object(run), TypeKind::Object(object)) => self.object(middle.entries(run), object),
            (Expr::Object(run), TypeKind::Discriminated(object)) => self.variant(middle.entries(run), object),
            (Expr::Array(run), TypeKind::Array(array)) => {
                for item in middle.list(run) {
                    match middle.expr(*item) {
                        Expr::Spread(inner) => self.value(inner, kind),
                        _ => self.value(*item, array.item()),
                    }
                }
            }
            (Expr::For { body, .. }, TypeKind::Array(array)) => self.value(body, array.item()),
            _ => {}
        }
    }

    fn object(&mut self, entries: &[Entry], object: ObjectType<'static>) {
        let middle = self.context.middle;
        for member in Shape::of(object, None).secrets() {
            let is_it = |entry: &&Entry| matches!(entry.key, Key::Name(name) if middle.str(name) == member.name);
            if let Some(entry) = entries.iter().find(is_it) {
                self.property(member.name, entry.value, member.kind);
            }
        }
        for spread in entries.iter().filter(|entry| entry.key == Key::Spread) {
            self.value(spread.value, TypeKind::Object(object));
        }
        if let Some(kind) = object.additional_properties().filter(|kind| holds_secret(*kind)) {
            for entry in entries {
                if let Key::Name(name) = entry.key
                    && object.property(middle.str(name)).is_none()
                {
                    self.property(middle.str(name), entry.value, kind);
                }
            }
        }
    }

    fn variant(&mut self, entries: &[Entry], object: DiscriminatedObjectType<'static>) {
        let middle = self.context.middle;
        let chosen = entries.iter().find_map(|entry| match entry.key {
            Key::Name(name) if middle.str(name) == object.discriminator() => middle.text(entry.value),
            _ => None,
        });
        let Some(variant) = chosen.and_then(|chosen| object.variant(chosen)) else { return };
        for entry in entries {
            let Key::Name(name) = entry.key else { continue };
            let name = middle.str(name);
            if let Some(own) = variant.property(name) {
                self.property(name, entry.value, own.kind());
            }
        }
    }

    fn property(&mut self, name: &str, value: ExprId, kind: TypeKind<'static>) {
        if is_sensitive(kind) && may_be_insecure(self.types, value) && !is_known_later(self.context, value) {
            self.diagnostics.report(
                codes::USE_SECURE_VALUE_FOR_SECURE_INPUTS,
                Place::Expr(value),
                format!("`{name}` is for secrets, but gets a value that may not be secure"),
                "use a secure parameter, a secret of a vault or the result of a `list..` function",
            );
        }
        self.value(value, kind);
    }
}

/// Whether a value is known only while the deployment runs: the rule does not judge it.
fn is_known_later(context: &Context<'_>, value: ExprId) -> bool {
    let middle = context.middle;
    middle.any(value, &mut |part| match middle.expr(part) {
        Expr::Call { callee: Callee::List(_), .. } | Expr::Method { .. } => true,
        Expr::Call { callee: Callee::Function(function), .. } => function.has(Flags::INLINED),
        Expr::Property { base, name, .. } => reads_at_run_time(middle, base, name),
        Expr::Decl(decl) => {
            matches!(middle.decl(decl).kind, DeclKind::Var { .. }) && context.facts.inlining.is_inlined(decl)
        }
        _ => false,
    })
}

fn reads_at_run_time(middle: &Middle, base: ExprId, name: Str) -> bool {
    use triceps_middle::strings::known;
    let base = match middle.expr(middle.unwrapped(base)) {
        Expr::Index { base, .. } => base,
        _ => base,
    };
    middle.named(base).is_some_and(|decl| match middle.decl(decl).kind {
        DeclKind::Resource(_) => !matches!(name, known::ID | known::NAME | known::TYPE | known::API_VERSION),
        DeclKind::Module(_) => name == known::OUTPUTS,
        _ => false,
    })
}
