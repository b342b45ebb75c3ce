//! A registry without accounts: requests and files as recorded of the compiler.

use std::fs;

use serde_json::Value;
use triceps_modules::{Cache, Notes, Publication, Reference, Registry as _};

use crate::server::{MAIN, Seen, Server, Shelf, fixture, folder, loopback, manifest, reference};

/// The recorded requests of a step.
fn recorded(step: &str) -> Vec<Value> {
    let table = fs::read_to_string(fixture("requests.jsonl")).expect("the fixture is there");
    let rows: Vec<Value> = table.lines().map(|row| serde_json::from_str(row).expect("a row")).collect();
    let start = rows.iter().position(|row| row["step"] == step).expect("the step is there");
    rows[start + 1..].iter().take_while(|row| row.get("step").is_none()).cloned().collect()
}

/// The parts that a recorded request has.
fn shown(seen: &Seen) -> Value {
    let mut path = seen.url.clone();
    path = path.replace("some-id?_state=some-state", "<id>?_state=<state>");
    let mut row = serde_json::json!({ "method": seen.method, "path": path, "request-bytes": seen.body.len() });
    for name in ["accept", "content-type"] {
        if let Some(value) = seen.header(name) {
            row[name] = value.into();
        }
    }
    row
}

fn assert_as_recorded(seen: &[Seen], recorded: &[Value], step: &str) {
    let expected: Vec<Value> = recorded
        .iter()
        .map(|row| {
            let mut row = row.clone();
            let members = row.as_object_mut().expect("an object");
            members.retain(|name, _| {
                ["method", "path", "request-bytes", "accept", "content-type"].contains(&name.as_str())
            });
            row
        })
        .collect();
    let seen: Vec<Value> = seen.iter().map(shown).collect();
    let sorted = |rows: &[Value]| {
        rows.iter()
            .map(|row| {
                serde_json::to_string_pretty(
                    &row.as_object().expect("an object").iter().collect::<std::collections::BTreeMap<_, _>>(),
                )
                .expect("JSON")
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(sorted(&seen), sorted(&expected), "{step}");
}

#[test]
fn publishing_and_restoring_is_what_the_compiler_does() {
    let shelf = Shelf::default();
    let server = Server::start({
        let shelf = shelf.clone();
        move |seen| shelf.answer(seen)
    });
    let registries = loopback();
    let target = |tag: &str| reference(&format!("br:127.0.0.1:{}/team/shared:{tag}", server.port));
    let oci = |reference: &Reference| match reference {
        Reference::Registry(reference) => reference.clone(),
        other => panic!("{other}"),
    };
    let (one, two) = (target("1.0.0"), target("1.1.0"));
    let main = fs::read(fixture("cache/1.0.0/main.json")).expect("the fixture is there");
    let sources = fs::read(fixture("cache/1.1.0/source.tgz")).expect("the fixture is there");
    let description = Some("Names, \"quoted\", for über teams & more.".to_owned());
    let first = Publication {
        main: &main,
        sources: None,
        notes: Notes {
            description: description.clone(),
            documentation: Some("https://example.com/shared".to_owned()),
            created: Some("2026-11-28T23:54:01.2074540Z".to_owned()),
        },
        overwrite: false,
    };
    let digest = registries.publish(&oci(&one), &first).expect("it is published");
    assert_eq!(digest.to_string(), "sha256:db44862de460f02e26a84b2613b8b5a524b39c62f441e5b952e8fcd354e99dea");
    let mut seen = server.seen();
    assert_as_recorded(&seen, &recorded("publish"), "publish");

    let second = Publication {
        main: &main,
        sources: Some(&sources),
        notes: Notes { description, documentation: None, created: Some("2026-11-28T23:54:04.1444086Z".to_owned()) },
        overwrite: false,
    };
    registries.publish(&oci(&two), &second).expect("it is published");
    let mut step = server.seen().split_off(seen.len());
    assert_as_recorded(&step, &recorded("publish-with-source"), "publish-with-source");
    seen.append(&mut step);

    let error = registries.publish(&oci(&one), &first).expect_err("it is there already");
    assert!(error.code().id() == "TRI0067" && error.message().contains(&digest.to_string()), "{error}");
    let mut step = server.seen().split_off(seen.len());
    assert_as_recorded(&step, &recorded("publish-again"), "publish-again");
    seen.append(&mut step);

    let root = folder("cache");
    let cache = Cache::new(&root);
    for (reference, tag) in [(&two, "1.1.0"), (&one, "1.0.0")] {
        let module = registries.fetch(reference).expect("it is there");
        cache.put(reference, &module).expect("it can be written");
        let place = cache.folder(reference).expect("a folder");
        for name in ["main.json", "manifest", "metadata", "source.tgz"] {
            let theirs = fs::read(fixture(&format!("cache/{tag}/{name}"))).ok();
            let ours = fs::read(place.join(name)).ok();
            if name == "manifest" {
                // The order of annotations is free, and with it the digest.
                let json =
                    |bytes: Option<Vec<u8>>| bytes.map(|bytes| serde_json::from_slice::<Value>(&bytes).expect("JSON"));
                let (ours, theirs) = (json(ours).expect("it is there"), json(theirs).expect("it is there"));
                assert!(equal(&ours, &theirs), "{tag}: {ours}");
            } else if name != "metadata" || tag == "1.0.0" {
                assert_eq!(ours, theirs, "{tag} {name}");
            }
        }
        assert!(place.join("lock").is_file());
    }
    let missing = registries.fetch(&target("9")).expect_err("it is not there");
    assert_eq!(missing.message(), "The artifact does not exist in the registry.");
    let step = server.seen().split_off(seen.len());
    let expected = recorded("restore");
    let by_path = |rows: &[Value], part: &str| {
        rows.iter()
            .filter(|row| row["path"].as_str().is_some_and(|path| path.contains(part)))
            .cloned()
            .collect::<Vec<_>>()
    };
    let ours: Vec<Value> = step.iter().map(shown).collect();
    for part in ["manifests/1.1.0", "manifests/1.0.0", "manifests/9", "blobs/sha256:cd7c"] {
        assert_eq!(by_path(&ours, part).len(), by_path(&expected, part).len(), "{part}");
    }
    assert_as_recorded(&step[..3], &expected[..3], "restore");
}

/// Equal but for the order of members.
fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| equal(value, other)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (one, other) => one == other,
    }
}

#[test]
fn a_tag_is_overwritten_only_when_asked() {
    let shelf = Shelf::default();
    let server = Server::start({
        let shelf = shelf.clone();
        move |seen| shelf.answer(seen)
    });
    let old = shelf.module("m", "1", MAIN);
    let named = reference(&format!("br:127.0.0.1:{}/m:1", server.port));
    let Reference::Registry(target) = &named else { panic!("{named}") };
    let publication = Publication { main: b"{}", sources: None, notes: Notes::default(), overwrite: true };
    let registries = loopback();
    let digest = registries.publish(target, &publication).expect("it is overwritten");
    assert_ne!(digest, triceps_modules::Digest::of(&old));
    assert_eq!(registries.fetch(&named).expect("it is there").main, b"{}");
}

#[test]
fn a_layer_has_a_limit_before_anything_is_sent() {
    const MAX_LAYER: usize = 32 << 20;
    let shelf = Shelf::default();
    let server = Server::start({
        let shelf = shelf.clone();
        move |seen| shelf.answer(seen)
    });
    shelf.module("m", "1", MAIN);
    let named = reference(&format!("br:127.0.0.1:{}/m:1", server.port));
    let Reference::Registry(target) = &named else { panic!("{named}") };
    let large = vec![b' '; MAX_LAYER + 1];
    let code = |main: &[u8], sources: Option<&[u8]>| {
        let publication = Publication { main, sources, notes: Notes::default(), overwrite: false };
        loopback().publish(target, &publication).expect_err("the tag is there").code().id().to_owned()
    };
    assert_eq!(code(&large, None), "TRI0068");
    assert_eq!(code(MAIN, Some(&large)), "TRI0068");
    assert!(server.seen().is_empty());
    assert_eq!(code(&large[1..], Some(&large[1..])), "TRI0067", "it is not too large");
}

#[test]
fn notes_are_escaped_as_the_compiler_escapes_them() {
    let shelf = Shelf::default();
    let server = Server::start(move |seen| shelf.answer(seen));
    let named = reference(&format!("br:127.0.0.1:{}/m:1", server.port));
    let Reference::Registry(target) = &named else { panic!("{named}") };
    let description = Some("a\\\n\r\t\u{8}\u{c}\u{1}\u{7f}\"+&<>'`~é€\u{1f600}".to_owned());
    let notes = Notes { description, ..Notes::default() };
    loopback().publish(target, &Publication { main: MAIN, sources: None, notes, overwrite: false }).expect("it is new");
    let seen = server.seen();
    let manifest = String::from_utf8_lossy(&seen.last().expect("the manifest").body).into_owned();
    let escaped = r#"description":"a\\\n\r\t\b\f\u0001\u007F\u0022\u002B\u0026\u003C\u003E\u0027\u0060~\u00E9\u20AC\uD83D\uDE00""#;
    assert!(manifest.contains(escaped), "{manifest}");
}

#[test]
fn an_artifact_is_asked_for_by_its_digest() {
    let shelf = Shelf::default();
    let server = Server::start({
        let shelf = shelf.clone();
        move |seen| shelf.answer(seen)
    });
    let digest = triceps_modules::Digest::of(&shelf.module("m", "1", MAIN));
    let right = reference(&format!("br:127.0.0.1:{}/m@{digest}", server.port));
    assert_eq!(loopback().fetch(&right).expect("it is there").main, MAIN);
    // A registry that gives another artifact for a digest.
    let other = triceps_modules::Digest::of(b"other");
    shelf.put(format!("/v2/m/manifests/{other}"), manifest(MAIN));
    let wrong = reference(&format!("br:127.0.0.1:{}/m@{other}", server.port));
    let error = loopback().fetch(&wrong).expect_err("it is another artifact");
    assert!(error.message().contains(&digest.to_string()), "{error}");
}
