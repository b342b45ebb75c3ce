//! JSON as others write it: values in the order of the text.

use std::collections::HashSet;
use std::fmt;

use super::name::{Name, name};
use super::number;
use super::time;
use crate::bytes::length_of_run;
use crate::order::sort_by;

/// How deep objects and arrays may be in each other.
pub(super) const MAX_DEPTH: usize = 64;

/// Up to this number, names of members of an object are compared with each other; more are looked up.
pub(super) const FEW: usize = 16;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number as it is written out: whole ones as decimal digits, others with a point or an exponent.
    Number(String),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Json>),
    /// Members in the order of the text, each name once.
    Object(Vec<(Name, Json)>),
}

/// What becomes of texts that look like a point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// They stay as they are.
    Keep,
    /// They are written anew, as the compiler does with templates: without zeros at the end of a fraction, and in UTC.
    Rewrite,
}

/// Why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Where, in bytes.
    pub offset: usize,
    /// What is wrong there.
    pub message: &'static str,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.message, self.offset)
    }
}

impl std::error::Error for JsonError {}

impl Json {
    /// Reads a document with the liberties that the compiler takes: comments, names and texts between single quotes or
    /// names without any, trailing commas, hexadecimal numbers. The last of equal names counts.
    ///
    /// # Errors
    ///
    /// What is not JSON, and what is deeper than 64 levels.
    pub fn parse(text: &str, times: Times) -> Result<Self, JsonError> {
        Self::parse_with_offsets(text, times).map(|(value, _)| value)
    }

    /// Reads a document, and gives the points in time whose offset from UTC is lost.
    pub(super) fn parse_with_offsets(text: &str, times: Times) -> Result<(Self, Vec<String>), JsonError> {
        let at = text.len() - text.trim_start_matches('\u{feff}').len();
        let (members, items, offsets) = (Vec::new(), Vec::new(), Vec::new());
        let mut reader = Reader { text, at, times, may_be_cut: false, depth: 0, members, items, offsets };
        let value = reader.document()?;
        Ok((value, reader.offsets))
    }

    /// Reads a document that a call loads: objects and arrays that are still open at its end are closed there.
    ///
    /// # Errors
    ///
    /// As those of [`Json::parse`].
    pub fn parse_loaded(text: &str) -> Result<Self, JsonError> {
        let at = text.len() - text.trim_start_matches('\u{feff}').len();
        let (members, items, offsets) = (Vec::new(), Vec::new(), Vec::new());
        Reader { text, at, times: Times::Keep, may_be_cut: true, depth: 0, members, items, offsets }.document()
    }

    /// A member of an object by its name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// The members of an object; none of anything else.
    pub fn members(&self) -> &[(Name, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of an array; none of anything else.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number of 64 bits.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    /// `true` or `false`.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }
}

impl fmt::Display for Json {
    /// Writes the value on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| {
            let mut out = String::new();
            crate::document::quote(&mut out, text);
            out
        };
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(digits) => f.write_str(digits),
            Self::String(text) => f.write_str(&quoted(text)),
            Self::Array(items) => {
                f.write_str("[")?;
                for (position, item) in items.iter().enumerate() {
                    f.write_str(if position > 0 { "," } else { "" })?;
                    item.fmt(f)?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (position, (name, value)) in members.iter().enumerate() {
                    write!(f, "{}{}:{value}", if position > 0 { "," } else { "" }, quoted(name))?;
                }
                f.write_str("}")
            }
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    times: Times,
    /// Whether the text may end before what is open.
    may_be_cut: bool,
    depth: usize,
    /// Members of the objects that are open, so that each object is allocated once.
    members: Vec<(Name, Json)>,
    /// Items of the arrays that are open.
    items: Vec<Json>,
    /// Points in time whose offset from UTC is lost.
    offsets: Vec<String>,
}

impl<'a> Reader<'a> {
    fn fail<T>(&self, message: &'static str) -> Result<T, JsonError> {
        Err(JsonError { offset: self.at, message })
    }

    fn document(&mut self) -> Result<Json, JsonError> {
        let value = self.value()?;
        self.blanks()?;
        if self.at < self.text.len() {
            return self.fail("text follows the end of the document");
        }
        Ok(value)
    }

    /// Whether the text ends here, and with it all that is open.
    fn is_cut(&self) -> bool {
        self.may_be_cut && self.at == self.text.len()
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips blanks and comments.
    fn blanks(&mut self) -> Result<(), JsonError> {
        let bytes = self.text.as_bytes();
        loop {
            while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.at) {
                self.at += 1;
            }
            let rest = match bytes.get(self.at) {
                Some(b'/' | b'\x0b' | b'\x0c' | 0x80..) => self.rest(),
                _ => return Ok(()),
            };
            if rest.starts_with("//") {
                self.at += rest.find(['\n', '\r']).unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                match rest.find("*/") {
                    Some(end) => self.at += end + 2,
                    None => return self.fail("a comment has no end"),
                }
            } else {
                // Blanks of Unicode.
                match rest.len() - rest.trim_start().len() {
                    0 => return Ok(()),
                    blanks => self.at += blanks,
                }
            }
        }
    }

    fn value(&mut self) -> Result<Json, JsonError> {
        self.blanks()?;
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'"' | b'\'') => {
                let text = self.string()?;
                Ok(Json::String(match self.times {
                    Times::Keep => text,
                    Times::Rewrite => match time::rewritten(&text) {
                        Some(time) => {
                            if time::loses_offset(&text, &time) {
                                self.offsets.push(text);
                            }
                            time
                        }
                        None => text,
                    },
                }))
            }
            Some(_) => self.word(),
            None => self.fail("a value is missing"),
        }
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Result<Json, JsonError>) -> Result<Json, JsonError> {
        if self.depth == MAX_DEPTH {
            return self.fail("this is nested too deeply");
        }
        self.at += 1;
        self.depth += 1;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn array(&mut self) -> Result<Json, JsonError> {
        let first = self.items.len();
        loop {
            self.blanks()?;
            if self.peek() == Some(b']') || self.is_cut() {
                self.at += usize::from(!self.is_cut());
                return Ok(Json::Array(self.items.drain(first..).collect()));
            }
            let item = self.value()?;
            self.items.push(item);
            self.separator(b']')?;
        }
    }

    fn object(&mut self) -> Result<Json, JsonError> {
        let first = self.members.len();
        loop {
            self.blanks()?;
            if self.peek() == Some(b'}') || self.is_cut() {
                self.at += usize::from(!self.is_cut());
                return Ok(Json::Object(without_twins(self.members.drain(first..).collect())));
            }
            let name = match self.peek() {
                Some(b'"' | b'\'') => self.quoted_name()?,
                _ => self.bare_name()?,
            };
            self.blanks()?;
            if self.peek() != Some(b':') {
                return self.fail("a colon is missing");
            }
            self.at += 1;
            let value = self.value()?;
            self.members.push((name, value));
            self.separator(b'}')?;
        }
    }

    /// Moves past a comma, or stays before what closes the list.
    fn separator(&mut self, closing: u8) -> Result<(), JsonError> {
        self.blanks()?;
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(())
            }
            Some(found) if found == closing => Ok(()),
            None if self.may_be_cut => Ok(()),
            _ => self.fail("a comma is missing"),
        }
    }

    fn quoted_name(&mut self) -> Result<Name, JsonError> {
        let start = self.at;
        self.at += 1;
        let (run, is_end) = self.run(self.text.as_bytes()[start])?;
        if is_end {
            return Ok(name(run));
        }
        self.at = start;
        self.string().map(Name::Owned)
    }

    fn bare_name(&mut self) -> Result<Name, JsonError> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').unwrap_or(rest.len());
        if end == 0 {
            return self.fail("a name is missing");
        }
        self.at += end;
        Ok(name(&rest[..end]))
    }

    fn word(&mut self) -> Result<Json, JsonError> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.'));
        let word = &rest[..end.unwrap_or(rest.len())];
        let value = match word {
            "null" => Json::Null,
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            _ => match number::normalized(word) {
                Some(number) => Json::Number(number),
                None => return self.fail("a value is expected here"),
            },
        };
        self.at += word.len();
        Ok(value)
    }

    fn string(&mut self) -> Result<String, JsonError> {
        let quote = if self.peek() == Some(b'\'') { b'\'' } else { b'"' };
        self.at += 1;
        let (run, mut is_end) = self.run(quote)?;
        let mut text = run.to_owned();
        while !is_end {
            self.escape(&mut text)?;
            let run;
            (run, is_end) = self.run(quote)?;
            text.push_str(run);
        }
        Ok(text)
    }

    /// What comes before the next quote or backslash, and whether it is the quote; moves past both.
    fn run(&mut self, quote: u8) -> Result<(&'a str, bool), JsonError> {
        let rest = self.rest();
        let end = length_of_run(rest.as_bytes(), quote);
        let Some(last) = rest.as_bytes().get(end) else { return self.fail("a string has no end") };
        self.at += end + 1;
        Ok((&rest[..end], *last == quote))
    }

    fn escape(&mut self, text: &mut String) -> Result<(), JsonError> {
        let Some(letter) = self.peek() else { return self.fail("a string has no end") };
        self.at += 1;
        text.push(match letter {
            b'"' | b'\'' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                let low = self.rest().strip_prefix("\\u").and_then(|rest| rest.get(..4));
                let low = low.and_then(|digits| u16::from_str_radix(digits, 16).ok());
                let pair: Vec<u16> = std::iter::once(unit).chain(low).collect();
                match char::decode_utf16(pair).next() {
                    Some(Ok(letter)) => {
                        self.at += if letter.len_utf16() == 2 { 6 } else { 0 };
                        letter
                    }
                    _ => char::REPLACEMENT_CHARACTER,
                }
            }
            _ => return self.fail("the escape sequence is not known"),
        });
        Ok(())
    }

    fn unit(&mut self) -> Result<u16, JsonError> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let Some(unit) = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok()) else {
            return self.fail("four hexadecimal digits are missing");
        };
        self.at += 4;
        Ok(unit)
    }
}

/// Each name once: in its first place, with its last value.
fn without_twins(mut members: Vec<(Name, Json)>) -> Vec<(Name, Json)> {
    let has_twins = if members.len() <= FEW {
        members.iter().enumerate().any(|(at, (name, _))| members[..at].iter().any(|(other, _)| other == name))
    } else {
        let mut names = HashSet::with_capacity(members.len());
        members.iter().any(|(name, _)| !names.insert(&**name))
    };
    if !has_twins {
        return members;
    }
    let mut order: Vec<usize> = (0..members.len()).collect();
    // Stable: equal names stay in the order of the text.
    sort_by(&mut order, |one, other| members[*one].0.cmp(&members[*other].0));
    let mut stays = vec![true; members.len()];
    let mut first = 0;
    for (at, position) in order.iter().enumerate() {
        if members[order[first]].0 != members[*position].0 {
            first = at;
        } else if first != at {
            stays[*position] = false;
            members[order[first]].1 = std::mem::replace(&mut members[*position].1, Json::Null);
        }
    }
    let mut stays = stays.into_iter();
    members.retain(|_| stays.next() == Some(true));
    members
}

#[cfg(test)]
mod tests {
    use super::{Json, Times};

    fn parse(text: &str) -> Option<Json> {
        Json::parse(text, Times::Rewrite).ok()
    }

    #[test]
    fn liberties_of_the_compiler_are_taken() {
        let number = |text: &str| Json::Number(text.to_owned());
        let text = "\u{feff}// a\n{'a': 0x10, b: [1, 2,], /* c */ \"c\": 1.50, \"c\": 1e3, }";
        let members = vec![
            ("a".into(), number("16")),
            ("b".into(), Json::Array(vec![number("1"), number("2")])),
            ("c".into(), number("1000.0")),
        ];
        assert_eq!(parse(text), Some(Json::Object(members)));
        assert_eq!(parse(r#""a\/\u00fc\ud83d\ude00""#), Some(Json::String("a/ü😀".to_owned())));
        for text in ["", "{", "[1", "{\"a\" 1}", "\"a", "1 2", "/*", "\"\\x\"", "nul"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_string_ends_at_its_first_quote() {
        for length in 0..40 {
            let inside = "é\u{80}x~!#[]".chars().cycle().take(length).collect::<String>();
            for (quote, other) in [('"', '\''), ('\'', '"')] {
                let text = format!("[{quote}{inside}{other}{quote}, {quote}{inside}\\\\{inside}{quote}]");
                let expected =
                    vec![Json::String(format!("{inside}{other}")), Json::String(format!("{inside}\\{inside}"))];
                assert_eq!(parse(&text), Some(Json::Array(expected)), "{text}");
                assert_eq!(parse(&format!("{quote}{inside}")), None);
            }
        }
    }

    #[test]
    fn blanks_of_unicode_are_blanks() {
        let text = "\u{a0}{\u{b}\"a\"\u{c}:\u{2003}1/* */,//\u{2028}\r}\u{85}";
        assert_eq!(parse(text), Some(Json::Object(vec![("a".into(), Json::Number("1".to_owned()))])));
        for text in ["/", "[1/]", "[\u{200b}1]", "/ /", "1 /*"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(64)).is_some());
        assert!(parse(&nested(65)).is_none());
        assert!(parse(&"[".repeat(1_000_000)).is_none());
    }

    #[test]
    fn many_members_with_equal_names() {
        for (count, names) in [(60, 20), (12, 4), (17, 17)] {
            let text: Vec<String> = (0..count).map(|number| format!("\"k{}\": {number}", number % names)).collect();
            let value = parse(&format!("{{{}}}", text.join(","))).expect("an object");
            let found: Vec<(String, Option<i64>)> =
                value.members().iter().map(|(name, value)| (name.to_string(), value.as_int())).collect();
            let last = (0..names).map(|name| (format!("k{name}"), Some(count - names + name)));
            assert_eq!(found, last.collect::<Vec<_>>());
        }
    }

    #[test]
    fn escapes_stand_for_characters() {
        let expected = "\"'\\/\u{8}\u{c}\n\r\tA";
        assert_eq!(parse(r#""\"\'\\\/\b\f\n\r\t\u0041""#), Some(Json::String(expected.to_owned())));
    }

    #[test]
    fn a_loaded_document_may_end_within_lists_and_objects() {
        for (text, whole) in [
            ("[", "[]"),
            ("[1", "[1]"),
            ("[1,", "[1]"),
            ("{", "{}"),
            ("{\"a\": 1", "{\"a\": 1}"),
            ("{\"a\": [1, {\"b\": 2} // c", "{\"a\": [1, {\"b\": 2}]}"),
        ] {
            assert_eq!(Json::parse_loaded(text).ok(), parse(whole), "{text}");
            assert_eq!(parse(text), None, "{text}");
        }
        for text in ["[\"a", "{\"a\"", "[1]]"] {
            assert!(Json::parse_loaded(text).is_err(), "{text}");
        }
    }
}
