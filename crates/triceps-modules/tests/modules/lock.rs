//! The lock file.

use std::path::Path;

use triceps_diagnostics::codes;
use triceps_modules::{Cache, Entry, Lock, Registry as _, check_name, choose_name};

use crate::common::{recorded_cache, reference};

fn entry(text: &str) -> Entry {
    Entry::of(&Cache::new(recorded_cache()).fetch(&reference(text)).expect("it is recorded"))
}

const TYPES: &str = "br:contoso.azurecr.io/bicep/types:2.1.0";
const SPEC: &str = "ts:11111111-2222-3333-4444-555555555555/specs/storage:1.0";

#[test]
fn a_lock_is_written_sorted_and_read_back() {
    let mut lock = Lock::default();
    lock.insert(reference(SPEC), entry(SPEC));
    let mut types = entry(TYPES);
    types.name = Some("types".to_owned());
    types.types.insert("owner".to_owned(), "Owner".to_owned());
    lock.insert(reference(TYPES), types);
    let text = lock.to_text();
    let expected = r#"# Written by `triceps modules`, and read by it. Commit it.
version = 1

[modules."br:contoso.azurecr.io/bicep/types:2.1.0"]
manifest = "sha256:bad0826ff374b0f0f9103d1b713e240d07cfbc06d0bb8db8eb3d7832791f2766"
sha256 = "9096923ea49a0af750e20bb4a2afc04edc074eedbb4f5ab22c09e30d083e019f"
size = 5232
name = "types"

[modules."br:contoso.azurecr.io/bicep/types:2.1.0".types]
"owner" = "Owner"

[modules."ts:11111111-2222-3333-4444-555555555555/specs/storage:1.0"]
sha256 = "HASH"
size = SIZE
"#;
    let spec = entry(SPEC);
    let expected = expected.replace("HASH", &spec.sha256.hex()).replace("SIZE", &spec.size.to_string());
    assert_eq!(text, expected);
    assert_eq!(Lock::read(&text, Path::new("triceps.lock")).expect("it is right"), lock);
}

#[test]
fn a_broken_lock_is_an_error_that_names_what_is_wrong() {
    let sha = "0".repeat(64);
    let whole = |key: &str, more: &str| {
        format!("version = 1\n[modules.\"{key}\"]\nmanifest = \"sha256:{sha}\"\nsha256 = \"{sha}\"\nsize = 1\n{more}")
    };
    for (text, part) in [
        ("version = 2".to_owned(), "version 2"),
        ("versoin = 1".to_owned(), "versoin"),
        (whole("br/public:x:1", ""), "normal form"),
        (whole("br:A.io/x:1", ""), "normal form"),
        (whole("x.bicep", ""), "normal form"),
        (whole("br:a.io/X:1", ""), "not a reference"),
        (whole("br:a.io/x:1", "name = \"../x\""), "name in Rust"),
        (whole("br:a.io/x:1", "other = 1"), "other"),
        (whole("br:a.io/x:1", "").replace("sha256:0", "sha256:G"), "digest"),
        (whole("br:a.io/x:1", "").replace("size = 1", "size = -1"), "size"),
        (whole("br:a.io/x:1", "").replace("manifest", "# manifest"), "manifest"),
        (whole("br:a.io/x:V1", "") + &whole("br:a.io/x:v1", "").replace("version = 1\n", ""), "letter case"),
        (
            whole("br:a.io/a:b.json", "").replace("a:b.json", "a:b")
                + &whole("br:a.io/a/b.json:1", "").replace("version = 1\n", ""),
            "folder",
        ),
    ] {
        let error = Lock::read(&text, Path::new("triceps.lock")).expect_err(part);
        assert!(error.code() == codes::TRI0064 && error.message().contains(part), "{part}: {error}");
    }
}

#[test]
fn names_come_from_the_last_segment_and_from_the_group_on_a_clash() {
    let mut lock = Lock::default();
    let mut add = |text: &str| {
        let reference = reference(text);
        let name = choose_name(&lock, &reference).map_err(|error| error.code().id().to_owned())?;
        let mut entry = entry(TYPES);
        entry.name = Some(name.clone());
        lock.insert(reference, entry);
        Ok::<String, String>(name)
    };
    assert_eq!(add("br/public:avm/res/operational-insights/workspace:0.1.0").as_deref(), Ok("workspace"));
    assert_eq!(add("br/public:avm/res/databricks/workspace:0.1.0").as_deref(), Ok("databricks_workspace"));
    assert_eq!(add("br:contoso.azurecr.io/databricks/workspace:0.1.0"), Err("TRI0074".to_owned()));
    assert_eq!(add("br/public:avm/res/databricks/workspace:0.2.0"), Err("TRI0074".to_owned()));
}

#[test]
fn names_of_users_are_names_in_rust() {
    let reference = reference("br:contoso.azurecr.io/a:1");
    for name in ["storage", "storage_account", "a2", "type_"] {
        assert_eq!(check_name(&reference, name), Ok(()), "{name}");
    }
    for (name, written) in
        [("Storage", "storage"), ("storage-account", "storage_account"), ("2a", "module_2a"), ("type", "type_")]
    {
        let error = check_name(&reference, name).expect_err(name);
        assert_eq!((error.code(), error.help()), (codes::TRI0074, Some(format!("write `--as {written}`").as_str())));
    }
}

#[test]
fn a_module_that_is_not_locked_is_told_apart_from_ten_that_are() {
    let mut lock = Lock::default();
    assert!(lock.is_empty());
    let shown = |lock: &Lock| lock.no_such_module("absent", None).help().map(str::to_owned).unwrap_or_default();
    assert_eq!(shown(&lock), "run `triceps modules add REFERENCE` first");
    let types = entry(TYPES);
    for at in 10..22 {
        lock.insert(reference(&format!("br:contoso.azurecr.io/bicep:{at}")), types.clone());
        let listed = (10..=at.min(19)).map(|at| format!("`br:contoso.azurecr.io/bicep:{at}`"));
        let more = if at > 19 { format!(" and {} more", at - 19) } else { String::new() };
        assert_eq!(shown(&lock), format!("locked are {}{more}", listed.collect::<Vec<_>>().join(", ")));
    }
    assert_eq!(lock.len(), 12);
}

#[test]
fn other_versions_are_those_of_the_same_path() {
    let mut lock = Lock::default();
    let spec = entry(SPEC);
    let known = [
        "br:contoso.azurecr.io/a:1",
        "br:contoso.azurecr.io/a:2",
        "br:contoso.azurecr.io/b:1",
        "br:other.azurecr.io/a:1",
        "ts:11111111-2222-3333-4444-555555555555/specs/a:1",
        "ts:11111111-2222-3333-4444-555555555555/specs/a:2",
        "ts:11111111-2222-3333-4444-555555555555/specs/b:1",
        "ts:11111111-2222-3333-4444-555555555555/others/a:1",
    ];
    for text in known {
        lock.insert(reference(text), spec.clone());
    }
    let others =
        |text: &str| -> Vec<String> { lock.other_versions(&reference(text)).map(ToString::to_string).collect() };
    assert_eq!(others(known[0]), [known[1]]);
    assert_eq!(others(known[2]), [""; 0]);
    assert_eq!(others(known[4]), [known[5]]);
    assert_eq!(others("br:contoso.azurecr.io/a:3"), [known[0], known[1]]);
    assert_eq!(others("ts:11111111-2222-3333-4444-555555555555/specs/b:2"), [known[6]]);
}
