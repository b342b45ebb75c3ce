//! Which nested types several resources of one provider have in common.
//!
//! Types of one name and one shape, down to the last property, are one type. It is generated once
//! for the provider; a resource that has another type of that name keeps its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::shape::{Field, Model, Nested, Record, Type};

/// A nested type of one of the models.
type Node = (usize, Nested);

/// Marks what models of one provider share. They are in the order of their names.
pub(crate) fn mark(models: &mut [Model]) {
    let classes = classes(models);
    let mut shared = chosen(models, &classes);
    without_loose_ends(models, &classes, &mut shared);
    for ((model, nested), class) in &classes {
        if shared.contains(class) {
            match nested {
                Nested::Enum(at) => models[*model].enums[*at].is_shared = true,
                Nested::Record(at) => models[*model].records[*at].is_shared = true,
            }
        }
    }
}

/// The nested types that a type uses.
pub(crate) fn collect_types(kind: &Type, into: &mut Vec<Nested>) {
    match kind {
        Type::Enum(at) => into.push(Nested::Enum(*at)),
        Type::Record(at) | Type::Reference(at) => into.push(Nested::Record(*at)),
        Type::Keyed(_, inner) | Type::Map(inner) | Type::List(inner) => collect_types(inner, into),
        _ => {}
    }
}

/// The nested types that the properties of an object mention.
pub(crate) fn types_used_by(model: &Model, nested: Nested) -> Vec<Nested> {
    let mut found = Vec::new();
    if let Nested::Record(at) = nested {
        model.records[at].fields.iter().for_each(|field| collect_types(&field.kind, &mut found));
    }
    found
}

/// Nested types by what they are: those of one class are equal. Classes are split by what their
/// members mention until no class falls apart any more, so that types may mention each other.
fn classes(models: &[Model]) -> BTreeMap<Node, usize> {
    let mut keys: BTreeMap<Node, (String, Vec<Nested>)> = BTreeMap::new();
    for (index, model) in models.iter().enumerate() {
        for (at, item) in model.enums.iter().enumerate() {
            let own = format!("enum {} {:?} {}", item.rust_name, item.values, item.is_open);
            keys.insert((index, Nested::Enum(at)), (own, Vec::new()));
        }
        for (at, record) in model.records.iter().enumerate() {
            let nested = Nested::Record(at);
            keys.insert((index, nested), (of_record(record), types_used_by(model, nested)));
        }
    }
    let mut classes = numbered(keys.iter().map(|(node, (own, _))| (*node, own)));
    loop {
        let next = numbered(keys.iter().map(|(node, (_, children))| {
            let children: Vec<usize> = children.iter().map(|child| classes[&(node.0, *child)]).collect();
            (*node, (classes[node], children))
        }));
        let count = |classes: &BTreeMap<Node, usize>| classes.values().collect::<BTreeSet<_>>().len();
        if count(&next) == count(&classes) {
            return classes;
        }
        classes = next;
    }
}

/// A number for each key, in the order of the nodes.
fn numbered<K: Ord>(keys: impl Iterator<Item = (Node, K)>) -> BTreeMap<Node, usize> {
    let mut numbers = BTreeMap::new();
    keys.map(|(node, key)| {
        let next = numbers.len();
        (node, *numbers.entry(key).or_insert(next))
    })
    .collect()
}

/// An object without what its properties mention.
fn of_record(record: &Record) -> String {
    let mut text = format!("object {} {:?}", record.rust_name, record.discriminator);
    for field in &record.fields {
        let Field { path, method, docs, required, write_only, only_in, .. } = field;
        let kind = outline(&field.kind);
        let _ = write!(text, "\n{path:?} {method} {kind} {docs:?} {required} {write_only} {only_in:?}");
    }
    let _ = write!(text, "\n{:?}", record.constructors);
    text
}

fn outline(kind: &Type) -> String {
    match kind {
        Type::Enum(_) => "enum".to_owned(),
        Type::Record(_) => "object".to_owned(),
        Type::Reference(_) => "reference".to_owned(),
        Type::Keyed(key, inner) => format!("{key} of {}", outline(inner)),
        Type::Map(inner) => format!("map of {}", outline(inner)),
        Type::List(inner) => format!("list of {}", outline(inner)),
        kind => format!("{kind:?}"),
    }
}

/// For each name the class that most resources have, if several do; the first where as many have
/// another.
fn chosen(models: &[Model], classes: &BTreeMap<Node, usize>) -> BTreeSet<usize> {
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for class in classes.values() {
        *sizes.entry(*class).or_default() += 1;
    }
    let mut best: BTreeMap<&str, usize> = BTreeMap::new();
    for ((model, nested), class) in classes {
        if sizes[class] > 1 {
            let name = models[*model].nested_name(*nested);
            let winner = best.entry(name).or_insert(*class);
            if sizes[class] > sizes[winner] {
                *winner = *class;
            }
        }
    }
    best.into_values().collect()
}

/// What is shared uses shared types only.
fn without_loose_ends(models: &[Model], classes: &BTreeMap<Node, usize>, shared: &mut BTreeSet<usize>) {
    loop {
        let loose = classes.iter().find(|((model, nested), class)| {
            let children = types_used_by(&models[*model], *nested);
            shared.contains(class) && children.iter().any(|child| !shared.contains(&classes[&(*model, *child)]))
        });
        match loose {
            Some((_, class)) => shared.remove(class),
            None => return,
        };
    }
}
