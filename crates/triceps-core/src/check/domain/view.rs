//! What the rules ask of objects and arrays.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::RangeInclusive;

use triceps_diagnostics::{Code, codes};
use triceps_middle::analysis::Graph;
use triceps_middle::map::{Map, Set};
use triceps_middle::order::sort;
use triceps_middle::raw::{Help, RawDiagnostics};
use triceps_middle::strings::Str;
use triceps_middle::{DeclId, Middle};

use super::pull::Grants;
use super::words::{self as w, Word, Words};
use crate::check::values::{Form, Items, Name, Slot, Value, ValueSet, Values};

/// The file that is looked at, and where diagnostics go.
///
/// Rules ask once for most properties, so that the code of each rule counts more than a call: questions are not inlined.
pub(super) struct Cx<'c, 'm> {
    pub(super) values: &'c Values<'m>,
    pub(super) graph: &'c Graph,
    pub(super) grants: OnceCell<Grants>,
    /// By type and version: whether Azure keeps such resources in a location.
    pub(super) tracked: Map<(Str, Str), bool>,
    words: Words,
    diagnostics: &'c mut RawDiagnostics,
}

impl<'c, 'm> Cx<'c, 'm> {
    pub(super) fn new(values: &'c Values<'m>, graph: &'c Graph, diagnostics: &'c mut RawDiagnostics) -> Self {
        Self { values, graph, grants: OnceCell::new(), tracked: Map::default(), words: Words::new(), diagnostics }
    }

    pub(super) fn middle(&self) -> &'m Middle {
        self.values.middle()
    }

    /// Reports a diagnostic about a value. Where it lies in another declaration, the sentence names that.
    #[cold]
    pub(super) fn report(&mut self, code: Code, value: Value, message: impl Into<String>, help: impl Into<Help>) {
        let mut message = message.into();
        if let Some(decl) = self.values.elsewhere(value) {
            let decl = self.middle().decl(decl);
            message = format!("{message} (in the {} `{}`)", decl.kind.noun(), self.middle().str(decl.name));
        }
        self.diagnostics.report(code, value.place(), message, help);
    }

    /// What an object has under a name, for rules that ask several things of it.
    pub(super) fn slot(&self, object: Value, word: Word) -> Slot {
        self.values.slot(object, self.name_of(word))
    }

    fn name_of(&self, word: Word) -> Name<'static> {
        Name { id: self.words.find(self.middle(), word), text: word.text() }
    }

    /// Whether a property is certainly missing or `null`: nothing computed could bring it.
    #[inline(never)]
    pub(super) fn lacks(&self, object: Value, word: Word) -> bool {
        self.values.lacks(object, self.name_of(word))
    }

    /// Whether a property is certainly set to something other than `null`.
    pub(super) fn has(&self, object: Value, word: Word) -> bool {
        self.slot(object, word).is_set()
    }

    /// Everything that a property can be, other than `null`.
    #[inline(never)]
    pub(super) fn each(&self, object: Value, word: Word) -> ValueSet {
        self.slot(object, word).values
    }

    /// The only value of a property.
    #[inline(never)]
    pub(super) fn only(&self, object: Value, word: Word) -> Option<Value> {
        self.slot(object, word).only()
    }

    /// The objects that a property can be.
    #[inline(never)]
    pub(super) fn objects(&self, object: Value, word: Word) -> ValueSet {
        self.objects_among(self.each(object, word))
    }

    /// Those of some values that are objects.
    pub(super) fn objects_among(&self, values: ValueSet) -> ValueSet {
        match &values {
            ValueSet::One(only) if self.values.form(*only) == Form::Object => values,
            _ => values.iter().filter(|value| self.values.form(*value) == Form::Object).collect(),
        }
    }

    /// The objects that the items of a property can be, each with the position of its item.
    #[inline(never)]
    pub(super) fn items(&self, object: Value, word: Word) -> Vec<(usize, Value)> {
        let array = |value: &Value| self.values.form(*value) == Form::Array;
        let arrays = self.each(object, word);
        match arrays.only().filter(array) {
            Some(only) => self.objects_in(&self.values.items(only)),
            None => arrays.iter().filter(array).flat_map(|own| self.objects_in(&self.values.items(own))).collect(),
        }
    }

    /// The objects that items can be, each with the position of its item.
    pub(super) fn objects_in(&self, items: &Items<'_>) -> Vec<(usize, Value)> {
        let mut found = Vec::with_capacity(items.len());
        for (position, item) in items.iter().enumerate() {
            for value in self.values.alternatives(item.value).iter() {
                if self.values.form(value) == Form::Object {
                    found.push((position, value));
                }
            }
        }
        found
    }

    /// The items of a property that certainly is one array of which all is known.
    pub(super) fn all_items(&self, object: Value, word: Word) -> Option<(Value, Items<'m>)> {
        let array = self.only(object, word).filter(|array| self.values.form(*array) == Form::Array)?;
        let items = self.values.items(array);
        (items.is_complete() && items.iter().all(|item| item.certain)).then_some((array, items))
    }

    /// The only text that a property can be.
    #[inline(never)]
    pub(super) fn text(&self, object: Value, word: Word) -> Option<Cow<'m, str>> {
        self.values.text(self.only(object, word)?)
    }

    /// The texts that a property can be, as far as they are known.
    #[inline(never)]
    pub(super) fn texts(&self, object: Value, word: Word) -> Vec<(Value, Cow<'m, str>)> {
        self.texts_among(&self.each(object, word))
    }

    /// Those of some values whose text is known.
    pub(super) fn texts_among(&self, values: &ValueSet) -> Vec<(Value, Cow<'m, str>)> {
        values.iter().filter_map(|value| Some((value, self.values.text(value)?))).collect()
    }

    /// The only boolean that a property can be.
    #[inline(never)]
    pub(super) fn bool(&self, object: Value, word: Word) -> Option<bool> {
        match self.values.form(self.only(object, word)?) {
            Form::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The only number that a property can be.
    #[inline(never)]
    pub(super) fn int(&self, object: Value, word: Word) -> Option<i64> {
        match self.values.form(self.only(object, word)?) {
            Form::Int(value) => Some(value),
            _ => None,
        }
    }

    /// The least and the greatest number that a property can be, where it certainly is set.
    pub(super) fn range(&self, object: Value, word: Word) -> Option<RangeInclusive<i64>> {
        let slot = self.slot(object, word);
        let all = slot.values.iter().map(|value| self.values.own_bounds(value));
        let whole = all.reduce(|all, own| *all.start().min(own.start())..=*all.end().max(own.end()));
        whole.filter(|_| slot.is_set() && !slot.open)
    }

    /// The names of all items of a property; none where not all of them are known.
    #[inline(never)]
    pub(super) fn names(&self, object: Value, word: Word) -> Option<Names<'m>> {
        let slot = self.slot(object, word);
        if slot.open {
            return None;
        }
        let mut names = Vec::new();
        for array in slot.values.iter() {
            if self.values.form(array) != Form::Array {
                return None;
            }
            let items = self.values.items(array);
            if !items.is_complete() {
                return None;
            }
            for item in items.iter() {
                for object in self.values.alternatives(item.value).iter() {
                    match self.values.form(object) {
                        Form::Object => {
                            let name = self.slot(object, w::NAME);
                            if name.open || name.values.is_empty() {
                                return None;
                            }
                            for name in name.values.iter() {
                                names.push(self.values.text(name)?);
                            }
                        }
                        _ => return None,
                    }
                }
            }
        }
        sort(&mut names);
        Some(Names(names))
    }

    /// Reports names that an array of objects has more than once.
    pub(super) fn twice(&mut self, code: Code, object: Value, word: Word, what: &str) {
        for array in self.each(object, word).iter() {
            if self.values.form(array) != Form::Array {
                continue;
            }
            let items = self.values.items(array);
            if items.len() < 2 {
                continue;
            }
            let mut seen: Set<_> = Set::default();
            for item in items.iter().filter(|item| item.certain) {
                let Some(own) = self.values.alternatives(item.value).only() else { continue };
                if self.values.form(own) != Form::Object {
                    continue;
                }
                let Some(value) = self.only(own, w::NAME) else { continue };
                let Some(name) = self.values.text(value) else { continue };
                if !seen.insert(name.clone()) {
                    self.report(
                        code,
                        value,
                        format!("there is a {what} `{name}` already"),
                        "give it another name, or remove one of them",
                    );
                }
            }
        }
    }

    /// Reports a property that certainly is outside a range, in whatever it can be.
    #[inline(never)]
    pub(super) fn within(&mut self, code: Code, object: Value, word: Word, allowed: RangeInclusive<i64>) {
        for value in self.each(object, word) {
            let bounds = self.values.own_bounds(value);
            if bounds.end() < allowed.start() || bounds.start() > allowed.end() {
                let found = if bounds.end() < allowed.start() { bounds.end() } else { bounds.start() };
                let (least, most) = (allowed.start(), allowed.end());
                let (wanted, help) = if least == most {
                    (format!("{least}"), format!("write {least}"))
                } else {
                    (format!("between {least} and {most}"), format!("write a number from {least} to {most}"))
                };
                self.report(code, value, format!("`{}` is {found}, but must be {wanted}", word.text()), help);
            }
        }
    }

    /// Reports a number that is not a port.
    pub(super) fn port(&mut self, object: Value, word: Word) {
        self.within(codes::TRI0170, object, word, 1..=65535);
    }

    /// The name of a declaration.
    pub(super) fn name(&self, decl: DeclId) -> &'m str {
        self.middle().str(self.middle().decl(decl).name)
    }
}

/// Names that are known in full.
pub(super) struct Names<'m>(Vec<Cow<'m, str>>);

impl Names<'_> {
    pub(super) fn contain(&self, name: &str) -> bool {
        self.0.binary_search_by(|other| (**other).cmp(name)).is_ok()
    }

    pub(super) fn contain_in_any_case(&self, name: &str) -> bool {
        self.0.iter().any(|other| other.eq_ignore_ascii_case(name))
    }
}
