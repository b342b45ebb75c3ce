//! `triceps.lock`: which modules a project uses, to the byte.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;
use triceps_core::types::closest;
use triceps_diagnostics::codes;

use crate::config::BicepConfig;
use crate::digest::Digest;
use crate::error::Error;
use crate::files::{LOCK_FILE, file_of};
use crate::manifest::Kind;
use crate::module::Module;
use crate::reference::Reference;

/// The only version there is.
const VERSION: i64 = 1;

/// What is known of a module that is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whether it is a template or an extension.
    pub kind: Kind,
    /// The digest of the manifest. A template spec has none: Azure deploys its live version.
    pub manifest: Option<Digest>,
    /// The SHA-256 of `main.json`.
    pub sha256: Digest,
    /// The bytes of `main.json`.
    pub size: u64,
    /// The name of its Rust module; none if it is used from text alone.
    pub name: Option<String>,
    /// The names of Rust types, by what they stand for in the template. Bindings decide what the keys are.
    pub types: BTreeMap<String, String>,
    /// The SHA-256 of the generated bindings.
    pub bindings: Option<Digest>,
}

impl Entry {
    /// The entry of a module, without names.
    pub fn of(module: &Module) -> Self {
        Self {
            kind: module.kind,
            manifest: module.digest,
            sha256: Digest::of(&module.main),
            size: module.main.len() as u64,
            name: None,
            types: BTreeMap::new(),
            bindings: None,
        }
    }

    /// Whether bytes are those that were locked.
    ///
    /// # Errors
    ///
    /// Other bytes, with both digests.
    pub fn check(&self, reference: &Reference, bytes: &[u8], place: &str) -> Result<(), Error> {
        let digest = Digest::of(bytes);
        if digest == self.sha256 && bytes.len() as u64 == self.size {
            return Ok(());
        }
        let message = format!(
            "`{place}` has {digest} and {} bytes, but `{LOCK_FILE}` has {} and {} bytes",
            bytes.len(),
            self.sha256,
            self.size
        );
        Err(Error::new(codes::TRI0062, reference, message)
            .with_help("put back the file as it was committed, or run `triceps modules restore`"))
    }
}

/// The content of a `triceps.lock`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    entries: BTreeMap<Reference, Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LockFile {
    version: i64,
    #[serde(default)]
    modules: BTreeMap<String, EntryFile>,
    #[serde(default)]
    extensions: BTreeMap<String, EntryFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    manifest: Option<String>,
    sha256: String,
    size: u64,
    name: Option<String>,
    #[serde(default)]
    types: BTreeMap<String, String>,
    bindings: Option<String>,
}

impl Lock {
    /// Reads the text of a lock file, which errors name by its path.
    ///
    /// # Errors
    ///
    /// What is wrong with the text.
    pub fn read(text: &str, path: &Path) -> Result<Self, Error> {
        let broken = |message: String| {
            Error::new(codes::TRI0064, path.display(), message)
                .with_help("put back the file as it was committed, or remove it and run `triceps modules sync`")
        };
        let file: LockFile = toml::from_str(text).map_err(|error| broken(error.to_string().trim_end().to_owned()))?;
        if file.version != VERSION {
            let message = format!("version {} is not known: this triceps reads version {VERSION}", file.version);
            return Err(Error::new(codes::TRI0064, path.display(), message).with_help("install a newer triceps"));
        }
        let mut lock = Self::default();
        let modules = file.modules.into_iter().map(|(key, entry)| (Kind::Module, key, entry));
        let extensions = file.extensions.into_iter().map(|(key, entry)| (Kind::Extension, key, entry));
        for (kind, key, entry) in modules.chain(extensions) {
            // Aliases are resolved before they are locked.
            let reference = Reference::parse(&key, &BicepConfig::default()).map_err(|error| {
                broken(format!("the key `{}` is not a reference: {}", key.escape_debug(), error.message))
            })?;
            if !reference.is_remote() || reference.to_string() != key {
                return Err(broken(format!(
                    "the key `{}` is not in its normal form, `{reference}`",
                    key.escape_debug()
                )));
            }
            let digest = |text: &str| {
                text.parse().map_err(|error| broken(format!("`{}` of `{key}`: {error}", text.escape_debug())))
            };
            let hex = |text: &str| {
                let error = || broken(format!("`{}` of `{key}` is not a SHA-256", text.escape_debug()));
                Digest::from_hex(text).ok_or_else(error)
            };
            if let Some(name) = entry.name.iter().chain(entry.types.values()).find(|name| !is_rust_name(name)) {
                return Err(broken(format!("`{}` of `{key}` is not a name in Rust", name.escape_debug())));
            }
            let entry = Entry {
                kind,
                manifest: entry.manifest.as_deref().map(digest).transpose()?,
                sha256: hex(&entry.sha256)?,
                size: entry.size,
                name: entry.name,
                types: entry.types,
                bindings: entry.bindings.as_deref().map(hex).transpose()?,
            };
            if matches!(reference, Reference::Registry(_)) && entry.manifest.is_none() {
                return Err(broken(format!("`{key}` has no `manifest`")));
            }
            lock.entries.insert(reference, entry);
        }
        lock.check_names().map_err(|error| broken(error.message().to_owned()))?;
        Ok(lock)
    }

    /// The text of the file: the same bytes on every machine.
    pub fn to_text(&self) -> String {
        let mut text = format!("# Written by `triceps modules`, and read by it. Commit it.\nversion = {VERSION}\n");
        for (kind, table) in [(Kind::Extension, "extensions"), (Kind::Module, "modules")] {
            let mut entries: Vec<(String, &Entry)> = self
                .entries
                .iter()
                .filter(|(_, entry)| entry.kind == kind)
                .map(|(reference, entry)| (reference.to_string(), entry))
                .collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            for (reference, entry) in entries {
                let _ = write!(text, "\n[{table}.{}]\n", quoted(&reference));
                if let Some(manifest) = &entry.manifest {
                    let _ = writeln!(text, "manifest = \"{manifest}\"");
                }
                let _ = writeln!(text, "sha256 = \"{}\"\nsize = {}", entry.sha256.hex(), entry.size);
                if let Some(name) = &entry.name {
                    let _ = writeln!(text, "name = {}", quoted(name));
                }
                if let Some(bindings) = &entry.bindings {
                    let _ = writeln!(text, "bindings = \"{}\"", bindings.hex());
                }
                if !entry.types.is_empty() {
                    let pairs: Vec<String> = entry
                        .types
                        .iter()
                        .map(|(key, name)| format!("    {} = {}", quoted(key), quoted(name)))
                        .collect();
                    let _ = writeln!(
                        text,
                        "\n[{table}.{}.types]\n{}",
                        quoted(&reference),
                        pairs.join("\n").replace("    ", "")
                    );
                }
            }
        }
        text
    }

    /// The entry of a reference.
    pub fn get(&self, reference: &Reference) -> Option<&Entry> {
        self.entries.get(reference)
    }

    /// All entries, sorted.
    pub fn entries(&self) -> impl Iterator<Item = (&Reference, &Entry)> {
        self.entries.iter()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is locked.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The reference whose Rust module has this name.
    pub fn named(&self, name: &str) -> Option<&Reference> {
        self.entries.iter().find(|(_, entry)| entry.name.as_deref() == Some(name)).map(|(reference, _)| reference)
    }

    /// The error for a name or reference that is not locked. It names another version, the closest name, or all of them.
    pub fn no_such_module(&self, text: &str, reference: Option<&Reference>) -> Error {
        if self.is_empty() {
            return Error::new(codes::TRI0061, text, "no module is locked")
                .with_help("run `triceps modules add REFERENCE` first");
        }
        let names = self.entries.values().filter_map(|entry| entry.name.as_deref());
        let other = reference.and_then(|reference| self.other_versions(reference).next());
        let help = match (other, closest(text, names).and_then(|name| Some((name, self.named(name)?)))) {
            (Some(other), _) => format!("write `{other}`, which is locked"),
            (None, Some((name, reference))) => format!("write `{name}`, which is `{reference}`"),
            (None, None) => format!("locked are {}", self.listed()),
        };
        let what = if reference.is_some() { "this module" } else { "a module with this name" };
        Error::new(codes::TRI0061, text, format!("`{LOCK_FILE}` does not have {what}")).with_help(help)
    }

    /// The modules, each as a command takes it.
    fn listed(&self) -> String {
        const MOST: usize = 10;
        let shown = self.entries.iter().take(MOST).map(|(reference, entry)| match &entry.name {
            Some(name) => format!("`{name}`"),
            None => format!("`{reference}`"),
        });
        let more = match self.len().saturating_sub(MOST) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        shown.collect::<Vec<_>>().join(", ") + &more
    }

    /// Other versions of what a reference names.
    pub fn other_versions(&self, reference: &Reference) -> impl Iterator<Item = &Reference> {
        self.entries.keys().filter(move |other| match (reference, *other) {
            (Reference::Registry(one), Reference::Registry(other)) => {
                (one.registry(), one.path()) == (other.registry(), other.path()) && one != other
            }
            (Reference::TemplateSpec(one), Reference::TemplateSpec(other)) => {
                (one.subscription(), one.group(), one.name()) == (other.subscription(), other.group(), other.name())
                    && one != other
            }
            _ => false,
        })
    }

    /// Adds an entry, or replaces it.
    pub fn insert(&mut self, reference: Reference, entry: Entry) {
        self.entries.insert(reference, entry);
    }

    /// Takes an entry out.
    pub fn remove(&mut self, reference: &Reference) -> Option<Entry> {
        self.entries.remove(reference)
    }

    /// Changes an entry.
    pub fn get_mut(&mut self, reference: &Reference) -> Option<&mut Entry> {
        self.entries.get_mut(reference)
    }

    /// Refuses two modules of one Rust name or of one file, as file systems without letter case see them.
    ///
    /// # Errors
    ///
    /// The two that clash.
    pub fn check_names(&self) -> Result<(), Error> {
        let mut names: BTreeMap<&str, &Reference> = BTreeMap::new();
        let mut files: BTreeMap<String, &Reference> = BTreeMap::new();
        for (reference, entry) in &self.entries {
            if let Some(name) = &entry.name
                && let Some(other) = names.insert(name, reference)
            {
                let message = format!("`{other}` and `{reference}` have one name in Rust, `{name}`");
                return Err(Error::new(codes::TRI0074, reference, message)
                    .with_help("give one of them another with `triceps modules add REFERENCE --as NAME`"));
            }
            if let Some(other) = files.insert(file_of(reference).to_lowercase(), reference) {
                let message = format!("`{other}` and `{reference}` would be one file where letter case does not count");
                return Err(Error::new(codes::TRI0074, reference, message));
            }
        }
        for (file, reference) in &files {
            let mut folder = file.as_str();
            while let Some((outer, _)) = folder.rsplit_once('/') {
                folder = outer;
                if let Some(other) = files.get(folder) {
                    let message = format!("the file of `{other}` would be the folder of `{reference}`");
                    return Err(Error::new(codes::TRI0074, reference, message));
                }
            }
        }
        Ok(())
    }
}

fn is_rust_name(text: &str) -> bool {
    let text = text.strip_prefix("r#").unwrap_or(text);
    text.bytes().next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for found in text.chars() {
        match found {
            '"' | '\\' => quoted.extend(['\\', found]),
            _ if found.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(found));
            }
            _ => quoted.push(found),
        }
    }
    quoted.push('"');
    quoted
}
