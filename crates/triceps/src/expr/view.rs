//! Looking into expressions.

use std::sync::Arc;

use super::{Array, Composite, Expr, Node, Object, Symbol};

impl Expr {
    pub(crate) fn as_composite(&self) -> Option<&Composite> {
        match &self.0 {
            Node::Composite(measured) => Some(measured.composite()),
            _ => None,
        }
    }

    /// The object literal that this expression is, or none.
    pub fn as_object(&self) -> Option<&Object> {
        match self.as_composite()? {
            Composite::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The array literal that this expression is, or none.
    pub fn as_array(&self) -> Option<&Array> {
        match self.as_composite()? {
            Composite::Array(array) => Some(array),
            _ => None,
        }
    }

    /// The text of a string literal without holes, or none.
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Node::Str(text) => Some(text),
            Node::Composite(measured) => match measured.composite() {
                Composite::MultiLine(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// The number of an integer literal, or none.
    pub fn as_int(&self) -> Option<i64> {
        match self.0 {
            Node::Int(value) => Some(value),
            _ => None,
        }
    }

    /// The truth value of a boolean literal, or none.
    pub fn as_bool(&self) -> Option<bool> {
        match self.0 {
            Node::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Whether this is the literal `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.0, Node::Null)
    }

    pub(crate) fn as_symbol(&self) -> Option<Symbol> {
        match self.0 {
            Node::Symbol(symbol) => Some(symbol),
            _ => None,
        }
    }

    /// Calls `visit` with every direct part of this expression, in the order of the text.
    pub(crate) fn for_each_child<'a>(&'a self, visit: impl FnMut(&'a Expr)) {
        if let Some(composite) = self.as_composite() {
            composite.for_each_part(visit);
        }
    }

    /// Calls `visit` with every direct part of this expression and its key in an object or position in
    /// an array. What is shared with other expressions is copied first.
    pub(crate) fn for_each_part_mut(&mut self, mut visit: impl FnMut(Place<'_>, &mut Expr)) {
        if let Node::Composite(measured) = &mut self.0 {
            Arc::make_mut(measured).edit(|composite| parts_mut(composite, &mut visit));
        }
    }
}

fn parts_mut(composite: &mut Composite, visit: &mut impl FnMut(Place<'_>, &mut Expr)) {
    use super::Part;
    if let Composite::Object(object) = composite {
        return object.for_each_part_mut(visit);
    }
    if let Composite::Array(array) = composite {
        for (index, item) in array.items.iter_mut().enumerate() {
            visit(Place::Item(index), item);
        }
        return;
    }
    let mut inner = |expr: &mut Expr| visit(Place::Inside, expr);
    match composite {
        Composite::MultiLine(_) | Composite::Object(_) | Composite::Array(_) => {}
        Composite::Interpolation { parts, .. } => {
            for part in parts {
                if let Part::Hole(hole) = part {
                    inner(hole);
                }
            }
        }
        Composite::Property { base, .. } | Composite::NonNull(base) | Composite::Paren(base) => inner(base),
        Composite::Unary(_, operand) => inner(operand),
        Composite::Index { base: first, index: second, .. } | Composite::Binary(_, first, second) => {
            inner(first);
            inner(second);
        }
        Composite::Ternary(condition, yes, no) => [condition, yes, no].into_iter().for_each(inner),
        Composite::Call { args, .. } => args.iter_mut().for_each(inner),
        Composite::Method { base, args, .. } => {
            inner(base);
            args.iter_mut().for_each(inner);
        }
        Composite::Lambda { body, .. } => inner(body),
        Composite::For(each) => {
            inner(&mut each.array);
            inner(&mut each.body);
        }
    }
}

/// Where a part stands in what it is a part of.
#[derive(Clone, Copy)]
pub(crate) enum Place<'a> {
    /// The value of a property.
    Property(&'a str),
    /// An item of an array.
    Item(usize),
    /// Anywhere else.
    Inside,
}

impl Object {
    pub(crate) fn for_each_part_mut(&mut self, mut visit: impl FnMut(Place<'_>, &mut Expr)) {
        use super::{Entry, Key};
        for entry in &mut self.entries {
            match entry {
                Entry::Property { key: Key::Text(key), value } => visit(Place::Property(key), value),
                Entry::Property { key: Key::Computed(key), value } => {
                    visit(Place::Inside, key);
                    visit(Place::Inside, value);
                }
                Entry::Spread(value) => visit(Place::Inside, value),
            }
        }
    }
}

impl Composite {
    /// Calls `visit` with every direct part, in the order of the text.
    pub(crate) fn for_each_part<'a>(&'a self, mut visit: impl FnMut(&'a Expr)) {
        use super::{Entry, Key, Part};
        match self {
            Self::MultiLine(_) => {}
            Self::Interpolation { parts, .. } => {
                for part in parts {
                    if let Part::Hole(hole) = part {
                        visit(hole);
                    }
                }
            }
            Self::Object(object) => {
                for entry in &object.entries {
                    match entry {
                        Entry::Property { key, value } => {
                            if let Key::Computed(key) = key {
                                visit(key);
                            }
                            visit(value);
                        }
                        Entry::Spread(other) => visit(other),
                    }
                }
            }
            Self::Array(array) => array.items.iter().for_each(visit),
            Self::Property { base, .. } | Self::NonNull(base) | Self::Paren(base) => visit(base),
            Self::Index { base, index, .. } => {
                visit(base);
                visit(index);
            }
            Self::Unary(_, operand) => visit(operand),
            Self::Binary(_, left, right) => {
                visit(left);
                visit(right);
            }
            Self::Ternary(condition, yes, no) => {
                visit(condition);
                visit(yes);
                visit(no);
            }
            Self::Call { args, .. } => args.iter().for_each(visit),
            Self::Method { base, args, .. } => {
                visit(base);
                args.iter().for_each(visit);
            }
            Self::Lambda { body, .. } => visit(body),
            Self::For(each) => {
                visit(&each.array);
                visit(&each.body);
            }
        }
    }
}
