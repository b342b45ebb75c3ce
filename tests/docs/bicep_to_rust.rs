//! `docs/bicep-to-rust.md`: the Rust of each pair prints the Bicep, and both mean the same. The build script makes a
//! test of each pair.

#![allow(unused, clippy::pedantic)]

use triceps_compile::{MemoryFiles, compile};
use triceps_syntax::{Language, Options, parse};

include!(concat!(env!("OUT_DIR"), "/bicep_to_rust.rs"));

/// What a page of small examples may leave unused or unsaid.
const ALLOWED: &[&str] = &["no-unused-params", "no-unused-vars", "no-unused-types"];

fn compare(template: Template, expected: &[(&str, &str)]) {
    let checked = template.check().unwrap_or_else(|found| panic!("{found:#}"));
    for warning in checked.warnings() {
        assert!(ALLOWED.contains(&warning.id()), "{warning:#}");
    }
    for (path, text) in expected {
        let printed = checked.files().into_iter().find(|file| file.path == *path);
        assert_eq!(printed.map(|file| file.text).as_deref(), Some(*text), "{path}");
        let formatted = triceps_syntax::format(&parse(*text, Language::Bicep), &Options::default());
        assert_eq!(formatted, *text, "{path}");
    }
    let files = expected.iter().fold(MemoryFiles::new(), |files, (path, text)| files.with(*path, *text));
    let files = checked
        .files()
        .into_iter()
        .filter(|file| file.path.ends_with(".json"))
        .fold(files, |files, file| files.with(file.path, file.text));
    let compilation = compile(&files, "main.bicep");
    let compiled = compilation.checked().unwrap_or_else(|| panic!("{:#}", compilation.diagnostics()));
    assert_eq!(compiled.to_arm_string(), checked.to_arm_string());
}
