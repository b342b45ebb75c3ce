//! What is known of a value, wherever it comes from.
//!
//! Rules about values ask this view instead of the tree: it sees through variables, parentheses, ternaries, unions,
//! spreads, loops, lambdas and declared functions. A [`Value`] is an expression in a scope that gives locals their
//! values. It has one or more *alternatives*, of which each is a literal, an object, an array, or something that is
//! not known. All work is bounded: what goes too deep or gets too large is not known.

mod array;
mod cut;
mod object;
mod step;
mod text;

use std::cell::{Cell, RefCell};
use std::ops::RangeInclusive;
use std::rc::Rc;

use triceps_language::{DecoratorId, Function, UnaryOp};
use triceps_middle::map::Map;
use triceps_middle::strings::Str;
use triceps_middle::{DeclId, Expr, ExprId, Key, LocalId, Middle, Part, Place};

pub(crate) use array::Items;
pub(crate) use object::{MemberKey, Name, Slot};

/// An expression in a scope that gives its locals their values, and the place that diagnostics about it name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value {
    node: Node,
    /// The innermost expression that leads to it within the declaration that was asked about.
    anchor: ExprId,
}

impl Value {
    /// An expression as it stands, with no value for any local.
    pub(crate) fn of(expr: ExprId) -> Self {
        Self { node: Node::At(expr, ScopeId::EMPTY), anchor: expr }
    }

    /// A part of a value, in its scope.
    pub(crate) fn part(self, part: ExprId) -> Self {
        match self.node {
            Node::At(expr, scope) => {
                let anchor = if self.anchor == expr { part } else { self.anchor };
                Self { node: Node::At(part, scope), anchor }
            }
            Node::Computed(_) => Self { node: Node::At(part, ScopeId::EMPTY), anchor: self.anchor },
        }
    }

    /// The same value, reached through an expression.
    fn through(self, anchor: ExprId) -> Self {
        Self { anchor, ..self }
    }

    /// Where a diagnostic about a value belongs: itself, or what leads to it where it lies in another declaration.
    pub(crate) fn place(self) -> Place {
        Place::Expr(self.anchor)
    }

    /// Whether two values are one expression in one scope.
    pub(crate) fn is(self, other: Self) -> bool {
        self.node == other.node
    }

    /// What is remembered of a value is remembered under this.
    pub(crate) fn key(self) -> (u32, u32) {
        match self.node {
            Node::At(expr, ScopeId(scope)) => (u32::try_from(expr.index()).unwrap_or(u32::MAX), scope),
            Node::Computed(made) => (u32::MAX, made),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Node {
    At(ExprId, ScopeId),
    Computed(u32),
}

/// Locals and their values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct ScopeId(u32);

impl ScopeId {
    /// No local has a value.
    const EMPTY: Self = Self(0);
}

/// A local and its value, in the scope around.
#[derive(Clone, Copy, Debug)]
struct Binding {
    around: ScopeId,
    local: LocalId,
    value: Value,
}

/// A value that no expression stands for.
#[derive(Clone, Debug)]
enum Computed {
    /// One of the entries that `items` gives.
    Entry { key: Str, value: Value },
    /// The name of such an entry.
    Text(Str),
    /// A position.
    Int(i64),
    /// Objects that are merged deeply; what comes later wins.
    Merged(Vec<Value>),
}

/// What an alternative is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Form<'m> {
    Null,
    Bool(bool),
    Int(i64),
    Text(&'m str),
    Object,
    Array,
    /// Something that is computed, or read from elsewhere.
    Other,
}

/// A few values, none twice: the alternatives of a value, of which there is at least one, or those of a property.
#[derive(Clone, Debug, Default)]
pub(crate) enum ValueSet {
    #[default]
    None,
    One(Value),
    Many(Vec<Value>),
}

impl ValueSet {
    pub(crate) fn as_slice(&self) -> &[Value] {
        match self {
            Self::None => &[],
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }

    /// The only one, or none where there are several.
    pub(crate) fn only(&self) -> Option<Value> {
        match self.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Value> {
        self.as_slice().iter().copied()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.as_slice().len()
    }

    fn push(&mut self, value: Value) {
        if self.iter().any(|other| other.node == value.node) {
            return;
        }
        match self {
            Self::None => *self = Self::One(value),
            Self::One(one) => *self = Self::Many(vec![*one, value]),
            Self::Many(values) => values.push(value),
        }
    }
}

impl FromIterator<Value> for ValueSet {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        let mut few = Self::None;
        values.into_iter().for_each(|value| few.push(value));
        few
    }
}

impl IntoIterator for ValueSet {
    type Item = Value;
    type IntoIter = IntoValues;

    fn into_iter(self) -> IntoValues {
        IntoValues { values: self, next: 0 }
    }
}

/// The values of a set, one after the other.
pub(crate) struct IntoValues {
    values: ValueSet,
    next: usize,
}

impl Iterator for IntoValues {
    type Item = Value;

    // Rules have many loops that run once or never, so that their code counts more than a call.
    #[inline(never)]
    fn next(&mut self) -> Option<Value> {
        let value = self.values.as_slice().get(self.next).copied();
        self.next += 1;
        value
    }
}

/// How deep one question may lead into others.
const MAX_DEPTH: u32 = 96;
/// How many alternatives one value may have, and how many steps lead to them.
const MAX_ALTERNATIVES: usize = 64;
/// How many scopes and made values there may be.
const MAX_COMPUTED: usize = 1 << 16;

/// The view of one file.
pub(crate) struct Values<'m> {
    middle: &'m Middle,
    /// Whether all objects of the file have fixed names alone.
    plain: bool,
    /// By expression: whether it is known to lead nowhere where no local has a value.
    ends: Vec<Cell<bool>>,
    scopes: RefCell<Vec<Binding>>,
    made: RefCell<Vec<Computed>>,
    arrays: RefCell<Map<Node, Rc<array::List>>>,
    calls: RefCell<Map<(ExprId, ScopeId), ScopeId>>,
    /// What objects that are put together have under names.
    slots: RefCell<Map<object::Question, Slot>>,
    fuel: Cell<u32>,
    depth: Cell<u32>,
}

impl<'m> Values<'m> {
    pub(crate) fn new(middle: &'m Middle) -> Self {
        let work = u32::try_from(middle.expr_count()).unwrap_or(u32::MAX);
        Self {
            middle,
            plain: middle.all_entries().iter().all(|entry| matches!(entry.key, Key::Name(_))),
            ends: vec![Cell::new(false); middle.expr_count()],
            scopes: RefCell::default(),
            made: RefCell::default(),
            arrays: RefCell::default(),
            calls: RefCell::default(),
            slots: RefCell::default(),
            fuel: Cell::new(work.saturating_mul(16).saturating_add(100_000)),
            depth: Cell::new(0),
        }
    }

    pub(crate) fn middle(&self) -> &'m Middle {
        self.middle
    }

    /// The expression that a value is, or none where no expression stands for it.
    pub(crate) fn expr(&self, value: Value) -> Option<(ExprId, Expr)> {
        match value.node {
            Node::At(expr, _) => Some((expr, self.middle.expr(expr))),
            Node::Computed(_) => None,
        }
    }

    /// The declaration that a value lies in, where that is another one than its place.
    pub(crate) fn elsewhere(&self, value: Value) -> Option<DeclId> {
        let Node::At(expr, _) = value.node else { return None };
        if expr == value.anchor {
            return None;
        }
        let decl = self.middle.decl_of(expr);
        (decl != self.middle.decl_of(value.anchor)).then_some(decl)
    }

    /// Whether an alternative is `null`.
    fn is_null(&self, value: Value) -> bool {
        matches!(value.node, Node::At(expr, _) if matches!(self.middle.expr(expr), Expr::Null))
    }

    /// What an alternative is.
    pub(crate) fn form(&self, value: Value) -> Form<'m> {
        let expr = match value.node {
            Node::At(expr, _) => expr,
            Node::Computed(made) => {
                return match self.made.borrow()[made as usize] {
                    Computed::Entry { .. } | Computed::Merged(_) => Form::Object,
                    Computed::Text(text) => Form::Text(self.middle.str(text)),
                    Computed::Int(value) => Form::Int(value),
                };
            }
        };
        match self.middle.expr(expr) {
            Expr::Null => Form::Null,
            Expr::Bool(value) => Form::Bool(value),
            Expr::Int(value) => Form::Int(value),
            Expr::String(text) => Form::Text(self.middle.str(text)),
            Expr::Object(_) => Form::Object,
            Expr::Array(_) | Expr::For { .. } => Form::Array,
            Expr::Unary(UnaryOp::Minus, operand) => match self.middle.expr(self.middle.unwrapped(operand)) {
                Expr::Int(value) => value.checked_neg().map_or(Form::Other, Form::Int),
                _ => Form::Other,
            },
            Expr::Call { .. } => self.form_of_call(value, expr),
            Expr::Error(_)
            | Expr::Interpolation(_)
            | Expr::Decl(_)
            | Expr::Local(_)
            | Expr::Spread(_)
            | Expr::Property { .. }
            | Expr::Index { .. }
            | Expr::NonNull(_)
            | Expr::Paren(_)
            | Expr::Unary(UnaryOp::Not, _)
            | Expr::Binary(..)
            | Expr::Ternary(..)
            | Expr::Method { .. }
            | Expr::Lambda { .. } => Form::Other,
        }
    }

    fn form_of_call(&self, value: Value, expr: ExprId) -> Form<'m> {
        let Some((function, args)) = self.middle.builtin_call(expr) else { return Form::Other };
        match function {
            Function::Map
            | Function::Filter
            | Function::Sort
            | Function::Range
            | Function::Items
            | Function::Flatten => Form::Array,
            Function::ShallowMerge => Form::Object,
            Function::Union | Function::Concat | Function::Take | Function::Skip => {
                // What the arguments are decides.
                for arg in args {
                    for alternative in self.alternatives(value.part(*arg)).iter() {
                        match self.form(alternative) {
                            form @ (Form::Object | Form::Array) => return form,
                            Form::Null | Form::Bool(_) | Form::Int(_) | Form::Text(_) | Form::Other => {}
                        }
                    }
                }
                Form::Other
            }
            _ => Form::Other,
        }
    }

    /// The only text that a value is, where it is known.
    pub(crate) fn text(&self, value: Value) -> Option<std::borrow::Cow<'m, str>> {
        let value = self.alternatives(value).only()?;
        match self.form(value) {
            Form::Text(text) => Some(text.into()),
            Form::Other => self.constant_text(value),
            Form::Null | Form::Bool(_) | Form::Int(_) | Form::Object | Form::Array => None,
        }
    }

    /// The least and the greatest number that an alternative can be.
    pub(crate) fn own_bounds(&self, value: Value) -> RangeInclusive<i64> {
        match (self.form(value), self.expr(value)) {
            (Form::Int(value), _) => value..=value,
            (Form::Other, Some((_, Expr::Decl(decl)))) => {
                let bound = |decorator| {
                    let argument = self.middle.decorator_argument(decl, decorator)?;
                    match self.form(Value::of(argument)) {
                        Form::Int(value) => Some(value),
                        _ => None,
                    }
                };
                let least = bound(DecoratorId::MinValue).unwrap_or(i64::MIN);
                let most = bound(DecoratorId::MaxValue).unwrap_or(i64::MAX);
                if least <= most { least..=most } else { i64::MIN..=i64::MAX }
            }
            _ => i64::MIN..=i64::MAX,
        }
    }

    /// The number that a literal is, or `json('0.5')`.
    pub(crate) fn number(&self, value: Value) -> Option<f64> {
        let value = self.alternatives(value).only()?;
        match self.form(value) {
            #[allow(clippy::cast_precision_loss)]
            Form::Int(number) => Some(number as f64),
            Form::Other => {
                let (expr, _) = self.expr(value)?;
                match self.middle.builtin_call(expr)? {
                    (Function::Json, [text]) => self.text(value.part(*text))?.trim().parse().ok(),
                    _ => None,
                }
            }
            Form::Null | Form::Bool(_) | Form::Text(_) | Form::Object | Form::Array => None,
        }
    }

    /// The declaration that a value names.
    pub(crate) fn named(&self, value: Value) -> Option<DeclId> {
        match self.expr(self.alternatives(value).only()?)? {
            (_, Expr::Decl(decl)) => Some(decl),
            _ => None,
        }
    }

    /// The resource of which a value reads this property, as `registry.id`, also alone in a string.
    pub(crate) fn read_of(&self, value: Value, property: Str) -> Option<DeclId> {
        let value = self.alternatives(self.unquoted(value)).only()?;
        match self.expr(value)? {
            (_, Expr::Property { base, name, .. }) if name == property => self.named(value.part(base)),
            _ => None,
        }
    }

    /// What stands alone in a string with one hole.
    pub(crate) fn unquoted(&self, value: Value) -> Value {
        let Some(value) = self.alternatives(value).only() else { return value };
        match self.expr(value) {
            Some((_, Expr::Interpolation(run))) => match self.middle.parts(run) {
                [Part::Hole(hole)] => value.part(*hole),
                _ => value,
            },
            _ => value,
        }
    }

    /// Takes one step, if any are left.
    fn burn(&self) -> bool {
        let left = self.fuel.get();
        self.fuel.set(left.saturating_sub(1));
        left > 0
    }

    /// Goes one question deeper, unless that is too deep.
    fn deeper<T>(&self, ask: impl FnOnce() -> T) -> Option<T> {
        let depth = self.depth.get();
        if depth >= MAX_DEPTH {
            return None;
        }
        self.depth.set(depth + 1);
        let answer = ask();
        self.depth.set(depth);
        Some(answer)
    }

    fn bind(&self, around: ScopeId, local: LocalId, value: Value) -> ScopeId {
        let mut scopes = self.scopes.borrow_mut();
        if scopes.len() >= MAX_COMPUTED {
            return around;
        }
        scopes.push(Binding { around, local, value });
        ScopeId(u32::try_from(scopes.len()).unwrap_or(0))
    }

    /// The value of a local, where its scope has one.
    fn bound(&self, mut scope: ScopeId, local: LocalId) -> Option<Value> {
        let scopes = self.scopes.borrow();
        while scope != ScopeId::EMPTY {
            let binding = &scopes[scope.0 as usize - 1];
            if binding.local == local {
                return Some(binding.value);
            }
            scope = binding.around;
        }
        None
    }

    fn make(&self, anchor: ExprId, made: Computed) -> Option<Value> {
        let mut list = self.made.borrow_mut();
        if list.len() >= MAX_COMPUTED {
            return None;
        }
        list.push(made);
        Some(Value { node: Node::Computed(u32::try_from(list.len() - 1).ok()?), anchor })
    }
}
