//! JSON as others write it: values in the order of the text.

use std::fmt;

use super::number;
use super::time;
use crate::order::sort_by;

/// How deep objects and arrays may be in each other.
const MAX_DEPTH: usize = 64;

/// Up to this number, members of an object are compared with each other; more are sorted.
const FEW: usize = 16;

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
    Object(Vec<(String, Json)>),
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
        let mut reader = Reader { text, at: text.len() - text.trim_start_matches('\u{feff}').len(), times, depth: 0 };
        let value = reader.value()?;
        reader.blanks()?;
        if reader.at < text.len() {
            return reader.fail("text follows the end of the document");
        }
        Ok(value)
    }

    /// A member of an object by its name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// The members of an object; none of anything else.
    pub fn members(&self) -> &[(String, Self)] {
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
    depth: usize,
}

impl<'a> Reader<'a> {
    fn fail<T>(&self, message: &'static str) -> Result<T, JsonError> {
        Err(JsonError { offset: self.at, message })
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips blanks and comments.
    fn blanks(&mut self) -> Result<(), JsonError> {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            let rest = self.rest();
            if rest.starts_with("//") {
                self.at += rest.find(['\n', '\r']).unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                match rest.find("*/") {
                    Some(end) => self.at += end + 2,
                    None => return self.fail("a comment has no end"),
                }
            } else {
                return Ok(());
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
                    Times::Rewrite => time::rewritten(&text).unwrap_or(text),
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
        let mut items = Vec::new();
        loop {
            self.blanks()?;
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Json::Array(items));
            }
            items.push(self.value()?);
            self.separator(b']')?;
        }
    }

    fn object(&mut self) -> Result<Json, JsonError> {
        let mut members: Vec<(String, Json)> = Vec::new();
        loop {
            self.blanks()?;
            if self.peek() == Some(b'}') {
                self.at += 1;
                return Ok(Json::Object(without_twins(members)));
            }
            let name = match self.peek() {
                Some(b'"' | b'\'') => self.string()?,
                _ => self.bare_name()?,
            };
            self.blanks()?;
            if self.peek() != Some(b':') {
                return self.fail("a colon is missing");
            }
            self.at += 1;
            let value = self.value()?;
            members.push((name, value));
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
            _ => self.fail("a comma is missing"),
        }
    }

    fn bare_name(&mut self) -> Result<String, JsonError> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').unwrap_or(rest.len());
        if end == 0 {
            return self.fail("a name is missing");
        }
        self.at += end;
        Ok(rest[..end].to_owned())
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
        let quote = if self.peek() == Some(b'\'') { '\'' } else { '"' };
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let Some(end) = rest.find([quote, '\\']) else { return self.fail("a string has no end") };
            text.push_str(&rest[..end]);
            self.at += end + 1;
            if !rest[end..].starts_with('\\') {
                return Ok(text);
            }
            self.escape(&mut text)?;
        }
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
fn without_twins(mut members: Vec<(String, Json)>) -> Vec<(String, Json)> {
    let has_twins = if members.len() <= FEW {
        members.iter().enumerate().any(|(at, (name, _))| members[..at].iter().any(|(other, _)| other == name))
    } else {
        let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair[0] == pair[1])
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
            ("a".to_owned(), number("16")),
            ("b".to_owned(), Json::Array(vec![number("1"), number("2")])),
            ("c".to_owned(), number("1000.0")),
        ];
        assert_eq!(parse(text), Some(Json::Object(members)));
        assert_eq!(parse(r#""a\/\u00fc\ud83d\ude00""#), Some(Json::String("a/ü😀".to_owned())));
        for text in ["", "{", "[1", "{\"a\" 1}", "\"a", "1 2", "/*", "\"\\x\"", "nul"] {
            assert_eq!(parse(text), None, "{text}");
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
                value.members().iter().map(|(name, value)| (name.clone(), value.as_int())).collect();
            let last = (0..names).map(|name| (format!("k{name}"), Some(count - names + name)));
            assert_eq!(found, last.collect::<Vec<_>>());
        }
    }
}
