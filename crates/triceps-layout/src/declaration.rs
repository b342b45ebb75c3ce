//! Declarations: their words, one space apart.

use crate::document::Document;

impl Document {
    /// A word and the space after it: `param `, `for `, `in `, `if `.
    pub fn keyword(&mut self, keyword: &str) {
        self.text(keyword);
        self.space();
    }

    /// ` = `
    pub fn assign(&mut self) {
        self.space();
        self.ascii("=");
        self.space();
    }

    /// `@`. The name and the arguments of the decorator follow; each decorator is an
    /// [`item`](crate::Items::item) of what it stands in.
    pub fn decorator(&mut self) {
        self.ascii("@");
    }

    /// ` as name`, in imports and extensions.
    pub fn alias(&mut self, name: &str) {
        self.space();
        self.ascii("as");
        self.space();
        self.text(name);
    }
}
