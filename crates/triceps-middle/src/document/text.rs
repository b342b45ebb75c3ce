//! Pieces of JSON text: strings, numbers.

use std::fmt::Write;

use crate::bytes::is_clean;

/// Writes a JSON string.
#[inline]
pub fn quote(out: &mut String, text: &str) {
    out.push('"');
    escape(out, text);
    out.push('"');
}

/// Writes the inside of a JSON string.
#[inline]
pub fn escape(out: &mut String, text: &str) {
    if is_clean::<false>(text) { out.push_str(text) } else { escape_each(out, text) }
}

fn escape_each(out: &mut String, text: &str) {
    let mut clean = 0;
    for (index, c) in text.char_indices() {
        let escaped = match c {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\u{8}' => "\\b",
            '\u{c}' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\0'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}' => "",
            _ => continue,
        };
        out.push_str(&text[clean..index]);
        if escaped.is_empty() {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push_str(escaped);
        }
        clean = index + c.len_utf8();
    }
    out.push_str(&text[clean..]);
}

/// Writes a text inside of `'..'` in an expression: quotes are doubled.
#[inline]
pub fn escape_literal(out: &mut String, text: &str) {
    if is_clean::<true>(text) { out.push_str(text) } else { escape_literal_each(out, text) }
}

fn escape_literal_each(out: &mut String, text: &str) {
    let mut parts = text.split('\'');
    escape(out, parts.next().unwrap_or_default());
    for part in parts {
        out.push_str("''");
        escape(out, part);
    }
}

/// How long the escape is that a text begins with, without its backslash; none where it is not written so here.
pub fn length_of_escape(text: &str) -> Option<usize> {
    match text.as_bytes().first()? {
        b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't' => Some(1),
        b'u' => {
            let letter = char::from_u32(u32::from_str_radix(text.get(1..5)?, 16).ok()?)?;
            let mut written = String::new();
            escape(&mut written, letter.encode_utf8(&mut [0; 4]));
            (text.get(..5) == written.get(1..)).then_some(5)
        }
        _ => None,
    }
}

/// Writes a whole number.
pub fn push_int(out: &mut String, value: i64) {
    match u8::try_from(value) {
        Ok(digit @ 0..=9) => out.push(char::from(b'0' + digit)),
        _ => {
            let _ = write!(out, "{value}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{escape, escape_literal, length_of_escape};

    #[test]
    fn escapes_that_are_written_stay() {
        for (text, length) in [
            ("n", Some(1)),
            ("\"x", Some(1)),
            ("u0000", Some(5)),
            ("u001f4", Some(5)),
            ("u0085", Some(5)),
            ("u2029", Some(5)),
            ("u001F", None),
            ("u000a", None),
            ("u0041", None),
            ("ud83d", None),
            ("u+085", None),
            ("u008", None),
            ("u00é", None),
            ("/", None),
            ("", None),
        ] {
            assert_eq!(length_of_escape(text), length, "{text}");
        }
    }

    #[test]
    fn control_characters_and_separators_are_escaped() {
        let mut out = String::new();
        escape(&mut out, "a\u{0}\u{1f}\u{7f}\u{85}\u{a0}\u{2028}\u{2029}\u{feff}\"\\\u{8}\u{c}\n\r\té'");
        assert_eq!(out, "a\\u0000\\u001f\u{7f}\\u0085\u{a0}\\u2028\\u2029\u{feff}\\\"\\\\\\b\\f\\n\\r\\té'");
    }

    #[test]
    fn quotes_are_doubled_in_literals() {
        let mut out = String::new();
        escape_literal(&mut out, "it's \"so\"'");
        assert_eq!(out, "it''s \\\"so\\\"''");
    }
}
