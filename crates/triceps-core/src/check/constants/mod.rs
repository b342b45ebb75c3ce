//! Values that must be known when the deployment starts.
//!
//! A *container* is a place that wants such a value: a condition, the array of a loop, a property that decides what is
//! deployed, the arguments of a function that Azure evaluates first, the body of a loop in a variable, the body of a
//! declared function. What stands in it is searched for values that are known later, through variables as well.

mod existing;
mod walk;

use triceps_diagnostics::{Code, codes};
use triceps_infer::{PropertyFlags, Type, TypeId, Types};
use triceps_language::Flags;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::{Str, known};
use triceps_middle::{Callee, DeclId, DeclKind, Expr, ExprId, Key};

use super::contents::Parts;
use super::context::Context;
use walk::Walk;

/// Checks all containers of a file.
pub(super) fn check<'m>(cx: &Context<'m>, types: &mut Types<'m>, diagnostics: &mut RawDiagnostics) {
    let existing = existing::Existing::new(cx, types);
    for (id, _) in cx.middle.decls() {
        if !cx.graph.is_circular(id) {
            Containers { cx, types, existing: &existing, diagnostics }.declaration(id);
        }
    }
    existing.report(cx, types, diagnostics);
}

/// Tells which values are known only while the deployment runs.
pub(super) struct LateValues {
    existing: existing::Existing,
}

impl LateValues {
    pub(super) fn new<'m>(cx: &Context<'m>, types: &mut Types<'m>) -> Self {
        Self { existing: existing::Existing::new(cx, types) }
    }

    /// Whether an expression has such a value.
    pub(super) fn has<'m>(&self, cx: &Context<'m>, types: &mut Types<'m>, expr: ExprId) -> bool {
        let mut found = RawDiagnostics::default();
        Walk::new(cx, types, &self.existing, Container::Property(known::PARAMS), false, &mut found).container(expr);
        !found.is_empty()
    }
}

/// What wants a value that is known at the start.
#[derive(Clone, Copy, Debug)]
pub(super) enum Container {
    Property(Str),
    Condition,
    Loop,
    /// The body of the loop of this variable.
    VariableLoop(DeclId),
    /// The settings of an extension.
    Extension,
    /// An argument of this function.
    Argument(&'static str),
    Function,
}

impl Container {
    fn code(self) -> Code {
        match self {
            Self::Property(_) => codes::BCP120,
            Self::Condition => codes::BCP177,
            Self::Loop => codes::BCP178,
            Self::VariableLoop(_) => codes::BCP182,
            Self::Extension => codes::BCP444,
            Self::Argument(_) => codes::BCP181,
            Self::Function => codes::BCP341,
        }
    }
}

struct Containers<'c, 'm, 'f> {
    cx: &'c Context<'m>,
    types: &'c mut Types<'m>,
    existing: &'c existing::Existing,
    diagnostics: &'f mut RawDiagnostics,
}

impl Containers<'_, '_, '_> {
    fn declaration(&mut self, id: DeclId) {
        let decl = self.cx.middle.decl(id);
        match decl.kind {
            DeclKind::Resource(resource) => {
                if resource.existing {
                    // Which resource exists may be known late; what is read of it is limited then.
                    return;
                }
                self.body(id, resource.body);
            }
            // The compiler does not look into what has no type.
            DeclKind::Module(module) if self.cx.middle.is_text() && module.file.is_none() => {}
            DeclKind::Module(module) => self.body(id, module.body),
            DeclKind::Func { body, .. } => {
                self.container(Container::Function, body, false);
                self.values(body);
            }
            DeclKind::Metadata { value } | DeclKind::Var { value, .. } | DeclKind::Output { value, .. } => {
                self.values(value);
            }
            DeclKind::Param { default, .. } => default.into_iter().for_each(|default| self.values(default)),
            DeclKind::Extension { config: Some(config), .. } => {
                self.container(Container::Extension, config, false);
                self.values(config);
            }
            // Assertions and tests run at the end.
            DeclKind::Assert { .. }
            | DeclKind::Test { .. }
            | DeclKind::Import(_)
            | DeclKind::Extension { config: None, .. }
            | DeclKind::Type { .. } => {}
        }
    }

    fn body(&mut self, id: DeclId, body: ExprId) {
        let middle = self.cx.middle;
        let decl = middle.decl(id);
        if let Some(condition) = decl.condition() {
            self.container(Container::Condition, condition, false);
            self.values(condition);
        }
        if let Some(header) = decl.header() {
            self.container(Container::Loop, header.array, false);
            self.values(header.array);
        }
        let mut ty = None;
        for entry in middle.object(body).unwrap_or_default() {
            if let Key::Name(name) = entry.key
                && self.may_be_late(entry.value)
            {
                let ty = *ty.get_or_insert_with(|| self.body_type(id, body));
                let flags = ty.and_then(|ty| self.types.property_flags(ty, name));
                if flags.is_some_and(|flags| flags.contains(PropertyFlags::DEPLOY_TIME)) {
                    let may_name = matches!(name, known::SCOPE | known::PARENT);
                    self.container(Container::Property(name), entry.value, may_name);
                }
            }
            self.values(entry.value);
        }
    }

    /// The type that the body of a resource or module has to have.
    fn body_type(&mut self, id: DeclId, body: ExprId) -> Option<TypeId> {
        let ty = match self.cx.middle.decl(id).kind {
            DeclKind::Module(_) => self.types.module_body(id),
            _ => self.types.body_of(id),
        };
        if let Type::Variants(variants) = self.types.get(ty) {
            // Without a variant the compiler knows no properties.
            let middle = self.cx.middle;
            let discriminator = self.types.variants_of(variants).discriminator;
            let discriminator = middle.find_str(self.types.str(discriminator))?;
            let value = middle.property(body, discriminator)?;
            return self.types.variant(variants, middle.text(value)?);
        }
        Some(ty)
    }

    /// Whether an expression has anything in it that may be known late.
    fn may_be_late(&self, expr: ExprId) -> bool {
        self.cx.contents.of(expr).has(Parts::LATE)
    }

    /// Searches a value for containers in it: loops, and arguments of functions.
    fn values(&mut self, expr: ExprId) {
        if !self.cx.contents.of(expr).has(Parts::CONTAINER) {
            return;
        }
        let middle = self.cx.middle;
        match middle.expr(expr) {
            Expr::For { array, body, .. } => {
                self.container(Container::Loop, array, false);
                if let triceps_middle::Parent::Decl(decl) = middle.parent(expr)
                    && matches!(middle.decl(decl).kind, DeclKind::Var { .. })
                {
                    self.container(Container::VariableLoop(decl), body, false);
                }
                self.values(array);
                self.values(body);
            }
            Expr::Call { callee, args } => self.call(callee, middle.list(args)),
            // A reference to a secret, which is written with the parameter that takes it.
            Expr::Method { name, .. } if middle.str(name) == "getSecret" => {
                middle.for_each_child(expr, |child| self.values(child));
            }
            Expr::Method { base, args, .. } => {
                self.values(base);
                for arg in middle.list(args) {
                    self.container(Container::Argument("list.."), *arg, false);
                }
            }
            _ => middle.for_each_child(expr, |child| self.values(child)),
        }
    }

    fn call(&mut self, callee: Callee, args: &[ExprId]) {
        let argument = match callee {
            Callee::Function(function) if function.has(Flags::INLINED) => Some(Container::Argument(function.name())),
            Callee::List(_) => Some(Container::Argument("list..")),
            Callee::Function(_) | Callee::Declared(_) | Callee::Arm(_) | Callee::Unknown(_) => None,
        };
        for arg in args {
            match argument {
                Some(container) => self.container(container, *arg, false),
                None => self.values(*arg),
            }
        }
    }

    fn container(&mut self, container: Container, expr: ExprId, may_name: bool) {
        if self.may_be_late(expr) {
            Walk::new(self.cx, self.types, self.existing, container, may_name, self.diagnostics).container(expr);
        }
    }
}
