//! Programs of several files, names, places, and texts that are meant to break a reader.

mod accepted;
mod emitted;
mod hostile;
mod incremental;
mod loads;
mod places;
mod registry;

use triceps_compile::{Compilation, MemoryFiles, compile};

/// The codes with file, line and column.
fn messages(compilation: &Compilation) -> Vec<String> {
    let place = |found: &triceps_diagnostics::Diagnostic| {
        let span = found.span().expect("a place in the text");
        format!("{}:{}:{} {}", span.file, span.start.0, span.start.1, found.id())
    };
    compilation.diagnostics().iter().map(place).collect()
}

fn one(text: &str) -> Compilation {
    compile(&MemoryFiles::new().with("main.bicep", text), "main.bicep")
}

#[test]
fn a_missing_main_file_is_said() {
    let compilation = compile(&MemoryFiles::new(), "main.bicep");
    assert!(compilation.checked().is_none());
    assert_eq!(
        compilation.diagnostics().iter().map(triceps_diagnostics::Diagnostic::id).collect::<Vec<_>>(),
        ["BCP091"]
    );
}

#[test]
fn names_mean_what_is_innermost() {
    let text = "var item = 1\noutput a array = [for item in ['x']: toUpper(item)]\noutput b int = item\n";
    assert_eq!(messages(&one(text)), Vec::<String>::new());
    assert_eq!(
        messages(&one("output a int = itm\nvar item = 1\n")),
        ["main.bicep:1:16 BCP057", "main.bicep:2:5 no-unused-vars"]
    );
    assert_eq!(messages(&one("output a string = nothing\n")), ["main.bicep:1:19 BCP057"]);
    assert_eq!(
        messages(&one("var concat = 'x'\noutput a string = sys.concat(concat, 'y')\n")),
        ["main.bicep:2:19 prefer-interpolation"]
    );
}

#[test]
fn an_empty_line_before_a_declaration_or_its_comments_is_printed() {
    let text = "\
param a string
param b string

param c string
// One.
param d string

// Two.
#disable-next-line no-unused-params
/* Three. */
param e string
param f string // Four.

output o array = [a, b, c, d, e, f]
";
    let printed = "\
param a string
param b string

param c string
param d string

param e string
param f string

output o array = [a, b, c, d, e, f]
";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let compilation = one(&text);
        assert_eq!(messages(&compilation), [""; 0]);
        let checked = compilation.checked().expect("no errors");
        assert_eq!(checked.to_bicep(), printed);
    }
}

#[test]
fn parentheses_around_types_are_printed() {
    let text = "\
type a = string
type b = ({ c: (a?)[] })[]
type d = ('x' | 'y')?

@minLength(1)
param p (a)
param q (b)
param r (d)

output o array = [p, q, r]
";
    let compilation = one(text);
    assert_eq!(messages(&compilation), [""; 0]);
    assert_eq!(compilation.checked().expect("no errors").to_bicep(), text);
}

#[test]
fn columns_count_utf16_units() {
    assert_eq!(messages(&one("output a array = ['😀', nothing]\n")), ["main.bicep:1:25 BCP057"]);
}

#[test]
fn directives_accept_warnings_and_not_errors() {
    assert_eq!(messages(&one("#disable-next-line no-unused-vars\nvar a = 1\n")), Vec::<String>::new());
    assert_eq!(
        messages(&one(
            "#disable-diagnostics no-unused-vars\nvar a = 1\n#restore-diagnostics no-unused-vars\nvar b = 1\n"
        )),
        ["main.bicep:4:5 no-unused-vars"]
    );
    assert_eq!(messages(&one("#disable-next-line BCP057\noutput a string = nothing\n")), ["main.bicep:2:19 BCP057"]);
}

#[test]
fn levels_of_rules_come_from_the_nearest_configuration() {
    let files = MemoryFiles::new()
        .with("a/bicepconfig.json", r#"{"analyzers": {"core": {"rules": {"no-unused-vars": {"level": "off"}}}}}"#)
        .with("a/b/main.bicep", "var a = 1\n")
        .with("main.bicep", "var a = 1\n");
    assert_eq!(messages(&compile(&files, "a/b/main.bicep")), Vec::<String>::new());
    assert_eq!(messages(&compile(&files, "main.bicep")), ["main.bicep:1:5 no-unused-vars"]);
}

#[test]
fn circles_of_files_are_errors() {
    let own = MemoryFiles::new().with("main.bicep", "module m 'main.bicep' = {}\n");
    assert_eq!(messages(&compile(&own, "main.bicep")), ["main.bicep:1:10 BCP094"]);
    let two = MemoryFiles::new()
        .with("main.bicep", "module m 'b/other.bicep' = {}\n")
        .with("b/other.bicep", "module m '../main.bicep' = {}\n");
    assert_eq!(messages(&compile(&two, "main.bicep")), ["main.bicep:1:10 BCP095", "b/other.bicep:1:10 BCP095"]);
}

#[test]
fn errors_of_a_module_are_said_in_its_file() {
    let files = MemoryFiles::new()
        .with("main.bicep", "module m 'm.bicep' = {}\nmodule n 'none.bicep' = {}\n")
        .with("m.bicep", "output a int = b\n");
    let compilation = compile(&files, "main.bicep");
    assert!(compilation.checked().is_none());
    assert_eq!(messages(&compilation), ["main.bicep:1:10 BCP104", "main.bicep:2:10 BCP091", "m.bicep:1:16 BCP057"]);
}

#[test]
fn modules_with_errors_are_compared_with_what_they_show() {
    let files = MemoryFiles::new()
        .with("main.bicep", "module m 'm.bicep' = {\n  params: {\n    a: 1\n  }\n}\noutput c int = m.outputs.b\n")
        .with("m.bicep", "param a string\noutput b int = a\n");
    let compilation = compile(&files, "main.bicep");
    assert!(compilation.checked().is_none());
    assert_eq!(messages(&compilation), ["main.bicep:1:10 BCP104", "main.bicep:3:8 BCP036", "m.bicep:2:16 BCP033"]);
}

#[test]
fn names_of_imports_are_declared_once() {
    let exports = "@export()\nvar a = 1\n@export()\nvar b = 2\n";
    let check = |main: &str, expected: &[&str]| {
        let files = MemoryFiles::new().with("main.bicep", main).with("x.bicep", exports);
        let found = messages(&compile(&files, "main.bicep"));
        let twice: Vec<&String> = found.iter().filter(|line| line.ends_with("BCP028")).collect();
        assert_eq!(twice, expected, "{main}: {found:?}");
    };
    check("import { a, b } from 'x.bicep'\n", &[]);
    check("import { a, b as a } from 'x.bicep'\n", &["main.bicep:1:10 BCP028", "main.bicep:1:18 BCP028"]);
    check("import { a } from 'x.bicep'\nvar a = 1\n", &["main.bicep:1:10 BCP028", "main.bicep:2:5 BCP028"]);
    check("import { a } from 'none.bicep'\nvar a = 1\n", &["main.bicep:1:10 BCP028", "main.bicep:2:5 BCP028"]);
    check("import * as a from 'x.bicep'\nvar a = 1\n", &["main.bicep:1:13 BCP028", "main.bicep:2:5 BCP028"]);
    check("import { a } from 'x.bicep'\noutput a int = a\n", &[]);
    // What is not there keeps its own name.
    check("import { n as a, n as b } from 'x.bicep'\n", &["main.bicep:1:15 BCP028", "main.bicep:1:23 BCP028"]);
    check(
        "import { n as a } from 'x.bicep'\nimport { n as b } from 'none.bicep'\n",
        &["main.bicep:1:15 BCP028", "main.bicep:2:15 BCP028"],
    );
}

#[test]
fn imports_bring_what_is_exported() {
    let files = MemoryFiles::new()
        .with(
            "main.bicep",
            "import { size, hidden } from 'x.bicep'\nimport * as x from 'x.bicep'\noutput a int = size\n",
        )
        .with("x.bicep", "@export()\nvar size = 3\nvar hidden = 4\n");
    assert_eq!(
        messages(&compile(&files, "main.bicep")),
        ["main.bicep:1:16 BCP360", "main.bicep:2:13 no-unused-imports", "x.bicep:3:5 no-unused-vars"]
    );
}

#[test]
fn what_is_not_read_yet_is_refused() {
    let files = MemoryFiles::new()
        .with("main.bicep", "output a array = loadJsonContent('x.json', '$[0:1]')\n")
        .with("x.json", "[1, 2]");
    let compilation = compile(&files, "main.bicep");
    assert!(compilation.checked().is_none());
    assert_eq!(messages(&compilation)[0], "main.bicep:1:44 TRI0053");
}

/// What is reported about a text with a rule that its configurations set, and the text itself.
fn with_configurations(configs: &[(&str, &str)]) -> Vec<String> {
    let files = configs.iter().fold(MemoryFiles::new(), |files, (path, text)| files.with(*path, *text));
    let compilation = compile(&files.with("app/main.bicep", "param unused string\n"), "app/main.bicep");
    messages(&compilation)
}

#[test]
fn configurations_extend_others() {
    let level = |level: &str| {
        format!(r#""analyzers": {{ "core": {{ "rules": {{ "no-unused-params": {{ "level": "{level}" }} }} }} }}"#)
    };
    let base = format!("{{ {} }}", level("off"));
    let own = |extends: &str| format!(r#"{{ "extends": "{extends}" }}"#);
    let quiet: Vec<String> = Vec::new();
    assert_eq!(with_configurations(&[("app/bicepconfig.json", &own("../base.json")), ("base.json", &base)]), quiet);
    // What extends counts over what is extended, and the nearest configuration is where paths start.
    let over = format!(r#"{{ "extends": "base.json", {} }}"#, level("error"));
    let found = with_configurations(&[("bicepconfig.json", &over), ("base.json", &base)]);
    assert_eq!(found, ["app/main.bicep:1:7 no-unused-params"]);
    let through = [("app/bicepconfig.json", own("a/b.json")), ("app/a/b.json", own("../../base.json"))];
    let through: Vec<(&str, &str)> = through.iter().map(|(path, text)| (*path, text.as_str())).collect();
    assert_eq!(with_configurations(&[through[0], through[1], ("base.json", &base)]), quiet);
    for (configs, code) in [
        (vec![("app/bicepconfig.json", own("/base.json"))], "BCP453"),
        (vec![("app/bicepconfig.json", own("C:base.json"))], "BCP453"),
        (
            vec![
                ("app/bicepconfig.json", own("../bicepconfig.json")),
                ("bicepconfig.json", own("app/bicepconfig.json")),
            ],
            "BCP454",
        ),
        (vec![("app/bicepconfig.json", own("bicepconfig.json"))], "BCP454"),
        (vec![("app/bicepconfig.json", own("../none.json"))], "BCP272"),
        (vec![("app/bicepconfig.json", own("../base.json")), ("base.json", "{".to_owned())], "BCP271"),
    ] {
        let configs: Vec<(&str, &str)> = configs.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let expected = [format!("app/main.bicep:1:1 {code}"), "app/main.bicep:1:7 no-unused-params".to_owned()];
        assert_eq!(with_configurations(&configs), expected, "{configs:?}");
    }
    // A chain ends at 64 configurations.
    for (length, is_fine) in [(64, true), (65, false)] {
        let name = |position: usize| {
            if position == 0 { "app/bicepconfig.json".to_owned() } else { format!("app/{position}.json") }
        };
        let texts: Vec<(String, String)> = (0..length)
            .map(|at| (name(at), if at + 1 < length { own(&format!("{}.json", at + 1)) } else { base.clone() }))
            .collect();
        let configs: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let found = with_configurations(&configs);
        assert_eq!(found.is_empty(), is_fine, "{length}: {found:?}");
        assert!(is_fine || found[0].ends_with("BCP455"), "{length}: {found:?}");
    }
    // The name is read as JSON has it.
    let escaped = own("base.json").replace("extends", "\\u0065xtends");
    assert_eq!(with_configurations(&[("bicepconfig.json", &escaped), ("base.json", &base)]), quiet);
    // Nothing is extended by an empty path, or in a text alone.
    let plain = with_configurations(&[("app/bicepconfig.json", r#"{ "extends": " " }"#)]);
    assert_eq!(plain, ["app/main.bicep:1:7 no-unused-params"]);
}
