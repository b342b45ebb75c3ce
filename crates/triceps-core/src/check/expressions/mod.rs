//! Expressions at places where the language does not have them, once all have types.

mod collections;
mod decorators;
mod enclosing;
mod lambdas;
mod literals;
mod loops;
mod outputs;
mod params;

mod symbols;

use triceps_infer::{TypeId, Types};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Expr, ExprId, Key, Middle, Module, Resource};

use crate::check::contents::{Contents, Parts};
use crate::check::context::Context;
use collections::Collections;
use enclosing::{Enclosing, Section};

pub(super) fn check(cx: &Context<'_>, types: &mut Types<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = types.middle();
    let collections = Collections::new(middle, cx.graph);
    let has_spread = middle.all_entries().iter().any(|entry| entry.key == Key::Spread);
    let mut walk = Walk { middle, contents: cx.contents, types, diagnostics, collections, has_spread };
    for (id, _) in middle.decls() {
        walk.declaration(id);
    }
    walk.member_decorators();
}

/// A walk over the expressions of all declarations, which knows what is around each.
struct Walk<'a, 'm> {
    middle: &'m Middle,
    contents: &'a Contents,
    types: &'a mut Types<'m>,
    diagnostics: &'a mut RawDiagnostics,
    collections: Collections,
    /// Whether anything is spread into an object.
    has_spread: bool,
}

impl Walk<'_, '_> {
    fn declaration(&mut self, id: DeclId) {
        let decl = *self.middle.decl(id);
        let enclosing = Enclosing::new(id);
        self.decorators(id, &decl);
        for decorator in self.middle.decorators(decl.decorators) {
            for arg in self.middle.list(decorator.args) {
                self.expr(*arg, Enclosing { argument: true, section: Section::Constant, ..enclosing });
            }
        }
        match decl.kind {
            DeclKind::Metadata { value } => {
                if self.types.of(value) != TypeId::ERROR {
                    self.constant(value, "metadata");
                }
                self.expr(value, Enclosing { section: Section::Constant, ..enclosing });
            }
            DeclKind::Import(_) | DeclKind::Type { .. } => {}
            DeclKind::Extension { config, .. } => {
                if let Some(config) = config {
                    self.expr(config, enclosing);
                }
            }
            DeclKind::Assert { value } => self.expr(value, Enclosing { section: Section::Variable, ..enclosing }),
            DeclKind::Test { body, .. } => self.expr(body, enclosing),
            DeclKind::Param { default, .. } => {
                if let Some(default) = default {
                    self.expr(default, Enclosing { section: Section::Default, ..enclosing });
                }
            }
            DeclKind::Var { value, .. } => {
                self.expr(value, Enclosing { section: Section::Variable, loop_may_stand: true, ..enclosing });
            }
            DeclKind::Output { value, .. } => {
                self.expr(value, Enclosing { section: Section::Output, loop_may_stand: true, ..enclosing });
            }
            DeclKind::Func { body, .. } => self.expr(body, Enclosing { section: Section::Function, ..enclosing }),
            DeclKind::Resource(Resource { body, .. }) => self.body(id, body, known::PROPERTIES, enclosing),
            DeclKind::Module(Module { body, .. }) => self.body(id, body, known::PARAMS, enclosing),
        }
    }

    /// The braces of a resource or module, and what stands before them.
    fn body(&mut self, id: DeclId, body: ExprId, inner: triceps_middle::strings::Str, enclosing: Enclosing) {
        let decl = self.middle.decl(id);
        let turns = u32::from(decl.header().is_some());
        let enclosing = Enclosing { turns, ..enclosing };
        if let Some(header) = decl.header() {
            self.expr(header.array, enclosing);
        }
        if let Some(condition) = decl.condition() {
            self.expr(condition, enclosing);
        }
        let Some(entries) = self.middle.object(body) else { return self.expr(body, enclosing) };
        let mut has_loop = false;
        for (position, entry) in entries.iter().enumerate() {
            let section = match entry.key {
                Key::Name(name) if name == inner => Section::Inner,
                Key::Name(known::DEPENDS_ON) => Section::Dependencies,
                Key::Name(_) | Key::Spread => Section::Body,
                Key::Computed(key) => {
                    self.expr(key, enclosing);
                    Section::Body
                }
            };
            let is_params = decl.as_module().is_some() && entry.key == Key::Name(known::PARAMS);
            if is_params {
                self.module_params(entry.value);
            } else if matches!(entry.key, Key::Name(_)) && self.may_stand_anywhere(entry.value, section) {
                continue;
            }
            let expected = is_params.then(|| self.types.module_body(id));
            let enclosing = Enclosing { section, property_loops: 0, in_literals: true, expected, ..enclosing };
            has_loop |= self.value(body, position, enclosing);
        }
        self.spreads(body, has_loop, true);
    }

    fn expr(&mut self, id: ExprId, enclosing: Enclosing) {
        self.visit(id, enclosing);
    }

    /// Looks at an expression and its parts; whether a property in it is a loop.
    fn visit(&mut self, id: ExprId, enclosing: Enclosing) -> bool {
        if self.may_stand_anywhere(id, enclosing.section) {
            return false;
        }
        match self.middle.expr(id) {
            Expr::Error(_) | Expr::Null | Expr::Bool(_) | Expr::Int(_) | Expr::String(_) => false,
            Expr::Decl(decl) => {
                self.symbol(id, decl, enclosing);
                self.whole(id, decl, enclosing);
                false
            }
            Expr::Local(_) => {
                self.local(id, enclosing);
                false
            }
            Expr::Interpolation(_) => {
                self.literal_in_hole(id);
                self.parts(id, enclosing.inside())
            }
            Expr::Object(run) => {
                let mut has_loop = false;
                for position in 0..run.len() {
                    has_loop |= self.value(id, position, enclosing);
                }
                self.spreads(id, has_loop, enclosing.is_params(id, self.middle));
                has_loop
            }
            Expr::Array(_) => {
                let item = Enclosing {
                    loop_may_stand: false,
                    is_property: false,
                    direct: false,
                    argument: false,
                    expected: None,
                    ..enclosing
                };
                self.parts(id, item)
            }
            Expr::Spread(inner) => self.visit(inner, enclosing.inside()),
            Expr::Paren(inner) => {
                // Parentheses say nothing but that what is in them is not the loop of a property.
                let kept = Enclosing {
                    in_literals: false,
                    loop_may_stand: false,
                    is_property: false,
                    direct: false,
                    expected: None,
                    ..enclosing
                };
                self.visit(inner, kept)
            }
            Expr::NonNull(_) | Expr::Unary(..) | Expr::Binary(..) => self.parts(id, enclosing.inside()),
            Expr::Ternary(condition, yes, no) => {
                let below = enclosing.inside();
                let branch = Enclosing { expected: enclosing.expected, direct: enclosing.direct, ..below };
                let mut has_loop = self.visit(condition, below);
                has_loop |= self.visit(yes, branch);
                has_loop |= self.visit(no, branch);
                has_loop
            }
            Expr::Property { base, .. } => {
                self.secure_output(id, base);
                self.visit(base, enclosing.inside())
            }
            Expr::Index { base, index, safe, .. } => {
                self.secure_output(id, base);
                self.indexed(id, base, index, safe, enclosing);
                let in_base = self.visit(base, enclosing.inside());
                self.visit(index, enclosing.inside()) | in_base
            }
            Expr::Call { callee, args } => {
                let args = self.middle.list(args);
                self.inlined_call(id, callee, args, enclosing);
                if is_by_name(callee) {
                    return false;
                }
                let mut has_loop = false;
                for arg in args {
                    has_loop |= self.visit(*arg, Enclosing { argument: true, ..enclosing.inside() });
                }
                has_loop
            }
            Expr::Method { base, name, args } => {
                let args = self.middle.list(args);
                self.inlined_method(id, base, name, args, enclosing);
                let mut has_loop = self.visit(base, enclosing.inside());
                for arg in args {
                    has_loop |= self.visit(*arg, Enclosing { argument: true, ..enclosing.inside() });
                }
                has_loop
            }
            Expr::Lambda { body, .. } => {
                self.lambda(id, enclosing);
                self.visit(body, Enclosing { in_lambda: true, ..enclosing.inside() })
            }
            Expr::For { array, body, .. } => {
                let enclosing = self.for_loop(id, enclosing);
                let below = Enclosing {
                    turns: enclosing.turns + 1,
                    loop_may_stand: false,
                    is_property: false,
                    direct: false,
                    argument: false,
                    ..enclosing
                };
                let in_array = self.visit(array, Enclosing { expected: None, ..below });
                self.visit(body, Enclosing { expected: None, ..below }) | in_array
            }
        }
    }

    /// Whether an expression has nothing in it that cannot stand everywhere. What a default or a function mentions is
    /// looked at in any case.
    fn may_stand_anywhere(&self, id: ExprId, section: Section) -> bool {
        let sees_symbols = matches!(section, Section::Default | Section::Function);
        !sees_symbols && !self.contents.of(id).has(Parts::PLACED)
    }

    fn parts(&mut self, id: ExprId, enclosing: Enclosing) -> bool {
        let middle = self.middle;
        let mut has_loop = false;
        middle.for_each_child(id, |child| has_loop |= self.visit(child, enclosing));
        has_loop
    }

    /// A member of an object; whether it or a property in it is a loop.
    fn value(&mut self, object: ExprId, position: usize, enclosing: Enclosing) -> bool {
        let Some(entry) = self.middle.object(object).and_then(|entries| entries.get(position)).copied() else {
            return false;
        };
        if matches!(entry.key, Key::Name(_)) && self.may_stand_anywhere(entry.value, enclosing.section) {
            return false;
        }
        let is_loop = matches!(self.middle.expr(entry.value), Expr::For { .. });
        let (mut name, mut is_spread) = (None, false);
        match entry.key {
            Key::Name(text) => name = Some(text),
            Key::Computed(key) => {
                self.computed_key(object, position, key, is_loop);
                self.visit(key, enclosing.inside());
            }
            Key::Spread => is_spread = true,
        }
        if is_spread {
            return self.visit(entry.value, enclosing.inside());
        }
        let expected = self.expected_member(enclosing.expected, name);
        let below = Enclosing {
            is_property: true,
            loop_may_stand: false,
            direct: true,
            argument: false,
            expected,
            ..enclosing
        };
        self.visit(entry.value, below) | is_loop
    }
}

/// Whether a function asks for the name of its argument alone.
fn is_by_name(callee: triceps_middle::Callee) -> bool {
    match callee {
        triceps_middle::Callee::Function(function) => function.has(triceps_language::Flags::BY_NAME),
        triceps_middle::Callee::List(_)
        | triceps_middle::Callee::Declared(_)
        | triceps_middle::Callee::Arm(_)
        | triceps_middle::Callee::Unknown(_) => false,
    }
}
