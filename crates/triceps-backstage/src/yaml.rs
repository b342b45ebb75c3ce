//! YAML text: sections with comments, one after the other.

use serde_json::{Map, Value};

/// A YAML document that is one mapping.
pub(crate) struct Document {
    text: String,
}

impl Document {
    /// A document that begins with these lines as comments.
    pub(crate) fn new(header: &[&str]) -> Self {
        let mut document = Self { text: String::new() };
        for line in header {
            document.comment(line);
        }
        document
    }

    /// Adds a key of the mapping.
    pub(crate) fn section(&mut self, comment: Option<&str>, key: &str, value: Value) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        if let Some(comment) = comment {
            self.comment(comment);
        }
        self.text.push_str(&to_yaml(&object([(key, Some(value))])));
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    fn comment(&mut self, line: &str) {
        self.text.push_str("# ");
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// A mapping of the keys that have a value.
pub(crate) fn object<const N: usize>(entries: [(&str, Option<Value>); N]) -> Value {
    let entries = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(entries.collect::<Map<String, Value>>())
}

/// Text that is meant as it stands: Backstage would replace each `${..}` in it.
pub(crate) fn literal(text: &str) -> Value {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("${") {
        let (before, reference) = rest.split_at(start);
        escaped.push_str(before);
        // A reference has no brace inside; what is none stays.
        let end = reference[2..].find(['{', '}']).map(|end| end + 2);
        if end.is_some_and(|end| reference[end..].starts_with('}')) {
            escaped.push('$');
        }
        escaped.push_str("${");
        rest = &reference[2..];
    }
    escaped.push_str(rest);
    Value::String(escaped)
}

/// The text of a value.
pub(crate) fn to_yaml(value: &Value) -> String {
    let mut text = String::new();
    serde_saphyr::to_fmt_writer(&mut text, value).expect("trees of JSON can be written as YAML");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_in_literal_text_are_escaped() {
        for (text, expected) in [
            ("plain", "plain"),
            ("costs in ${CURRENCY}", "costs in $${CURRENCY}"),
            ("${A}${B:-c}", "$${A}$${B:-c}"),
            ("$${A}", "$$${A}"),
            ("${open", "${open"),
            ("${a{b}", "${a{b}"),
            ("${a${b}", "${a$${b}"),
            ("$ { }", "$ { }"),
        ] {
            assert_eq!(literal(text), Value::String(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn sections_have_comments_and_a_blank_line_between_them() {
        let mut document = Document::new(&["one", "two"]);
        document.section(None, "a", Value::Bool(true));
        document.section(Some("why"), "b", Value::Null);
        assert_eq!(document.into_text(), "# one\n# two\n\na: true\n\n# why\nb: null\n");
    }
}
