//! ARM JSON as `serde_json` values.

use serde_json::Value;

use super::hash;
use super::tape::Tape;
use crate::check::Checked;

impl Checked {
    /// The template as a JSON value, with its keys in order.
    ///
    /// # Panics
    ///
    /// Never: the text is JSON.
    pub fn to_arm(&self) -> Value {
        serde_json::from_str(&self.to_arm_string()).expect("what is written is JSON")
    }
}

/// The hash that Azure's compiler writes into `metadata._generator.templateHash` of a template.
///
/// A hash that the template holds already is left out of the computation; the name and the version
/// of the generator are part of it.
///
/// ```
/// let template = serde_json::json!({
///     "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
///     "contentVersion": "1.0.0.0",
///     "metadata": { "_generator": { "name": "bicep", "version": "dev" } },
///     "resources": []
/// });
/// assert_eq!(triceps::template_hash(&template), "12740863314443779634");
/// ```
pub fn template_hash(template: &Value) -> String {
    let mut tape = Tape::default();
    record(template, &mut tape);
    hash::template_hash(&tape, 0)
}

fn record(value: &Value, tape: &mut Tape) {
    match value {
        Value::Null => tape.raw("null"),
        Value::Bool(value) => tape.raw(if *value { "true" } else { "false" }),
        Value::Number(number) => tape.raw(&number.to_string()),
        Value::String(text) => tape.text(text),
        Value::Array(items) => {
            let mark = tape.open_array();
            for item in items {
                record(item, tape);
            }
            tape.close(mark);
        }
        Value::Object(properties) => {
            let mark = tape.open_object();
            for (key, value) in properties {
                tape.key(key);
                record(value, tape);
            }
            tape.close(mark);
        }
    }
}
