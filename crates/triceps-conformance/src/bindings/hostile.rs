//! `bindings --hostile`: bindings of modules whose names and descriptions mean something in Rust, in Markdown or in JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};
use triceps_codegen::model::{Field, Kind, Model, Record};
use triceps_codegen::{Binding, Generated, binding};
use triceps_compile::{MemoryFiles, compile_with};
use triceps_modules::{BicepConfig, Interface, MemoryRegistry, Reference, Resolver};

use super::{HEAD, folder, manifest, target};

const REFERENCE: &str = "br:contoso.azurecr.io/hostile:1.0.0";

/// Modules of one crate.
const BATCH: usize = 500;

/// What a stranger may call things, or write about them.
const TEXTS: [&str; 72] = [
    "name",
    "type",
    "Type",
    "TYPE",
    "self",
    "Self",
    "super",
    "crate",
    "fn",
    "async",
    "gen",
    "try",
    "macro_rules",
    "r#fn",
    "_",
    "__",
    "new",
    "clone",
    "default",
    "property",
    "one_line",
    "entry",
    "Object",
    "String",
    "Vec",
    "Option",
    "Value",
    "Box<dyn Fn()>",
    "2fast",
    "-1",
    "1.5",
    "",
    " ",
    "a b",
    "a-b",
    "a_b",
    "aB",
    "\"",
    "'",
    "\\",
    "\\n",
    "\\u{202e}",
    "\n",
    "\r\n",
    "\t",
    "\u{0}",
    "*/",
    "/*",
    "//",
    "///",
    "//! x",
    "*/ fn main() { panic!() } /*",
    "\"#",
    "\"; panic!(); \"",
    "{}",
    "{0}",
    "${x}",
    "[concat('a')]",
    "]",
    "```\npanic!()\n```",
    "~~~\npanic!()\n~~~",
    "    panic!();\n    panic!();",
    "1.\n    ```\n    panic!()\n    ```",
    "[`Vec`](crate::x)",
    "[a]: https://x.example",
    "<script>alert(1)</script>",
    "# Head\n===",
    "\u{202e}evil\u{202c}",
    "\u{200b}\u{feff}a",
    "\u{430}\u{441}\u{435}",
    "\u{212a}elvin \u{17f}",
    "\u{1f600}",
];

/// The same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % bound
    }

    /// One of the texts, or several of them in a row.
    fn text(&mut self) -> String {
        let count = 1 + self.below(3) / 2 + self.below(3) / 2;
        (0..count).map(|_| TEXTS[self.below(TEXTS.len())]).collect()
    }

    /// Texts that differ.
    fn texts(&mut self, most: usize) -> Vec<String> {
        let count = 1 + self.below(most);
        let texts: BTreeSet<String> = (0..count).map(|_| self.text()).collect();
        texts.into_iter().collect()
    }
}

/// A template whose names and descriptions are hostile.
fn template(numbers: &mut Numbers) -> Value {
    let knows_nullable = numbers.below(5) > 0;
    let parameters = members(numbers, 4, 0);
    let outputs: Map<String, Value> = numbers
        .texts(3)
        .into_iter()
        .map(|name| {
            let mut output = schema(numbers, 1);
            // What is secure would have to be given as one.
            if output["type"] == "securestring" || output["type"] == "secureObject" {
                output = json!({ "type": "string" });
            }
            output["value"] = json!("x");
            (name, output)
        })
        .collect();
    let mut template = json!({
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "metadata": { "name": numbers.text(), "description": numbers.text() },
        "definitions": definitions(numbers),
        "parameters": parameters,
        "outputs": outputs,
    });
    // Without a version of the language an object says which of its properties are required.
    if knows_nullable {
        template["languageVersion"] = json!("2.0");
        template["resources"] = json!({});
    } else {
        template["resources"] = json!([]);
        require_some(&mut template, numbers);
    }
    template
}

/// Makes about half of the properties of each object required.
fn require_some(value: &mut Value, numbers: &mut Numbers) {
    match value {
        Value::Object(members) => {
            members.remove("nullable");
            if let (Some("object"), Some(properties)) =
                (members.get("type").and_then(Value::as_str), members.get("properties").and_then(Value::as_object))
            {
                // What holds itself has no value where it is required.
                let ends = properties.keys().filter(|name| !matches!(name.as_str(), "own" | "owns"));
                let names: Vec<String> = ends.filter(|_| numbers.below(2) == 0).cloned().collect();
                members.insert("required".to_owned(), json!(names));
            }
            members.values_mut().for_each(|member| require_some(member, numbers));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| require_some(item, numbers)),
        _ => {}
    }
}

/// How many types each template declares. A type may hold those before it, and itself where it may be null.
const DEFINITIONS: usize = 4;

fn definitions(numbers: &mut Numbers) -> Map<String, Value> {
    let mut definitions = Map::new();
    for at in 0..DEFINITIONS {
        let mut properties = members(numbers, 3, 2);
        properties.insert("part".to_owned(), json!({ "type": "string", "allowedValues": numbers.texts(3) }));
        if at > 0 {
            properties.insert(numbers.text(), reference(numbers, at));
        }
        properties.insert("own".to_owned(), json!({ "$ref": format!("#/definitions/t{at}"), "nullable": true }));
        let own = json!({ "$ref": format!("#/definitions/t{at}") });
        properties.insert("owns".to_owned(), json!({ "type": "array", "items": own, "nullable": true }));
        let mut definition = json!({ "type": "object", "properties": properties });
        if numbers.below(2) == 0 {
            definition["metadata"] = json!({ "description": numbers.text() });
        }
        if numbers.below(4) == 0 {
            definition["nullable"] = json!(true);
        }
        definitions.insert(format!("t{at}"), definition);
        definitions.insert(format!("_1.T{at}"), json!({ "$ref": format!("#/definitions/t{at}") }));
    }
    definitions
}

/// A reference to one of the first types, or to a part of one.
fn reference(numbers: &mut Numbers, below: usize) -> Value {
    let at = numbers.below(below);
    let mut reference = match numbers.below(3) {
        0 => json!({ "$ref": format!("#/definitions/t{at}") }),
        1 => json!({ "$ref": format!("#/definitions/_1.T{at}") }),
        _ => json!({ "$ref": format!("#/definitions/t{at}/properties/part") }),
    };
    if numbers.below(3) == 0 {
        reference["nullable"] = json!(numbers.below(2) == 0);
    }
    reference
}

fn members(numbers: &mut Numbers, most: usize, depth: usize) -> Map<String, Value> {
    numbers.texts(most).into_iter().map(|name| (name, schema(numbers, depth))).collect()
}

fn schema(numbers: &mut Numbers, depth: usize) -> Value {
    let mut schema = match numbers.below(if depth < 2 { 17 } else { 7 }) {
        0 => json!({ "type": "string" }),
        1 => json!({ "type": "securestring" }),
        2 => json!({ "type": "int", "minValue": 1 }),
        3 | 4 => json!({ "type": "string", "allowedValues": numbers.texts(4) }),
        5 => json!({ "type": "bool" }),
        6 => json!({ "type": "array", "allowedValues": numbers.texts(3) }),
        7 => json!({ "type": "array", "items": schema(numbers, depth + 1) }),
        8 => json!({ "type": "object", "properties": members(numbers, 3, depth + 1) }),
        9 => {
            json!({ "type": "object", "additionalProperties": { "type": "string", "allowedValues": numbers.texts(3) } })
        }
        10 => {
            let by = numbers.text();
            let mut mapping = Map::new();
            for value in numbers.texts(3) {
                let mut properties = members(numbers, 2, depth + 1);
                properties.insert(by.clone(), json!({ "type": "string", "allowedValues": [value] }));
                mapping.insert(value, json!({ "type": "object", "properties": properties }));
            }
            json!({ "type": "object", "discriminator": { "propertyName": by, "mapping": mapping } })
        }
        11 => {
            let items: Vec<Value> = (0..=numbers.below(3)).map(|_| schema(numbers, depth + 1)).collect();
            json!({ "type": "array", "prefixItems": items, "items": false })
        }
        12 => json!({ "type": "secureObject", "properties": members(numbers, 3, depth + 1) }),
        13 => json!({
            "type": "object",
            "properties": members(numbers, 2, depth + 1),
            "additionalProperties": schema(numbers, depth + 1)
        }),
        14 => json!({ "type": "int", "allowedValues": [7, 8] }),
        15 => {
            let source = "Microsoft.Storage/storageAccounts@2024-01-01#properties/properties/properties/networkAcls";
            json!({ "type": "object", "metadata": { "__bicep_resource_derived_type!": { "source": source } } })
        }
        _ => return reference(numbers, DEFINITIONS),
    };
    schema["metadata"]["description"] = json!(numbers.text());
    if depth == 0 && numbers.below(4) == 0 && schema["type"] == "string" && schema.get("allowedValues").is_none() {
        schema["defaultValue"] = json!(numbers.text());
    } else if numbers.below(3) == 0 {
        schema["nullable"] = json!(true);
    }
    schema
}

/// A module with a value for all it takes.
pub(crate) struct Sample {
    pub(crate) generated: Generated,
    /// The template of the module.
    template: String,
    /// The expression of Rust that sets everything.
    expression: String,
    /// What has to be in the JSON.
    expected: Value,
}

/// Modules that are the same on every machine.
pub(crate) fn samples(seed: u64, count: usize) -> Result<Vec<Sample>, String> {
    let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let reference = Reference::parse(REFERENCE, &BicepConfig::default()).map_err(|error| error.message)?;
    let (names, defaults) = (BTreeMap::new(), BTreeMap::new());
    let mut samples = Vec::new();
    for _ in 0..count {
        let template = template(&mut numbers).to_string();
        let interface = Interface::read(&reference, template.as_bytes())
            .map_err(|error| format!("{template}: {}", error.help().unwrap_or(error.message())))?;
        let generated = binding(&Binding {
            name: "hostile",
            reference: REFERENCE,
            is_template_spec: false,
            template: &format!("{template:?}"),
            interface: &interface,
            names: &names,
            defaults: &defaults,
        });
        let mut values = Values { model: &generated.model, numbers: &mut numbers, depth: 0 };
        let (expression, value) = values.record(&generated.model.parameters);
        let members = value.as_object().cloned().unwrap_or_default();
        let expected = members.into_iter().map(|(name, value)| (name, json!({ "value": value }))).collect();
        samples.push(Sample { generated, template, expression, expected: Value::Object(expected) });
    }
    Ok(samples)
}

/// Makes values of types.
struct Values<'m> {
    model: &'m Model,
    numbers: &'m mut Numbers,
    /// How many objects are open.
    depth: usize,
}

/// How deep objects set what they need not have: a type may hold itself.
const DEEPEST: usize = 4;

impl Values<'_> {
    fn record(&mut self, record: &Record) -> (String, Value) {
        let mut members = Map::new();
        self.depth += 1;
        if let Some((by, value)) = &record.tag {
            members.insert(escaped(by), Value::String(escaped(value)));
        }
        let mut arguments = Vec::new();
        for at in &record.arguments {
            let field = &record.fields[*at];
            let (text, value) = self.value(&field.kind);
            arguments.push(text);
            members.insert(escaped(&field.name), value);
        }
        let mut text = format!("{}::new({})", record.rust_name, arguments.join(", "));
        for (at, Field { name, method, kind, is_required, .. }) in record.fields.iter().enumerate() {
            if !record.arguments.contains(&at) && (*is_required || self.depth < DEEPEST) {
                let (given, value) = self.value(kind);
                let _ = write!(text, ".{method}({given})");
                members.insert(escaped(name), value);
            }
        }
        if let Some(kind) = &record.entries {
            // A key that no property has.
            let (given, value) = self.value(kind);
            let _ = write!(text, ".entry(\"another key\", {given})");
            members.insert("another key".to_owned(), value);
        }
        self.depth -= 1;
        (text, Value::Object(members))
    }

    fn value(&mut self, kind: &Kind) -> (String, Value) {
        match kind {
            Kind::Int => ("7".to_owned(), json!(7)),
            Kind::Enum(at) => {
                let item = &self.model.enums[*at];
                let (name, value) = &item.values[self.numbers.below(item.values.len())];
                (format!("{}::{name}", item.rust_name), Value::String(escaped(value)))
            }
            Kind::Record(at) => self.record(&self.model.records[*at]),
            Kind::Union(at) => {
                let union = &self.model.unions[*at];
                let (name, _, record) = &union.variants[self.numbers.below(union.variants.len())];
                let (text, value) = self.record(&self.model.records[*record]);
                (format!("{}::{name}({text})", union.rust_name), value)
            }
            Kind::List(item) if item.holds_any() => {
                let (text, value) = self.value(item);
                (format!("::triceps::Array::new().push({text})"), json!([value]))
            }
            Kind::List(item) => {
                let (text, value) = self.value(item);
                (format!("[{text}]"), json!([value]))
            }
            Kind::Map(item) => {
                let (key, (text, value)) = (self.numbers.text(), self.value(item));
                (format!("::triceps::Map::new().entry({key:?}, {text})"), json!({ escaped(&key): value }))
            }
            Kind::Secret(inner) => match &**inner {
                Kind::Text => ("secret.clone()".to_owned(), json!("[parameters('secret')]")),
                inner => self.value(inner),
            },
            Kind::Nullable(inner) => self.value(inner),
            Kind::Bool => ("true".to_owned(), json!(true)),
            Kind::Tuple(at) => {
                let tuple = &self.model.tuples[*at];
                let (given, values): (Vec<String>, Vec<Value>) =
                    tuple.items.iter().map(|item| self.value(item)).unzip();
                (format!("{}::new({})", tuple.rust_name, given.join(", ")), Value::Array(values))
            }
            Kind::Text | Kind::Any => {
                let text = self.numbers.text();
                (format!("{text:?}"), Value::String(escaped(&text)))
            }
        }
    }
}

/// A string as it is written in a template, as a value or as a key.
fn escaped(text: &str) -> String {
    if text.starts_with('[') && text.ends_with(']') { format!("[{text}") } else { text.to_owned() }
}

/// Makes bindings of hostile modules from a number on, compiles them with warnings denied, sets everything, and compares
/// the JSON with what was meant. The first crate is also documented, with its links denied, and has no test in its
/// documentation; the tests of this file look at the documentation of others without a compiler.
///
/// # Errors
///
/// What does not compile, or gives something else.
pub(crate) fn run(count: usize, from: usize) -> Result<String, String> {
    let triceps = Path::new(env!("CARGO_MANIFEST_DIR")).join("../triceps");
    let triceps = triceps.canonicalize().map_err(|error| error.to_string())?;
    let folder = folder().with_file_name("hostile");
    let source = folder.join("src");
    let mut done = 0;
    let mut differences = Vec::new();
    while done < count {
        let size = BATCH.min(count - done);
        let samples = samples(1 + (from + done) as u64, size)?;
        let _ = fs::remove_dir_all(&source);
        fs::create_dir_all(&source).map_err(|error| error.to_string())?;
        write(&folder.join("Cargo.toml"), &manifest("hostile", &triceps))?;
        let mut root = HEAD.to_owned();
        let mut main = "//! Programs.\n\nfn main() {\n".to_owned();
        for (at, sample) in samples.iter().enumerate() {
            let program = format!(
                "\n/// Everything that the module takes.\npub fn all(secret: &::triceps::Secure<::std::string::String>) -> Hostile {{\n    \
                 let _ = secret;\n    {}\n}}\n",
                sample.expression
            );
            write(&source.join(format!("m{at}.rs")), &(sample.generated.text.clone() + &program))?;
            let _ = writeln!(root, "/// A module.\npub mod m{at};");
            let _ = writeln!(main, "    keep({at}, |secret| hostile::m{at}::all(secret));");
        }
        main.push_str("}\n\n");
        let _ = write!(
            main,
            "fn keep<M: triceps::Model>(at: usize, module: impl FnOnce(&triceps::Secure<String>) -> M) {{\n    \
             let mut t = triceps::Template::for_resource_group();\n    \
             let secret = t.param(triceps::Param::secure_string(\"secret\"));\n    \
             t.add(\"hostile\", module(&secret));\n    \
             let (arm, bicep) = match t.check() {{\n        \
                 Ok(checked) => (checked.to_arm_string(), checked.to_bicep()),\n        \
                 Err(found) => (found.to_string(), String::new()),\n    }};\n    \
             std::fs::write(format!(\"{{}}/{{at}}.json\", {0:?}), arm).unwrap();\n    \
             std::fs::write(format!(\"{{}}/{{at}}.bicep\", {0:?}), bicep).unwrap();\n}}\n",
            folder.display().to_string()
        );
        write(&source.join("lib.rs"), &root)?;
        write(&source.join("main.rs"), &main)?;
        cargo(&folder, &["run", "--quiet"])?;
        if done == 0 {
            cargo(&folder, &["doc", "--no-deps", "--quiet", "--lib"])?;
            cargo(&folder, &["test", "--doc", "--quiet"])?;
        }
        for (at, sample) in samples.iter().enumerate() {
            let read = |end: &str| {
                let path = folder.join(format!("{at}.{end}"));
                fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
            };
            let (text, bicep) = (read("json")?, read("bicep")?);
            if let Some(difference) = as_text(&bicep, &sample.template, &text) {
                differences.push(format!("{}: read as text: {difference}\n", from + done + at));
            }
            let own = serde_json::from_str::<Value>(&text).unwrap_or(Value::String(text));
            let parameters = own.pointer("/resources/hostile/properties/parameters").cloned().unwrap_or(own);
            if parameters != sample.expected {
                differences.push(format!("{}: {}\n  {parameters}\n", from + done + at, sample.expected));
            }
        }
        done += size;
    }
    let mut report = format!("{count} modules from {from} on, {} differences from what was meant\n", differences.len());
    for difference in differences.iter().take(10) {
        report.push_str(difference);
    }
    if differences.is_empty() { Ok(report) } else { Err(report) }
}

/// What differs where the text that was printed is compiled.
fn as_text(bicep: &str, template: &str, arm: &str) -> Option<String> {
    let reference = Reference::parse(REFERENCE, &BicepConfig::default()).ok()?;
    let modules = MemoryRegistry::new().with(reference, template);
    let files = MemoryFiles::new().with("main.bicep", bicep);
    let compilation = compile_with(&files, &Resolver::new(&modules), "main.bicep");
    match compilation.checked() {
        Some(checked) if checked.to_arm_string() == arm => None,
        Some(checked) => Some(format!("{bicep}\n{}\n{arm}", checked.to_arm_string())),
        None => {
            let found: Vec<String> = compilation.diagnostics().iter().map(ToString::to_string).collect();
            Some(format!("{}\n{bicep}\n{arm}", found.join("\n")))
        }
    }
}

/// Runs cargo; a test of the documentation would be counted in what it prints.
fn cargo(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", target());
    let output = command.output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let has_tests = arguments[0] == "test" && !text.contains("running 0 tests");
    if output.status.success() && !has_tests {
        return Ok(());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(format!("cargo {}: {}\n{text}{errors}", arguments.join(" "), output.status))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser, Tag};

    use super::samples;

    #[test]
    fn hostile_modules_give_rust_whose_documentation_is_text() {
        for (at, sample) in samples(7, 60).expect("hostile modules are read").into_iter().enumerate() {
            let text = sample.generated.text;
            let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{at}: {error}\n{text}"));
            assert!(!file.items.is_empty(), "{at}");
            for docs in documentation(&text) {
                for event in Parser::new(&docs) {
                    let is_text = match &event {
                        Event::Start(tag) => {
                            matches!(tag, Tag::Paragraph | Tag::List(None) | Tag::Item | Tag::Link { .. })
                        }
                        Event::End(_) | Event::Text(_) | Event::Code(_) | Event::SoftBreak => true,
                        _ => false,
                    };
                    // Links are our own alone: to a setter.
                    let is_own = match &event {
                        Event::Start(Tag::Link { dest_url, .. }) => dest_url.starts_with("Self::"),
                        _ => true,
                    };
                    assert!(is_text && is_own, "{at}: {event:?} in {docs:?}");
                }
            }
        }
    }

    /// Each run of lines of documentation.
    fn documentation(text: &str) -> Vec<String> {
        let mut all = vec![String::new()];
        for line in text.lines() {
            let line = line.trim_start();
            match line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) {
                Some(line) => {
                    let last = all.last_mut().expect("there is one");
                    last.push_str(line.strip_prefix(' ').unwrap_or(line));
                    last.push('\n');
                }
                None => all.push(String::new()),
            }
        }
        all
    }
}
