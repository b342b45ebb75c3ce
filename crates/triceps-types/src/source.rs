//! Where the data comes from.

use crate::{bytes, index::Index};

/// One archive of type data that the index was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    name: &'a str,
    version: &'a str,
    sha256: &'a str,
}

impl<'a> Source<'a> {
    /// Name of the data, `Azure.Bicep.Types.Az`.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Version of the data: a release, or a commit in full.
    pub fn version(&self) -> &'a str {
        self.version
    }

    /// SHA-256 of the archive, in small hexadecimal digits.
    pub fn sha256(&self) -> &'a str {
        self.sha256
    }
}

/// The archives that the index was made of.
///
/// ```
/// use triceps_types::Index;
///
/// let azure = Index::builtin().sources().next().expect("Azure comes first");
/// assert_eq!(azure.name(), "Azure.Bicep.Types.Az");
/// assert_eq!(azure.sha256().len(), 64);
/// ```
#[derive(Clone, Debug)]
pub struct Sources<'a> {
    index: &'a Index<'a>,
    next: usize,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(index: &'a Index<'a>) -> Self {
        Self { index, next: 0 }
    }
}

impl<'a> Iterator for Sources<'a> {
    type Item = Source<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        // The sources follow the counts: three strings each.
        let field = |column| bytes::cell(self.index.sections.meta, 1, 4 + 3 * self.next + column, 0);
        let [name, version, sha256] = [field(0)?, field(1)?, field(2)?];
        self.next += 1;
        let [name, version, sha256] = [name, version, sha256].map(|text| self.index.string(text));
        Some(Source { name, version, sha256 })
    }
}
