//! Provider namespaces.

use crate::{
    bytes,
    index::Index,
    search::search,
    version,
    versioned::{VersionedType, VersionedTypes},
};

/// A provider namespace with its types.
///
/// ```
/// use triceps_types::Index;
///
/// let provider = Index::builtin().provider("microsoft.managedidentity").expect("a known provider");
/// assert_eq!(provider.name(), "Microsoft.ManagedIdentity");
/// let names: Vec<_> = provider.types().map(|versioned| versioned.name()).collect();
/// assert!(names.contains(&"Microsoft.ManagedIdentity/userAssignedIdentities"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Provider<'a> {
    index: &'a Index<'a>,
    name: u32,
    first: u32,
    end: u32,
}

const COLUMNS: usize = 2;

impl<'a> Provider<'a> {
    pub(crate) fn new(index: &'a Index<'a>, number: u32) -> Option<Self> {
        let name = bytes::cell(index.sections.providers, COLUMNS, number as usize, 0)?;
        let first = Self::start(index, number)?;
        let end = Self::start(index, number.checked_add(1)?)?;
        Some(Self { index, name, first, end })
    }

    /// The number of a provider's first type. The table ends with a row for the end of the last provider.
    pub(crate) fn start(index: &Index<'_>, number: u32) -> Option<u32> {
        bytes::cell(index.sections.providers, COLUMNS, number as usize, 1)
    }

    /// The namespace in its most frequent spelling, `Microsoft.App`.
    pub fn name(&self) -> &'a str {
        self.index.string(self.name)
    }

    /// The types, sorted without regard to letter case.
    pub fn types(&self) -> VersionedTypes<'a> {
        VersionedTypes::new(self.index, self.first, self.end)
    }

    /// A type by its full name, `Microsoft.App/jobs`. Letter case is ignored.
    pub fn versioned_type(&self, name: &str) -> Option<VersionedType<'a>> {
        let found = search(self.first, self.end, |number| {
            Some(version::compare(VersionedType::new(self.index, number)?.name(), name))
        })?;
        VersionedType::new(self.index, found)
    }
}

impl PartialEq for Provider<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.index, other.index) && self.first == other.first && self.name == other.name
    }
}

impl Eq for Provider<'_> {}

/// Provider namespaces, sorted without regard to letter case.
#[derive(Clone, Debug)]
pub struct Providers<'a> {
    index: &'a Index<'a>,
    next: u32,
    end: u32,
}

impl<'a> Providers<'a> {
    pub(crate) fn new(index: &'a Index<'a>, first: u32, end: u32) -> Self {
        Self { index, next: first, end }
    }
}

impl<'a> Iterator for Providers<'a> {
    type Item = Provider<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let provider = Provider::new(self.index, self.next)?;
        self.next += 1;
        Some(provider)
    }
}
