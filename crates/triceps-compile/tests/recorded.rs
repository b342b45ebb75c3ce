//! Recorded programs: text in, the template of the official compiler out, its hash included.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;
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
        let messages: Vec<String> = compilation.diagnostics().iter().map(ToString::to_string).collect();
        assert_eq!(ours, Some(lines(&official)), "{name}: {messages:#?}");
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
        let Ok(messages) = fs::read_to_string(case.with_extension("txt")) else { continue };
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let compilation = compile(&files, &name);
        if let Ok(official) = fs::read_to_string(case.with_extension("json")) {
            templates += 1;
            assert_eq!(template(&compilation), Some(lines(&official)), "{name}");
        }
        // Those that make the official compiler throw have no place to compare.
        if messages.starts_with("crash") {
            assert!(compilation.checked().is_none(), "{name}");
            continue;
        }
        let line_and_code = |line: &str| {
            let mut words = line.split(' ');
            let line = words.next()?.split(':').next()?.to_owned();
            Some((line.parse::<u32>().ok()?, words.nth(1)?.to_owned()))
        };
        let mut official: Vec<(u32, String)> = messages.lines().filter_map(line_and_code).collect();
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

/// The diagnostics of the main file: place, level and code, sorted. The end of the place is left out on request.
fn diagnostics(compilation: &Compilation, with_end: bool) -> Vec<String> {
    let mut diagnostics = Vec::new();
    for found in compilation.diagnostics().iter().filter(|found| !found.id().starts_with("TRI")) {
        let Some(span) = found.span().filter(|span| span.file == "main.bicep") else { continue };
        let end = if with_end { format!("-{}:{}", span.end.0, span.end.1) } else { String::new() };
        diagnostics.push(format!("{}:{}{end} {} {}", span.start.0, span.start.1, found.severity(), found.id()));
    }
    diagnostics.sort();
    diagnostics
}

/// The programs of a file whose diagnostics differ from what is recorded, and how many programs there are.
fn different(name: &str) -> (Vec<String>, usize) {
    let file = fs::File::open(fixtures(name)).expect("a fixture");
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).expect("text");
    let mut different = Vec::new();
    for line in text.lines() {
        let program: Value = serde_json::from_str(line).expect("JSON");
        let files = program["files"].as_object().expect("files");
        let files = files.iter().fold(MemoryFiles::new(), |files, (name, text)| {
            files.with(name.clone(), text.as_str().unwrap_or_default())
        });
        let messages = program["diagnostics"].as_array().expect("diagnostics").iter().filter_map(Value::as_str);
        // Lines about other files start with their names.
        let messages = messages.filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
        let mut official: Vec<String> = messages
            .map(|line| line.split(' ').take(3).collect::<Vec<_>>().join(" "))
            .map(|line| {
                line.replace(" Error ", " error ").replace(" Warning ", " warning ").replace(" Info ", " info ")
            })
            .collect();
        official.sort();
        let with_end = official.first().is_none_or(|line| line.contains('-') && line.find('-') < line.find(' '));
        if diagnostics(&compile(&files, "main.bicep"), with_end) != official {
            different.push(program["name"].as_str().unwrap_or_default().to_owned());
        }
    }
    (different, text.lines().count())
}

#[test]
fn damaged_programs_have_the_diagnostics_of_the_official_compiler() {
    let (different, count) = different("broken/programs.jsonl.gz");
    assert_eq!(count, 250);
    assert!(different.len() <= 12, "{}: {different:#?}", different.len());
}

#[test]
fn random_programs_have_the_diagnostics_of_the_official_compiler() {
    for name in ["deps", "expressions", "modules", "resources", "types", "widths"] {
        let (different, count) = different(&format!("generated/{name}.jsonl.gz"));
        assert!(count >= 100, "{name}: {count} programs");
        assert!(different.len() <= 1, "{name}: {different:#?}");
    }
}
