//! The items of an array, wherever they come from.

use std::rc::Rc;

use triceps_language::Function;
use triceps_middle::strings::Str;
use triceps_middle::{Expr, ExprId, LocalId};

use super::{Computed, Form, MAX_ALTERNATIVES, MemberKey, Node, ScopeId, Value, Values};

/// An item of an array.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) value: Value,
    /// Whether it is there whatever is not known.
    pub(crate) certain: bool,
}

/// The items of an array, as far as they are known.
#[derive(Clone, Debug)]
pub(crate) enum Items<'m> {
    /// Those of a literal.
    Plain { array: Value, list: &'m [ExprId] },
    /// Those that were put together; the anchor is that of the array, where it lies in another declaration.
    Computed { anchor: Option<ExprId>, list: Rc<List> },
}

/// Items that were put together.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    items: Vec<Item>,
    /// What may have further items.
    rest: Vec<Value>,
    incomplete: bool,
}

/// How many items are put together for one array.
const MAX_ITEMS: usize = 256;

impl Items<'_> {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Plain { list, .. } => list.len(),
            Self::Computed { list, .. } => list.items.len(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there are no others.
    pub(crate) fn is_complete(&self) -> bool {
        match self {
            Self::Plain { .. } => true,
            Self::Computed { list, .. } => !list.incomplete,
        }
    }

    /// Arrays that are not known, of which the items are a part.
    pub(crate) fn rest(&self) -> &[Value] {
        match self {
            Self::Plain { .. } => &[],
            Self::Computed { list, .. } => &list.rest,
        }
    }

    pub(crate) fn get(&self, position: usize) -> Item {
        match self {
            Self::Plain { array, list } => {
                let item = list[position];
                let (Node::At(expr, scope), anchor) = (array.node, array.anchor) else {
                    unreachable!("a literal array is an expression")
                };
                let anchor = if anchor == expr { item } else { anchor };
                Item { value: Value { node: Node::At(item, scope), anchor }, certain: true }
            }
            Self::Computed { anchor, list } => {
                let item = list.items[position];
                Item { value: Value { anchor: anchor.unwrap_or(item.value.anchor), ..item.value }, ..item }
            }
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Item> {
        (0..self.len()).map(|position| self.get(position))
    }
}

impl List {
    fn unknown(array: Value) -> Self {
        Self { items: Vec::new(), rest: vec![array], incomplete: true }
    }
}

impl<'m> Values<'m> {
    /// The items of an alternative that is an array.
    pub(crate) fn items(&self, array: Value) -> Items<'m> {
        if let Node::At(expr, _) = array.node
            && let Expr::Array(run) = self.middle.expr(expr)
        {
            let list = self.middle.list(run);
            if !list.iter().any(|item| matches!(self.middle.expr(*item), Expr::Spread(_))) {
                return Items::Plain { array, list };
            }
        }
        // The list is kept for all who ask, so its anchors are those within the array.
        let (own, anchor) = match array.node {
            Node::At(expr, _) => (Value { anchor: expr, ..array }, (array.anchor != expr).then_some(array.anchor)),
            Node::Computed(_) => (array, None),
        };
        let known = self.arrays.borrow().get(&array.node).cloned();
        let list = known.unwrap_or_else(|| {
            let mut list = self.deeper(|| self.list(own)).unwrap_or_else(|| List::unknown(own));
            if list.items.len() > MAX_ITEMS {
                list.items.truncate(MAX_ITEMS);
                list.incomplete = true;
            }
            let list = Rc::new(list);
            self.arrays.borrow_mut().insert(array.node, Rc::clone(&list));
            list
        });
        Items::Computed { anchor, list }
    }

    fn list(&self, array: Value) -> List {
        let Node::At(expr, scope) = array.node else { return List::unknown(array) };
        let mut list = List::default();
        match self.middle.expr(expr) {
            Expr::Array(run) => {
                for item in self.middle.list(run) {
                    match self.middle.expr(*item) {
                        Expr::Spread(inner) => self.append(array.part(inner), &mut list),
                        _ => list.items.push(Item { value: array.part(*item), certain: true }),
                    }
                }
            }
            Expr::For { item, index, array: over, body } => {
                self.each(array.part(over), array.part(body), scope, [Some(item), index], &mut list);
            }
            Expr::Call { .. } => match self.middle.builtin_call(expr) {
                Some((function, args)) => self.list_of_call(array, scope, function, args, &mut list),
                None => return List::unknown(array),
            },
            _ => return List::unknown(array),
        }
        list
    }

    /// Adds the items of an array within an array.
    fn append(&self, array: Value, list: &mut List) {
        if list.items.len() > MAX_ITEMS {
            list.incomplete = true;
            return;
        }
        let alternatives = self.alternatives(array);
        let sure = alternatives.only().is_some();
        for alternative in alternatives.iter() {
            match self.form(alternative) {
                Form::Array => {
                    let items = self.items(alternative);
                    list.incomplete |= !items.is_complete();
                    list.rest.extend_from_slice(items.rest());
                    list.items.extend(items.iter().map(|item| Item { certain: item.certain && sure, ..item }));
                }
                Form::Null => {}
                Form::Bool(_) | Form::Int(_) | Form::Text(_) | Form::Object | Form::Other => {
                    list.incomplete = true;
                    list.rest.push(alternative);
                }
            }
        }
    }

    /// Adds what a body becomes for each item of an array.
    fn each(&self, over: Value, body: Value, scope: ScopeId, locals: [Option<LocalId>; 2], list: &mut List) {
        let Node::At(body_expr, _) = body.node else { return };
        let mut source = List::default();
        self.append(over, &mut source);
        let [item, index] = locals;
        let mut all_certain = true;
        let bodies = if source.items.len() > MAX_ALTERNATIVES { &[] } else { source.items.as_slice() };
        for (position, own) in bodies.iter().enumerate() {
            all_certain &= own.certain;
            let mut inner = scope;
            if let Some(item) = item {
                inner = self.bind(inner, item, own.value);
            }
            let position = i64::try_from(position).ok().filter(|_| all_certain);
            if let (Some(index), Some(position)) = (index, position)
                && let Some(position) = self.make(body.anchor, Computed::Int(position))
            {
                inner = self.bind(inner, index, position);
            }
            list.items.push(Item { value: Value { node: Node::At(body_expr, inner), ..body }, certain: own.certain });
        }
        list.incomplete |= source.incomplete;
        if bodies.len() < source.items.len() || !source.rest.is_empty() {
            // The body once more, for the items that are not known.
            list.incomplete = true;
            list.items.push(Item { value: body, certain: false });
        }
    }

    fn list_of_call(&self, array: Value, scope: ScopeId, function: Function, args: &[ExprId], list: &mut List) {
        let arg = |position: usize| args.get(position).map(|arg| array.part(*arg));
        match (function, args) {
            (Function::Concat | Function::Union, args) => {
                args.iter().for_each(|arg| self.append(array.part(*arg), list));
            }
            (Function::Map, [over, lambda]) => {
                let Expr::Lambda { params, body } = self.middle.expr(self.middle.unwrapped(*lambda)) else {
                    *list = List::unknown(array);
                    return;
                };
                let mut params = self.middle.params(params);
                let locals = [params.next(), params.next()];
                self.each(array.part(*over), array.part(body), scope, locals, list);
            }
            (Function::Filter, [over, _]) => {
                self.append(array.part(*over), list);
                list.items.iter_mut().for_each(|item| item.certain = false);
            }
            (Function::Sort, [over, _]) => self.append(array.part(*over), list),
            (Function::Flatten, [over]) => {
                let mut outer = List::default();
                self.append(array.part(*over), &mut outer);
                for item in &outer.items {
                    let before = list.items.len();
                    self.append(item.value, list);
                    list.items[before..].iter_mut().for_each(|own| own.certain &= item.certain);
                }
                list.incomplete |= outer.incomplete;
                list.rest.extend(outer.rest);
            }
            (Function::Take | Function::Skip, [over, count]) => {
                let mut source = List::default();
                self.append(array.part(*over), &mut source);
                let count = match self.alternatives(array.part(*count)).only().map(|count| self.form(count)) {
                    Some(Form::Int(count)) => usize::try_from(count).ok(),
                    _ => None,
                };
                let all_certain = source.items.iter().all(|item| item.certain) && !source.incomplete;
                match count.filter(|_| all_certain) {
                    Some(count) => {
                        let count = count.min(source.items.len());
                        let kept = if function == Function::Take { 0..count } else { count..source.items.len() };
                        list.items.extend_from_slice(&source.items[kept]);
                    }
                    None => {
                        list.items.extend(source.items.iter().map(|item| Item { certain: false, ..*item }));
                        list.incomplete = source.incomplete;
                        list.rest = source.rest;
                    }
                }
            }
            (Function::Range, [_, _]) => {
                let number = |position| match arg(position).and_then(|arg| self.alternatives(arg).only()) {
                    Some(value) => match self.form(value) {
                        Form::Int(number) => Some(number),
                        _ => None,
                    },
                    None => None,
                };
                match (number(0), number(1)) {
                    (Some(start), Some(count @ 0..=256)) if start.checked_add(count).is_some() => {
                        let made =
                            (start..start + count).map_while(|number| self.make(array.anchor, Computed::Int(number)));
                        list.items.extend(made.map(|value| Item { value, certain: true }));
                        list.incomplete = list.items.len() < usize::try_from(count).unwrap_or(usize::MAX);
                    }
                    _ => *list = List::unknown(array),
                }
            }
            (Function::Items, [_]) => {
                let Some(object) = arg(0) else { return };
                let alternatives = self.alternatives(object);
                let sure = alternatives.only().is_some();
                for object in alternatives.iter() {
                    if self.form(object) != Form::Object {
                        list.rest.push(object);
                        list.incomplete = true;
                        continue;
                    }
                    let mut entries: Vec<(Str, Value)> = Vec::new();
                    let mut all = self.members(object, &mut |key, value| match key {
                        MemberKey::Name(key) if entries.len() <= MAX_ITEMS => entries.push((key, value)),
                        MemberKey::Name(_) | MemberKey::Computed(_) => {}
                    });
                    for (position, (key, value)) in entries.iter().enumerate() {
                        // What is set twice has one of the values.
                        let twice = entries[..position].iter().any(|(other, _)| other == key);
                        all &= !twice;
                        if let Some(value) = self.make(array.anchor, Computed::Entry { key: *key, value: *value })
                            && !twice
                        {
                            list.items.push(Item { value, certain: sure });
                        }
                    }
                    list.incomplete |= !all;
                }
            }
            _ => *list = List::unknown(array),
        }
    }
}
