//! The platform is content with the modules that are locked, and its text means what its JSON says.

use std::path::Path;

use triceps::build::{Bundle, Mode};
use triceps_compile::{MemoryFiles, compile_with};
use triceps_modules::{Resolver, Store};

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_kept_files_are_those_of_the_template() {
    Bundle::new(modules_example::platform())
        .bicep(package().join("infra/main.bicep"))
        .arm(package().join("infra/main.json"))
        .command("cargo run --package modules-example")
        .run(Mode::Check)
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn the_text_compiles_with_the_locked_modules_to_the_same_json() {
    let checked = modules_example::platform().check().unwrap_or_else(|found| panic!("{found:#}"));
    assert!(checked.warnings().is_empty(), "{:#}", checked.warnings());
    let store = Store::open(package()).unwrap_or_else(|error| panic!("{error}"));
    let files = MemoryFiles::new().with("main.bicep", checked.to_bicep());
    let compilation = compile_with(&files, &Resolver::new(&store), "main.bicep");
    assert!(compilation.diagnostics().is_empty(), "{:#}", compilation.diagnostics());
    let compiled = compilation.checked().expect("nothing was found").to_arm_string();
    assert!(compiled == checked.to_arm_string(), "the text means something else");
}
