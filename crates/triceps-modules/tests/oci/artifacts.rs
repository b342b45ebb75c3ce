//! The recorded artifacts, through a registry.

use std::fs;

use serde_json::Value;
use triceps_modules::{Digest, Registry as _};

use crate::server::{Server, Shelf, fixture, loopback, reference};

#[test]
fn artifacts_are_taken_and_refused_as_recorded() {
    let layer = fs::read(fixture("artifacts.layer.json")).expect("the fixture is there");
    let table = fs::read_to_string(fixture("artifacts.jsonl")).expect("the fixture is there");
    let rows: Vec<Value> = table.lines().map(|row| serde_json::from_str(row).expect("a row")).collect();
    let shelf = Shelf::default();
    shelf.blob("h", &layer);
    // The recording server gave the layer for another digest too.
    let wrong = rows.iter().find(|row| row["name"] == "wrong-digest").expect("the row is there");
    let digest = wrong["manifest"]["layers"][0]["digest"].as_str().expect("a digest");
    shelf.put(format!("/v2/h/blobs/{digest}"), layer.clone());
    let mut good = Vec::new();
    for row in &rows {
        let name = row["name"].as_str().expect("a name");
        let manifest = row.get("manifest").map(|manifest| manifest.to_string().into_bytes());
        if name == "good" {
            good = manifest.clone().expect("a manifest");
        }
        match name {
            "not-json" => shelf.put("/v2/h/manifests/not-json", "<html>"),
            "header-digest" => shelf.put("/v2/h/manifests/header-digest", good.clone()),
            "absent" => {}
            _ => shelf.put(format!("/v2/h/manifests/{name}"), manifest.expect("a manifest")),
        }
    }
    let server = Server::start(move |seen| {
        let mut answer = shelf.answer(seen);
        if seen.url.ends_with("/header-digest") {
            answer.headers = vec![("Docker-Content-Digest", Digest::of(b"other").to_string())];
        }
        answer
    });
    let mut counts = (0, 0);
    for row in &rows {
        let (name, answer) = (row["name"].as_str().expect("a name"), row["azure-client"].as_str().expect("an outcome"));
        let outcome = loopback().fetch(&reference(&format!("br:127.0.0.1:{}/h:{name}", server.port)));
        match (answer, outcome) {
            ("accepted", Ok(module)) => {
                assert_eq!(module.main, layer, "{name}");
                counts.0 += 1;
            }
            ("accepted", Err(error)) => panic!("{name}: {error}"),
            (_, Ok(_)) => panic!("{name}: taken, recorded is: {answer}"),
            (answer, Err(error)) => {
                counts.1 += 1;
                // Where the compiler throws, or would ask for a layer by what is not a digest, there is a sentence of ours.
                let is_ours = answer.starts_with("fails:") || ["sha512", "path-digest", "wrong-size"].contains(&name);
                assert!(is_ours || error.message() == answer, "{name}: {}", error.message());
                assert!(error.message().contains(' ') && !error.message().contains("instance"), "{name}: {error}");
            }
        }
    }
    assert_eq!(counts, (5, 15));
}
