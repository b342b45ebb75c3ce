//! String literals of all kinds.

use super::printer::{Mode, Printer};
use crate::expr::{Expr, Part};

impl<'a> Printer<'a> {
    /// A string literal between single quotes.
    pub(super) fn string(&mut self, text: &str) {
        self.put("'");
        self.escaped(text);
        self.put("'");
    }

    /// A literal between triple quotes, where the text can be written so.
    pub(super) fn multi_line(&mut self, text: &str) {
        if self.mode == Mode::Hole || !is_verbatim(text) || text.ends_with('\'') {
            return self.string(text);
        }
        self.put("'''");
        if text.contains('\n') {
            // The language drops a line feed at the start.
            self.put("\n");
        }
        self.put_text(text);
        self.put("'''");
    }

    /// A string with holes; `dollars` before triple quotes, or none for single quotes.
    pub(super) fn interpolation(&mut self, parts: &'a [Part], dollars: u8) {
        let dollars = usize::from(dollars);
        if dollars == 0 || self.mode == Mode::Hole || !can_be_multi_line(parts, dollars) {
            self.put("'");
            for part in parts {
                match part {
                    Part::Text(text) => self.escaped(text),
                    Part::Hole(hole) => {
                        self.put("$");
                        self.hole(hole);
                    }
                }
            }
            self.put("'");
            return;
        }
        let marker = |printer: &mut Self| (0..dollars).for_each(|_| printer.put("$"));
        marker(self);
        self.put("'''");
        if parts.iter().any(|part| matches!(part, Part::Text(text) if text.contains('\n'))) {
            self.put("\n");
        }
        for part in parts {
            match part {
                Part::Text(text) => self.put_text(text),
                Part::Hole(hole) => {
                    marker(self);
                    self.hole(hole);
                }
            }
        }
        self.put("'''");
    }

    /// `'${expr}'`
    pub(super) fn computed_string(&mut self, expr: &'a Expr) {
        self.put("'$");
        self.hole(expr);
        self.put("'");
    }

    fn hole(&mut self, expr: &'a Expr) {
        if self.failed() {
            return;
        }
        let mode = std::mem::replace(&mut self.mode, Mode::Hole);
        self.put("{");
        self.expr(expr, 0);
        self.put("}");
        self.mode = mode;
    }

    /// The inside of a string literal.
    pub(super) fn escaped(&mut self, text: &str) {
        let mut plain = 0;
        let bytes = text.as_bytes();
        let mut position = 0;
        while position < bytes.len() {
            let (length, escape) = match bytes[position] {
                b'\\' => (1, Escape::Text("\\\\")),
                b'\'' => (1, Escape::Text("\\'")),
                b'\n' => (1, Escape::Text("\\n")),
                b'\r' => (1, Escape::Text("\\r")),
                b'\t' => (1, Escape::Text("\\t")),
                b'$' if bytes.get(position + 1) == Some(&b'{') => (1, Escape::Text("\\$")),
                byte @ (0..0x20 | 0x7f) => (1, Escape::Code(u32::from(byte))),
                0xc2 if matches!(bytes.get(position + 1), Some(0x85 | 0xa0)) => {
                    (2, Escape::Code(u32::from(bytes[position + 1])))
                }
                0xe2 if bytes.get(position + 1) == Some(&0x80)
                    && matches!(bytes.get(position + 2), Some(0xa8 | 0xa9)) =>
                {
                    (3, Escape::Code(0x2000 + u32::from(bytes[position + 2]) - 0x80))
                }
                _ => {
                    position += 1;
                    continue;
                }
            };
            self.put_text(&text[plain..position]);
            match escape {
                Escape::Text(text) => self.put(text),
                Escape::Code(code) => self.put_code(code),
            }
            position += length;
            plain = position;
        }
        self.put_text(&text[plain..]);
    }

    /// `\u{hex}`
    fn put_code(&mut self, code: u32) {
        self.put("\\u{");
        let mut started = false;
        for shift in [12u32, 8, 4, 0] {
            let digit = (code >> shift & 0xf) as usize;
            started |= digit > 0 || shift == 0;
            if started {
                self.put(&"0123456789abcdef"[digit..=digit]);
            }
        }
        self.put("}");
    }
}

enum Escape {
    Text(&'static str),
    Code(u32),
}

/// Whether text between triple quotes reads back the same and is left alone by the formatter, which
/// rewrites every kind of line end.
fn is_verbatim(text: &str) -> bool {
    !text.contains("'''") && !text.contains(['\r', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
}

/// Whether the text parts can stand between triple quotes with holes of so many dollars.
fn can_be_multi_line(parts: &[Part], dollars: usize) -> bool {
    let mut run = 0;
    let closes = matches!(parts.last(), Some(Part::Text(text)) if text.ends_with('\''));
    !closes
        && parts.iter().all(|part| match part {
            Part::Hole(_) => {
                run = 0;
                true
            }
            Part::Text(text) => {
                is_verbatim(text)
                    && text.bytes().all(|byte| {
                        let opens = byte == b'{' && run >= dollars;
                        run = if byte == b'$' { run + 1 } else { 0 };
                        !opens
                    })
            }
        })
}
