//! Looking into expressions.

use super::{Array, Composite, Expr, Node, Object, Symbol};

impl Expr {
    #[doc(hidden)]
    pub fn as_composite(&self) -> Option<&Composite> {
        match self.bare() {
            Node::Composite(measured) => Some(measured.composite()),
            _ => None,
        }
    }

    /// The node without comments beside it.
    pub(super) fn bare(&self) -> &Node {
        let mut node = self.node();
        while let Node::Composite(measured) = node
            && let Composite::Commented { inner, .. } = measured.composite()
        {
            node = inner.node();
        }
        node
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
        match self.bare() {
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
        match *self.bare() {
            Node::Int(value) => Some(value),
            _ => None,
        }
    }

    /// The truth value of a boolean literal, or none.
    pub fn as_bool(&self) -> Option<bool> {
        match *self.bare() {
            Node::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Whether this is the literal `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.bare(), Node::Null)
    }

    #[doc(hidden)]
    pub fn as_symbol(&self) -> Option<Symbol> {
        match *self.bare() {
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
            Self::Property { base, .. }
            | Self::NonNull(base)
            | Self::Paren(base)
            | Self::Commented { inner: base, .. } => visit(base),
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
