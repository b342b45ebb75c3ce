//! Object and array literals.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::{BinaryOp, Comment, Composite, Expr, IntoExpr, Measure, Node, Refusal};

/// An object literal: ordered properties, computed keys and spreads.
///
/// Setting a key again replaces its value, also in [`object!`](crate::object), which writes an object in place: the last
/// value counts. The key keeps its place, unless a spread or a computed key comes after it, which would replace the
/// value: then it moves to the end. What is added to a value that is not a literal is written after a spread of that
/// value.
///
/// ```
/// use triceps::Object;
///
/// let tags = Object::new().set("team", "platform").set("cost-center", 42);
/// ```
///
/// ```
/// # use triceps::{Object, Param, Template, interpolate};
/// # let mut t = Template::for_resource_group();
/// let name = t.param(Param::string("name"));
/// let more = t.param(Param::object("more"));
/// assert!(Object::new().is_empty());
/// let settings = Object::new()
///     .set_at(&["network", "port"], 443)
///     .push_at(&["network", "hosts"], "localhost")
///     .blank_line()
///     .set_computed(interpolate!("{name}-url"), "/")
///     .spread(&more);
/// t.output("settings", settings);
/// t.output("size", Object::new().set("cpu", 1).one_line());
/// t.output("tags", Object::new().set("a", 1).spread(&more).set("a", 2).set("b", &more).set_at(&["b", "c"], 3));
/// assert!(t.check()?.to_bicep().ends_with(
///     "output settings object = {\n  network: {\n    port: 443\n    hosts: [\n      'localhost'\n    ]\n  }\n\n  \
///      '${name}-url': '/'\n  ...more\n}\noutput size object = { cpu: 1 }\n\
///      output tags object = {\n  ...more\n  a: 2\n  b: {\n    ...more\n    c: 3\n  }\n}\n",
/// ));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Default)]
pub struct Object {
    pub(crate) entries: Vec<Entry>,
    /// What stands between the entries; most objects have nothing there.
    pub(crate) between: Option<Box<Between>>,
    pub(crate) one_line: bool,
    /// The measure of the entries.
    measure: Measure,
}

/// What stands between the entries of an object, or between the items of an array.
#[derive(Clone, Default)]
pub struct Between {
    /// Comments with the number of entries before each.
    pub comments: Vec<(usize, Comment)>,
    /// The number of entries before each blank line.
    pub blank_lines: Vec<usize>,
}

/// An entry of an object.
#[derive(Clone, Debug)]
pub enum Entry {
    /// `key: value`
    Property {
        /// The name.
        key: Key,
        /// The value.
        value: Expr,
    },
    /// `...value`
    Spread(Expr),
}

/// The name of a property.
#[derive(Clone, Debug)]
pub enum Key {
    /// A name that is known.
    Text(Cow<'static, str>),
    /// An interpolated key: `'${id}'`.
    Computed(Expr),
}

impl Entry {
    fn is_named(&self) -> bool {
        matches!(self, Self::Property { key: Key::Text(_), .. })
    }
}

impl Object {
    /// An object without properties.
    pub fn new() -> Self {
        Self::with_capacity(4)
    }

    /// Sets a property; a key that is already there keeps its place, unless a spread or a computed key comes after it.
    pub fn set(mut self, key: impl Into<Cow<'static, str>>, value: impl IntoExpr) -> Self {
        self.insert(key.into(), value.into_expr());
        self
    }

    /// Sets the property at a path of keys: `["properties", "priority"]`. Objects on the way are made
    /// where they are missing, and spread where they are not literals.
    pub fn set_at(mut self, path: &[&'static str], value: impl IntoExpr) -> Self {
        self.insert_at(path, value.into_expr());
        self
    }

    /// Adds an item to the array at a path of names, which is made where it is missing, and spread where it is not a
    /// literal.
    pub fn push_at(mut self, path: &[&'static str], item: impl IntoExpr) -> Self {
        self.append_at(path, item.into_expr());
        self
    }

    /// Sets an entry of the object that is the value of a property, which is made where it is missing.
    #[doc(hidden)]
    pub fn set_entry_at(
        mut self,
        property: &'static str,
        key: impl Into<Cow<'static, str>>,
        value: impl IntoExpr,
    ) -> Self {
        let mut entry = Some((key.into(), value.into_expr()));
        self.edit_at(&[property], &mut |object| {
            if let Some((key, value)) = entry.take() {
                object.insert(key, value);
            }
        });
        self
    }

    /// Sets a property whose key is computed: `'${id}': value`.
    pub fn set_computed(mut self, key: impl IntoExpr, value: impl IntoExpr) -> Self {
        self.add(Key::Computed(key.into_expr()), value.into_expr());
        self
    }

    /// Takes over all properties of another object at this place: `...other`.
    pub fn spread(mut self, other: impl IntoExpr) -> Self {
        let other = self.admit(other.into_expr());
        self.entries.push(Entry::Spread(other));
        self
    }

    /// Prints the object on one line where it fits: `{ a: 1, b: 2 }`.
    pub fn one_line(mut self) -> Self {
        self.one_line = true;
        self
    }

    /// Adds a comment at this place, on lines of its own.
    ///
    /// ```
    /// use triceps::{Object, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// t.output("ports", Object::new().comment("What the proxy listens on.").set("http", 80));
    /// let text = t.check()?.to_bicep();
    /// assert_eq!(text, "output ports object = {\n  // What the proxy listens on.\n  http: 80\n}\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn comment(mut self, comment: impl Into<Comment>) -> Self {
        let position = self.entries.len();
        self.between.get_or_insert_default().comments.push((position, comment.into()));
        self
    }

    /// Leaves a blank line at this place, above the comments that are there.
    pub fn blank_line(mut self) -> Self {
        let position = self.entries.len();
        self.between.get_or_insert_default().blank_lines.push(position);
        self
    }

    /// Whether the object has neither properties nor spreads.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// An object that is about to get as many entries.
    pub(crate) fn with_capacity(entries: usize) -> Self {
        Self { entries: Vec::with_capacity(entries), ..Self::default() }
    }

    #[doc(hidden)]
    pub fn insert(&mut self, key: Cow<'static, str>, value: Expr) {
        match self.position(&key) {
            Some(position) if !self.is_overridden(position) => self.replace(position, value),
            earlier => {
                if let Some(position) = earlier {
                    self.remove(position);
                }
                self.add(Key::Text(key), value);
            }
        }
    }

    /// Whether a spread or a computed key comes after an entry, which may replace its value.
    fn is_overridden(&self, position: usize) -> bool {
        !self.entries[position + 1..].iter().all(Entry::is_named)
    }

    /// Whether what is not a literal may bring the value at a path of keys: a spread, a computed key, a computed object
    /// on the way.
    pub(crate) fn may_be_brought(&self, path: &[&str]) -> bool {
        let Some((first, rest)) = path.split_first() else { return false };
        match self.position(first).map(|position| (position, &self.entries[position])) {
            Some((position, Entry::Property { value, .. })) if !self.is_overridden(position) => match value.as_object()
            {
                Some(object) => object.may_be_brought(rest),
                None => !rest.is_empty() && !value.is_null(),
            },
            _ => !self.entries.iter().all(Entry::is_named),
        }
    }

    fn remove(&mut self, position: usize) {
        if let Entry::Property { value, .. } = self.entries.remove(position) {
            self.measure = self.measure().without(value.measure());
        }
        if let Some(between) = &mut self.between {
            let places = between.comments.iter_mut().map(|(place, _)| place).chain(&mut between.blank_lines);
            places.filter(|place| **place > position).for_each(|place| *place -= 1);
        }
    }

    /// Appends a property without a look at those that are there.
    pub(crate) fn add(&mut self, key: Key, value: Expr) {
        let key = match key {
            Key::Computed(key) => Key::Computed(self.admit(key)),
            key @ Key::Text(_) => key,
        };
        let value = self.admit(value);
        self.entries.push(Entry::Property { key, value });
    }

    /// Counts a part that is about to be added. Past the limits it becomes the refusal.
    fn admit(&mut self, part: Expr) -> Expr {
        let measure = self.measure().with(part.measure());
        if let Some(refusal) = measure.refusal() {
            return Expr::new(Node::Refused(refusal));
        }
        self.measure = measure;
        part
    }

    fn replace(&mut self, position: usize, value: Expr) {
        let own = self.measure();
        let Entry::Property { value: place, .. } = &mut self.entries[position] else { return };
        let measure = own.exchanged(place.measure(), value.measure());
        match measure.refusal() {
            None => {
                *place = value;
                self.measure = measure;
            }
            Some(refusal) => *place = Expr::new(Node::Refused(refusal)),
        }
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.entries
            .iter()
            .position(|entry| matches!(entry, Entry::Property { key: Key::Text(key), .. } if key == name))
    }

    /// How deep and how large it is.
    #[doc(hidden)]
    pub fn measure(&self) -> Measure {
        if self.measure == Measure::default() { Measure::COMPOSITE } else { self.measure }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Expr> {
        self.entries.iter().find_map(|entry| match entry {
            Entry::Property { key: Key::Text(key), value } if key == name => Some(value),
            _ => None,
        })
    }

    /// Sets the property at a path of keys. Objects on the way are made where they are missing.
    pub(crate) fn insert_at(&mut self, path: &[&'static str], value: Expr) {
        if let Some((last, parents)) = path.split_last() {
            let mut value = Some(value);
            self.edit_at(parents, &mut |object| {
                if let Some(value) = value.take() {
                    object.insert(Cow::Borrowed(last), value);
                }
            });
        }
    }

    /// Adds an item to the array at a path of keys, which is made where it is missing.
    pub(crate) fn append_at(&mut self, path: &[&'static str], item: Expr) {
        if let Some((last, parents)) = path.split_last() {
            let mut item = Some(item);
            self.edit_at(parents, &mut |object| {
                if let Some(item) = item.take() {
                    object.edit_value(last, Array::new, |value| value.edit_array(|array| array.append(item)));
                }
            });
        }
    }

    /// Edits the object at a path of keys below this one, made where it is missing. A value that is not an object
    /// literal is spread into one.
    #[doc(hidden)]
    pub fn edit_at(&mut self, path: &[&'static str], edit: &mut dyn FnMut(&mut Object)) {
        match path.split_first() {
            None => edit(self),
            Some((first, rest)) => {
                self.edit_value(first, Object::new, |value| value.edit_object(|object| object.edit_at(rest, edit)));
            }
        }
    }

    /// What a property is that no entry certainly sets: the last that has it, of a name and of what is spread.
    fn value_so_far<V: Into<Expr>>(&self, key: &'static str, missing: fn() -> V) -> Expr {
        let mut value = None;
        for entry in &self.entries {
            match entry {
                Entry::Property { key: Key::Text(own), value: set } if own == key => value = Some(set.clone()),
                Entry::Property { key: Key::Text(_), .. } => {}
                Entry::Property { key: Key::Computed(_), .. } => {
                    return Expr::new(Node::Refused(Refusal::ComputedKey));
                }
                Entry::Spread(other) => {
                    let before = value.unwrap_or_else(|| missing().into());
                    value = Some(other.safe_prop(key).or(before));
                }
            }
        }
        value.unwrap_or_else(|| missing().into())
    }

    /// Edits the value of a property, made where it is missing, and counts what it has become.
    fn edit_value<V: Into<Expr>>(&mut self, key: &'static str, missing: fn() -> V, edit: impl FnOnce(&mut Expr)) {
        let position = match self.position(key) {
            Some(position) if !self.is_overridden(position) => position,
            _ => {
                self.insert(Cow::Borrowed(key), self.value_so_far(key, missing));
                self.entries.len() - 1
            }
        };
        let own = self.measure();
        let Entry::Property { value, .. } = &mut self.entries[position] else { return };
        let before = value.measure();
        edit(value);
        let measure = own.exchanged(before, value.measure());
        self.measure = match measure.refusal() {
            None => measure,
            Some(refusal) => {
                *value = Expr::new(Node::Refused(refusal));
                own.exchanged(before, Measure::LEAF)
            }
        };
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
///
/// ```
/// # use triceps::{Array, Param, Template};
/// # let mut t = Template::for_resource_group();
/// let more = t.param(Param::array("more"));
/// t.output("zones", Array::new().comment("All of them.").push("1").blank_line().push("2").spread(&more));
/// assert!(t.check()?.to_bicep().ends_with("output zones array = [\n  // All of them.\n  '1'\n\n  '2'\n  ...more\n]\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Default)]
pub struct Array {
    pub(crate) items: Vec<Expr>,
    /// Positions in `items` that are spread: `...x`.
    pub(crate) spreads: Vec<usize>,
    /// What stands between the items; most arrays have nothing there.
    pub(crate) between: Option<Box<Between>>,
    pub(crate) one_line: bool,
    /// The measure of the items.
    measure: Measure,
}

impl Array {
    /// An array without items.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends an item.
    pub fn push(mut self, item: impl IntoExpr) -> Self {
        self.append(item.into_expr());
        self
    }

    /// Appends all items of another array: `...other`.
    pub fn spread(mut self, other: impl IntoExpr) -> Self {
        self.spreads.push(self.items.len());
        self.append(other.into_expr());
        self
    }

    /// Adds a comment at this place, on lines of its own.
    pub fn comment(mut self, comment: impl Into<Comment>) -> Self {
        let position = self.items.len();
        self.between.get_or_insert_default().comments.push((position, comment.into()));
        self
    }

    /// Leaves a blank line at this place, above the comments that are there.
    pub fn blank_line(mut self) -> Self {
        let position = self.items.len();
        self.between.get_or_insert_default().blank_lines.push(position);
        self
    }

    /// Prints the array on one line where it fits: `[1, 2]`.
    pub fn one_line(mut self) -> Self {
        self.one_line = true;
        self
    }

    #[doc(hidden)]
    pub fn append(&mut self, item: Expr) {
        let measure = self.measure().with(item.measure());
        self.items.push(match measure.refusal() {
            None => {
                self.measure = measure;
                item
            }
            Some(refusal) => Expr::new(Node::Refused(refusal)),
        });
    }

    /// How deep and how large it is.
    pub(crate) fn measure(&self) -> Measure {
        if self.measure == Measure::default() { Measure::COMPOSITE } else { self.measure }
    }
}

impl From<Array> for Expr {
    fn from(array: Array) -> Self {
        Self::composite(Composite::Array(array))
    }
}

impl<E: IntoExpr> FromIterator<E> for Array {
    fn from_iter<I: IntoIterator<Item = E>>(iter: I) -> Self {
        let mut array = Self::new();
        iter.into_iter().for_each(|item| array.append(item.into_expr()));
        array
    }
}

impl fmt::Debug for Array {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.items).finish()
    }
}

/// What an expression is by how it is written.
enum Literal {
    Null,
    /// Text, a number or a truth value.
    Scalar,
    Object,
    Array,
    Loop,
    Refused,
    /// What only the deployment has.
    None,
}

impl Expr {
    /// Edits the object literal that this expression is. Null becomes an empty one first, what may be an object one
    /// with a spread of it, and what is not an object a refusal.
    pub(crate) fn edit_object(&mut self, edit: impl FnOnce(&mut Object)) {
        if self.as_object().is_none() {
            *self = match self.literal() {
                Literal::Null => Object::new().into(),
                Literal::Refused => return,
                Literal::None => Object::new().spread(&*self).into(),
                Literal::Scalar | Literal::Array | Literal::Loop => Self::new(Node::Refused(Refusal::NotAnObject)),
                Literal::Object => unreachable!("`as_object` gives it"),
            };
        }
        let Node::Composite(measured) = self.node_mut() else { return };
        Arc::make_mut(measured).edit(|composite| match composite {
            Composite::Object(object) => edit(object),
            Composite::Commented { inner, .. } => inner.edit_object(edit),
            _ => unreachable!("`as_object` confirms it"),
        });
    }

    /// Edits the array literal that this expression is. Null becomes an empty one first, what may be an array one
    /// with a spread of it, and what is not an array a refusal.
    pub(crate) fn edit_array(&mut self, edit: impl FnOnce(&mut Array)) {
        if self.as_array().is_none() {
            *self = match self.literal() {
                Literal::Null => Array::new().into(),
                Literal::Refused => return,
                Literal::None => Array::new().spread(&*self).into(),
                Literal::Scalar | Literal::Object => Self::new(Node::Refused(Refusal::NotAnArray)),
                Literal::Loop => Self::new(Node::Refused(Refusal::Loop)),
                Literal::Array => unreachable!("`as_array` gives it"),
            };
        }
        let Node::Composite(measured) = self.node_mut() else { return };
        Arc::make_mut(measured).edit(|composite| match composite {
            Composite::Array(array) => edit(array),
            Composite::Commented { inner, .. } => inner.edit_array(edit),
            _ => unreachable!("`as_array` confirms it"),
        });
    }

    /// What the expression is by how it is written.
    fn literal(&self) -> Literal {
        match self.bare() {
            Node::Null => Literal::Null,
            Node::Bool(_) | Node::Int(_) | Node::Str(_) => Literal::Scalar,
            Node::Symbol(_) | Node::Local(_) => Literal::None,
            Node::Refused(_) => Literal::Refused,
            Node::Composite(measured) => match measured.composite() {
                Composite::MultiLine(_) | Composite::Interpolation { .. } | Composite::Unary(..) => Literal::Scalar,
                Composite::Binary(op, ..) if *op != BinaryOp::Coalesce => Literal::Scalar,
                Composite::Object(_) => Literal::Object,
                Composite::Array(_) => Literal::Array,
                Composite::For(_) => Literal::Loop,
                _ => Literal::None,
            },
        }
    }

    /// The object literal that this expression is, with the comments beside it, or the expression itself.
    pub(crate) fn into_object(self) -> Result<Object, Self> {
        if let Node::Composite(measured) = self.node()
            && let Composite::Commented { inner, comment, is_before } = measured.composite()
        {
            let mut object = inner.clone().into_object().map_err(|_| self.clone())?;
            let end = object.entries.len();
            let comments = &mut object.between.get_or_insert_default().comments;
            if *is_before {
                comments.insert(0, (0, comment.clone()));
            } else {
                comments.push((end, comment.clone()));
            }
            return Ok(object);
        }
        match self.into_node() {
            Node::Composite(measured) if matches!(measured.composite(), Composite::Object(_)) => {
                match Arc::unwrap_or_clone(measured).into_composite() {
                    Composite::Object(object) => Ok(object),
                    _ => unreachable!("matched above"),
                }
            }
            node => Err(Self::new(node)),
        }
    }
}

/// What it is made of, for the lowering.
#[doc(hidden)]
impl Object {
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn between(&self) -> Option<&Between> {
        self.between.as_deref()
    }

    pub fn is_one_line(&self) -> bool {
        self.one_line
    }
}

/// What it is made of, for the lowering.
#[doc(hidden)]
impl Array {
    pub fn items(&self) -> &[Expr] {
        &self.items
    }

    /// The places of the items that are spread.
    pub fn spreads(&self) -> &[usize] {
        &self.spreads
    }

    pub fn between(&self) -> Option<&Between> {
        self.between.as_deref()
    }

    pub fn is_one_line(&self) -> bool {
        self.one_line
    }
}

/// The key that an identifier of Rust stands for: `type` for `r#type`.
pub fn key_of(identifier: &'static str) -> &'static str {
    identifier.strip_prefix("r#").unwrap_or(identifier)
}
