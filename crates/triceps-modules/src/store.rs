//! The modules of a project: its lock file, and the copies beside it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use triceps_diagnostics::codes;

use crate::cache::Cache;
use crate::config::BicepConfig;
use crate::disk;
use crate::error::Error;
use crate::files::{LOCK_FILE, MODULES_FOLDER, file_of};
use crate::interface::Interface;
use crate::limits::MAX_LAYER;
use crate::lock::{Entry, Lock};
use crate::manifest::Kind;
use crate::module::{Module, Registry, tags_among};
use crate::reference::{OciReference, Reference};
use crate::settings::Settings;

/// The modules of a project.
///
/// Reading needs no network: a module is what the lock says, to the byte, or an error.
///
/// ```no_run
/// use triceps_modules::{BicepConfig, Reference, Store};
///
/// let store = Store::find(std::path::Path::new("."))?.expect("a folder above has a triceps.lock");
/// let reference = store.lock().named("storage_account").expect("it is locked").clone();
/// let template = store.module(&reference)?;
/// let interface = store.interface(&reference)?;
/// # Ok::<(), triceps_modules::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
    lock: Lock,
    settings: Settings,
    cache: Option<Cache>,
}

impl Store {
    /// The store of the nearest folder upwards that has a lock file.
    ///
    /// # Errors
    ///
    /// A lock or settings that cannot be read.
    pub fn find(start: &Path) -> Result<Option<Self>, Error> {
        let start = std::path::absolute(start).map_err(|error| Error::disk("find", start, &error))?;
        start.ancestors().find(|folder| folder.join(LOCK_FILE).is_file()).map(Self::open).transpose()
    }

    /// The store in a folder. Without a lock file nothing is locked yet.
    ///
    /// # Errors
    ///
    /// A lock or settings that cannot be read.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let root = std::path::absolute(root).map_err(|error| Error::disk("find", root, &error))?;
        let path = root.join(LOCK_FILE);
        let lock = match disk::read_bounded(&path, MAX_LAYER)? {
            Some(bytes) => Lock::read(&String::from_utf8_lossy(&bytes), &path)?,
            None => Lock::default(),
        };
        let settings = Settings::of_project(&root)?;
        let config = BicepConfig::discover(&root).map_err(|error| Error::reference_error(root.display(), error))?;
        Ok(Self { root, lock, settings, cache: config.cache_root().map(Cache::new) })
    }

    /// Takes another cache than the one of the configuration.
    #[must_use]
    pub fn with_cache(mut self, cache: Cache) -> Self {
        self.cache = Some(cache);
        self
    }

    /// The folder with the lock file.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What is locked.
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    /// How the project keeps its modules.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The compiler's cache, if there is a place for one.
    pub fn cache(&self) -> Option<&Cache> {
        self.cache.as_ref()
    }

    /// Whether a module is copied into the project. Extensions are not.
    pub fn is_vendored(&self, entry: &Entry) -> bool {
        self.settings.vendor && entry.kind == Kind::Module
    }

    /// Where the copy of a module is.
    pub fn file(&self, reference: &Reference) -> PathBuf {
        self.root.join(file_of(reference))
    }

    /// Where the bindings of a module are, by its name in Rust.
    pub fn bindings_file(&self, name: &str) -> PathBuf {
        self.root.join("src").join("modules").join(format!("{name}.rs"))
    }

    /// The path of the copy of a module, as its bindings name it.
    pub fn file_from_bindings(&self, reference: &Reference) -> String {
        format!("../../{}", file_of(reference))
    }

    /// Writes a file of bindings, if it is another than before.
    ///
    /// # Errors
    ///
    /// A file that cannot be written.
    pub fn write_bindings(&self, path: &Path, text: &str) -> Result<(), Error> {
        if disk::read_bounded(path, MAX_LAYER)?.as_deref() == Some(text.as_bytes()) {
            return Ok(());
        }
        disk::write_whole(path, text.as_bytes())
    }

    /// What is locked of a reference; an error that names the next command if it is not locked.
    ///
    /// # Errors
    ///
    /// A module that is not locked, with the command that locks it.
    pub fn entry(&self, reference: &Reference) -> Result<&Entry, Error> {
        self.lock.get(reference).ok_or_else(|| {
            let message = match self.lock.other_versions(reference).next() {
                Some(other) => format!("the module is not in `{LOCK_FILE}`, which has `{other}`"),
                None => format!("the module is not in `{LOCK_FILE}`"),
            };
            Error::new(codes::TRI0061, reference, message).with_help(format!("run `triceps modules add {reference}`"))
        })
    }

    /// The bytes of a locked module, which fit its digest: the compiled template, or for a template spec the resource
    /// of its version.
    ///
    /// # Errors
    ///
    /// A module that is not locked, not there, or not what is locked.
    pub fn module(&self, reference: &Reference) -> Result<Vec<u8>, Error> {
        let entry = self.entry(reference)?;
        if self.is_vendored(entry) {
            let path = self.file(reference);
            let file = file_of(reference);
            let Some(bytes) = disk::read_bounded(&path, MAX_LAYER)? else {
                return Err(Error::new(codes::TRI0063, reference, format!("`{file}` is missing"))
                    .with_help("run `triceps modules restore`, or put back the file as it was committed"));
            };
            entry.check(reference, &bytes, &file)?;
            return Ok(bytes);
        }
        let cache = self.cache.as_ref();
        match cache.map(|cache| cache.locked(reference, entry)).transpose()?.flatten() {
            Some(bytes) => Ok(bytes),
            None => {
                let place = cache.map_or_else(String::new, |cache| format!(" `{}`", cache.root().display()));
                let message = format!("the cache{place} has no module with {}", entry.sha256);
                Err(Error::new(codes::TRI0063, reference, message).with_help("run `triceps modules restore`"))
            }
        }
    }

    /// What a locked module takes and gives.
    ///
    /// # Errors
    ///
    /// The same as of [`module`](Self::module), and what is not a template.
    pub fn interface(&self, reference: &Reference) -> Result<Interface, Error> {
        Interface::read(reference, &self.module(reference)?)
    }

    /// Waits for other commands that change this store, and removes what those left that were killed.
    ///
    /// # Errors
    ///
    /// A folder that cannot be locked.
    pub fn exclusive(&self) -> Result<Exclusive, Error> {
        // A folder can be locked where files are locked by their open handles; elsewhere each file is still whole.
        let held = File::open(&self.root).ok().filter(|folder| folder.lock().is_ok());
        if held.is_some() {
            disk::sweep(&self.root.join(MODULES_FOLDER));
        }
        Ok(Exclusive { _held: held })
    }

    /// Makes a lock the one of the project, with the copies of new modules. Copies come first, so that the lock never
    /// names what is not there; copies that nothing names any more go last.
    ///
    /// # Errors
    ///
    /// Names that clash, or a file that cannot be written.
    pub fn commit(&mut self, lock: Lock, modules: &[(Reference, Module)]) -> Result<(), Error> {
        lock.check_names()?;
        for (reference, module) in modules {
            if let Some(entry) = lock.get(reference)
                && self.is_vendored(entry)
            {
                disk::write_whole(&self.file(reference), &module.main)?;
            }
        }
        let path = self.root.join(LOCK_FILE);
        let text = lock.to_text();
        if disk::read_bounded(&path, MAX_LAYER)?.as_deref() != Some(text.as_bytes()) {
            disk::write_whole(&path, text.as_bytes())?;
        }
        for (reference, _) in self.lock.entries().filter(|(reference, _)| lock.get(reference).is_none()) {
            disk::remove_with_folders(&self.file(reference), &self.root.join(MODULES_FOLDER))?;
        }
        self.lock = lock;
        Ok(())
    }

    /// Files in the folder of copies that no entry names, sorted.
    ///
    /// # Errors
    ///
    /// A folder that cannot be read.
    pub fn stray(&self) -> Result<Vec<PathBuf>, Error> {
        let folder = self.root.join(MODULES_FOLDER);
        let known: std::collections::BTreeSet<PathBuf> = self
            .lock
            .entries()
            .filter(|(_, entry)| self.is_vendored(entry))
            .map(|(reference, _)| self.file(reference))
            .collect();
        let mut stray = Vec::new();
        let mut folders = vec![folder];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for entry in entries.flatten() {
                let path = entry.path();
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(path),
                    Ok(_) if path.extension().is_some_and(|end| end == "json") && !known.contains(&path) => {
                        stray.push(path);
                    }
                    _ => {}
                }
            }
        }
        stray.sort();
        Ok(stray)
    }

    /// Brings a locked module to where it is read from, unless it is there. Whether anything was done.
    ///
    /// # Errors
    ///
    /// A module that is not there, or is not what is locked.
    pub fn restore(&self, reference: &Reference, from: &dyn Registry) -> Result<bool, Error> {
        match self.module(reference) {
            Ok(_) => return Ok(false),
            Err(error) if error.code() == codes::TRI0063 || error.code() == codes::TRI0062 => {}
            Err(error) => return Err(error),
        }
        let entry = self.entry(reference)?;
        let locked = self.cache.as_ref().map(|cache| cache.locked(reference, entry)).transpose()?.flatten();
        if let Some(main) = locked {
            disk::write_whole(&self.file(reference), &main)?;
            return Ok(true);
        }
        let module = from.fetch(reference)?;
        moved(reference, entry, &module)?;
        if self.is_vendored(entry) {
            disk::write_whole(&self.file(reference), &module.main)?;
        } else if let Some(cache) = &self.cache {
            cache.put(reference, &module)?;
        }
        Ok(true)
    }
}

impl Registry for Store {
    fn fetch(&self, reference: &Reference) -> Result<Module, Error> {
        let main = self.module(reference)?;
        let entry = self.entry(reference)?;
        Ok(Module { main, manifest: None, digest: entry.manifest, sources: None, kind: entry.kind })
    }

    fn tags(&self, reference: &OciReference) -> Result<Vec<String>, Error> {
        Ok(tags_among(self.lock.entries().map(|(reference, _)| reference), reference))
    }
}

/// The right to change a store, until it is dropped.
#[derive(Debug)]
pub struct Exclusive {
    _held: Option<File>,
}

/// Refuses a module that is not the locked one.
///
/// # Errors
///
/// Both digests, if they differ.
pub fn moved(reference: &Reference, entry: &Entry, module: &Module) -> Result<(), Error> {
    let help = "ask who moved it; to take the new one, look at `triceps modules update --dry-run`, then run it with \
                `--accept-moved`";
    if let (Some(locked), Some(found)) = (entry.manifest, module.digest)
        && locked != found
    {
        let message = format!("the registry has {found} where `{LOCK_FILE}` has {locked}");
        return Err(Error::new(codes::TRI0067, reference, message).with_help(help));
    }
    let found = crate::digest::Digest::of(&module.main);
    if found != entry.sha256 {
        let message = format!("the module has {found} where `{LOCK_FILE}` has {}", entry.sha256);
        return Err(Error::new(codes::TRI0067, reference, message).with_help(help));
    }
    Ok(())
}
