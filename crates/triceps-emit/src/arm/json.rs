//! ARM JSON as `serde_json` values.

use serde_json::{Map, Value};

use crate::checked::Checked;

impl Checked {
    /// The template as a JSON value, with its keys in order.
    pub fn to_arm(&self) -> Value {
        value(&self.to_arm_string())
    }
}

/// An object or array that is not closed yet.
struct Open {
    value: Value,
    /// The name of the property whose value comes next.
    key: Option<String>,
}

impl Open {
    fn new(value: Value) -> Self {
        Self { value, key: None }
    }

    /// Takes the next name, value or item.
    fn take(&mut self, next: Value) {
        match (&mut self.value, self.key.take(), next) {
            (Value::Object(members), Some(key), next) => drop(members.insert(key, next)),
            (Value::Object(_), None, Value::String(key)) => self.key = Some(key),
            (Value::Array(items), _, next) => items.push(next),
            _ => {}
        }
    }
}

/// The value of a text that is JSON. A template may be deeper than `serde_json` reads: what is open is on a list, not on
/// the stack.
fn value(text: &str) -> Value {
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        let end = at + token_length(&text[at..]);
        let ended = match byte {
            b'{' => {
                open.push(Open::new(Value::Object(Map::new())));
                None
            }
            b'[' => {
                open.push(Open::new(Value::Array(Vec::new())));
                None
            }
            b'}' | b']' => open.pop().map(|closed| closed.value),
            b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => None,
            // A number that is too large is null, as an infinite one is.
            _ => Some(serde_json::from_str(&text[at..end]).unwrap_or_default()),
        };
        match (ended, open.last_mut()) {
            (Some(value), Some(around)) => around.take(value),
            (Some(value), None) => return value,
            (None, _) => {}
        }
        at = end;
    }
    Value::Null
}

/// How long the token at the start of a text is: a string, a number or a word, or one character.
fn token_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes[0] {
        b'"' => {
            let mut at = 1;
            while bytes.get(at).is_some_and(|byte| *byte != b'"') {
                at += if bytes[at] == b'\\' { 2 } else { 1 };
            }
            (at + 1).min(bytes.len())
        }
        b'{' | b'[' | b'}' | b']' | b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => 1,
        _ => bytes.iter().position(|byte| b",]} \n\r\t".contains(byte)).unwrap_or(bytes.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_value_that_others_read() {
        for text in [
            "null",
            "-1.5e3",
            r#""a \" \\ ä \u00e9 {""#,
            "{}",
            "[ ]",
            r#"{"b": [1, true, "x, y"], "a": {"": null, "b": "]"}, "a": 2}"#,
            "[[1],[[]],{\"a\":{\"b\":[{}]}}]\n",
        ] {
            assert_eq!(value(text), serde_json::from_str::<Value>(text).unwrap(), "{text}");
        }
        assert_eq!(value("[1e999]"), Value::Array(vec![Value::Null]));
    }

    #[test]
    fn a_text_may_be_deep() {
        let text = "[".repeat(1000) + &"]".repeat(1000);
        let mut depth = 0;
        let value = value(&text);
        let mut inner = &value;
        while let Value::Array(items) = inner {
            depth += 1;
            inner = items.first().unwrap_or(&Value::Null);
        }
        assert_eq!(depth, 1000);
    }
}
