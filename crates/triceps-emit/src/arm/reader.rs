//! JSON text onto a tape. Numbers keep their text, which a hash is made of.

use std::fmt;
use triceps_middle::document::{JsonBuffer, Mark, quote};

/// Text that is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson {
    offset: usize,
}

impl NotJson {
    /// Where in the text, in bytes.
    pub fn offset(self) -> usize {
        self.offset
    }
}

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text is not JSON at byte {}", self.offset)
    }
}

impl std::error::Error for NotJson {}

/// Objects and arrays in each other; what is deeper is refused, since a tape is written and hashed by recursion.
const DEPTH: usize = 512;

/// Reads a JSON document.
pub(super) fn read(text: &str) -> Result<JsonBuffer, NotJson> {
    let mut reader =
        Reader { text, at: text.len() - text.trim_start_matches('\u{feff}').len(), buffer: JsonBuffer::default() };
    reader.document()?;
    Ok(reader.buffer)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    buffer: JsonBuffer,
}

/// What is open around the value that comes next.
struct Open {
    mark: Mark,
    is_object: bool,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Result<(), NotJson> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    if open.len() == DEPTH {
                        return self.refuse();
                    }
                    self.at += 1;
                    let is_object = bracket == b'{';
                    let mark = if is_object { self.buffer.open_object() } else { self.buffer.open_array() };
                    open.push(Open { mark, is_object });
                    self.skip_blanks();
                    if self.peek() != Some(closing(is_object)) {
                        if is_object {
                            self.key()?;
                        }
                        continue;
                    }
                }
                _ => self.scalar()?,
            }
            if self.after_value(&mut open)? {
                return Ok(());
            }
        }
    }

    /// Closes what ends here and moves to the next value; true at the end of the document.
    fn after_value(&mut self, open: &mut Vec<Open>) -> Result<bool, NotJson> {
        loop {
            self.skip_blanks();
            let Some(innermost) = open.last() else {
                return if self.at == self.text.len() { Ok(true) } else { self.refuse() };
            };
            match self.peek() {
                Some(b',') => {
                    self.at += 1;
                    if innermost.is_object {
                        self.skip_blanks();
                        self.key()?;
                    }
                    return Ok(false);
                }
                Some(bracket) if bracket == closing(innermost.is_object) => {
                    self.at += 1;
                    let mark = innermost.mark;
                    self.buffer.close(mark);
                    open.pop();
                }
                _ => return self.refuse(),
            }
        }
    }

    fn key(&mut self) -> Result<(), NotJson> {
        let start = self.buffer.begin();
        self.string()?;
        self.buffer.end_key(start);
        self.skip_blanks();
        if self.peek() != Some(b':') {
            return self.refuse();
        }
        self.at += 1;
        Ok(())
    }

    fn scalar(&mut self) -> Result<(), NotJson> {
        let start = self.buffer.begin();
        if self.peek() == Some(b'"') {
            self.string()?;
        } else {
            let rest = &self.text[self.at..];
            let end = rest.find(|c: char| c != '+' && c != '-' && c != '.' && !c.is_ascii_alphanumeric());
            let token = &rest[..end.unwrap_or(rest.len())];
            if !matches!(token, "null" | "true" | "false") && !is_number(token) {
                return self.refuse();
            }
            self.buffer.text.push_str(token);
            self.at += token.len();
        }
        self.buffer.end_scalar(start);
        Ok(())
    }

    /// Reads a string and writes it with the escapes of the tape.
    fn string(&mut self) -> Result<(), NotJson> {
        if self.peek() != Some(b'"') {
            return self.refuse();
        }
        self.at += 1;
        let end = self.text[self.at..].find(['"', '\\']).map_or(self.text.len(), |end| self.at + end);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            quote(&mut self.buffer.text, &self.text[self.at..end]);
            self.at = end + 1;
            return Ok(());
        }
        let mut decoded = String::new();
        loop {
            let rest: &'a str = &self.text[self.at..];
            let Some(end) = rest.find(['"', '\\']) else {
                self.at = self.text.len();
                return self.refuse();
            };
            decoded.push_str(&rest[..end]);
            self.at += end + 1;
            if rest.as_bytes()[end] == b'"' {
                quote(&mut self.buffer.text, &decoded);
                return Ok(());
            }
            decoded.push(self.escape()?);
        }
    }

    /// Reads what stands after a backslash.
    fn escape(&mut self) -> Result<char, NotJson> {
        let Some(letter) = self.peek() else { return self.refuse() };
        self.at += 1;
        Ok(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.unit()?;
                if !(0xd800..0xdc00).contains(&first) || !self.text[self.at..].starts_with("\\u") {
                    return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                let before = self.at;
                self.at += 2;
                let second = self.unit()?;
                if (0xdc00..0xe000).contains(&second) {
                    let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
                } else {
                    self.at = before;
                    char::REPLACEMENT_CHARACTER
                }
            }
            _ => return self.refuse(),
        })
    }

    /// Reads four hexadecimal digits.
    fn unit(&mut self) -> Result<u32, NotJson> {
        let digits = self.text.get(self.at..self.at + 4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(unit) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) else { return self.refuse() };
        self.at += 4;
        Ok(unit)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn refuse<T>(&self) -> Result<T, NotJson> {
        Err(NotJson { offset: self.at })
    }
}

fn closing(is_object: bool) -> u8 {
    if is_object { b'}' } else { b']' }
}

/// `-1`, `0.5`, `1E+21`; also a leading zero, which no writer of JSON makes.
fn is_number(token: &str) -> bool {
    let token = token.strip_prefix('-').unwrap_or(token);
    let (mantissa, exponent) = token.split_once(['e', 'E']).unwrap_or((token, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction) && digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))
}
