//! Loops and spreads.

use triceps_diagnostics::codes;
use triceps_middle::{ExprId, Key, Place};

use super::Walk;
use super::enclosing::Enclosing;

const LOOP_HELP: &str =
    "use a loop as the value of a variable, an output, or a property of a resource or module; use `map` elsewhere";

impl Walk<'_, '_> {
    /// A loop that is a value; what is around its parts.
    pub(super) fn for_loop(&mut self, id: ExprId, enclosing: Enclosing) -> Enclosing {
        if enclosing.loop_may_stand {
            return enclosing;
        }
        if !enclosing.in_literals || !enclosing.is_property {
            self.diagnostics.report(codes::BCP138, Place::Name(id), "a loop cannot be used here", LOOP_HELP);
            return enclosing;
        }
        let property_loops = enclosing.property_loops + 1;
        if property_loops > 1 {
            let help = "build the inner array with `map`, or in a variable";
            self.diagnostics.report(codes::BCP142, Place::Name(id), "a property loop is nested in another", help);
        }
        Enclosing { property_loops, ..enclosing }
    }

    /// The spreads of an object, which some objects cannot have.
    pub(super) fn spreads(&mut self, object: ExprId, has_loop: bool, is_fixed: bool) {
        if !self.has_spread {
            return;
        }
        let entries = self.middle.object(object).unwrap_or_default();
        for (position, _) in entries.iter().enumerate().filter(|(_, entry)| entry.key == Key::Spread) {
            let place = Place::Key(object, u32::try_from(position).unwrap_or(u32::MAX));
            if is_fixed {
                let help = "set the properties one by one; the objects below can have spreads";
                self.diagnostics.report(
                    codes::BCP401,
                    place,
                    "a spread cannot be used at the top level of a body",
                    help,
                );
            }
            if has_loop {
                let help = "build the array in a variable, or with `map`";
                self.diagnostics.report(codes::BCP417, place, "a spread is used next to a property loop", help);
            }
        }
    }

    /// A name that is computed.
    pub(super) fn computed_key(&mut self, object: ExprId, position: usize, key: ExprId, is_loop: bool) {
        if is_loop {
            let help = "give the property a fixed name, or build the array in a variable";
            let place = Place::Key(object, u32::try_from(position).unwrap_or(u32::MAX));
            self.diagnostics.report(codes::BCP143, place, "a loop is the value of a computed name", help);
        }
        self.literal_in_key(key);
    }
}
