//! One API's providers and types.

use crate::{
    bytes,
    index::Index,
    provider::{Provider, Providers},
    resource::ResourceType,
    search::{api_version, search},
    version::{self, ApiVersion},
    versioned::{VersionedType, VersionedTypes},
};

/// The resource types of one API: Azure Resource Manager, or one release of an extension.
///
/// ```
/// use triceps_types::Index;
///
/// let azure = Index::builtin().azure();
/// assert_eq!(azure.provider("MICROSOFT.APP").expect("a known provider").name(), "Microsoft.App");
/// assert_eq!(azure.types().count(), 3_556);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Catalog<'a> {
    pub(crate) index: &'a Index<'a>,
    number: u32,
    first: u32,
    end: u32,
}

/// Columns of the table of catalogs.
pub(crate) const COLUMNS: usize = 7;
const FIRST_PROVIDER: usize = 5;
const END_PROVIDER: usize = 6;

impl<'a> Catalog<'a> {
    pub(crate) fn new(index: &'a Index<'a>, number: u32) -> Option<Self> {
        let field = |column| bytes::cell(index.sections.catalogs, COLUMNS, number as usize, column);
        Some(Self { index, number, first: field(FIRST_PROVIDER)?, end: field(END_PROVIDER)? })
    }

    pub(crate) fn empty(index: &'a Index<'a>) -> Self {
        Self { index, number: 0, first: 0, end: 0 }
    }

    /// The provider namespaces, sorted without regard to letter case.
    pub fn providers(&self) -> Providers<'a> {
        Providers::new(self.index, self.first, self.end)
    }

    /// A provider namespace, such as `Microsoft.App`. Letter case is ignored.
    pub fn provider(&self, name: &str) -> Option<Provider<'a>> {
        let found = search(self.first, self.end, |number| {
            Some(version::compare(Provider::new(self.index, number)?.name(), name))
        })?;
        Provider::new(self.index, found)
    }

    /// All types of all providers.
    pub fn types(&self) -> VersionedTypes<'a> {
        let start = |provider| Provider::start(self.index, provider).unwrap_or_default();
        VersionedTypes::new(self.index, start(self.first), start(self.end))
    }

    /// A type with all its versions. Letter case is ignored.
    pub fn versioned_type(&self, name: &str) -> Option<VersionedType<'a>> {
        let (provider, _) = name.split_once('/')?;
        self.provider(provider)?.versioned_type(name)
    }

    /// A type at one version. Letter case of name and version is ignored.
    pub fn resource_type(&self, name: &str, version: &str) -> Option<ResourceType<'a>> {
        self.versioned_type(name)?.version(version)
    }

    /// Every API version that any type has, of every catalog, oldest first.
    ///
    /// ```
    /// use triceps_types::{ApiVersion, Index};
    ///
    /// assert!(Index::builtin().azure().api_versions().any(|version| version == ApiVersion::new("2025-07-01")));
    /// ```
    pub fn api_versions(&self) -> impl Iterator<Item = ApiVersion<'a>> + use<'a> {
        let index = self.index;
        (0..).map_while(move |number| api_version(index, number))
    }
}

impl PartialEq for Catalog<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.index, other.index) && self.number == other.number
    }
}

impl Eq for Catalog<'_> {}
