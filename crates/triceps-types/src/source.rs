//! Where the data comes from.

use crate::{bytes, index::Index};

/// One repository that the index was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    repository: &'a str,
    commit: &'a str,
    date: &'a str,
}

impl<'a> Source<'a> {
    /// Address of the repository.
    pub fn repository(&self) -> &'a str {
        self.repository
    }

    /// The commit, in full.
    pub fn commit(&self) -> &'a str {
        self.commit
    }

    /// Day of the commit, `2026-07-29`.
    pub fn date(&self) -> &'a str {
        self.date
    }
}

/// The repositories that the index was made of.
///
/// ```
/// use triceps_types::Index;
///
/// let azure = Index::builtin().sources().next().expect("Azure comes first");
/// assert_eq!(azure.repository(), "https://github.com/Azure/bicep-types-az");
/// assert_eq!(azure.commit().len(), 40);
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
        let [repository, commit, date] = [field(0)?, field(1)?, field(2)?];
        self.next += 1;
        Some(Source {
            repository: self.index.string(repository),
            commit: self.index.string(commit),
            date: self.index.string(date),
        })
    }
}
