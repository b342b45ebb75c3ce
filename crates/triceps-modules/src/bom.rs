//! What is locked, as a bill of materials.

use serde_json::{Value, json};

use crate::lock::Entry;
use crate::manifest::Kind;
use crate::reference::{Pin, Reference};

/// A bill of materials in `CycloneDX` 1.6: the same bytes for the same modules.
pub fn cyclonedx<'a>(entries: impl Iterator<Item = (&'a Reference, &'a Entry)>) -> String {
    let components: Vec<Value> = entries.map(|(reference, entry)| component(reference, entry)).collect();
    let bom = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "tools": { "components": [{ "type": "application", "name": "triceps", "version": env!("CARGO_PKG_VERSION") }] } },
        "components": components,
    });
    let mut text = serde_json::to_string_pretty(&bom).unwrap_or_default();
    text.push('\n');
    text
}

fn component(reference: &Reference, entry: &Entry) -> Value {
    let mut component = json!({
        "type": match entry.kind {
            Kind::Module => "library",
            Kind::Extension => "framework",
        },
        "bom-ref": reference.to_string(),
        "name": match reference {
            Reference::Registry(reference) => format!("{}/{}", reference.registry(), reference.path()),
            Reference::TemplateSpec(spec) => spec.name().to_owned(),
            Reference::Path(path) => path.to_string(),
        },
        "hashes": [{ "alg": "SHA-256", "content": entry.sha256.hex() }],
    });
    match reference {
        Reference::Registry(named) => {
            component["version"] = named.version().into();
            if let Some(manifest) = entry.manifest {
                let tag = match named.pin() {
                    Pin::Tag(tag) => format!("&tag={tag}"),
                    Pin::Digest(_) => String::new(),
                };
                component["purl"] = format!(
                    "pkg:oci/{}@sha256%3A{}?repository_url={}/{}{tag}",
                    reference.short_name(),
                    manifest.hex(),
                    named.registry().replace(':', "%3A"),
                    named.path()
                )
                .into();
            }
        }
        Reference::TemplateSpec(spec) => component["version"] = spec.version().into(),
        Reference::Path(_) => {}
    }
    component
}
