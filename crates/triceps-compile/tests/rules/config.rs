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

/// Lines and columns of what a rule says, with its options.
fn places_with(rule: &str, options: &str, text: &str) -> Vec<(u32, u32)> {
    let config = format!(r#"{{ "analyzers": {{ "core": {{ "rules": {{ "{rule}": {{ {options} }} }} }} }} }}"#);
    let files = MemoryFiles::new().with("main.bicep", text).with("bicepconfig.json", config);
    let compilation = compile(&files, "main.bicep");
    let own = compilation.diagnostics().iter().filter(|found| found.id() == rule);
    own.filter_map(|found| found.span().map(|span| span.start)).collect()
}

#[test]
fn a_configuration_chooses_the_hosts_of_one_cloud() {
    let text = "output a string = 'https://example.contoso.com/'\noutput b string = 'https://vault.azure.net/'\noutput c string = 'https://schema.management.azure.com/'\n";
    let places = |options: &str| places_with("no-hardcoded-env-urls", options, text);
    assert_eq!(places(""), [(2, 28)]);
    assert_eq!(places(r#""disallowedhosts": ["contoso.com"]"#), [(1, 36)]);
    assert_eq!(places(r#""disallowedhosts": []"#), []);
    assert_eq!(places(r#""excludedhosts": []"#), [(2, 28), (3, 35)]);
    assert_eq!(places(r#""excludedhosts": ["vault.azure.net"]"#), [(3, 35)]);
}

#[test]
fn a_configuration_chooses_the_oldest_version_of_power_shell() {
    let script = |version: &str| {
        format!(
            "resource s 'Microsoft.Resources/deploymentScripts@2023-08-01' = {{\n  name: 'abc'\n  location: 'westus'\n  kind: 'AzurePowerShell'\n  properties: {{ azPowerShellVersion: '{version}', retentionInterval: 'P1D', scriptContent: 'a' }}\n}}"
        )
    };
    let places =
        |options: &str, version: &str| places_with("use-recent-az-powershell-version", options, &script(version));
    assert_eq!(places("", "12.0"), [(1, 1)]);
    assert_eq!(places("", "15.0"), []);
    assert_eq!(places(r#""minimumVersion": "11.0""#, "12.0"), []);
    assert_eq!(places(r#""minimumVersion": "16.0""#, "15.0"), [(1, 1)]);
    assert_eq!(places(r#""minimumVersion": "15.0.1""#, "15.0"), [(1, 1)]);
    assert_eq!(places(r#""minimumVersion": "new""#, "15.0"), [(1, 1)]);
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
