//! Extensions, tests and assertions, files with errors, circles, and types that come from resources. Each case has a near
//! one that is right.

use triceps_compile::{MemoryFiles, compile};
use triceps_core::{ExportKind, Interface};
use triceps_diagnostics::Diagnostic;

struct Case {
    wrong: &'static str,
    /// `line:column-line:column code`, in the order of the text.
    codes: &'static [&'static str],
    right: &'static str,
}

const FILES: &[(&str, &str)] = &[
    ("named.bicep", "param name string\noutput id string = name\n"),
    ("broken.bicep", "param name strin\nparam size int\noutput id string = size\n"),
    ("self.bicep", "module self 'self.bicep' = {}\n"),
    ("one.bicep", "module two 'two.bicep' = {}\n"),
    ("two.bicep", "module one 'one.bicep' = {}\n"),
    ("bicepconfig.json", "{ \"extensions\": { \"mine\": \"br:contoso.azurecr.io/mine:1.0.0\" } }"),
    ("wide.txt", "\u{feff}text"),
    (
        "derived.json",
        r#"{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
             "contentVersion": "1.0.0.0", "languageVersion": "2.0", "resources": {},
             "parameters": { "tags": { "type": "object", "nullable": true, "metadata": {
               "__bicep_resource_derived_type!": { "source": "Contoso.Web/sites@2020-01-01#properties/tags" } } } } }"#,
    ),
];

/// What the compiler says too, by place.
fn codes(text: &str, config: &str) -> Vec<String> {
    let mut files = MemoryFiles::new().with("main.bicep", text);
    FILES.iter().for_each(|(path, content)| files.insert(*path, *content));
    if !config.is_empty() {
        files.insert("bicepconfig.json", config);
    }
    let found = compile(&files, "main.bicep");
    let line = |found: &Diagnostic| {
        let span = found.span().filter(|span| span.file == "main.bicep")?;
        let ((line, column), (end_line, end)) = (span.start, span.end);
        Some(format!("{line}:{column}-{end_line}:{end} {}", found.id()))
    };
    let own = found.diagnostics().iter().filter(|found| found.id().starts_with("BCP"));
    own.filter_map(line).collect()
}

#[track_caller]
fn check(cases: &[Case], config: &str) {
    for case in cases {
        assert_eq!(codes(case.wrong, config), case.codes, "{}", case.wrong);
        assert_eq!(codes(case.right, config), Vec::<String>::new(), "{}", case.right);
    }
}

#[test]
fn extensions() {
    const CONFIGURED: &str =
        "extension kubernetes with {\n  namespace: 'n'\n  kubeConfig: key\n}\n@secure()\nparam key string";
    check(
        &[
            Case { wrong: "extension kubernetes", codes: &["1:1-1:21 BCP206"], right: CONFIGURED },
            Case {
                wrong: "extension kubernetes with {\n  namespace: 'n'\n}",
                codes: &["1:11-1:21 BCP035"],
                right: CONFIGURED,
            },
            Case { wrong: "extension az with {\n  x: 1\n}", codes: &["1:19-3:2 BCP205"], right: "extension az" },
            Case {
                wrong: "extension microsoftGraph",
                codes: &["1:11-1:25 BCP407"],
                right: "extension az as azure\noutput name string = azure.resourceGroup().name",
            },
            Case { wrong: "extension nowhere", codes: &["1:11-1:18 BCP204"], right: "extension az" },
            Case { wrong: "extension mine", codes: &["1:11-1:15 BCP190"], right: "extension az" },
            Case { wrong: "extension '${'x'}' as y", codes: &["1:11-1:19 BCP303"], right: "extension az" },
            Case { wrong: "extension 'x.tgz' as y", codes: &["1:11-1:18 BCP091"], right: "extension az" },
            Case {
                wrong: "extension az\nextension az as b",
                codes: &["1:11-1:13 BCP207", "2:11-2:13 BCP207"],
                right: "extension az as b",
            },
            Case { wrong: "extension az as sys", codes: &["1:17-1:20 BCP084"], right: "extension az as own" },
            Case {
                wrong: "extension az as b\nvar a = b",
                codes: &["2:9-2:10 BCP418"],
                right: "extension az as b\noutput o string = b.resourceGroup().name",
            },
            Case {
                wrong: "resource r 'foo:A.B/c@2020-01-01' = {}",
                codes: &["1:12-1:34 BCP208"],
                right: "extension az",
            },
            Case { wrong: "resource r '' = {}", codes: &["1:12-1:14 BCP029"], right: "extension az" },
        ],
        "",
    );
}

#[test]
fn tests_and_assertions() {
    const ON: &str = r#"{ "experimentalFeaturesEnabled": { "testFramework": true, "assertions": true } }"#;
    check(
        &[
            Case { wrong: "assert a = 1", codes: &["1:12-1:13 BCP350"], right: "assert a = 1 == 1" },
            Case {
                wrong: "assert a = true\nvar b = a",
                codes: &["2:9-2:10 BCP063"],
                right: "assert a = true\nvar b = true",
            },
            Case {
                wrong: "test t 'named.bicep' = {}",
                codes: &["1:6-1:7 BCP035"],
                right: "test t 'named.bicep' = {\n  params: { name: 'a' }\n}",
            },
            Case {
                wrong: "test t 'named.bicep' = {\n  params: { name: 1 }\n}",
                codes: &["2:19-2:20 BCP036"],
                right: "test t 'named.bicep' = {\n  params: { name: '1' }\n}",
            },
            Case {
                wrong: "test t 'no.bicep' = {}\nvar b = t",
                codes: &["1:8-1:18 BCP091", "2:9-2:10 BCP062"],
                right: "",
            },
        ],
        ON,
    );
    check(&[Case { wrong: "assert a = true", codes: &["1:1-1:16 BCP349"], right: "var a = true" }], "");
}

#[test]
fn a_template_with_assertions() {
    let config = r#"{ "experimentalFeaturesEnabled": { "assertions": true } }"#;
    let files = MemoryFiles::new()
        .with("main.bicep", "param size int\nassert positive = size > 0\n")
        .with("bicepconfig.json", config);
    let json = compile(&files, "main.bicep").checked().expect("no errors").to_arm_string();
    assert!(json.contains("\"languageVersion\": \"2.1-experimental\""));
    assert!(json.contains("\"_EXPERIMENTAL_FEATURES_ENABLED\": [\n      \"Asserts\"\n    ]"));
    assert!(json.contains("\"asserts\": {\n    \"positive\": \"[greater(parameters('size'), 0)]\"\n  }"));
    let plain = MemoryFiles::new().with("main.bicep", "param size int\noutput s int = size\n");
    let json = compile(&plain, "main.bicep").checked().expect("no errors").to_arm_string();
    assert!(!json.contains("xperiment") && !json.contains("asserts"));
}

#[test]
fn a_template_with_kubernetes() {
    let text = "@secure()\nparam key string\nextension kubernetes with {\n  namespace: 'n'\n  kubeConfig: key\n} as k8s\nresource service 'core/Service@v1' = {\n  metadata: { name: 'a' }\n  spec: { ports: [] }\n}\noutput name string = service.metadata.name\n";
    let compilation = compile(&MemoryFiles::new().with("main.bicep", text), "main.bicep");
    let checked = compilation.checked().unwrap_or_else(|| panic!("{:?}", compilation.diagnostics()));
    let json = checked.to_arm_string();
    assert!(json.contains("\"provider\": \"Kubernetes\""), "{json}");
    assert!(json.contains("\"kubeConfig\": \"[parameters('key')]\""), "{json}");
    assert!(
        json.contains("\"import\": \"k8s\",\n      \"type\": \"core/Service@v1\",\n      \"properties\": {"),
        "{json}"
    );
    assert!(json.contains("[reference('service').metadata.name]"), "{json}");
    // What is printed from it means the same.
    let printed = MemoryFiles::new().with("main.bicep", checked.to_bicep());
    assert_eq!(compile(&printed, "main.bicep").checked().map(triceps_core::Checked::to_arm_string), Some(json));
}

#[test]
fn an_existing_resource_of_an_extension_is_named_by_what_identifies_it() {
    let config = r#"{ "extensions": { "graph": "br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:1.0.0" } }"#;
    check(
        &[Case {
            wrong: "extension graph\nresource readers 'Microsoft.Graph/groups@v1.0' existing = {}",
            codes: &["2:10-2:17 BCP035"],
            right: "extension graph\nresource readers 'Microsoft.Graph/groups@v1.0' existing = {\n  uniqueName: 'readers'\n}",
        }],
        config,
    );
}

/// The interface of a file.
fn interface(text: &str) -> Interface {
    let compilation = compile(&MemoryFiles::new().with("main.bicep", text), "main.bicep");
    compilation.checked().expect("it is right").interface().clone()
}

#[test]
fn an_exported_function_shows_its_parameters() {
    let text = "@export()\nfunc join(one string, two int) string => '${one}${two}'\n@export()\nvar size = 1\n@export()\ntype name = string\n";
    let found = interface(text);
    let kind = |name| &found.exports().iter().find(|export| export.name == name).expect("it is exported").kind;
    let ExportKind::Function(parameters) = kind("join") else { panic!("{:?}", kind("join")) };
    let names: Vec<&str> = parameters.iter().map(|parameter| &*parameter.name).collect();
    assert_eq!(names, ["one", "two"]);
    assert_eq!(*kind("size"), ExportKind::Variable);
    assert_eq!(*kind("name"), ExportKind::Type);
}

#[test]
fn files_with_errors_show_what_they_declare() {
    check(
        &[
            Case {
                wrong: "module m 'broken.bicep' = {\n  params: { name: 'a', size: 'b', more: 1 }\n}\noutput o int = m.outputs.id",
                codes: &[
                    "1:10-1:24 BCP104",
                    "2:19-2:22 BCP036",
                    "2:30-2:33 BCP036",
                    "2:35-2:39 BCP037",
                    "4:16-4:28 BCP033",
                ],
                right: "module m 'named.bicep' = {\n  params: { name: 'a' }\n}\noutput o string = m.outputs.id",
            },
            Case {
                wrong: "module a 'broken.bicep' = {}\nmodule b 'broken.bicep' = {}",
                codes: &["1:8-1:9 BCP035", "1:10-1:24 BCP104", "2:8-2:9 BCP035", "2:10-2:24 BCP104"],
                right: "",
            },
        ],
        "",
    );
}

#[test]
fn every_way_into_a_circle_is_an_error() {
    check(
        &[
            Case { wrong: "module m 'self.bicep' = {}", codes: &["1:10-1:22 BCP094"], right: "" },
            Case {
                wrong: "module m 'one.bicep' = if (1) {\n  name: nowhere()\n}",
                codes: &["1:10-1:21 BCP095"],
                right: "",
            },
            Case { wrong: "module m 'main.bicep' = {}", codes: &["1:10-1:22 BCP094"], right: "" },
        ],
        "",
    );
}

#[test]
fn types_and_bodies() {
    check(
        &[
            Case {
                wrong: "module m 'derived.json' = {}",
                codes: &["1:10-1:24 BCP081"],
                right: "module m 'named.bicep' = {\n  params: { name: 'a' }\n}",
            },
            Case {
                wrong: "var t = loadTextContent('wide.txt', 'us-ascii')",
                codes: &["1:37-1:47 BCP185"],
                right: "var t = loadTextContent('wide.txt', 'utf-8')",
            },
            Case {
                wrong: "module m 'named.bicep' = [for x in 1: {}]",
                codes: &["1:36-1:37 BCP137"],
                right: "module m 'named.bicep' = [for x in ['a']: {\n  name: x\n  params: { name: x }\n}]",
            },
            Case {
                wrong: "type t = { *: string }\ntype u = t.a",
                codes: &["2:12-2:13 BCP052"],
                right: "type t = { a: string }\ntype u = t.a",
            },
            Case {
                wrong: "type t = {\n  @allowed(['a'])\n  a: string\n}",
                codes: &["2:4-2:11 BCP297"],
                right: "type t = {\n  @minLength(1)\n  a: string\n}",
            },
            Case {
                wrong: "@discriminator('a')\ntype t = [string]",
                codes: &["1:1-1:20 BCP363", "1:1-1:20 BCP124"],
                right: "type t = [string]",
            },
            Case {
                wrong: "type t = resourceInput<'foo:Microsoft.App/jobs@2025-07-01'>.name",
                codes: &["1:24-1:59 BCP208"],
                right: "type t = resourceInput<'az:Microsoft.App/jobs@2025-07-01'>.name",
            },
            Case {
                wrong: "type t = resourceInput<'Microsoft.App/jobs@now'>",
                codes: &["1:24-1:48 BCP029"],
                right: "type t = resourceInput<'Microsoft.App/jobs@2025-07-01'>.name",
            },
            Case {
                wrong: "type t = resourceInput<'Microsoft.${'App'}/jobs@2025-07-01'>",
                codes: &["1:24-1:60 BCP032"],
                right: "type t = resourceInput<'Microsoft.App/jobs@2025-07-01'>.name",
            },
            Case {
                wrong: "@sealed()\ntype t = resourceInput<'Microsoft.App/jobs@2025-07-01'>",
                codes: &["1:1-1:10 BCP386", "2:10-2:56 BCP394"],
                right: "@secure()\nparam p resourceInput<'Microsoft.App/jobs@2025-07-01'>.name",
            },
            Case { wrong: "@concat()\n", codes: &["1:1-1:10 BCP132", "1:2-1:8 BCP152"], right: "" },
            Case { wrong: "@minLength()\n", codes: &["1:1-1:13 BCP292", "1:11-1:13 BCP071"], right: "" },
        ],
        "",
    );
}

#[test]
fn a_scope_behind_a_variable_is_ignored_with_a_word() {
    let text = "param name string\nvar group = empty(name) ? resourceGroup() : resourceGroup(name)\nmodule m 'named.bicep' = {\n  scope: group\n  params: { name: name }\n}\n";
    let mut files = MemoryFiles::new().with("main.bicep", text);
    FILES.iter().for_each(|(path, content)| files.insert(*path, *content));
    let found = compile(&files, "main.bicep");
    let ids: Vec<&str> = found.diagnostics().iter().map(Diagnostic::id).collect();
    assert_eq!(ids, ["TRI0209"]);
    let json = found.checked().expect("only a warning").to_arm_string();
    assert!(!json.contains("\"resourceGroup\":"));
    let direct = text.replace("scope: group", "scope: empty(name) ? resourceGroup() : resourceGroup(name)");
    let found = compile(&files.with("main.bicep", direct), "main.bicep");
    assert!(found.diagnostics().iter().any(|found| found.id() == "BCP420"));
}
