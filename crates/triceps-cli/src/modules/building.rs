//! Modules for texts that are compiled.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use triceps::read::{Files, Modules};
use triceps_modules::{
    BicepConfig, Cache, Cloud, Error, Module, OciReference, Reference, Registries, Registry, Resolver, Settings,
    Sources, Store, User, Uses,
};

use crate::output::Failure;

/// Compiles with the modules that a file may name: with a lock upwards of it what is locked and nothing else, else the
/// cache, and what has to be fetched into it if that is allowed.
pub(crate) fn with_modules<T>(
    file: &Path,
    restore: bool,
    work: impl FnOnce(&dyn Modules) -> T,
) -> Result<(T, Option<PathBuf>), Failure> {
    let file = std::path::absolute(file).map_err(|error| Failure::disk("find", file, &error))?;
    let folder = file.parent().unwrap_or(Path::new("/"));
    let failure = |error: Error| Failure::new(format!("{}: {}", error.subject(), error.message()));
    if let Some(store) = Store::find(folder).map_err(failure)? {
        let outcome = work(&Resolver::new(&store));
        return Ok((outcome, Some(store.root().to_owned())));
    }
    // What is wrong with a configuration is found where the text needs it.
    let config = BicepConfig::discover(folder).unwrap_or_default();
    let cache = config.cache_root().map(Cache::new);
    let settings = Settings::default();
    let remote = Lazy { cloud: config.cloud().clone(), registries: OnceLock::new() };
    let sources = Sources::new(&settings).with_cache(cache.as_ref());
    let sources = if restore { sources.with_remote(Some(&remote)) } else { sources };
    Ok((work(&Resolver::new(&sources)), None))
}

/// Registries that are made ready once one of them is needed.
struct Lazy {
    cloud: Cloud,
    registries: OnceLock<Result<Registries, Error>>,
}

impl Lazy {
    fn registries(&self) -> Result<&Registries, Error> {
        let made = self.registries.get_or_init(|| Registries::new(User::of_process(), self.cloud.clone()));
        made.as_ref().map_err(Clone::clone)
    }
}

impl Registry for Lazy {
    fn fetch(&self, reference: &Reference) -> Result<Module, Error> {
        self.registries()?.fetch(reference)
    }

    fn tags(&self, reference: &OciReference) -> Result<Vec<String>, Error> {
        self.registries()?.tags(reference)
    }
}

/// Files, with those that were read.
pub(crate) struct Recording<'a> {
    files: &'a dyn Files,
    read: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl<'a> Recording<'a> {
    pub(crate) fn new(files: &'a dyn Files) -> Self {
        Self { files, read: Mutex::default() }
    }

    /// All that was read, by path.
    pub(crate) fn into_read(self) -> BTreeMap<String, Vec<u8>> {
        self.read.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Paths of modules that leave a folder, in the texts that were read.
    pub(crate) fn outside(self, root: &Path) -> Result<Vec<Error>, Error> {
        let texts = self
            .into_read()
            .into_keys()
            .map(PathBuf::from)
            .filter(|path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("bicep")));
        Ok(Uses::of_files(texts.collect())?.outside(root))
    }
}

impl Files for Recording<'_> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        let bytes = self.files.read(path)?;
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.clone());
        Some(bytes)
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        self.files.list(folder)
    }

    fn config(&self, path: &str) -> Option<Vec<u8>> {
        self.files.config(path)
    }

    fn config_path(&self, path: &str) -> Option<String> {
        self.files.config_path(path)
    }
}
