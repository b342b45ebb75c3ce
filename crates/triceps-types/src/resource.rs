//! A resource type at one API version.

use crate::{
    bytes,
    functions::{ResourceFunction, ResourceFunctions},
    index::Index,
    kind::{Owner, TypeId, TypeKind},
    scopes::Scopes,
    version::ApiVersion,
};

/// A resource type at one API version: where it can be deployed, its body and its functions.
///
/// ```
/// use triceps_types::{Index, Scopes};
///
/// let account = Index::builtin().resource_type("Microsoft.Storage/storageAccounts", "2025-01-01").expect("known");
/// assert!(account.writable_scopes().contains(Scopes::RESOURCE_GROUP));
/// assert!(account.function("listKeys").is_some());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ResourceType<'a> {
    index: &'a Index<'a>,
    record: u32,
    name: u32,
    version: u32,
    body: u32,
    traits: Traits,
}

#[derive(Clone, Copy, Debug)]
struct Traits {
    readable: u8,
    writable: u8,
    functions: u32,
}

/// Bytes of a record: version (2), body (3), traits (2).
const RECORD: usize = 7;
/// Bytes of shared traits: readable (1), writable (1), spelling (3), functions (3).
const TRAITS: usize = 8;

impl<'a> ResourceType<'a> {
    pub(crate) fn new(index: &'a Index<'a>, name: u32, record: u32) -> Option<Self> {
        let at = (record as usize).checked_mul(RECORD)?;
        let body = bytes::fixed(index.sections.records, at + 2, 3)?;
        let row = bytes::fixed(index.sections.records, at + 5, 2)? as usize * TRAITS;
        let field = |offset, width| bytes::fixed(index.sections.traits, row + offset, width);
        let traits = Traits {
            readable: u8::try_from(field(0, 1)?).ok()?,
            writable: u8::try_from(field(1, 1)?).ok()?,
            functions: field(5, 3)?,
        };
        // A spelling of its own is stored plus one.
        let name = field(2, 3)?.checked_sub(1).unwrap_or(name);
        let version = bytes::cell(index.sections.versions, 1, Self::version_number(index, record)? as usize, 0)?;
        Some(Self { index, record, name, version, body, traits })
    }

    pub(crate) fn version_number(index: &Index<'_>, record: u32) -> Option<u32> {
        bytes::fixed(index.sections.records, (record as usize).checked_mul(RECORD)?, 2)
    }

    /// How many resource types the index has.
    pub(crate) fn count(index: &Index<'_>) -> usize {
        index.sections.records.len() / RECORD
    }

    /// The full name in the spelling of this version, `Microsoft.App/containerApps`.
    pub fn name(&self) -> &'a str {
        self.index.string(self.name)
    }

    /// The API version.
    pub fn version(&self) -> ApiVersion<'a> {
        ApiVersion::new(self.index.string(self.version))
    }

    /// Where the type can be read, that is, be `existing`.
    pub fn readable_scopes(&self) -> Scopes {
        Scopes::new(self.traits.readable)
    }

    /// Where the type can be deployed. Empty for a read-only type.
    pub fn writable_scopes(&self) -> Scopes {
        Scopes::new(self.traits.writable)
    }

    /// Whether the type can be deployed nowhere.
    pub fn is_read_only(&self) -> bool {
        self.writable_scopes().is_empty()
    }

    /// The type of the body: an object, or an object with variants. Includes `id`, `name`, `type` and `apiVersion`.
    pub fn body(&self) -> TypeKind<'a> {
        TypeKind::read(self.index, self.body, Owner { name: self.name, version: self.version })
    }

    /// Where the body's type is stored. Versions with the same body have the same one.
    pub fn body_id(&self) -> TypeId {
        TypeId(self.body)
    }

    /// The functions (`listKeys` and its like), as far as the data knows them.
    pub fn functions(&self) -> ResourceFunctions<'a> {
        ResourceFunctions::new(self.index, self.traits.functions)
    }

    /// A function by its exact name.
    pub fn function(&self, name: &str) -> Option<ResourceFunction<'a>> {
        self.functions().find(|function| function.name() == name)
    }
}

impl PartialEq for ResourceType<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.index, other.index) && self.record == other.record
    }
}

impl Eq for ResourceType<'_> {}

/// A type at each of its versions, oldest first.
#[derive(Clone, Debug)]
pub struct ResourceTypes<'a> {
    index: &'a Index<'a>,
    name: u32,
    next: u32,
    end: u32,
}

impl<'a> ResourceTypes<'a> {
    pub(crate) fn new(index: &'a Index<'a>, name: u32, first: u32, end: u32) -> Self {
        Self { index, name, next: first, end }
    }
}

impl<'a> Iterator for ResourceTypes<'a> {
    type Item = ResourceType<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let resource = ResourceType::new(self.index, self.name, self.next)?;
        self.next += 1;
        Some(resource)
    }
}

impl DoubleEndedIterator for ResourceTypes<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let resource = ResourceType::new(self.index, self.name, self.end - 1)?;
        self.end -= 1;
        Some(resource)
    }
}
