//! The page with all keys of a portal's configuration, made from its JSON Schema.

use std::fmt::{self, Write as _};

use serde_json::{Map, Value};
use triceps_backstage::config::schema;

/// The Markdown of `docs/portal-options.md`.
pub(crate) fn page() -> String {
    let mut page = Page { schema: schema(), text: String::new() };
    page.text.push_str(
        "# Options of a portal\n\n\
         <!-- Made by `cargo xtask infra` from the types of `crates/triceps-portal/src/config`. -->\n\n\
         All keys of the configuration. A table switches its option on. A key with neither a default nor the mark\n\
         *required* is optional. [The guide](portal.md) has an example, and [the checks](portal-checks.md) list the\n\
         combinations that are not allowed.\n",
    );
    page.section("The portal itself", "", schema());
    page.text
}

struct Page<'a> {
    schema: &'a Value,
    text: String,
}

impl<'a> Page<'a> {
    /// The keys of a table, then the tables in it.
    fn section(&mut self, title: &str, at: &str, table: &'a Value) {
        self.push(format_args!("\n## {title}\n\n"));
        if !at.is_empty() {
            self.push(format_args!("{}\n\n", description(table)));
        }
        self.rows(table);
        self.tables(at, table);
    }

    fn rows(&mut self, table: &'a Value) {
        self.text.push_str("| key | value | default | |\n|---|---|---|---|\n");
        let required = table["required"].as_array().map_or(&[] as &[Value], Vec::as_slice);
        for (name, property) in properties(table).filter(|(_, property)| property.get("const").is_none()) {
            let (value, words) = self.value(property);
            let default = match property.get("default") {
                _ if required.iter().any(|required| required == name) => "*required*".to_owned(),
                Some(default) if !default.is_object() => format!("`{}`", escaped(&default.to_string())),
                _ => String::new(),
            };
            let words = [description(property), &words].map(escaped).join(" ");
            self.push(format_args!("| `{name}` | {value} | {default} | {} |\n", words.trim()));
        }
    }

    /// The sections of the tables and lists of tables in a table.
    fn tables(&mut self, at: &str, table: &'a Value) {
        for (name, property) in properties(table) {
            let path = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
            let property = self.resolve(property);
            let (title, entry) = match property.get("items") {
                Some(items) => (format!("`[[{path}]]`"), self.resolve(items)),
                None => (format!("`[{path}]`"), property),
            };
            if entry.get("properties").is_some() {
                self.section(&title, &path, entry);
            } else if is_choice_of_tables(entry) {
                self.variants(&title, entry);
            }
        }
    }

    /// The kinds of a table.
    fn variants(&mut self, title: &str, entry: &'a Value) {
        self.push(format_args!("\n## {title}\n\n{}\n", description(entry)));
        for branch in branches(entry) {
            let tag = properties(branch).find_map(|(name, property)| Some((name, property["const"].as_str()?)));
            match tag {
                Some((name, kind)) => self.push(format_args!("\n### `{name} = \"{kind}\"`\n\n")),
                None => {
                    let names: Vec<&str> = properties(branch).map(|(name, _)| name.as_str()).collect();
                    self.push(format_args!("\n### `{{ {} = \"..\" }}`\n\n", names.join(", ")));
                }
            }
            self.push(format_args!("{}\n\n", description(branch)));
            if tag.is_some() {
                self.rows(branch);
            }
        }
    }

    /// What may be written for a key, and what the choices mean.
    fn value(&self, property: &'a Value) -> (String, String) {
        let schema = self.resolve(property);
        if is_choice_of_tables(schema) {
            return ("table of a kind".to_owned(), String::new());
        }
        let choices = branches(schema);
        if !choices.is_empty() {
            let names: Vec<&str> = choices.iter().filter_map(|choice| choice["const"].as_str()).collect();
            let words = choices.iter().zip(&names).map(|(choice, name)| format!("`{name}`: {}", description(choice)));
            let names: Vec<String> = names.iter().map(|name| format!("`\"{name}\"`")).collect();
            return (names.join(", "), words.collect::<Vec<_>>().join(" "));
        }
        let bounds = |least: &str, most: &str| match (schema[least].as_i64(), schema[most].as_i64()) {
            (Some(least), Some(most)) => format!(", {least} to {most}"),
            (Some(least), None) => format!(", {least} or more"),
            (None, Some(most)) => format!(", {most} or less"),
            (None, None) => String::new(),
        };
        let value = match schema["type"].as_str() {
            Some("integer") => format!("number{}", bounds("minimum", "maximum")),
            Some("boolean") => "`true`, `false`".to_owned(),
            Some("array") => {
                let items = self.value(&schema["items"]).0;
                let items = if items.starts_with("table") { "tables" } else { &items };
                format!("list of {items}{}", bounds("minItems", "maxItems"))
            }
            Some("object") => "table".to_owned(),
            _ => match schema["examples"].get(0) {
                Some(example) => format!("string like `{example}`"),
                None => "string".to_owned(),
            },
        };
        (value, String::new())
    }

    fn push(&mut self, text: fmt::Arguments<'_>) {
        self.text.write_fmt(text).expect("a string takes any text");
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let reference = schema.get("$ref").or_else(|| schema.get("allOf")?.get(0)?.get("$ref"));
        let name = reference.and_then(Value::as_str).and_then(|reference| reference.strip_prefix("#/definitions/"));
        name.map_or(schema, |name| &self.schema["definitions"][name])
    }
}

fn properties(table: &Value) -> impl Iterator<Item = (&String, &Value)> {
    table["properties"].as_object().into_iter().flat_map(Map::iter)
}

fn branches(schema: &Value) -> &[Value] {
    schema["oneOf"].as_array().map_or(&[], Vec::as_slice)
}

fn is_choice_of_tables(schema: &Value) -> bool {
    branches(schema).first().is_some_and(|branch| branch.get("properties").is_some())
}

fn description(schema: &Value) -> &str {
    schema["description"].as_str().unwrap_or_default()
}

/// Text in a cell of a table.
fn escaped(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
