//! Outlines of resource types and functions, straight from the JSON.
//!
//! `crates/triceps-types/tests/types/outline.rs` says what an outline is and writes the same from the index. Nothing
//! here is shared with the encoder, so that a mistake in one shows as a difference.

use std::{
    collections::{BTreeSet, VecDeque},
    fmt::Write as _,
};

use serde_json::Value;

/// Scopes, body and everything below it.
pub(crate) fn resource(types: &[Value], value: &Value) -> String {
    let mut outline = Outline::new(types);
    let (read, write) = scopes(value);
    let body = outline.expression(&value["body"]);
    outline.text = format!("read {read} write {write} body {body}\n");
    outline.blocks()
}

/// Output, input and everything below them.
pub(crate) fn function(types: &[Value], value: &Value) -> String {
    let mut outline = Outline::new(types);
    let output = outline.expression(&value["output"]);
    let input = value.get("input").map_or(String::new(), |input| outline.expression(input));
    outline.text = format!("({input}) => {output}\n");
    outline.blocks()
}

/// How many properties a body has at its top, those of variants included.
pub(crate) fn top_level_properties(types: &[Value], value: &Value) -> usize {
    let body = at(types, &value["body"]);
    let count = |object: &Value, key: &str| object[key].as_object().map_or(0, serde_json::Map::len);
    let variants = body["elements"].as_object().into_iter().flat_map(serde_json::Map::values);
    let of_variants: usize = variants.map(|variant| count(at(types, variant), "properties")).sum();
    count(body, "properties") + count(body, "baseProperties") + of_variants
}

/// Readable and writable scopes; the older form has a scope type of which 0 is everywhere, and a read-only flag.
fn scopes(value: &Value) -> (u64, u64) {
    let Some(scope) = value["scopeType"].as_u64() else {
        let bits = |key: &str| value[key].as_u64().unwrap_or(u64::MAX);
        return (bits("readableScopes"), bits("writableScopes"));
    };
    let scope = if scope == 0 { 31 } else { scope };
    let readable = scope | value["readOnlyScopes"].as_u64().unwrap_or(0);
    (readable, if value["flags"] == 1 { 0 } else { scope })
}

struct Outline<'a> {
    types: &'a [Value],
    text: String,
    open: VecDeque<&'a Value>,
    seen: BTreeSet<String>,
}

impl<'a> Outline<'a> {
    fn new(types: &'a [Value]) -> Self {
        Self { types, text: String::new(), open: VecDeque::new(), seen: BTreeSet::new() }
    }

    fn blocks(mut self) -> String {
        while let Some(value) = self.open.pop_front() {
            let waiting = self.open.len();
            let block = self.block(value);
            if self.seen.contains(&block) {
                self.open.truncate(waiting);
            } else {
                self.text += &block;
                self.seen.insert(block);
            }
        }
        self.text
    }

    fn block(&mut self, value: &'a Value) -> String {
        let name = string_of(value, "name");
        if value["$type"] == "ObjectType" {
            let mark = if value["sensitive"] == true { " secret" } else { "" };
            let mut block = format!("{{{name}}}{mark}\n");
            self.properties(&mut block, &value["properties"]);
            if let Some(reference) = value.get("additionalProperties") {
                let _ = writeln!(block, " *: {}", self.expression(reference));
            }
            return block;
        }
        let mut block = format!("<{name}> by {}\n", string_of(value, "discriminator"));
        self.properties(&mut block, &value["baseProperties"]);
        for (key, reference) in value["elements"].as_object().into_iter().flatten() {
            let _ = writeln!(block, " {key:?} => {}", self.expression(reference));
        }
        block
    }

    fn properties(&mut self, block: &mut String, properties: &'a Value) {
        for (name, property) in properties.as_object().into_iter().flatten() {
            let kind = self.expression(&property["type"]);
            let _ = writeln!(block, " {name} {}: {kind}", property["flags"]);
        }
    }

    fn expression(&mut self, reference: &Value) -> String {
        let value = at(self.types, reference);
        match value["$type"].as_str().unwrap_or_default() {
            "AnyType" => "any".to_owned(),
            "BooleanType" => "bool".to_owned(),
            "IntegerType" => format!("int{}", bounds(value, "minValue", "maxValue")),
            "StringType" => {
                let pattern = value["pattern"].as_str().map_or(String::new(), |text| format!(" matching {text:?}"));
                let mark = if value["sensitive"] == true { " secret" } else { "" };
                format!("string{}{pattern}{mark}", bounds(value, "minLength", "maxLength"))
            }
            "StringLiteralType" => format!("{:?}", string_of(value, "value")),
            "UnionType" => {
                let elements = value["elements"].as_array().into_iter().flatten();
                let mut elements: Vec<String> = elements.map(|element| self.expression(element)).collect();
                // Literals are quoted. The order of the index has the open string last.
                elements.sort_by_key(|element| !element.starts_with('"'));
                elements.join("|")
            }
            "ArrayType" => {
                let item = self.expression(&value["itemType"]);
                format!("[{item}]{}", bounds(value, "minLength", "maxLength"))
            }
            "ObjectType" => {
                self.open.push_back(value);
                format!("{{{}}}", string_of(value, "name"))
            }
            "DiscriminatedObjectType" => {
                self.open.push_back(value);
                format!("<{}>", string_of(value, "name"))
            }
            other => format!("unknown {other}"),
        }
    }
}

fn at<'a>(types: &'a [Value], reference: &Value) -> &'a Value {
    let text = string_of(reference, "$ref");
    let number = text.trim_start_matches("#/").parse::<usize>().unwrap_or(usize::MAX);
    types.get(number).unwrap_or(&Value::Null)
}

fn string_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn bounds(value: &Value, min: &str, max: &str) -> String {
    if value.get(min).is_none() && value.get(max).is_none() {
        return String::new();
    }
    let text = |key: &str| value.get(key).map_or(String::new(), Value::to_string);
    format!("({}..{})", text(min), text(max))
}
