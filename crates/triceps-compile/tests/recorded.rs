//! Recorded programs: text in, the template of the official compiler out, its hash included.

use std::fs;
use std::path::{Path, PathBuf};

use triceps_compile::{Compilation, MemoryFiles, compile};
use triceps_core::Generator;

fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance").join(name)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = read.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

fn files_in(folder: &Path) -> MemoryFiles {
    let mut files = MemoryFiles::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for path in entries(&current) {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(name) = path.strip_prefix(folder) {
                files.insert(
                    name.to_string_lossy().replace('\\', "/"),
                    fs::read(&path).expect("a file that was listed"),
                );
            }
        }
    }
    files
}

fn template(compilation: &Compilation) -> Option<String> {
    let json = compilation.checked()?.to_arm_string_by(&Generator::new("bicep", "0.49.2.45890"));
    Some(lines(&json))
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim_end().to_owned()
}

#[test]
fn templates_are_those_of_the_official_compiler() {
    let mut count = 0;
    for case in entries(&fixtures("build")) {
        let Ok(official) = fs::read_to_string(case.join("main.json")) else { continue };
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let compilation = compile(&files_in(&case), "main.bicep");
        let ours = template(&compilation);
        let said: Vec<String> = compilation.diagnostics().iter().map(ToString::to_string).collect();
        assert_eq!(ours, Some(lines(&official)), "{name}: {said:#?}");
        count += 1;
    }
    assert!(count >= 80, "{count} cases");
}

#[test]
fn small_models_are_compiled_or_refused_as_recorded() {
    let folder = fixtures("silent");
    let files = files_in(&folder);
    let mut templates = 0;
    for case in entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == "bicep")) {
        let Ok(said) = fs::read_to_string(case.with_extension("txt")) else { continue };
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let compilation = compile(&files, &name);
        if let Ok(official) = fs::read_to_string(case.with_extension("json")) {
            templates += 1;
            assert_eq!(template(&compilation), Some(lines(&official)), "{name}");
        }
        // Those that make the official compiler throw have no place to compare.
        if said.starts_with("crash") {
            assert!(compilation.checked().is_none(), "{name}");
            continue;
        }
        let line_and_code = |line: &str| {
            let mut words = line.split(' ');
            let line = words.next()?.split(':').next()?.to_owned();
            Some((line.parse::<u32>().ok()?, words.nth(1)?.to_owned()))
        };
        let mut official: Vec<(u32, String)> = said.lines().filter_map(line_and_code).collect();
        let mut ours: Vec<(u32, String)> = compilation
            .diagnostics()
            .iter()
            .filter(|found| !found.id().starts_with("TRI"))
            .filter_map(|found| found.span().filter(|span| span.file == name).map(|span| (span, found.id())))
            .map(|(span, id)| (span.start.0, id.to_owned()))
            .collect();
        official.sort();
        ours.sort();
        assert_eq!(ours, official, "{name}");
    }
    assert_eq!(templates, 40);
}
