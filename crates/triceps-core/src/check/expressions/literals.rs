//! Object and array literals in the holes of strings, where the grammar does not have them.

use triceps_diagnostics::codes;
use triceps_middle::{Expr, ExprId, Hint, Part, Place};

use super::Walk;

impl Walk<'_, '_> {
    /// The holes of a string on one line.
    pub(super) fn literal_in_hole(&mut self, id: ExprId) {
        let Expr::Interpolation(parts) = self.middle.expr(id) else { return };
        if self.middle.hints(id).any(|hint| matches!(hint, Hint::MultiLine(_))) {
            return;
        }
        for part in self.middle.parts(parts) {
            if let Part::Hole(hole) = part {
                self.refuse_literals(*hole);
            }
        }
    }

    /// A computed name that is not a string is printed as an interpolation.
    pub(super) fn literal_in_key(&mut self, key: ExprId) {
        if !matches!(self.middle.expr(key), Expr::Interpolation(_) | Expr::String(_)) {
            self.refuse_literals(key);
        }
    }

    fn refuse_literals(&mut self, hole: ExprId) {
        let mut open = vec![hole];
        while let Some(id) = open.pop() {
            // What a call has read from a file is not text of this one.
            if self.middle.hints(id).any(|hint| matches!(hint, Hint::Loaded(_))) {
                continue;
            }
            if matches!(self.middle.expr(id), Expr::Object(_) | Expr::Array(_)) {
                let message = "an array or object literal is used inside `${..}`";
                return self.diagnostics.report(codes::BCP087, Place::Expr(hole), message, "put it into a variable");
            }
            self.middle.for_each_child(id, |child| open.push(child));
        }
    }
}
