//! Object and array literals.

use std::borrow::Cow;
use std::fmt;

use super::{Composite, Expr, Node};
use crate::value::IntoExpr;

/// An object literal: ordered properties, computed keys and spreads.
///
/// Setting a key again replaces its value and keeps its place. The [`object!`](crate::object) macro
/// writes one in place.
///
/// ```
/// use triceps::Object;
///
/// let tags = Object::new().set("team", "platform").set("cost-center", 42);
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Object {
    pub(crate) entries: Vec<Entry>,
    pub(crate) one_line: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Entry {
    Property { key: Key, value: Expr },
    Spread(Expr),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Key {
    Text(Cow<'static, str>),
    /// An interpolated key: `'${id}'`.
    Computed(Expr),
}

impl Object {
    /// An object without properties.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a property; a key that is already there keeps its place.
    pub fn set(mut self, key: impl Into<Cow<'static, str>>, value: impl IntoExpr) -> Self {
        self.insert(key.into(), value.into_expr());
        self
    }

    /// Sets the property at a path of keys: `["properties", "priority"]`. Objects on the way are made
    /// where they are missing.
    pub fn set_at(mut self, path: &[&'static str], value: impl IntoExpr) -> Self {
        if let Some((last, parents)) = path.split_last() {
            self.descend(parents).insert(Cow::Borrowed(last), value.into_expr());
        }
        self
    }

    /// Adds an item to the array at a path of names, which is made where it is missing.
    pub fn push_at(mut self, path: &[&'static str], item: impl IntoExpr) -> Self {
        if !path.is_empty() {
            self.descend_array(path).push(item.into_expr());
        }
        self
    }

    /// Sets a property whose key is computed: `'${id}': value`.
    pub fn set_computed(mut self, key: impl IntoExpr, value: impl IntoExpr) -> Self {
        self.entries.push(Entry::Property { key: Key::Computed(key.into_expr()), value: value.into_expr() });
        self
    }

    /// Takes over all properties of another object at this place: `...other`.
    pub fn spread(mut self, other: impl IntoExpr) -> Self {
        self.entries.push(Entry::Spread(other.into_expr()));
        self
    }

    /// Prints the object on one line where it fits: `{ a: 1, b: 2 }`.
    pub fn one_line(mut self) -> Self {
        self.one_line = true;
        self
    }

    /// Whether the object has neither properties nor spreads.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn insert(&mut self, key: Cow<'static, str>, value: Expr) {
        match self.get_mut(&key) {
            Some(place) => *place = value,
            None => self.entries.push(Entry::Property { key: Key::Text(key), value }),
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Expr> {
        self.entries.iter().find_map(|entry| match entry {
            Entry::Property { key: Key::Text(key), value } if key == name => Some(value),
            _ => None,
        })
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Expr> {
        self.entries.iter_mut().find_map(|entry| match entry {
            Entry::Property { key: Key::Text(key), value } if key == name => Some(value),
            _ => None,
        })
    }

    /// The object at a path of keys below this one, made where it is missing. A value that is not an
    /// object literal is replaced.
    pub(crate) fn descend(&mut self, path: &[&'static str]) -> &mut Object {
        let Some((first, rest)) = path.split_first() else { return self };
        let position = self
            .entries
            .iter()
            .position(|entry| matches!(entry, Entry::Property { key: Key::Text(key), .. } if key == first));
        let position = position.unwrap_or_else(|| {
            self.entries.push(Entry::Property { key: Key::Text(Cow::Borrowed(first)), value: Object::new().into() });
            self.entries.len() - 1
        });
        match &mut self.entries[position] {
            Entry::Property { value, .. } => value.as_object_mut().descend(rest),
            Entry::Spread(_) => unreachable!("`position` finds properties only"),
        }
    }

    /// The items of the array at a path of keys, made where they are missing.
    pub(crate) fn descend_array(&mut self, path: &[&'static str]) -> &mut Vec<Expr> {
        let (last, parents) = path.split_last().expect("paths of models have at least one key");
        let parent = self.descend(parents);
        if parent.get(last).is_none() {
            parent.insert(Cow::Borrowed(last), Array::default().into());
        }
        &mut parent.get_mut(last).expect("inserted above").as_array_mut().items
    }
}

impl From<Object> for Expr {
    fn from(object: Object) -> Self {
        Self::composite(Composite::Object(object))
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(&self.entries).finish()
    }
}

/// An array literal: items and spreads.
///
/// ```
/// use triceps::Array;
///
/// let zones = Array::new().push("1").push("2").one_line();
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Array {
    pub(crate) items: Vec<Expr>,
    /// Positions in `items` that are spread: `...x`.
    pub(crate) spreads: Vec<usize>,
    pub(crate) one_line: bool,
}

impl Array {
    /// An array without items.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends an item.
    pub fn push(mut self, item: impl IntoExpr) -> Self {
        self.items.push(item.into_expr());
        self
    }

    /// Appends all items of another array: `...other`.
    pub fn spread(mut self, other: impl IntoExpr) -> Self {
        self.spreads.push(self.items.len());
        self.items.push(other.into_expr());
        self
    }

    /// Prints the array on one line where it fits: `[1, 2]`.
    pub fn one_line(mut self) -> Self {
        self.one_line = true;
        self
    }
}

impl From<Array> for Expr {
    fn from(array: Array) -> Self {
        Self::composite(Composite::Array(array))
    }
}

impl<E: IntoExpr> FromIterator<E> for Array {
    fn from_iter<I: IntoIterator<Item = E>>(iter: I) -> Self {
        Self { items: iter.into_iter().map(IntoExpr::into_expr).collect(), ..Self::default() }
    }
}

impl fmt::Debug for Array {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.items).finish()
    }
}

impl Expr {
    /// The object literal that this expression is, for writing; anything else becomes an empty one.
    pub(crate) fn as_object_mut(&mut self) -> &mut Object {
        if self.as_object().is_none() {
            *self = Object::new().into();
        }
        let Node::Composite(composite) = &mut self.0 else { unreachable!("an object literal is a composite") };
        match std::sync::Arc::make_mut(composite) {
            Composite::Object(object) => object,
            _ => unreachable!("`as_object` said so"),
        }
    }

    pub(crate) fn as_array_mut(&mut self) -> &mut Array {
        if self.as_array().is_none() {
            *self = Array::default().into();
        }
        let Node::Composite(composite) = &mut self.0 else { unreachable!("an array literal is a composite") };
        match std::sync::Arc::make_mut(composite) {
            Composite::Array(array) => array,
            _ => unreachable!("`as_array` said so"),
        }
    }
}
