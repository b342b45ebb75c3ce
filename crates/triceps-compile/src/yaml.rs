//! YAML as the value that JSON would have.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use triceps_core::json::{Json, Name, shown_number};

/// How many values a document may come to. Aliases can make more than memory holds.
const MOST_VALUES: usize = 1_000_000;

/// How deep lists and maps may be in each other.
const MAX_DEPTH: usize = 64;

/// The first document of a text; none where the text is not YAML, or the document is empty.
pub(crate) fn parse(text: &str) -> Option<Json> {
    let mut reader = Reader { open: Vec::new(), anchors: HashMap::new(), left: MOST_VALUES, first: None };
    for event in Parser::new_from_str(text.strip_prefix('\u{feff}').unwrap_or(text)) {
        reader.event(event.ok()?.0)?;
    }
    reader.first.filter(|value| *value != Json::Null)
}

struct Reader {
    /// The lists and maps around the place.
    open: Vec<Open>,
    /// By anchor: its value, and how many values it comes to.
    anchors: HashMap<usize, (Json, usize)>,
    left: usize,
    first: Option<Json>,
}

struct Open {
    anchor: usize,
    left: usize,
    content: Content,
}

enum Content {
    List(Vec<Json>),
    Map { members: Vec<(Name, Json)>, names: HashSet<String>, name: Option<String> },
}

impl Reader {
    /// Takes an event; none where the text means nothing that JSON can say.
    fn event(&mut self, event: Event<'_>) -> Option<()> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {
                Some(())
            }
            Event::Alias(anchor) => {
                let (value, count) = self.anchors.get(&anchor)?.clone();
                self.left = self.left.checked_sub(count)?;
                self.value(value, 0, 0)
            }
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(&text, style, tag.as_deref());
                self.value(value, anchor, 1)
            }
            Event::SequenceStart(anchor, _) => self.start(anchor, Content::List(Vec::new())),
            Event::MappingStart(anchor, _) => {
                self.start(anchor, Content::Map { members: Vec::new(), names: HashSet::new(), name: None })
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Open { anchor, left, content } = self.open.pop()?;
                let value = match content {
                    Content::List(items) => Json::Array(items),
                    Content::Map { members, .. } => Json::Object(members),
                };
                self.value(value, anchor, left - self.left)
            }
        }
    }

    fn start(&mut self, anchor: usize, content: Content) -> Option<()> {
        if self.open.len() == MAX_DEPTH {
            return None;
        }
        self.left = self.left.checked_sub(1)?;
        self.open.push(Open { anchor, left: self.left + 1, content });
        Some(())
    }

    fn value(&mut self, value: Json, anchor: usize, count: usize) -> Option<()> {
        if anchor > 0 {
            self.anchors.insert(anchor, (value.clone(), count));
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => {
                self.first.get_or_insert(value);
            }
            Some(Content::List(items)) => items.push(value),
            Some(Content::Map { members, names, name }) => match name.take() {
                Some(name) => members.push((name.into(), value)),
                None => {
                    let key = match value {
                        Json::String(text) => text,
                        Json::Bool(value) => if value { "True" } else { "False" }.to_owned(),
                        Json::Number(digits) => digits,
                        Json::Null | Json::Array(_) | Json::Object(_) => return None,
                    };
                    // Two equal names are an error.
                    if !names.insert(key.clone()) {
                        return None;
                    }
                    *name = Some(key);
                }
            },
        }
        Some(())
    }
}

/// What a scalar is by the core schema of YAML 1.2.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Json {
    let string = || Json::String(text.to_owned());
    let tag = tag.filter(|tag| tag.handle == "tag:yaml.org,2002:").map(|tag| tag.suffix.as_str());
    let plain = || match text {
        "" | "~" | "null" | "Null" | "NULL" => Json::Null,
        "true" | "True" | "TRUE" => Json::Bool(true),
        "false" | "False" | "FALSE" => Json::Bool(false),
        _ => number(text).unwrap_or_else(string),
    };
    match tag {
        Some("str") => string(),
        Some("int" | "float" | "bool" | "null") => plain(),
        _ if style == ScalarStyle::Plain => plain(),
        _ => string(),
    }
}

fn number(text: &str) -> Option<Json> {
    let (sign, digits) = match text.strip_prefix(['-', '+']) {
        Some(digits) => (if text.starts_with('-') { "-" } else { "" }, digits),
        None => ("", text),
    };
    let radix = [("0x", 16), ("0o", 8)].into_iter().find_map(|(start, radix)| Some((text.strip_prefix(start)?, radix)));
    if let Some((digits, radix)) = radix {
        return Some(Json::Number(i64::from_str_radix(digits, radix).ok()?.to_string()));
    }
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let whole = format!("{sign}{digits}").parse::<i64>().ok();
        return Some(Json::Number(
            whole.map_or_else(|| shown_number(text.parse().unwrap_or(0.0)), |whole| whole.to_string()),
        ));
    }
    let is_part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-');
    let has_digit = digits.starts_with(|first: char| first.is_ascii_digit())
        || (digits.starts_with('.') && digits[1..].starts_with(|first: char| first.is_ascii_digit()));
    let value: f64 = (has_digit && digits.bytes().all(is_part)).then(|| text.parse().ok()).flatten()?;
    value.is_finite().then(|| {
        let shown = shown_number(value);
        Json::Number(if shown.contains(['.', 'E']) { shown } else { format!("{shown}.0") })
    })
}

#[cfg(test)]
mod tests {
    use triceps_core::json::{Json, Times};

    use super::parse;

    #[track_caller]
    fn check(text: &str, json: &str) {
        let expected = Json::parse(json, Times::Keep).expect("JSON");
        assert_eq!(parse(text), Some(expected), "{text}");
    }

    #[test]
    fn scalars_are_read_by_the_core_schema() {
        check("[1, -2, +3, 0x1F, 0o17, 007]", "[1, -2, 3, 31, 15, 7]");
        check("[0.75, 1e3, .5, 1.0]", "[0.75, 1000.0, 0.5, 1.0]");
        check("[true, False, yes, no, on, null, ~]", r#"[true, false, "yes", "no", "on", null, null]"#);
        check(
            "['1', \"true\", !!str 2, 2024-01-01, 1_000, 1.2.3]",
            r#"["1", "true", "2", "2024-01-01", "1_000", "1.2.3"]"#,
        );
        check(
            "a:\nb: |\n  two\n  lines\nc: >\n  one\n  line\n",
            r#"{"a": null, "b": "two\nlines\n", "c": "one line\n"}"#,
        );
    }

    #[test]
    fn aliases_stand_for_what_they_name() {
        check("a: &x [1]\nb: *x\n", r#"{"a": [1], "b": [1]}"#);
        check("--- 1\n--- 2\n", "1");
    }

    #[test]
    fn what_is_not_a_value_is_refused() {
        for text in ["", "a: [", "a: 1\na: 2\n", "? [a]\n: 1\n", "- 1\nb: 2\n", "*x"] {
            assert_eq!(parse(text), None, "{text}");
        }
        let mut text = String::from("a0: &a0 [1, 2]\n");
        for number in 1..64 {
            let _ = std::fmt::Write::write_fmt(
                &mut text,
                format_args!("a{number}: &a{number} [*a{0}, *a{0}]\n", number - 1),
            );
        }
        assert_eq!(parse(&text), None);
        assert_eq!(parse(&"[".repeat(100_000)), None);
    }
}
