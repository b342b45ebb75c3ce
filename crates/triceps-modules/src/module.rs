//! Modules as bytes, and where they come from.

use crate::digest::Digest;
use crate::error::Error;
use crate::manifest::{Kind, Manifest, Notes};
use crate::reference::{OciReference, Pin, Reference};

/// A module as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// The compiled template, or the archive of types of an extension. Of a template spec it is the resource of the
    /// version, as the compiler keeps it.
    pub main: Vec<u8>,
    /// The manifest of the registry; a template spec has none.
    pub manifest: Option<Vec<u8>>,
    /// The digest of the manifest.
    pub digest: Option<Digest>,
    /// The archive of sources, if it was published.
    pub sources: Option<Vec<u8>>,
    /// Whether it is a template or an extension.
    pub kind: Kind,
}

/// A place that modules come from.
pub trait Registry {
    /// The module that a reference names, with its digests verified.
    ///
    /// # Errors
    ///
    /// A module that is not there, or is not what its digests say.
    fn fetch(&self, reference: &Reference) -> Result<Module, Error>;

    /// The tags of the repository of an artifact, in no order that means anything.
    ///
    /// # Errors
    ///
    /// A registry that does not answer.
    fn tags(&self, reference: &OciReference) -> Result<Vec<String>, Error>;
}

impl<R: Registry + ?Sized> Registry for &R {
    fn fetch(&self, reference: &Reference) -> Result<Module, Error> {
        (**self).fetch(reference)
    }

    fn tags(&self, reference: &OciReference) -> Result<Vec<String>, Error> {
        (**self).tags(reference)
    }
}

/// Modules in memory, for tests and for tools that have them already.
#[derive(Clone, Debug, Default)]
pub struct MemoryRegistry(std::collections::BTreeMap<Reference, Vec<u8>>);

impl MemoryRegistry {
    /// No modules.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a module, or replaces it.
    #[must_use]
    pub fn with(mut self, reference: Reference, main: impl Into<Vec<u8>>) -> Self {
        self.0.insert(reference, main.into());
        self
    }
}

impl Registry for MemoryRegistry {
    fn fetch(&self, reference: &Reference) -> Result<Module, Error> {
        let main = self.0.get(reference).ok_or_else(|| Error::missing(reference, "there is no such module"))?.clone();
        let manifest = Manifest::of_module(&main, None, &Notes::default()).to_bytes();
        Ok(Module {
            main,
            digest: Some(Digest::of(&manifest)),
            manifest: Some(manifest),
            sources: None,
            kind: Kind::Module,
        })
    }

    fn tags(&self, reference: &OciReference) -> Result<Vec<String>, Error> {
        Ok(tags_among(self.0.keys(), reference))
    }
}

/// The tags that references to one repository have.
pub(crate) fn tags_among<'a>(references: impl Iterator<Item = &'a Reference>, wanted: &OciReference) -> Vec<String> {
    references
        .filter_map(|reference| match reference {
            Reference::Registry(found) if found.registry() == wanted.registry() && found.path() == wanted.path() => {
                match found.pin() {
                    Pin::Tag(tag) => Some(tag.clone()),
                    Pin::Digest(_) => None,
                }
            }
            _ => None,
        })
        .collect()
}
