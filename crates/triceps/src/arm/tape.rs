//! JSON as a flat tape: encoded tokens in one buffer, and a list of what they are.
//!
//! A template is written once, then read twice: for its hash and for its text.

use std::ops::Range;

/// A JSON document in the order it was written.
#[derive(Debug, Default)]
pub(crate) struct Tape {
    /// Encoded keys and scalars, one after the other.
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Token {
    /// Ends before the token at this position.
    Object(u32),
    Array(u32),
    /// A range of the text; its value follows.
    Key(u32, u32),
    Scalar(u32, u32),
}

/// A position on the tape where something was begun.
#[derive(Clone, Copy)]
pub(crate) struct Mark(u32);

impl Tape {
    /// Makes room for a document of at most so many bytes, of which a third is usual.
    pub(crate) fn reserve(&mut self, bound: usize) {
        self.text.reserve(bound / 3);
        self.tokens.reserve(bound / 40);
    }

    pub(crate) fn open_object(&mut self) -> Mark {
        self.tokens.push(Token::Object(0));
        Mark(position(self.tokens.len() - 1))
    }

    pub(crate) fn open_array(&mut self) -> Mark {
        self.tokens.push(Token::Array(0));
        Mark(position(self.tokens.len() - 1))
    }

    pub(crate) fn close(&mut self, mark: Mark) {
        let end = position(self.tokens.len());
        match &mut self.tokens[mark.0 as usize] {
            Token::Object(slot) | Token::Array(slot) => *slot = end,
            Token::Key(..) | Token::Scalar(..) => unreachable!("only objects and arrays are opened"),
        }
    }

    /// Whether nothing was written since.
    pub(crate) fn is_empty_since(&self, mark: Mark) -> bool {
        self.tokens.len() == mark.0 as usize + 1
    }

    pub(crate) fn key(&mut self, name: &str) {
        let start = self.begin();
        quote(&mut self.text, name);
        self.tokens.push(Token::Key(start, position(self.text.len())));
    }

    /// Writes a text value as it is, without the escape that texts in brackets need.
    pub(crate) fn text(&mut self, value: &str) {
        let start = self.begin();
        quote(&mut self.text, value);
        self.end_scalar(start);
    }

    pub(crate) fn text_property(&mut self, name: &str, value: &str) {
        self.key(name);
        self.text(value);
    }

    /// Writes a token that needs no escapes: a number, `true`, `null`.
    pub(crate) fn raw(&mut self, token: &str) {
        let start = self.begin();
        self.text.push_str(token);
        self.end_scalar(start);
    }

    pub(crate) fn int(&mut self, value: i64) {
        let start = self.begin();
        push_int(&mut self.text, value);
        self.end_scalar(start);
    }

    /// The position of a token whose text is written next.
    pub(crate) fn begin(&self) -> u32 {
        position(self.text.len())
    }

    pub(crate) fn end_scalar(&mut self, start: u32) {
        self.tokens.push(Token::Scalar(start, position(self.text.len())));
    }

    pub(crate) fn end_key(&mut self, start: u32) {
        self.tokens.push(Token::Key(start, position(self.text.len())));
    }

    /// Gives a scalar another text.
    pub(crate) fn replace_scalar(&mut self, token: usize, value: &str) {
        let start = self.begin();
        quote(&mut self.text, value);
        self.tokens[token] = Token::Scalar(start, position(self.text.len()));
    }

    pub(crate) fn slice(&self, start: u32, end: u32) -> &str {
        &self.text[start as usize..end as usize]
    }

    /// Where the value at `token` ends: the position after it.
    pub(crate) fn end_of(&self, token: usize) -> usize {
        match self.tokens[token] {
            Token::Object(end) | Token::Array(end) => end as usize,
            Token::Key(..) | Token::Scalar(..) => token + 1,
        }
    }

    /// The properties of the object at `token`: their keys and the positions of their values.
    pub(crate) fn properties(&self, token: usize) -> impl Iterator<Item = (&str, usize)> {
        let mut next = token + 1;
        let end = self.end_of(token);
        std::iter::from_fn(move || {
            if next >= end {
                return None;
            }
            let Token::Key(start, stop) = self.tokens[next] else { return None };
            let value = next + 1;
            next = self.end_of(value);
            Some((self.slice(start, stop), value))
        })
    }

    /// The positions of the items of the array at `token`.
    pub(crate) fn items(&self, token: usize) -> impl Iterator<Item = usize> {
        let mut next = token + 1;
        let end = self.end_of(token);
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let item = next;
                next = self.end_of(item);
                item
            })
        })
    }

    /// The document with two spaces of indentation, without a newline at its end.
    pub(crate) fn pretty(&self) -> String {
        // Indentation about doubles small properties; a text that grows would be copied.
        let mut out = String::with_capacity(self.text.len() * 3);
        self.write_pretty(&mut out, 0, 0);
        out
    }

    fn write_pretty(&self, out: &mut String, token: usize, depth: usize) {
        match self.tokens[token] {
            Token::Scalar(start, end) | Token::Key(start, end) => out.push_str(self.slice(start, end)),
            Token::Object(end) => {
                self.write_members(out, token + 1..end as usize, depth, ['{', '}']);
            }
            Token::Array(end) => {
                self.write_members(out, token + 1..end as usize, depth, ['[', ']']);
            }
        }
    }

    fn write_members(&self, out: &mut String, range: Range<usize>, depth: usize, [open, close]: [char; 2]) {
        out.push(open);
        let mut next = range.start;
        while next < range.end {
            if next > range.start {
                out.push(',');
            }
            indent(out, depth + 1);
            if let Token::Key(start, end) = self.tokens[next] {
                out.push_str(self.slice(start, end));
                out.push_str(": ");
                next += 1;
            }
            self.write_pretty(out, next, depth + 1);
            next = self.end_of(next);
        }
        if !range.is_empty() {
            indent(out, depth);
        }
        out.push(close);
    }
}

fn position(length: usize) -> u32 {
    u32::try_from(length).expect("templates are far smaller than 4 GiB")
}

fn indent(out: &mut String, depth: usize) {
    const SPACES: &str = "\n                                                                ";
    if let Some(line) = SPACES.get(..=depth * 2) {
        out.push_str(line);
    } else {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    }
}

pub(crate) fn push_int(out: &mut String, value: i64) {
    use std::fmt::Write;
    match u8::try_from(value) {
        Ok(digit @ 0..=9) => out.push(char::from(b'0' + digit)),
        _ => write!(out, "{value}").expect("writing to a string does not fail"),
    }
}

/// Writes a JSON string.
pub(crate) fn quote(out: &mut String, text: &str) {
    out.push('"');
    escape(out, text);
    out.push('"');
}

/// Whether a byte may begin a character that JSON text has to escape.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        suspect[byte] = true;
        byte += 1;
    }
    suspect[b'"' as usize] = true;
    suspect[b'\\' as usize] = true;
    // The first bytes of U+0085, U+2028 and U+2029.
    suspect[0xc2] = true;
    suspect[0xe2] = true;
    suspect
};

/// Writes the inside of a JSON string.
pub(crate) fn escape(out: &mut String, text: &str) {
    if !text.bytes().any(|byte| SUSPECT[usize::from(byte)]) {
        return out.push_str(text);
    }
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
            use std::fmt::Write;
            write!(out, "\\u{:04x}", u32::from(c)).expect("writing to a string does not fail");
        } else {
            out.push_str(escaped);
        }
        clean = index + c.len_utf8();
    }
    out.push_str(&text[clean..]);
}
