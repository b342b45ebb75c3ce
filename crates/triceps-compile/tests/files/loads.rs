//! Functions that take over files.

use triceps_compile::{Files, MemoryFiles, compile};

use super::{messages, one};

#[test]
fn files_are_loaded() {
    let files = MemoryFiles::new()
        .with("a/main.bicep", "var whole = loadTextContent('../x.txt')\noutput a string = '${whole}${loadTextContent('../x.txt')}'\noutput b int = loadJsonContent('x.json', '$.a[1]')\n")
        .with("x.txt", "text")
        .with("a/x.json", "{\"a\": [1, 2]}");
    let compilation = compile(&files, "a/main.bicep");
    assert_eq!(messages(&compilation), Vec::<String>::new());
    let json = compilation.checked().expect("no errors").to_arm_string();
    for part in ["\"$fxv#0\": \"text\"", "\"$fxv#1\": 2", "\"whole\": \"text\"", "[variables('$fxv#1')]"] {
        assert!(json.contains(part), "{part} in {json}");
    }
    let missing = one("var a = loadTextContent('x.txt')\nvar b = loadTextContent(a)\n");
    assert_eq!(messages(&missing)[..2], ["main.bicep:1:5 no-unused-vars", "main.bicep:1:25 BCP091"]);
}

#[test]
fn a_default_reads_what_is_loaded_as_the_compiler_writes_it() {
    let files = MemoryFiles::new()
        .with("main.bicep", "param a object = loadJsonContent('x.json')\noutput b object = a\n")
        .with("x.json", "{\"c\": 1}");
    let compilation = compile(&files, "main.bicep");
    assert_eq!(messages(&compilation), Vec::<String>::new());
    let json = compilation.checked().expect("no errors").to_arm_string();
    assert!(json.contains("\"defaultValue\": \"[variables('$fxv#0')]\""), "{json}");
}

#[test]
fn yaml_is_loaded() {
    let files = MemoryFiles::new()
        .with("main.bicep", "var whole = loadYamlContent('x.yaml')\noutput a object = whole\noutput b int = loadYamlContent('x.yaml', '$.a[0]')\n")
        .with("x.yaml", "a: [1, two]\nb: \"1\"\n");
    let compilation = compile(&files, "main.bicep");
    assert_eq!(messages(&compilation), Vec::<String>::new());
    let json = compilation.checked().expect("no errors").to_arm_string();
    for part in ["\"two\"", "\"b\": \"1\"", "\"$fxv#1\": 1"] {
        assert!(json.contains(part), "{part} in {json}");
    }
}

#[test]
fn folders_are_listed() {
    let files = MemoryFiles::new()
        .with("a/main.bicep", "output a array = loadDirectoryFileInfo('../b', '*.json')\n")
        .with("b/B.json", "")
        .with("b/a.json", "")
        .with("b/c.txt", "")
        .with("b/d/e.json", "");
    let compilation = compile(&files, "a/main.bicep");
    assert_eq!(messages(&compilation), Vec::<String>::new());
    let json = compilation.checked().expect("no errors").to_arm_string();
    let (first, second) = (json.find("\"../b/a.json\""), json.find("\"../b/B.json\""));
    assert!(first.is_some() && first < second, "{json}");
    assert!(!json.contains("c.txt") && !json.contains("d/e"), "{json}");
}

#[test]
fn what_is_loaded_is_printed_as_a_call() {
    let text = "var text = loadTextContent('x.txt')\nvar value = sys.loadJsonContent('x.json', '$.a').b\n\noutput a string = text\noutput b int = value\n";
    let files =
        MemoryFiles::new().with("main.bicep", text).with("x.txt", "it''s").with("x.json", "{\"a\": {\"b\": 1}}");
    let compilation = compile(&files, "main.bicep");
    assert_eq!(compilation.checked().map(triceps_core::Checked::to_bicep).as_deref(), Some(text));
}

/// Levels and codes of the diagnostics of a call, with its file beside it.
fn found(files: &MemoryFiles, call: &str) -> Vec<String> {
    let files = files.clone().with("main.bicep", format!("output a object = {{ a: {call} }}\n"));
    let found = compile(&files, "main.bicep").diagnostics().clone();
    found
        .iter()
        .map(|one| format!("{} {} {}", one.span().map_or(0, |span| span.start.1), one.severity(), one.id()))
        .collect()
}

#[test]
fn the_number_of_arguments_is_checked() {
    let files = MemoryFiles::new().with("x.json", r#"{ "a": 1 }"#).with("f/x.txt", "");
    for (call, is_right) in [
        ("loadTextContent()", false),
        ("loadTextContent('x.json')", true),
        ("loadTextContent('x.json', 'utf-8')", true),
        ("loadTextContent('x.json', 'utf-8', '')", false),
        ("loadFileAsBase64()", false),
        ("loadFileAsBase64('x.json')", true),
        ("loadFileAsBase64('x.json', 'utf-8')", false),
        ("loadJsonContent()", false),
        ("loadJsonContent('x.json', '$.a', 'utf-8')", true),
        ("loadJsonContent('x.json', '$.a', 'utf-8', '')", false),
        ("loadYamlContent('x.json', '$.a', 'utf-8')", true),
        ("loadYamlContent('x.json', '$.a', 'utf-8', '')", false),
        ("loadDirectoryFileInfo()", false),
        ("loadDirectoryFileInfo('f', '*')", true),
        ("loadDirectoryFileInfo('f', '*', '')", false),
    ] {
        let expected: &[&str] = if is_right { &[] } else { &["24 error BCP071"] };
        assert_eq!(found(&files, call), expected, "{call}");
    }
}

#[test]
fn the_mark_of_a_file_names_its_encoding() {
    let wide: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files = MemoryFiles::new().with("plain.json", "{}").with("marked.json", "\u{feff}{}").with("wide.json", wide);
    for function in ["loadTextContent", "loadJsonContent", "loadYamlContent"] {
        let path = if function == "loadTextContent" { "" } else { "'$', " };
        for (file, encoding, is_other) in [
            ("plain.json", "us-ascii", false),
            ("marked.json", "utf-8", false),
            ("marked.json", "us-ascii", true),
            ("wide.json", "utf-16", false),
            ("wide.json", "utf-16BE", true),
        ] {
            let call = format!("{function}('{file}', {path}'{encoding}')");
            let start =
                "output a object = { a: ".len() + call.rfind(&format!("'{encoding}'")).expect("an argument") + 1;
            let expected = if is_other { vec![format!("{start} info BCP185")] } else { Vec::new() };
            assert_eq!(found(&files, &call), expected, "{call}");
        }
        assert_eq!(found(&files, &format!("{function}('marked.json')")), [""; 0], "{function}");
    }
}

#[test]
fn what_is_loaded_has_a_greatest_size() {
    for (call, most, unit) in [
        ("loadTextContent('x')", 131_072, "characters"),
        ("loadFileAsBase64('x')", 98_304, "bytes"),
        ("loadJsonContent('x')", 1_048_576, "characters"),
        ("loadYamlContent('x')", 1_048_576, "characters"),
    ] {
        // A text in quotes. A letter with two bytes is one character.
        let letter = if unit == "characters" { "é" } else { "e" };
        let files = |length: usize| {
            let main = format!("output a object = {{ a: {call} }}\n");
            MemoryFiles::new().with("x", format!("\"{}\"", letter.repeat(length - 2))).with("main.bicep", main)
        };
        let whole = compile(&files(most), "main.bicep");
        assert_eq!(messages(&whole), [""; 0], "{call}");
        let beyond = compile(&files(most + 1), "main.bicep");
        let found = beyond.diagnostics().iter().map(|one| (one.id(), one.message())).collect::<Vec<_>>();
        assert_eq!(found, [("BCP184", &*format!("`x` has more than {most} {unit}"))], "{call}");
    }
}

#[test]
fn files_that_are_not_listed_have_no_folders() {
    struct Unlisted(MemoryFiles);

    impl Files for Unlisted {
        fn read(&self, path: &str) -> Option<Vec<u8>> {
            self.0.read(path)
        }
    }

    for (call, code, listed) in [
        ("loadDirectoryFileInfo('f')", "BCP428", None),
        ("loadTextContent('f')", "BCP091", Some("BCP275")),
        ("loadTextContent('none')", "BCP091", Some("BCP091")),
    ] {
        let files =
            MemoryFiles::new().with("f/x.txt", "").with("main.bicep", format!("output a object = {{ a: {call} }}\n"));
        let ids = |files: &dyn Files| {
            let compilation = triceps_compile::compile_with(files, &triceps_compile::NoModules, "main.bicep");
            compilation.diagnostics().iter().map(triceps_diagnostics::Diagnostic::id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&files), listed.into_iter().collect::<Vec<_>>(), "{call}");
        assert_eq!(ids(&Unlisted(files)), [code], "{call}");
    }
}

#[test]
fn what_cannot_be_loaded_is_said() {
    let files = MemoryFiles::new()
        .with("x.json", "{ 'a' }")
        .with("x.yaml", "a: [")
        .with("f/x.txt", "")
        .with("long.txt", "x".repeat(131_073));
    for (call, code) in [
        ("loadTextContent('none.txt')", "BCP091"),
        ("loadTextContent('f')", "BCP275"),
        ("loadTextContent('f/x.txt', 'latin')", "BCP070"),
        ("loadTextContent('long.txt')", "BCP184"),
        ("loadJsonContent('x.json')", "BCP186"),
        ("loadYamlContent('x.yaml')", "BCP340"),
        ("loadDirectoryFileInfo('none')", "BCP428"),
    ] {
        let compilation =
            compile(&files.clone().with("main.bicep", format!("output a string = {call}\n")), "main.bicep");
        assert!(compilation.checked().is_none(), "{call}");
        assert!(
            compilation.diagnostics().iter().any(|found| found.id() == code),
            "{call}: {:?}",
            messages(&compilation)
        );
    }
}
