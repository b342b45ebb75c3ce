//! Blanks, comments and directives.

use triceps_layout::is_identifier_part;

use super::{Lexer, offset};
use crate::error::Fixed;
use crate::tree::{TriviaData, TriviaKind};

const DIRECTIVES: [TriviaKind; 3] =
    [TriviaKind::DisableNextLine, TriviaKind::DisableDiagnostics, TriviaKind::RestoreDiagnostics];

/// Whether only blanks stand before a place on its line. What was looked at is not looked at again.
#[derive(Default)]
pub(super) struct LineStart {
    /// Up to here is known.
    checked: usize,
    is_blank: bool,
}

impl Lexer<'_> {
    /// Skips what stands before a token; whether more than blanks.
    #[inline]
    pub(super) fn leading_trivia(&mut self) -> bool {
        self.blanks();
        if !matches!(self.peek(0), b'/' | b'#') {
            return false;
        }
        let before = self.trivia.len();
        let mut after_comment = false;
        loop {
            let start = self.at;
            match (self.peek(0), self.peek(1)) {
                (b'/', b'/') => {
                    self.line_comment(false);
                    after_comment = true;
                }
                (b'/', b'*') => {
                    self.block_comment(false);
                    after_comment = true;
                }
                (b'#', _) if !after_comment => match self.directive_here() {
                    Some(kind) => self.directive(kind),
                    None => break,
                },
                _ => break,
            }
            if self.blanks() {
                after_comment = false;
            }
            debug_assert!(self.at > start);
        }
        self.trivia.len() > before
    }

    /// Skips what stands after a token; whether comments belong to it.
    #[inline]
    pub(super) fn trailing_trivia(&mut self, with_comments: bool) -> bool {
        self.blanks();
        if !with_comments || self.peek(0) != b'/' {
            return false;
        }
        let before = self.trivia.len();
        loop {
            match (self.peek(0), self.peek(1)) {
                (b'/', b'/') => self.line_comment(true),
                (b'/', b'*') => self.block_comment(true),
                _ => break,
            }
            self.blanks();
        }
        self.trivia.len() > before
    }

    #[inline]
    fn blanks(&mut self) -> bool {
        let start = self.at;
        while matches!(self.peek(0), b' ' | b'\t') {
            self.at += 1;
        }
        self.at > start
    }

    fn note(&mut self, kind: TriviaKind, is_trailing: bool, start: usize) {
        self.trivia.push(TriviaData { kind, is_trailing, start: offset(start), end: offset(self.at) });
    }

    fn line_comment(&mut self, is_trailing: bool) {
        let start = self.at;
        let rest = &self.bytes[start..];
        self.at += rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        self.note(TriviaKind::LineComment, is_trailing, start);
    }

    fn block_comment(&mut self, is_trailing: bool) {
        let start = self.at;
        let rest = &self.text[start + 2..];
        match rest.find("*/") {
            Some(length) => self.at = start + 2 + length + 2,
            None => {
                self.at = self.bytes.len();
                self.error(start, Fixed::UnterminatedComment);
            }
        }
        self.note(TriviaKind::BlockComment, is_trailing, start);
    }

    /// The directive that starts here, if only blanks stand before it on the line.
    fn directive_here(&mut self) -> Option<TriviaKind> {
        let rest = &self.text[self.at + 1..];
        let kind = DIRECTIVES.into_iter().find(|kind| kind.directive().is_some_and(|word| rest.starts_with(word)))?;
        self.is_first_on_line().then_some(kind)
    }

    fn is_first_on_line(&mut self) -> bool {
        let known = self.line.checked;
        if let Some(feed) = self.bytes[known..self.at].iter().rposition(|byte| *byte == b'\n') {
            self.line = LineStart { checked: known + feed + 1, is_blank: true };
        } else if known == 0 {
            self.line = LineStart { checked: 0, is_blank: true };
        }
        if self.line.is_blank {
            let from = if self.line.checked == 0 && self.text.starts_with('\u{feff}') { 3 } else { self.line.checked };
            self.line.is_blank = self.text[from..self.at].chars().all(char::is_whitespace);
        }
        self.line.checked = self.at;
        self.line.is_blank
    }

    fn directive(&mut self, kind: TriviaKind) {
        let start = self.at;
        self.at += 1 + kind.directive().unwrap_or_default().len();
        // Codes are words with blanks between them; anything else ends the directive.
        let mut end = None;
        loop {
            let word = self.at;
            while is_identifier_part(self.peek(0)) || self.peek(0) == b'-' {
                self.at += 1;
            }
            if self.at > word {
                end = Some(self.at);
            }
            if !self.blanks() {
                break;
            }
        }
        match end {
            Some(end) => self.at = end,
            None => self.error(self.at, Fixed::NoDiagnosticCodes),
        }
        self.note(kind, false, start);
    }
}
