//! From a value to its alternatives.

use std::cell::Cell;

use triceps_language::{BinaryOp, Function};
use triceps_middle::strings::{Str, known};
use triceps_middle::{Binder, Callee, DeclId, DeclKind, Expr, ExprId, LocalId, LocalKind, Parent};

use super::{Form, MAX_ALTERNATIVES, MAX_COMPUTED, Node, ScopeId, Value, ValueSet, Values};
use crate::check::secrets::is_secure_type;

/// Where a value leads.
enum Step {
    /// Nowhere: it is an alternative.
    Done,
    Next(Value),
    Either(Value, Value),
    Many(Vec<Value>),
}

impl Values<'_> {
    /// Whether a value is written out, so that it is its only alternative.
    #[inline]
    pub(super) fn is_literal(&self, value: Value) -> bool {
        match value.node {
            Node::At(expr, _) => matches!(
                self.middle.expr(expr),
                Expr::Null | Expr::Bool(_) | Expr::Int(_) | Expr::String(_) | Expr::Object(_) | Expr::Array(_)
            ),
            Node::Computed(_) => true,
        }
    }

    /// What a value can be.
    #[inline]
    pub(crate) fn alternatives(&self, value: Value) -> ValueSet {
        if self.is_literal(value) { ValueSet::One(value) } else { self.follow(value) }
    }

    /// What a value can be that is not written out.
    #[inline(never)]
    fn follow(&self, mut value: Value) -> ValueSet {
        let mut others: Vec<Value> = Vec::new();
        // Nearly all values lead straight to one alternative.
        for _ in 0..MAX_ALTERNATIVES {
            let end = match value.node {
                Node::At(expr, ScopeId::EMPTY) => Some(&self.ends[expr.index()]),
                Node::At(..) | Node::Computed(_) => None,
            };
            if end.is_some_and(Cell::get) {
                return ValueSet::One(value);
            }
            match self.step(value) {
                Step::Done => {
                    // Deep down, or without fuel, it may be for want of a better answer.
                    if self.depth.get() == 0 && self.fuel.get() > 0 {
                        end.inspect(|end| end.set(true));
                    }
                    return ValueSet::One(value);
                }
                Step::Next(next) => value = next,
                Step::Either(one, other) => {
                    others.extend([other, one]);
                    break;
                }
                Step::Many(values) => {
                    others.extend(values.into_iter().rev());
                    break;
                }
            }
        }
        if others.is_empty() {
            return ValueSet::One(value);
        }
        self.collect(others)
    }

    fn collect(&self, mut open: Vec<Value>) -> ValueSet {
        let mut seen: Vec<Node> = Vec::new();
        let mut found: Vec<Value> = Vec::new();
        let mut last = None;
        while let Some(value) = open.pop() {
            last = Some(value);
            if seen.contains(&value.node) {
                continue;
            }
            if seen.len() >= MAX_ALTERNATIVES * 2 || found.len() >= MAX_ALTERNATIVES {
                // What is not followed stands for itself, and is not known.
                found.push(value);
                break;
            }
            seen.push(value.node);
            match self.step(value) {
                Step::Done => found.push(value),
                Step::Next(next) => open.push(next),
                Step::Either(one, other) => open.extend([other, one]),
                Step::Many(values) => open.extend(values.into_iter().rev()),
            }
        }
        match (found.as_slice(), last) {
            ([], Some(last)) => ValueSet::One(last),
            ([only], _) => ValueSet::One(*only),
            _ => ValueSet::Many(found),
        }
    }

    fn step(&self, value: Value) -> Step {
        let Node::At(expr, scope) = value.node else { return Step::Done };
        match self.middle.expr(expr) {
            Expr::Error(_)
            | Expr::Null
            | Expr::Bool(_)
            | Expr::Int(_)
            | Expr::String(_)
            | Expr::Interpolation(_)
            | Expr::Object(_)
            | Expr::Array(_)
            | Expr::Unary(..)
            | Expr::Method { .. }
            | Expr::Lambda { .. }
            | Expr::For { .. }
            | Expr::Call { callee: Callee::List(_) | Callee::Arm(_) | Callee::Unknown(_), .. } => Step::Done,
            _ if !self.burn() => Step::Done,
            Expr::Paren(inner) | Expr::NonNull(inner) | Expr::Spread(inner) => Step::Next(value.part(inner)),
            Expr::Decl(decl) => self.declaration(value, decl),
            Expr::Local(local) => self.local(value, scope, local),
            Expr::Ternary(condition, yes, no) => match self.middle.expr(self.middle.unwrapped(condition)) {
                Expr::Bool(true) => Step::Next(value.part(yes)),
                Expr::Bool(false) => Step::Next(value.part(no)),
                _ => Step::Either(value.part(yes), value.part(no)),
            },
            Expr::Binary(op, one, other) => {
                if op == BinaryOp::Coalesce {
                    Step::Either(value.part(one), value.part(other))
                } else {
                    Step::Done
                }
            }
            Expr::Property { base, name, .. } => self.deeper(|| self.property(value, base, name)).unwrap_or(Step::Done),
            Expr::Index { base, index, from_end, .. } => {
                self.deeper(|| self.index(value, base, index, from_end)).unwrap_or(Step::Done)
            }
            Expr::Call { callee: Callee::Declared(function), args } => {
                let args = self.middle.list(args);
                self.declared_call(value, expr, scope, function, args).map_or(Step::Done, Step::Next)
            }
            Expr::Call { callee: Callee::Function(function), args } => {
                let args = self.middle.list(args);
                self.deeper(|| self.call(value, function, args)).unwrap_or(Step::Done)
            }
        }
    }

    fn declaration(&self, value: Value, decl: DeclId) -> Step {
        match self.middle.decl(decl).kind {
            // What is declared as a secret is one, whatever it is made of.
            DeclKind::Var { ty, value: own } if !ty.is_some_and(|ty| is_secure_type(self.middle, ty)) => {
                Step::Next(Value { node: Node::At(own, ScopeId::EMPTY), anchor: value.anchor })
            }
            DeclKind::Var { .. }
            | DeclKind::Metadata { .. }
            | DeclKind::Import(_)
            | DeclKind::Extension { .. }
            | DeclKind::Assert { .. }
            | DeclKind::Test { .. }
            | DeclKind::Type { .. }
            | DeclKind::Param { .. }
            | DeclKind::Func { .. }
            | DeclKind::Resource(_)
            | DeclKind::Module(_)
            | DeclKind::Output { .. } => Step::Done,
        }
    }

    fn local(&self, value: Value, scope: ScopeId, local: LocalId) -> Step {
        if let Some(bound) = self.bound(scope, local) {
            return Step::Next(bound.through(value.anchor));
        }
        let Some(array) = self.array_of(local) else { return Step::Done };
        let array = Value { node: Node::At(array, scope), anchor: value.anchor };
        let items = self.deeper(|| {
            let array = self.alternatives(array).only().filter(|array| self.form(*array) == Form::Array)?;
            let items = self.items(array);
            let known = items.is_complete() && !items.is_empty() && items.len() <= MAX_ALTERNATIVES;
            known.then(|| items.iter().map(|item| item.value.through(value.anchor)).collect::<Vec<_>>())
        });
        items.flatten().map_or(Step::Done, Step::Many)
    }

    /// The array whose items a local stands for.
    pub(crate) fn array_of(&self, local: LocalId) -> Option<ExprId> {
        let own = self.middle.local(local);
        match (own.kind, own.binder) {
            (LocalKind::Item, Binder::Decl(decl)) => self.middle.decl(decl).header().map(|header| header.array),
            (LocalKind::Item, Binder::Expr(expr)) => match self.middle.expr(expr) {
                Expr::For { array, .. } => Some(array),
                _ => None,
            },
            (LocalKind::LambdaParam(0), Binder::Expr(lambda)) => {
                let Parent::Expr(call) = self.middle.parent(lambda) else { return None };
                match self.middle.builtin_call(call)? {
                    (
                        Function::Map | Function::Filter | Function::Sort | Function::GroupBy | Function::ToObject,
                        [array, ..],
                    ) => Some(*array),
                    _ => None,
                }
            }
            (LocalKind::Index | LocalKind::LambdaParam(_) | LocalKind::FuncParam(_), _) => None,
        }
    }

    fn property(&self, value: Value, base: ExprId, name: Str) -> Step {
        let mut found = Vec::new();
        for base in self.alternatives(value.part(base)).iter() {
            match self.form(base) {
                Form::Object => {
                    let slot = self.slot_of(base, name);
                    found.extend(slot.values.iter().map(|own| own.through(value.anchor)));
                    if slot.open || slot.values.is_empty() {
                        return Step::Done;
                    }
                }
                Form::Other => match self.expr(base) {
                    Some((_, Expr::Decl(decl))) if name == known::NAME => match self.own_name(decl) {
                        Some(name) => {
                            let name = Value::of(name);
                            found.push(name.through(value.anchor));
                        }
                        None => return Step::Done,
                    },
                    _ => return Step::Done,
                },
                Form::Null => {}
                Form::Bool(_) | Form::Int(_) | Form::Text(_) | Form::Array => return Step::Done,
            }
        }
        if found.is_empty() { Step::Done } else { Step::Many(found) }
    }

    /// The name of a single resource that is not a child, as its body has it.
    fn own_name(&self, decl: DeclId) -> Option<ExprId> {
        let resource = self.middle.decl(decl).as_resource().filter(|resource| resource.header.is_none())?;
        let slashes = self.middle.str(resource.type_name).bytes().filter(|byte| *byte == b'/').count();
        if slashes == 1 { self.middle.name_of(decl) } else { None }
    }

    fn index(&self, value: Value, base: ExprId, index: ExprId, from_end: bool) -> Step {
        let Some(base) = self.alternatives(value.part(base)).only() else { return Step::Done };
        let index = self.alternatives(value.part(index)).only();
        match (self.form(base), index.map(|index| self.form(index))) {
            (Form::Object, Some(Form::Text(name))) => {
                let Some(name) = self.middle.find_str(name) else { return Step::Done };
                let slot = self.slot_of(base, name);
                if slot.open || slot.values.is_empty() {
                    return Step::Done;
                }
                Step::Many(slot.values.iter().map(|own| own.through(value.anchor)).collect())
            }
            (Form::Array, Some(form)) => {
                let items = self.items(base);
                let all_certain = items.is_complete() && items.iter().all(|item| item.certain);
                if !all_certain || items.is_empty() || items.len() > MAX_COMPUTED {
                    return Step::Done;
                }
                match form {
                    Form::Int(index) => {
                        let index = usize::try_from(index).ok();
                        let position = if from_end {
                            index.and_then(|index| items.len().checked_sub(index))
                        } else {
                            index.filter(|index| *index < items.len())
                        };
                        match position {
                            Some(position) if position < items.len() => {
                                Step::Next(items.get(position).value.through(value.anchor))
                            }
                            _ => Step::Done,
                        }
                    }
                    Form::Other if items.len() <= MAX_ALTERNATIVES => {
                        Step::Many(items.iter().map(|item| item.value.through(value.anchor)).collect())
                    }
                    _ => Step::Done,
                }
            }
            _ => Step::Done,
        }
    }

    /// The body of a function of the file, with its parameters bound.
    fn declared_call(
        &self,
        value: Value,
        call: ExprId,
        scope: ScopeId,
        function: DeclId,
        args: &[ExprId],
    ) -> Option<Value> {
        let DeclKind::Func { params, returns, body } = self.middle.decl(function).kind else { return None };
        if is_secure_type(self.middle, returns) {
            return None;
        }
        let key = (call, scope);
        let known = self.calls.borrow().get(&key).copied();
        let inner = match known {
            Some(inner) => inner,
            None => {
                if params.len() != args.len() || self.scopes.borrow().len() + args.len() > MAX_COMPUTED {
                    return None;
                }
                let inner = self.middle.params(params).zip(args).fold(ScopeId::EMPTY, |inner, (param, arg)| {
                    self.bind(inner, param, Value { node: Node::At(*arg, scope), anchor: *arg })
                });
                self.calls.borrow_mut().insert(key, inner);
                inner
            }
        };
        Some(Value { node: Node::At(body, inner), anchor: value.anchor })
    }

    fn call(&self, value: Value, function: Function, args: &[ExprId]) -> Step {
        match (function, args) {
            (Function::Any, [inner]) => Step::Next(value.part(*inner)),
            (Function::First | Function::Last, [array]) => {
                let array = self.alternatives(value.part(*array)).only();
                let Some(array) = array.filter(|array| self.form(*array) == Form::Array) else { return Step::Done };
                let items = self.items(array);
                if !items.is_complete() || items.is_empty() || items.iter().any(|item| !item.certain) {
                    return Step::Done;
                }
                let position = if function == Function::First { 0 } else { items.len() - 1 };
                Step::Next(items.get(position).value.through(value.anchor))
            }
            _ => Step::Done,
        }
    }
}
