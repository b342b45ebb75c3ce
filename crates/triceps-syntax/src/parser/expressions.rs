//! Expressions.

use super::{Allow, Parse, Parser};
use crate::error::{ErrorKind, Fixed};
use crate::kind::{KindSet, SyntaxKind as K};

const OPERAND_END: KindSet = KindSet::new(&[K::StringEnd, K::RightBrace, K::RightParen, K::RightSquare, K::NewLine]);
const VALUE_END: KindSet =
    KindSet::new(&[K::Colon, K::StringEnd, K::RightBrace, K::RightParen, K::RightSquare, K::NewLine]);

impl Parser<'_> {
    pub(super) fn expression(&mut self, allow: Allow) -> Parse {
        self.deeper(|parser| parser.ternary(allow))
    }

    fn ternary(&mut self, allow: Allow) -> Parse {
        let mark = self.mark();
        self.binary(allow, 0)?;
        self.newlines_before(K::Question);
        if !self.check(K::Question) {
            return Ok(());
        }
        self.bump();
        self.recover(false, VALUE_END, |parser| parser.expression(allow));
        let is_silent = self.last_is_missing();
        if !self.last_is_skipped() {
            self.newlines_before(K::Colon);
        }
        self.recover(is_silent, OPERAND_END, |parser| parser.character(K::Colon, ":"));
        let is_silent = self.last_is_missing();
        self.recover(is_silent, OPERAND_END, |parser| parser.expression(allow));
        self.finish(mark, K::Ternary);
        Ok(())
    }

    fn newlines_before(&mut self, kind: K) {
        if self.check(K::NewLine) {
            let next = self.beyond_newlines(self.at);
            if self.token(next).kind == kind {
                self.newlines();
            }
        }
    }

    fn binary(&mut self, allow: Allow, least: u8) -> Parse {
        let mark = self.mark();
        self.unary(allow)?;
        loop {
            let precedence = self.peek().precedence();
            if precedence <= least {
                return Ok(());
            }
            self.bump();
            self.recover(false, OPERAND_END, |parser| parser.binary(allow, precedence));
            self.finish(mark, K::Binary);
        }
    }

    fn unary(&mut self, allow: Allow) -> Parse {
        if !matches!(self.peek(), K::Exclamation | K::Minus) {
            return self.member(allow);
        }
        let mark = self.mark();
        self.bump();
        self.recover(false, OPERAND_END, |parser| parser.member(allow));
        self.finish(mark, K::Unary);
        Ok(())
    }

    fn member(&mut self, allow: Allow) -> Parse {
        let mark = self.mark();
        self.primary(allow)?;
        loop {
            match self.peek() {
                K::LeftSquare => {
                    self.bump();
                    for marker in [K::Question, K::Hat] {
                        if self.check(marker) {
                            self.bump();
                        }
                    }
                    if self.check(K::RightSquare) {
                        self.missing(Fixed::EmptyIndexer);
                    } else {
                        self.expression(allow)?;
                    }
                    self.character(K::RightSquare, "]")?;
                    self.finish(mark, K::IndexAccess);
                }
                K::Dot => self.access(mark, allow)?,
                K::DoubleColon => {
                    self.bump();
                    self.identifier_or_missing(Fixed::MemberName);
                    self.finish(mark, K::ResourceAccess);
                }
                K::Exclamation => {
                    self.bump();
                    self.finish(mark, K::NonNull);
                }
                _ => return Ok(()),
            }
        }
    }

    fn access(&mut self, mark: usize, allow: Allow) -> Parse {
        self.bump();
        let name = self.mark();
        let marker = self.check(K::Question).then(|| self.token(self.at));
        if marker.is_some() {
            self.bump();
        }
        self.identifier_or_missing(Fixed::MemberName);
        if !self.check(K::LeftParen) {
            self.finish(mark, K::PropertyAccess);
            return Ok(());
        }
        if let Some(marker) = marker {
            self.finish(name, K::Skipped);
            self.error_at(marker.start, marker.end, Fixed::SafeCall);
        }
        self.arguments(allow)?;
        self.finish(mark, K::MethodCall);
        Ok(())
    }

    fn primary(&mut self, allow: Allow) -> Parse {
        match self.peek() {
            K::Integer | K::Null | K::True | K::False => self.literal(K::Literal),
            K::StringComplete | K::StringStart => {
                self.string();
                Ok(())
            }
            K::LeftBrace if allow.complex => self.object(allow),
            K::LeftSquare if allow.complex => {
                let next = self.beyond_newlines(self.at + 1);
                if self.is_keyword(next, "for") { self.for_loop(allow, false) } else { self.array() }
            }
            K::LeftBrace | K::LeftSquare => self.raise(Fixed::ComplexLiteral),
            K::LeftParen => self.parenthesized_or_lambda(allow),
            K::Identifier => self.name_call_or_lambda(allow),
            _ => self.raise(Fixed::Expression),
        }
    }

    pub(super) fn literal(&mut self, kind: K) -> Parse {
        let at = self.at;
        let is_integer = self.check(K::Integer);
        let mark = self.mark();
        self.bump();
        if is_integer && self.text_of(at).parse::<u64>().is_err() {
            return self.raise_at(at, ErrorKind::from(Fixed::Integer));
        }
        self.finish(mark, kind);
        Ok(())
    }
}
