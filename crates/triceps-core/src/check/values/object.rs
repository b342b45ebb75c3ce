//! The properties of an object, wherever they come from.

use triceps_language::Function;
use triceps_middle::map::Set;
use triceps_middle::strings::{Str, known};
use triceps_middle::{DeclKind, Entry, Expr, ExprId, Key, TypeNode, TypeNodeId};

use super::{Computed, Form, MAX_ALTERNATIVES, Node, Value, ValueSet, Values};

/// What an object has under one name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slot {
    /// The alternatives of the value, other than `null`.
    pub(crate) values: ValueSet,
    /// Whether it may be missing, or `null`.
    pub(crate) optional: bool,
    /// Whether something that is not known may set it too.
    pub(crate) open: bool,
}

impl Slot {
    /// The slot of an object that is not known.
    const UNKNOWN: Self = Self { values: ValueSet::None, optional: true, open: true };

    /// Whether nothing can have set it.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty() && !self.open
    }

    /// Whether it is certainly set.
    pub(crate) fn is_set(&self) -> bool {
        !self.values.is_empty() && !self.optional
    }

    /// The only value it can have, where it certainly has one.
    pub(crate) fn only(&self) -> Option<Value> {
        self.values.only().filter(|_| !self.optional && !self.open)
    }
}

/// A name that is asked for. It has no id where no expression of the file has it in full.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'a> {
    pub(crate) id: Option<Str>,
    pub(crate) text: &'a str,
}

/// How a member of an object is called.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MemberKey {
    Name(Str),
    /// A computed name, whose text is not known.
    Computed(Value),
}

/// Which name of which object is asked for, and from where.
pub(super) type Question = (Node, ExprId, Option<Str>);

/// What a literal has under a name.
enum Written {
    /// Nothing.
    Missing,
    As(Value),
    /// Something that is not written there may bring it.
    Unsure,
}

/// What is done with each member.
type Visit<'f> = dyn FnMut(MemberKey, Value) + 'f;

/// How many alternatives of two merged objects are told apart.
const MAX_MERGED: usize = 8;

impl Values<'_> {
    /// What an object has under a name.
    pub(crate) fn slot(&self, object: Value, name: Name<'_>) -> Slot {
        match self.written(object, name.id) {
            Written::Missing => return Slot { optional: true, ..Slot::default() },
            Written::As(value) => return self.slot_with(value),
            Written::Unsure => {}
        }
        let key = (object.node, object.anchor, name.id);
        if name.id.is_some()
            && let Some(known) = self.slots.borrow().get(&key)
        {
            return known.clone();
        }
        let slot = self.deeper(|| self.find(object, name)).unwrap_or(Slot::UNKNOWN);
        if name.id.is_some() {
            self.slots.borrow_mut().insert(key, slot.clone());
        }
        slot
    }

    /// What a literal has under a name, where no computed key and no spread could bring it as well.
    fn written(&self, object: Value, name: Option<Str>) -> Written {
        let Node::At(expr, _) = object.node else { return Written::Unsure };
        let Expr::Object(run) = self.middle.expr(expr) else { return Written::Unsure };
        // A name that the file does not have is in none of its objects.
        if self.plain && name.is_none() {
            return Written::Missing;
        }
        for entry in self.middle.entries(run).iter().rev() {
            match entry.key {
                Key::Name(own) if Some(own) == name => return Written::As(object.part(entry.value)),
                Key::Name(_) => {}
                Key::Computed(_) | Key::Spread => return Written::Unsure,
            }
        }
        Written::Missing
    }

    /// Whether nothing can have set a name of an object.
    pub(crate) fn lacks(&self, object: Value, name: Name<'_>) -> bool {
        match self.written(object, name.id) {
            Written::Missing => true,
            Written::As(value) if self.is_literal(value) => self.is_null(value),
            Written::As(_) | Written::Unsure => self.slot(object, name).is_empty(),
        }
    }

    /// The slot of a value that certainly is there.
    fn slot_with(&self, value: Value) -> Slot {
        match self.alternatives(value) {
            ValueSet::One(only) if !self.is_null(only) => {
                Slot { values: ValueSet::One(only), optional: self.may_be_null(only), open: false }
            }
            alternatives => {
                let mut slot = Slot::default();
                self.add(alternatives, &mut slot);
                slot
            }
        }
    }

    pub(super) fn slot_of(&self, object: Value, name: Str) -> Slot {
        self.slot(object, Name { id: Some(name), text: self.middle.str(name) })
    }

    fn find(&self, object: Value, name: Name<'_>) -> Slot {
        if !self.burn() {
            return Slot::UNKNOWN;
        }
        let mut slot = Slot::default();
        let expr = match object.node {
            Node::At(expr, _) => expr,
            Node::Computed(_) => return self.find_made(object, name),
        };
        match self.middle.expr(expr) {
            Expr::Object(run) => {
                self.find_in_entries(object, self.middle.entries(run), name, &mut slot);
                slot
            }
            Expr::Call { .. } => match self.middle.builtin_call(expr) {
                Some((Function::Union, args)) => {
                    let objects: Vec<Value> = args.iter().map(|arg| object.part(*arg)).collect();
                    self.find_merged(object.anchor, &objects, name)
                }
                Some((Function::ShallowMerge, [array])) => self.find_shallow(object, *array, name),
                _ => Slot::UNKNOWN,
            },
            _ => Slot::UNKNOWN,
        }
    }

    fn find_made(&self, object: Value, name: Name<'_>) -> Slot {
        let Node::Computed(made) = object.node else { return Slot::UNKNOWN };
        let made = self.made.borrow()[made as usize].clone();
        match made {
            Computed::Entry { key: _, value } if name.text == self.middle.str(known::VALUE) => self.slot_with(value),
            Computed::Entry { key, .. } if name.text == "key" => self
                .make(object.anchor, Computed::Text(key))
                .map_or(Slot::UNKNOWN, |key| Slot { values: ValueSet::One(key), ..Slot::default() }),
            Computed::Entry { .. } => Slot { optional: true, ..Slot::default() },
            Computed::Text(_) | Computed::Int(_) => Slot::UNKNOWN,
            Computed::Merged(objects) => self.find_merged(object.anchor, &objects, name),
        }
    }

    /// The last entry that certainly has the name wins, and what stands after it may win.
    fn find_in_entries(&self, object: Value, entries: &[Entry], name: Name<'_>, slot: &mut Slot) {
        for entry in entries.iter().rev() {
            match entry.key {
                Key::Name(own) if Some(own) == name.id => return self.add_alternatives(object.part(entry.value), slot),
                Key::Name(_) => {}
                Key::Computed(key) => match self.text(object.part(key)) {
                    Some(text) if *text == *name.text => {
                        return self.add_alternatives(object.part(entry.value), slot);
                    }
                    Some(_) => {}
                    None => slot.open = true,
                },
                Key::Spread => {
                    if self.find_in_spread(object.part(entry.value), name, slot) {
                        return;
                    }
                }
            }
        }
        slot.optional = true;
    }

    /// Adds the alternatives of a value that certainly is there.
    fn add_alternatives(&self, value: Value, slot: &mut Slot) {
        self.add(self.alternatives(value), slot);
    }

    fn add(&self, alternatives: ValueSet, slot: &mut Slot) {
        for alternative in alternatives {
            if self.is_null(alternative) {
                slot.optional = true;
            } else {
                slot.optional |= self.may_be_null(alternative);
                slot.values.push(alternative);
            }
        }
    }

    /// Whether a value that is given at the start can be null: a parameter whose type takes null, or what `.?` reads.
    fn may_be_null(&self, value: Value) -> bool {
        let Some((_, expr)) = self.expr(value) else { return false };
        match expr {
            Expr::Property { safe, .. } | Expr::Index { safe, .. } => safe,
            Expr::Decl(decl) => match self.middle.decl(decl).kind {
                DeclKind::Param { ty, .. } => self.takes_null(ty),
                _ => false,
            },
            _ => false,
        }
    }

    fn takes_null(&self, mut node: TypeNodeId) -> bool {
        for _ in 0..MAX_ALTERNATIVES {
            match self.middle.type_node(node) {
                TypeNode::Nullable(_) => return true,
                TypeNode::Decl(decl) => match self.middle.decl(decl).kind {
                    DeclKind::Type { ty } => node = ty,
                    _ => return false,
                },
                _ => return false,
            }
        }
        false
    }

    /// Adds what is spread. True: it certainly has the name.
    fn find_in_spread(&self, spread: Value, name: Name<'_>, slot: &mut Slot) -> bool {
        let mut certain = true;
        for alternative in self.alternatives(spread).iter() {
            match self.form(alternative) {
                Form::Object => {
                    let own = self.slot(alternative, name);
                    certain &= own.is_set() && !own.open;
                    slot.open |= own.open;
                    own.values.iter().for_each(|value| slot.values.push(value.through(spread.anchor)));
                }
                Form::Null => certain = false,
                Form::Bool(_) | Form::Int(_) | Form::Text(_) | Form::Array | Form::Other => {
                    slot.open = true;
                    certain = false;
                }
            }
        }
        certain
    }

    fn find_shallow(&self, object: Value, array: ExprId, name: Name<'_>) -> Slot {
        let mut slot = Slot::default();
        let array = self.alternatives(object.part(array)).only();
        let Some(array) = array.filter(|array| self.form(*array) == Form::Array) else { return Slot::UNKNOWN };
        let items = self.items(array);
        slot.open = !items.is_complete() || items.iter().any(|item| !item.certain);
        for item in items.iter().collect::<Vec<_>>().into_iter().rev() {
            if self.find_in_spread(item.value, name, &mut slot) {
                return slot;
            }
        }
        slot.optional = true;
        slot
    }

    /// What `union` gives: objects are merged, anything else is replaced by what comes later.
    fn find_merged(&self, anchor: ExprId, objects: &[Value], name: Name<'_>) -> Slot {
        let mut slot = Slot { optional: true, ..Slot::default() };
        for object in objects {
            let mut own = Slot::default();
            let certain = self.find_in_spread(*object, name, &mut own);
            let holds_objects = |values: &ValueSet| values.iter().any(|value| self.form(value) == Form::Object);
            if holds_objects(&own.values) && holds_objects(&slot.values) {
                let count = own.values.len() * slot.values.len();
                let merged: Option<ValueSet> = (count <= MAX_MERGED && !slot.open && !own.open && certain)
                    .then(|| {
                        let pairs = slot.values.iter().flat_map(|a| own.values.iter().map(move |b| vec![a, b]));
                        pairs.map(|pair| self.make(anchor, Computed::Merged(pair))).collect()
                    })
                    .flatten();
                match merged {
                    Some(values) => slot.values = values,
                    None => slot = Slot::UNKNOWN,
                }
            } else if certain {
                slot = Slot { values: own.values, optional: false, open: own.open };
            } else {
                own.values.iter().for_each(|value| slot.values.push(value));
                slot.open |= own.open;
            }
        }
        slot
    }

    /// Calls `visit` with the members of an object. True: there are no others.
    pub(crate) fn members(&self, object: Value, visit: &mut Visit<'_>) -> bool {
        self.inner_members(object, &mut Set::default(), visit)
    }

    /// What is spread twice brings nothing new the second time.
    fn inner_members(&self, object: Value, seen: &mut Set<Node>, visit: &mut Visit<'_>) -> bool {
        !seen.insert(object.node) || self.deeper(|| self.each_member(object, seen, visit)).unwrap_or(false)
    }

    fn each_member(&self, object: Value, seen: &mut Set<Node>, visit: &mut Visit<'_>) -> bool {
        if !self.burn() {
            return false;
        }
        let objects = match object.node {
            Node::At(expr, _) => match self.middle.expr(expr) {
                Expr::Object(run) => {
                    return self.members_of_entries(object, self.middle.entries(run), seen, visit);
                }
                Expr::Call { .. } => match self.middle.builtin_call(expr) {
                    Some((Function::Union, args)) => args.iter().map(|arg| object.part(*arg)).collect(),
                    _ => return false,
                },
                _ => return false,
            },
            Node::Computed(made) => match &self.made.borrow()[made as usize] {
                Computed::Merged(objects) => objects.clone(),
                Computed::Entry { .. } | Computed::Text(_) | Computed::Int(_) => return false,
            },
        };
        let mut all = true;
        for object in objects {
            all &= self.members_of_spread(object, seen, visit);
        }
        all
    }

    fn members_of_entries(
        &self,
        object: Value,
        entries: &[Entry],
        seen: &mut Set<Node>,
        visit: &mut Visit<'_>,
    ) -> bool {
        let mut all = true;
        for entry in entries {
            let value = object.part(entry.value);
            match entry.key {
                Key::Name(name) => visit(MemberKey::Name(name), value),
                Key::Computed(key) => {
                    let key = object.part(key);
                    let name = self.text(key).and_then(|text| self.middle.find_str(&text));
                    visit(name.map_or(MemberKey::Computed(key), MemberKey::Name), value);
                }
                Key::Spread => all &= self.members_of_spread(value, seen, visit),
            }
        }
        all
    }

    fn members_of_spread(&self, spread: Value, seen: &mut Set<Node>, visit: &mut Visit<'_>) -> bool {
        let alternatives = self.alternatives(spread);
        let mut all = alternatives.only().is_some();
        for alternative in alternatives.iter() {
            match self.form(alternative) {
                Form::Object => {
                    let anchor = spread.anchor;
                    all &= self.inner_members(alternative, seen, &mut |key, value| {
                        visit(key, value.through(anchor));
                    });
                }
                Form::Null => {}
                Form::Bool(_) | Form::Int(_) | Form::Text(_) | Form::Array | Form::Other => all = false,
            }
        }
        all
    }
}
