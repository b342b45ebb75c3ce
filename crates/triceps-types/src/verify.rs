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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{index::Widths, layout::Sections};

    /// The sections of an index with one resource type, one type that has only functions, and one extension.
    struct Small {
        meta: Vec<u8>,
        strings: Vec<u8>,
        properties: Vec<u8>,
        types: Vec<u8>,
        versions: Vec<u8>,
        catalogs: Vec<u8>,
        providers: Vec<u8>,
        entries: Vec<u8>,
        records: Vec<u8>,
        traits: Vec<u8>,
        functions: Vec<u8>,
        loose: Vec<u8>,
    }

    impl Small {
        fn sound() -> Self {
            let cells = |cells: &[u32]| cells.iter().flat_map(|cell| cell.to_le_bytes()).collect();
            let strings = ["", "P", "P/t", "2020-01-01", "2021-01-01", "kind", "a", "list"];
            let string = |text: &str| [u8::try_from(text.len()).unwrap()].into_iter().chain(text.bytes()).collect();
            Self {
                meta: [vec![8, 8, 8, 0], cells(&[8])].concat(),
                strings: strings.map(string).into_iter().flat_map(|string: Vec<u8>| string).collect(),
                // `kind` is a literal, `a` an enum, `list` an array.
                properties: vec![5, 1, 2, 6, 0, 4, 7, 0, 8],
                types: [
                    &[3, 0][..],                          // 0: a string
                    &[4, 6],                              // 2: `a`
                    &[7, 2, 5, 6],                        // 4: `kind` or `a`
                    &[10, 4, 0, 0],                       // 8: an array of 4
                    &[12, 1, 7, 0, 0, 0, 1, 0],           // 12: an object with others of 0
                    &[13, 0, 5, 2, 1, 2, 1, 6, 12, 0, 0], // 20: the body, with 12 as its variant
                    &[12, 0, 7, 1, 2],                    // 31: what functions give
                    &[10, 0, 0, 0],                       // 36: the configuration of the extension
                ]
                .concat(),
                versions: cells(&[3, 4]),
                catalogs: cells(&[0, 0, 0, 0, 0, 0, 1, 1, 6, 3, 0, 37, 1, 1]),
                providers: cells(&[1, 0, 0, 1]),
                entries: cells(&[2, 0, 0, 1]),
                records: vec![0, 0, 20, 0, 0, 0, 0],
                traits: vec![8, 8, 0, 0, 0, 1, 0, 0],
                functions: vec![1, 7, 31, 0, 0, 0xff, 0xff, 0xff, 1, 7, 31, 0, 0, 8, 0, 0],
                loose: cells(&[2, 1, 9]),
            }
        }

        fn holds_together(&self) -> bool {
            let sections = Sections {
                meta: &self.meta,
                string_blocks: &[0; 4],
                strings: &self.strings,
                properties: &self.properties,
                types: &self.types,
                versions: &self.versions,
                catalogs: &self.catalogs,
                providers: &self.providers,
                entries: &self.entries,
                records: &self.records,
                traits: &self.traits,
                functions: &self.functions,
                loose: &self.loose,
            };
            let index = Index { bytes: &[], sections, widths: Widths { name: 8, flags: 8, kind: 8 } };
            Walk { index: &index, seen: BTreeSet::new() }.index().is_some()
        }
    }

    type Damage = fn(&mut Small);

    #[test]
    fn each_fault_is_seen() {
        assert!(Small::sound().holds_together());
        let faults: [(&str, Damage); 27] = [
            ("more strings than there are", |small| small.meta[4] = 9),
            ("a string that is not text", |small| small.strings[2] = 0xff),
            ("a version without a string", |small| small.versions[4] = 99),
            ("an extension without a release", |small| small.catalogs[36] = 99),
            ("a provider without a name", |small| small.providers[0] = 0),
            ("a type without a name", |small| small.entries[0] = 0),
            ("a resource type without a name", |small| small.traits[2] = 1),
            ("a resource type without a version", |small| small.versions[0] = 0),
            ("a body that is nowhere", |small| small.records[2] = 99),
            ("a record of no type", |small| small.records.extend([0, 0, 20, 0, 0, 0, 0])),
            ("variants without a name", |small| small.types[21] = 99),
            ("variants without a discriminator", |small| small.types[22] = 99),
            ("a property of all variants that is nowhere", |small| small.types[24] = 99),
            ("fewer variants than stated", |small| small.types[26] = 2),
            ("a variant that is not an object", |small| small.types[28] = 0),
            ("an object without a name", |small| small.types[14] = 99),
            ("further properties of a type that is nowhere", |small| small.types[15] = 99),
            ("a property that is nowhere", |small| small.types[19] = 99),
            ("a property of a type that is nowhere", |small| small.properties[5] = 99),
            ("a literal without a string", |small| small.types[7] = 99),
            ("items of a type that is nowhere", |small| small.types[9] = 99),
            ("a function without a name", |small| small.functions[1] = 0),
            ("fewer functions than stated", |small| small.functions[8] = 2),
            ("an output that is nowhere", |small| small.functions[2] = 99),
            ("an input that is nowhere", |small| small.functions[13] = 99),
            ("a function without a name, of a type without a body", |small| small.functions[9] = 0),
            ("a configuration that is nowhere", |small| small.types[37] = 99),
        ];
        for (fault, damage) in faults {
            let mut small = Small::sound();
            damage(&mut small);
            assert!(!small.holds_together(), "{fault}");
        }
    }
}
