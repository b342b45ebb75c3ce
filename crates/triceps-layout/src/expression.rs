//! Expressions and types that never break by themselves.

use crate::document::Document;

impl Document {
    /// `a + b`: between the operands. A chain of operators stays on one line.
    pub fn operator(&mut self, operator: &str) {
        self.space();
        self.ascii(operator);
        self.space();
    }

    /// `!a`, `-a`: before the operand. `a!`, `T?`, `T!`, `T[]`: after it.
    pub fn glued(&mut self, operator: &str) {
        self.ascii(operator);
    }

    /// `(`
    pub fn open_parenthesis(&mut self) {
        self.ascii("(");
    }

    /// `)`
    pub fn close_parenthesis(&mut self) {
        self.ascii(")");
    }

    /// `.name`, `.?name`, or `['name']` where the name is not an identifier.
    pub fn property_access(&mut self, name: &str, is_safe: bool) {
        if crate::is_identifier(name) {
            self.ascii(if is_safe { ".?" } else { "." });
            self.ascii(name);
        } else {
            self.open_index(is_safe, false);
            self.string(name);
            self.close_index();
        }
    }

    /// `.name` before the arguments of a method.
    pub fn method(&mut self, name: &str) {
        self.ascii(".");
        self.text(name);
    }

    /// `::name`
    pub fn nested_resource(&mut self, name: &str) {
        self.ascii("::");
        self.text(name);
    }

    /// `[`, `[?`, `[^` or `[?^`. The index follows, then [`close_index`](Self::close_index).
    pub fn open_index(&mut self, is_safe: bool, is_from_end: bool) {
        self.ascii(match (is_safe, is_from_end) {
            (false, false) => "[",
            (true, false) => "[?",
            (false, true) => "[^",
            (true, true) => "[?^",
        });
    }

    /// `]`
    pub fn close_index(&mut self) {
        self.ascii("]");
    }

    /// `...`
    pub fn spread(&mut self) {
        self.ascii("...");
    }

    /// `name: `, quoted where the name is not an identifier.
    pub fn property(&mut self, name: &str) {
        self.property_name(name);
        self.colon();
    }

    /// The name of a property, quoted where it is not an identifier.
    pub fn property_name(&mut self, name: &str) {
        if crate::is_identifier(name) {
            self.ascii(name);
        } else {
            self.string(name);
        }
    }

    /// `: ` after the name of a property and in a loop.
    pub fn colon(&mut self) {
        self.ascii(":");
        self.space();
    }
}
