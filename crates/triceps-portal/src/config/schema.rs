//! The JSON Schema of the configuration, for editors and for the reader.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use super::Portal;

/// The JSON Schema (draft 7) of the configuration of a portal.
///
/// TOML has no null, so that an optional key is one that may be absent, and null is not a value of it.
///
/// ```
/// let schema = triceps_portal::config::schema();
/// assert_eq!(schema["required"], serde_json::json!(["name"]));
/// ```
pub fn schema() -> &'static Value {
    static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
        let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Portal>().to_value();
        without_null(&mut schema);
        schema
    });
    &SCHEMA
}

fn without_null(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(without_null);
            without_null_type(object);
            without_null_branch(object);
        }
        Value::Array(items) => items.iter_mut().for_each(without_null),
        _ => {}
    }
}

/// `"type": ["string", "null"]` becomes `"type": "string"`.
fn without_null_type(object: &mut Map<String, Value>) {
    let Some(Value::Array(types)) = object.get_mut("type") else { return };
    types.retain(|kind| kind != "null");
    if let [only] = types.as_slice() {
        let only = only.clone();
        object.insert("type".to_owned(), only);
    }
}

/// `"anyOf": [X, {"type": "null"}]` becomes `"allOf": [X]`.
fn without_null_branch(object: &mut Map<String, Value>) {
    let Some(Value::Array(branches)) = object.get_mut("anyOf") else { return };
    branches.retain(|branch| branch.get("type").is_none_or(|kind| kind != "null"));
    if branches.len() == 1
        && let Some(branches) = object.shift_remove("anyOf")
    {
        object.insert("allOf".to_owned(), branches);
    }
}
