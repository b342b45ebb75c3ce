//! Models that were once written without a diagnostic, or refused without cause. The official compiler says what each
//! of them gives: `fixtures/conformance/silent` has its diagnostics and its output.

mod conditional;
mod dependencies;
mod expressions;
mod locals;
mod meaning;
mod nesting;
mod resources;
mod scopes;
mod secrets;
mod types;

use std::collections::BTreeSet;
use std::fs;

use triceps::handle::ModuleFile;
use triceps::{Checked, Diagnostics, Module, Object, Param, Raw, Template, array, object};

const ACCOUNT: &str = "Microsoft.Storage/storageAccounts@2023-05-01";

fn fixture(name: &str, extension: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/conformance/silent");
    fs::read_to_string(format!("{folder}/{name}.{extension}")).ok()
}

/// The declaration that a line of a file belongs to; decorators belong to what follows them.
fn declaration(text: &str, line: usize) -> String {
    let starts = |line: &str| {
        let mut words = line.split(' ');
        let keyword = words.next()?;
        let known = ["param", "var", "output", "resource", "module", "type", "func"].contains(&keyword);
        known.then(|| words.next().expect("a name").split('(').next().expect("a name").to_owned())
    };
    let lines: Vec<&str> = text.lines().collect();
    let decorated = lines[line - 1].starts_with('@');
    let found = if decorated {
        lines[line..].iter().find_map(|line| starts(line))
    } else {
        lines[..line].iter().rev().find_map(|line| starts(line))
    };
    found.expect("every line of these files belongs to a declaration")
}

/// The codes that the official compiler gives, with the declarations they are about.
fn expected(name: &str) -> BTreeSet<(String, String)> {
    let text = fixture(name, "bicep").expect("every case has its text");
    let diagnostics = fixture(name, "txt").expect("every case has its diagnostics");
    diagnostics
        .lines()
        .map(|diagnostic| {
            let (place, rest) = diagnostic.split_once(' ').expect("a place");
            let line = place.split(':').next().and_then(|line| line.parse().ok()).expect("a line");
            let code = rest.split(' ').nth(1).expect("a code");
            (code.to_owned(), declaration(&text, line))
        })
        .collect()
}

/// The codes of these diagnostics, with the declarations they are about.
fn codes(diagnostics: &Diagnostics) -> BTreeSet<(String, String)> {
    diagnostics
        .iter()
        .map(|found| {
            let declared = found.path().split(['.', '[']).nth(1).unwrap_or_default();
            (found.id().to_owned(), declared.to_owned())
        })
        .collect()
}

/// The same as the official compiler: its diagnostics, and where there is no error its output.
#[track_caller]
fn same(name: &str, template: Template) {
    let checked = template.check();
    let messages = match &checked {
        Ok(checked) => checked.warnings(),
        Err(diagnostics) => diagnostics,
    };
    assert_eq!(codes(messages), expected(name), "{name}: {messages}");
    if let Ok(checked) = checked {
        same_output(name, &checked);
    }
}

/// The declarations and the JSON of the official compiler.
#[track_caller]
fn same_output(name: &str, checked: &Checked) {
    let text = fixture(name, "bicep").expect("a text");
    assert_eq!(declarations(&checked.to_bicep()), declarations(&text), "{name}");
    same_json(name, checked);
}

/// The declarations of a file in any order. Its lines are as they were written by hand, and not as the formatter has
/// them.
fn declarations(text: &str) -> BTreeSet<String> {
    let words = |block: &str| {
        block
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace("[ for", "[for")
            .replace(',', "")
            .replace("} ]", "}]")
    };
    let starts = |line: &&str| {
        line.split(' ')
            .next()
            .is_some_and(|word| ["param", "var", "output", "resource", "module", "type", "func"].contains(&word))
    };
    let mut blocks = BTreeSet::new();
    let mut open = Vec::new();
    for line in text.lines() {
        if starts(&line) && !open.is_empty() && !open.iter().all(|line: &&str| line.starts_with('@')) {
            blocks.insert(words(&open.join("\n")));
            open.clear();
        }
        if !line.is_empty() {
            open.push(line);
        }
    }
    blocks.insert(words(&open.join("\n")));
    blocks
}

#[track_caller]
fn same_json(name: &str, checked: &Checked) {
    let expected = json(&fixture(name, "json").expect("what has no errors compiles"));
    let compiler = triceps::emit::Generator::new("bicep", "0.49.2.45890");
    let arm = json(&checked.to_arm_string_by(&compiler));
    assert_eq!(difference("$", &arm, &expected), None, "{name}");
    assert_eq!(arm, expected, "{name}");
}

/// Where two values differ first, hashes last.
fn difference(path: &str, left: &serde_json::Value, right: &serde_json::Value) -> Option<String> {
    use serde_json::Value::{Array, Object};
    match (left, right) {
        (Object(left), Object(right)) if left.keys().collect::<BTreeSet<_>>() == right.keys().collect() => {
            let rest = left.iter().filter(|(key, _)| *key != "templateHash");
            rest.into_iter().find_map(|(key, value)| difference(&format!("{path}.{key}"), value, &right[key]))
        }
        (Array(left), Array(right)) if left.len() == right.len() => {
            (0..left.len()).find_map(|index| difference(&format!("{path}[{index}]"), &left[index], &right[index]))
        }
        _ => (left != right).then(|| format!("{path}: {left} is not {right}")),
    }
}

/// JSON without the names of the programs that made it; their hashes stay.
fn json(text: &str) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value) {
        if let Some(generator) = value.pointer_mut("/metadata/_generator").and_then(|found| found.as_object_mut()) {
            generator.retain(|key, _| key == "templateHash");
        }
        let parts: Vec<_> = match value {
            serde_json::Value::Object(members) => members.values_mut().collect(),
            serde_json::Value::Array(items) => items.iter_mut().collect(),
            _ => return,
        };
        parts.into_iter().for_each(strip);
    }
    let mut value = serde_json::from_str(text).expect("JSON");
    strip(&mut value);
    value
}

/// The diagnostics of a template, as codes and declarations.
fn messages(build: impl FnOnce(&mut Template)) -> Vec<String> {
    let mut template = Template::for_resource_group();
    build(&mut template);
    let checked = template.check();
    let found = checked.as_ref().map_or_else(|diagnostics| diagnostics, |checked| checked.warnings());
    codes(found).into_iter().map(|(code, declared)| format!("{code} {declared}")).collect()
}

fn group() -> Template {
    Template::for_resource_group()
}

fn account_body(name: impl triceps::IntoExpr) -> Object {
    object! { name: name, location: "westeurope", sku: object! { name: "Standard_LRS" }.one_line(), kind: "StorageV2" }
}

fn account(name: impl triceps::IntoExpr) -> Raw {
    Raw::new(ACCOUNT, account_body(name))
}

/// `_text.bicep`.
fn text_module(t: &mut Template) -> ModuleFile {
    let mut module = group();
    module.output("value", "x");
    t.module_file("_text.bicep", module.check().expect("no errors"))
}

/// `_list.bicep`.
fn list_module(t: &mut Template) -> ModuleFile {
    let mut module = group();
    module.output_as::<Vec<triceps::Any>>("items", triceps::IntoExpr::into_expr(array!["a"]));
    module.output("name", "x");
    t.module_file("_list.bicep", module.check().expect("no errors"))
}

/// `_secret.bicep`.
fn secret_module(t: &mut Template) -> ModuleFile {
    let mut module = group();
    module.secure_output::<String>("key", triceps::Secure::from_expr(triceps::IntoExpr::into_expr("placeholder")));
    t.module_file("_secret.bicep", module.check().expect("no errors"))
}

fn named(file: &ModuleFile, name: &str) -> Module {
    Module::new(file).name(name)
}

fn go(t: &mut Template) -> triceps::Value<bool> {
    t.param(Param::bool("go"))
}
