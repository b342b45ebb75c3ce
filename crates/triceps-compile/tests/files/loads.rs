//! Functions that take over files.

use triceps_compile::{MemoryFiles, compile};

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
