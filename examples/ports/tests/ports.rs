//! Every template is content, and its text means what its JSON says.

use std::path::PathBuf;
use std::{fs, io};

use ports_example::PORTS;
use triceps::build::{Bundle, Mode};
use triceps::{Checked, Template};
use triceps_compile::{MemoryFiles, compile};
use triceps_syntax::{Language, Options, format, parse};

fn each(test: impl Fn(&str, Template)) {
    for (name, template) in PORTS {
        test(name, template().unwrap_or_else(|found| panic!("a module of {name}: {found:#}")));
    }
}

fn checked(name: &str, template: Template) -> Checked {
    template.check().unwrap_or_else(|found| panic!("{name}: {found:#}"))
}

/// Why the files of a template are there.
const PATHS: &str = "each file has a path of its own";

fn package() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_kept_files_are_those_of_the_templates() {
    each(|name, template| {
        let folder = package().join("infra").join(name);
        Bundle::new(template)
            .bicep(folder.join("main.bicep"))
            .arm(folder.join("main.json"))
            .command("cargo run --package ports-example")
            .run(Mode::Check)
            .unwrap_or_else(|error| panic!("{error}"));
    });
}

#[test]
fn no_template_has_a_diagnostic() {
    each(|name, template| {
        let checked = checked(name, template);
        assert!(checked.warnings().is_empty(), "{name}: {:#}", checked.warnings());
    });
}

#[test]
fn the_text_compiles_to_the_same_json_without_a_diagnostic() {
    each(|name, template| {
        let checked = checked(name, template);
        let files = checked
            .files()
            .expect(PATHS)
            .into_iter()
            .fold(MemoryFiles::new(), |files, file| files.with(file.path, file.text));
        let compilation = compile(&files, "main.bicep");
        assert!(compilation.diagnostics().is_empty(), "{name}: {:#}", compilation.diagnostics());
        let compiled = compilation.checked().expect("nothing was found").to_arm_string();
        assert!(compiled == checked.to_arm_string(), "{name}: the text means something else");
    });
}

#[test]
fn the_formatter_leaves_the_text_as_it_is() {
    each(|name, template| {
        for file in checked(name, template).files().expect(PATHS) {
            let formatted = format(&parse(&file.text, Language::Bicep), &Options::default());
            assert!(formatted == file.text, "{name}/{}", file.path);
        }
    });
}

#[test]
fn no_template_goes_around_the_types() -> io::Result<()> {
    for entry in fs::read_dir(package().join("src"))? {
        let path = entry?.path();
        let text = fs::read_to_string(&path)?;
        for way in [".cast(", ".cast::<", " call(", "add_raw(", "Raw::", ".property(", "from_expr("] {
            assert!(!text.contains(way), "`{way}` in {}", path.display());
        }
    }
    Ok(())
}

#[test]
fn each_template_has_the_size_of_public_ones() -> io::Result<()> {
    for (name, _) in PORTS {
        let text = fs::read_to_string(package().join("infra").join(name).join("main.bicep"))?;
        let lines = text.lines().count();
        assert!((150..=400).contains(&lines), "{name} has {lines} lines");
    }
    Ok(())
}
