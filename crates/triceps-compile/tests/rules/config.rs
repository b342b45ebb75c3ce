//! What a `bicepconfig.json` chooses: levels of rules, and versions of the compiler.

use triceps_compile::{MemoryFiles, compile};

/// Levels and codes of all diagnostics, by file.
fn found(files: &MemoryFiles) -> Vec<String> {
    let compilation = compile(files, "main.bicep");
    let line = |found: &triceps_diagnostics::Diagnostic| {
        let file = found.span().map_or("nowhere", |span| &span.file);
        format!("{file} {} {}", found.severity(), found.id())
    };
    compilation.diagnostics().iter().map(line).collect()
}

#[test]
fn rules_have_the_level_of_the_configuration() {
    let main = "param unused string\nvar joined = concat('a', 'b')\noutput o int = 'x'\noutput p string = joined\n";
    let rule = |name: &str, level: &str| {
        format!(r#"{{ "analyzers": {{ "core": {{ "rules": {{ "{name}": {{ "level": "{level}" }} }} }} }} }}"#)
    };
    let unused = |level| rule("no-unused-params", level);
    let off =
        r#"{ "analyzers": { "core": { "enabled": false, "rules": { "no-unused-params": { "level": "error" } } } } }"#;
    for (config, expected) in [
        ("{}", &["warning no-unused-params", "warning prefer-interpolation"][..]),
        (
            r#"{ "analyzers": { "core": { "enabled": true } } }"#,
            &["warning no-unused-params", "warning prefer-interpolation"],
        ),
        (off, &[]),
        (&unused("off"), &["warning prefer-interpolation"]),
        (&unused("info"), &["info no-unused-params", "warning prefer-interpolation"]),
        (&unused("Warning"), &["warning no-unused-params", "warning prefer-interpolation"]),
        (&unused("ERROR"), &["error no-unused-params", "warning prefer-interpolation"]),
        (&unused("loud"), &["warning no-unused-params", "warning prefer-interpolation"]),
        (&rule("Prefer-Interpolation", "error"), &["warning no-unused-params", "error prefer-interpolation"]),
        // Only the linter has levels.
        (&rule("BCP033", "off"), &["warning no-unused-params", "warning prefer-interpolation"]),
    ] {
        let mut expected: Vec<String> = expected.iter().map(|line| format!("main.bicep {line}")).collect();
        expected.push("main.bicep error BCP033".to_owned());
        assert_eq!(
            found(&MemoryFiles::new().with("main.bicep", main).with("bicepconfig.json", config)),
            expected,
            "{config}"
        );
    }
}

#[test]
fn a_rule_that_is_off_accepts_nothing() {
    let text = "#disable-next-line no-unused-params\nparam unused string\n";
    for (level, accepted) in [("off", 0), ("warning", 1)] {
        let rule = format!(
            r#"{{ "analyzers": {{ "core": {{ "rules": {{ "no-unused-params": {{ "level": "{level}" }} }} }} }} }}"#
        );
        let files = MemoryFiles::new().with("main.bicep", text).with("bicepconfig.json", rule);
        let compilation = compile(&files, "main.bicep");
        assert_eq!(compilation.checked().map(|checked| checked.accepted().len()), Some(accepted), "{level}");
    }
}

fn version(range: &str) -> String {
    format!(r#"{{ "bicep": {{ "version": "{range}" }} }}"#)
}

#[test]
fn a_file_is_compiled_by_the_versions_that_it_asks_for() {
    for (range, expected) in [
        (">=0.40, <0.60", &[][..]),
        ("0.49.2", &[]),
        ("<0.49.2", &["main.bicep error BCP456"]),
        (">=0.50", &["main.bicep error BCP456"]),
        ("newest", &["main.bicep error BCP273"]),
    ] {
        let files = MemoryFiles::new().with("main.bicep", "").with("bicepconfig.json", version(range));
        assert_eq!(found(&files), expected, "{range}");
    }
}

#[test]
fn the_versions_of_a_file_are_within_those_of_the_files_that_it_names() {
    const WIDER: &str = "no-incompatible-entrypoint-version";
    let name = "module m 'm/inner.bicep' = {\n}\n";
    for (own, inner, expected) in [
        (">=0.40", ">=0.40", &[][..]),
        (">=0.45", ">=0.40, <0.60", &[WIDER]),
        (">=0.45, <0.50", ">=0.40, <0.60", &[]),
        ("", ">=0.40", &[WIDER]),
        (">=0.40", "", &[]),
    ] {
        let mut files =
            MemoryFiles::new().with("main.bicep", name).with("m/inner.bicep", "").with("m/bicepconfig.json", "{}");
        for (path, range) in [("bicepconfig.json", own), ("m/bicepconfig.json", inner)] {
            if !range.is_empty() {
                files.insert(path, version(range));
            }
        }
        let warnings =
            |found: Vec<String>| found.into_iter().filter(|line| line.contains(" warning ")).collect::<Vec<_>>();
        let expected: Vec<String> = expected.iter().map(|code| format!("main.bicep warning {code}")).collect();
        assert_eq!(warnings(found(&files)), expected, "{own} {inner}");
        // It is found at the start of the file, which is not the line after a directive in the first one.
        files.insert("main.bicep", format!("#disable-next-line {WIDER}\n{name}"));
        assert_eq!(warnings(found(&files)), expected, "{own} {inner}");
        files.insert("main.bicep", format!("#disable-diagnostics {WIDER}\n{name}"));
        assert_eq!(warnings(found(&files)), [""; 0], "{own} {inner}");
    }
}

#[test]
fn settings_of_extensions_are_objects_or_those_of_an_extension() {
    let config = r#"{ "experimentalFeaturesEnabled": { "moduleExtensionConfigs": true } }"#;
    let inner = "extension kubernetes\n";
    let wrong = "main.bicep error BCP431";
    for (settings, expected) in [
        ("{ kubernetes: { namespace: 'a', kubeConfig: 'b' } }", &[][..]),
        ("{ kubernetes: kubernetes.config }", &[]),
        ("{ kubernetes: kubernetes['config'] }", &[]),
        ("{ kubernetes: on ? kubernetes.config : kubernetes['config'] }", &[]),
        ("{ kubernetes: (kubernetes.config) }", &[]),
        ("{ kubernetes: kubernetes['other'] }", &[wrong]),
        ("{ kubernetes: kubernetes.other }", &[wrong]),
        ("{ kubernetes: on ? kubernetes.config : text }", &[wrong]),
        ("{ kubernetes: text }", &[wrong]),
        ("{ ...open }", &[]),
    ] {
        let main = format!(
            "param on bool\nparam text object\nparam open object\nvar used = [on, text, open]\noutput o array = used\nextension kubernetes with {{ namespace: 'n', kubeConfig: 'k' }}\nmodule m 'inner.bicep' = {{ name: 'm', extensionConfigs: {settings} }}\n"
        );
        let files =
            MemoryFiles::new().with("main.bicep", main).with("inner.bicep", inner).with("bicepconfig.json", config);
        let mut errors = found(&files);
        errors.retain(|line| line.contains(" error "));
        assert_eq!(errors, expected, "{settings}");
    }
}
