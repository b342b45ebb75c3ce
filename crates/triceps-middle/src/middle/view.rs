//! Looking into expressions and declarations.

use super::{Callee, DeclId, DeclKind, Decorator, DecoratorName, Entry, Expr, ExprId, Key, Middle, Part, Place, Run};
use crate::language::DecoratorId;
use crate::strings::{Str, known};

impl Middle {
    /// Calls `visit` with every direct part of an expression, in the order of the text.
    pub fn for_each_child(&self, id: ExprId, mut visit: impl FnMut(ExprId)) {
        self.children(id, &mut visit);
    }

    /// Compiled once for all visitors.
    fn children(&self, id: ExprId, visit: &mut dyn FnMut(ExprId)) {
        match self.expr(id) {
            Expr::Error(_)
            | Expr::Null
            | Expr::Bool(_)
            | Expr::Int(_)
            | Expr::String(_)
            | Expr::Decl(_)
            | Expr::Local(_) => {}
            Expr::Interpolation(run) => {
                for part in self.parts(run) {
                    if let Part::Hole(hole) = part {
                        visit(*hole);
                    }
                }
            }
            Expr::Object(run) => {
                for entry in self.entries(run) {
                    if let Key::Computed(key) = entry.key {
                        visit(key);
                    }
                    visit(entry.value);
                }
            }
            Expr::Array(run) | Expr::Call { args: run, .. } => {
                for item in self.list(run) {
                    visit(*item);
                }
            }
            Expr::Spread(inner)
            | Expr::Property { base: inner, .. }
            | Expr::NonNull(inner)
            | Expr::Paren(inner)
            | Expr::Unary(_, inner)
            | Expr::Lambda { body: inner, .. } => visit(inner),
            Expr::Index { base: first, index: second, .. }
            | Expr::Binary(_, first, second)
            | Expr::For { array: first, body: second, .. } => {
                visit(first);
                visit(second);
            }
            Expr::Ternary(condition, yes, no) => {
                visit(condition);
                visit(yes);
                visit(no);
            }
            Expr::Method { base, args, .. } => {
                visit(base);
                for arg in self.list(args) {
                    visit(*arg);
                }
            }
        }
    }

    /// Calls `visit` with an expression and all its parts, outermost first, in the order of the text.
    pub fn walk(&self, id: ExprId, visit: &mut dyn FnMut(ExprId)) {
        visit(id);
        self.children(id, &mut |child| self.walk(child, visit));
    }

    /// Whether an expression or one of its parts is so.
    pub fn any(&self, id: ExprId, test: &mut dyn FnMut(ExprId) -> bool) -> bool {
        if test(id) {
            return true;
        }
        let mut found = false;
        self.children(id, &mut |child| found = found || self.any(child, test));
        found
    }

    /// Calls `visit` with every expression at the top of a declaration, in the order of its text: arguments of
    /// decorators, the array of a loop, a condition, then the value, default or body.
    pub fn for_each_root(&self, id: DeclId, mut visit: impl FnMut(ExprId)) {
        self.roots(id, &mut visit);
    }

    fn roots(&self, id: DeclId, visit: &mut dyn FnMut(ExprId)) {
        let decl = self.decl(id);
        for decorator in self.decorators(decl.decorators) {
            for arg in self.list(decorator.args) {
                visit(*arg);
            }
        }
        if let Some(header) = decl.header() {
            visit(header.array);
        }
        if let Some(condition) = decl.condition() {
            visit(condition);
        }
        match decl.kind {
            DeclKind::Metadata { value }
            | DeclKind::Var { value, .. }
            | DeclKind::Output { value, .. }
            | DeclKind::Assert { value } => visit(value),
            DeclKind::Param { default, .. } => {
                if let Some(default) = default {
                    visit(default);
                }
            }
            DeclKind::Func { body, .. } | DeclKind::Test { body, .. } => visit(body),
            DeclKind::Extension { config, .. } => {
                if let Some(config) = config {
                    visit(config);
                }
            }
            DeclKind::Resource(resource) => visit(resource.body),
            DeclKind::Module(module) => visit(module.body),
            DeclKind::Import(_) | DeclKind::Type { .. } => {}
        }
    }

    /// The members of an object literal; none for any other expression.
    pub fn object(&self, id: ExprId) -> Option<&[Entry]> {
        match self.expr(id) {
            Expr::Object(run) => Some(self.entries(run)),
            _ => None,
        }
    }

    /// The items of an array literal; none for any other expression.
    pub fn array(&self, id: ExprId) -> Option<&[ExprId]> {
        match self.expr(id) {
            Expr::Array(run) => Some(self.list(run)),
            _ => None,
        }
    }

    /// The value of a member of an object literal, by its name.
    pub fn property(&self, object: ExprId, name: Str) -> Option<ExprId> {
        let is_it = |entry: &&Entry| matches!(entry.key, Key::Name(own) if own == name);
        self.object(object)?.iter().find(is_it).map(|entry| entry.value)
    }

    /// Where a member of an object literal stands, by its name.
    pub fn entry_place(&self, object: ExprId, name: Str) -> Option<Place> {
        let position = self.object(object)?.iter().position(|entry| entry.key == Key::Name(name))?;
        Some(Place::Entry(object, u32::try_from(position).unwrap_or(u32::MAX)))
    }

    /// The value of a property at the top of a resource or module, by its name.
    pub fn body_property(&self, decl: DeclId, name: Str) -> Option<ExprId> {
        self.property(self.decl(decl).body()?, name)
    }

    /// The name of a resource or module, as it is written in its body.
    pub fn name_of(&self, decl: DeclId) -> Option<ExprId> {
        self.body_property(decl, known::NAME)
    }

    /// The text of a string literal without holes.
    pub fn text(&self, id: ExprId) -> Option<&str> {
        match self.expr(id) {
            Expr::String(text) => Some(self.str(text)),
            _ => None,
        }
    }

    /// The value of a whole number, with its sign.
    pub fn int(&self, id: ExprId) -> Option<i64> {
        match self.expr(id) {
            Expr::Int(value) => Some(value),
            Expr::Unary(crate::language::UnaryOp::Minus, inner) => match self.expr(inner) {
                Expr::Int(value) => value.checked_neg(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The first part of an expression that is not made of literals alone, if there is one. Parentheses count as
    /// computation, as they do for the compiler.
    pub fn computed_part(&self, id: ExprId) -> Option<ExprId> {
        match self.expr(id) {
            // The fault of an error is reported already.
            Expr::Error(_) | Expr::Null | Expr::Bool(_) | Expr::Int(_) | Expr::String(_) => None,
            Expr::Object(_)
            | Expr::Array(_)
            | Expr::Spread(_)
            | Expr::NonNull(_)
            | Expr::Lambda { .. }
            | Expr::Unary(crate::language::UnaryOp::Minus, _) => {
                let mut found = None;
                self.for_each_child(id, |child| found = found.or_else(|| self.computed_part(child)));
                found
            }
            Expr::Interpolation(_)
            | Expr::Decl(_)
            | Expr::Local(_)
            | Expr::Property { .. }
            | Expr::Index { .. }
            | Expr::Paren(_)
            | Expr::Unary(crate::language::UnaryOp::Not, _)
            | Expr::Binary(..)
            | Expr::Ternary(..)
            | Expr::Call { .. }
            | Expr::Method { .. }
            | Expr::For { .. } => Some(id),
        }
    }

    /// The expression in parentheses and `!`, which do not change what it names.
    pub fn unwrapped(&self, mut id: ExprId) -> ExprId {
        while let Expr::Paren(inner) | Expr::NonNull(inner) = self.expr(id) {
            id = inner;
        }
        id
    }

    /// The declaration that an expression names, through parentheses and `!`, or none.
    pub fn named(&self, id: ExprId) -> Option<DeclId> {
        match self.expr(self.unwrapped(id)) {
            Expr::Decl(decl) => Some(decl),
            _ => None,
        }
    }

    /// The function of the language that an expression calls, and its arguments.
    pub fn builtin_call(&self, id: ExprId) -> Option<(crate::language::Function, &[ExprId])> {
        match self.expr(id) {
            Expr::Call { callee: Callee::Function(function), args } => Some((function, self.list(args))),
            _ => None,
        }
    }

    /// The decorator of this kind, or none.
    pub fn decorator(&self, decorators: Run, id: DecoratorId) -> Option<&Decorator> {
        let is_it = |name| matches!(name, DecoratorName::Known(known) | DecoratorName::Named(known) if known == id);
        self.decorators(decorators).iter().find(|decorator| is_it(decorator.name))
    }

    /// Whether a decorator is compared with what it is used on. The compiler does not look up one in a text that is
    /// written with its namespace.
    pub fn is_validated(&self, decorator: &Decorator) -> bool {
        !(self.is_text() && decorator.qualified)
    }

    /// Whether a declaration has a decorator of this kind.
    pub fn has_decorator(&self, decl: DeclId, id: DecoratorId) -> bool {
        self.decorator(self.decl(decl).decorators, id).is_some()
    }

    /// The first argument of a decorator of a declaration.
    pub fn decorator_argument(&self, decl: DeclId, id: DecoratorId) -> Option<ExprId> {
        let decorator = self.decorator(self.decl(decl).decorators, id)?;
        self.list(decorator.args).first().copied()
    }

    /// The API version of a resource: its own, or that of the resource it is written in.
    pub fn api_version(&self, mut decl: DeclId) -> Option<Str> {
        // A container cannot contain itself, but a wrong model must not hang a check.
        for _ in 0..=self.decl_count() {
            let resource = self.decl(decl).as_resource()?;
            if resource.api_version.is_some() {
                return resource.api_version;
            }
            decl = resource.container?;
        }
        None
    }

    /// The extension that brings the type of a resource; none for a type of Azure.
    pub fn extension_of(&self, decl: DeclId) -> Option<(DeclId, &super::Extension)> {
        if self.extensions.is_empty() {
            return None;
        }
        let type_name = self.str(self.decl(decl).as_resource()?.type_name);
        self.decls().find_map(|(id, decl)| {
            let DeclKind::Extension { position, .. } = decl.kind else { return None };
            let extension = self.extension(position);
            extension.brings(type_name).then_some((id, extension))
        })
    }
}
