//! Array literals.

use super::printer::{Mode, Printer};
use crate::expr::Array;

impl<'a> Printer<'a> {
    /// An array literal; `broken` where it may not be on one line though it is marked so.
    pub(super) fn array(&mut self, array: &'a Array, indent: usize, broken: bool) {
        if array.items.is_empty() {
            return self.put("[]");
        }
        match self.mode {
            Mode::Flat if !array.one_line => self.fail(),
            Mode::Flat | Mode::Hole => self.array_on_one_line(array, indent),
            Mode::Broken => {
                if broken || !array.one_line || !self.attempt(|printer| printer.array_on_one_line(array, indent)) {
                    self.put("[");
                    self.items(array, |printer, _| printer.newline(indent + 1), indent + 1);
                    self.newline(indent);
                    self.put("]");
                }
            }
        }
    }

    fn array_on_one_line(&mut self, array: &'a Array, indent: usize) {
        self.put("[");
        let separate = |printer: &mut Self, position| {
            if position > 0 {
                printer.put(", ");
            }
        };
        self.items(array, separate, indent);
        self.put("]");
    }

    fn items(&mut self, array: &'a Array, separate: impl Fn(&mut Self, usize), indent: usize) {
        let mut spreads = array.spreads.iter().peekable();
        for (position, item) in array.items.iter().enumerate() {
            if self.failed() {
                return;
            }
            separate(self, position);
            if spreads.next_if(|spread| **spread == position).is_some() {
                self.put("...");
            }
            self.expr(item, indent);
        }
    }
}
