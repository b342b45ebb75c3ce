//! Reading all of an index to see that it holds together.

use std::collections::BTreeSet;

use crate::{
    bytes, catalog,
    error::{IndexError, IndexErrorKind},
    functions::ResourceFunctions,
    index::Index,
    kind::{ArrayType, Owner, PropertyList, TypeKind},
    layout,
    resource::ResourceType,
    search::api_version,
};

impl Index<'_> {
    /// Reads the whole index: checksum, every reference and every string.
    ///
    /// # Errors
    ///
    /// If the bytes differ from those that were written, or anything in them points nowhere.
    pub fn verify(&self) -> Result<(), IndexError> {
        if !layout::is_intact(self.bytes) {
            return Err(IndexError::new(IndexErrorKind::Checksum));
        }
        Walk { index: self, seen: BTreeSet::new() }.index().ok_or(IndexError::new(IndexErrorKind::Structure))
    }
}

/// A walk over every reference; `None` where one leads nowhere.
struct Walk<'a> {
    index: &'a Index<'a>,
    /// Types without an owner that are done.
    seen: BTreeSet<u32>,
}

impl<'a> Walk<'a> {
    fn index(&mut self) -> Option<()> {
        let index = self.index;
        (0..index.string_count()).try_for_each(|id| index.try_string(id).map(drop))?;
        let versions = u32::try_from(index.sections.versions.len() / 4).ok()?;
        (0..versions).try_for_each(|number| api_version(index, number).map(drop))?;

        let catalogs = u32::try_from(index.sections.catalogs.len() / (4 * catalog::COLUMNS)).ok()?;
        // The first catalog is read apart from the extensions.
        ensure(index.extensions().count() + 1 == catalogs as usize)?;
        let mut records = 0;
        for number in 0..catalogs {
            let catalog = catalog::Catalog::new(index, number)?;
            for provider in catalog.providers() {
                ensure(!provider.name().is_empty())?;
                for entry in provider.types() {
                    ensure(!entry.name().is_empty())?;
                    for resource in entry.resource_types() {
                        records += 1;
                        ensure(!resource.name().is_empty() && !resource.version().as_str().is_empty())?;
                        self.resource(records - 1)?;
                        self.functions(resource.functions())?;
                    }
                }
            }
        }
        ensure(records == ResourceType::count(index))?;
        index.loose_functions().try_for_each(|(_, _, functions)| self.functions(functions))?;
        for row in 1..catalogs as usize {
            if let Some(offset) = bytes::cell(index.sections.catalogs, catalog::COLUMNS, row, 4)?.checked_sub(1) {
                self.types(offset, Owner::NONE)?;
            }
        }
        Some(())
    }

    fn resource(&mut self, record: usize) -> Option<()> {
        // Any name and version will do as owner: only that there is one matters.
        let body = ResourceType::new(self.index, 0, u32::try_from(record).ok()?)?.body_id();
        self.types(body.0, Owner { name: 0, version: 0 })
    }

    fn functions(&mut self, functions: ResourceFunctions<'a>) -> Option<()> {
        let stated = functions.stated_len();
        let mut found = 0;
        for function in functions {
            found += 1;
            ensure(!function.name().is_empty())?;
            for offset in function.type_ids() {
                self.types(offset, Owner::NONE)?;
            }
        }
        ensure(found == stated)
    }

    /// Reads a type and all below it, with a list of what is still to do instead of recursion.
    fn types(&mut self, offset: u32, owner: Owner) -> Option<()> {
        let mut open = vec![(offset, owner)];
        while let Some((offset, owner)) = open.pop() {
            if !self.seen.insert(offset) {
                continue;
            }
            match TypeKind::try_read(self.index, offset, owner)? {
                TypeKind::Array(array) => open.push((ArrayType::item_id(&array).0, Owner::NONE)),
                TypeKind::Union(union) => ensure(union.literals().count() == union.stated_len() as usize)?,
                TypeKind::Object(object) => {
                    self.index.try_string(object.name_id())?;
                    open.extend(object.additional_id().map(|offset| (offset, Owner::NONE)));
                    properties(object.list(), &mut open)?;
                }
                TypeKind::Discriminated(object) => {
                    object.strings().into_iter().try_for_each(|id| self.index.try_string(id).map(drop))?;
                    properties(object.base(), &mut open)?;
                    ensure(object.variants().count() == object.stated_len() as usize)?;
                    open.extend(object.variants().map(|variant| (variant.object().id().0, owner)));
                }
                _ => {}
            }
        }
        Some(())
    }
}

fn properties(list: PropertyList<'_>, open: &mut Vec<(u32, Owner)>) -> Option<()> {
    let before = open.len();
    open.extend(list.iter().map(|property| (property.kind_id(), list.owner)));
    ensure(open.len() - before == list.stated_len() as usize)
}

fn ensure(holds: bool) -> Option<()> {
    holds.then_some(())
}
