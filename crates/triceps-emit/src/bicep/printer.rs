//! What the printer knows at a place of the text.

use triceps_layout::{Document, Options};
use triceps_middle::analysis::Names;
use triceps_middle::map::Map;
use triceps_middle::strings::Str;
use triceps_middle::{DeclId, LocalId, Middle};

use super::accepted::Marks;

/// How something that is imported is reached: by the alias of its file, which may be empty, and its name there.
#[derive(Clone, Copy, Default)]
pub(super) struct ImportedPath<'a> {
    /// By a name of its own.
    pub(super) alone: Option<(&'a str, &'a str)>,
    /// Through a file that is imported as a whole.
    pub(super) whole: Option<(&'a str, &'a str)>,
}

/// Prints one file.
pub(super) struct Printer<'a> {
    pub(super) middle: &'a Middle,
    pub(super) names: &'a Names,
    pub(super) doc: Document,
    /// Symbols of the file that hide a function, a decorator or a type of the language.
    pub(super) shadows: Vec<&'a str>,
    /// How what is imported is reached.
    pub(super) imported: Map<DeclId, ImportedPath<'a>>,
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
            imported: Map::new(),
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
