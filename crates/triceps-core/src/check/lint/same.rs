//! Whether two expressions are written alike.
#![allow(clippy::many_single_char_names, reason = "two trees side by side")]

use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use triceps_middle::hasher::FastHasher;
use triceps_middle::{Expr, ExprId, Key, Middle, Part};

/// A hash of an expression, equal for all that are written alike: those like one are found in a table.
pub(super) fn fingerprint(middle: &Middle, expr: ExprId) -> u64 {
    let mut hash = FastHasher::default();
    middle.walk(expr, &mut |part| {
        let expr = middle.expr(part);
        discriminant(&expr).hash(&mut hash);
        match expr {
            Expr::String(text) | Expr::Property { name: text, .. } | Expr::Method { name: text, .. } => {
                text.hash(&mut hash);
            }
            Expr::Interpolation(run) => {
                for part in middle.parts(run) {
                    if let Part::Text(text) = part {
                        text.hash(&mut hash);
                    }
                }
            }
            Expr::Decl(decl) => decl.hash(&mut hash),
            Expr::Int(number) => number.hash(&mut hash),
            // The rest differs seldom enough.
            _ => {}
        }
    });
    hash.finish()
}

/// A hash that starts with a resource type, in any case.
pub(super) fn hash_of_type(name: &str) -> FastHasher {
    let mut hash = FastHasher::default();
    name.bytes().for_each(|byte| hash.write_u8(byte.to_ascii_lowercase()));
    hash
}

/// Whether two expressions are written alike, but for layout.
pub(super) fn same(middle: &Middle, a: ExprId, b: ExprId) -> bool {
    let all = |a: &[ExprId], b: &[ExprId]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(middle, *a, *b));
    match (middle.expr(a), middle.expr(b)) {
        (Expr::Interpolation(a), Expr::Interpolation(b)) => {
            let (a, b) = (middle.parts(a), middle.parts(b));
            a.len() == b.len()
                && a.iter().zip(b).all(|pair| match pair {
                    (Part::Text(a), Part::Text(b)) => a == b,
                    (Part::Hole(a), Part::Hole(b)) => same(middle, *a, *b),
                    (Part::Text(_) | Part::Hole(_), _) => false,
                })
        }
        (Expr::Object(a), Expr::Object(b)) => {
            let (a, b) = (middle.entries(a), middle.entries(b));
            a.len() == b.len()
                && a.iter().zip(b).all(|(a, b)| {
                    let keys = match (a.key, b.key) {
                        (Key::Computed(a), Key::Computed(b)) => same(middle, a, b),
                        (a, b) => a == b,
                    };
                    keys && same(middle, a.value, b.value)
                })
        }
        (Expr::Array(a), Expr::Array(b)) => all(middle.list(a), middle.list(b)),
        (Expr::Spread(a), Expr::Spread(b))
        | (Expr::NonNull(a), Expr::NonNull(b))
        | (Expr::Paren(a), Expr::Paren(b)) => same(middle, a, b),
        (Expr::Property { base: a, name: x, safe: s }, Expr::Property { base: b, name: y, safe: t }) => {
            x == y && s == t && same(middle, a, b)
        }
        (
            Expr::Index { base: a, index: i, safe: s, from_end: e },
            Expr::Index { base: b, index: j, safe: t, from_end: f },
        ) => s == t && e == f && all(&[a, i], &[b, j]),
        (Expr::Unary(o, a), Expr::Unary(p, b)) => o == p && same(middle, a, b),
        (Expr::Binary(o, a, x), Expr::Binary(p, b, y)) => o == p && all(&[a, x], &[b, y]),
        (Expr::Ternary(a, b, c), Expr::Ternary(x, y, z)) => all(&[a, b, c], &[x, y, z]),
        (Expr::Call { callee: a, args: x }, Expr::Call { callee: b, args: y }) => {
            a == b && all(middle.list(x), middle.list(y))
        }
        (Expr::Method { base: a, name: n, args: x }, Expr::Method { base: b, name: m, args: y }) => {
            n == m && same(middle, a, b) && all(middle.list(x), middle.list(y))
        }
        // Leaves; lambdas and loops have variables of their own, and are never alike.
        (a, b) => a == b,
    }
}
