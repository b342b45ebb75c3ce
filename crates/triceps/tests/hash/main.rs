//! Template hashes, compared with those that the official compiler wrote.

mod reader;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use triceps::emit::template_hash;

use flate2::read::GzDecoder;

#[test]
fn recorded_templates_have_their_hash() {
    let file = fs::File::open(fixtures().join("template-hash/cases.jsonl.gz")).expect("the fixture is there");
    let mut lines = String::new();
    GzDecoder::new(file).read_to_string(&mut lines).expect("the fixture is text");
    let mut wrong = Vec::new();
    for line in lines.lines() {
        let case: Value = serde_json::from_str(line).expect("a line is a JSON object");
        let text = |key: &str| case[key].as_str().expect("a string");
        let computed = template_hash(text("template")).expect("a template is JSON");
        if computed != text("hash") {
            wrong.push(text("name").to_owned());
        }
    }
    assert!(wrong.is_empty(), "{} differ: {wrong:#?}", wrong.len());
    assert_eq!(lines.lines().count(), 702);
}

#[test]
fn compiled_templates_have_their_hash_at_all_depths() {
    let mut compared = 0;
    for folder in fs::read_dir(fixtures().join("build")).expect("the fixtures are there") {
        let path = folder.expect("a folder").path().join("main.json");
        let text = fs::read_to_string(&path).expect("a compiled template");
        let template: Value = serde_json::from_str(&text).expect("a template is JSON");
        let recorded = hash_of(&template).expect("a template has a hash");
        assert_eq!(template_hash(&text).as_deref(), Ok(recorded), "{}", path.display());
        let mut open = vec![&template];
        while let Some(value) = open.pop() {
            if let Some(recorded) = hash_of(value) {
                assert_eq!(template_hash(&value.to_string()).as_deref(), Ok(recorded), "{}", path.display());
                compared += 1;
            }
            open.extend(value.as_object().into_iter().flat_map(|object| object.values()));
            open.extend(value.as_array().into_iter().flatten());
        }
    }
    assert_eq!(compared, 123);
}

fn hash_of(template: &Value) -> Option<&str> {
    template.pointer("/metadata/_generator/templateHash")?.as_str()
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance")
}
