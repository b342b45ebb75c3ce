//! Whether two expressions are the same. There is no `==` of expressions: users would take it for that of Bicep.

use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use super::{BinaryOp, Callee, Composite, Entry, Expr, Key, Local, Node, Part, UnaryOp};

impl Expr {
    /// Whether it is written like another, but for comments and layout.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self.bare(), other.bare()) {
            (Node::Composite(one), Node::Composite(other)) => {
                Arc::ptr_eq(one, other) || one.composite().is_same(other.composite())
            }
            (Node::Null, Node::Null) => true,
            (Node::Bool(one), Node::Bool(other)) => one == other,
            (Node::Int(one), Node::Int(other)) => one == other,
            (Node::Str(one), Node::Str(other)) => one == other,
            (Node::Symbol(one), Node::Symbol(other)) => one == other,
            (Node::Local(one), Node::Local(other)) => one == other,
            _ => false,
        }
    }
}

impl Key {
    /// Whether it is written like another.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one == other,
            (Self::Computed(one), Self::Computed(other)) => one.is_same(other),
            _ => false,
        }
    }
}

/// What a composite has beside its parts.
#[derive(PartialEq)]
enum Word<'a> {
    Text(&'a str),
    Part,
    Spread,
    Flag(bool),
    Place(usize),
    Unary(UnaryOp),
    Binary(BinaryOp),
    Callee(&'a Callee),
    Local(Option<&'a Local>),
}

impl Composite {
    fn is_same(&self, other: &Self) -> bool {
        self.head() == other.head() && {
            let (own, others) = (self.parts(), other.parts());
            own.len() == others.len() && own.iter().zip(others).all(|(one, other)| one.is_same(other))
        }
    }

    fn parts(&self) -> Vec<&Expr> {
        let mut parts = Vec::new();
        self.for_each_part(|part| parts.push(part));
        parts
    }

    fn head(&self) -> (Discriminant<Self>, Vec<Word<'_>>) {
        let words = match self {
            Self::MultiLine(text) => vec![Word::Text(text)],
            Self::Interpolation { parts, .. } => parts.iter().map(Part::word).collect(),
            Self::Object(object) => object.entries.iter().map(Entry::word).collect(),
            Self::Array(array) => array.spreads.iter().map(|place| Word::Place(*place)).collect(),
            Self::Property { name, safe, .. } => vec![Word::Text(name), Word::Flag(*safe)],
            Self::Index { safe, from_end, .. } => vec![Word::Flag(*safe), Word::Flag(*from_end)],
            Self::Unary(op, _) => vec![Word::Unary(*op)],
            Self::Binary(op, ..) => vec![Word::Binary(*op)],
            Self::Call { callee, .. } => vec![Word::Callee(callee)],
            Self::Method { name, .. } => vec![Word::Text(name)],
            Self::Lambda { params, .. } => params.iter().map(|param| Word::Local(Some(param))).collect(),
            Self::For(each) => vec![Word::Local(Some(&each.item)), Word::Local(each.index.as_ref())],
            Self::NonNull(_) | Self::Paren(_) | Self::Commented { .. } | Self::Ternary(..) => Vec::new(),
        };
        (discriminant(self), words)
    }
}

impl Part {
    fn word(&self) -> Word<'_> {
        match self {
            Self::Text(text) => Word::Text(text),
            Self::Hole(_) => Word::Part,
        }
    }
}

impl Entry {
    fn word(&self) -> Word<'_> {
        match self {
            Self::Property { key: Key::Text(key), .. } => Word::Text(key),
            Self::Property { key: Key::Computed(_), .. } => Word::Part,
            Self::Spread(_) => Word::Spread,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions::call;
    use crate::{Array, IntoExpr, interpolate, object};

    fn samples() -> Vec<Expr> {
        let local = Local::named("x");
        let x = || Expr::local(&local);
        vec![
            Expr::NULL,
            true.into_expr(),
            1.into_expr(),
            "a".into_expr(),
            x(),
            Expr::multi_line("a\n"),
            interpolate!("a{}", x()).into_expr(),
            interpolate!("{}a", x()).into_expr(),
            object! { a: 1 }.into_expr(),
            object! { a: 2 }.into_expr(),
            object! { (x()): 1 }.into_expr(),
            object! { ..x() }.into_expr(),
            Array::new().push(x()).into_expr(),
            Array::new().spread(x()).into_expr(),
            Array::new().push(x()).push(1).into_expr(),
            x().prop("a"),
            x().prop("b"),
            x().safe_prop("a"),
            x().at(0),
            x().at_end(0),
            x().safe_at(0),
            x().non_null(),
            x().paren(),
            Expr::unary(UnaryOp::Not, x()),
            Expr::unary(UnaryOp::Minus, x()),
            Expr::binary(BinaryOp::Add, x(), 1),
            Expr::binary(BinaryOp::Subtract, x(), 1),
            Expr::ternary(x(), 1, 2),
            call("toLower", [x()]),
            call("toUpper", [x()]),
            x().method("listKeys", ()),
            x().method("list", ()),
        ]
    }

    #[test]
    fn expressions_are_the_same_if_they_are_written_alike() {
        let (samples, copies) = (samples(), samples());
        for (row, one) in samples.iter().enumerate() {
            for (column, other) in samples.iter().enumerate() {
                assert_eq!(one.is_same(other), row == column, "{one:?} and {other:?}");
            }
            let is_variable = format!("{:?}", copies[row]).contains('x');
            assert!(is_variable || one.is_same(&copies[row]), "{one:?}");
            assert!(one.is_same(&one.comment_before("why")), "{one:?}");
        }
    }
}
