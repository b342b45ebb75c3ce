//! `interfaces`: recorded programs that set everything a module takes, written with generated bindings, and their JSON.

mod program;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use triceps_codegen::{Binding, binding};
use triceps_compile::{MemoryFiles, compile_with};
use triceps_modules::{BicepConfig, Cache, Interface, Reference, Resolver};

use crate::bindings;
use crate::corpora::compile::{template, without_generator};
use crate::disk::{entries, text, unpacked};

/// What all programs use.
const HEAD: &str = "\
//! Programs.
#![allow(dead_code, missing_docs, unused)]

use triceps::{IntoValue, Value};

/// A value of this type.
fn typed<T>(value: impl IntoValue<T>) -> Value<T> {
    value.into_value()
}

";

/// Writes each recorded program with the bindings of its module, runs it, and compares its JSON, and the JSON of its text,
/// with the recorded one.
///
/// # Errors
///
/// If the recordings or the cache cannot be read, or the programs do not compile.
pub(crate) fn run(vectors: &Path, cache: &Path, only: Option<&str>) -> Result<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/interfaces");
    let (source, made) = (folder.join("src"), folder.join("made"));
    for path in [&source, &made] {
        let _ = fs::remove_dir_all(path);
        fs::create_dir_all(path).map_err(|error| error.to_string())?;
    }
    let templates: BTreeMap<String, PathBuf> = bindings::modules(cache)?.into_iter().collect();
    let mut programs = Vec::new();
    let mut root = HEAD.to_owned();
    let mut main = String::new();
    let (mut escapes, mut untyped) = (Vec::new(), Vec::new());
    for (name, reference) in modules(vectors)? {
        if only.is_some_and(|only| !name.contains(only)) {
            continue;
        }
        let path = templates.get(&reference).ok_or_else(|| format!("{reference} is not in the cache"))?;
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let parsed = Reference::parse(&reference, &BicepConfig::default()).map_err(|error| error.message)?;
        let interface = Interface::read(&parsed, &bytes).map_err(|error| error.message().to_owned())?;
        let module = name.replace('-', "_");
        let generated = binding(&Binding {
            name: &module,
            reference: &reference,
            is_template_spec: false,
            template: &format!("include_str!({:?})", path.display().to_string()),
            interface: &interface,
            names: &BTreeMap::new(),
            defaults: &BTreeMap::new(),
        });
        untyped.extend(generated.untyped.iter().map(|what| format!("{name}: {what}")));
        write(&source.join(format!("{module}.rs")), &generated.text)?;
        let _ = writeln!(root, "mod {module};");
        for recorded in recorded(&vectors.join(&name))? {
            let text = fs::read_to_string(&recorded).map_err(|error| format!("{}: {error}", recorded.display()))?;
            let stem = recorded.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let program = format!("{module}_{}", stem.replace('.', "_"));
            let written = program::write(&text, &module, &generated.model)
                .map_err(|error| format!("{}: {error}", recorded.display()))?;
            escapes.extend(written.escapes.iter().map(|escape| format!("{name}/{stem}: {escape}")));
            write(&source.join(format!("{program}.rs")), &written.text)?;
            let _ = writeln!(root, "mod {program};");
            let _ = writeln!(main, "    keep({program:?}, {program}::template());");
            programs.push((program, recorded));
        }
    }
    let _ = write!(
        root,
        "\nfn keep(name: &str, template: triceps::Template) {{\n    \
         let path = std::path::Path::new({:?}).join(name);\n    \
         let (end, text) = match template.check() {{\n        \
         Ok(checked) => {{\n            \
         std::fs::write(path.with_extension(\"bicep\"), checked.to_bicep()).unwrap();\n            \
         (\"json\", checked.to_arm_string())\n        }}\n        \
         Err(found) => (\"txt\", found.to_string()),\n    }};\n    \
         std::fs::write(path.with_extension(end), text).unwrap();\n}}\n\nfn main() {{\n{main}}}\n",
        made.display().to_string()
    );
    write(&source.join("main.rs"), &root)?;
    let triceps = Path::new(env!("CARGO_MANIFEST_DIR")).join("../triceps");
    let triceps = triceps.canonicalize().map_err(|error| error.to_string())?;
    write(&folder.join("Cargo.toml"), &bindings::manifest("interfaces", &triceps))?;
    let mut command = Command::new(env!("CARGO"));
    command.arg("run").current_dir(&folder).env("CARGO_TARGET_DIR", bindings::target());
    let status = command.status().map_err(|error| error.to_string())?;
    if !status.success() {
        return Err(format!("cargo run: {status}"));
    }
    report(&programs, &made, cache, &escapes, &untyped)
}

fn report(
    programs: &[(String, PathBuf)],
    made: &Path,
    cache: &Path,
    escapes: &[String],
    untyped: &[String],
) -> Result<String, String> {
    let (mut equal, mut equal_text, mut text) = (0, 0, String::new());
    let cache = Cache::new(cache);
    for (program, recorded) in programs {
        let expected = parse(&official(recorded)?)?;
        let path = made.join(program);
        let Ok(own) = fs::read_to_string(path.with_extension("json")) else {
            let found = fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
            let _ = writeln!(text, "{program}: {found}");
            continue;
        };
        match difference(&expected, &parse(&own)?, "$", true) {
            None => equal += 1,
            Some(found) => {
                let _ = writeln!(text, "{program}: {found}");
            }
        }
        let mut files = MemoryFiles::new();
        let bicep = fs::read_to_string(path.with_extension("bicep")).map_err(|error| error.to_string())?;
        files.insert("main.bicep".to_owned(), bicep);
        let compilation = compile_with(&files, &Resolver::new(&cache), "main.bicep");
        match template(&compilation).as_deref().map(parse).transpose()? {
            Some(own) => match difference(&expected, &own, "$", true) {
                None => equal_text += 1,
                Some(found) => {
                    let _ = writeln!(text, "{program}, as text: {found}");
                }
            },
            None => {
                let _ = writeln!(text, "{program}, as text: does not compile");
            }
        }
    }
    for line in escapes {
        let _ = writeln!(text, "escape: {line}");
    }
    for line in untyped {
        let _ = writeln!(text, "untyped: {line}");
    }
    let _ = writeln!(
        text,
        "{equal} of {} programs give the recorded JSON, {equal_text} as text; {} escapes",
        programs.len(),
        escapes.len()
    );
    if equal == programs.len() && equal_text == equal { Ok(text) } else { Err(text) }
}

/// Folder and reference of each module.
fn modules(vectors: &Path) -> Result<Vec<(String, String)>, String> {
    let path = vectors.join("interfaces.tsv");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    Ok(rows
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
        })
        .collect())
}

fn recorded(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut paths = entries(folder)?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "bicep"));
    Ok(paths)
}

/// The recorded JSON of a program.
fn official(program: &Path) -> Result<String, String> {
    let path = program.with_extension("json");
    if path.exists() { text(&path) } else { unpacked(&program.with_extension("json.gz")) }
}

fn parse(text: &str) -> Result<Value, String> {
    let mut value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    without_generator(&mut value);
    Ok(value)
}

/// The first place at which two values differ. Inside the parameters of the module the order of keys is free.
fn difference(expected: &Value, own: &Value, place: &str, is_ordered: bool) -> Option<String> {
    match (expected, own) {
        (Value::Object(expected), Value::Object(own)) => {
            let names = |members: &serde_json::Map<String, Value>| {
                let mut names: Vec<String> = members.keys().cloned().collect();
                if !is_ordered {
                    names.sort();
                }
                names
            };
            let (wanted, given) = (names(expected), names(own));
            if wanted != given {
                return Some(format!("{place}: expected {wanted:?}, found {given:?}"));
            }
            expected.iter().find_map(|(name, value)| {
                let place = format!("{place}.{name}");
                let inner =
                    place.strip_prefix("$.resources").and_then(|rest| rest.strip_suffix(".properties.parameters"));
                let is_parameters = inner.is_some_and(|inner| !inner.contains(".properties"));
                difference(value, &own[name.as_str()], &place, is_ordered && !is_parameters)
            })
        }
        (Value::Array(expected), Value::Array(own)) if expected.len() == own.len() => {
            let mut pairs = expected.iter().zip(own).enumerate();
            pairs.find_map(|(at, (expected, own))| difference(expected, own, &format!("{place}[{at}]"), is_ordered))
        }
        (expected, own) if expected == own => None,
        (Value::String(expected), Value::String(own)) if !is_ordered && sorted(expected) == sorted(own) => None,
        (expected, own) => Some(format!("{place}: expected {expected}, found {own}")),
    }
}

/// An expression with the members of the objects that it makes in the order of their names.
fn sorted(expression: &str) -> String {
    let call = expression.trim_matches(['[', ']']).strip_suffix(')').and_then(|call| call.split_once('('));
    let Some((function, arguments)) = call else { return expression.to_owned() };
    let mut arguments: Vec<String> = parts(arguments).into_iter().map(sorted).collect();
    if function == "createObject" {
        let mut members: Vec<&[String]> = arguments.chunks(2).collect();
        members.sort();
        arguments = members.concat();
    }
    format!("{function}({})", arguments.join(", "))
}

/// The parts between the commas that are in no string and in no call.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut is_text) = (Vec::new(), 0, 0_usize, false);
    for (at, letter) in text.char_indices() {
        match letter {
            '\'' => is_text = !is_text,
            '(' if !is_text => depth += 1,
            ')' if !is_text => depth = depth.saturating_sub(1),
            ',' if !is_text && depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::difference;

    #[track_caller]
    fn check(expected: &serde_json::Value, own: &serde_json::Value, is_equal: bool) {
        assert_eq!(difference(expected, own, "$", true).is_none(), is_equal, "{expected} {own}");
    }

    #[test]
    fn the_order_of_keys_is_free_inside_parameters_only() {
        let module = |parameters| json!({ "resources": [{ "properties": { "parameters": parameters } }] });
        check(&json!({ "a": 1, "b": 2 }), &json!({ "b": 2, "a": 1 }), false);
        check(&module(json!({ "a": 1, "b": 2 })), &module(json!({ "b": 2, "a": 1 })), true);
        check(&module(json!({ "a": 1 })), &module(json!({ "a": 2 })), false);
        check(&module(json!({ "a": [1, 2] })), &module(json!({ "a": [2, 1] })), false);
        let (one, other) =
            ("[f(createObject('a', g(','), 'b', 2), 'x')]", "[f(createObject('b', 2, 'a', g(',')), 'x')]");
        check(&module(json!({ "a": one })), &module(json!({ "a": other })), true);
        check(&json!({ "a": one }), &json!({ "a": other }), false);
        check(&module(json!({ "a": "[f(1, 2)]" })), &module(json!({ "a": "[f(2, 1)]" })), false);
        let nested = |parameters| json!({ "resources": [{ "properties": { "template": module(parameters) } }] });
        check(&nested(json!({ "a": 1, "b": 2 })), &nested(json!({ "b": 2, "a": 1 })), false);
    }
}
