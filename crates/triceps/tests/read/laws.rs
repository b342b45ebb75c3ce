//! Models that were written: read, lowered and printed from what they mean.

use std::fs;
use std::path::{Path, PathBuf};

use triceps::read::{Compilation, Disk, MemoryFiles, compile};
use triceps::{Param, Raw, Template, object};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All files below a folder whose names end so, by path.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A text that was written from a model is printed to the same bytes, and its template is that of the model.
fn same_bytes(compilation: &Compilation, path: &Path, json: &Path) {
    let text = fs::read_to_string(path).expect("it is there");
    let checked = compilation.checked().unwrap_or_else(|| panic!("{}{}", path.display(), compilation.diagnostics()));
    assert_eq!(checked.to_bicep(), text, "{}", path.display());
    if let Ok(json) = fs::read_to_string(json) {
        assert_eq!(checked.to_arm_string(), json.trim_end(), "{}", path.display());
    }
}

#[test]
fn models_that_were_written_are_read_and_printed_to_the_same_bytes() {
    let mut count = 0;
    for folder in ["snapshots/portals", "infra", "examples"] {
        for path in files(&root().join(folder), ".bicep") {
            // The modules of this one are in its lock; its own test compiles it with them.
            if path.starts_with(root().join("examples/modules")) {
                continue;
            }
            let compilation = compile(&Disk, &Disk::path(&path).expect("a path"));
            same_bytes(&compilation, &path, &path.with_extension("json"));
            count += 1;
        }
    }
    for path in files(&root().join("snapshots"), "main-bicep.snap.bicep") {
        let folder = path.parent().expect("a folder");
        let mut files = MemoryFiles::new().with("main.bicep", fs::read(&path).expect("it is there"));
        // Modules are kept beside the file that names them.
        if let Ok(module) = fs::read(folder.join("modules-network-bicep.snap.bicep")) {
            files.insert("modules/network.bicep", module);
        }
        same_bytes(&compile(&files, "main.bicep"), &path, &folder.join("main-json.snap.json"));
        count += 1;
    }
    assert!(count >= 18, "{count} files");
}

/// What a text is printed to from what it means.
fn printed(text: &str) -> String {
    let compilation = crate::compiled(text);
    let checked = compilation.checked().unwrap_or_else(|| panic!("{}", compilation.diagnostics()));
    let codes: Vec<&str> = compilation.diagnostics().iter().map(triceps::Diagnostic::id).collect();
    assert_eq!(codes, Vec::<&str>::new(), "{text}");
    checked.to_bicep()
}

#[test]
fn what_a_model_accepts_is_printed_again() {
    let mut t = Template::for_resource_group();
    let unused = t.param(Param::string("unused"));
    t.accept(&unused, "no-unused-params", "other teams set it");
    let raw = t.add("thing", Raw::new("Contoso.Things/things@2020-01-01", object! { name: "a" }));
    t.accept(raw, "BCP081", "a preview");
    let text = t.check().expect("no errors").to_bicep();
    assert!(text.contains("// a preview\n#disable-next-line BCP081\n"), "{text}");
    // Reasons are comments, which only the tree has.
    let without_comments: String = text.split_inclusive('\n').filter(|line| !line.starts_with("//")).collect();
    assert_eq!(printed(&text), without_comments);
    assert_eq!(printed(&without_comments), without_comments);
}

#[test]
fn what_a_text_accepts_is_printed_above_each_line() {
    let text = "#disable-diagnostics no-unused-vars BCP081\nvar a = 1\n#restore-diagnostics no-unused-vars\nvar b = 2\nresource r 'A.B/c@2020-01-01' = {\n  name: 'a${b}'\n}\n";
    let expected = "#disable-next-line no-unused-vars\nvar a = 1\nvar b = 2\n#disable-next-line BCP081\nresource r 'A.B/c@2020-01-01' = {\n  name: 'a${b}'\n}\n";
    assert_eq!(printed(text), expected);
    assert_eq!(printed(expected), expected);
    // A directive that nothing is found for means nothing.
    assert_eq!(printed("#disable-next-line no-unused-vars\noutput a int = 1\n"), "output a int = 1\n");
}
