//! What is known of a text that is put together: its length, its first and its last character.

use super::view::{Cx, int};
use crate::expr::{Callee, Composite, Expr, Node, Part};
use crate::template::DeclKind;

/// A part of a text.
#[derive(Clone, Copy)]
pub(super) enum Piece<'a> {
    Literal(&'a str, Case),
    /// Lower-case letters and digits, as many as `uniqueString` gives.
    Hash,
    /// Anything between so many and so many characters.
    Unknown {
        min: usize,
        max: Option<usize>,
    },
}

/// What a function around a text does to its letters.
#[derive(Clone, Copy)]
pub(super) enum Case {
    AsWritten,
    Lower,
    Upper,
}

impl Case {
    pub(super) fn apply(self, c: char) -> char {
        match self {
            Self::AsWritten => c,
            Self::Lower => c.to_ascii_lowercase(),
            Self::Upper => c.to_ascii_uppercase(),
        }
    }
}

const HASH_LENGTH: usize = 13;
const GUID_LENGTH: usize = 36;

impl Piece<'_> {
    pub(super) fn min(self) -> usize {
        match self {
            Self::Literal(text, _) => text.chars().count(),
            Self::Hash => HASH_LENGTH,
            Self::Unknown { min, .. } => min,
        }
    }

    pub(super) fn max(self) -> Option<usize> {
        match self {
            Self::Unknown { max, .. } => max,
            _ => Some(self.min()),
        }
    }
}

/// The least and the greatest number of characters.
pub(super) fn length<'a>(cx: &Cx<'a>, expr: &'a Expr) -> (usize, Option<usize>) {
    let (mut min, mut max) = (0, Some(0));
    pieces(cx, expr, &mut |piece| {
        min += piece.min();
        max = max.zip(piece.max()).map(|(sum, most)| sum + most);
    });
    (min, max)
}

/// Calls `visit` with the parts of a text in order.
pub(super) fn pieces<'a>(cx: &Cx<'a>, expr: &'a Expr, visit: &mut dyn FnMut(Piece<'a>)) {
    walk(cx, expr, Case::AsWritten, visit);
}

fn walk<'a>(cx: &Cx<'a>, expr: &'a Expr, case: Case, visit: &mut dyn FnMut(Piece<'a>)) {
    let expr = cx.resolve(expr);
    if let Some(text) = expr.as_str() {
        return visit(Piece::Literal(text, case));
    }
    match &expr.0 {
        Node::Symbol(symbol) => match cx.template.decl(*symbol) {
            Some(decl) if matches!(decl.kind, DeclKind::Param { .. }) => {
                let bound = |name| decl.decorators.argument(name).and_then(int).and_then(|n| usize::try_from(n).ok());
                visit(Piece::Unknown { min: bound("minLength").unwrap_or(0), max: bound("maxLength") });
            }
            _ => visit(UNKNOWN),
        },
        Node::Composite(composite) => match &**composite {
            Composite::Interpolation { parts, .. } => {
                for part in parts {
                    match part {
                        Part::Text(text) => visit(Piece::Literal(text, case)),
                        Part::Hole(hole) => walk(cx, hole, case, visit),
                    }
                }
            }
            Composite::Ternary(_, yes, no) => {
                let ((a, b), (c, d)) = (length(cx, yes), length(cx, no));
                visit(Piece::Unknown { min: a.min(c), max: b.zip(d).map(|(b, d)| b.max(d)) });
            }
            Composite::Call { callee: Callee::Builtin(name), args } => call(cx, name, args, case, visit),
            _ => visit(UNKNOWN),
        },
        _ => visit(UNKNOWN),
    }
}

fn call<'a>(cx: &Cx<'a>, name: &str, args: &'a [Expr], case: Case, visit: &mut dyn FnMut(Piece<'a>)) {
    let number = |index: usize| {
        let value = cx.resolve(args.get(index)?);
        int(value).and_then(|value| usize::try_from(value).ok())
    };
    match (name, args) {
        ("toLower", [text]) => walk(cx, text, Case::Lower, visit),
        ("toUpper", [text]) => walk(cx, text, Case::Upper, visit),
        ("uniqueString", _) if !matches!(case, Case::Upper) => visit(Piece::Hash),
        ("uniqueString", _) => visit(Piece::Unknown { min: HASH_LENGTH, max: Some(HASH_LENGTH) }),
        ("guid" | "newGuid", _) => visit(Piece::Unknown { min: GUID_LENGTH, max: Some(GUID_LENGTH) }),
        ("take", [text, _]) => {
            let (min, max) = length(cx, text);
            let most = number(1);
            visit(Piece::Unknown {
                min: most.map_or(0, |most| min.min(most)),
                max: most.map(|most| max.map_or(most, |max| max.min(most))).or(max),
            });
        }
        ("substring", [_, _, _]) => match number(2) {
            Some(length) => visit(Piece::Unknown { min: length, max: Some(length) }),
            None => visit(UNKNOWN),
        },
        ("replace", [text, old, new]) => {
            let shrinks = matches!((old.as_str(), new.as_str()), (Some(old), Some(new)) if new.len() <= old.len());
            let max = if shrinks { length(cx, text).1 } else { None };
            visit(Piece::Unknown { min: 0, max });
        }
        _ => visit(UNKNOWN),
    }
}

const UNKNOWN: Piece<'static> = Piece::Unknown { min: 0, max: None };
