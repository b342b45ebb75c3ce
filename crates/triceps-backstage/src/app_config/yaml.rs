//! YAML text: sections with comments, one after the other.

use serde_json::{Map, Value};

/// A YAML document that is one mapping.
pub(super) struct Document {
    text: String,
}

impl Document {
    /// A document that begins with these lines as comments.
    pub(super) fn new(header: &[&str]) -> Self {
        let mut document = Self { text: String::new() };
        for line in header {
            document.comment(line);
        }
        document
    }

    /// Adds a key of the mapping.
    pub(super) fn section(&mut self, comment: Option<&str>, key: &str, value: Value) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        if let Some(comment) = comment {
            self.comment(comment);
        }
        self.text.push_str(&to_yaml(&object([(key, Some(value))])));
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn comment(&mut self, line: &str) {
        self.text.push_str("# ");
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// A mapping of the keys that have a value.
pub(super) fn object<const N: usize>(entries: [(&str, Option<Value>); N]) -> Value {
    let entries = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(entries.collect::<Map<String, Value>>())
}

/// Text that is meant as it stands: Backstage would replace `${..}` in it.
pub(super) fn literal(text: &str) -> Value {
    Value::String(text.replace("${", "$${"))
}

/// The text of a value.
pub(super) fn to_yaml(value: &Value) -> String {
    let mut text = String::new();
    serde_saphyr::to_fmt_writer(&mut text, value).expect("trees of JSON can be written as YAML");
    text
}
