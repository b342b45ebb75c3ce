//! Recorded programs with modules from registries: path and registry modules, template specs, imports from JSON.

use std::fs;
use std::path::{Path, PathBuf};

use triceps_compile::{Artifact, ArtifactKind, Files, MemoryFiles, Modules, Unresolved, compile_with};
use triceps_core::Generator;
use triceps_diagnostics::codes;

/// The modules of a company, as files.
struct Contoso;

impl Modules for Contoso {
    fn resolve(&self, _: &dyn Files, _: &str, reference: &str) -> Result<Artifact, Unresolved> {
        let message = format!("there is no `{reference}`");
        let missing = || Unresolved { code: codes::BCP190, message: message.clone() };
        // The only alias stands in the configuration of the only case with template specs.
        let full = reference.replace("ts/team:", "ts:11111111-2222-3333-4444-555555555555/specs/");
        let (kind, name) = match full.strip_prefix("br:contoso.azurecr.io/bicep/") {
            Some(name) => (ArtifactKind::Template, name),
            None => (ArtifactKind::TemplateSpec, full.rsplit('/').next().unwrap_or_default()),
        };
        let path = fixtures().join("contoso").join(format!("{}.json", name.replace(['/', ':'], "-")));
        let content = fs::read(path).map_err(|_| missing())?;
        Ok(Artifact { reference: full, kind, content })
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance/registry")
}

fn files_in(folder: &Path) -> MemoryFiles {
    let mut files = MemoryFiles::new();
    for entry in fs::read_dir(folder).expect("a folder of the fixtures") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.insert(name, fs::read(&path).expect("a file that was listed"));
    }
    files
}

#[test]
fn templates_are_those_of_the_official_compiler() {
    let mut count = 0;
    for case in fs::read_dir(fixtures().join("cases")).expect("the cases") {
        let case = case.expect("an entry").path();
        let name = case.display();
        let files = files_in(&case);
        let compilation = compile_with(&files, &Contoso, "main.bicep");
        let messages: Vec<String> = compilation.diagnostics().iter().map(ToString::to_string).collect();
        let checked = compilation.checked().unwrap_or_else(|| panic!("{name}: {messages:#?}"));
        let generator = Generator::new("bicep", "0.49.2.45890");
        let ours = checked.to_arm_string_by(&generator);
        let official = fs::read_to_string(case.join("main.json")).expect("the recorded template");
        assert_eq!(ours, official.trim_end(), "{name}");

        // The text that is printed means the same, and is printed again the same.
        let text = checked.to_bicep();
        let again = compile_with(&files.with("main.bicep", &*text), &Contoso, "main.bicep");
        let again = again.checked().unwrap_or_else(|| panic!("{name}: {text}"));
        assert_eq!(again.to_arm_string_by(&generator), ours, "{name}: {text}");
        assert_eq!(again.to_bicep(), text, "{name}");
        count += 1;
    }
    assert_eq!(count, 6);
}

#[test]
fn types_that_contain_themselves_are_imported() {
    // The official compiler ends here. What is recorded is of the same type in Bicep, so its hash is another one.
    let folder = fixtures().join("recursive-types");
    let compilation = compile_with(&files_in(&folder), &Contoso, "main.bicep");
    let without_hash = |json: &str| -> String {
        let lines = json.trim_end().lines().filter(|line| !line.contains("\"templateHash\""));
        lines.collect::<Vec<_>>().join("\n")
    };
    let ours = compilation.checked().expect("no errors").to_arm_string_by(&Generator::new("bicep", "0.49.2.45890"));
    let official = fs::read_to_string(folder.join("main.json")).expect("the recorded template");
    assert_eq!(without_hash(&ours), without_hash(&official));
}

#[test]
fn broken_templates_are_refused_as_recorded() {
    let folder = fixtures().join("bad/broken-templates");
    let compilation = compile_with(&files_in(&folder), &Contoso, "main.bicep");
    assert!(compilation.checked().is_none());
    let mut ours: Vec<String> = compilation
        .diagnostics()
        .iter()
        .filter_map(|found| found.span().map(|span| format!("{}:{} {}", span.start.0, span.start.1, found.id())))
        .collect();
    let recorded = fs::read_to_string(folder.join("diagnostics.txt")).expect("the recorded diagnostics");
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        format!("{} {}", words[0].trim_start_matches("main.bicep:"), words[2])
    };
    let mut official: Vec<String> = recorded.lines().map(line).collect();
    ours.sort();
    official.sort();
    assert_eq!(ours, official);
}

#[test]
fn a_time_with_an_offset_is_said() {
    let template = r#"{
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "variables": { "since": "2020-01-02T03:04:05+02:00" },
        "resources": []
    }"#;
    let files =
        MemoryFiles::new().with("main.bicep", "module m 'm.json' = {\n  name: 'm'\n}\n").with("m.json", template);
    let compilation = compile_with(&files, &Contoso, "main.bicep");
    let messages: Vec<&str> = compilation.diagnostics().iter().map(triceps_diagnostics::Diagnostic::id).collect();
    assert_eq!(messages, ["TRI0200"]);
    let json = compilation.checked().expect("a warning alone").to_arm_string();
    assert!(json.contains("\"since\": \"2020-01-02T01:04:05+00:00\""), "{json}");
}

#[test]
fn what_a_parameter_takes_comes_from_json() {
    let template = r##"{
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "languageVersion": "2.0",
        "contentVersion": "1.0.0.0",
        "definitions": { "size": { "type": "int", "minValue": 1, "maxValue": 3 } },
        "parameters": {
            "size": { "$ref": "#/definitions/size" },
            "names": { "type": "array", "items": { "type": "string", "minLength": 2 }, "nullable": true },
            "kind": { "type": "string", "allowedValues": ["a", "b"], "defaultValue": "a" }
        },
        "resources": {}
    }"##;
    let codes = |params: &str| {
        let text = format!("module m 'm.json' = {{\n  name: 'm'\n  params: {params}\n}}\n");
        let files = MemoryFiles::new().with("main.bicep", text).with("m.json", template);
        let compilation = compile_with(&files, &Contoso, "main.bicep");
        compilation.diagnostics().iter().map(|found| found.id().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes("{ size: 2, names: null }"), Vec::<String>::new());
    assert_eq!(codes("{ size: 4 }"), ["BCP327"]);
    assert_eq!(codes("{}"), ["BCP035"]);
    assert_eq!(codes("{ size: 1, names: ['x'] }"), ["BCP333"]);
    assert_eq!(codes("{ size: 1, kind: 'c', other: 1 }"), ["BCP036", "BCP037"]);
}

#[test]
fn parameters_that_a_file_does_not_name_are_checked_too() {
    let template = |parameters: &str, outputs: &str| {
        format!(
            r#"{{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            "languageVersion": "2.0", "contentVersion": "1.0.0.0", "parameters": {{ {parameters} }},
            "resources": {{}}, "outputs": {{ {outputs} }} }}"#
        )
    };
    let taken = r#""flavour": { "type": "string", "allowedValues": ["a", "b"], "nullable": true }"#;
    let given = |values: &str| {
        format!(
            r#""all": {{ "type": "object", "value": {{}}, "properties": {{
                "flavour": {{ "type": "string", "allowedValues": [{values}] }} }} }}"#
        )
    };
    let codes = |values: &str, params: &str| {
        let text = format!(
            "module from 'from.json' = {{ name: 'from' }}\nmodule to 'to.json' = {{ name: 'to', params: {params} }}\n"
        );
        let files = MemoryFiles::new()
            .with("main.bicep", text)
            .with("from.json", template("", &given(values)))
            .with("to.json", template(taken, ""));
        let compilation = compile_with(&files, &Contoso, "main.bicep");
        compilation.diagnostics().iter().map(|found| found.id().to_owned()).collect::<Vec<_>>()
    };
    // Parameters that are not named are compared too.
    for params in ["from.outputs.all", "true ? from.outputs.all : {}"] {
        assert_eq!(codes(r#""a""#, params), ["BCP183"], "{params}");
        assert_eq!(codes(r#""c""#, params), ["BCP036", "BCP183"], "{params}");
    }
    assert_eq!(codes(r#""c""#, "{ ...from.outputs.all }"), ["BCP036", "BCP401"]);
}

#[test]
fn circles_and_chains_of_references_end() {
    let mut definitions: Vec<String> =
        (0..200).map(|n| format!(r##""d{n}": {{ "$ref": "#/definitions/d{}" }}"##, n + 1)).collect();
    definitions.push(r#""d200": { "type": "int" }"#.to_owned());
    let nested: Vec<String> = (0..5_000)
        .map(|n| {
            format!(
                r##""n{n}": {{ "type": "object", "properties": {{ "a": {{ "$ref": "#/definitions/n{}" }} }} }}"##,
                n + 1
            )
        })
        .chain([r#""n5000": { "type": "int" }"#.to_owned()])
        .collect();
    let template = |definitions: &str, start: &str| {
        format!(
            r##"{{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            "languageVersion": "2.0", "contentVersion": "1.0.0.0", "definitions": {{{definitions}}},
            "parameters": {{ "p": {{ "$ref": "#/definitions/{start}" }} }}, "resources": {{}} }}"##
        )
    };
    for (json, expected) in [
        (template(&definitions.join(","), "d0"), "BCP188"),
        (template(r##""a": { "$ref": "#/definitions/b" }, "b": { "$ref": "#/definitions/a" }"##, "a"), "BCP188"),
        (template(&nested.join(","), "n0"), "BCP036"),
    ] {
        let files = MemoryFiles::new()
            .with("main.bicep", "module m 'm.json' = {\n  name: 'm'\n  params: {\n    p: 'x'\n  }\n}\n")
            .with("m.json", json);
        let compilation = compile_with(&files, &Contoso, "main.bicep");
        assert!(compilation.diagnostics().iter().any(|found| found.id() == expected), "{expected}");
    }
}
