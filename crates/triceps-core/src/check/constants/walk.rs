//! Searches a value for what is known only while the deployment runs.

use triceps_infer::{PropertyFlags, Type, TypeId, Types};
use triceps_language::Flags;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::{Str, known};
use triceps_middle::{Callee, DeclId, DeclKind, Expr, ExprId, Parent, Place, Referent};

use super::Container;
use super::existing::Existing;
use crate::check::context::Context;

/// One search, from a container on.
pub(super) struct Walk<'c, 'm, 'f> {
    cx: &'c Context<'m>,
    types: &'c mut Types<'m>,
    existing: &'c Existing,
    container: Container,
    /// Whether a resource as a whole may be named: the container is `scope` or `parent`.
    may_name: bool,
    diagnostics: &'f mut RawDiagnostics,
    /// The variables that were followed, and the place in the container where the first of them stands.
    variables: Vec<DeclId>,
    through: Option<ExprId>,
    /// Whether something was found in the variable that is followed.
    found: bool,
}

/// What is read that is known late.
#[derive(Clone, Copy)]
enum RuntimeValue {
    /// A property of a resource or module.
    Property(DeclId, Str),
    /// A resource or module as a whole, or a property whose name is computed.
    Whole(DeclId),
    /// The result of a function that Azure evaluates.
    Call,
}

impl<'c, 'm, 'f> Walk<'c, 'm, 'f> {
    pub(super) fn new(
        cx: &'c Context<'m>,
        types: &'c mut Types<'m>,
        existing: &'c Existing,
        container: Container,
        may_name: bool,
        diagnostics: &'f mut RawDiagnostics,
    ) -> Self {
        Self {
            cx,
            types,
            existing,
            container,
            may_name,
            diagnostics,
            variables: Vec::new(),
            through: None,
            found: false,
        }
    }

    /// Searches a container.
    pub(super) fn container(mut self, expr: ExprId) {
        self.visit(expr);
    }

    fn visit(&mut self, expr: ExprId) {
        // Of each variable that a container names one diagnostic is enough.
        if self.found {
            return;
        }
        let middle = self.cx.middle;
        match middle.expr(expr) {
            Expr::Decl(decl) => match middle.decl(decl).kind.referent() {
                Referent::Variable(value) => self.variable(expr, decl, value),
                Referent::Deployed => self.whole(expr, decl),
                Referent::Other => {}
            },
            Expr::Property { base, name, .. } => {
                if let Some(decl) = self.resolve(base) {
                    self.property(expr, decl, name);
                }
                self.visit(base);
            }
            Expr::Index { base, index, .. } => {
                if let Some(decl) = self.resolve(base) {
                    self.indexed(expr, decl, index);
                }
                self.visit(base);
                self.visit(index);
            }
            Expr::Call { callee, args } => {
                let (is_late, by_name) = match callee {
                    Callee::Function(function) => (function.has(Flags::INLINED), function.has(Flags::BY_NAME)),
                    Callee::List(_) => (true, false),
                    Callee::Declared(_) | Callee::Arm(_) | Callee::Unknown(_) => (false, false),
                };
                // A call that cannot be used here is reported already.
                let is_refused = middle.is_text() && self.types.of(expr) == TypeId::ERROR;
                if is_late && !(is_refused && matches!(self.container, Container::Condition)) {
                    self.report(expr, RuntimeValue::Call);
                }
                if !by_name {
                    middle.list(args).iter().for_each(|arg| self.visit(*arg));
                }
            }
            Expr::Method { base, args, .. } => {
                // That something else than a resource has no functions is reported already.
                if !middle.is_text() || matches!(self.types.get(self.types.of(base)), Type::Resource(_)) {
                    self.report(expr, RuntimeValue::Call);
                }
                // In a text the resource that it is called on is reported too.
                if middle.is_text() || self.resolve(base).is_none() {
                    self.visit(base);
                }
                middle.list(args).iter().for_each(|arg| self.visit(*arg));
            }
            _ => middle.for_each_child(expr, |child| self.visit(child)),
        }
    }

    fn variable(&mut self, expr: ExprId, decl: DeclId, value: ExprId) {
        if self.cx.graph.is_circular(decl) || self.variables.contains(&decl) {
            return;
        }
        // Only variables that are written out hold what is known late; circles and chains end here.
        if !self.cx.facts.inlining.is_inlined(decl) {
            return;
        }
        if self.variables.is_empty() {
            self.through = Some(expr);
        }
        self.variables.push(decl);
        self.visit(value);
        self.variables.pop();
        if self.variables.is_empty() {
            self.through = None;
            self.found = false;
        }
    }

    /// The resource or module that a base of an access names: the only one, or an item of a loop.
    fn resolve(&self, base: ExprId) -> Option<DeclId> {
        let middle = self.cx.middle;
        let mut expr = base;
        while let Expr::NonNull(inner) = middle.expr(expr) {
            expr = inner;
        }
        let (expr, is_item) = match middle.expr(expr) {
            Expr::Index { base, index, .. }
                if !matches!(self.types.get(self.types.of(index)), Type::StringLiteral(..)) =>
            {
                (base, true)
            }
            _ => (expr, false),
        };
        let Expr::Decl(decl) = middle.expr(expr) else { return None };
        let found = middle.decl(decl);
        // Of what has no type nothing is known.
        if middle.is_text() && self.types.of_decl(decl) == TypeId::ERROR {
            return None;
        }
        let is_deployed = found.as_resource().is_some() || found.as_module().is_some();
        (is_deployed && found.header().is_some() == is_item).then_some(decl)
    }

    /// A resource or module that is named, but not to read a property.
    fn whole(&mut self, expr: ExprId, decl: DeclId) {
        let middle = self.cx.middle;
        let (mut child, mut parent) = (expr, middle.parent(expr));
        while let Parent::Expr(outer) = parent
            && matches!(middle.expr(outer), Expr::NonNull(_))
        {
            (child, parent) = (outer, middle.parent(outer));
        }
        let named = match parent {
            Parent::Expr(access) => match middle.expr(access) {
                Expr::Property { .. } => return,
                Expr::Index { base, .. } if base == child => match middle.parent(access) {
                    Parent::Expr(outer) if matches!(middle.expr(outer), Expr::Property { .. } | Expr::Index { .. }) => {
                        return;
                    }
                    _ => self.resolve(access),
                },
                _ => self.resolve(child),
            },
            _ => self.resolve(child),
        };
        let Some(named) = named else { return };
        debug_assert_eq!(named, decl, "the place names the declaration");
        if self.may_name && self.variables.is_empty() && !self.existing.is_late(decl) {
            return;
        }
        self.report(child, RuntimeValue::Whole(decl));
    }

    fn indexed(&mut self, expr: ExprId, decl: DeclId, index: ExprId) {
        let ty = self.types.of(index);
        match self.types.get(ty) {
            Type::StringLiteral(name, _) => {
                let name = self.cx.middle.find_str(self.types.str(name));
                name.into_iter().for_each(|name| self.property(expr, decl, name));
            }
            Type::Error => {}
            Type::Union(_)
                if self
                    .types
                    .members(ty)
                    .iter()
                    .all(|name| matches!(self.types.get(*name), Type::StringLiteral(..))) =>
            {
                for name in self.types.members(ty) {
                    if let Type::StringLiteral(name, _) = self.types.get(name) {
                        let name = self.cx.middle.find_str(self.types.str(name));
                        name.into_iter().for_each(|name| self.property(expr, decl, name));
                    }
                }
            }
            _ => self.report(expr, RuntimeValue::Whole(decl)),
        }
    }

    fn property(&mut self, expr: ExprId, decl: DeclId, name: Str) {
        if !is_readable_early(self.cx, self.types, self.existing, decl, name) {
            self.report(expr, RuntimeValue::Property(decl, name));
        }
    }

    fn report(&mut self, expr: ExprId, late: RuntimeValue) {
        if self.found {
            return;
        }
        let middle = self.cx.middle;
        let place = Place::Expr(self.through.unwrap_or(expr));
        let name = |decl: DeclId| middle.str(middle.decl(decl).name);
        let subject = match self.container {
            Container::Property(property) => {
                format!("`{}` must be known when the deployment starts", middle.str(property))
            }
            Container::Extension => "the settings of an extension must be known when the deployment starts".to_owned(),
            Container::Condition => "the condition must be known when the deployment starts".to_owned(),
            Container::Loop => "the array of the loop must be known when the deployment starts".to_owned(),
            Container::VariableLoop(variable) => {
                format!("the loop of the variable `{}` must be known when the deployment starts", name(variable))
            }
            Container::Argument(function) => {
                format!("the arguments of `{function}` must be known when the deployment starts")
            }
            Container::Function => "a function can read only what is known when the deployment starts".to_owned(),
        };
        let reason = match late {
            RuntimeValue::Property(decl, property) => format!("`{}.{}` is not", name(decl), middle.str(property)),
            RuntimeValue::Whole(decl) => format!("`{}` is not", name(decl)),
            RuntimeValue::Call => "the result of a call to Azure is not".to_owned(),
        };
        let through = if self.variables.is_empty() {
            String::new()
        } else {
            self.found = true;
            let names: Vec<&str> = self.variables.iter().map(|variable| name(*variable)).collect();
            format!(" (through the variable `{}`)", names.join("` -> `"))
        };
        let help = match late {
            RuntimeValue::Property(decl, _) | RuntimeValue::Whole(decl) if middle.decl(decl).as_module().is_some() => {
                "only `name` of a module is known then; put the resource into another module that takes the value as a parameter"
            }
            _ => "use a parameter, what the value was made of, or `id`, `name`, `type`, `apiVersion` of the resource",
        };
        self.diagnostics.report(self.container.code(), place, format!("{subject}, but {reason}{through}"), help);
    }
}

/// Whether a property of a resource or module is known when the deployment starts.
pub(super) fn is_readable_early<'m>(
    cx: &Context<'m>,
    types: &mut Types<'m>,
    existing: &Existing,
    decl: DeclId,
    name: Str,
) -> bool {
    if existing.is_late_property(decl, name) {
        return false;
    }
    if matches!(name, known::ID | known::NAME | known::TYPE | known::API_VERSION)
        && cx.facts.resources.is_azure(cx.middle, decl)
    {
        return true;
    }
    let body = match cx.middle.decl(decl).kind {
        DeclKind::Module(_) => types.module_body(decl),
        _ => types.body_of(decl),
    };
    if body == TypeId::ERROR {
        return true;
    }
    let flags = match types.get(body) {
        Type::Variants(_) => None,
        _ => types.property_flags(body, name),
    };
    flags.is_none_or(|flags| flags.contains(PropertyFlags::READABLE_EARLY))
}
