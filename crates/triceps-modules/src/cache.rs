//! The compiler's cache of modules, which is shared with it.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use triceps_diagnostics::codes;

use crate::digest::Digest;
use crate::disk;
use crate::error::Error;
use crate::limits::{MAX_LAYER, MAX_MANIFEST};
use crate::lock::Entry;
use crate::manifest::{Kind, Manifest};
use crate::module::{Module, Registry};
use crate::reference::{OciReference, Pin, Reference, TemplateSpecReference};

/// How often the lock of an entry is tried, for half a minute in all.
const TRIES: u32 = 600;
const PAUSE: Duration = Duration::from_millis(50);

/// A cache in the layout of the compiler.
///
/// It never writes an entry that the compiler would take for restored before all of its files are there.
#[derive(Clone, Debug)]
pub struct Cache {
    root: PathBuf,
}

impl Cache {
    /// The cache in a folder, which need not exist.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of an entry; none for a path.
    pub fn folder(&self, reference: &Reference) -> Option<PathBuf> {
        match reference {
            Reference::Registry(reference) => Some(self.root.join("br").join(folder_of(reference))),
            Reference::TemplateSpec(reference) => {
                Some(parts_of(reference).iter().fold(self.root.join("ts"), |folder, part| folder.join(part)))
            }
            Reference::Path(_) => None,
        }
    }

    /// The entry if it is there and its digests are right.
    ///
    /// The compiler takes any entry that has its files; without a manifest that fits it is an error here.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or an entry whose digests do not fit.
    pub fn get(&self, reference: &Reference) -> Result<Option<Module>, Error> {
        let Some(folder) = self.folder(reference) else { return Ok(None) };
        let Some(main) = main(&folder, reference)? else { return Ok(None) };
        if matches!(reference, Reference::TemplateSpec(_)) {
            return Ok(Some(Module { main, manifest: None, digest: None, sources: None, kind: Kind::Module }));
        }
        let Some(bytes) = disk::read_bounded(&folder.join("manifest"), MAX_MANIFEST)? else {
            return Err(unverified(reference, &folder, "it has no manifest"));
        };
        let digest = Digest::of(&bytes);
        let manifest = Manifest::read(reference, &bytes).map_err(|error| {
            unverified(reference, &folder, &format!("its manifest is not usable: {}", error.message()))
        })?;
        manifest
            .main
            .check(reference, &main)
            .map_err(|_| unverified(reference, &folder, "its `main.json` does not fit its manifest"))?;
        if let Reference::Registry(named) = reference
            && let Pin::Digest(wanted) = named.pin()
            && *wanted != digest
        {
            return Err(unverified(reference, &folder, &format!("its manifest has the digest {digest}")));
        }
        if let Some(metadata) = disk::read_bounded(&folder.join("metadata"), MAX_MANIFEST)?
            && let Ok(metadata) = serde_json::from_slice::<Value>(&metadata)
            && metadata.get("manifestDigest").and_then(Value::as_str).is_some_and(|answer| answer != digest.to_string())
        {
            return Err(unverified(reference, &folder, "its `metadata` names another digest than its manifest has"));
        }
        let sources = match &manifest.sources {
            Some(layer) => disk::read_bounded(&folder.join("source.tgz"), MAX_LAYER)?
                .filter(|bytes| Digest::of(bytes) == layer.digest),
            None => None,
        };
        Ok(Some(Module { main, manifest: Some(bytes), digest: Some(digest), sources, kind: manifest.kind }))
    }

    /// The bytes of an entry whose SHA-256 is locked, whatever its manifest says.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn locked(&self, reference: &Reference, entry: &Entry) -> Result<Option<Vec<u8>>, Error> {
        let Some(folder) = self.folder(reference) else { return Ok(None) };
        let main = disk::read_bounded(&folder.join(main_name(entry.kind)), MAX_LAYER)?;
        Ok(main.filter(|main| Digest::of(main) == entry.sha256))
    }

    /// Whether the compiler takes the entry for restored.
    pub fn has(&self, reference: &Reference) -> bool {
        let Some(folder) = self.folder(reference) else { return false };
        let is_there = |name: &str| folder.join(name).is_file();
        match reference {
            Reference::TemplateSpec(_) => is_there("main.json"),
            _ => (is_there("main.json") || is_there("types.tgz")) && is_there("manifest") && is_there("metadata"),
        }
    }

    /// Writes an entry. Each file is written completely before it is renamed, and the file that marks the entry as restored
    /// comes last.
    ///
    /// # Errors
    ///
    /// A file that cannot be written.
    pub fn put(&self, reference: &Reference, module: &Module) -> Result<(), Error> {
        let Some(folder) = self.folder(reference) else { return Ok(()) };
        fs::create_dir_all(&folder).map_err(|error| Error::disk("create", &folder, &error))?;
        let _held = hold(&folder.join("lock"))?;
        disk::sweep(&folder);
        // An entry that is being replaced is not restored in between.
        let metadata = folder.join("metadata");
        if fs::remove_file(&metadata).is_ok() {
            let _ = fs::remove_file(folder.join("source.tgz"));
        }
        disk::write_whole(&folder.join(main_name(module.kind)), &module.main)?;
        if let Some(sources) = &module.sources {
            disk::write_whole(&folder.join("source.tgz"), sources)?;
        }
        if let (Some(manifest), Some(digest)) = (&module.manifest, module.digest) {
            disk::write_whole(&folder.join("manifest"), manifest)?;
            disk::write_whole(&metadata, format!("{{\n  \"manifestDigest\": \"{digest}\"\n}}").as_bytes())?;
        }
        Ok(())
    }
}

impl Registry for Cache {
    fn fetch(&self, reference: &Reference) -> Result<Module, Error> {
        self.get(reference)?.ok_or_else(|| {
            let message = format!("The artifact with reference \"{reference}\" has not been restored.");
            Error::new(codes::BCP190, reference, message)
                .with_help(format!("it is not in the cache `{}`: run `triceps modules restore`", self.root.display()))
        })
    }

    fn tags(&self, reference: &OciReference) -> Result<Vec<String>, Error> {
        let Some(folder) = self.folder(&Reference::Registry(reference.clone())) else { return Ok(Vec::new()) };
        let repository = folder.parent().unwrap_or(&folder);
        let entries = match fs::read_dir(repository) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::disk("read", repository, &error)),
        };
        let mut tags = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| Error::disk("read", repository, &error))?;
            if let Some((tag, _)) = entry.file_name().to_str().and_then(|name| name.rsplit_once('$')) {
                tags.push(tag.to_owned());
            }
        }
        tags.sort();
        Ok(tags)
    }
}

/// The content of an entry.
fn main(folder: &Path, reference: &Reference) -> Result<Option<Vec<u8>>, Error> {
    let main = disk::read_bounded(&folder.join(main_name(Kind::Module)), MAX_LAYER)?;
    match (main, reference) {
        (None, Reference::Registry(_)) => disk::read_bounded(&folder.join(main_name(Kind::Extension)), MAX_LAYER),
        (main, _) => Ok(main),
    }
}

fn unverified(reference: &Reference, folder: &Path, why: &str) -> Error {
    let message = format!("the entry `{}` of the cache cannot be verified: {why}", folder.display());
    Error::new(codes::TRI0070, reference, message).with_help(
        "remove the folder and run `triceps modules restore`, or lock the module's SHA-256 with `triceps modules add`",
    )
}

fn main_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Module => "main.json",
        Kind::Extension => "types.tgz",
    }
}

/// Waits for the lock of an entry, which stays as an empty file.
fn hold(path: &Path) -> Result<File, Error> {
    let file = File::options().create(true).truncate(false).write(true).open(path);
    let file = file.map_err(|error| Error::disk("lock", path, &error))?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(Error::disk("lock", path, &error)),
        }
    }
    let message = format!("another process holds `{}` for more than half a minute", path.display());
    Err(Error::new(codes::TRI0075, path.display(), message))
}

/// The folder of an artifact below `br`, as the compiler encodes it.
fn folder_of(reference: &OciReference) -> PathBuf {
    let version = match reference.pin() {
        Pin::Tag(tag) => format!("{tag}${}", capitals(tag)),
        Pin::Digest(digest) => digest.to_string().replace(':', "#"),
    };
    Path::new(&reference.registry().replace(':', "$")).join(reference.path().replace('/', "$")).join(version)
}

/// Which characters of a tag are capitals: a number of base 16 whose bits count from the first character on, in words
/// of 64 bits, the last one first, digits in lower case.
fn capitals(tag: &str) -> String {
    let mut words = [0u64; 2];
    for (at, byte) in tag.bytes().enumerate() {
        if byte.is_ascii_uppercase() {
            words[at / 64] |= 1 << (at % 64);
        }
    }
    match words {
        [0, 0] => String::new(),
        [low, 0] => format!("{low:x}"),
        [low, high] => format!("{high:x}{low:016x}"),
    }
}

fn parts_of(reference: &TemplateSpecReference) -> [String; 4] {
    [reference.subscription(), reference.group(), reference.name(), reference.version()].map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::capitals;

    #[test]
    fn letter_case_of_tags_is_kept() {
        assert_eq!(capitals("1.0.0"), "");
        assert_eq!(capitals("MixedCase-V1_0"), "421");
        assert_eq!(capitals("V3-Beta_1"), "9");
    }
}
