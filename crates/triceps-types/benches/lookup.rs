//! Look-ups in the built-in index.

#![allow(missing_docs, reason = "benchmarks are named, not documented")]

use divan::{Bencher, black_box};
use triceps_types::{Index, TypeKind};

fn main() {
    divan::main();
}

const TYPES: [(&str, &str); 3] = [
    ("Microsoft.App/containerApps", "2025-07-01"),
    ("Microsoft.Network/virtualNetworks", "2024-05-01"),
    ("Microsoft.Web/sites/config", "2024-04-01"),
];

/// Opening and diagnostic one type.
#[divan::bench(args = TYPES)]
fn find((name, version): (&str, &str)) -> bool {
    black_box(Index::builtin()).resource_type(black_box(name), black_box(version)).is_some()
}

/// Diagnostic one type and reading everything below its body.
#[divan::bench(args = TYPES)]
fn read_all(bencher: Bencher<'_, '_>, (name, version): (&str, &str)) {
    bencher.bench(|| {
        let resource = Index::builtin().resource_type(black_box(name), black_box(version));
        resource.map(|resource| walk(resource.body()))
    });
}

/// Diagnostic one property by name.
#[divan::bench]
fn property(bencher: Bencher<'_, '_>) {
    let resource = Index::builtin().resource_type("Microsoft.App/containerApps", "2025-07-01");
    let Some(TypeKind::Object(body)) = resource.map(|resource| resource.body()) else { return };
    bencher.bench(|| body.property(black_box("properties")));
}

/// Walking the names of all types, as a search for misspelled ones does.
#[divan::bench]
fn names() -> usize {
    Index::builtin().azure().types().map(|versioned| versioned.name().len()).sum()
}

/// Reading the whole index.
#[divan::bench(sample_count = 10)]
fn verify() -> bool {
    Index::builtin().verify().is_ok()
}

/// How many properties there are below a type.
fn walk(kind: TypeKind<'_>) -> usize {
    let mut seen = std::collections::HashSet::new();
    let mut open = vec![kind];
    let mut count = 0;
    while let Some(kind) = open.pop() {
        match kind {
            TypeKind::Array(array) => open.push(array.item()),
            TypeKind::Object(object) if seen.insert(object.id()) => {
                open.extend(object.properties().map(|property| property.kind()).inspect(|_| count += 1));
                open.extend(object.additional_properties());
            }
            TypeKind::Discriminated(object) if seen.insert(object.id()) => {
                open.extend(object.base_properties().map(|property| property.kind()).inspect(|_| count += 1));
                open.extend(object.variants().map(|variant| TypeKind::Object(variant.object())));
            }
            _ => {}
        }
    }
    count
}
