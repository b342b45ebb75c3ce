//! All places that modules of a project come from, in their order.

use crate::cache::Cache;
use crate::error::Error;
use crate::module::{Module, Registry};
use crate::reference::{OciReference, Reference};
use crate::settings::{Mirror, Settings};

/// The cache, then the mirror of a registry or the registry itself.
pub struct Sources<'a> {
    settings: &'a Settings,
    cache: Option<&'a Cache>,
    remote: Option<&'a (dyn Registry + Sync)>,
    is_fresh: bool,
}

impl<'a> Sources<'a> {
    /// The sources that the settings of a project name.
    pub fn new(settings: &'a Settings) -> Self {
        Self { settings, cache: None, remote: None, is_fresh: false }
    }

    /// Looks into a cache first, and keeps there what is fetched.
    #[must_use]
    pub fn with_cache(mut self, cache: Option<&'a Cache>) -> Self {
        self.cache = cache;
        self
    }

    /// Asks registries too.
    #[must_use]
    pub fn with_remote(mut self, remote: Option<&'a (dyn Registry + Sync)>) -> Self {
        self.remote = remote;
        self
    }

    /// Does not look into the cache, since what a tag means is asked again.
    #[must_use]
    pub fn fresh(mut self) -> Self {
        self.is_fresh = true;
        self
    }

    fn remotely(&self, reference: &Reference) -> Result<Module, Error> {
        let mirror = match reference {
            Reference::Registry(named) => self.settings.mirror(named).map(|mirror| (named, mirror)),
            Reference::TemplateSpec(_) | Reference::Path(_) => None,
        };
        match (mirror, self.remote) {
            (Some((_, Mirror::Folder(folder))), _) => Cache::new(folder).fetch(reference),
            (Some((named, Mirror::Registry { registry, prefix })), Some(remote)) => {
                remote.fetch(&Reference::Registry(named.mirrored(registry, prefix)))
            }
            (None, Some(remote)) => remote.fetch(reference),
            (_, None) => Err(Error::new(
                triceps_diagnostics::codes::BCP190,
                reference,
                format!("The artifact with reference \"{reference}\" has not been restored."),
            )
            .with_help("it is not in the cache, and no registry is asked: run `triceps modules restore`")),
        }
    }
}

impl Registry for Sources<'_> {
    fn fetch(&self, reference: &Reference) -> Result<Module, Error> {
        let mut doubt = None;
        if let Some(cache) = self.cache.filter(|_| !self.is_fresh) {
            match cache.get(reference) {
                Ok(Some(module)) => return Ok(module),
                Ok(None) => {}
                // An entry that cannot be verified is fetched again.
                Err(error) => doubt = Some(error),
            }
        }
        let module = match (self.remotely(reference), doubt) {
            (Ok(module), _) => module,
            (Err(_), Some(doubt)) if self.remote.is_none() => return Err(doubt),
            (Err(error), _) => return Err(error),
        };
        if let Some(cache) = self.cache {
            // A cache that cannot be written is one that can be read: the module is there all the same.
            let _ = cache.put(reference, &module);
        }
        Ok(module)
    }

    fn tags(&self, reference: &OciReference) -> Result<Vec<String>, Error> {
        match (self.settings.mirror(reference), self.remote) {
            (Some(Mirror::Folder(folder)), _) => Cache::new(folder).tags(reference),
            (Some(Mirror::Registry { registry, prefix }), Some(remote)) => {
                remote.tags(&reference.mirrored(registry, prefix))
            }
            (None, Some(remote)) => remote.tags(reference),
            (_, None) => Err(Error::missing(&Reference::Registry(reference.clone()), "no registry is asked for tags")),
        }
    }
}
