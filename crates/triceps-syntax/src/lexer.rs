//! Cuts a text into tokens and the trivia between them.

mod strings;
mod trivia;

use triceps_layout::{MAX_IDENTIFIER_LENGTH, is_identifier_part, is_identifier_start};

use crate::error::{ErrorKind, Fixed, SyntaxError};
use crate::kind::SyntaxKind as K;
use crate::tree::{TokenData, TriviaData, TriviaKind};

/// What the lexer makes of a text.
pub(crate) struct Lexed {
    pub(crate) tokens: Vec<TokenData>,
    pub(crate) trivia: Vec<TriviaData>,
    pub(crate) errors: Vec<SyntaxError>,
}

/// What is open around the current place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hole {
    /// The hole of a string between single quotes.
    Single,
    /// The hole of a string between triple quotes, which holes start with that number of dollars.
    Multi { dollars: usize },
    /// A brace within a hole. The official lexer never closes it: objects are not allowed there.
    Brace,
}

pub(crate) struct Lexer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    holes: Vec<Hole>,
    tokens: Vec<TokenData>,
    trivia: Vec<TriviaData>,
    errors: Vec<SyntaxError>,
    line: trivia::LineStart,
}

/// Cuts the text, of less than 4 GB.
pub(crate) fn lex(text: &str) -> Lexed {
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        at: 0,
        holes: Vec::new(),
        tokens: Vec::with_capacity(text.len() / 6 + 16),
        trivia: Vec::new(),
        errors: Vec::new(),
        line: trivia::LineStart::default(),
    };
    if text.starts_with('\u{feff}') {
        lexer.at = 3;
        lexer.trivia.push(TriviaData { kind: TriviaKind::ByteOrderMark, is_trailing: false, start: 0, end: 3 });
    }
    while !lexer.token() {}
    lexer.errors.sort_by_key(|error| (error.range.start, error.range.end));
    Lexed { tokens: lexer.tokens, trivia: lexer.trivia, errors: lexer.errors }
}

#[allow(clippy::cast_possible_truncation)]
fn offset(at: usize) -> u32 {
    at as u32
}

impl Lexer<'_> {
    /// Reads a token with what is around it; whether it is the last.
    fn token(&mut self) -> bool {
        let mut flags = 0;
        if self.leading_trivia() {
            flags |= TokenData::LEADING;
        }
        let start = self.at;
        let errors = self.errors.len();
        let kind = self.scan();
        let end = self.at;
        if matches!(kind, K::StringComplete | K::StringStart | K::StringMiddle | K::StringEnd)
            && self.errors.len() > errors
        {
            flags |= TokenData::MALFORMED;
        }
        if self.trailing_trivia(kind.takes_trailing_comments()) {
            flags |= TokenData::TRAILING;
        }
        self.tokens.push(TokenData { kind, flags, start: offset(start), end: offset(end) });
        kind == K::EndOfFile
    }

    #[inline]
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    #[inline]
    fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    fn error(&mut self, start: usize, kind: impl Into<ErrorKind>) {
        self.error_until(start, self.at, kind);
    }

    fn error_until(&mut self, start: usize, end: usize, kind: impl Into<ErrorKind>) {
        self.errors.push(SyntaxError::new(offset(start)..offset(end), kind.into()));
    }

    /// Takes the next byte if it is this one.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek(0) == byte && !self.is_at_end();
        self.at += usize::from(found);
        found
    }

    fn either(&mut self, next: u8, longer: K, alone: K) -> K {
        if self.take(next) { longer } else { alone }
    }

    fn scan(&mut self) -> K {
        let Some(first) = self.bytes.get(self.at).copied() else { return K::EndOfFile };
        let start = self.at;
        self.at += 1;
        match first {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.identifier(start),
            b'\n' | b'\r' => self.new_line(start),
            b':' => self.either(b':', K::DoubleColon, K::Colon),
            b'\'' => self.string(start),
            b'{' => {
                if !self.holes.is_empty() {
                    self.holes.push(Hole::Brace);
                }
                K::LeftBrace
            }
            b'}' => match self.holes.last() {
                None | Some(Hole::Brace) => K::RightBrace,
                Some(hole) => {
                    let kind = match *hole {
                        Hole::Multi { dollars } => self.multi_line_segment(start, false, dollars),
                        Hole::Single | Hole::Brace => self.segment(start, false),
                    };
                    if kind == K::StringEnd {
                        self.holes.pop();
                    }
                    kind
                }
            },
            b'(' => K::LeftParen,
            b')' => K::RightParen,
            b'[' => K::LeftSquare,
            b']' => K::RightSquare,
            b'@' => K::At,
            b',' => K::Comma,
            b'.' => {
                if self.peek(0) == b'.' && self.peek(1) == b'.' {
                    self.at += 2;
                    K::Ellipsis
                } else {
                    K::Dot
                }
            }
            b'?' => self.either(b'?', K::DoubleQuestion, K::Question),
            b';' => K::Semicolon,
            b'+' => K::Plus,
            b'-' => K::Minus,
            b'%' => K::Percent,
            b'*' => K::Asterisk,
            b'/' => K::Slash,
            b'^' => K::Hat,
            b'!' => {
                if self.take(b'=') {
                    K::NotEqual
                } else {
                    self.either(b'~', K::NotEqualIgnoreCase, K::Exclamation)
                }
            }
            b'<' => self.either(b'=', K::LessOrEqual, K::Less),
            b'>' => self.either(b'=', K::GreaterOrEqual, K::Greater),
            b'=' => {
                if self.take(b'=') {
                    K::Equal
                } else if self.take(b'~') {
                    K::EqualIgnoreCase
                } else {
                    self.either(b'>', K::Arrow, K::Assign)
                }
            }
            b'|' => self.either(b'|', K::Or, K::Pipe),
            b'&' if self.take(b'&') => K::And,
            b'$' => self.dollars(start),
            b'0'..=b'9' => {
                while self.peek(0).is_ascii_digit() {
                    self.at += 1;
                }
                K::Integer
            }
            _ => self.unrecognized(start),
        }
    }

    #[inline]
    fn identifier(&mut self, start: usize) -> K {
        debug_assert!(is_identifier_start(self.bytes[start]));
        while is_identifier_part(self.peek(0)) {
            self.at += 1;
        }
        match &self.bytes[start..self.at] {
            b"true" => K::True,
            b"false" => K::False,
            b"null" => K::Null,
            name => {
                if name.len() > MAX_IDENTIFIER_LENGTH {
                    self.error(start, Fixed::LongIdentifier);
                }
                K::Identifier
            }
        }
    }

    fn new_line(&mut self, start: usize) -> K {
        if !self.holes.is_empty() {
            // A hole ends with its line: the string is closed by nothing, then comes the line end.
            self.at = start;
            self.error(start, Fixed::StringWithNewLine);
            self.holes.clear();
            return K::StringEnd;
        }
        while matches!(self.peek(0), b'\n' | b'\r') {
            self.at += 1;
        }
        K::NewLine
    }

    fn dollars(&mut self, start: usize) -> K {
        while self.take(b'$') {}
        let dollars = self.at - start;
        if !self.bytes[self.at..].starts_with(b"'''") {
            return self.unrecognized_until(start);
        }
        self.at += 3;
        let kind = self.multi_line_segment(start, true, dollars);
        if kind == K::StringStart {
            self.holes.push(Hole::Multi { dollars });
        }
        kind
    }

    fn unrecognized(&mut self, start: usize) -> K {
        let length = self.text[start..].chars().next().map_or(1, char::len_utf8);
        self.at = start + length;
        if length == 4 {
            // The official lexer sees two halves.
            self.error_until(start, start + 2, ErrorKind::UnrecognizedToken);
            self.error_until(start + 2, start + 4, ErrorKind::UnrecognizedToken);
            return K::Unrecognized;
        }
        self.unrecognized_until(start)
    }

    fn unrecognized_until(&mut self, start: usize) -> K {
        let kind = match self.bytes[start] {
            b'"' => ErrorKind::DoubleQuote,
            _ => ErrorKind::UnrecognizedToken,
        };
        self.error(start, kind);
        K::Unrecognized
    }
}
