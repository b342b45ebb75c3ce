//! Examples of the pages: the Rust prints the Bicep beside it, and both mean the same. The build script makes a test of
//! each.

#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "names of files that the pages write")]

use triceps::Template;
use triceps_compile::{MemoryFiles, compile};
use triceps_syntax::{Language, Options, parse};

/// What a page of small examples may leave unused.
const ALLOWED: &[&str] = &["no-unused-params", "no-unused-vars", "no-unused-types"];

/// Compares the files of a template with those of the page; JSON of the page is what the template loads.
fn compare(template: Template, expected: &[(&str, &str)]) {
    let (loaded, expected): (Vec<_>, Vec<_>) = expected.iter().partition(|(path, _)| path.ends_with(".json"));
    let files = loaded.iter().fold(MemoryFiles::new(), |files, (path, text)| files.with(*path, *text));
    let checked = template.check_with(&files).unwrap_or_else(|found| panic!("{found:#}"));
    for warning in checked.warnings() {
        assert!(ALLOWED.contains(&warning.id()), "{warning:#}");
    }
    let made = checked.files().unwrap_or_else(|found| panic!("{found:#}"));
    for (path, text) in &expected {
        let printed = made.iter().find(|file| file.path == *path);
        assert_eq!(printed.map(|file| &*file.text), Some(*text), "{path}");
        let formatted = triceps_syntax::format(&parse(*text, Language::Bicep), &Options::default());
        assert_eq!(formatted, *text, "{path}");
    }
    let files = expected.iter().fold(files, |files, (path, text)| files.with(*path, *text));
    let files = made
        .into_iter()
        .filter(|file| file.path.ends_with(".json"))
        .fold(files, |files, file| files.with(file.path, file.text));
    let compilation = compile(&files, "main.bicep");
    let compiled = compilation.checked().unwrap_or_else(|| panic!("{:#}", compilation.diagnostics()));
    assert_eq!(compiled.to_arm_string(), checked.to_arm_string());
}

/// `docs/bicep-to-rust.md`
#[allow(unused, clippy::pedantic)]
mod bicep_to_rust {
    use super::compare;

    include!(concat!(env!("OUT_DIR"), "/bicep_to_rust.rs"));
}

/// `docs/cookbook.md`
#[allow(unused, clippy::pedantic)]
mod cookbook {
    use super::compare;

    include!(concat!(env!("OUT_DIR"), "/cookbook.rs"));
}
