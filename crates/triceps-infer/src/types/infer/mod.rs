//! The types of expressions, from the inside out.

mod access;
mod arguments;
mod arrays;
mod calls;
mod fold;
mod groups;
mod index;
mod lambdas;
mod methods;
mod operators;
mod results;
mod signature;
mod strings;

pub(super) use signature::Records;

use triceps_diagnostics::{Severity, codes};

use super::literal;
use super::table::Types;
use triceps_language::Flags;
use triceps_middle::kinds::{Bounds, Type, TypeFlags, TypeId};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Entry, Expr, ExprId, Key, LocalId, Middle, Parent, Part, Place, Resource};

/// Infers the type of an expression and of all its parts, remembers each, and reports what is wrong with operators,
/// calls, accesses and lambdas.
pub(crate) fn infer(types: &mut Types<'_>, diagnostics: &mut RawDiagnostics, expr: ExprId) -> TypeId {
    let middle = types.middle();
    let (owner, allowed) = spot(middle, expr);
    let only_decorators = middle.is_text()
        && matches!(middle.parent(expr), Parent::Decl(decl) if matches!(middle.decl(decl).kind, DeclKind::Metadata { .. }));
    Infer { types, middle, diagnostics, owner, allowed, only_decorators, branches: 0 }.expr(expr)
}

/// The declaration that an expression belongs to, and which special functions may be called in it.
fn spot(middle: &Middle, root: ExprId) -> (DeclId, Flags) {
    let owner = middle.decl_of(root);
    let allowed = match (middle.parent(root), middle.decl(owner).kind) {
        (Parent::Decl(_), DeclKind::Param { .. }) => Flags::PARAM_DEFAULT,
        (Parent::Decl(_), DeclKind::Resource(Resource { condition: Some(condition), .. })) if condition == root => {
            Flags::NONE
        }
        (Parent::Decl(_), DeclKind::Resource(Resource { existing: true, .. })) => Flags::INLINED,
        (Parent::Decl(_), DeclKind::Module(module)) if module.condition == Some(root) => Flags::NONE,
        (Parent::Decl(_), DeclKind::Resource(_)) => Flags::INLINED.and(Flags::RESOURCE_BODY),
        (
            Parent::Decl(_),
            DeclKind::Module(_) | DeclKind::Var { .. } | DeclKind::Output { .. } | DeclKind::Func { .. },
        ) => Flags::INLINED,
        (
            Parent::Decl(_) | Parent::Expr(_) | Parent::Type(_) | Parent::Decorator(_) | Parent::MemberDecorator(_),
            _,
        ) => Flags::NONE,
    };
    (owner, allowed)
}

/// The inference of one expression.
struct Infer<'a, 'm> {
    types: &'a mut Types<'m>,
    middle: &'m Middle,
    diagnostics: &'a mut RawDiagnostics,
    owner: DeclId,
    /// Which special functions may be called.
    allowed: Flags,
    /// Whether the place takes functions only that are decorators: the value of metadata in a text.
    only_decorators: bool,
    /// How many branches of ternaries are around: operators are more lenient there.
    branches: usize,
}

impl Infer<'_, '_> {
    fn expr(&mut self, id: ExprId) -> TypeId {
        if !self.types.unresolved.is_empty()
            && let Some(found) = self.types.unresolved.get(&id)
        {
            self.diagnostics.extend(found.clone());
        }
        let ty = match self.middle.expr(id) {
            // Why it is missing is reported already. What is around it in a model is checked all the same.
            Expr::Error(_) if self.middle.is_text() => TypeId::ERROR,
            Expr::Error(_) => TypeId::ANY,
            Expr::Null => TypeId::NULL,
            Expr::Bool(value) => self.types.bool_literal(value),
            // In text this is a minus before a number that does not fit.
            Expr::Int(i64::MIN) => TypeId::INT,
            Expr::Int(value) => self.types.int_literal(value),
            Expr::String(text) => self.types.string_literal(text),
            Expr::Interpolation(parts) => self.interpolation(id, self.middle.parts(parts)),
            Expr::Decl(decl) => self.reference(id, decl),
            Expr::Local(local) => self.local(id, local),
            Expr::Object(run) => self.object(id, self.middle.entries(run)),
            Expr::Array(_) => {
                self.children(id);
                literal::array(self.types, self.diagnostics, id)
            }
            Expr::Spread(inner) | Expr::Paren(inner) => self.expr(inner),
            Expr::Property { .. } | Expr::Index { .. } => return self.access(id),
            Expr::NonNull(inner) => {
                let ty = self.expr(inner);
                self.types.without_null(ty).unwrap_or(ty)
            }
            Expr::Unary(op, operand) => self.unary(id, op, operand),
            Expr::Binary(op, left, right) => self.binary(id, op, left, right),
            Expr::Ternary(condition, yes, no) => self.ternary(condition, yes, no),
            Expr::Call { callee, args } => self.call(id, callee, self.middle.list(args)),
            Expr::Method { base, name, args } => self.method(id, base, name, self.middle.list(args)),
            // A lambda that is not an argument has no expected type; that it stands here is reported elsewhere.
            Expr::Lambda { params, body } => self.lambda(params, body, &[]),
            Expr::For { item, index, array, body } => {
                let array_type = self.expr(array);
                let (item_type, index_type) = self.turn(array_type);
                self.types.set_local(item, item_type);
                if let Some(index) = index {
                    self.types.set_local(index, index_type);
                }
                let since = self.diagnostics.len();
                let fits = self.loops_over(array, array_type);
                let compared = self.diagnostics.len();
                let body = self.expr(body);
                // The compiler looks at the body first.
                if body == TypeId::ERROR && self.middle.is_text() {
                    self.diagnostics.take_back_between(since, compared);
                }
                if fits && body != TypeId::ERROR { self.types.array(body) } else { TypeId::ERROR }
            }
        };
        self.types.set(id, ty)
    }

    fn children(&mut self, id: ExprId) {
        self.middle.for_each_child(id, |child| {
            self.part(child);
        });
    }

    fn part(&mut self, id: ExprId) -> TypeId {
        // Half of all parts are such.
        let ty = match self.middle.expr(id) {
            Expr::String(text) => self.types.string_literal(text),
            Expr::Bool(value) => self.types.bool_literal(value),
            _ => return self.expr(id),
        };
        self.types.set(id, ty)
    }

    fn object(&mut self, id: ExprId, entries: &[Entry]) -> TypeId {
        let mut is_named = true;
        let mut is_wrong = false;
        for entry in entries {
            match entry.key {
                Key::Name(_) => {}
                Key::Computed(key) => {
                    is_named = false;
                    self.expr(key);
                }
                Key::Spread => is_named = false,
            }
            is_wrong |= self.part(entry.value) == TypeId::ERROR;
        }
        if is_named && !is_wrong && !self.middle.has_unsure_keys(id) {
            return self.types.object_literal(id);
        }
        literal::object(self.types, self.diagnostics, id)
    }

    /// Whether an expression gives settings to the extensions of a module.
    fn is_extension_config(&self, id: ExprId) -> bool {
        let body = self.middle.decl(self.owner).as_module().map(|module| module.body);
        let config = body.and_then(|body| self.middle.property(body, known::EXTENSION_CONFIGS));
        let mut around = Some(id);
        while let Some(expr) = around.filter(|_| config.is_some()) {
            if config == Some(expr) {
                return true;
            }
            around = match self.middle.parent(expr) {
                Parent::Expr(outer) => Some(outer),
                _ => None,
            };
        }
        false
    }

    fn reference(&mut self, id: ExprId, decl: DeclId) -> TypeId {
        let declared = self.middle.decl(decl);
        match declared.kind {
            DeclKind::Param { .. }
            | DeclKind::Var { .. }
            | DeclKind::Resource(_)
            | DeclKind::Module(_)
            | DeclKind::Test { .. } => {
                let ty = self.types.of_decl(decl);
                if ty == TypeId::ERROR && self.closes_circle(decl) {
                    self.circle(Place::Expr(id), decl);
                } else if ty == TypeId::ERROR && self.types.is_broken(decl, self.owner) {
                    let name = self.middle.str(declared.name);
                    let message = format!("the {} `{name}` has an error", declared.kind.noun());
                    self.diagnostics.report(codes::BCP062, Place::Expr(id), message, "correct its declaration first");
                }
                ty
            }
            DeclKind::Func { .. } => {
                let name = self.middle.str(declared.name);
                let message = format!("the function `{name}` is not a value");
                self.diagnostics.report(codes::BCP063, Place::Expr(id), message, "call it");
                TypeId::ERROR
            }
            DeclKind::Type { .. } if self.closes_circle(decl) && self.is_in_decorator(id) => {
                self.circle(Place::Expr(id), decl);
                TypeId::ERROR
            }
            DeclKind::Type { .. } => {
                let message = format!("the type `{}` is not a value", self.middle.str(declared.name));
                self.diagnostics.report(codes::BCP288, Place::Expr(id), message, "use a parameter or variable");
                TypeId::ERROR
            }
            DeclKind::Extension { .. } => {
                let name = self.middle.str(declared.name);
                if self.types.is_broken(decl, self.owner) {
                    let message = format!("the extension `{name}` has an error");
                    self.diagnostics.report(codes::BCP062, Place::Expr(id), message, "correct its declaration first");
                } else if self.is_extension_config(id) {
                    return TypeId::ANY;
                } else {
                    let message = format!("the extension `{name}` is not a value");
                    self.diagnostics.report(codes::BCP418, Place::Expr(id), message, "leave it out");
                }
                TypeId::ERROR
            }
            DeclKind::Assert { .. } => {
                let message = format!("the assertion `{}` is not a value", self.middle.str(declared.name));
                self.diagnostics.report(codes::BCP063, Place::Expr(id), message, "put its value into a variable");
                TypeId::ERROR
            }
            DeclKind::Metadata { .. } | DeclKind::Import(_) | DeclKind::Output { .. } => {
                let name = self.middle.str(declared.name);
                let message = format!("the {} `{name}` cannot be read", declared.kind.noun());
                self.diagnostics.report(codes::BCP057, Place::Expr(id), message, "put its value into a variable");
                TypeId::ERROR
            }
        }
    }

    /// Whether an expression is a part of a decorator of its declaration.
    fn is_in_decorator(&self, mut id: ExprId) -> bool {
        loop {
            match self.middle.parent(id) {
                Parent::Expr(around) => id = around,
                Parent::Decorator(_) => return true,
                Parent::Decl(_) | Parent::Type(_) | Parent::MemberDecorator(_) => return false,
            }
        }
    }

    fn local(&mut self, id: ExprId, local: LocalId) -> TypeId {
        let ty = self.types.of_local(local);
        let local = self.middle.local(local);
        if ty == TypeId::ERROR && local.ty.is_some() && self.middle.is_text() {
            let message = format!("the type of `{}` has an error", self.middle.str(local.name));
            self.diagnostics.report(codes::BCP062, Place::Expr(id), message, "correct the type first");
        }
        ty
    }

    /// Whether a reference is a part of a circle, which in text is reported for each of them.
    fn closes_circle(&self, decl: DeclId) -> bool {
        self.middle.is_text() && self.types.are_in_circle(decl, self.owner)
    }

    fn circle(&mut self, place: Place, decl: DeclId) {
        let name = self.middle.str(self.middle.decl(decl).name);
        if decl == self.owner {
            let help = "read its own values from the expressions that made them";
            self.diagnostics.report(codes::BCP079, place, format!("`{name}` refers to itself"), help);
        } else {
            let message = format!("`{name}` refers back to this in a circle");
            let help = "break the circle, for example with a parameter or a module";
            self.diagnostics.report(codes::BCP080, place, message, help);
        }
    }

    fn interpolation(&mut self, id: ExprId, parts: &[Part]) -> TypeId {
        let mut is_error = false;
        for part in parts {
            if let Part::Hole(hole) = part {
                is_error |= self.expr(*hole) == TypeId::ERROR;
            }
        }
        if is_error {
            return TypeId::ERROR;
        }
        self.interpolated(id, parts)
    }

    fn ternary(&mut self, condition: ExprId, yes: ExprId, no: ExprId) -> TypeId {
        let mut test = self.expr(condition);
        self.branches += 1;
        let (first, second) = (self.expr(yes), self.expr(no));
        self.branches -= 1;
        if [test, first, second].contains(&TypeId::ERROR) {
            return TypeId::ERROR;
        }
        if let Some(rest) = self.types.assignable_without_null(test, TypeId::BOOL)
            && !self.types.assignable(test, TypeId::BOOL)
        {
            self.maybe_null(condition, "bool", test);
            test = rest;
        }
        if !self.types.assignable(test, TypeId::BOOL) {
            let message = format!("a condition must be `bool`, not `{}`", self.types.name(test));
            self.diagnostics.report(
                codes::BCP046,
                Place::Expr(condition),
                message,
                "compare the value with another one",
            );
            return TypeId::ERROR;
        }
        match self.types.get(test) {
            Type::BoolLiteral(true, _) => first,
            Type::BoolLiteral(false, _) => second,
            _ => self.types.merged(&[first, second]),
        }
    }

    /// The types of the item and the index in each turn of a loop.
    fn turn(&mut self, array: TypeId) -> (TypeId, TypeId) {
        let (item, length) = self.types.turn(array);
        (item, length)
    }

    /// Whether a loop can run over a value of this type; else it is reported.
    fn loops_over(&mut self, array: ExprId, ty: TypeId) -> bool {
        if ty == TypeId::ERROR {
            return false;
        }
        if self.types.assignable(ty, TypeId::ARRAY) {
            return true;
        }
        if self.types.assignable_without_null(ty, TypeId::ARRAY).is_some() {
            self.maybe_null(array, "array", ty);
            return true;
        }
        let message = format!("a loop runs over an array, not over `{}`", self.types.name(ty));
        self.diagnostics.report(codes::BCP137, Place::Expr(array), message, "give it an array");
        false
    }

    /// Reports a value that may be null where that is not expected.
    fn maybe_null(&mut self, at: ExprId, expected: &str, ty: TypeId) {
        let message = format!("`{expected}` is expected, but the value is `{}`", self.types.name(ty));
        self.diagnostics.report(codes::BCP321, Place::Expr(at), message, NULL_HELP);
    }

    fn warning_or_error(is_warning: bool) -> Severity {
        if is_warning { Severity::Warning } else { Severity::Error }
    }
}

const NULL_HELP: &str = "give a value for null with `??`, or state with `!` that it exists";

/// A loop whose array has no upper bound makes at most this many items.
const MOST_TURNS: i64 = 800;

impl Types<'_> {
    /// Whether a declaration has an error that matters to another one. That there is a circle is reported once.
    pub(crate) fn is_broken(&self, decl: DeclId, reader: DeclId) -> bool {
        self.known_decl(decl) == Some(TypeId::ERROR) && !(self.is_circular(decl) && self.is_circular(reader))
    }

    /// The types of the item and the index in each turn of a loop over an array.
    pub(crate) fn turn(&mut self, array: TypeId) -> (TypeId, TypeId) {
        let item = match self.get(array) {
            Type::Array { .. } | Type::Tuple { .. } => self.item_type(array),
            _ => TypeId::ANY,
        };
        let last = match self.get(array) {
            Type::Array { .. } | Type::Tuple { .. } => match self.bounds_of(array).max {
                None | Some(0) => MOST_TURNS,
                Some(length) => length - 1,
            },
            _ => MOST_TURNS,
        };
        let index = self.int(Bounds { min: Some(0), max: Some(last) }, TypeFlags::NONE);
        (item, index)
    }
}
