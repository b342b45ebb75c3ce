//! JSON as the deployment engine reads and writes it.

use super::{Failure, Outcome, Value, fails, texts};

/// Writes a value without blanks. Strings stand between `quote`s.
pub(super) fn write(value: &Value, quote: char) -> String {
    let mut text = String::new();
    write_to(value, quote, &mut text);
    text
}

fn write_to(value: &Value, quote: char, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Int(number) => text.push_str(&number.to_string()),
        Value::Fraction(number) => text.push_str(number),
        Value::Text(value) => write_text(value, quote, text),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_to(item, quote, text);
            }
            text.push(']');
        }
        Value::Object(entries) => {
            text.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_text(key, quote, text);
                text.push(':');
                write_to(value, quote, text);
            }
            text.push('}');
        }
    }
}

fn write_text(value: &str, quote: char, text: &mut String) {
    use std::fmt::Write;
    text.push(quote);
    for c in value.chars() {
        match c {
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            '\0'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            _ if c == quote => {
                text.push('\\');
                text.push(c);
            }
            _ => text.push(c),
        }
    }
    text.push(quote);
}

/// The value of a JSON text, read as leniently as the engine reads it: single quotes, bare names, comments, trailing
/// commas, anything after the first value.
///
/// # Errors
///
/// If it fails in a deployment too, or if the result is not known here.
pub fn json(args: &[Value]) -> Outcome {
    let [text] = texts(args)?;
    let mut reader = Reader { rest: text, depth: 0 };
    reader.value()
}

/// Nested deeper than this the engine refuses.
const DEPTH: usize = 64;

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self) -> Outcome {
        self.blanks()?;
        match self.rest.chars().next() {
            Some('{') => self.nested(Self::object),
            Some('[') => self.nested(Self::array),
            Some('"' | '\'') => self.text().map(Value::Text),
            Some('-' | '0'..='9' | '.') => self.number(),
            _ => self.word(),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Outcome) -> Outcome {
        if self.depth == DEPTH {
            return fails("is nested too deep");
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn blanks(&mut self) -> Result<(), Failure> {
        loop {
            self.rest = self.rest.trim_start();
            if let Some(comment) = self.rest.strip_prefix("//") {
                self.rest = comment.find(['\r', '\n']).map_or("", |end| &comment[end..]);
            } else if let Some(comment) = self.rest.strip_prefix("/*") {
                let Some(end) = comment.find("*/") else { return fails(BROKEN) };
                self.rest = &comment[end + 2..];
            } else {
                return Ok(());
            }
        }
    }

    fn takes(&mut self, token: char) -> Result<bool, Failure> {
        self.blanks()?;
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                Ok(true)
            }
            None => Ok(false),
        }
    }

    fn array(&mut self) -> Outcome {
        self.rest = &self.rest[1..];
        let mut items = Vec::new();
        loop {
            if self.takes(']')? {
                return Ok(Value::Array(items));
            }
            if self.takes(',')? {
                return Err(Failure::Unknown);
            }
            items.push(self.value()?);
            if !self.takes(',')? && !self.rest.starts_with(']') {
                return fails(BROKEN);
            }
        }
    }

    fn object(&mut self) -> Outcome {
        self.rest = &self.rest[1..];
        let mut entries: Vec<(String, Value)> = Vec::new();
        loop {
            if self.takes('}')? {
                return Ok(Value::Object(entries));
            }
            let key = match self.rest.chars().next() {
                Some('"' | '\'') => self.text()?,
                Some(c) if c.is_ascii_alphanumeric() || matches!(c, '_' | '$') => self.bare().to_owned(),
                _ => return fails(BROKEN),
            };
            if !self.takes(':')? {
                return fails(BROKEN);
            }
            let value = self.value()?;
            match entries.iter_mut().find(|(other, _)| *other == key) {
                Some((_, slot)) => *slot = value,
                None => entries.push((key, value)),
            }
            if !self.takes(',')? && !self.rest.starts_with('}') {
                return fails(BROKEN);
            }
        }
    }

    fn bare(&mut self) -> &'a str {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | '+');
        let end = self.rest.find(|c| !is_name(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        name
    }

    fn text(&mut self) -> Result<String, Failure> {
        let quote = self.rest.chars().next().unwrap_or('"');
        let mut text = String::new();
        let mut chars = self.rest[1..].char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => match chars.next().map(|(_, escape)| escape) {
                    Some('n') => text.push('\n'),
                    Some('r') => text.push('\r'),
                    Some('t') => text.push('\t'),
                    Some('b') => text.push('\u{8}'),
                    Some('f') => text.push('\u{c}'),
                    Some(escape @ ('"' | '\'' | '\\' | '/')) => text.push(escape),
                    Some('u') => {
                        let digits: String = chars.by_ref().take(4).map(|(_, digit)| digit).collect();
                        match u32::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == 4) {
                            // Halves of pairs stay unknown.
                            Some(number) => text.push(char::from_u32(number).ok_or(Failure::Unknown)?),
                            None => return fails(BROKEN),
                        }
                    }
                    _ => return fails(BROKEN),
                },
                _ if c == quote => {
                    self.rest = &self.rest[1 + at + c.len_utf8()..];
                    return Ok(text);
                }
                _ => text.push(c),
            }
        }
        fails(BROKEN)
    }

    fn number(&mut self) -> Outcome {
        let text = self.bare();
        if text == "-Infinity" {
            return Ok(Value::text(text));
        }
        if let Ok(number) = text.parse::<i64>()
            && !text.trim_start_matches('-').starts_with('0')
        {
            return Ok(Value::Int(number));
        }
        if text.trim_start_matches('-').bytes().all(|byte| byte == b'0') && !text.is_empty() {
            return Ok(Value::Int(0));
        }
        let digits = text.strip_prefix('-').unwrap_or(text);
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            if digits.starts_with('0') {
                // Octal, of which nothing more than this is needed.
                return i64::from_str_radix(digits, 8).map(Value::Int).map_err(|_| Failure::Unknown);
            }
            return Err(Failure::Crash(format!("{text} does not fit into 64 bits").into()));
        }
        if let Some(hex) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
            return i64::from_str_radix(hex, 16).map(Value::Int).map_err(|_| Failure::Unknown);
        }
        match text.parse::<f64>() {
            Ok(_) => Ok(Value::Fraction(text.to_owned())),
            Err(_) => fails(BROKEN),
        }
    }

    fn word(&mut self) -> Outcome {
        match self.bare() {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            "null" | "undefined" => Ok(Value::Null),
            word @ ("NaN" | "Infinity") => Ok(Value::text(word)),
            _ => fails(BROKEN),
        }
    }
}

const BROKEN: &str = "cannot read this text: it is not JSON";

#[cfg(test)]
mod tests {
    use super::super::{Failure, Value};

    fn json(text: &str) -> super::Outcome {
        super::json(&[Value::text(text)])
    }

    #[test]
    fn lenient_forms() {
        assert_eq!(json("null"), Ok(Value::Null));
        assert_eq!(json(" /* c */ 'a\\u0041' tail"), Ok(Value::text("aA")));
        assert_eq!(json("[1, 010, 0x1F,]"), Ok(Value::Array([1, 8, 31].map(Value::Int).to_vec())));
        assert_eq!(json("{a: 1, \"b\": NaN, a: -2}"), {
            Ok(Value::Object(vec![("a".into(), Value::Int(-2)), ("b".into(), Value::text("NaN"))]))
        });
        assert_eq!(json("1.50"), Ok(Value::Fraction("1.50".into())));
        assert_eq!(json("0.0000001"), Ok(Value::Fraction("0.0000001".into())));
    }

    #[test]
    fn broken_texts() {
        for broken in ["", "{", "[1", "inf", "{a 1}", "'a", "1x", "\"\\q\"", "{\"a\":1 \"b\":2}"] {
            assert!(matches!(json(broken), Err(Failure::Fails(_))), "{broken}");
        }
        assert!(matches!(json("1000000000000000000000000000000"), Err(Failure::Crash(_))));
    }

    #[test]
    fn depth_is_bounded() {
        assert!(json(&("[".repeat(60) + &"]".repeat(60))).is_ok());
        assert!(matches!(json(&"[".repeat(100_000)), Err(Failure::Fails(_))));
    }

    #[test]
    fn writing() {
        let value = Value::Array(vec![Value::text("a\"b\\\u{1}\u{2028}"), Value::Null, Value::Int(-1)]);
        assert_eq!(super::write(&value, '"'), "[\"a\\\"b\\\\\\u0001\\u2028\",null,-1]");
    }

    #[test]
    fn siblings_are_not_nested() {
        assert!(json(&format!("[{}]", "[],".repeat(1_000))).is_ok());
    }

    #[test]
    fn names_without_quotes_start_with_a_letter_a_digit_or_a_mark() {
        for (text, name) in [("{a: 1}", "a"), ("{9: 1}", "9"), ("{_: 1}", "_"), ("{$: 1}", "$")] {
            assert_eq!(json(text), Ok(Value::Object(vec![(name.into(), Value::Int(1))])), "{text}");
        }
        assert!(matches!(json("{-a: 1}"), Err(Failure::Fails(_))));
    }

    #[test]
    fn escapes() {
        let escaped = r#""\n\r\t\b\f\"\'\\\/\u00e9""#;
        assert_eq!(json(escaped), Ok(Value::text("\n\r\t\u{8}\u{c}\"'\\/é")));
    }
}
