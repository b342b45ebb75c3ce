//! How deep the text of an expression is nested, as the readers of texts count. They read less deep than a model may be.

use triceps_language::Precedence;
use triceps_middle::{DeclId, Expr, ExprId, Middle, Parent, Place, TypeNodeId};

use super::expressions::{is_load, precedence};

/// How many expressions the parser reads in each other, with room for the declaration and its loop.
const MAX_NESTED: u32 = 195;
/// How deep a tree of expressions may be, parentheses included.
const MAX_TREE: u32 = 215;
/// How many levels a resource in the body of another one stands deeper.
const LEVELS_OF_BODY: u32 = 3;
/// Trees that are flatter fit wherever they have parentheses.
const FLAT: u32 = 90;

/// How deep a type may be, so that it fits with parentheses at each level.
const MAX_TYPES: u32 = MAX_NESTED / 2;

/// The expressions and types at the top of declarations that are nested too deeply for the readers of the text.
pub fn nested_too_deeply(middle: &Middle) -> Vec<Place> {
    let mut found: Vec<Place> = expressions(middle).into_iter().map(Place::Expr).collect();
    found.extend(types(middle).into_iter().map(Place::Type));
    let is_own = |place: &Place| middle.decl_of_place(*place).is_some_and(|decl| middle.foreign(decl).is_none());
    found.retain(is_own);
    found
}

fn types(middle: &Middle) -> Vec<TypeNodeId> {
    let mut heights: Vec<u32> = vec![0; middle.type_node_count()];
    let mut found = Vec::new();
    for id in (0..middle.type_node_count()).map(TypeNodeId::new) {
        let height = heights[id.index()];
        match middle.type_parent(id) {
            Parent::Type(parent) => heights[parent.index()] = heights[parent.index()].max(height + 1),
            _ if height > MAX_TYPES => found.push(id),
            _ => {}
        }
    }
    found
}

fn expressions(middle: &Middle) -> Vec<ExprId> {
    // Of the heights only those up to the bounds count, so that a byte holds one.
    let mut heights: Vec<u8> = vec![0; middle.expr_count()];
    let mut found = Vec::new();
    for id in (0..middle.expr_count()).map(ExprId::new) {
        let height = heights[id.index()];
        match middle.parent(id) {
            // Parts are made before what they are parts of.
            Parent::Expr(parent) => {
                heights[parent.index()] = heights[parent.index()].max(height.saturating_add(1));
            }
            _ => {
                let start = LEVELS_OF_BODY * containers(middle, middle.decl_of(id));
                if u32::from(height) + start > FLAT && !fits(middle, id, Level { nested: start, tree: start }) {
                    found.push(id);
                }
            }
        }
    }
    found
}

/// How many resources are around a declaration.
fn containers(middle: &Middle, decl: DeclId) -> u32 {
    let around = std::iter::successors(middle.decl(decl).container(), |outer| middle.decl(*outer).container());
    u32::try_from(around.take(middle.decl_count()).count()).unwrap_or(u32::MAX)
}

/// How deep a place is.
#[derive(Clone, Copy)]
struct Level {
    /// How many expressions are around it that hold it in brackets, after an arrow or between signs of a ternary.
    nested: u32,
    /// How many expressions are around it.
    tree: u32,
}

impl Level {
    const fn within(self) -> Self {
        Self { nested: self.nested + 1, tree: self.tree + 1 }
    }

    const fn beside(self) -> Self {
        Self { tree: self.tree + 1, ..self }
    }
}

/// Whether the readers of the text come to the end of an expression.
fn fits(middle: &Middle, id: ExprId, at: Level) -> bool {
    if at.nested > MAX_NESTED || at.tree > MAX_TREE {
        return false;
    }
    // The text has the call that has read it.
    if is_load(middle, id) {
        return true;
    }
    let operand = |operand: ExprId, least: Precedence| {
        let is_parenthesized = precedence(middle, operand) < least;
        fits(middle, operand, if is_parenthesized { at.within().beside() } else { at.beside() })
    };
    let expr = middle.expr(id);
    let first = match expr {
        Expr::Property { base, .. } | Expr::Index { base, .. } | Expr::NonNull(base) | Expr::Method { base, .. } => {
            Some((base, Precedence::Primary))
        }
        Expr::Unary(_, operand) => Some((operand, Precedence::Primary)),
        Expr::Binary(op, left, right) => {
            let precedence = op.precedence();
            return operand(left, precedence) && operand(right, precedence.tighter());
        }
        Expr::Ternary(condition, ..) => Some((condition, Precedence::Coalesce)),
        _ => None,
    };
    let mut all = first.is_none_or(|(first, least)| operand(first, least));
    middle.for_each_child(id, |child| {
        let is_first = first.is_some_and(|(first, _)| first == child);
        all = all && (is_first || fits(middle, child, at.within()));
    });
    all
}
