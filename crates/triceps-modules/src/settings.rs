//! `triceps.toml`: how a project keeps its modules.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use triceps_core::json::Json;
use triceps_diagnostics::codes;

use crate::disk;
use crate::error::Error;
use crate::files::SETTINGS_FILE;
use crate::reference::{OciReference, Reference};

/// What `[modules]` of a `triceps.toml` says.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Whether modules are copied into the project.
    pub vendor: bool,
    /// Where modules of a registry are taken from instead.
    pub mirrors: BTreeMap<String, Mirror>,
    /// Parameters that every module gets which has them.
    pub defaults: BTreeMap<String, Json>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { vendor: true, mirrors: BTreeMap::new(), defaults: BTreeMap::new() }
    }
}

/// What stands for a registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mirror {
    /// A folder in the layout of the compiler's cache.
    Folder(PathBuf),
    /// Another registry, with a path before that of each module.
    Registry {
        /// The host.
        registry: String,
        /// The path; empty for none.
        prefix: String,
    },
}

#[derive(Deserialize)]
struct SettingsFile {
    #[serde(default)]
    modules: ModulesTable,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModulesTable {
    vendor: Option<bool>,
    #[serde(default)]
    mirrors: BTreeMap<String, String>,
    #[serde(default)]
    defaults: BTreeMap<String, toml::Value>,
}

impl Settings {
    /// The settings of a project; the defaults if it has none.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn of_project(root: &Path) -> Result<Self, Error> {
        let path = root.join(SETTINGS_FILE);
        match disk::read_bounded(&path, crate::limits::MAX_MANIFEST)? {
            Some(bytes) => Self::read(&String::from_utf8_lossy(&bytes), root),
            None => Ok(Self::default()),
        }
    }

    /// Reads the text of a `triceps.toml` in a folder.
    ///
    /// # Errors
    ///
    /// What is wrong with the text.
    pub fn read(text: &str, root: &Path) -> Result<Self, Error> {
        let path = root.join(SETTINGS_FILE);
        let broken = |message: String| {
            Error::new(codes::TRI0064, path.display(), message)
                .with_help("`[modules]` takes `vendor`, `[modules.mirrors]` and `[modules.defaults]`")
        };
        let file: SettingsFile =
            toml::from_str(text).map_err(|error| broken(error.to_string().trim_end().to_owned()))?;
        let ModulesTable { vendor, mirrors, defaults } = file.modules;
        let mut settings = Self { vendor: vendor.unwrap_or(true), ..Self::default() };
        for (parameter, value) in defaults {
            let value = json(value).ok_or_else(|| {
                broken(format!("the default of `{parameter}` has a date or a number that JSON does not have"))
            })?;
            settings.defaults.insert(parameter, value);
        }
        for (registry, place) in mirrors {
            let mirror = Mirror::parse(&place, root).ok_or_else(|| {
                broken(format!(
                    "the mirror of `{registry}` is `{place}`, which is neither `host/path` nor a folder such as `./mirror`"
                ))
            })?;
            settings.mirrors.insert(registry.to_lowercase(), mirror);
        }
        Ok(settings)
    }

    /// Where an artifact is taken from; none if there is no mirror of its registry.
    pub(crate) fn mirror(&self, reference: &OciReference) -> Option<&Mirror> {
        self.mirrors.get(reference.registry())
    }
}

impl Mirror {
    fn parse(text: &str, root: &Path) -> Option<Self> {
        let is_folder = text.starts_with(['.', '/', '\\']) || Path::new(text).is_absolute();
        if is_folder {
            return Some(Self::Folder(root.join(text)));
        }
        // A path and tag are put behind it, so that the rules of references decide what is valid.
        let probe = Reference::parse(&format!("br:{text}/x:1"), &crate::config::BicepConfig::default()).ok()?;
        let Reference::Registry(probe) = probe else { return None };
        let prefix = probe.path().strip_suffix('x')?.trim_end_matches('/').to_owned();
        Some(Self::Registry { registry: probe.registry().to_owned(), prefix })
    }
}

impl OciReference {
    /// The artifact as a mirror has it.
    pub(crate) fn mirrored(&self, registry: &str, prefix: &str) -> Self {
        let path = if prefix.is_empty() { self.path().to_owned() } else { format!("{prefix}/{}", self.path()) };
        self.at(registry, path)
    }
}

/// The value in JSON; none for what it does not have.
fn json(value: toml::Value) -> Option<Json> {
    Some(match value {
        toml::Value::Boolean(value) => Json::Bool(value),
        toml::Value::Integer(number) => Json::Number(number.to_string()),
        toml::Value::Float(number) if number.is_finite() => Json::Number(format!("{number:?}")),
        toml::Value::Float(_) | toml::Value::Datetime(_) => return None,
        toml::Value::String(text) => Json::String(text),
        toml::Value::Array(items) => Json::Array(items.into_iter().map(json).collect::<Option<_>>()?),
        toml::Value::Table(members) => {
            let members = members.into_iter().map(|(name, value)| Some((name.into(), json(value)?)));
            Json::Object(members.collect::<Option<_>>()?)
        }
    })
}
