//! What the tests share.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use triceps_modules::{BicepConfig, Reference};

/// A recorded file.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance/registry").join(name)
}

/// The recorded cache, unpacked once.
pub(crate) fn recorded_cache() -> &'static Path {
    static CACHE: OnceLock<PathBuf> = OnceLock::new();
    CACHE.get_or_init(|| {
        let folder = folder("recorded-cache");
        let mut packed =
            std::io::BufReader::new(fs::File::open(fixture("cache.tar.xz")).expect("the fixture is there"));
        let mut archive = Vec::new();
        lzma_rs::xz_decompress(&mut packed, &mut archive).expect("it is xz");
        tar::Archive::new(archive.as_slice()).unpack(&folder).expect("it is tar");
        folder
    })
}

/// A new empty folder.
pub(crate) fn folder(name: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("modules-{}-{name}-{count}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

pub(crate) fn reference(text: &str) -> Reference {
    Reference::parse(text, &BicepConfig::default()).expect("the reference is right")
}

/// Writes a file with its folders.
pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}
