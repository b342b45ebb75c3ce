//! Strings, objects and arrays.

use triceps_layout::{Form, Items, can_be_multi_line};
use triceps_middle::{Entry, Expr, ExprId, Hint, Key, Part, Run};

use super::printer::Printer;

impl Printer<'_> {
    /// A string without holes.
    pub(super) fn string(&mut self, id: ExprId, text: &str) {
        let is_multi_line = self.middle.hints(id).any(|hint| matches!(hint, Hint::MultiLine(_)));
        if is_multi_line && !self.in_hole {
            self.doc.multi_line_string(text);
        } else {
            self.doc.string(text);
        }
    }

    /// A string with holes.
    pub(super) fn interpolation(&mut self, id: ExprId, parts: Run, dollars: u8) {
        let middle = self.middle;
        let parts = middle.parts(parts);
        let text = |part: &Part| match part {
            Part::Text(text) => Some(middle.str(*text)),
            Part::Hole(_) => None,
        };
        let dollars = usize::from(dollars);
        let is_plain = self.in_hole || self.has_marks(id);
        let is_multi_line = dollars > 0 && !is_plain && can_be_multi_line(parts.iter().map(text), dollars);
        let mut string = if is_multi_line {
            let spans_lines = parts.iter().filter_map(text).any(|text| text.contains('\n'));
            self.doc.multi_line_interpolation(dollars, spans_lines)
        } else {
            self.doc.interpolation()
        };
        for part in parts {
            match part {
                Part::Text(text) => string.text(&mut self.doc, middle.str(*text)),
                Part::Hole(hole) => {
                    string.open_hole(&mut self.doc);
                    self.hole(*hole);
                    string.close_hole(&mut self.doc);
                }
            }
        }
        string.close(&mut self.doc);
    }

    fn hole(&mut self, hole: ExprId) {
        let outside = std::mem::replace(&mut self.in_hole, true);
        self.expr(hole);
        self.in_hole = outside;
    }

    /// `'${expr}'`
    fn computed_string(&mut self, expr: ExprId) {
        let mut string = self.doc.interpolation();
        string.open_hole(&mut self.doc);
        self.hole(expr);
        string.close_hole(&mut self.doc);
        string.close(&mut self.doc);
    }

    /// How an object or array literal is laid out. The formatter keeps a line end after the bracket only where
    /// something is not spread.
    fn form(&self, id: ExprId) -> Form {
        let middle = self.middle;
        let has_items = match middle.expr(id) {
            Expr::Object(entries) => middle.entries(entries).iter().any(|entry| !matches!(entry.key, Key::Spread)),
            Expr::Array(items) => middle.list(items).iter().any(|item| !matches!(middle.expr(*item), Expr::Spread(_))),
            _ => false,
        };
        let fits = !has_items || self.in_hole || middle.hints(id).any(|hint| hint == Hint::OneLine);
        if fits { Form::Fit } else { Form::Broken }
    }

    /// Whether an expression is an object literal of several lines.
    pub(super) fn is_broken_object(&self, id: ExprId) -> bool {
        match self.middle.expr(id) {
            Expr::Object(_) => self.form(id) == Form::Broken,
            _ => false,
        }
    }

    pub(super) fn object(&mut self, id: ExprId, entries: Run) {
        let mut list = self.doc.object(self.form(id));
        self.entries(id, entries, &mut list);
        self.comments_at(id, entries.len(), &mut list);
        list.close(&mut self.doc);
    }

    /// The members of an object, each an item of the list.
    pub(super) fn entries(&mut self, id: ExprId, entries: Run, list: &mut impl Items) {
        let middle = self.middle;
        for (position, entry) in middle.entries(entries).iter().enumerate() {
            self.comments_at(id, position, list);
            list.item(&mut self.doc);
            self.mark_key(id, position, entry);
            self.key(id, position, entry);
            self.expr(entry.value);
        }
    }

    fn key(&mut self, object: ExprId, position: usize, entry: &Entry) {
        match entry.key {
            Key::Name(name) => {
                let name = self.str(name);
                let quoted = |hint| matches!(hint, Hint::QuotedKey(at) if at as usize == position);
                if self.middle.hints(object).any(quoted) {
                    self.doc.string(name);
                    self.doc.colon();
                } else {
                    self.doc.property(name);
                }
            }
            Key::Computed(key) => {
                match self.middle.expr(key) {
                    Expr::String(name) => {
                        let name = self.str(name);
                        self.doc.property_name(name);
                    }
                    Expr::Interpolation(parts) => self.interpolation(key, parts, 0),
                    _ => self.computed_string(key),
                }
                self.doc.colon();
            }
            Key::Spread => self.doc.spread(),
        }
    }

    pub(super) fn array(&mut self, id: ExprId, items: Run) {
        let mut list = self.doc.array(self.form(id));
        for (position, item) in self.middle.list(items).iter().enumerate() {
            self.comments_at(id, position, &mut list);
            list.item(&mut self.doc);
            self.expr(*item);
        }
        self.comments_at(id, items.len(), &mut list);
        list.close(&mut self.doc);
    }
}
