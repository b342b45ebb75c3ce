//! String literals of all kinds.

use crate::document::{Document, Region};

/// A string with holes that is being laid out.
#[derive(Debug)]
#[must_use = "a string has to be closed"]
pub struct Interpolation {
    /// Dollars before a hole; none for a string between single quotes.
    dollars: Option<usize>,
    hole: Option<(Region, isize)>,
}

impl Interpolation {
    /// Text between holes, escaped where the quotes need it.
    pub fn text(&self, doc: &mut Document, text: &str) {
        if self.dollars.is_some() {
            doc.text(text);
        } else {
            doc.escaped(text);
        }
    }

    /// `${`. The expression follows; it stays on one line, however long, so objects and arrays in it
    /// are laid out with [`Form::Fit`](crate::Form::Fit).
    pub fn open_hole(&mut self, doc: &mut Document) {
        for _ in 0..self.dollars.unwrap_or(1) {
            doc.ascii("$");
        }
        doc.ascii("{");
        self.hole = Some((doc.open_group(), doc.breakers));
    }

    /// `}`
    pub fn close_hole(&mut self, doc: &mut Document) {
        if let Some((region, breakers)) = self.hole.take() {
            doc.close_opaque(region, doc.breakers > breakers);
        }
        doc.ascii("}");
    }

    /// The closing quote.
    pub fn close(self, doc: &mut Document) {
        doc.ascii(if self.dollars.is_some() { "'''" } else { "'" });
    }
}

impl Document {
    /// A string literal between single quotes.
    pub fn string(&mut self, text: &str) {
        self.ascii("'");
        self.escaped(text);
        self.ascii("'");
    }

    /// A literal between triple quotes, or between single quotes where the text cannot be written
    /// so ([`can_be_multi_line`]).
    pub fn multi_line_string(&mut self, text: &str) {
        if !can_be_multi_line([Some(text)], 0) {
            return self.string(text);
        }
        self.ascii("'''");
        if text.contains('\n') {
            // The language drops a line end at the start.
            self.text(self.options.newline.as_str());
        }
        self.text(text);
        self.ascii("'''");
    }

    /// A string with holes between single quotes.
    pub fn interpolation(&mut self) -> Interpolation {
        self.ascii("'");
        Interpolation { dollars: None, hole: None }
    }

    /// A string with holes between triple quotes, where a hole starts with `dollars` dollars, at least
    /// one. The text has to pass [`can_be_multi_line`]; `spans_lines` if there is a line feed in it.
    pub fn multi_line_interpolation(&mut self, dollars: usize, spans_lines: bool) -> Interpolation {
        let dollars = dollars.max(1);
        for _ in 0..dollars {
            self.ascii("$");
        }
        self.ascii("'''");
        if spans_lines {
            self.text(self.options.newline.as_str());
        }
        Interpolation { dollars: Some(dollars), hole: None }
    }

    /// The inside of a string literal between single quotes.
    pub fn escaped(&mut self, text: &str) {
        let mut rest = text;
        while let Some((plain, escape, after)) = next_escape(rest) {
            self.text(plain);
            match escape {
                Escape::Text(text) => self.ascii(text),
                Escape::Code(code) => self.escaped_code(code),
            }
            rest = after;
        }
        self.text(rest);
    }

    /// `\u{hex}`
    fn escaped_code(&mut self, code: u32) {
        self.ascii("\\u{");
        let mut started = false;
        for shift in [12u32, 8, 4, 0] {
            let digit = (code >> shift & 0xf) as usize;
            started |= digit > 0 || shift == 0;
            if started {
                self.ascii(&"0123456789abcdef"[digit..=digit]);
            }
        }
        self.ascii("}");
    }
}

enum Escape {
    Text(&'static str),
    Code(u32),
}

/// Bytes at which a character to be escaped may start.
const MAY_ESCAPE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte < 0x20 || matches!(byte, 0x24 | 0x27 | 0x5c | 0x7f | 0xc2 | 0xe2);
        byte += 1;
    }
    table
};

/// The first character that has to be escaped, with the text before and after it.
fn next_escape(text: &str) -> Option<(&str, Escape, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(plain) = bytes[at..].iter().position(|byte| MAY_ESCAPE[usize::from(*byte)]) {
        at += plain;
        let (length, escape) = match bytes[at] {
            b'\\' => (1, Escape::Text("\\\\")),
            b'\'' => (1, Escape::Text("\\'")),
            b'\n' => (1, Escape::Text("\\n")),
            b'\r' => (1, Escape::Text("\\r")),
            b'\t' => (1, Escape::Text("\\t")),
            b'$' if bytes.get(at + 1) == Some(&b'{') => (1, Escape::Text("\\$")),
            byte @ (0..0x20 | 0x7f) => (1, Escape::Code(u32::from(byte))),
            0xc2 if matches!(bytes.get(at + 1), Some(0x85 | 0xa0)) => (2, Escape::Code(u32::from(bytes[at + 1]))),
            0xe2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xa8 | 0xa9)) => {
                (3, Escape::Code(0x2000 + u32::from(bytes[at + 2]) - 0x80))
            }
            _ => {
                at += 1;
                continue;
            }
        };
        return Some((&text[..at], escape, &text[at + length..]));
    }
    None
}

/// Whether text can stand between triple quotes, read back as the same, and be left alone by the
/// formatter, which rewrites every kind of line end. `None` is a hole, which starts with this many
/// dollars; with 0 there are none.
pub fn can_be_multi_line<'a>(parts: impl IntoIterator<Item = Option<&'a str>>, dollars: usize) -> bool {
    let mut run = 0;
    let mut ends_with_quote = false;
    let fits = parts.into_iter().all(|part| {
        let Some(text) = part else {
            run = 0;
            ends_with_quote = false;
            return true;
        };
        ends_with_quote = text.ends_with('\'') || (ends_with_quote && text.is_empty());
        !text.contains("'''")
            && !text.contains(['\r', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
            && text.bytes().all(|byte| {
                let opens = dollars > 0 && byte == b'{' && run >= dollars;
                run = if byte == b'$' { run + 1 } else { 0 };
                !opens
            })
    });
    fits && !ends_with_quote
}
