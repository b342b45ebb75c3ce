//! Comparing the finished index with the JSON, property by property, and the fixtures for doing so without the JSON.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use serde_json::Value;
use triceps_types::{Catalog, Index};

use super::{json_outline, source::Archive};

#[path = "../../../../crates/triceps-types/tests/types/outline.rs"]
mod outline;

/// How many types the sample has, each at one version.
const SAMPLE: usize = 500;

/// What was compared.
pub(crate) struct Seen {
    pub(crate) compared: usize,
    pub(crate) lines: usize,
    /// Outlines of a sample of types.
    pub(crate) sample: String,
    /// Counts by namespace.
    pub(crate) counts: String,
}

/// Compares every resource type and every function of every release.
pub(crate) fn compare(index: &Index<'_>, azure: &Archive, graph: Option<&Archive>) -> Result<Seen, String> {
    let mut comparison = Comparison::new(choose(index));
    let mut release = Release::default();
    for file in azure.files() {
        let types = file.parse()?;
        comparison.file(index, index.azure(), "", &types, &mut release).map_err(|e| format!("{}: {e}", file.path))?;
    }
    comparison.finish("azure", &release);
    let found: usize = index.azure().types().map(|versioned| versioned.versions().count()).sum();
    let functions = functions_of(index);
    if (found, functions) != (release.resources.len(), release.functions.len()) {
        return Err(format!(
            "the index has {found} resource types and {functions} functions, the data has other counts"
        ));
    }

    for file in graph.map(Archive::files).unwrap_or_default() {
        let types = file.parse()?;
        let mut parts = file.path.rsplit('/').skip(1);
        let (name, channel) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let extension = index
            .extensions()
            .find(|extension| extension.release() == name && extension.channel().ends_with(channel))
            .ok_or_else(|| format!("{}: the index lacks the release", file.path))?;
        let title = format!("{}:{name}", extension.channel());
        let mut release = Release::default();
        let compared = comparison.file(index, extension.catalog(), &format!("{title} "), &types, &mut release);
        compared.map_err(|error| format!("{}: {error}", file.path))?;
        comparison.finish(&title, &release);
    }
    Ok(comparison.seen())
}

/// Counts of one release.
#[derive(Default)]
struct Release {
    /// Lower-case name and version.
    resources: BTreeSet<(String, String)>,
    /// Lower-case name and version, and name of the function.
    functions: BTreeSet<(String, String, String)>,
    /// Properties at the top of all bodies, by namespace.
    properties: BTreeMap<String, usize>,
}

struct Comparison {
    chosen: BTreeSet<String>,
    sample: BTreeMap<String, String>,
    counts: String,
    compared: usize,
    lines: usize,
}

impl Comparison {
    fn new(chosen: BTreeSet<String>) -> Self {
        Self { chosen, sample: BTreeMap::new(), counts: String::new(), compared: 0, lines: 0 }
    }

    fn file(
        &mut self,
        index: &Index<'_>,
        catalog: Catalog<'_>,
        prefix: &str,
        types: &[Value],
        release: &mut Release,
    ) -> Result<(), String> {
        for value in types {
            match value["$type"].as_str() {
                Some("ResourceType") => {
                    let full = value["name"].as_str().unwrap_or_default();
                    let (name, version) = full.split_once('@').unwrap_or_default();
                    let key = (name.to_lowercase(), version.to_lowercase());
                    // Of duplicates the first counts.
                    if !release.resources.insert(key.clone()) {
                        continue;
                    }
                    let namespace = key.0.split('/').next().unwrap_or_default().to_owned();
                    *release.properties.entry(namespace).or_default() +=
                        json_outline::top_level_properties(types, value);
                    let found = catalog.resource_type(&key.0.to_uppercase(), &key.1.to_uppercase());
                    let found = found.ok_or_else(|| format!("the index lacks `{full}`"))?;
                    if (found.name(), found.version().as_str()) != (name, version) {
                        return Err(format!("`{full}` is called `{}@{}`", found.name(), found.version()));
                    }
                    let expected = json_outline::resource(types, value);
                    self.same(&format!("{prefix}{full}"), &expected, &outline::resource(found))?;
                }
                Some("ResourceFunctionType") => {
                    let field = |key: &str| value[key].as_str().unwrap_or_default();
                    let (name, resource, version) = (field("name"), field("resourceType"), field("apiVersion"));
                    if !name.starts_with("list") {
                        continue;
                    }
                    let key = (resource.to_lowercase(), version.to_lowercase(), name.to_owned());
                    if !release.functions.insert(key) {
                        continue;
                    }
                    let title = format!("{prefix}{resource}@{version} {name}");
                    let found = index.functions(resource, version).find(|function| function.name() == name);
                    let found = found.ok_or_else(|| format!("the index lacks the function `{title}`"))?;
                    self.same(&title, &json_outline::function(types, value), &outline::function(found))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn same(&mut self, title: &str, expected: &str, found: &str) -> Result<(), String> {
        if expected != found {
            let mut lines = expected.lines().zip(found.lines()).filter(|(expected, found)| expected != found);
            let (expected, found) = lines.next().unwrap_or(("the end", "another end"));
            return Err(format!("`{title}` differs: the data says `{expected}`, the index says `{found}`"));
        }
        self.compared += 1;
        self.lines += expected.lines().count();
        let resource = title.split(' ').find(|word| word.contains('@')).unwrap_or_default();
        if self.chosen.contains(resource) || title.contains(":1.0.0 ") {
            self.sample.insert(title.to_owned(), expected.to_owned());
        }
        Ok(())
    }

    /// Writes the counts of a release: types, resource types, top-level properties and functions of each namespace.
    fn finish(&mut self, title: &str, release: &Release) {
        let mut types: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
        for (name, _) in &release.resources {
            let namespace = name.split('/').next().unwrap_or_default();
            types.entry(namespace).or_default().insert(name);
            counts.entry(namespace).or_default()[1] += 1;
        }
        for (namespace, types) in types {
            counts.entry(namespace).or_default()[0] = types.len();
        }
        for (namespace, properties) in &release.properties {
            counts.entry(namespace).or_default()[2] = *properties;
        }
        for (name, _, _) in &release.functions {
            counts.entry(name.split('/').next().unwrap_or_default()).or_default()[3] += 1;
        }
        let sum = counts.values().fold([0; 4], |sum, counts| std::array::from_fn(|at| sum[at] + counts[at]));
        for (namespace, [types, resources, properties, functions]) in [("*", sum)].into_iter().chain(counts) {
            writeln!(self.counts, "{title} {namespace} {types} {resources} {properties} {functions}")
                .unwrap_or_default();
        }
    }

    fn seen(self) -> Seen {
        let mut sample = String::new();
        for (title, outline) in self.sample {
            let _ = write!(sample, "= {title}\n{outline}");
        }
        Seen { compared: self.compared, lines: self.lines, sample, counts: self.counts }
    }
}

/// The types of the sample, each at one version: those whose names have the smallest hashes.
fn choose(index: &Index<'_>) -> BTreeSet<String> {
    let mut types: Vec<_> = index.azure().types().collect();
    types.sort_by_cached_key(|versioned| hash(&versioned.name().to_lowercase()));
    let one_version = types.into_iter().take(SAMPLE).filter_map(|versioned| {
        versioned.resource_types().min_by_key(|resource| hash(&format!("{}@{}", versioned.name(), resource.version())))
    });
    one_version.map(|resource| format!("{}@{}", resource.name(), resource.version())).collect()
}

fn functions_of(index: &Index<'_>) -> usize {
    let resources = index.azure().types().flat_map(|versioned| versioned.resource_types());
    let bound: usize = resources.map(|resource| resource.functions().count()).sum();
    let loose: usize = index.loose_functions().map(|(_, _, functions)| functions.count()).sum();
    bound + loose
}

/// FNV-1a with a final mix, so that names that begin alike do not end up side by side.
fn hash(text: &str) -> u64 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
