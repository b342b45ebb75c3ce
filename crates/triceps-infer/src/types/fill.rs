//! All types of a file, declaration by declaration, each after those it refers to.

use triceps_diagnostics::codes;
use triceps_language::DecoratorId;
use triceps_middle::analysis::{Graph, Resources};
use triceps_middle::kinds::{Bounds, Type, TypeFlags, TypeId};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{
    DeclId, DeclKind, Expr, ExprId, Header, MODULE_EXTENSION_CONFIGS, Middle, Module, Place, Resource, Run, TypeNodeId,
};

use super::body::{is_type, is_version};
use super::circles::Circular;
use super::infer::infer;
use super::resolve;
use super::table::Types;
use super::validate::{Target, validate};

/// The greatest index of a loop whose length is not known.
const LAST_INDEX: i64 = 800;

/// Finds the types of a file, and reports values that do not fit theirs.
pub fn fill<'m>(
    middle: &'m Middle,
    graph: &Graph,
    resources: &'m Resources,
    diagnostics: &mut RawDiagnostics,
) -> Types<'m> {
    let mut types = Types::new(middle);
    types.resources = Some(resources);
    types.circular = Circular::new(middle, graph, diagnostics);
    if middle.is_text() {
        types.unresolved = diagnostics.take_unresolved(middle);
    }
    for decl in graph.order() {
        Filler { types: &mut types, diagnostics, decl: *decl }.declaration();
    }
    if middle.is_text() && middle.decls().any(|(_, decl)| matches!(decl.kind, DeclKind::Var { ty: Some(_), .. })) {
        resolve::take_back_hidden(&types, diagnostics);
    }
    types
}

struct Filler<'t, 'm> {
    types: &'t mut Types<'m>,
    diagnostics: &'t mut RawDiagnostics,
    decl: DeclId,
}

impl<'m> Filler<'_, 'm> {
    fn middle(&self) -> &'m Middle {
        self.types.middle()
    }

    fn infer(&mut self, expr: ExprId) -> TypeId {
        infer(self.types, self.diagnostics, expr)
    }

    fn validate(&mut self, expr: ExprId, expected: TypeId) {
        validate(self.types, self.diagnostics, expr, expected, Target::Value);
    }

    fn declaration(&mut self) {
        let decl = *self.middle().decl(self.decl);
        let is_circular = self.types.is_circular(self.decl);
        if is_circular {
            self.types.set_decl(self.decl, TypeId::ERROR);
        }
        let is_late =
            self.types.middle().is_text() && matches!(decl.kind, DeclKind::Metadata { .. } | DeclKind::Var { .. });
        if !is_late {
            self.arguments(decl.decorators);
        }
        let ty = match decl.kind {
            DeclKind::Metadata { value } => self.infer(value),
            DeclKind::Import(_) => TypeId::ANY,
            DeclKind::Extension { config, .. } => {
                if let Some(config) = config {
                    self.extension(config);
                }
                TypeId::ANY
            }
            DeclKind::Assert { value } => {
                let given = self.infer(value);
                if !self.types.assignable(given, TypeId::BOOL) {
                    let message = format!("an assertion must be `bool`, not `{}`", self.types.name(given));
                    self.diagnostics.report(
                        codes::BCP350,
                        Place::Expr(value),
                        message,
                        "compare the value with another one",
                    );
                }
                TypeId::BOOL
            }
            DeclKind::Test { body, .. } => {
                self.infer(body);
                let declared = self.types.test_body(self.decl);
                self.validate(body, declared);
                if declared == TypeId::ERROR { declared } else { TypeId::ANY }
            }
            DeclKind::Type { ty } => {
                let resolved = self.written(ty, decl.decorators);
                if resolved == TypeId::ERROR && !is_circular && self.middle().is_text() {
                    resolve::report_own(self.types, self.diagnostics, self.decl);
                }
                resolved
            }
            DeclKind::Param { ty, default } => self.parameter(ty, default, decl.decorators),
            DeclKind::Var { ty, value } => {
                let given = self.infer(value);
                match ty {
                    Some(ty) => {
                        let declared = self.written(ty, decl.decorators);
                        self.validate(value, declared);
                        declared
                    }
                    None => given,
                }
            }
            DeclKind::Output { ty, value } => {
                let declared = self.written(ty, decl.decorators);
                self.infer(value);
                self.validate(value, declared);
                declared
            }
            DeclKind::Func { params, returns, body } => self.function(params, returns, body),
            DeclKind::Resource(resource) => self.resource(resource),
            DeclKind::Module(module) => self.module(module),
        };
        if is_late {
            let since = self.diagnostics.len();
            self.arguments(decl.decorators);
            if !self.types.has_decorators(self.decl) {
                self.diagnostics.truncate(since);
            }
        }
        if !is_circular {
            self.types.set_decl(self.decl, ty);
        }
    }

    /// Infers the arguments of decorators.
    fn arguments(&mut self, decorators: Run) {
        let middle = self.middle();
        for decorator in middle.decorators(decorators) {
            for argument in middle.list(decorator.args) {
                let since = self.diagnostics.len();
                let ty = self.infer(*argument);
                if ty == TypeId::ERROR && !self.diagnostics.has_carried(since) {
                    self.types.unread.insert(*argument);
                }
            }
        }
    }

    fn written(&mut self, ty: TypeNodeId, decorators: Run) -> TypeId {
        resolve::resolve(self.types, self.diagnostics, ty, decorators)
    }

    fn parameter(&mut self, ty: TypeNodeId, default: Option<ExprId>, decorators: Run) -> TypeId {
        let declared = resolve::parameter(self.types, self.diagnostics, ty, decorators);
        let assigned = self.allowed(declared, decorators);
        if let Some(default) = default {
            let since = self.diagnostics.len();
            self.infer(default);
            // The compiler does not look at the default of what has no type.
            if declared == TypeId::ERROR && self.middle().is_text() {
                self.diagnostics.take_back_carried(since);
            }
            if self.types.is_nullable(declared) {
                let message = "a parameter whose type allows null cannot have a default: without a value it is null";
                let help = "remove the default, or use a type without null";
                let place = if self.middle().is_text() { Place::Head(self.decl) } else { Place::Expr(default) };
                self.diagnostics.report(codes::BCP326, place, message, help);
            }
            self.validate(default, assigned);
        }
        assigned
    }

    /// The type of a parameter with the values that are allowed.
    fn allowed(&mut self, declared: TypeId, decorators: Run) -> TypeId {
        let middle = self.middle();
        let Some(decorator) = middle.decorator(decorators, DecoratorId::Allowed) else { return declared };
        let [values] = middle.list(decorator.args) else { return declared };
        let Expr::Array(run) = middle.expr(*values) else { return declared };
        let items = middle.list(run);
        if items.is_empty() || declared == TypeId::ERROR {
            return TypeId::ERROR;
        }
        let types: Vec<TypeId> = items.iter().map(|item| self.types.of(*item)).collect();
        let is_array = self.types.assignable(declared, TypeId::ARRAY);
        let of_items = !items.iter().any(|item| matches!(middle.expr(*item), Expr::Array(_)));
        let is_subset = is_array && of_items;
        let is_optional_subset = of_items
            && self.types.without_null(declared).is_some_and(|plain| self.types.assignable(plain, TypeId::ARRAY));
        if !is_subset && !is_optional_subset && middle.is_validated(decorator) {
            let expected = self.types.array(declared);
            self.validate(*values, expected);
        }
        let all =
            |test: fn(Type) -> bool, types: &Types<'_>, list: &[TypeId]| list.iter().all(|ty| test(types.get(*ty)));
        let flags = self.types.flags_within(declared);
        let secret = if flags.contains(TypeFlags::SECURE) { TypeFlags::SECURE } else { TypeFlags::NONE };
        let is_choice = (self.types.assignable(declared, TypeId::STRING)
            && all(|ty| matches!(ty, Type::StringLiteral(..)), self.types, &types))
            || (self.types.assignable(declared, TypeId::INT)
                && all(|ty| matches!(ty, Type::IntLiteral(..)), self.types, &types))
            || (self.types.assignable(declared, TypeId::BOOL)
                && all(|ty| matches!(ty, Type::BoolLiteral(..)), self.types, &types))
            || (is_array && all(|ty| matches!(ty, Type::Tuple { .. }), self.types, &types));
        if is_choice {
            let union = self.types.union(&types);
            return if secret == TypeFlags::NONE { union } else { self.types.with_flags(union, secret) };
        }
        if is_subset {
            let item = self.types.union(&types);
            return self.types.array_within(item, Bounds::NONE, flags);
        }
        declared
    }

    fn function(&mut self, params: Run, returns: TypeNodeId, body: ExprId) -> TypeId {
        let middle = self.middle();
        for param in middle.params(params) {
            let ty = match middle.local(param).ty {
                Some(ty) => self.of_function(ty),
                None => TypeId::ANY,
            };
            self.types.set_local(param, ty);
        }
        let returns = self.of_function(returns);
        let given = self.infer(body);
        if returns == TypeId::ERROR && middle.is_text() && given != TypeId::ERROR {
            let message = format!("the declared type has an error; the value is `{}`", self.types.name(given));
            self.diagnostics.report(codes::BCP033, Place::Expr(body), message, "correct the type first");
        }
        self.validate(body, returns);
        returns
    }

    /// The type of a parameter or the result of a function. That it cannot be resolved is lost on the compiler.
    fn of_function(&mut self, ty: TypeNodeId) -> TypeId {
        let resolved = self.written(ty, Run::default());
        if self.middle().is_text() {
            resolve::take_back(self.middle(), self.diagnostics, ty);
        }
        resolved
    }

    /// Gives the variables of a loop their types, and says whether it runs over something.
    fn header(&mut self, header: Header) -> bool {
        let mut runs = true;
        let given = self.infer(header.array);
        let array = match self.types.get(given) {
            Type::Error => {
                runs = false;
                None
            }
            Type::Array { .. } | Type::Tuple { .. } => Some(given),
            _ if self.types.assignable(given, TypeId::ARRAY) => None,
            _ if self.types.assignable_without_null(given, TypeId::ARRAY).is_some() => {
                let given = self.types.name(given);
                let message = format!("`array` is expected, but the value is `{given}`: it may be null");
                let help = "give a value for null with `??`";
                self.diagnostics.report(codes::BCP321, Place::Expr(header.array), message, help);
                None
            }
            _ => {
                let message = format!("a loop runs over an array, not over `{}`", self.types.name(given));
                self.diagnostics.report(codes::BCP137, Place::Expr(header.array), message, "write an array");
                runs = false;
                None
            }
        };
        let item = array.map_or(TypeId::ANY, |array| self.types.item_type(array));
        self.types.set_local(header.item, item);
        if let Some(index) = header.index {
            let length = array.and_then(|array| self.types.bounds_of(array).max).filter(|length| *length > 0);
            let last = length.map_or(LAST_INDEX, |length| length - 1);
            let ty = self.types.int(Bounds { min: Some(0), max: Some(last) }, TypeFlags::NONE);
            self.types.set_local(index, ty);
        }
        runs
    }

    fn condition(&mut self, condition: Option<ExprId>) {
        let Some(condition) = condition else { return };
        let given = self.infer(condition);
        if given == TypeId::ERROR || self.types.assignable(given, TypeId::BOOL) {
            return;
        }
        let name = self.types.name(given);
        if self.types.assignable_without_null(given, TypeId::BOOL).is_some() {
            let message = format!("`bool` is expected, but the value is `{name}`: it may be null");
            let help = "give a value for null with `??`";
            self.diagnostics.report(codes::BCP321, Place::Condition(self.decl), message, help);
        } else {
            let message = format!("a condition must be `bool`, not `{name}`");
            self.diagnostics.report(
                codes::BCP046,
                Place::Condition(self.decl),
                message,
                "compare the value with another one",
            );
        }
    }

    fn resource(&mut self, resource: Resource) -> TypeId {
        let since = self.diagnostics.len();
        let runs = resource.header.is_none_or(|header| self.header(header));
        let compared = self.diagnostics.len();
        let ty = self.reference(Type::Resource(self.decl), resource.header);
        let declared = self.types.declared_body(self.decl);
        let ty = if declared == TypeId::ERROR { declared } else { ty };
        // A resource in the body may be read by the body.
        if !self.types.is_circular(self.decl) {
            self.types.set_decl(self.decl, ty);
        }
        self.condition(resource.condition);
        let body = self.infer(resource.body);
        self.not_compared(resource.header, body, compared);
        let existing = resource.existing && resource.header.is_none();
        if runs || !self.middle().is_text() {
            validate(self.types, self.diagnostics, resource.body, declared, Target::Body { existing });
        }
        // The compiler does not look into what has no type.
        if declared == TypeId::ERROR && self.middle().is_text() {
            self.diagnostics.truncate(since);
        }
        ty
    }

    /// The compiler looks at the body of a loop first, and at what it runs over where that has a type.
    fn not_compared(&mut self, header: Option<Header>, body: TypeId, until: usize) {
        let Some(header) = header.filter(|_| body == TypeId::ERROR && self.middle().is_text()) else { return };
        self.diagnostics.take_back_last(until, codes::BCP137, Place::Expr(header.array));
    }

    fn module(&mut self, module: Module) -> TypeId {
        let since = self.diagnostics.len();
        let runs = module.header.is_none_or(|header| self.header(header));
        let compared = self.diagnostics.len();
        self.condition(module.condition);
        let body = self.infer(module.body);
        self.not_compared(module.header, body, compared);
        let declared = self.types.module_body(self.decl);
        self.unknown_types();
        if runs || !self.middle().is_text() {
            self.validate(module.body, declared);
        }
        // The compiler does not look into what has no type.
        if declared == TypeId::ERROR && self.middle().is_text() {
            self.diagnostics.truncate(since);
        }
        match declared {
            TypeId::ERROR => declared,
            _ => self.reference(Type::Module(self.decl), module.header),
        }
    }

    /// Says which resource types the types of a module are derived from that have no data.
    fn unknown_types(&mut self) {
        for name in self.types.unknown_in_module(self.decl).to_vec() {
            let is_type = name.split_once('@').is_some_and(|(name, version)| is_type(name) && is_version(version));
            let (code, message) = if is_type {
                (codes::BCP081, format!("a type of the module comes from `{name}`, for which there is no data"))
            } else {
                (codes::BCP392, format!("a type of the module comes from `{name}`, which is not a type"))
            };
            self.diagnostics.report(code, Place::Head(self.decl), message, "check the values that the module takes");
        }
    }

    /// The settings of an extension, which only one that comes with the compiler has.
    fn extension(&mut self, config: ExprId) {
        self.infer(config);
        let DeclKind::Extension { position, .. } = self.middle().decl(self.decl).kind else { return };
        if self.middle().extension(position).is_kubernetes() {
            // Those who deploy the file may give what is missing then.
            let is_whole = !self.middle().experiments().contains(&MODULE_EXTENSION_CONFIGS);
            let declared = self.types.kubernetes_config(is_whole);
            self.validate(config, declared);
        }
    }

    /// The type of a reference to a resource or module, or to all that a loop makes.
    fn reference(&mut self, ty: Type, header: Option<Header>) -> TypeId {
        let ty = self.types.intern(ty);
        if header.is_some() { self.types.array(ty) } else { ty }
    }
}
