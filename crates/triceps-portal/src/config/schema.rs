//! The JSON Schema of the configuration, for editors and for the reader.
//!
//! The file beside this module is made from the types and their documentation. Only the tests make it, so that no build
//! waits for it.

use std::sync::LazyLock;

use serde_json::Value;

/// The JSON Schema (draft 7) of the configuration of a portal.
///
/// TOML has no null, so that an optional key is one that may be absent, and null is not a value of it.
///
/// ```
/// let schema = triceps_portal::config::schema();
/// assert_eq!(schema["required"], serde_json::json!(["name"]));
/// ```
pub fn schema() -> &'static Value {
    static SCHEMA: LazyLock<Value> =
        LazyLock::new(|| serde_json::from_str(schema_text()).expect("the file is JSON, read in tests"));
    &SCHEMA
}

/// The [`schema`] as the text of a file.
///
/// ```
/// let text = triceps_portal::config::schema_text();
/// assert!(text.starts_with('{') && text.ends_with("}\n"));
/// ```
pub fn schema_text() -> &'static str {
    include_str!("portal.schema.json")
}

#[cfg(test)]
mod tests {
    use std::{env, fs};

    use schemars::generate::SchemaSettings;
    use serde_json::Map;

    use super::*;
    use crate::config::Portal;

    #[test]
    fn the_file_is_the_schema_of_the_types() {
        let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Portal>().to_value();
        without_null(&mut schema);
        let text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON") + "\n";
        if env::var_os("SCHEMA").is_some_and(|value| value == "overwrite") {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/config/portal.schema.json");
            return fs::write(path, text).expect("the file can be written");
        }
        assert!(text == schema_text(), "run `SCHEMA=overwrite cargo test --package triceps-portal schema`");
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
}
