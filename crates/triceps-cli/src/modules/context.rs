//! The project of a command, and where its modules come from.

use std::path::{Path, PathBuf};

use triceps_modules::{BicepConfig, Error, Reference, Registries, Sources, Store, User};

use super::{CommandError, Place};
use crate::output::Failure;

pub(super) struct Context {
    pub(super) store: Store,
    pub(super) config: BicepConfig,
    registries: Registries,
}

impl Context {
    /// The project that a command is about, which need not have a lock file yet.
    pub(super) fn open(place: &Place) -> Result<Self, CommandError> {
        let store = match &place.project {
            Some(folder) if !folder.is_dir() => {
                return Err(
                    Failure::new(format!("`--project` names `{}`, which is not a folder", folder.display())).into()
                );
            }
            Some(folder) => Store::open(folder)?,
            None => {
                let here = here()?;
                match Store::find(&here)? {
                    Some(store) => store,
                    None => Store::open(package(&here))?,
                }
            }
        };
        let config = BicepConfig::discover(store.root()).map_err(|error| Failure::new(error.message))?;
        let user = User::of_process().with_plain_http(place.plain_http);
        let registries = Registries::new(user, config.cloud().clone())?;
        Ok(Self { store, config, registries })
    }

    /// The cache, then mirrors and registries.
    pub(super) fn sources(&self) -> Sources<'_> {
        self.offline().with_remote(Some(&self.registries))
    }

    /// The cache and folders alone.
    pub(super) fn offline(&self) -> Sources<'_> {
        Sources::new(self.store.settings()).with_cache(self.store.cache())
    }

    pub(super) fn registries(&self) -> &Registries {
        &self.registries
    }

    /// The name of a locked module, or a reference to any module.
    pub(super) fn named(&self, text: &str) -> Result<Reference, Error> {
        match self.store.lock().named(text) {
            Some(reference) => Ok(reference.clone()),
            None if text.contains(':') => self.reference(text),
            None => Err(self.store.lock().no_such_module(text, None)),
        }
    }

    /// Locked modules, each by its name or its reference.
    pub(super) fn all_locked(&self, texts: &[String]) -> Result<Vec<Reference>, CommandError> {
        let lock = self.store.lock();
        let mut references = Vec::new();
        let mut errors = Vec::new();
        for text in texts {
            match self.named(text) {
                Ok(reference) if lock.get(&reference).is_some() => references.push(reference),
                Ok(reference) => errors.push(lock.no_such_module(text, Some(&reference))),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() { Ok(references) } else { Err(CommandError::Errors(errors)) }
    }

    /// A reference to something that is not a file.
    pub(super) fn reference(&self, text: &str) -> Result<Reference, Error> {
        let reference = Reference::parse(text, &self.config).map_err(|error| Error::of_reference_error(text, error))?;
        if reference.is_remote() {
            return Ok(reference);
        }
        Err(Error::not_remote(text))
    }

    /// A path as it is shown: from the root of the project where it is below it.
    pub(super) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(self.store.root()).unwrap_or(path).display().to_string()
    }
}

pub(super) fn here() -> Result<PathBuf, Failure> {
    std::env::current_dir().map_err(|error| Failure::new(format!("there is no current folder: {error}")))
}

/// The nearest folder upwards with a `Cargo.toml`; the folder itself if there is none.
fn package(here: &Path) -> &Path {
    here.ancestors().find(|folder| folder.join("Cargo.toml").is_file()).unwrap_or(here)
}
