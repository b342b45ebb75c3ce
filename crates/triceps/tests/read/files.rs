//! Where a compilation reads from, and what is read again.

use std::fs;
use std::path::Path;

use triceps::Expr;
use triceps::emit::Generator;
use triceps::read::{Compiler, Disk, Files, MemoryFiles, NoModules, compile};

use crate::{compiled, template};

const MAIN: &str = "\
param unused string
output files array = loadDirectoryFileInfo('data', '*.json')
output text string = loadTextContent('data/a.json')
";

/// Files that a text loads, with a configuration that extends another one.
fn loaded() -> MemoryFiles {
    let level = |level: &str| {
        format!(r#""analyzers": {{"core": {{"rules": {{"no-unused-params": {{"level": "{level}"}}}}}}}}"#)
    };
    MemoryFiles::new()
        .with("main.bicep", MAIN)
        .with("data/a.json", "{}")
        .with("data/b.json", "[]")
        .with("data/c.txt", "c")
        .with("data/deep/d.json", "{}")
        .with("bicepconfig.json", r#"{"extends": "base.json"}"#)
        .with("base.json", format!("{{{}}}", level("info")))
}

#[test]
fn the_disk_gives_what_memory_gives() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("read_disk");
    let files = loaded();
    for path in files.paths() {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        fs::write(file, files.read(path).expect("it is there")).expect("the folder can be written to");
    }
    let in_memory = compile(&files, "main.bicep");
    let on_disk = compile(&Disk, &Disk::path(folder.join("./data/../main.bicep")).expect("a path"));
    let json = template(&on_disk).expect("no errors");
    assert_eq!(Some(&json), template(&in_memory).as_ref());
    assert!(json.contains("data/b.json") && !json.contains("d.json"), "the files right in the folder: {json}");
    let levels = |compilation: &triceps::read::Compilation| {
        let found = compilation.diagnostics().iter();
        found.map(|diagnostic| (diagnostic.id(), diagnostic.severity().name())).collect::<Vec<_>>()
    };
    assert_eq!(levels(&in_memory), [("no-unused-params", "info")]);
    assert_eq!(levels(&on_disk), levels(&in_memory));
    let path = |name: &str| Disk::path(folder.join(name)).expect("a path");
    assert_eq!(Disk.read(&path("data")), None, "a folder");
    assert_eq!(Disk.list(&path("none")), None);
}

#[test]
fn an_edited_text_is_compiled_in_its_place() {
    let files = loaded();
    let mut edited = compile(&files, "main.bicep").template().expect("the file is there");
    let unused: Expr = edited.parameter("unused").expect("a parameter");
    edited.rename(unused, "stillUnused").expect("the name is free");
    let compilation = edited.compile(&files).expect("nothing was added");
    let by_hand = files.with("main.bicep", MAIN.replace("unused", "stillUnused"));
    let expected = compile(&by_hand, "main.bicep");
    assert_eq!(compilation.diagnostics(), expected.diagnostics());
    assert_eq!(compilation.diagnostics().len(), 1);
    assert!(template(&expected).is_some());
    assert_eq!(template(&compilation), template(&expected));
}

/// Files with one configuration for all, which has no path.
struct Configured(MemoryFiles);

impl Files for Configured {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.0.read(path)
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        self.0.list(folder)
    }

    fn config(&self, _: &str) -> Option<Vec<u8>> {
        self.0.read("base.json")
    }
}

#[test]
fn an_edited_text_keeps_the_configuration_of_its_files() {
    let files = Configured(loaded());
    let edited = compile(&files, "main.bicep").template().expect("the file is there");
    let compilation = edited.compile(&files).expect("nothing was added");
    let levels: Vec<_> = compilation.diagnostics().iter().map(|found| (found.id(), found.severity().name())).collect();
    assert_eq!(levels, [("no-unused-params", "info")]);
}

#[test]
fn only_what_changed_is_compiled_again() {
    let mut files = MemoryFiles::new()
        .with("main.bicep", "module inner 'inner.bicep' = {\n}\noutput name string = inner.outputs.name\n")
        .with("inner.bicep", "output name string = 'one'\n");
    let mut compiler = Compiler::new();
    let generator = Generator::new("portal", "1.0.0");
    let mut work = |files: &MemoryFiles| {
        let compilation = compiler.compile(files, &NoModules, "main.bicep");
        let json = compiler.arm_string(&compilation, &generator).expect("no errors");
        let work = compiler.work();
        (json, [work.parsed, work.lowered, work.written])
    };
    assert_eq!(work(&files).1, [2, 2, 2]);
    assert_eq!(work(&files).1, [0, 0, 0]);
    files.insert("inner.bicep", "output name string = 'two'\n");
    let (json, counts) = work(&files);
    assert!(json.contains("\"two\"") && !json.contains("\"one\""), "{json}");
    assert_eq!(counts, [1, 1, 2], "the module shows the same, and is part of the main JSON");
}

#[test]
fn a_template_to_share_is_there_unless_the_file_has_errors() {
    let right = compiled("output port int = 7007\n");
    let json = template(&right);
    assert_eq!(right.into_checked().map(|checked| checked.to_arm_string()), json);
    assert!(json.is_some());
    assert!(compiled("output port int = '7007'\n").into_checked().is_none());
}
