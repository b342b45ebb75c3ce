//! Text that is written as templates are written here, so that it is taken over as it stands.
//!
//! What compilers publish is such text: two spaces of indentation, no comments, no escape that is not needed. Reading
//! all of it into values to write the same text again would be most of the work of embedding it.

use std::collections::HashSet;
use std::ops::Range;

use super::number;
use super::time;
use super::value::{FEW, MAX_DEPTH};
use crate::bytes::length_of_clean;
use crate::document::length_of_escape;

/// A member of the outermost object of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Member<'a> {
    pub(super) name: &'a str,
    /// Where its value stands.
    pub(super) value: Range<usize>,
    /// How many members or items the value has.
    pub(super) len: usize,
}

/// The members of the object that a text is; none where writing its value would give another text.
pub(super) fn members(text: &str) -> Option<Vec<Member<'_>>> {
    let mut scanner = Scanner { text, at: 0, depth: 0, names: Vec::new() };
    let mut members = Vec::new();
    scanner.object(Some(&mut members))?;
    (scanner.at == text.len()).then_some(members)
}

/// A line end, and the indentation of the deepest line.
const LINE: &str = "\n                                                                                                                                ";

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// The names of the objects that are open.
    names: Vec<&'a str>,
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

    /// The start of a line.
    fn line(&mut self) -> Option<()> {
        self.takes(LINE.get(..=self.depth * 2)?)
    }

    /// A value; how many members or items it has.
    fn value(&mut self) -> Option<usize> {
        match self.peek()? {
            b'{' => return self.object(None),
            b'[' => return self.array(),
            b'"' => {
                let text = self.string()?;
                time::rewritten(text).is_none_or(|time| time == text).then_some(())?;
            }
            _ => self.word()?,
        }
        Some(0)
    }

    fn word(&mut self) -> Option<()> {
        let rest = &self.text[self.at..];
        let word = &rest[..rest.find([',', '\n']).unwrap_or(rest.len())];
        let is_normal =
            matches!(word, "null" | "true" | "false") || number::normalized(word).is_some_and(|number| number == word);
        self.at += word.len();
        is_normal.then_some(())
    }

    /// Moves past the lines of an object or array. How many parts it has.
    fn parts(&mut self, closing: &str, mut part: impl FnMut(&mut Self) -> Option<()>) -> Option<usize> {
        self.at += 1;
        (self.depth < MAX_DEPTH).then_some(())?;
        if self.takes(closing).is_some() {
            return Some(0);
        }
        self.depth += 1;
        let mut count = 0;
        loop {
            self.line()?;
            part(self)?;
            count += 1;
            if self.takes(",").is_none() {
                break;
            }
        }
        self.depth -= 1;
        self.line()?;
        self.takes(closing)?;
        Some(count)
    }

    fn array(&mut self) -> Option<usize> {
        self.parts("]", |scanner| scanner.value().map(|_| ()))
    }

    fn object(&mut self, mut members: Option<&mut Vec<Member<'a>>>) -> Option<usize> {
        (self.peek()? == b'{').then_some(())?;
        let first = self.names.len();
        let count = self.parts("}", |scanner| {
            (scanner.peek()? == b'"').then_some(())?;
            let name = scanner.string()?;
            scanner.names.push(name);
            scanner.takes(": ")?;
            let start = scanner.at;
            let len = scanner.value()?;
            if let Some(members) = &mut members {
                // The names of sections are compared with names as they are meant.
                (!name.contains('\\')).then_some(())?;
                members.push(Member { name, value: start..scanner.at, len });
            }
            Some(())
        })?;
        let is_each_once = are_different(&self.names[first..]);
        self.names.truncate(first);
        is_each_once.then_some(count)
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
    use super::members;
    use crate::json::{Json, Times};

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
                let is_normal = members(&text).is_some();
                assert_eq!(is_normal, written(&text).as_ref() == Some(&text), "{text}");
                count += usize::from(is_normal);
            }
        }
        assert_eq!(count, 2 * 22);
        for text in ["", "[]", "1", " {}", "{}\n", "\u{feff}{}", "{\n  \"\\\"\": 1\n}"] {
            assert_eq!(members(text), None, "{text:?}");
        }
    }

    #[test]
    fn members_of_the_outermost_object_have_their_places() {
        let text = "{\n  \"a\": [\n    1,\n    {\n      \"b\": {}\n    }\n  ],\n  \"c\": \"d\"\n}";
        let found = members(text).expect("normal text");
        let found: Vec<_> = found.iter().map(|it| (it.name, &text[it.value.clone()], it.len)).collect();
        assert_eq!(found, [("a", "[\n    1,\n    {\n      \"b\": {}\n    }\n  ]", 2), ("c", "\"d\"", 0)]);
    }

    #[test]
    fn depth_and_names_are_bounded() {
        let nested = |depth: usize| {
            let value =
                (0..depth).fold(Json::Object(Vec::new()), |value, _| Json::Object(vec![("a".to_owned(), value)]));
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
