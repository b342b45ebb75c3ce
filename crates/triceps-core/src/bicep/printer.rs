//! What the printer knows at a place of the text.

use triceps_layout::{Document, Options};

use super::accepted::Marks;
use crate::analysis::Names;
use crate::middle::{DeclId, LocalId, Middle};
use crate::strings::Str;

/// Prints one file.
pub(super) struct Printer<'a> {
    pub(super) middle: &'a Middle,
    pub(super) names: &'a Names,
    pub(super) doc: Document,
    /// Symbols of the file that hide a function, a decorator or a type of the language.
    pub(super) shadows: Vec<&'a str>,
    /// The resources whose bodies are being printed, outermost first.
    pub(super) bodies: Vec<DeclId>,
    /// The locals around, outermost first.
    pub(super) locals: Vec<LocalId>,
    /// Whether the place is inside of `${..}`, where everything is on one line.
    pub(super) in_hole: bool,
    /// The places of accepted diagnostics, where there are any.
    pub(super) marks: Option<Marks>,
}

impl<'a> Printer<'a> {
    pub(super) fn new(middle: &'a Middle, names: &'a Names) -> Self {
        let mut printer = Self {
            middle,
            names,
            doc: document(middle.expr_count() * 20),
            shadows: Vec::new(),
            bodies: Vec::new(),
            locals: Vec::new(),
            in_hole: false,
            marks: None,
        };
        printer.learn_symbols();
        printer
    }

    pub(super) fn str(&self, text: Str) -> &'a str {
        self.middle.str(text)
    }
}

/// An empty document with room for that number of bytes.
pub(super) fn document(capacity: usize) -> Document {
    Document::with_capacity(Options::default(), capacity).stable()
}
