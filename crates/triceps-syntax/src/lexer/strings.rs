//! Strings: between single or triple quotes, with holes.

use super::{Hole, Lexer};
use crate::error::Fixed;
use crate::kind::SyntaxKind as K;

impl Lexer<'_> {
    /// A string whose first quote has been read.
    pub(super) fn string(&mut self, start: usize) -> K {
        if self.peek(0) == b'\'' && self.peek(1) == b'\'' {
            self.at += 2;
            return self.multi_line_segment(start, true, 0);
        }
        let kind = self.segment(start, true);
        if kind == K::StringStart {
            self.holes.push(Hole::Single);
        }
        kind
    }

    /// Text of a string between single quotes, up to its end or the next hole.
    pub(super) fn segment(&mut self, start: usize, is_first: bool) -> K {
        let (end, hole) = if is_first { (K::StringComplete, K::StringStart) } else { (K::StringEnd, K::StringMiddle) };
        loop {
            let rest = &self.bytes[self.at..];
            let Some(plain) = rest.iter().position(|byte| matches!(byte, b'\'' | b'\\' | b'$' | b'\n' | b'\r')) else {
                self.at = self.bytes.len();
                self.error(start, Fixed::UnterminatedString);
                return end;
            };
            self.at += plain;
            match self.bytes[self.at] {
                b'\'' => {
                    self.at += 1;
                    return end;
                }
                b'$' => {
                    self.at += 1;
                    if self.take(b'{') {
                        return hole;
                    }
                }
                b'\\' => {
                    if !self.escape() {
                        self.error(start, Fixed::UnterminatedEscape);
                        return end;
                    }
                }
                _ => {
                    self.error(start, Fixed::StringWithNewLine);
                    return end;
                }
            }
        }
    }

    /// An escape sequence; not if the text ends with the backslash.
    fn escape(&mut self) -> bool {
        let start = self.at;
        self.at += 1;
        match self.bytes.get(self.at).copied() {
            None => return false,
            Some(b'n' | b'r' | b't' | b'\\' | b'\'') => self.at += 1,
            Some(b'$') => {
                self.at += 1;
                self.take(b'{');
            }
            Some(b'u') => {
                self.at += 1;
                self.code_point(start);
            }
            Some(_) => {
                let length = self.text[self.at..].chars().next().map_or(1, char::len_utf8);
                self.at += length;
                // The official lexer sees half of a character of four bytes.
                self.error_until(start, start + 1 + if length == 4 { 2 } else { length }, Fixed::UnknownEscape);
            }
        }
        true
    }

    /// `{hex}` after `\u`. Where the text ends within it, only the string is not terminated.
    fn code_point(&mut self, start: usize) {
        if self.is_at_end() {
            return;
        }
        if !self.take(b'{') {
            return self.error(start, Fixed::UnicodeEscape);
        }
        let digits = self.at;
        while self.peek(0).is_ascii_hexdigit() {
            self.at += 1;
        }
        if self.is_at_end() {
            return;
        }
        let hex = &self.text[digits..self.at];
        if hex.is_empty() || !self.take(b'}') {
            return self.error(start, Fixed::UnicodeEscape);
        }
        let hex = hex.trim_start_matches('0');
        let is_valid =
            hex.len() <= 6 && (hex.is_empty() || u32::from_str_radix(hex, 16).is_ok_and(|code| code <= 0x0010_ffff));
        if !is_valid {
            self.error(start, Fixed::UnicodeEscape);
        }
    }

    /// Text of a string between triple quotes, up to its end or the next hole; without holes if
    /// `dollars` is 0.
    pub(super) fn multi_line_segment(&mut self, start: usize, is_first: bool, dollars: usize) -> K {
        let (end, hole) = if is_first { (K::StringComplete, K::StringStart) } else { (K::StringEnd, K::StringMiddle) };
        loop {
            let rest = &self.bytes[self.at..];
            let Some(plain) = rest.iter().position(|byte| matches!(byte, b'\'' | b'$')) else { break };
            self.at += plain;
            let byte = self.bytes[self.at];
            let run = self.at;
            while self.take(byte) {}
            let length = self.at - run;
            if byte == b'\'' && length >= 3 {
                return end;
            }
            if byte == b'$' && dollars > 0 && length >= dollars && self.take(b'{') {
                return hole;
            }
        }
        self.at = self.bytes.len();
        self.error(start, Fixed::UnterminatedMultiLineString);
        end
    }
}
