//! Manifests of Bicep artifacts.

use std::fmt::Write as _;

use serde_json::Value;
use triceps_diagnostics::codes;

use crate::digest::Digest;
use crate::error::Error;
use crate::limits::{MAX_LAYER, MAX_MANIFEST};
use crate::reference::Reference;

pub(crate) const MANIFEST_TYPE: &str = "application/vnd.oci.image.manifest.v1+json";
const MODULE_ARTIFACT: &str = "application/vnd.ms.bicep.module.artifact";
const MODULE_CONFIG: &str = "application/vnd.ms.bicep.module.config.v1+json";
const MODULE_LAYER: &str = "application/vnd.ms.bicep.module.layer.v1+json";
const SOURCE_LAYER: &str = "application/vnd.ms.bicep.module.source.v1.tar+gzip";
const EXTENSION_ARTIFACT: &str = "application/vnd.ms.bicep.provider.artifact";
const EXTENSION_CONFIG: &str = "application/vnd.ms.bicep.provider.config.v1+json";
const EXTENSION_LAYER: &str = "application/vnd.ms.bicep.provider.layer.v1.tar+gzip";

/// The configuration of an artifact: an empty object.
pub(crate) const EMPTY_CONFIG: &[u8] = b"{}";

/// What an artifact holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A template.
    Module,
    /// Types of an extension.
    Extension,
}

/// A part of an artifact: its digest and size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layer {
    pub(crate) digest: Digest,
    pub(crate) size: u64,
}

impl Layer {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self { digest: Digest::of(bytes), size: bytes.len() as u64 }
    }

    /// Whether bytes are the ones that the manifest names.
    pub(crate) fn check(&self, reference: &Reference, bytes: &[u8]) -> Result<(), Error> {
        if bytes.len() as u64 != self.size {
            let why = format!(
                "Expected blob size of {} bytes but received {} bytes from the registry.",
                self.size,
                bytes.len()
            );
            return Err(not_valid(reference, &why));
        }
        let digest = Digest::of(bytes);
        if digest != self.digest {
            let why = "The digest computed from the downloaded content does not match the requested digest.";
            return Err(Error::new(codes::BCP192, reference, why)
                .with_help(format!("the manifest has {}, the content has {digest}", self.digest)));
        }
        Ok(())
    }
}

/// What a publisher says about a module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// `metadata description` of the template.
    pub description: Option<String>,
    /// Where its documentation is.
    pub documentation: Option<String>,
    /// When it was published: `2026-11-28T23:54:01.2074540Z`.
    pub created: Option<String>,
}

/// The manifest of a module or extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Manifest {
    pub(crate) kind: Kind,
    pub(crate) main: Layer,
    pub(crate) sources: Option<Layer>,
    /// What the publisher says about it.
    notes: Notes,
}

fn not_valid(reference: &Reference, why: &str) -> Error {
    Error::new(codes::BCP192, reference, format!("The OCI artifact is not a valid Bicep artifact. {why}"))
}

impl Manifest {
    /// The manifest of a template that is about to be published.
    pub(crate) fn of_module(main: &[u8], sources: Option<&[u8]>, notes: &Notes) -> Self {
        Self { kind: Kind::Module, main: Layer::of(main), sources: sources.map(Layer::of), notes: notes.clone() }
    }

    /// Reads a manifest, and refuses what the compiler refuses.
    pub(crate) fn read(reference: &Reference, bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() as u64 > MAX_MANIFEST {
            let message = format!("the manifest is larger than {MAX_MANIFEST} bytes");
            return Err(Error::new(codes::TRI0068, reference, message));
        }
        let value: Value = serde_json::from_slice(bytes)
            .map_err(|error| not_valid(reference, &format!("The manifest is not JSON: {error}.")))?;
        let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let artifact = text(&value, "artifactType");
        let kind = match artifact.as_deref() {
            None => Kind::Module,
            Some(artifact) if artifact.eq_ignore_ascii_case(MODULE_ARTIFACT) => Kind::Module,
            Some(artifact) if artifact.eq_ignore_ascii_case(EXTENSION_ARTIFACT) => Kind::Extension,
            Some(artifact) => {
                let why = format!(
                    "artifacts of type: '{artifact}' are not supported by this Bicep version. A newer version of Bicep \
                     might be required to reference this artifact."
                );
                return Err(not_valid(reference, &why));
            }
        };
        let Some(layers) = value.get("layers").and_then(Value::as_array) else {
            let why = match text(&value, "mediaType") {
                Some(found) if value.get("manifests").is_some() => {
                    format!("It is a list of manifests ({found}), and none of one module.")
                }
                _ => "The manifest has no layers.".to_owned(),
            };
            return Err(not_valid(reference, &why));
        };
        let config = value.get("config").and_then(|config| text(config, "mediaType")).unwrap_or_default();
        let (wanted_config, wanted_layer) = match kind {
            Kind::Module => (MODULE_CONFIG, MODULE_LAYER),
            Kind::Extension => (EXTENSION_CONFIG, EXTENSION_LAYER),
        };
        if !config.eq_ignore_ascii_case(wanted_config) {
            let why = match kind {
                Kind::Module => format!(
                    "Did not expect config media type \"{config}\". A newer version of Bicep might be required to \
                     reference this artifact."
                ),
                Kind::Extension => format!("Unknown config.mediaType: '{config}'."),
            };
            return Err(not_valid(reference, &why));
        }
        let of_type = |wanted: &str| {
            let found = layers
                .iter()
                .filter(|layer| text(layer, "mediaType").is_some_and(|found| found.eq_ignore_ascii_case(wanted)));
            found.collect::<Vec<_>>()
        };
        let main = match of_type(wanted_layer)[..] {
            [main] => layer(reference, main)?,
            [] => {
                let why = format!("Expected to find a layer with media type {wanted_layer}, but found none.");
                return Err(not_valid(reference, &why));
            }
            _ => {
                let why = format!("Did not expect to find multiple layer media types of {wanted_layer}");
                return Err(not_valid(reference, &why));
            }
        };
        let sources = match of_type(SOURCE_LAYER)[..] {
            [sources] => Some(layer(reference, sources)?),
            _ => None,
        };
        let note = |key: &str| {
            let notes = value.get("annotations")?;
            text(notes, &format!("org.opencontainers.image.{key}"))
        };
        let notes =
            Notes { description: note("description"), documentation: note("documentation"), created: note("created") };
        Ok(Self { kind, main, sources, notes })
    }

    /// The manifest as the compiler writes it.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let (artifact, config, main) = match self.kind {
            Kind::Module => (MODULE_ARTIFACT, MODULE_CONFIG, MODULE_LAYER),
            Kind::Extension => (EXTENSION_ARTIFACT, EXTENSION_CONFIG, EXTENSION_LAYER),
        };
        let layer = |media: &str, layer: &Layer, title: &str| {
            format!(
                r#"{{"mediaType":{},"digest":"{}","size":{},"annotations":{{"org.opencontainers.image.title":{}}}}}"#,
                string(media),
                layer.digest,
                layer.size,
                string(title)
            )
        };
        let mut layers = layer(main, &self.main, "Compiled ARM template");
        if let Some(sources) = &self.sources {
            layers.push(',');
            layers.push_str(&layer(SOURCE_LAYER, sources, "Source files"));
        }
        let Notes { description, documentation, created } = &self.notes;
        let notes = [("description", description), ("created", created), ("documentation", documentation)];
        let notes: Vec<String> = notes
            .into_iter()
            .filter_map(|(key, text)| Some(format!(r#""org.opencontainers.image.{key}":{}"#, string(text.as_ref()?))))
            .collect();
        format!(
            r#"{{"schemaVersion":2,"mediaType":{},"artifactType":{},"config":{{"mediaType":{},"digest":"{}","size":{},"annotations":{{}}}},"layers":[{layers}],"annotations":{{{}}}}}"#,
            string(MANIFEST_TYPE),
            string(artifact),
            string(config),
            Digest::of(EMPTY_CONFIG),
            EMPTY_CONFIG.len(),
            notes.join(",")
        )
        .into_bytes()
    }
}

fn layer(reference: &Reference, value: &Value) -> Result<Layer, Error> {
    let digest = value.get("digest").and_then(Value::as_str).unwrap_or_default();
    let Ok(digest) = digest.parse() else {
        let shown: String = digest.chars().take(100).collect();
        return Err(not_valid(
            reference,
            &format!("A layer has the digest \"{}\", which is not SHA-256.", shown.escape_debug()),
        ));
    };
    let Some(size) = value.get("size").and_then(Value::as_u64) else {
        return Err(not_valid(reference, "A layer has no size."));
    };
    if size > MAX_LAYER {
        let message = format!("a layer has {size} bytes, the limit is {MAX_LAYER}");
        return Err(Error::new(codes::TRI0068, reference, message));
    }
    Ok(Layer { digest, size })
}

/// A string of JSON in the form of the compiler: all but plain ASCII is escaped.
fn string(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    let mut units = [0; 2];
    for found in text.chars() {
        match found {
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            ' '..='~' if !matches!(found, '"' | '+' | '&' | '<' | '>' | '\'' | '`') => json.push(found),
            _ => {
                for unit in found.encode_utf16(&mut units) {
                    let _ = write!(json, "\\u{unit:04X}");
                }
            }
        }
    }
    json.push('"');
    json
}
