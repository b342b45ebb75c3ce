//! Counts by release and namespace: types, resource types, properties at the top of their bodies, functions.

use std::collections::BTreeMap;

use triceps_types::{Catalog, Index, Provider, TypeKind};

const EXPECTED: &str = include_str!("../fixtures/counts.txt");

#[test]
fn counts_are_those_of_the_data() {
    let index = Index::builtin();
    let mut found = lines("azure", index.azure(), &loose(index));
    for extension in index.extensions() {
        let title = format!("{}:{}", extension.channel(), extension.release());
        found.extend(lines(&title, extension.catalog(), &BTreeMap::new()));
    }
    let expected: Vec<&str> = EXPECTED.lines().collect();
    let differing: Vec<_> = expected.iter().zip(&found).filter(|(expected, found)| expected != found).collect();
    assert!(differing.is_empty(), "{differing:#?}");
    assert_eq!(expected.len(), found.len());
}

#[test]
fn the_pinned_data_has_the_counts_that_the_compiler_was_recorded_with() {
    assert!(EXPECTED.starts_with("azure * 3556 36835 "));
}

#[test]
fn sources_are_those_of_the_pin_file() {
    let pins = include_str!("../../types.lock.toml");
    let sources: Vec<_> = Index::builtin().sources().collect();
    assert_eq!(sources.len(), 2);
    for source in sources {
        for field in [source.name(), source.version(), source.sha256()] {
            assert!(pins.contains(&format!("\"{field}\"")), "{field}");
        }
    }
}

#[test]
fn the_index_is_whole() {
    assert_eq!(Index::builtin().verify(), Ok(()));
}

#[test]
fn the_index_is_small() {
    assert!(include_bytes!("../../data/types.bin").len() <= 3_000_000);
}

fn lines(title: &str, catalog: Catalog<'_>, loose: &BTreeMap<String, usize>) -> Vec<String> {
    let mut counts: BTreeMap<String, [usize; 4]> =
        catalog.providers().map(|provider| (provider.name().to_lowercase(), count(provider))).collect();
    for (namespace, functions) in loose {
        counts.entry(namespace.clone()).or_default()[3] += functions;
    }
    let sum = counts.values().fold([0; 4], |sum, counts| std::array::from_fn(|at| sum[at] + counts[at]));
    let rows = [("*".to_owned(), sum)].into_iter().chain(counts);
    rows.map(|(namespace, [types, resources, properties, functions])| {
        format!("{title} {namespace} {types} {resources} {properties} {functions}")
    })
    .collect()
}

fn count(provider: Provider<'_>) -> [usize; 4] {
    let resources: Vec<_> = provider.types().flat_map(|versioned| versioned.resource_types()).collect();
    let properties = resources.iter().map(|resource| match resource.body() {
        TypeKind::Object(object) => object.properties().count(),
        TypeKind::Discriminated(object) => {
            let variants = object.variants().map(|variant| variant.object().properties().count());
            object.base_properties().count() + variants.sum::<usize>()
        }
        other => panic!("{} has the body {other:?}", resource.name()),
    });
    let functions = resources.iter().map(|resource| resource.functions().count());
    [provider.types().count(), resources.len(), properties.sum(), functions.sum()]
}

fn loose(index: &Index<'_>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (name, _, functions) in index.loose_functions() {
        let namespace = name.split('/').next().unwrap_or_default().to_lowercase();
        *counts.entry(namespace).or_default() += functions.count();
    }
    counts
}
