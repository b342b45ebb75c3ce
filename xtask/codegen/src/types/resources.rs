//! Catalogs, providers, resource types and their functions.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use triceps_types::ApiVersion;

use super::{
    graph::{Catalog, Data, Function, Resource, Text, number},
    shapes::Types,
    strings::Strings,
    writer::Writer,
};

/// What stands for the type of an input that is not there.
const NO_INPUT: u32 = 0xff_ffff;

/// The sections from the versions on.
pub(crate) struct Tables {
    pub(crate) sections: [Vec<u8>; 8],
}

impl Tables {
    pub(crate) fn write(data: &Data, strings: &Strings<'_>, types: &Types) -> Result<Self, String> {
        let mut tables = Encoder {
            data,
            strings,
            types,
            versions: versions(data)?,
            providers: Writer::default(),
            entries: Writer::default(),
            records: Writer::default(),
            record_count: 0,
            traits: Writer::default(),
            traits_numbers: HashMap::new(),
            functions: Writer::default(),
            lists: HashMap::new(),
        };
        let mut catalogs = Writer::default();
        for catalog in &data.catalogs {
            let first = tables.providers.len() / 8;
            tables.catalog(catalog)?;
            let end = tables.providers.len() / 8;
            for text in [catalog.name, catalog.channel, catalog.release] {
                catalogs.word(strings.of(text));
            }
            catalogs.word(u32::from(catalog.is_singleton));
            catalogs.word(catalog.configuration.map_or(0, |node| types.offset(node) + 1));
            catalogs.word(first);
            catalogs.word(end);
        }
        // The last rows say where the last provider and type end.
        tables.providers.word(0);
        tables.providers.word(tables.entries.len() / 8);
        tables.entries.word(0);
        tables.entries.word(tables.record_count);

        let loose = tables.loose()?;
        let mut versions = Writer::default();
        let mut by_age: Vec<_> = tables.versions.values().collect();
        by_age.sort_unstable();
        for (_, text) in by_age {
            versions.word(strings.of(*text));
        }
        let Encoder { providers, entries, records, traits, functions, .. } = tables;
        let sections = [versions, catalogs, providers, entries, records, traits, functions, loose];
        Ok(Self { sections: sections.map(|section| section.bytes) })
    }
}

/// Number by age and text of every version, by its lower-case text.
fn versions(data: &Data) -> Result<HashMap<String, (u32, Text)>, String> {
    let mut found: BTreeMap<String, Text> = BTreeMap::new();
    for catalog in &data.catalogs {
        let of_resources = catalog.resources.values().map(|resource| resource.version);
        let of_functions = catalog.functions.values().map(|functions| functions.version);
        for version in of_resources.chain(of_functions) {
            let text = data.texts.get(version);
            if *found.entry(text.to_lowercase()).or_insert(version) != version {
                return Err(format!("the version `{text}` has two spellings, which the index cannot tell apart"));
            }
        }
    }
    let mut by_age: Vec<_> = found.into_iter().collect();
    by_age.sort_by(|(left, _), (right, _)| ApiVersion::new(left).cmp(&ApiVersion::new(right)));
    Ok(by_age.into_iter().enumerate().map(|(age, (key, text))| (key, (number(age), text))).collect())
}

struct Encoder<'a> {
    data: &'a Data,
    strings: &'a Strings<'a>,
    types: &'a Types,
    versions: HashMap<String, (u32, Text)>,
    providers: Writer,
    entries: Writer,
    records: Writer,
    record_count: u32,
    traits: Writer,
    traits_numbers: HashMap<Vec<u8>, u32>,
    functions: Writer,
    lists: HashMap<Vec<Function>, u32>,
}

impl<'a> Encoder<'a> {
    fn catalog(&mut self, catalog: &'a Catalog) -> Result<(), String> {
        // Namespace, then name, then the versions by age.
        let mut tree: BTreeMap<&str, BTreeMap<&str, BTreeMap<u32, &Resource>>> = BTreeMap::new();
        for ((name, version), resource) in &catalog.resources {
            let (provider, _) = name.split_once('/').ok_or_else(|| format!("`{name}` has no namespace"))?;
            let age = self.versions[version].0;
            tree.entry(provider).or_default().entry(name).or_default().insert(age, resource);
        }
        for types in tree.values() {
            self.providers.word(self.strings.of_str(self.spelling(types)));
            self.providers.word(self.entries.len() / 8);
            for (name, versions) in types {
                let newest = versions.values().next_back().ok_or("a type has a version")?.name;
                self.entries.word(self.strings.of(newest));
                self.entries.word(self.record_count);
                for (age, resource) in versions {
                    let version = self.data.texts.get(resource.version).to_lowercase();
                    let functions = catalog.functions.get(&((*name).to_owned(), version));
                    let list = self.list(functions.map_or(&[], |functions| &functions.list))?;
                    let traits = self.traits(resource, newest, list)?;
                    self.records.fixed(*age, 2)?;
                    self.records.fixed(self.types.offset(resource.body), 3)?;
                    self.records.fixed(traits, 2)?;
                    self.record_count += 1;
                }
            }
        }
        Ok(())
    }

    /// The most frequent spelling of a namespace.
    fn spelling(&self, types: &BTreeMap<&str, BTreeMap<u32, &Resource>>) -> &'a str {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for resource in types.values().flat_map(BTreeMap::values) {
            let name: &'a str = self.data.texts.get(resource.name);
            *counts.entry(name.split('/').next().unwrap_or_default()).or_default() += 1;
        }
        counts.into_iter().min_by_key(|(_, count)| Reverse(*count)).map_or("", |(name, _)| name)
    }

    fn traits(&mut self, resource: &Resource, name: Text, list: u32) -> Result<u32, String> {
        let spelling = if resource.name == name { 0 } else { self.strings.of(resource.name) + 1 };
        let mut row = Writer::default();
        row.byte(resource.readable);
        row.byte(resource.writable);
        row.fixed(spelling, 3)?;
        row.fixed(list, 3)?;
        let next = number(self.traits_numbers.len());
        let found = *self.traits_numbers.entry(row.bytes.clone()).or_insert(next);
        if found == next {
            self.traits.bytes.extend(row.bytes);
        }
        Ok(found)
    }

    /// Place of a list of functions plus one; zero is the empty list.
    fn list(&mut self, list: &[Function]) -> Result<u32, String> {
        if list.is_empty() {
            return Ok(0);
        }
        if let Some(found) = self.lists.get(list) {
            return Ok(*found);
        }
        let place = self.functions.len() + 1;
        self.functions.varint(list.len() as u64);
        for function in list {
            self.functions.varint(u64::from(self.strings.of(function.name)));
            self.functions.fixed(self.types.offset(function.output), 3)?;
            self.functions.fixed(function.input.map_or(NO_INPUT, |input| self.types.offset(input)), 3)?;
        }
        self.lists.insert(list.to_vec(), place);
        Ok(place)
    }

    /// Functions of types that have no body.
    fn loose(&mut self) -> Result<Writer, String> {
        let mut rows = BTreeMap::new();
        for catalog in &self.data.catalogs {
            for (key, functions) in &catalog.functions {
                if !catalog.resources.contains_key(key) {
                    rows.insert((key.0.as_str(), self.versions[&key.1].0), functions);
                }
            }
        }
        let mut loose = Writer::default();
        for ((_, age), functions) in rows {
            loose.word(self.strings.of(functions.name));
            loose.word(age);
            loose.word(self.list(&functions.list)?);
        }
        Ok(loose)
    }
}
