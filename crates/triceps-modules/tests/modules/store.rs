//! The store of a project.

use std::fs;
use std::path::Path;

use triceps_modules::{
    Cache, Digest, Entry, Error, Lock, Mirror, Module, Reference, Registry, Settings, Sources, Store, moved,
};

use crate::common::{folder, recorded_cache, reference, write};

const TYPES: &str = "br:contoso.azurecr.io/bicep/types:2.1.0";
const DATA: &str = "br:contoso.azurecr.io/bicep/data:1.2.3";

fn recorded() -> Cache {
    Cache::new(recorded_cache())
}

/// A store with two modules in it.
fn filled(root: &Path) -> Store {
    let mut store = Store::open(root).expect("it is empty").with_cache(Cache::new(root.join("cache")));
    let mut lock = Lock::default();
    let modules: Vec<(Reference, Module)> =
        [TYPES, DATA].map(|text| (reference(text), recorded().fetch(&reference(text)).expect("it is recorded"))).into();
    for (reference, module) in &modules {
        lock.insert(reference.clone(), Entry::of(module));
    }
    store.commit(lock, &modules).expect("it can be written");
    store
}

fn code<T>(outcome: Result<T, Error>) -> String {
    outcome.map_or_else(|error| error.code().id().to_owned(), |_| "fine".to_owned())
}

#[test]
fn locked_modules_are_read_without_a_registry() {
    let root = folder("store");
    filled(&root);
    write(&root.join("src/main.rs"), "");
    let store = Store::find(&root.join("src")).expect("it can be read").expect("it is found");
    assert_eq!(store.root(), root);
    assert_eq!(
        store.module(&reference(TYPES)).expect("it is there"),
        recorded().fetch(&reference(TYPES)).expect("it is recorded").main
    );
    assert!(root.join("modules/contoso.azurecr.io/bicep/types/2.1.0.json").is_file());
    assert_eq!(store.interface(&reference(DATA)).expect("it is a template").scope.name(), "resourceGroup");
}

#[test]
fn what_does_not_fit_the_lock_is_an_error_of_its_own() {
    let root = folder("errors");
    let store = filled(&root);
    let unlocked = store.module(&reference("br:contoso.azurecr.io/bicep/absent:1.0.0")).expect_err("it is not locked");
    assert_eq!(unlocked.code().id(), "TRI0061");
    assert_eq!(unlocked.help(), Some("run `triceps modules add br:contoso.azurecr.io/bicep/absent:1.0.0`"));
    let file = store.file(&reference(TYPES));
    write(&file, "{}");
    let changed = store.module(&reference(TYPES)).expect_err("it is changed");
    assert_eq!(changed.code().id(), "TRI0062");
    for digest in [Digest::of(b"{}"), store.entry(&reference(TYPES)).expect("it is locked").sha256] {
        assert!(changed.message().contains(&digest.to_string()), "{changed}");
    }
    fs::remove_file(&file).expect("it is there");
    assert_eq!(code(store.module(&reference(TYPES))), "TRI0063");
    write(&root.join("triceps.lock"), "version = 1\n[");
    assert_eq!(code(Store::open(&root)), "TRI0064");
}

#[test]
fn a_restore_brings_back_what_is_missing_or_changed() {
    let root = folder("restore");
    let store = filled(&root);
    let sources = recorded();
    assert!(!store.restore(&reference(TYPES), &sources).expect("it is there"));
    write(&store.file(&reference(TYPES)), "{}");
    fs::remove_file(store.file(&reference(DATA))).expect("it is there");
    for text in [TYPES, DATA] {
        assert!(store.restore(&reference(text), &sources).expect("it is recorded"));
        assert_eq!(code(store.module(&reference(text))), "fine");
    }
}

#[test]
fn what_is_not_used_any_more_goes_with_its_folders() {
    let root = folder("removed");
    let mut store = filled(&root);
    let mut lock = store.lock().clone();
    lock.remove(&reference(TYPES));
    store.commit(lock, &[]).expect("it can be written");
    assert!(!root.join("modules/contoso.azurecr.io/bicep/types").exists());
    assert!(store.file(&reference(DATA)).is_file());
    write(&root.join("modules/contoso.azurecr.io/bicep/old/1.json"), "{}");
    assert_eq!(store.stray().expect("it can be read"), [root.join("modules/contoso.azurecr.io/bicep/old/1.json")]);
}

#[test]
fn without_copies_the_bytes_come_from_the_cache_by_digest() {
    let root = folder("by-digest");
    write(&root.join("triceps.toml"), "[modules]\nvendor = false\n");
    let store = filled(&root);
    assert!(!root.join("modules").exists());
    assert_eq!(code(store.module(&reference(TYPES))), "TRI0063");
    assert!(store.restore(&reference(TYPES), &recorded()).expect("it is recorded"));
    assert_eq!(code(store.module(&reference(TYPES))), "fine");
    let cache = store.cache().expect("a cache");
    write(&cache.folder(&reference(TYPES)).expect("a folder").join("main.json"), "{}");
    assert_eq!(code(store.module(&reference(TYPES))), "TRI0063");
}

#[test]
fn a_moved_tag_names_both_digests() {
    let module = recorded().fetch(&reference(TYPES)).expect("it is recorded");
    let mut entry = Entry::of(&module);
    assert_eq!(code(moved(&reference(TYPES), &entry, &module)), "fine");
    entry.manifest = Some(Digest::of(b"old"));
    let error = moved(&reference(TYPES), &entry, &module).expect_err("it moved");
    assert_eq!(error.code().id(), "TRI0067");
    for digest in [Digest::of(b"old"), module.digest.expect("a digest")] {
        assert!(error.message().contains(&digest.to_string()), "{error}");
    }
}

#[test]
fn settings_name_mirrors_and_refuse_what_is_none() {
    let root = folder("settings");
    let read = |text: &str| Settings::read(text, &root);
    let settings = read("[modules.mirrors]\n\"MCR.microsoft.com\" = \"mirror.contoso.com/mcr\"\n\"a.io\" = \"./mirror\"\n[modules.defaults]\nenableTelemetry = false\n[other]\nx = 1\n")
        .expect("it is right");
    assert_eq!(
        settings.mirrors["mcr.microsoft.com"],
        Mirror::Registry { registry: "mirror.contoso.com".to_owned(), prefix: "mcr".to_owned() }
    );
    assert_eq!(settings.mirrors["a.io"], Mirror::Folder(root.join("./mirror")));
    assert_eq!(settings.defaults["enableTelemetry"].as_bool(), Some(false));
    for bad in [
        "[modules.mirrors]\n\"a.io\" = \"https://b.io\"",
        "[modules.mirrors]\n\"a.io\" = \"user@b.io/x\"",
        "[modules]\nvendored = true",
        "[modules.mirrors]\n\"a.io\" = \"\"",
    ] {
        assert_eq!(code(read(bad)), "TRI0064", "{bad}");
    }
}

/// A registry that keeps what it was asked for.
#[derive(Default)]
struct Asked(std::sync::Mutex<Vec<String>>);

impl Registry for Asked {
    fn fetch(&self, reference: &Reference) -> Result<Module, Error> {
        self.0.lock().expect("no test panicked").push(reference.to_string());
        recorded().fetch(&Reference::parse(TYPES, &triceps_modules::BicepConfig::default()).expect("it is right"))
    }

    fn tags(&self, _: &triceps_modules::OciReference) -> Result<Vec<String>, Error> {
        Ok(Vec::new())
    }
}

#[test]
fn a_mirror_is_asked_instead_and_the_lock_keeps_the_name() {
    let root = folder("mirrors");
    let mirror = folder("mirror");
    let text = format!(
        "[modules.mirrors]\n\"contoso.azurecr.io\" = \"mirror.io/contoso\"\n\"mcr.microsoft.com\" = {:?}\n",
        recorded_cache()
    );
    let settings = Settings::read(&text, &root).expect("it is right");
    let (asked, cache) = (Asked::default(), Cache::new(mirror.join("cache")));
    let sources = Sources::new(&settings).with_cache(Some(&cache)).with_remote(Some(&asked));
    sources.fetch(&reference(TYPES)).expect("the mirror has it");
    assert_eq!(*asked.0.lock().expect("no test panicked"), ["br:mirror.io/contoso/bicep/types:2.1.0"]);
    assert!(cache.has(&reference(TYPES)), "kept under its own name");
    sources.fetch(&reference("br/public:avm/res/network/virtual-network:0.9.0")).expect("the folder has it");
    sources.fetch(&reference(TYPES)).expect("the cache has it");
    assert_eq!(asked.0.lock().expect("no test panicked").len(), 1);
}
