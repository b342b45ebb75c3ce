//! The recorded cache, read and written.

use std::fs;

use triceps_diagnostics::codes;
use triceps_modules::{Cache, Digest, Entry, Kind, Module, Reference, Registry as _};

use crate::common::{fixture, folder, recorded_cache, reference, write};

/// Reference, size, SHA-256 and manifest digest of each row.
fn rows() -> Vec<(Reference, u64, String, String)> {
    let table = fs::read_to_string(fixture("cache.tsv")).expect("the fixture is there");
    let rows = table.lines().filter(|row| !row.starts_with('#')).map(|row| {
        let columns: Vec<&str> = row.split('\t').collect();
        let text = if columns[0].contains(':') && columns[0].starts_with("ts:") {
            columns[0].to_owned()
        } else {
            format!("br:{}", columns[0])
        };
        let manifest = columns.get(4).copied().unwrap_or_default().to_owned();
        (reference(&text), columns[2].parse().expect("a size"), columns[3].to_owned(), manifest)
    });
    rows.collect()
}

#[test]
fn every_recorded_entry_is_found_and_verified() {
    let cache = Cache::new(recorded_cache());
    let rows = rows();
    assert!(rows.len() > 250, "{}", rows.len());
    for (reference, size, sha256, manifest) in rows {
        assert!(cache.has(&reference), "{reference}");
        let module = cache.fetch(&reference).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((module.main.len() as u64, Digest::of(&module.main).hex()), (size, sha256), "{reference}");
        if let Some(digest) = module.digest {
            assert_eq!(digest.to_string(), manifest, "{reference}");
        }
    }
}

#[test]
fn what_is_written_is_what_the_compiler_writes() {
    let recorded = Cache::new(recorded_cache());
    let root = folder("written");
    let cache = Cache::new(&root);
    for text in [
        "br:contoso.azurecr.io/bicep/types:V3-Beta_1",
        "br:contoso.azurecr.io/bicep/types@sha256:bad0826ff374b0f0f9103d1b713e240d07cfbc06d0bb8db8eb3d7832791f2766",
        "ts:11111111-2222-3333-4444-555555555555/specs/storage:1.0",
    ] {
        let reference = reference(text);
        let module = recorded.fetch(&reference).expect("it is recorded");
        cache.put(&reference, &module).expect("it can be written");
        let (ours, theirs) =
            (cache.folder(&reference).expect("a folder"), recorded.folder(&reference).expect("a folder"));
        let mut names: Vec<_> =
            fs::read_dir(&theirs).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
        names.sort();
        let mut written: Vec<_> =
            fs::read_dir(&ours).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
        written.sort();
        assert_eq!(written, names, "{text}");
        for name in names {
            assert_eq!(fs::read(ours.join(&name)).ok(), fs::read(theirs.join(&name)).ok(), "{text} {}", name.display());
        }
        assert_eq!(ours.strip_prefix(&root).ok(), theirs.strip_prefix(recorded_cache()).ok());
    }
}

#[test]
fn entries_that_cannot_be_verified_are_taken_only_by_their_locked_digest() {
    let root = folder("unverified");
    let cache = Cache::new(&root);
    let reference = reference("br:contoso.azurecr.io/a:1");
    let place = cache.folder(&reference).expect("a folder");
    write(&place.join("main.json"), "{}");
    let code = |cache: &Cache| cache.get(&reference).map_err(|error| error.code().id().to_owned());
    assert_eq!(code(&cache), Err("TRI0070".to_owned()), "no manifest");
    write(&place.join("manifest"), "{}");
    write(&place.join("metadata"), "{}");
    assert!(cache.has(&reference), "the compiler takes it");
    assert_eq!(code(&cache), Err("TRI0070".to_owned()), "an empty manifest");
    let mut entry =
        Entry::of(&Module { main: b"{}".to_vec(), manifest: None, digest: None, sources: None, kind: Kind::Module });
    assert_eq!(cache.locked(&reference, &entry).expect("it can be read"), Some(b"{}".to_vec()));
    entry.sha256 = Digest::of(b"other");
    assert_eq!(cache.locked(&reference, &entry).expect("it can be read"), None);
}

#[test]
fn a_manifest_of_another_module_is_found() {
    let root = folder("swapped");
    let (cache, recorded) = (Cache::new(&root), Cache::new(recorded_cache()));
    let one = reference("br:contoso.azurecr.io/bicep/types:2.1.0");
    let other = reference("br:contoso.azurecr.io/bicep/data:1.2.3");
    cache.put(&one, &recorded.fetch(&one).expect("it is recorded")).expect("it can be written");
    let place = cache.folder(&one).expect("a folder");
    write(&place.join("main.json"), recorded.fetch(&other).expect("it is recorded").main);
    let error = cache.get(&one).expect_err("it does not fit");
    assert!(error.code() == codes::TRI0070 && error.message().contains("does not fit its manifest"), "{error}");
}

#[test]
fn two_writers_leave_an_entry_whole() {
    let root = folder("writers");
    let recorded = Cache::new(recorded_cache());
    let reference = reference("br:contoso.azurecr.io/bicep/types:2.1.0");
    let module = recorded.fetch(&reference).expect("it is recorded");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    Cache::new(&root).put(&reference, &module).expect("it can be written");
                }
            });
        }
    });
    assert_eq!(Cache::new(&root).fetch(&reference).expect("it is whole").main, module.main);
}

#[test]
fn what_is_not_there_is_an_error_with_the_next_command() {
    let error = Cache::new(folder("empty")).fetch(&reference("br/public:avm/res/x:1")).expect_err("nothing is there");
    assert_eq!(error.code(), codes::BCP190);
    assert_eq!(
        error.message(),
        "The artifact with reference \"br:mcr.microsoft.com/bicep/avm/res/x:1\" has not been restored."
    );
    assert!(error.help().is_some_and(|help| help.contains("triceps modules restore")));
}

#[test]
fn the_tags_of_a_repository_are_those_in_its_folder() {
    let cache = Cache::new(folder("tags"));
    let of = |text: &str| {
        let Reference::Registry(oci) = reference(text) else { panic!("not of a registry") };
        let mut tags = (&&cache).tags(&oci).expect("the folder can be read");
        tags.sort();
        tags
    };
    assert_eq!(of("br:contoso.azurecr.io/a:1"), [""; 0]);
    for text in ["br:contoso.azurecr.io/a:1", "br:contoso.azurecr.io/a:v2", "br:contoso.azurecr.io/b:3"] {
        write(&cache.folder(&reference(text)).expect("a folder").join("main.json"), "{}");
    }
    assert_eq!(of("br:contoso.azurecr.io/a:1"), ["1", "v2"]);
    // A file where the folder of a repository is expected.
    let Reference::Registry(file) = reference("br:contoso.azurecr.io/file:1") else { panic!("not of a registry") };
    write(&cache.root().join("br/contoso.azurecr.io/file"), "");
    assert!(cache.tags(&file).is_err());
}

#[test]
fn files_of_an_entry_have_a_limit() {
    const MAX_MANIFEST: usize = 1 << 20;
    let (root, recorded) = (folder("large"), Cache::new(recorded_cache()));
    let cache = Cache::new(&root);
    let reference = reference("br:contoso.azurecr.io/bicep/types:2.1.0");
    let module = recorded.fetch(&reference).expect("it is recorded");
    let place = cache.folder(&reference).expect("a folder");
    write(&place.join("main.json"), &module.main);
    let mut manifest = module.manifest.expect("it has a manifest");
    let code = || cache.get(&reference).map(|found| found.is_some()).map_err(|error| error.code());
    for (size, expected) in [(MAX_MANIFEST, Ok(true)), (MAX_MANIFEST + 1, Err(codes::TRI0068))] {
        manifest.resize(size, b' ');
        write(&place.join("manifest"), &manifest);
        assert_eq!(code(), expected, "{size}");
    }
}

#[test]
fn an_entry_is_restored_with_all_of_its_files() {
    let root = folder("parts");
    let cases: [(&[&str], bool); 7] = [
        (&["main.json", "manifest", "metadata"], true),
        (&["types.tgz", "manifest", "metadata"], true),
        (&["manifest", "metadata"], false),
        (&["main.json", "manifest"], false),
        (&["main.json", "metadata"], false),
        (&["types.tgz"], false),
        (&[], false),
    ];
    for (position, (names, is_restored)) in cases.into_iter().enumerate() {
        let reference = reference(&format!("br:contoso.azurecr.io/a:{position}"));
        let cache = Cache::new(&root);
        for name in names {
            write(&cache.folder(&reference).expect("a folder").join(name), "{}");
        }
        assert_eq!(cache.has(&reference), is_restored, "{names:?}");
    }
}
