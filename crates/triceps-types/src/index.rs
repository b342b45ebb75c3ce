//! The index as a whole.

use std::fmt;

use crate::{
    bytes,
    catalog::Catalog,
    error::IndexError,
    extension::Extensions,
    functions::{self, ResourceFunctions},
    layout::Sections,
    provider::{Provider, Providers},
    resource::ResourceType,
    source::Sources,
    verify,
    versioned::VersionedType,
};

/// The bytes of the built-in index. Written by `cargo xtask codegen types`.
static BYTES: &[u8] = include_bytes!("../data/types.bin");

/// Opened by the compiler, so that a broken file does not build.
static BUILTIN: Index<'static> = match Index::open(BYTES) {
    Ok(index) => index,
    Err(_) => panic!("data/types.bin is not a type index"),
};

/// Every resource type and API version.
///
/// ```
/// use triceps_types::Index;
///
/// let index = Index::builtin();
/// let versions = index.versioned_type("Microsoft.Storage/storageAccounts").expect("a known type");
/// assert!(versions.versions().count() > 20);
/// assert!(index.resource_type("Microsoft.Storage/storageAccounts", "1999-01-01").is_none());
/// ```
#[derive(Clone, Copy)]
pub struct Index<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) sections: Sections<'a>,
    pub(crate) widths: Widths,
}

/// How many bits a property's name, flags and type take.
#[derive(Clone, Copy)]
pub(crate) struct Widths {
    pub(crate) name: u8,
    pub(crate) flags: u8,
    pub(crate) kind: u8,
}

impl Index<'static> {
    /// The index that comes with the crate. Costs nothing to open.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }
}

impl<'a> Index<'a> {
    /// Opens an index: checks its frame, not what is inside. [`Index::verify`] checks the rest.
    ///
    /// # Errors
    ///
    /// If the bytes do not begin like an index of this format, or are fewer than the header says.
    pub const fn open(bytes: &'a [u8]) -> Result<Self, IndexError> {
        let sections = match Sections::read(bytes) {
            Ok(sections) => sections,
            Err(error) => return Err(error),
        };
        let widths = match sections.meta {
            [name, flags, kind, ..] => Widths { name: *name, flags: *flags, kind: *kind },
            _ => Widths { name: 0, flags: 0, kind: 0 },
        };
        Ok(Self { bytes, sections, widths })
    }

    /// Reads the whole index: checksum, every reference and every string.
    ///
    /// # Errors
    ///
    /// If the bytes differ from those that were written, or anything in them points nowhere.
    pub fn verify(&self) -> Result<(), IndexError> {
        verify::verify(self)
    }

    /// The types of Azure Resource Manager.
    pub fn azure(&'a self) -> Catalog<'a> {
        Catalog::new(self, 0).unwrap_or(Catalog::empty(self))
    }

    /// The types of other APIs, by name and release. Today these are the releases of Microsoft Graph.
    ///
    /// ```
    /// use triceps_types::Index;
    ///
    /// let index = Index::builtin();
    /// let graph = index
    ///     .extensions()
    ///     .find(|extension| extension.name() == "MicrosoftGraph" && extension.release() == "1.0.0")
    ///     .expect("Microsoft Graph is there");
    /// assert!(graph.catalog().resource_type("Microsoft.Graph/groups", "v1.0").is_some());
    /// ```
    pub fn extensions(&'a self) -> Extensions<'a> {
        Extensions::new(self)
    }

    /// Where the data comes from.
    pub fn sources(&'a self) -> Sources<'a> {
        Sources::new(self)
    }

    /// A type of Azure Resource Manager at one version. Letter case of name and version is ignored.
    ///
    /// ```
    /// use triceps_types::{Index, Scopes};
    ///
    /// let group = Index::builtin().resource_type("microsoft.resources/RESOURCEGROUPS", "2025-04-01").expect("known");
    /// assert_eq!(group.name(), "Microsoft.Resources/resourceGroups");
    /// assert_eq!(group.writable_scopes(), Scopes::SUBSCRIPTION);
    /// ```
    pub fn resource_type(&'a self, name: &str, version: &str) -> Option<ResourceType<'a>> {
        self.azure().resource_type(name, version)
    }

    /// A type of Azure Resource Manager with all its versions. Letter case is ignored.
    pub fn versioned_type(&'a self, name: &str) -> Option<VersionedType<'a>> {
        self.azure().versioned_type(name)
    }

    /// A provider namespace of Azure Resource Manager, such as `Microsoft.App`. Letter case is ignored.
    pub fn provider(&'a self, name: &str) -> Option<Provider<'a>> {
        self.azure().provider(name)
    }

    /// The provider namespaces of Azure Resource Manager, sorted without regard to letter case.
    pub fn providers(&'a self) -> Providers<'a> {
        self.azure().providers()
    }

    /// The functions (`listKeys` and its like) of an Azure type at one version, also of the few types that have
    /// functions but no body.
    ///
    /// ```
    /// use triceps_types::Index;
    ///
    /// let functions = Index::builtin().functions("Microsoft.Storage/storageAccounts", "2025-01-01");
    /// assert!(functions.map(|function| function.name()).any(|name| name == "listKeys"));
    /// ```
    pub fn functions(&'a self, name: &str, version: &str) -> ResourceFunctions<'a> {
        match self.resource_type(name, version) {
            Some(resource) => resource.functions(),
            None => functions::loose(self, name, version),
        }
    }

    /// Type, version and functions of every Azure type that has functions but no body.
    pub fn loose_functions(&'a self) -> impl Iterator<Item = (&'a str, &'a str, ResourceFunctions<'a>)> {
        functions::all_loose(self)
    }

    pub(crate) fn meta(&self, field: usize) -> Option<u32> {
        bytes::cell(self.sections.meta, 1, 1 + field, 0)
    }
}

impl fmt::Debug for Index<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}
