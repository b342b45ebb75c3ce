//! Every resource type has a model that is valid Rust.

use std::collections::BTreeSet;

use triceps_codegen::Config;
use triceps_types::{Index, ResourceType};

pub(crate) fn newest() -> impl Iterator<Item = ResourceType<'static>> {
    let types = Index::builtin().azure().types();
    types.filter_map(|versioned| versioned.newest_stable().or_else(|| versioned.newest()))
}

pub(crate) fn generated(resource: &ResourceType<'_>) -> String {
    let name = format!("{}@{}", resource.name(), resource.version());
    let models = Config::new().resource(&name).models().unwrap_or_else(|error| panic!("{name}: {error}"));
    models.single_file()
}

#[test]
fn every_type_that_can_be_deployed_has_a_model() {
    let (mut generated_types, mut skipped) = (0, 0);
    for resource in newest() {
        if resource.is_read_only() {
            let name = format!("{}@{}", resource.name(), resource.version());
            let error = Config::new().resource(&name).models().expect_err("it cannot be deployed");
            assert!(error.to_string().contains("can only be read"), "{error}");
            skipped += 1;
        } else {
            let text = generated(&resource);
            assert!(text.contains(&format!("\"{}\"", resource.name())), "{}", resource.name());
            distinct(&text, resource.name());
            generated_types += 1;
        }
    }
    assert_eq!(generated_types + skipped, Index::builtin().azure().types().count());
    assert!(generated_types > 2_400, "{generated_types}");
}

#[test]
fn models_are_rust() {
    // Every fortieth, and those of providers whose data is known for its oddities.
    let odd = ["Microsoft.Network/", "Microsoft.DataFactory/", "Microsoft.Web/sites/config", "Microsoft.Kusto/"];
    for (at, resource) in newest().filter(|resource| !resource.is_read_only()).enumerate() {
        let is_odd = odd.iter().any(|prefix| resource.name().starts_with(prefix));
        if at % 40 == 0 || (is_odd && at % 8 == 0) {
            let text = generated(&resource);
            if let Err(error) = syn::parse_file(&text) {
                panic!("{}: {error}", resource.name());
            }
        }
    }
}

#[test]
fn the_same_data_gives_the_same_text() {
    for resource in newest().filter(|resource| !resource.is_read_only()).step_by(100) {
        assert_eq!(generated(&resource), generated(&resource), "{}", resource.name());
    }
}

/// No type is declared twice, and no method of one type.
fn distinct(text: &str, resource: &str) {
    let mut types = BTreeSet::new();
    let mut methods = BTreeSet::new();
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("impl ") || line.starts_with("impl<") {
            methods.clear();
        }
        if let Some(rest) = line.strip_prefix("pub fn ") {
            let name = rest.split('(').next().unwrap_or_default();
            assert!(methods.insert(name.to_owned()), "{resource}: `{name}` twice");
        }
        if line == "model_enum! {" || line == "model_object! {" {
            let name = lines.find(|line| !line.starts_with("///") && !line.starts_with('#')).unwrap_or_default();
            assert!(types.insert(name.trim_end_matches(" {").to_owned()), "{resource}: `{name}` twice");
        }
        if let Some(rest) = line.strip_prefix("pub struct ") {
            let name = rest.split('(').next().unwrap_or_default();
            assert!(types.insert(name.to_owned()), "{resource}: `{name}` twice");
        }
    }
}
