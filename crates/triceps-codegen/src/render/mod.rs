//! From the shape of models to Rust text, laid out as rustfmt does.

mod body;
mod child;
mod docs;
mod handle;
mod nested;
mod pack;
mod sample;
mod types;
mod writer;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::shape::{Model, NameRule, Nested};
use pack::Item;
#[cfg(feature = "modules")]
pub(crate) use writer::Method;
pub(crate) use writer::Writer;
#[cfg(feature = "modules")]
pub(crate) use writer::escaped_start;
pub(crate) use writer::import;

/// The module of the types that resources of a provider have in common.
pub(crate) const SHARED: &str = "types";

/// Where nested types are found, as the documentation of each provider says it.
const NESTED_TYPES: [&str; 3] = [
    "Every resource has a module of its own, named after it, with all types of its objects and enums. They are found",
    "here as well, unless two resources have different types of one name: `app::DaprMetadata` is",
    "`app::dapr_component::DaprMetadata`.",
];

/// A file of a resource with more lines than this has files of its own for its types.
const LINES: usize = 1_000;

/// Names of setters are those of the data: `is_..` and `to_..` among them, and `sku_name` in `sku`.
const ALLOWED: &str = "[allow(
    clippy::pedantic,
    clippy::module_inception,
    clippy::new_without_default,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention,
    unreachable_pub,
    unused_imports
)]";

pub(crate) use sample::tests;

/// One file a resource type, files of what they share, and the `mod.rs` files above them.
pub(crate) fn files(models: &[Model], command: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut root = format!("{}//! Models made from the type index, by provider.\n\n#!{ALLOWED}\n\n", banner(command));
    for of_provider in models.chunk_by(|a, b| a.provider == b.provider) {
        let provider = &of_provider[0].provider;
        let of_all = of_provider[0].feature.as_deref().filter(|_| of_provider.iter().all(|m| m.feature.is_some()));
        let _ = writeln!(root, "{}pub mod {provider};", gate(of_all));
        let shared = shared(of_provider);
        let rule = NESTED_TYPES.map(|line| format!("//! {line}\n")).concat();
        let mut text = format!("{}//! {}\n//!\n{rule}\n", banner(command), namespace_doc(of_provider));
        // Where the provider as a whole has a feature, nothing in it needs one.
        let gate_of = |model: &Model| gate(model.feature.as_deref().filter(|_| of_all.is_none()));
        let gates = of_provider.iter().map(|model| (model.module.as_str(), gate_of(model)));
        let mut modules: Vec<(&str, String)> = gates.collect();
        if !shared.is_empty() {
            modules.push((SHARED, String::new()));
            modules.sort_unstable();
        }
        for (module, gate) in modules {
            let _ = writeln!(text, "{gate}pub mod {module};");
        }
        text.push('\n');
        text.push_str(&reexports(of_provider, !shared.is_empty(), gate_of));
        files.push((format!("{provider}/mod.rs"), text));
        for model in of_provider {
            files.extend(model_files(model, parent(model, of_provider), command));
        }
        if !shared.is_empty() {
            let doc = format!("Types that several resources of `{}` have.", namespace(of_provider));
            let text = format!("{}//! {doc}\n\n", banner(command));
            let is_gated = |item: &Shared<'_>| of_all.is_none() && item.feature.is_some();
            files.extend(type_files(&format!("{provider}/{SHARED}"), text, &shared, is_gated, command));
        }
    }
    files.push(("mod.rs".to_owned(), root));
    files
}

/// Everything in one text, without inner attributes, so that it can be included.
pub(crate) fn single_file(models: &[Model], command: &str) -> String {
    let mut text = banner(command);
    for of_provider in models.chunk_by(|a, b| a.provider == b.provider) {
        let doc = namespace_doc(of_provider);
        let rule = NESTED_TYPES.map(|line| format!("/// {line}\n")).concat();
        let _ = write!(text, "\n/// {doc}\n///\n{rule}#{ALLOWED}\npub mod {} {{\n", of_provider[0].provider);
        for model in of_provider {
            let body = model_text(model, parent(model, of_provider), true).finish(&shared_imports(model));
            let inner = format!("/// `{}`.\npub mod {} {{\n{}}}\n\n", model.type_name, model.module, indent(&body));
            text.push_str(&indent(&inner));
        }
        let shared = shared(of_provider);
        if !shared.is_empty() {
            let mut writer = Writer::default();
            shared.iter().for_each(|item| nested::write(&mut writer, item.model, item.nested, &item.places));
            let body = indent(&writer.finish(""));
            let doc = "/// Types that several resources have.";
            text.push_str(&indent(&format!("{doc}\npub mod {SHARED} {{\n{body}}}\n\n")));
        }
        text.push_str(&indent(&reexports(of_provider, !shared.is_empty(), |_| String::new())));
        text.push_str("}\n");
    }
    text
}

/// A nested type that is generated once for its provider.
struct Shared<'m> {
    /// The first model that has it.
    model: &'m Model,
    nested: Nested,
    places: String,
    /// The feature of the models that have it, if all have one.
    feature: Option<String>,
}

/// What the models share, in the order of its names.
fn shared(models: &[Model]) -> Vec<Shared<'_>> {
    let mut by_name: BTreeMap<&str, Vec<(&Model, Nested)>> = BTreeMap::new();
    for model in models {
        for nested in model.nested().filter(|nested| model.is_shared(*nested)) {
            by_name.entry(model.nested_name(nested)).or_default().push((model, nested));
        }
    }
    let shared = by_name.into_values().map(|uses| {
        let is_gated = uses.iter().all(|(model, _)| model.feature.is_some());
        let feature = uses[0].0.feature.clone().filter(|_| is_gated);
        Shared { model: uses[0].0, nested: uses[0].1, places: places(&uses), feature }
    });
    shared.collect()
}

/// Where a shared type is used: by path, and by resource where the paths differ.
fn places(uses: &[(&Model, Nested)]) -> String {
    let mut by_place: Vec<(&str, Vec<String>)> = Vec::new();
    for (model, nested) in uses {
        let place = model.nested_place(*nested);
        let owner = model.type_name.split_once('/').map_or(model.type_name.as_str(), |(_, rest)| rest);
        match by_place.iter_mut().find(|(known, _)| *known == place) {
            Some((_, owners)) => owners.push(docs::code(owner)),
            None => by_place.push((place, vec![docs::code(owner)])),
        }
    }
    let texts = by_place.iter().map(|(place, owners)| format!("{} of {}", docs::code(place), owners.join(", ")));
    texts.collect::<Vec<_>>().join("; ")
}

/// The file of a resource; where it would be too long its types have files of their own.
fn model_files(model: &Model, parent: Option<&Model>, command: &str) -> Vec<(String, String)> {
    let Model { provider, module, .. } = model;
    let head = format!("{}//! `{}`.\n\n", banner(command), model.type_name);
    let whole = model_text(model, parent, true).finish(&shared_imports(model));
    if whole.lines().count() < LINES {
        return vec![(format!("{provider}/{module}.rs"), head + &whole)];
    }
    let own: Vec<Shared<'_>> = own(model).map(|nested| of_one(model, nested)).collect();
    let mut files = type_files(&format!("{provider}/{module}"), String::new(), &own, |_| false, command);
    let (_, modules) = files.remove(0);
    let (mods, uses) = modules.split_once("\n\n").unwrap_or((&modules, ""));
    let further =
        if shared_imports(model).is_empty() { uses.to_owned() } else { format!("{}\n{uses}", shared_imports(model)) };
    let text = format!("{head}{mods}\n\n{}", model_text(model, parent, false).finish(&further));
    files.push((format!("{provider}/{module}/mod.rs"), text));
    files
}

/// A directory of nested types: its `mod.rs`, which begins with the given text, then the files of the types.
fn type_files(
    directory: &str,
    head: String,
    types: &[Shared<'_>],
    is_gated: impl Fn(&Shared<'_>) -> bool,
    command: &str,
) -> Vec<(String, String)> {
    let items: Vec<Item<'_>> = types
        .iter()
        .map(|item| {
            let mut writer = Writer::default();
            nested::write(&mut writer, item.model, item.nested, &item.places);
            Item { model: item.model, nested: item.nested, lines: writer.lines(), is_gated: is_gated(item) }
        })
        .collect();
    let packed = pack::files(&items);
    let mut modules = head;
    let mut uses = String::new();
    let mut files = Vec::new();
    for file in &packed {
        let mut writer = Writer::default();
        for at in &file.items {
            nested::write(&mut writer, types[*at].model, types[*at].nested, &types[*at].places);
        }
        let mut names: Vec<&str> = file.items.iter().map(|at| items[*at].name()).collect();
        names.sort_unstable();
        let first = &types[file.items[0]];
        let gate = gate(first.feature.as_deref().filter(|_| is_gated(first)));
        let _ = writeln!(modules, "{gate}mod {};", file.name);
        uses.push_str(&gate);
        uses.push_str(&import(&format!("pub use {}", file.name), &names));
        let used_types = writer.used_types().clone();
        let others: Vec<&str> = used_types.iter().map(String::as_str).filter(|name| !names.contains(name)).collect();
        let others = if others.is_empty() { String::new() } else { import("use super", &others) };
        let doc = format!("//! {}.\n\n", docs::code(names.first().copied().unwrap_or_default()));
        let text = format!("{}{doc}{}", banner(command), writer.finish(&others));
        files.push((format!("{directory}/{}.rs", file.name), text));
    }
    files.insert(0, (format!("{directory}/mod.rs"), format!("{modules}\n{uses}")));
    files
}

fn of_one(model: &Model, nested: Nested) -> Shared<'_> {
    Shared { model, nested, places: docs::code(model.nested_place(nested)), feature: None }
}

fn own(model: &Model) -> impl Iterator<Item = Nested> {
    model.nested().filter(|nested| !model.is_shared(*nested))
}

/// All shared types of a resource are found in its module, too: there they stay when other types
/// are asked for.
fn shared_imports(model: &Model) -> String {
    let names = model.nested().filter(|nested| model.is_shared(*nested)).map(|nested| model.nested_name(nested));
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    if names.is_empty() { String::new() } else { import(&format!("pub use super::{SHARED}"), &names) }
}

fn reexports(models: &[Model], has_shared: bool, gate: impl Fn(&Model) -> String) -> String {
    let mut text = String::new();
    let lone = lone_names(models);
    for model in models {
        let reference = format!("{}Ref", model.rust_name);
        let mut names = names_in_provider(model);
        if !model.is_flat {
            names.extend(own_names(model).filter(|name| lone.contains(name)));
        }
        names.push(&reference);
        names.sort_unstable();
        text.push_str(&gate(model));
        text.push_str(&import(&format!("pub use {}", model.module), &names));
    }
    if has_shared {
        let _ = write!(text, "\n#[doc(inline)]\npub use {SHARED}::*;\n");
    }
    text
}

fn model_text(model: &Model, parent: Option<&Model>, with_types: bool) -> Writer {
    let mut writer = Writer::default();
    body::write(&mut writer, model);
    handle::write(&mut writer, model);
    if let Some(parent) = parent {
        child::write(&mut writer, model, parent);
    }
    if with_types {
        for nested in own(model) {
            nested::write(&mut writer, model, nested, &docs::code(model.nested_place(nested)));
        }
    }
    writer
}

/// The model of the type that a type is a child of, if that is there whenever the child is.
fn parent<'m>(model: &Model, models: &'m [Model]) -> Option<&'m Model> {
    let is_named = !matches!(model.name, NameRule::Absent(_));
    let is_parent = |other: &&Model| model.parent.as_ref() == Some(&other.type_name);
    let parent = models.iter().find(is_parent).filter(|_| is_named)?;
    (parent.feature.is_none() || parent.feature == model.feature).then_some(parent)
}

fn banner(command: &str) -> String {
    format!("// @generated by `{command}` from the type index. Do not edit.\n")
}

fn gate(feature: Option<&str>) -> String {
    feature.map_or_else(String::new, |feature| format!("#[cfg(feature = \"{feature}\")]\n"))
}

/// What the module of the provider names of a resource, besides its handle.
pub(crate) fn names_in_provider(model: &Model) -> Vec<&str> {
    let mut names = vec![model.rust_name.as_str()];
    if model.is_flat {
        names.extend(own_names(model));
    }
    names
}

/// The nested types that are generated for this resource alone.
fn own_names(model: &Model) -> impl Iterator<Item = &str> {
    let outputs = model.outputs.iter().map(|output| output.rust_name.as_str());
    own(model).map(|nested| model.nested_name(nested)).chain(outputs)
}

/// The nested types of which a provider has one only: they are found in its module, too.
fn lone_names(models: &[Model]) -> BTreeSet<&str> {
    let references: Vec<String> = models.iter().map(|model| format!("{}Ref", model.rust_name)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let shared = shared(models);
    let taken = shared.iter().map(|shared| shared.model.nested_name(shared.nested));
    let taken = taken.chain(references.iter().map(String::as_str));
    let taken = taken.chain(models.iter().map(|model| model.rust_name.as_str()));
    for name in taken.chain(models.iter().flat_map(own_names)) {
        *counts.entry(name).or_default() += 1;
    }
    models.iter().flat_map(own_names).filter(|name| counts[name] == 1).collect()
}

fn namespace(models: &[Model]) -> &str {
    models[0].type_name.split('/').next().unwrap_or_default()
}

fn namespace_doc(models: &[Model]) -> String {
    format!("Resource types of `{}`.", namespace(models))
}

fn indent(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}
