//! The sources of a module: packed as the compiler does, unpacked with care.

use std::fs;
use std::io::Read as _;
use std::path::{Component, Path};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::json;
use triceps_diagnostics::codes;

use crate::disk;
use crate::error::Error;
use crate::limits::{MAX_SOURCE_FILES, MAX_SOURCES};
use crate::reference::Reference;

/// What the archive says it was made by.
const COMPILER: &str = "0.49.2";
/// Bytes of an archive beside those of its files.
const MAX_HEADERS: u64 = 16 << 20;

/// Packs the files that a module was compiled from; the first is the one that it starts from.
pub fn pack(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let kind = |path: &str| match path.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).as_deref() {
        Some("json" | "jsonc" | "arm") => "ArmTemplate",
        _ => "Bicep",
    };
    let listed: Vec<_> = files
        .iter()
        .map(|(path, _)| json!({ "path": path, "archivePath": format!("files/{path}"), "kind": kind(path), "sourceArtifactId": null }))
        .collect();
    let metadata = json!({
        "metadataVersion": 1,
        "entryPoint": files.first().map_or("", |(path, _)| path.as_str()),
        "bicepVersion": COMPILER,
        "sourceFiles": listed,
        "documentLinks": {},
    });
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::default()));
    let mut add = |path: &str, bytes: &[u8]| {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        // Memory takes everything; what a path cannot hold in the header is a path that is too long.
        let _ = archive.append_data(&mut header, path, bytes);
    };
    add("__metadata.json", metadata.to_string().as_bytes());
    for (path, bytes) in files {
        add(&format!("files/{path}"), bytes);
    }
    archive.into_inner().and_then(GzEncoder::finish).unwrap_or_default()
}

/// Unpacks the sources of a module into a folder: plain files alone, and only below it.
///
/// # Errors
///
/// An archive that is too large, holds more than plain files, or leads out of the folder.
pub fn unpack(reference: &Reference, archive: &[u8], folder: &Path) -> Result<usize, Error> {
    let refuse = |what: String| Error::new(codes::TRI0073, reference, what);
    let broken = |error: std::io::Error| refuse(format!("the archive of sources cannot be read: {error}"));
    let too_large = || {
        let message = format!("the sources have more than {MAX_SOURCES} bytes or {MAX_SOURCE_FILES} files");
        Error::new(codes::TRI0068, reference, message)
    };
    // What is unpacked is bounded, not what is packed.
    let unpacked = GzDecoder::new(archive).take(MAX_SOURCES + MAX_HEADERS);
    let mut files = Vec::new();
    let mut total = 0;
    let mut archive = tar::Archive::new(unpacked);
    for entry in archive.entries().map_err(broken)? {
        let mut entry = entry.map_err(broken)?;
        let path = entry.path().map_err(broken)?.into_owned();
        let kind = entry.header().entry_type();
        if kind.is_dir() {
            continue;
        }
        let shown = path.display().to_string();
        let shown = shown.escape_debug();
        if !kind.is_file() {
            return Err(refuse(format!("`{shown}` of the sources is not a plain file")));
        }
        let is_below = path.components().all(|part| matches!(part, Component::Normal(_)))
            && !path.to_string_lossy().contains(['\\', ':'])
            && path.components().next().is_some();
        if !is_below {
            return Err(refuse(format!("`{shown}` of the sources leads out of its folder")));
        }
        total += entry.size().min(MAX_SOURCES + 1);
        if files.len() >= MAX_SOURCE_FILES || total > MAX_SOURCES {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(broken)?;
        files.push((path, bytes));
    }
    fs::create_dir_all(folder).map_err(|error| Error::disk("create", folder, &error))?;
    for (path, bytes) in &files {
        disk::write_whole(&folder.join(path), bytes)?;
    }
    Ok(files.len())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::path::PathBuf;

    use tar::EntryType;

    use super::{Compression, GzEncoder, pack, unpack};
    use crate::config::BicepConfig;
    use crate::reference::Reference;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("triceps-archive-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        folder
    }

    fn named() -> Reference {
        Reference::parse("br:a.io/m:1", &BicepConfig::default()).expect("it is right")
    }

    /// A part of an archive as no writer makes it.
    fn entry(path: &str, kind: EntryType, bytes: &[u8]) -> Vec<u8> {
        let mut header = tar::Header::new_ustar();
        // The name is put in as it is, as a writer would refuse it.
        header.as_mut_bytes()[..path.len()].copy_from_slice(path.as_bytes());
        header.set_entry_type(kind);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        let mut block = header.as_bytes().to_vec();
        block.extend_from_slice(bytes);
        block.resize(block.len().next_multiple_of(512), 0);
        block
    }

    fn zipped(parts: &[Vec<u8>]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        for part in parts {
            encoder.write_all(part).expect("memory takes everything");
        }
        encoder.write_all(&[0; 1024]).expect("memory takes everything");
        encoder.finish().expect("memory takes everything")
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let folder = folder("round");
        let archive =
            pack(&[("main.bicep".to_owned(), b"param a int".to_vec()), ("sub/x.json".to_owned(), b"{}".to_vec())]);
        assert_eq!(unpack(&named(), &archive, &folder), Ok(3));
        assert_eq!(std::fs::read(folder.join("files/sub/x.json")).ok(), Some(b"{}".to_vec()));
        assert_eq!(
            archive,
            pack(&[("main.bicep".to_owned(), b"param a int".to_vec()), ("sub/x.json".to_owned(), b"{}".to_vec())])
        );
    }

    #[test]
    fn nothing_leaves_the_folder() {
        let folder = folder("hostile");
        let file = EntryType::Regular;
        for (path, kind) in [
            ("/etc/x", file),
            ("../x", file),
            ("a/../../x", file),
            ("a\\..\\x", file),
            ("C:x", file),
            ("link", EntryType::Symlink),
            ("hard", EntryType::Link),
            ("fifo", EntryType::Fifo),
            ("device", EntryType::Char),
        ] {
            let error = unpack(&named(), &zipped(&[entry("fine", file, b"x"), entry(path, kind, b"")]), &folder);
            assert_eq!(error.expect_err(path).code().id(), "TRI0073", "{path}");
            assert!(!folder.exists(), "{path}: nothing is written before all is looked at");
        }
    }

    #[test]
    fn archives_are_bounded() {
        let folder = folder("large");
        let many: Vec<Vec<u8>> = (0..10_001).map(|at| entry(&format!("f{at}"), EntryType::Regular, b"")).collect();
        assert_eq!(unpack(&named(), &zipped(&many), &folder).expect_err("too many").code().id(), "TRI0068");
        // The first three are read to their ends: together they are smaller than the limit.
        let large = vec![0; 33 << 20];
        let mut large: Vec<Vec<u8>> = (0..3).map(|at| entry(&format!("f{at}"), EntryType::Regular, &large)).collect();
        large.push(entry("f3", EntryType::Regular, &vec![0; 2 << 20]));
        assert_eq!(unpack(&named(), &zipped(&large), &folder).expect_err("too large").code().id(), "TRI0068");
        assert_eq!(unpack(&named(), b"no archive", &folder).expect_err("no archive").code().id(), "TRI0073");
    }
}
