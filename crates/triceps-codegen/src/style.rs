//! What is chosen by hand in the models of one namespace: names, shortcuts, and what properties are
//! for, none of which the data knows.

use std::collections::{BTreeMap, BTreeSet};

use crate::docs::Docs;
use crate::error::Error;

/// How the models of one namespace differ from what the data gives.
///
/// Resources and nested types are named as in Rust, properties by their path from there.
///
/// ```
/// use triceps_codegen::{Config, Style};
///
/// let style = Style::new("Microsoft.Storage")
///     .rename("NetworkRuleSet", "NetworkRules")
///     .flatten("StorageAccount", "properties.sasPolicy")
///     .method("StorageAccount", "properties.networkAcls", "network");
/// let text = Config::new().resource("Microsoft.Storage/storageAccounts@2026-04-01").style(style).models()?.single_file();
/// assert!(text.contains("pub fn network(mut self, value: impl IntoValue<NetworkRules>) -> Self"));
/// assert!(text.contains("pub fn sas_expiration_period("));
/// # Ok::<(), triceps_codegen::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a style does nothing before `Config::style`"]
pub struct Style {
    namespace: String,
    renames: BTreeMap<String, String>,
    flattened: BTreeSet<(String, String)>,
    arguments: BTreeMap<String, Vec<String>>,
    fixed: BTreeMap<(String, String), String>,
    methods: BTreeMap<(String, String), String>,
    taken: BTreeSet<(String, String)>,
    constructors: BTreeMap<String, String>,
    flat: BTreeSet<String>,
    docs: Vec<String>,
}

impl Style {
    /// A style that changes nothing yet.
    pub fn new(namespace: impl Into<String>) -> Self {
        Self {
            namespace: namespace.into(),
            renames: BTreeMap::new(),
            flattened: BTreeSet::new(),
            arguments: BTreeMap::new(),
            fixed: BTreeMap::new(),
            methods: BTreeMap::new(),
            taken: BTreeSet::new(),
            constructors: BTreeMap::new(),
            flat: BTreeSet::new(),
            docs: Vec::new(),
        }
    }

    /// Gives a nested type another name. Types that are the same but for their names may get the same
    /// one: they become one type then.
    pub fn rename(mut self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.renames.insert(from.into(), to.into());
        self
    }

    /// Has the properties of the object at this path set on its owner, as those of `properties` are.
    pub fn flatten(mut self, owner: impl Into<String>, path: impl Into<String>) -> Self {
        self.flattened.insert((owner.into(), path.into()));
        self
    }

    /// The properties that `new` takes, in this order. What is required and not named follows.
    pub fn arguments<P: Into<String>>(mut self, owner: impl Into<String>, paths: impl IntoIterator<Item = P>) -> Self {
        self.arguments.insert(owner.into(), paths.into_iter().map(Into::into).collect());
        self
    }

    /// Has `new` set a property to a value instead of asking for it.
    pub fn fixed(mut self, owner: impl Into<String>, path: impl Into<String>, value: impl Into<String>) -> Self {
        self.fixed.insert((owner.into(), path.into()), value.into());
        self
    }

    /// The name of the setter and of the read accessor of a property.
    pub fn method(mut self, owner: impl Into<String>, path: impl Into<String>, name: impl Into<String>) -> Self {
        self.methods.insert((owner.into(), path.into()), name.into());
        self
    }

    /// A method that is written by hand beside the model: the setter that would have its name gets
    /// `with_` in front of it.
    pub fn taken(mut self, owner: impl Into<String>, method: impl Into<String>) -> Self {
        self.taken.insert((owner.into(), method.into()));
        self
    }

    /// Another name for `new`, where that is written by hand.
    pub fn constructor(mut self, owner: impl Into<String>, name: impl Into<String>) -> Self {
        self.constructors.insert(owner.into(), name.into());
        self
    }

    /// Has the module of the provider name the nested types of a resource, too.
    pub fn flat(mut self, resource: impl Into<String>) -> Self {
        self.flat.insert(resource.into());
        self
    }

    /// What types and properties are for, as Markdown: a heading of the second level for each type,
    /// below it the text of the type, then a list of its properties, or of the values of an enum.
    ///
    /// ```text
    /// ## StorageAccount
    ///
    /// An account for blobs, files, queues and tables.
    ///
    /// - `properties.accessTier`: how often blobs are read
    /// ```
    pub fn docs(mut self, markdown: impl Into<String>) -> Self {
        self.docs.push(markdown.into());
        self
    }
}

/// A style while it is applied: it remembers what was of use.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    style: Option<Style>,
    docs: Docs,
    used: BTreeSet<String>,
}

impl Applied {
    pub(crate) fn new(style: Style) -> Result<Self, Error> {
        let docs = Docs::parse(&style.docs.join("\n"))
            .map_err(|error| Error::new(format!("documentation of `{}`: {error}", style.namespace)))?;
        Ok(Self { style: Some(style), docs, used: BTreeSet::new() })
    }

    pub(crate) fn is_for(&self, namespace: &str) -> bool {
        self.style.as_ref().is_some_and(|style| style.namespace.eq_ignore_ascii_case(namespace))
    }

    pub(crate) fn docs(&mut self) -> &mut Docs {
        &mut self.docs
    }

    /// The name that a nested type has.
    pub(crate) fn renamed(&mut self, name: String) -> String {
        match self.style.as_ref().and_then(|style| style.renames.get(&name)) {
            Some(new) => {
                self.used.insert(entry("rename", &name, ""));
                new.clone()
            }
            None => name,
        }
    }

    pub(crate) fn is_flattened(&mut self, owner: &str, path: &str) -> bool {
        let key = (owner.to_owned(), path.to_owned());
        let is_flattened = self.style.as_ref().is_some_and(|style| style.flattened.contains(&key));
        self.note(is_flattened, "flatten", owner, path)
    }

    pub(crate) fn arguments(&self, owner: &str) -> Option<Vec<String>> {
        self.style.as_ref()?.arguments.get(owner).cloned()
    }

    /// Notes that an argument was found.
    pub(crate) fn found_argument(&mut self, owner: &str, path: &str) {
        self.note(true, "arguments", owner, path);
    }

    pub(crate) fn fixed(&mut self, owner: &str, path: &str) -> Option<String> {
        let value = self.style.as_ref()?.fixed.get(&(owner.to_owned(), path.to_owned())).cloned();
        self.note(value.is_some(), "fixed", owner, path);
        value
    }

    pub(crate) fn method(&mut self, owner: &str, path: &str) -> Option<String> {
        let name = self.style.as_ref()?.methods.get(&(owner.to_owned(), path.to_owned())).cloned();
        self.note(name.is_some(), "method", owner, path);
        name
    }

    pub(crate) fn is_taken(&mut self, owner: &str, method: &str) -> bool {
        let key = (owner.to_owned(), method.to_owned());
        let is_taken = self.style.as_ref().is_some_and(|style| style.taken.contains(&key));
        self.note(is_taken, "taken", owner, method)
    }

    /// The methods of a type that are written by hand.
    pub(crate) fn taken(&self, owner: &str) -> Vec<String> {
        let taken = self.style.iter().flat_map(|style| &style.taken);
        taken.filter(|(of, _)| of == owner).map(|(_, method)| method.clone()).collect()
    }

    pub(crate) fn constructor(&mut self, owner: &str) -> Option<String> {
        let name = self.style.as_ref()?.constructors.get(owner).cloned();
        self.note(name.is_some(), "constructor", owner, "");
        name
    }

    pub(crate) fn is_flat(&mut self, resource: &str) -> bool {
        let is_flat = self.style.as_ref().is_some_and(|style| style.flat.contains(resource));
        self.note(is_flat, "flat", resource, "")
    }

    /// What changed nothing.
    pub(crate) fn unused(&self) -> Vec<String> {
        let Some(style) = &self.style else { return Vec::new() };
        let mut all: Vec<String> = Vec::new();
        all.extend(style.renames.keys().map(|name| entry("rename", name, "")));
        all.extend(style.flattened.iter().map(|(owner, path)| entry("flatten", owner, path)));
        for (owner, paths) in &style.arguments {
            all.extend(paths.iter().map(|path| entry("arguments", owner, path)));
        }
        all.extend(style.fixed.keys().map(|(owner, path)| entry("fixed", owner, path)));
        all.extend(style.methods.keys().map(|(owner, path)| entry("method", owner, path)));
        all.extend(style.taken.iter().map(|(owner, method)| entry("taken", owner, method)));
        all.extend(style.constructors.keys().map(|owner| entry("constructor", owner, "")));
        all.extend(style.flat.iter().map(|resource| entry("flat", resource, "")));
        all.retain(|entry| !self.used.contains(entry));
        all.extend(self.docs.unused());
        all.into_iter().map(|entry| format!("{}: {entry}", style.namespace)).collect()
    }

    fn note(&mut self, is_used: bool, what: &str, owner: &str, path: &str) -> bool {
        if is_used {
            self.used.insert(entry(what, owner, path));
        }
        is_used
    }
}

fn entry(what: &str, owner: &str, path: &str) -> String {
    format!("{what} {owner} {path}").trim_end().to_owned()
}
