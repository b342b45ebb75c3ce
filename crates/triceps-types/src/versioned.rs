//! A resource type over all its versions.

use crate::{
    bytes,
    index::Index,
    resource::{ResourceType, ResourceTypes},
    search::{find_version, search},
    version::ApiVersion,
};

/// A resource type with all its API versions.
///
/// ```
/// use triceps_types::Index;
///
/// let jobs = Index::builtin().versioned_type("microsoft.app/JOBS").expect("a known type");
/// assert_eq!(jobs.name(), "Microsoft.App/jobs");
/// assert!(jobs.versions().is_sorted());
/// assert!(jobs.newest_stable().expect("jobs have a stable version").version().is_stable());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct VersionedType<'a> {
    index: &'a Index<'a>,
    name: u32,
    first: u32,
    end: u32,
}

const COLUMNS: usize = 2;

impl<'a> VersionedType<'a> {
    pub(crate) fn new(index: &'a Index<'a>, number: u32) -> Option<Self> {
        let field = |row, column| bytes::cell(index.sections.entries, COLUMNS, row, column);
        let row = number as usize;
        Some(Self { index, name: field(row, 0)?, first: field(row, 1)?, end: field(row + 1, 1)? })
    }

    /// The full name in the spelling of the newest version, `Microsoft.App/jobs`.
    pub fn name(&self) -> &'a str {
        self.index.string(self.name)
    }

    /// The versions, oldest first.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = ApiVersion<'a>> + use<'a> {
        self.resource_types().map(|resource| resource.version())
    }

    /// The type at each of its versions, oldest first.
    pub fn resource_types(&self) -> ResourceTypes<'a> {
        ResourceTypes::new(self.index, self.name, self.first, self.end)
    }

    /// The type at one version. Letter case is ignored.
    pub fn version(&self, version: &str) -> Option<ResourceType<'a>> {
        let wanted = find_version(self.index, version)?;
        let found = search(self.first, self.end, |record| {
            Some(ResourceType::version_number(self.index, record)?.cmp(&wanted))
        })?;
        ResourceType::new(self.index, self.name, found)
    }

    /// The type at its newest version, stable or not.
    pub fn newest(&self) -> Option<ResourceType<'a>> {
        self.resource_types().next_back()
    }

    /// The type at its newest stable version. A fifth of all types has none.
    pub fn newest_stable(&self) -> Option<ResourceType<'a>> {
        self.resource_types().rev().find(|resource| resource.version().is_stable())
    }
}

impl PartialEq for VersionedType<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.index, other.index) && self.first == other.first && self.end == other.end
    }
}

impl Eq for VersionedType<'_> {}

/// Types with all their versions, sorted without regard to letter case.
#[derive(Clone, Debug)]
pub struct VersionedTypes<'a> {
    index: &'a Index<'a>,
    next: u32,
    end: u32,
}

impl<'a> VersionedTypes<'a> {
    pub(crate) fn new(index: &'a Index<'a>, first: u32, end: u32) -> Self {
        Self { index, next: first, end }
    }
}

impl<'a> Iterator for VersionedTypes<'a> {
    type Item = VersionedType<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let entry = VersionedType::new(self.index, self.next)?;
        self.next += 1;
        Some(entry)
    }
}
