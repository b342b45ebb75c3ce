//! Lists between brackets: objects, arrays, loops, arguments.

use super::{Allow, Parse, Parser};
use crate::error::{ErrorKind, Fixed};
use crate::kind::{KindSet, SyntaxKind as K};

const ITEM_END: KindSet = KindSet::new(&[K::NewLine, K::RightSquare]);
const SPREAD_IN_ARRAY_END: KindSet = KindSet::new(&[K::Comma, K::NewLine, K::RightSquare]);
const PROPERTY_END: KindSet = KindSet::new(&[K::NewLine, K::RightBrace]);
const SPREAD_IN_OBJECT_END: KindSet = KindSet::new(&[K::Comma, K::NewLine, K::RightBrace]);
pub(super) const KEY_END: KindSet = KindSet::new(&[K::Colon, K::NewLine, K::RightBrace]);
const ARGUMENT_END: KindSet = KindSet::new(&[K::NewLine, K::Comma, K::RightParen]);
const TYPE_ARGUMENT_END: KindSet = KindSet::new(&[K::NewLine, K::Comma, K::Greater]);
const LOOP_END: KindSet = KindSet::new(&[K::RightSquare, K::NewLine]);
const LOOP_ARRAY_END: KindSet = KindSet::new(&[K::Colon, K::RightSquare, K::NewLine]);

impl Parser<'_> {
    /// Elements with a line end or a comma between them, up to the closing bracket or the end.
    pub(super) fn elements(&mut self, close: K, element: impl Fn(&mut Self)) {
        if self.check(close) {
            return;
        }
        self.newlines();
        let mut expects_element = true;
        while !self.is_at_end() && !self.check(close) {
            if expects_element {
                element(self);
            } else if self.check(K::NewLine) {
                self.newlines();
            } else if self.check(K::Comma) {
                self.bump();
                if self.check(K::NewLine) {
                    self.missing_separator(Fixed::NewLineAfterComma);
                    self.bump();
                }
            } else {
                self.missing_separator(Fixed::NewLineOrComma);
            }
            expects_element = !expects_element;
        }
    }

    pub(super) fn array(&mut self) -> Parse {
        let mark = self.mark();
        self.character(K::LeftSquare, "[")?;
        self.elements(K::RightSquare, |parser| {
            parser.recover(false, ITEM_END, |parser| {
                if parser.check(K::Ellipsis) {
                    parser.spread(SPREAD_IN_ARRAY_END);
                    return Ok(());
                }
                parser.expression(Allow::COMPLEX)
            });
        });
        self.character(K::RightSquare, "]")?;
        self.finish(mark, K::Array);
        Ok(())
    }

    pub(super) fn object(&mut self, allow: Allow) -> Parse {
        let mark = self.mark();
        self.character(K::LeftBrace, "{")?;
        self.elements(K::RightBrace, |parser| parser.property(allow));
        self.character(K::RightBrace, "}")?;
        self.finish(mark, K::Object);
        Ok(())
    }

    fn property(&mut self, allow: Allow) {
        let starts_resource = || self.check_keyword("resource") && self.peek_ahead(1) == K::Identifier;
        if allow.resources && (self.check(K::At) || starts_resource()) {
            return self.declaration(true);
        }
        if self.check(K::Ellipsis) {
            return self.spread(SPREAD_IN_OBJECT_END);
        }
        let mark = self.mark();
        self.recover(false, KEY_END, |parser| match parser.peek() {
            K::Identifier => {
                parser.bump();
                Ok(())
            }
            K::StringComplete | K::StringStart => parser.readable_string(Fixed::PropertyName),
            _ => parser.raise(Fixed::PropertyName),
        });
        self.colon(PROPERTY_END);
        let is_silent = self.last_is_missing();
        self.recover(is_silent, PROPERTY_END, |parser| parser.expression(Allow::COMPLEX));
        self.finish(mark, K::Property);
    }

    pub(super) fn colon(&mut self, terminators: KindSet) {
        let is_silent = self.last_is_missing();
        self.recover(is_silent, terminators, |parser| parser.character(K::Colon, ":"));
    }

    fn spread(&mut self, terminators: KindSet) {
        let mark = self.mark();
        self.bump();
        self.recover(false, terminators, |parser| parser.expression(Allow::COMPLEX));
        self.finish(mark, K::Spread);
    }

    /// `[for x in xs: body]`
    pub(super) fn for_loop(&mut self, allow: Allow, of_resources: bool) -> Parse {
        let mark = self.mark();
        self.character(K::LeftSquare, "[")?;
        self.newlines();
        self.keyword("for")?;
        let errors = self.errors.len();
        match self.peek() {
            K::Identifier => {
                let variable = self.mark();
                self.bump();
                self.finish(variable, K::LocalVariable);
            }
            K::LeftParen => self.for_variables()?,
            _ => self.missing(Fixed::LoopVariable),
        }
        let is_silent = self.errors.len() > errors || self.last_has_lexer_error();
        self.recover(is_silent, LOOP_END, |parser| parser.keyword("in"));
        let is_silent = self.last_is_missing();
        self.recover(is_silent, LOOP_ARRAY_END, |parser| parser.expression(Allow::COMPLEX));
        self.colon(LOOP_END);
        let is_silent = self.last_is_missing();
        self.recover(is_silent, LOOP_END, |parser| parser.for_body(allow, of_resources));
        let is_silent = self.last_is_missing();
        if !self.last_is_skipped() {
            self.newlines();
        }
        self.recover(is_silent, LOOP_END, |parser| parser.character(K::RightSquare, "]"));
        self.finish(mark, K::For);
        Ok(())
    }

    fn last_has_lexer_error(&self) -> bool {
        self.pending.last().is_some_and(|child| self.has_lexer_error(self.start_of(*child), self.end_of(*child)))
    }

    fn for_variables(&mut self) -> Parse {
        let mark = self.mark();
        let errors = self.errors.len();
        self.parenthesized_list(false, |parser| parser.expression(Allow::NOTHING))?;
        let variables = self.finish_variable_block(mark);
        let has_error = self.errors.len() > errors || self.last_has_lexer_error();
        if variables != 2 && !has_error {
            self.skip(mark, ErrorKind::LoopVariables(variables));
        }
        Ok(())
    }

    fn for_body(&mut self, allow: Allow, of_resources: bool) -> Parse {
        if !of_resources {
            return self.expression(Allow { complex: true, ..allow });
        }
        match self.peek() {
            K::LeftBrace => self.object(allow),
            K::Identifier if self.check_keyword("if") => self.if_condition(allow, true),
            _ => self.raise(Fixed::BodyStartOrIf),
        }
    }

    /// `if (condition) {..}`
    pub(super) fn if_condition(&mut self, allow: Allow, in_loop: bool) -> Parse {
        const CONDITION_END: KindSet = KindSet::new(&[K::LeftBrace, K::NewLine]);
        const CONDITION_END_IN_LOOP: KindSet = KindSet::new(&[K::RightSquare, K::LeftBrace, K::NewLine]);
        let mark = self.mark();
        self.keyword("if")?;
        let end = if in_loop { CONDITION_END_IN_LOOP } else { CONDITION_END };
        self.recover(false, end, |parser| parser.parenthesized(Allow { resources: false, ..allow }));
        let is_silent = !self.last_is_closed_paren();
        let end = if in_loop { LOOP_END } else { super::NEW_LINE };
        self.recover(is_silent, end, |parser| parser.object(allow));
        self.finish(mark, K::If);
        Ok(())
    }

    /// Whether what was read last are parentheses with both of them there.
    fn last_is_closed_paren(&self) -> bool {
        let Some(node) = self.pending.last().and_then(|child| child.as_node()) else { return false };
        let node = &self.nodes[node as usize];
        let last = self.children[(node.first_child + node.children) as usize - 1..].first();
        node.kind == K::Paren && last.is_some_and(|child| child.as_token().is_some())
    }

    /// `(a, b)` after a name.
    pub(super) fn arguments(&mut self, allow: Allow) -> Parse {
        let mark = self.mark();
        self.character(K::LeftParen, "(")?;
        self.comma_separated(K::RightParen, |parser| {
            parser.recover(false, ARGUMENT_END, |parser| parser.expression(allow));
        });
        self.close_or_missing(K::RightParen, ")");
        self.finish(mark, K::Arguments);
        Ok(())
    }

    /// `<a, b>` after the name of a type.
    pub(super) fn type_arguments(&mut self) -> Parse {
        let mark = self.mark();
        self.character(K::Less, "<")?;
        self.comma_separated(K::Greater, |parser| {
            parser.recover(false, TYPE_ARGUMENT_END, Self::type_expression);
        });
        self.close_or_missing(K::Greater, ">");
        self.finish(mark, K::TypeArguments);
        Ok(())
    }

    fn close_or_missing(&mut self, close: K, character: &'static str) {
        if self.check(close) {
            self.bump();
        } else {
            self.missing(ErrorKind::Character(character));
        }
    }

    fn comma_separated(&mut self, close: K, element: impl Fn(&mut Self)) {
        if self.check(close) {
            return;
        }
        self.newlines();
        let mut expects_element = true;
        while !self.is_at_end() && !self.check(close) {
            if expects_element {
                element(self);
            } else if self.check(K::NewLine) {
                let next = self.beyond_comments(self.at + 1);
                if self.token(next).kind == K::EndOfFile {
                    // The line ends stay where they are, so that what is missing is reported here.
                    return;
                }
                if self.token(next).kind != close {
                    self.missing_separator(Fixed::Comma);
                }
                self.newlines();
            } else if self.check(K::Comma) {
                self.bump();
                self.newlines();
                if self.check(close) {
                    // A comma at the end is an error, reported as what is missing after it.
                    element(self);
                }
            } else {
                self.missing_separator(Fixed::NewLineOrComma);
            }
            expects_element = !expects_element;
        }
    }

    /// The first token from here on that is not a line end with a comment before it.
    fn beyond_comments(&mut self, from: usize) -> usize {
        let mut at = from;
        while self.token(at).kind == K::NewLine && self.has_comment_before(at) {
            at += 1;
        }
        at.min(self.tokens.len() - 1)
    }

    fn has_comment_before(&self, at: usize) -> bool {
        if !self.token(at).has(crate::tree::TokenData::LEADING) {
            return false;
        }
        let (start, end) = (self.token(at - 1).end, self.token(at).start);
        let first = self.trivia.partition_point(|trivia| trivia.start < start);
        self.trivia[first..]
            .iter()
            .take_while(|trivia| trivia.start < end)
            .any(|trivia| !trivia.is_trailing && trivia.kind.is_comment())
    }
}
