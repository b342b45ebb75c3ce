//! What an index has: its catalogs, and look-ups in that of Azure.

use crate::{
    catalog::Catalog,
    extension::Extensions,
    functions::{self, ResourceFunctions},
    index::Index,
    provider::{Provider, Providers},
    resource::ResourceType,
    source::Sources,
    versioned::VersionedType,
};

/// Look-ups.
impl<'a> Index<'a> {
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
}
