//! Object literals.

use super::names::is_identifier;
use super::printer::{Mode, Printer};
use crate::expr::{Composite, Entry, Expr, Key, Node, Object};

impl<'a> Printer<'a> {
    /// An object literal; `broken` where it may not be on one line though it is marked so.
    pub(super) fn object(&mut self, object: &'a Object, indent: usize, broken: bool) {
        if object.is_empty() {
            return self.put("{}");
        }
        match self.mode {
            Mode::Flat if !object.one_line => self.fail(),
            Mode::Flat | Mode::Hole => self.object_on_one_line(object, indent),
            Mode::Broken => {
                if broken || !object.one_line || !self.attempt(|printer| printer.object_on_one_line(object, indent)) {
                    self.put("{");
                    self.entries(object, indent + 1);
                    self.newline(indent);
                    self.put("}");
                }
            }
        }
    }

    /// The properties and spreads of an object, each on a line of its own.
    pub(super) fn entries(&mut self, object: &'a Object, indent: usize) {
        for entry in &object.entries {
            self.newline(indent);
            self.entry(entry, indent);
        }
    }

    /// The name of a property, quoted where it is no identifier.
    pub(super) fn property_name(&mut self, name: &str) {
        if is_identifier(name) {
            self.put(name);
        } else {
            self.string(name);
        }
    }

    fn object_on_one_line(&mut self, object: &'a Object, indent: usize) {
        self.put("{ ");
        for (position, entry) in object.entries.iter().enumerate() {
            if self.failed() {
                return;
            }
            if position > 0 {
                self.put(", ");
            }
            self.entry(entry, indent);
        }
        self.put(" }");
    }

    fn entry(&mut self, entry: &'a Entry, indent: usize) {
        match entry {
            Entry::Property { key, value } => {
                match key {
                    Key::Text(name) => self.property_name(name),
                    Key::Computed(key) => self.computed_key(key),
                }
                self.put(": ");
                self.expr(value, indent);
            }
            Entry::Spread(other) => {
                self.put("...");
                self.expr(other, indent);
            }
        }
    }

    fn computed_key(&mut self, key: &'a Expr) {
        match &key.0 {
            Node::Str(name) => self.property_name(name),
            Node::Composite(composite) => match composite.composite() {
                Composite::MultiLine(name) => self.property_name(name),
                Composite::Interpolation { parts, .. } => self.interpolation(parts, 0),
                _ => self.computed_string(key),
            },
            _ => self.computed_string(key),
        }
    }
}
