//! What came of compiling a program.

use std::sync::Arc;

use triceps_core::Checked;
use triceps_diagnostics::Diagnostics;
use triceps_syntax::Tree;

use crate::source::Source;

/// What came of compiling a file and the files that it names.
#[derive(Clone, Debug)]
pub struct Compilation {
    pub(crate) diagnostics: Diagnostics,
    pub(crate) checked: Option<Arc<Checked>>,
    /// The main file first.
    pub(crate) sources: Vec<Arc<Source>>,
}

impl Compilation {
    /// What was found in every file: the main one first, then the others in the order in which they are named.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The template, if nothing is wrong with it.
    pub fn checked(&self) -> Option<&Checked> {
        self.checked.as_deref()
    }

    /// The syntax tree of the main file; none if there is no such file.
    pub fn tree(&self) -> Option<&Arc<Tree>> {
        self.sources.first().map(|source| &source.tree)
    }

    /// The text of a file of the compilation, by its path.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.sources.iter().find(|source| source.path == path).map(|source| source.tree.text())
    }

    /// The template, to share.
    pub fn into_checked(self) -> Option<Arc<Checked>> {
        self.checked
    }
}
