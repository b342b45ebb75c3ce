//! Diagnostics that are accepted: the directive stands above the line of the diagnostic, with its reason.

use triceps::functions::call;
use triceps::functions::resource_group;
use triceps::{Checked, IntoExpr, Module, Object, Param, Raw, Template, TypeExpr, Value, each, interpolate, object};
use triceps_compile::{MemoryFiles, compile};
use triceps_syntax::{Language, Options, format, parse};

use super::lines;

/// A template whose diagnostics are all accepted. Its text is as the formatter has it, and its compiler says nothing.
#[track_caller]
fn accepted(build: impl FnOnce(&mut Template)) -> String {
    let mut t = Template::for_resource_group();
    build(&mut t);
    let checked = t.check().unwrap_or_else(|found| panic!("{found}"));
    assert!(checked.warnings().is_empty(), "{}", checked.warnings());
    let text = checked.to_bicep();
    assert_clean(&checked);
    text
}

#[track_caller]
fn assert_clean(checked: &Checked) {
    let text = checked.to_bicep();
    assert_eq!(format(&parse(&*text, Language::Bicep), &Options::default()), text, "the formatter leaves it as it is");
    let mut files = MemoryFiles::default();
    for file in checked.files().expect("each file has a path of its own") {
        files.insert(file.path, file.text);
    }
    let compiled = compile(&files, "main.bicep");
    assert!(compiled.diagnostics().is_empty(), "{}\n{text}", compiled.diagnostics());
}

const VERSION: &str = "Microsoft.Storage/storageAccounts@2023-05-01";

fn account(properties: Object) -> Raw {
    Raw::new(
        VERSION,
        object! {
            name: "stcontoso",
            location: resource_group().location(),
            sku: object! { name: "Standard_LRS" }.one_line(),
            kind: "StorageV2",
            properties: properties,
        },
    )
}

#[test]
fn on_a_parameter() {
    let text = accepted(|t| {
        let old = t.param(Param::string("old").default("").description("No longer used."));
        t.accept(&old, "no-unused-params", "callers still give it");
        let secret = t.param(Param::secure_string("secret"));
        t.accept(&secret, "no-unused-params", "as above");
    });
    assert!(text.starts_with("@description('No longer used.')\n// callers still give it\n#disable-next-line no-unused-params\nparam old string = ''\n"), "{text}");
}

#[test]
fn on_a_variable_a_function_and_a_type() {
    let text = accepted(|t| {
        let port = t.var("port", 80);
        t.accept(&port, "no-unused-vars", "read by others");
        let shape = t.declare_type("shape", TypeExpr::object([("a", TypeExpr::named("string"))]));
        t.accept(&shape, "no-unused-types", "read by others");
    });
    assert_eq!(
        text,
        "// read by others\n#disable-next-line no-unused-types\ntype shape = {\n  a: string\n}\n\n\
         // read by others\n#disable-next-line no-unused-vars\nvar port = 80\n"
    );
}

#[test]
fn on_a_resource_above_the_property() {
    let text = accepted(|t| {
        let made = t.add("account", account(object! { accessTier: "Hot", supportsBlobs: true }));
        t.accept(made, "BCP037", "new in this cloud");
    });
    assert!(
        text.contains(
            "    accessTier: 'Hot'\n    // new in this cloud\n    #disable-next-line BCP037\n    supportsBlobs: true\n"
        ),
        "{text}"
    );
}

#[test]
fn on_a_resource_of_an_unknown_type() {
    let text = accepted(|t| {
        let made = t.add("made", Raw::new("Contoso.Made/up@2099-01-01", object! { name: "x" }));
        t.accept(made, "BCP081", "a private preview");
    });
    assert!(text.starts_with("// a private preview\n#disable-next-line BCP081\nresource made "), "{text}");
}

#[test]
fn on_items_of_a_loop_and_nested_children() {
    let text = accepted(|t| {
        let accounts = t.add_each("accounts", each("n", ["a", "b"]), |n, _| {
            Raw::new(
                VERSION,
                object! {
                    name: interpolate!("stcontoso{n}"),
                    location: resource_group().location(),
                    sku: object! { name: "Standard_LRS" }.one_line(),
                    kind: "StorageV2",
                    properties: { supportsBlobs: true },
                },
            )
        });
        t.accept(&accounts, "BCP037", "new in this cloud");
        let parent = t.add("account", account(Object::new()));
        let child = t.nested(
            &parent,
            "blobs",
            Raw::new(
                "Microsoft.Storage/storageAccounts/blobServices",
                object! { name: "default", properties: { hot: 1 } },
            ),
        );
        t.accept(child, "BCP037", "new as well");
    });
    assert!(
        text.contains("      // new in this cloud\n      #disable-next-line BCP037\n      supportsBlobs: true\n"),
        "{text}"
    );
    assert!(text.contains("      // new as well\n      #disable-next-line BCP037\n      hot: 1\n"), "{text}");
}

#[test]
fn on_an_output_and_a_module() {
    let text = accepted(|t| {
        let page = t.param(Param::string("page"));
        t.output("passwordPage", &page).accept("outputs-should-not-contain-secrets", "an address");
        let mut inner = Template::for_resource_group();
        let go = inner.param(Param::bool("go"));
        inner.output("value", &go);
        let file = t.module_file("inner.bicep", inner.check().expect("no errors"));
        let go = t.param(Param::bool("go"));
        let m = t.add("m", Module::new(&file).name("m").param("go", true).when(&go));
        let value: Value<bool> = Value::from_expr(m.into_expr().prop("outputs").prop("value"));
        t.output("value", &value).accept("BCP318", "only read where it is deployed");
    });
    assert!(
        text.contains("// an address\n#disable-next-line outputs-should-not-contain-secrets\noutput passwordPage"),
        "{text}"
    );
    assert!(
        text.contains(
            "// only read where it is deployed\n#disable-next-line BCP318\noutput value bool = m.outputs.value\n"
        ),
        "{text}"
    );
}

#[test]
fn inside_of_what_spans_lines() {
    let text = accepted(|t| {
        let host = t.param(Param::string("host"));
        let value = t.var(
            "urls",
            object! {
                plain: &host,
                listed: call("union", (object! { a: "https://management.azure.com/subscriptions/and/a/rather/long/path/that/does/not/fit" }, object! { b: &host })),
            },
        );
        t.accept(&value, "no-hardcoded-env-urls", "the public cloud only");
        t.output("o", &value);
    });
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.contains("management.azure.com")).expect("the address");
    assert_eq!(lines[at - 1].trim(), "#disable-next-line no-hardcoded-env-urls", "{text}");
    assert_eq!(lines[at - 2].trim(), "// the public cloud only", "{text}");
}

#[test]
fn inside_of_text_that_spans_lines() {
    let text = accepted(|t| {
        let go = t.param(Param::bool("go"));
        let made = t.add("account", account(Object::new()).when(&go));
        let kind: Value<String> = Value::from_expr(made.into_expr().prop("kind"));
        let script = interpolate!("set -eu\necho {kind}\n").multi_line();
        t.output("o", script).accept("BCP318", "only read where it is deployed");
    });
    assert!(
        text.ends_with("\n// only read where it is deployed\n#disable-next-line BCP318\noutput o string = 'set -eu\\necho ${account.kind}\\n'\n"),
        "{text}"
    );
}

#[test]
fn several_on_one_line() {
    let text = accepted(|t| {
        let go = t.param(Param::bool("go"));
        let made = t.add("account", account(Object::new()).when(&go));
        let kind: Value<String> = Value::from_expr(made.into_expr().prop("kind"));
        t.output("passwordKind", interpolate!("https://management.azure.com/{kind}"))
            .accept("BCP318", "only read where it is deployed")
            .accept("outputs-should-not-contain-secrets", "a kind")
            .accept("no-hardcoded-env-urls", "a kind");
    });
    let directives: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(directives.len(), 1, "{text}");
    for code in ["BCP318", "outputs-should-not-contain-secrets", "no-hardcoded-env-urls"] {
        assert!(directives[0].contains(code), "{text}");
    }
    assert_eq!(text.matches("// a kind\n").count(), 1, "{text}");
}

#[test]
fn a_reason_of_several_lines_is_several_comments() {
    let text = accepted(|t| {
        let port = t.var("port", 80);
        t.accept(&port, "no-unused-vars", " first\r\n\tsecond\u{2028}third ");
    });
    assert_eq!(text, "// first\n// second\n// third\n#disable-next-line no-unused-vars\nvar port = 80\n");
}

#[test]
fn a_code_of_triceps_is_a_comment_only() {
    let build = |accept: bool| {
        let mut t = Template::for_resource_group();
        let made = t.add(
            "app",
            triceps::app::ContainerApp::new("portal", "westeurope", "/env")
                .container(triceps::app::Container::new("main", "nginx:latest").resources(0.5, 1.0)),
        );
        let found = t.clone().check();
        let messages: Vec<&'static str> = match &found {
            Ok(checked) => checked.warnings().iter().map(triceps::Diagnostic::id).collect(),
            Err(found) => panic!("{found}"),
        };
        if accept {
            for code in &messages {
                t.accept(made, *code, "a sample");
            }
        }
        (messages, t)
    };
    let (messages, t) = build(true);
    assert!(messages.iter().any(|code| code.starts_with("TRI")), "{messages:?}");
    let checked = t.check().expect("no errors");
    assert!(checked.warnings().is_empty(), "{}", checked.warnings());
    let text = checked.to_bicep();
    assert!(text.contains("// a sample\n"), "{text}");
    assert!(!text.contains("disable-next-line TRI") && !text.contains(" TRI"), "{text}");
    assert_eq!(checked.accepted().len(), messages.len());
}

#[test]
fn errors_cannot_be_accepted() {
    let mut t = Template::for_resource_group();
    let value: Value<i64> = Value::from_expr("text".into_expr());
    let made = t.var("sum", value + 1);
    t.accept(&made, "BCP045", "it is fine");
    let found = lines(t);
    let codes: Vec<&str> = found.iter().map(|line| line.split(']').next().expect("a code")).collect();
    assert_eq!(codes, ["error[BCP045", "warning[no-unused-vars", "error[TRI0013"], "{found:?}");
}

#[test]
fn what_is_not_there_is_a_warning() {
    let mut t = Template::for_resource_group();
    let name = t.param(Param::string("name"));
    t.output("o", &name);
    t.accept(&name, "no-unused-params", "it was once");
    t.accept(&name, "no-unused-parms", "misspelled");
    assert_eq!(
        lines(t),
        [
            "warning[TRI0012] params.name: `no-unused-params` is accepted here, but does not occur",
            "warning[TRI0012] params.name: `no-unused-parms` is accepted here, but does not occur",
        ]
    );
}

#[test]
fn a_reason_is_needed() {
    let mut t = Template::for_resource_group();
    let name = t.param(Param::string("name"));
    t.accept(&name, "no-unused-params", " ");
    let found = lines(t);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found.iter().any(|line| line.starts_with("error[TRI0013] params.name: `no-unused-params` is accepted without"))
    );
}

#[test]
fn what_is_accepted_on_one_is_not_accepted_on_another() {
    let mut t = Template::for_resource_group();
    let a = t.param(Param::string("a"));
    t.param(Param::string("b"));
    t.accept(&a, "no-unused-params", "callers still give it");
    let found = lines(t);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("warning[no-unused-params] params.b"), "{found:?}");
}

#[test]
fn the_json_is_the_same() {
    let build = |accept: bool| {
        let mut t = Template::for_resource_group();
        let old = t.param(Param::string("old").default(""));
        if accept {
            t.accept(&old, "no-unused-params", "callers still give it");
        }
        t.check().expect("no errors").to_arm_string()
    };
    assert_eq!(build(true), build(false));
}

#[test]
fn above_the_decorators_of_a_declaration_that_is_reported_as_a_whole() {
    let text = accepted(|t| {
        let word = t.param(Param::string("word"));
        t.output("password", &word).description("For the test.").accept("outputs-should-not-contain-secrets", "public");
        t.output("passwordAgain", &word).accept("outputs-should-not-contain-secrets", "public");
    });
    assert!(
        text.ends_with(
            "// public\n#disable-next-line outputs-should-not-contain-secrets\n@description('For the test.')\noutput password string = word\n\n\
             // public\n#disable-next-line outputs-should-not-contain-secrets\noutput passwordAgain string = word\n"
        ),
        "{text}"
    );
    let text = accepted(|t| {
        let script = t.add(
            "script",
            Raw::new(
                "Microsoft.Resources/deploymentScripts@2023-08-01",
                object! {
                    name: "script",
                    location: resource_group().location(),
                    kind: "AzurePowerShell",
                    properties: { azPowerShellVersion: "8.3", retentionInterval: "P1D", scriptContent: "exit" },
                },
            ),
        );
        t.describe(script, "Runs once.");
        t.accept(script, "use-recent-az-powershell-version", "the script needs it");
    });
    assert!(
        text.starts_with(
            "// the script needs it\n#disable-next-line use-recent-az-powershell-version\n@description('Runs once.')\nresource script "
        ),
        "{text}"
    );
}
