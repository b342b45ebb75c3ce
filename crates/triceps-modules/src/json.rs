//! JSON of templates, which may have comments and trailing commas.

use serde_json::{Map, Number, Value};
use triceps_diagnostics::codes;
use triceps_syntax::ast::JsonValue;
use triceps_syntax::{Language, parse};

use crate::error::Error;
use crate::limits::MAX_DEPTH;
use crate::reference::Reference;

/// Reads JSON that is not too deep.
pub(crate) fn read(reference: &Reference, bytes: &[u8]) -> Result<Value, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let tree = parse(text, Language::Json);
            tree.json()
                .filter(|_| tree.errors().is_empty())
                .map(|value| convert(value))
                .ok_or_else(|| broken(reference, &format!("it is not JSON: {error}")))?
        }
    };
    if depth(&value) > MAX_DEPTH {
        return Err(broken(reference, &format!("its JSON is deeper than {MAX_DEPTH}")));
    }
    Ok(value)
}

pub(crate) fn broken(reference: &Reference, why: &str) -> Error {
    let message = "The referenced ARM template has errors. Please see https://aka.ms/arm-template for information on how \
                   to diagnose and fix the template.";
    Error::new(codes::BCP188, reference, message).with_help(why.to_owned())
}

/// How deep a value is, which the reader bounds.
fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// The depth of the tree is bounded by its parser.
fn convert(value: JsonValue<'_>) -> Value {
    match value {
        JsonValue::Object(_) => {
            let members =
                value.members().filter_map(|member| Some((member.key()?.into_owned(), convert(member.value()?))));
            Value::Object(members.collect::<Map<String, Value>>())
        }
        JsonValue::Array(_) => Value::Array(value.items().map(convert).collect()),
        JsonValue::Scalar(token) => {
            if let Some(text) = value.as_str() {
                Value::String(text.into_owned())
            } else if let Some(flag) = value.as_bool() {
                Value::Bool(flag)
            } else {
                token.text().parse::<Number>().map_or(Value::Null, Value::Number)
            }
        }
    }
}
