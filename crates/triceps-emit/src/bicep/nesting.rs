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
    let around = |id: usize| match middle.type_parent(TypeNodeId::new(id)) {
        Parent::Type(parent) => Some(parent.index()),
        _ => None,
    };
    let tops = tops(middle.type_node_count(), around).into_iter();
    tops.filter(|(_, height)| *height > MAX_TYPES).map(|(id, _)| TypeNodeId::new(id)).collect()
}

fn expressions(middle: &Middle) -> Vec<ExprId> {
    let around = |id: usize| match middle.parent(ExprId::new(id)) {
        Parent::Expr(parent) => Some(parent.index()),
        _ => None,
    };
    let mut found = Vec::new();
    for (id, height) in tops(middle.expr_count(), around) {
        let id = ExprId::new(id);
        let start = LEVELS_OF_BODY * containers(middle, middle.decl_of(id));
        if height + start > FLAT && !fits(middle, id, Level { nested: start, tree: start }) {
            found.push(id);
        }
    }
    found
}

/// The nodes that are in no other one, with their heights, of which those above 255 do not count.
fn tops(count: usize, around: impl Fn(usize) -> Option<usize>) -> Vec<(usize, u32)> {
    let mut heights: Vec<u8> = vec![0; count];
    let mut tops = Vec::new();
    for id in 0..count {
        let height = heights[id];
        // Parts are made before what they are parts of.
        match around(id) {
            Some(parent) => heights[parent] = heights[parent].max(height.saturating_add(1)),
            None => tops.push((id, u32::from(height))),
        }
    }
    tops
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
