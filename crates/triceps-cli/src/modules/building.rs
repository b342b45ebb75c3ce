//! Modules for texts that are compiled.

use std::collections::{BTreeMap, HashMap};
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

/// Files, each read once, with those that were read.
pub(crate) struct Recording<'a> {
    files: &'a dyn Files,
    read: Mutex<BTreeMap<String, Vec<u8>>>,
    /// By folder: the closest configuration, with its path.
    configs: Mutex<HashMap<String, Option<Config>>>,
}

/// The path of a configuration, and its content.
type Config = (String, Vec<u8>);

impl<'a> Recording<'a> {
    pub(crate) fn new(files: &'a dyn Files) -> Self {
        Self { files, read: Mutex::default(), configs: Mutex::default() }
    }

    /// With a file that was read before.
    pub(crate) fn with(self, path: String, content: Vec<u8>) -> Self {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(path, content);
        self
    }

    /// The configuration that holds for a file, with its path.
    fn closest(&self, path: &str) -> Option<Config> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut configs = self.configs.lock().unwrap_or_else(PoisonError::into_inner);
        let known = configs.entry(folder.to_owned());
        known.or_insert_with(|| Some((self.files.config_path(path)?, self.files.config(path)?))).clone()
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
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(path) {
            return Some(known.clone());
        }
        let bytes = self.files.read(path)?;
        read.insert(path.to_owned(), bytes.clone());
        Some(bytes)
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        self.files.list(folder)
    }

    fn config(&self, path: &str) -> Option<Vec<u8>> {
        self.closest(path).map(|(_, content)| content)
    }

    fn config_path(&self, path: &str) -> Option<String> {
        self.closest(path).map(|(config, _)| config)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use triceps::read::{Files, MemoryFiles};

    use super::Recording;

    /// Files that count how often they are asked.
    struct Counted(MemoryFiles, AtomicUsize);

    impl Files for Counted {
        fn read(&self, path: &str) -> Option<Vec<u8>> {
            self.1.fetch_add(1, Ordering::Relaxed);
            self.0.read(path)
        }
    }

    #[test]
    fn each_file_is_read_once() {
        let files = MemoryFiles::new()
            .with("bicepconfig.json", "{}")
            .with("app/bicepconfig.json", "{ }")
            .with("app/main.bicep", "a");
        let files = Counted(files, AtomicUsize::new(0));
        let recording = Recording::new(&files).with("given.bicep".to_owned(), b"b".to_vec());
        for _ in 0..3 {
            assert_eq!(recording.read("app/main.bicep").as_deref(), Some(&b"a"[..]));
            assert_eq!(recording.read("given.bicep").as_deref(), Some(&b"b"[..]));
            assert_eq!(recording.config("given.bicep").as_deref(), Some(&b"{}"[..]));
            for path in ["app/main.bicep", "app/other.bicep"] {
                assert_eq!(recording.config(path).as_deref(), Some(&b"{ }"[..]));
                assert_eq!(recording.config_path(path).as_deref(), Some("app/bicepconfig.json"));
            }
        }
        // The file, and both configurations with their path.
        assert_eq!(files.1.load(Ordering::Relaxed), 5);
        assert_eq!(recording.into_read().into_keys().collect::<Vec<_>>(), ["app/main.bicep", "given.bicep"]);
    }
}
