//! Manifests, taken and refused as recorded. What a server adds is tested with the registry.

use std::fs;

use serde_json::Value;
use triceps_modules::{Cache, Digest};

use crate::common::{fixture, folder, reference, write};

/// Puts a manifest and its layer into a cache, and reads them back.
fn outcome(manifest: &[u8], layer: &[u8]) -> Result<(), String> {
    let root = folder("artifact");
    let cache = Cache::new(&root);
    let reference = reference("br:contoso.azurecr.io/h:1");
    let place = cache.folder(&reference).expect("a folder");
    write(&place.join("main.json"), layer);
    write(&place.join("manifest"), manifest);
    write(&place.join("metadata"), format!("{{\"manifestDigest\": \"{}\"}}", Digest::of(manifest)));
    cache.get(&reference).map(|_| ()).map_err(|error| error.message().to_owned())
}

#[test]
fn manifests_are_taken_and_refused_as_recorded() {
    let layer = fs::read(fixture("oci/artifacts.layer.json")).expect("the fixture is there");
    let table = fs::read_to_string(fixture("oci/artifacts.jsonl")).expect("the fixture is there");
    let mut rows = 0;
    for row in table.lines() {
        let row: Value = serde_json::from_str(row).expect("a row");
        let (name, answer) = (row["name"].as_str().expect("a name"), row["azure-client"].as_str().expect("an outcome"));
        let Some(manifest) = row.get("manifest") else { continue };
        // Whether a blob is there is a question to a registry.
        if name == "missing-blob" {
            continue;
        }
        rows += 1;
        let outcome = outcome(manifest.to_string().as_bytes(), &layer);
        match (answer, outcome) {
            ("accepted", outcome) => assert_eq!(outcome, Ok(()), "{name}"),
            (answer, Ok(())) => panic!("{name}: taken, recorded is: {answer}"),
            (answer, Err(message)) if answer.starts_with("The OCI artifact is not a valid") && name != "wrong-size" => {
                assert!(message.contains(answer), "{name}: {message}");
            }
            (_, Err(_)) => {}
        }
    }
    assert_eq!(rows, 16);
}

#[test]
fn a_manifest_without_layers_may_be_a_list_of_manifests() {
    let why = |manifest: &str| outcome(manifest.as_bytes(), b"{}").expect_err("it has no layers");
    let list = r#"{"mediaType": "application/vnd.oci.image.index.v1+json", "manifests": []}"#;
    assert!(why(list).contains("a list of manifests (application/vnd.oci.image.index.v1+json)"), "{}", why(list));
    for other in [r#"{"mediaType": "application/vnd.oci.image.manifest.v1+json"}"#, r#"{"manifests": []}"#, "{}"] {
        assert!(why(other).contains("The manifest has no layers."), "{}", why(other));
    }
}
