//! Bicep that is read: changed where it stands, and printed again.
#![cfg(feature = "read")]

mod corpus;
mod edits;
mod entries;
mod files;
mod laws;
mod random;
mod trees;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use triceps::read::{Compilation, MemoryFiles, TextTemplate, compile};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance")
}

/// A generated program: its files, of which `main.bicep` is compiled.
struct Program {
    name: String,
    files: MemoryFiles,
    main: String,
    fault: bool,
}

const PROFILES: [&str; 6] = ["deps", "expressions", "modules", "resources", "types", "widths"];

/// The recorded sample of the generated programs of a profile.
fn programs(profile: &str) -> Vec<Program> {
    let path = fixtures().join(format!("generated/{profile}.jsonl.gz"));
    let mut text = String::new();
    let file = fs::File::open(&path).expect("a recorded profile");
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("compressed text");
    text.lines()
        .map(|line| {
            let json: Json = serde_json::from_str(line).expect("a line is JSON");
            let texts = json["files"].as_object().expect("files");
            let text = |json: &Json| json.as_str().expect("text").to_owned();
            let mut files = MemoryFiles::new();
            texts.iter().for_each(|(name, content)| files.insert(name, text(content)));
            Program {
                name: text(&json["name"]),
                files,
                main: text(&texts["main.bicep"]),
                fault: json.get("formatter_fault").is_some(),
            }
        })
        .collect()
}

fn read(text: &str) -> TextTemplate {
    compiled(text).template().expect("the file is there")
}

fn compiled(text: &str) -> Compilation {
    compile(&MemoryFiles::new().with("main.bicep", text), "main.bicep")
}

/// The template, if there are no errors.
fn template(compilation: &Compilation) -> Option<String> {
    compilation.checked().map(triceps::Checked::to_arm_string)
}
