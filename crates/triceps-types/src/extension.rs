//! Catalogs of APIs other than Azure Resource Manager.

use crate::{
    bytes,
    catalog::{COLUMNS, Catalog},
    index::Index,
    kind::{Owner, TypeKind},
};

/// One release of an extension, such as Microsoft Graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension<'a> {
    catalog: Catalog<'a>,
    name: &'a str,
    channel: &'a str,
    release: &'a str,
    configuration: u32,
    is_singleton: bool,
}

impl<'a> Extension<'a> {
    fn new(index: &'a Index<'a>, number: u32) -> Option<Self> {
        let field = |column| bytes::cell(index.sections.catalogs, COLUMNS, number as usize, column);
        Some(Self {
            catalog: Catalog::new(index, number)?,
            name: index.try_string(field(0)?)?,
            channel: index.try_string(field(1)?)?,
            release: index.try_string(field(2)?)?,
            is_singleton: field(3)? & 1 != 0,
            configuration: field(4)?,
        })
    }

    /// The name that the extension gives itself, `MicrosoftGraph` or `MicrosoftGraphBeta`.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Where it is published below `bicep/extensions`, without the release: `microsoftgraph/v1.0`.
    pub fn channel(&self) -> &'a str {
        self.channel
    }

    /// The release, `1.0.0`.
    pub fn release(&self) -> &'a str {
        self.release
    }

    /// Whether a file can have the extension only once.
    pub fn is_singleton(&self) -> bool {
        self.is_singleton
    }

    /// The type of what stands after `with`, if the extension can be configured.
    pub fn configuration(&self) -> Option<TypeKind<'a>> {
        let offset = self.configuration.checked_sub(1)?;
        Some(TypeKind::read(self.catalog.index, offset, Owner::NONE))
    }

    /// The types.
    pub fn catalog(&self) -> Catalog<'a> {
        self.catalog
    }
}

/// All releases of all extensions, by channel and release.
#[derive(Clone, Debug)]
pub struct Extensions<'a> {
    index: &'a Index<'a>,
    next: u32,
}

impl<'a> Extensions<'a> {
    pub(crate) fn new(index: &'a Index<'a>) -> Self {
        // Number 0 is Azure.
        Self { index, next: 1 }
    }
}

impl<'a> Iterator for Extensions<'a> {
    type Item = Extension<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let extension = Extension::new(self.index, self.next)?;
        self.next += 1;
        Some(extension)
    }
}
