//! Whether a value holds a secret, seen through properties, items, loops and functions.

use std::cell::{Cell, RefCell};

use triceps_language::{Flags, UnaryOp};
use triceps_middle::analysis::Facts;
use triceps_middle::map::Map;
use triceps_middle::strings::known;
use triceps_middle::{Callee, DeclKind, Expr, ExprId, Key, Middle, Part};

use super::declared::{Declared, Step};
use super::flow::{
    Flow, Root, chain, hides_arguments, hides_operands, holds_at, is_secret_function, module_secret, resource_secret,
};
use crate::check::context::Context;
use crate::check::values::{Form, MemberKey, Name, Value, Values};

/// How deep one value is looked into. What lies deeper holds a secret if anything in it may.
const MAX_DEPTH: u32 = 200;

/// Finds the secrets in values.
pub(in crate::check) struct Leaks<'c, 'm> {
    middle: &'m Middle,
    facts: &'c Facts,
    values: &'c Values<'m>,
    flow: &'c Flow,
    known: RefCell<Map<(u32, u32), bool>>,
    depth: Cell<u32>,
}

impl<'c, 'm> Leaks<'c, 'm> {
    pub(in crate::check) fn new(context: &Context<'m>) -> Leaks<'c, 'm>
    where
        'm: 'c,
        Context<'m>: 'c,
    {
        Leaks {
            middle: context.middle,
            facts: context.facts,
            values: context.values,
            flow: context.flow,
            known: RefCell::default(),
            depth: Cell::new(0),
        }
    }

    pub(super) fn values(&self) -> &'c Values<'m> {
        self.values
    }

    /// Whether an expression holds a secret, or may.
    pub(in crate::check) fn expr(&self, expr: ExprId) -> bool {
        self.flow.holds(expr) && self.value(Value::of(expr))
    }

    /// Whether anything in an expression names a secret, if only to ask for its length.
    pub(in crate::check) fn names_secret(&self, expr: ExprId) -> bool {
        self.flow.any() && self.contains_name(expr)
    }

    fn contains_name(&self, expr: ExprId) -> bool {
        let middle = self.middle;
        match middle.expr(expr) {
            Expr::Decl(_) | Expr::Local(_) => self.expr(expr),
            Expr::Property { .. } | Expr::Index { .. } => self.expr(expr) || self.chain_contains_name(expr),
            Expr::Call { callee: Callee::List(_), .. } => true,
            Expr::Method { name, .. } if is_secret_function(middle.str(name)) => true,
            _ => {
                let mut found = false;
                middle.for_each_child(expr, |child| found = found || self.contains_name(child));
                found
            }
        }
    }

    /// Whether what a chain of reads is computed from names a secret. What is not read of a value is not named.
    fn chain_contains_name(&self, mut expr: ExprId) -> bool {
        loop {
            expr = match self.middle.expr(expr) {
                Expr::Property { base, .. } | Expr::NonNull(base) | Expr::Paren(base) => base,
                Expr::Index { base, index, .. } => {
                    if self.contains_name(index) {
                        return true;
                    }
                    base
                }
                Expr::Decl(_) | Expr::Local(_) => return false,
                _ => return self.contains_name(expr),
            };
        }
    }

    /// Whether a value holds a secret, or may.
    pub(super) fn value(&self, value: Value) -> bool {
        if let Some((expr, _)) = self.values.expr(value)
            && !self.flow.holds(expr)
            && !self.is_bound(expr)
        {
            return false;
        }
        let key = value.key();
        if let Some(known) = self.known.borrow().get(&key) {
            return *known;
        }
        let depth = self.depth.get();
        if depth >= MAX_DEPTH {
            return true;
        }
        // What leads back here adds nothing.
        self.known.borrow_mut().insert(key, false);
        self.depth.set(depth + 1);
        let found = self.values.alternatives(value).iter().any(|alternative| self.alternative(alternative));
        self.depth.set(depth);
        self.known.borrow_mut().insert(key, found);
        found
    }

    /// Whether an expression reads locals, which may be bound to something with a secret.
    fn is_bound(&self, expr: ExprId) -> bool {
        self.middle.local_count() > 0
            && self.middle.any(expr, &mut |part| matches!(self.middle.expr(part), Expr::Local(_)))
    }

    fn alternative(&self, value: Value) -> bool {
        match self.values.form(value) {
            Form::Null | Form::Bool(_) | Form::Int(_) | Form::Text(_) => return false,
            Form::Array => {
                let items = self.values.items(value);
                return items.iter().any(|item| self.value(item.value))
                    || items.rest().iter().any(|rest| self.rest(value, *rest));
            }
            Form::Object | Form::Other => {}
        }
        match self.values.expr(value) {
            Some((id, expr)) => self.expression(value, id, expr),
            None => {
                let mut found = false;
                self.values.members(value, &mut |_, member| found = found || self.value(member));
                found || self.values.slot(value, self.name("value")).values.iter().any(|own| self.value(own))
            }
        }
    }

    /// What is not known of an array: itself, if it is all that is not known.
    fn rest(&self, array: Value, rest: Value) -> bool {
        if array.is(rest) {
            return self.values.expr(array).is_some_and(|(id, expr)| self.expression(array, id, expr));
        }
        self.value(rest)
    }

    fn name<'a>(&self, text: &'a str) -> Name<'a> {
        Name { id: self.middle.find_str(text), text }
    }

    fn expression(&self, value: Value, id: ExprId, expr: Expr) -> bool {
        let middle = self.middle;
        let part = |expr| value.part(expr);
        let any = |list: &[ExprId]| list.iter().any(|expr| self.value(part(*expr)));
        match expr {
            Expr::Error(_)
            | Expr::Null
            | Expr::Bool(_)
            | Expr::Int(_)
            | Expr::String(_)
            | Expr::Unary(UnaryOp::Not, _) => false,
            Expr::Interpolation(run) => middle.parts(run).iter().any(|piece| match piece {
                Part::Text(_) => false,
                Part::Hole(hole) => self.value(part(*hole)),
            }),
            Expr::Object(run) => middle.entries(run).iter().any(|entry| {
                let key = match entry.key {
                    Key::Computed(key) => self.value(part(key)),
                    Key::Name(_) | Key::Spread => false,
                };
                key || self.value(part(entry.value))
            }),
            Expr::Array(run) => any(middle.list(run)),
            Expr::Decl(decl) => Declared::of_decl(middle, decl).is_some_and(Declared::holds_secret),
            // Nothing is known of it but where it comes from.
            Expr::Local(_) => self.flow.holds(id),
            Expr::Property { .. } | Expr::Index { .. } => self.read(value, id, expr),
            Expr::Spread(inner) | Expr::NonNull(inner) | Expr::Paren(inner) | Expr::Unary(UnaryOp::Minus, inner) => {
                self.value(part(inner))
            }
            Expr::Binary(op, left, right) => !hides_operands(op) && any(&[left, right]),
            Expr::Ternary(_, yes, no) => any(&[yes, no]),
            Expr::Call { callee, args } => match callee {
                Callee::Function(function) if hides_arguments(function) => false,
                Callee::Function(function) => function.has(Flags::SECRET) || any(middle.list(args)),
                Callee::List(_) => true,
                // Its body is not seen through here, so all of it counts.
                Callee::Declared(_) => any(middle.list(args)) || self.flow.holds(id),
                Callee::Arm(_) | Callee::Unknown(_) => any(middle.list(args)),
            },
            Expr::Method { base, name, args } => {
                is_secret_function(middle.str(name)) || self.value(part(base)) || any(middle.list(args))
            }
            Expr::Lambda { body, .. } => self.value(part(body)),
            Expr::For { array, body, .. } => self.value(part(array)) || self.value(part(body)),
        }
    }

    /// A read whose value is not known: what is declared of it decides.
    fn read(&self, value: Value, id: ExprId, expr: Expr) -> bool {
        let middle = self.middle;
        let (root, steps) = chain(middle, id);
        match root {
            Root::Decl(decl) => match middle.decl(decl).kind {
                DeclKind::Module(_) => return module_secret(middle, decl, &steps),
                DeclKind::Param { .. } | DeclKind::Var { ty: Some(_), .. } => {
                    return Declared::of_decl(middle, decl).is_some_and(|own| holds_at(middle, vec![own], &steps));
                }
                DeclKind::Resource(_) => return resource_secret(middle, self.facts, decl, &steps),
                _ => {}
            },
            Root::Other => {}
        }
        let (Expr::Property { base, .. } | Expr::Index { base, .. }) = expr else { return false };
        // `outputs` of what a local stands for, when the local is bound to a module.
        self.values.alternatives(value.part(base)).iter().any(|base| match self.values.form(base) {
            Form::Object => self.of_object(base, expr),
            _ => self.alternative(base),
        })
    }

    /// What a read may take from an object of which not all is known.
    fn of_object(&self, object: Value, read: Expr) -> bool {
        let name = match read {
            Expr::Property { name, .. } => Some(name),
            _ => None,
        };
        let Some(name) = name else { return self.alternative(object) };
        let slot = self.values.slot(object, Name { id: Some(name), text: self.middle.str(name) });
        if slot.open { self.alternative(object) } else { slot.values.iter().any(|own| self.value(own)) }
    }

    /// Whether a parameter of a module takes a value without giving a secret away.
    pub(super) fn fits(&self, declared: Declared<'_>, value: Value) -> bool {
        if declared.is_secret() || !self.value(value) {
            return true;
        }
        self.values.alternatives(value).iter().all(|alternative| match self.values.form(alternative) {
            Form::Object => {
                let mut fits = true;
                let all = self.values.members(alternative, &mut |key, member| {
                    let MemberKey::Name(name) = key else {
                        fits = false;
                        return;
                    };
                    let parts = declared.part(Step::Property(self.middle.str(name)));
                    fits &= match parts.as_slice() {
                        [] => !self.value(member),
                        parts => parts.iter().all(|own| self.fits(*own, member)),
                    };
                });
                all && fits
            }
            Form::Array => {
                let items = self.values.items(alternative);
                let parts = declared.part(Step::Item);
                items.is_complete()
                    && items.iter().all(|item| match parts.as_slice() {
                        [] => !self.value(item.value),
                        parts => parts.iter().all(|own| self.fits(*own, item.value)),
                    })
            }
            Form::Null | Form::Bool(_) | Form::Int(_) | Form::Text(_) => true,
            Form::Other => !self.alternative(alternative),
        })
    }
}

/// Whether a name is that of a value of a tag or of a part of an address.
pub(super) const IN_PLAIN_SIGHT: [triceps_middle::strings::Str; 6] =
    [known::NAME, known::TAGS, known::LOCATION, known::SCOPE, known::PARENT, known::KIND];
