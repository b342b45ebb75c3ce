//! JSON with comments and trailing commas, for `bicepconfig.json`.

use super::{Parse, Parser};
use crate::error::{Fixed, SyntaxError};
use crate::kind::{KindSet, SyntaxKind as K};
use crate::lexer::Lexed;
use crate::tree::{TokenData, TriviaData, TriviaKind};

const MEMBER_END: KindSet = KindSet::new(&[K::Comma, K::RightBrace]);
const ITEM_END: KindSet = KindSet::new(&[K::Comma, K::RightSquare]);
const FILE_END: KindSet = KindSet::new(&[]);

/// Cuts JSON into tokens. Line ends are tokens too, as blanks are only spaces and tabs.
pub(super) fn lex(text: &str) -> Lexed {
    let mut lexed = Lexed { tokens: Vec::new(), trivia: Vec::new(), errors: Vec::new() };
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut has_trivia = false;
    if text.starts_with('\u{feff}') {
        at = 3;
        lexed.trivia.push(trivia(TriviaKind::ByteOrderMark, 0, 3));
    }
    loop {
        let start = at;
        let Some(first) = bytes.get(at).copied() else { break };
        let rest = &text[start..];
        let mut flags = 0;
        let mut error = None;
        let kind = match first {
            b' ' | b'\t' => {
                at += 1;
                continue;
            }
            b'/' if rest.starts_with("//") => {
                at += rest.find(['\n', '\r']).unwrap_or(rest.len());
                lexed.trivia.push(trivia(TriviaKind::LineComment, start, at));
                has_trivia = true;
                continue;
            }
            b'/' if rest.starts_with("/*") => {
                at += rest[2..].find("*/").map_or(rest.len(), |length| length + 4);
                if !rest[2..].contains("*/") {
                    lexed.errors.push(SyntaxError::new(offset(start)..offset(at), Fixed::UnterminatedComment.into()));
                }
                lexed.trivia.push(trivia(TriviaKind::BlockComment, start, at));
                has_trivia = true;
                continue;
            }
            b'\n' | b'\r' => {
                at += rest.bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
                K::NewLine
            }
            b'{' | b'}' | b'[' | b']' | b':' | b',' => {
                at += 1;
                match first {
                    b'{' => K::LeftBrace,
                    b'}' => K::RightBrace,
                    b'[' => K::LeftSquare,
                    b']' => K::RightSquare,
                    b':' => K::Colon,
                    _ => K::Comma,
                }
            }
            b'"' => {
                let (length, is_valid) = string_length(rest);
                at += length;
                if !is_valid {
                    flags |= TokenData::MALFORMED;
                    error = Some(Fixed::Json);
                }
                K::JsonString
            }
            b'-' | b'0'..=b'9' => {
                let length =
                    rest.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
                at += length.count();
                let number = &text[start..at];
                let digits = number.strip_prefix('-').unwrap_or(number);
                if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    K::Integer
                } else {
                    if !is_number(digits) {
                        error = Some(Fixed::Json);
                    }
                    K::JsonNumber
                }
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                at += rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
                match &text[start..at] {
                    "true" => K::True,
                    "false" => K::False,
                    "null" => K::Null,
                    _ => {
                        error = Some(Fixed::Json);
                        K::JsonWord
                    }
                }
            }
            _ => {
                at += rest.chars().next().map_or(1, char::len_utf8);
                error = Some(Fixed::Json);
                K::Unrecognized
            }
        };
        if let Some(error) = error {
            lexed.errors.push(SyntaxError::new(offset(start)..offset(at), error.into()));
        }
        if std::mem::take(&mut has_trivia) {
            flags |= TokenData::LEADING;
        }
        lexed.tokens.push(TokenData { kind, flags, start: offset(start), end: offset(at) });
    }
    let end = offset(text.len());
    let flags = if has_trivia { TokenData::LEADING } else { 0 };
    lexed.tokens.push(TokenData { kind: K::EndOfFile, flags, start: end, end });
    lexed
}

fn trivia(kind: TriviaKind, start: usize, end: usize) -> TriviaData {
    TriviaData { kind, is_trailing: false, start: offset(start), end: offset(end) }
}

#[allow(clippy::cast_possible_truncation)]
fn offset(at: usize) -> u32 {
    at as u32
}

/// The length of a string with its quotes, and whether it is one.
fn string_length(text: &str) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut at = 1;
    let mut is_valid = true;
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            b'"' => return (at + 1, is_valid),
            b'\\' => match bytes.get(at + 1) {
                Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => at += 2,
                Some(b'u') if bytes.get(at + 2..at + 6).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)) => {
                    at += 6;
                }
                _ => {
                    is_valid = false;
                    at += 1;
                }
            },
            b'\n' | b'\r' => return (at, false),
            0..0x20 => {
                is_valid = false;
                at += 1;
            }
            _ => at += 1,
        }
    }
    (bytes.len(), false)
}

/// Whether it is a number of JSON, without its sign.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

impl Parser<'_> {
    pub(super) fn json_file(&mut self) {
        self.newlines();
        self.recover(false, FILE_END, |parser| {
            parser.json_value()?;
            parser.newlines();
            if parser.is_at_end() { Ok(()) } else { parser.raise_at(parser.at, Fixed::Json) }
        });
        self.newlines();
        self.end_file();
    }

    fn json_value(&mut self) -> Parse {
        self.deeper(|parser| match parser.peek() {
            K::LeftBrace => parser.json_list(K::RightBrace, MEMBER_END, K::JsonObject, Self::json_member),
            K::LeftSquare => parser.json_list(K::RightSquare, ITEM_END, K::JsonArray, Self::json_value),
            K::JsonString | K::Integer | K::JsonNumber | K::JsonWord | K::True | K::False | K::Null => {
                let mark = parser.mark();
                parser.bump();
                parser.finish(mark, K::JsonValue);
                Ok(())
            }
            _ => parser.raise(Fixed::Json),
        })
    }

    fn json_list(&mut self, close: K, end: KindSet, kind: K, item: fn(&mut Self) -> Parse) -> Parse {
        let mark = self.mark();
        self.bump();
        self.newlines();
        while !self.check(close) && !self.is_at_end() {
            self.recover(false, end, item);
            self.newlines();
            if self.check(K::Comma) {
                self.bump();
                self.newlines();
            } else if !self.check(close) {
                break;
            }
        }
        self.expect(close, Fixed::Json)?;
        self.finish(mark, kind);
        Ok(())
    }

    fn json_member(&mut self) -> Parse {
        let mark = self.mark();
        self.expect(K::JsonString, Fixed::Json)?;
        self.newlines();
        self.expect(K::Colon, Fixed::Json)?;
        self.newlines();
        self.json_value()?;
        self.finish(mark, K::JsonMember);
        Ok(())
    }
}
