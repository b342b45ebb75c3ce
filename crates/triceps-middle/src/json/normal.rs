//! Text that is written as templates are written here, so that it is taken over as it stands.
//!
//! What compilers publish is such text: two spaces of indentation, no comments, no escape that is not needed. Reading
//! all of it into values to write the same text again would be most of the work of embedding it.

use std::collections::HashSet;

use super::name::{Name, name};
use super::number;
use super::time;
use super::value::{FEW, Json, MAX_DEPTH, Times};
use crate::bytes::length_of_clean;
use crate::document::length_of_escape;

/// What a text is that is written as templates are written here.
pub(super) enum Normal {
    /// An object, with the members that are wanted.
    Sections(Vec<(Name, Json)>),
    /// An object of which a member has more members itself than it may have.
    TooMany,
}

/// The members of the object that a text is; none where writing its value would give another text. `most` tells how many
/// members of its own a member may have, and is none for one that is not wanted.
pub(super) fn sections(text: &str, most: impl Fn(&str) -> Option<usize>) -> Option<Normal> {
    let mut scanner =
        Scanner { text, at: 0, depth: 0, names: Vec::new(), members: Vec::new(), items: Vec::new(), most: 0 };
    (scanner.peek()? == b'{').then_some(())?;
    let sections = scanner.parts("}", |scanner| {
        let name = scanner.name()?;
        // The names of sections are compared with names as they are meant.
        (!name.contains('\\')).then_some(())?;
        if let Some(most) = most(name) {
            scanner.most = scanner.members.len().saturating_add(most);
            let value = scanner.value::<Json>()?;
            scanner.members.push((self::name(name), value));
        } else {
            scanner.value::<Skipped>()?;
        }
        Some(())
    });
    if scanner.has_too_many() {
        return Some(Normal::TooMany);
    }
    sections?;
    (scanner.at == text.len() && are_different(&scanner.names)).then_some(Normal::Sections(scanner.members))
}

/// What becomes of a value: it is made, or only moved past.
trait Made: Sized {
    /// Of a string as it is written, without its quotes.
    fn string(written: &str) -> Self;

    /// Of a number, `true`, `false` or `null`.
    fn word(word: &str) -> Self;

    /// Adds it to the items of the arrays that are open.
    fn add_item(self, scanner: &mut Scanner<'_>);

    /// Adds it to the members of the objects that are open.
    fn add_member(self, written: &str, scanner: &mut Scanner<'_>);

    /// Of the items from a position on.
    fn array(scanner: &mut Scanner<'_>, first: usize) -> Self;

    /// Of the members from a position on.
    fn object(scanner: &mut Scanner<'_>, first: usize) -> Self;
}

/// A value that is only moved past.
struct Skipped;

impl Made for Skipped {
    fn string(_: &str) -> Self {
        Self
    }

    fn word(_: &str) -> Self {
        Self
    }

    fn add_item(self, _: &mut Scanner<'_>) {}

    fn add_member(self, _: &str, _: &mut Scanner<'_>) {}

    fn array(_: &mut Scanner<'_>, _: usize) -> Self {
        Self
    }

    fn object(_: &mut Scanner<'_>, _: usize) -> Self {
        Self
    }
}

impl Made for Json {
    fn string(written: &str) -> Self {
        Self::String(unescaped(written))
    }

    fn word(word: &str) -> Self {
        match word {
            "null" => Self::Null,
            "true" => Self::Bool(true),
            "false" => Self::Bool(false),
            _ => Self::Number(word.to_owned()),
        }
    }

    fn add_item(self, scanner: &mut Scanner<'_>) {
        scanner.items.push(self);
    }

    fn add_member(self, written: &str, scanner: &mut Scanner<'_>) {
        let name = if written.contains('\\') { Name::Owned(unescaped(written)) } else { name(written) };
        scanner.members.push((name, self));
    }

    fn array(scanner: &mut Scanner<'_>, first: usize) -> Self {
        Self::Array(scanner.items.drain(first..).collect())
    }

    fn object(scanner: &mut Scanner<'_>, first: usize) -> Self {
        Self::Object(scanner.members.drain(first..).collect())
    }
}

/// The string that a text between quotes is.
fn unescaped(written: &str) -> String {
    if !written.contains('\\') {
        return written.to_owned();
    }
    match Json::parse(&format!("\"{written}\""), Times::Keep) {
        Ok(Json::String(text)) => text,
        _ => unreachable!("its escapes were looked at"),
    }
}

/// A line end, and the indentation of the deepest line.
const LINE: &str = "\n                                                                                                                                ";

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// The names of the objects that are open.
    names: Vec<&'a str>,
    /// Members of the objects that are open, so that each object is allocated once.
    members: Vec<(Name, Json)>,
    /// Items of the arrays that are open.
    items: Vec<Json>,
    /// How many of `members` there may be right in a section.
    most: usize,
}

impl<'a> Scanner<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn takes(&mut self, expected: &str) -> Option<()> {
        self.text.as_bytes().get(self.at..)?.starts_with(expected.as_bytes()).then_some(())?;
        self.at += expected.len();
        Some(())
    }

    /// Whether a section has more members than it may have.
    fn has_too_many(&self) -> bool {
        self.depth == 2 && self.members.len() > self.most
    }

    /// The start of a line.
    fn line(&mut self) -> Option<()> {
        self.takes(LINE.get(..=self.depth * 2)?)
    }

    fn value<V: Made>(&mut self) -> Option<V> {
        Some(match self.peek()? {
            b'{' => self.object()?,
            b'[' => self.array()?,
            b'"' => {
                let text = self.string()?;
                time::rewritten(text).is_none_or(|time| time == text).then_some(())?;
                V::string(text)
            }
            _ => V::word(self.word()?),
        })
    }

    fn word(&mut self) -> Option<&'a str> {
        let rest = &self.text[self.at..];
        let word = &rest[..rest.find([',', '\n']).unwrap_or(rest.len())];
        let is_normal =
            matches!(word, "null" | "true" | "false") || number::normalized(word).is_some_and(|number| number == word);
        self.at += word.len();
        is_normal.then_some(word)
    }

    /// Moves past the lines of an object or array.
    fn parts(&mut self, closing: &str, mut part: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        (self.depth < MAX_DEPTH).then_some(())?;
        if self.takes(closing).is_some() {
            return Some(());
        }
        self.depth += 1;
        loop {
            self.line()?;
            part(self)?;
            if self.takes(",").is_none() {
                break;
            }
        }
        self.depth -= 1;
        self.line()?;
        self.takes(closing)
    }

    fn array<V: Made>(&mut self) -> Option<V> {
        let first = self.items.len();
        self.parts("]", |scanner| {
            scanner.value::<V>()?.add_item(scanner);
            Some(())
        })?;
        Some(V::array(self, first))
    }

    fn object<V: Made>(&mut self) -> Option<V> {
        let (first_name, first) = (self.names.len(), self.members.len());
        self.parts("}", |scanner| {
            let name = scanner.name()?;
            scanner.value::<V>()?.add_member(name, scanner);
            (!scanner.has_too_many()).then_some(())
        })?;
        let is_each_once = are_different(&self.names[first_name..]);
        self.names.truncate(first_name);
        is_each_once.then(|| V::object(self, first))
    }

    /// The name of a member, with its colon.
    fn name(&mut self) -> Option<&'a str> {
        (self.peek()? == b'"').then_some(())?;
        let name = self.string()?;
        self.names.push(name);
        self.takes(": ")?;
        Some(name)
    }

    /// A string, without its quotes, as it is written.
    fn string(&mut self) -> Option<&'a str> {
        self.at += 1;
        let start = self.at;
        let bytes = self.text.as_bytes();
        loop {
            self.at += length_of_clean(&bytes[self.at..]);
            match *bytes.get(self.at)? {
                b'"' => break,
                b'\\' => self.at += 1 + length_of_escape(&self.text[self.at + 1..])?,
                0x80.. => {
                    let letter = self.text[self.at..].chars().next()?;
                    (!matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}')).then_some(())?;
                    self.at += letter.len_utf8();
                }
                _ => return None,
            }
        }
        self.at += 1;
        Some(&self.text[start..self.at - 1])
    }
}

/// Whether no name is there twice.
fn are_different(names: &[&str]) -> bool {
    if names.len() <= FEW {
        return names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
    }
    let mut seen = HashSet::with_capacity(names.len());
    names.iter().all(|name| seen.insert(*name))
}

#[cfg(test)]
mod tests {
    use super::{Name, Normal, sections};
    use crate::json::{Json, Times};

    /// All members of the object that a normal text is.
    fn members(text: &str) -> Option<Vec<(Name, Json)>> {
        match sections(text, |_| Some(usize::MAX))? {
            Normal::Sections(members) => Some(members),
            Normal::TooMany => None,
        }
    }

    /// The text that writing the value of a text gives.
    fn written(text: &str) -> Option<String> {
        let value = Json::parse(text, Times::Rewrite).ok()?;
        Some(crate::json::read::written(&value))
    }

    #[test]
    fn normal_text_is_what_is_written() {
        let inside = [
            "{}",
            "[]",
            "null",
            "true",
            "12",
            "-3",
            "1.5",
            "1.50",
            "0x10",
            "-0",
            "1e3",
            "1000.0",
            "nul",
            "\"a\"",
            "'a'",
            "\"\\n\\t\\\\\\\"\"",
            "\"\\/\"",
            "\"\\u0041\"",
            "\"\\u0001\"",
            "\"\\u000a\"",
            "\"\\u001F\"",
            "\"\\u0085\"",
            "\"\u{85}\"",
            "\"\u{2028}\"",
            "\"\\u2028\"",
            "\"\\u2029\"",
            "\"\\u202a\"",
            "\"\u{2027}\u{e9}\u{7f}\"",
            "\"\\u007f\"",
            "\"\\ud83d\\ude00\"",
            "\"😀 and a longer text\"",
            "\"a\tb\"",
            "\"a\nb\"",
            "\"\\x\"",
            "\"\\",
            "\"2020-01-02T03:04:05.0000000Z\"",
            "\"2020-01-02T03:04:05Z\"",
            "\"2020-01-02T03:04:05+02:00\"",
            "\"2020-01-02T03:04:05+00:00\"",
            "\"2020-13-02T03:04:05.0Z\"",
            "{ }",
            "[ ]",
            "[1]",
            "{\"a\":1}",
            "[\n    1,\n    2\n  ]",
            "[\n    1,\n    2,\n  ]",
            "[\n    1, 2\n  ]",
            "[\n   1\n  ]",
            "[\n    1\n ]",
            "{\n    \"a\": 1,\n    \"a\": 2\n  }",
            "{\n    \"a\": 1,\n    \"A\": 2\n  }",
            "{\n    \"a\":  1\n  }",
            "{\n    a: 1\n  }",
            "[\n    {},\n    []\n  ]",
            "[\n    1\n  ",
            "[\r\n    1\r\n  ]",
            "/* */ 1",
            "1 ",
            "1\n",
        ];
        let mut count = 0;
        for value in inside {
            for text in [format!("{{\n  \"a\": {value}\n}}"), format!("{{\n  \"a\": {value},\n  \"b\": 1\n}}")] {
                let found = members(&text);
                let is_normal = found.is_some();
                assert_eq!(is_normal, written(&text).as_ref() == Some(&text), "{text}");
                if let Some(found) = found {
                    assert_eq!(Ok(Json::Object(found)), Json::parse(&text, Times::Keep), "{text}");
                }
                assert_eq!(sections(&text, |_| None).is_some(), is_normal, "{text}");
                count += usize::from(is_normal);
            }
        }
        assert_eq!(count, 2 * 22);
        for text in ["", "[]", "1", " {}", "{}\n", "\u{feff}{}", "{\n  \"\\\"\": 1\n}"] {
            assert_eq!(members(text), None, "{text:?}");
        }
    }

    #[test]
    fn sections_that_are_not_wanted_are_left_out() {
        let text = "{\n  \"a\": [\n    1,\n    {\n      \"b\": {}\n    }\n  ],\n  \"c\": \"d\"\n}";
        let Some(Normal::Sections(found)) = sections(text, |name| (name == "c").then_some(0)) else {
            panic!("normal text")
        };
        assert_eq!(found, [(Name::from("c"), Json::String("d".to_owned()))]);
    }

    #[test]
    fn members_of_a_section_are_counted() {
        let text = "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": {\n      \"d\": 1,\n      \"e\": 2,\n      \"f\": 3\n    },\n    \"g\": []\n  }\n}";
        let is_too_many =
            |most| matches!(sections(text, |name| Some(if name == "b" { most } else { 9 })), Some(Normal::TooMany));
        assert!(is_too_many(1) && !is_too_many(2));
        // What is wrong behind it is not looked at.
        assert!(matches!(sections(&format!("{}x", &text[..text.len() - 4]), |_| Some(1)), Some(Normal::TooMany)));
    }

    #[test]
    fn depth_and_names_are_bounded() {
        let nested = |depth: usize| {
            let value = (0..depth).fold(Json::Object(Vec::new()), |value, _| Json::Object(vec![("a".into(), value)]));
            crate::json::read::written(&value)
        };
        assert!(members(&nested(63)).is_some());
        assert!(members(&nested(64)).is_none());
        let named = |twin: usize| {
            let name = |number: usize| format!("  \"n{}\": 1", if number == 29 { twin } else { number });
            format!("{{\n{}\n}}", (0..30).map(name).collect::<Vec<_>>().join(",\n"))
        };
        assert_eq!(members(&named(29)).map(|members| members.len()), Some(30));
        assert!(members(&named(3)).is_none());
    }
}
