//! What stands between parentheses, and lambdas.

use super::{Allow, Parse, Parser};
use crate::error::Fixed;
use crate::kind::{KindSet, SyntaxKind as K};

const LIST_ITEM_END: KindSet =
    KindSet::new(&[K::StringEnd, K::RightBrace, K::RightParen, K::RightSquare, K::NewLine, K::Comma]);
const LIST_END: KindSet = KindSet::new(&[K::StringEnd, K::RightBrace, K::RightSquare, K::NewLine]);
const BODY_END: KindSet = KindSet::new(&[K::NewLine, K::RightParen]);
const VARIABLE_END: KindSet = KindSet::new(&[K::NewLine, K::Comma, K::RightParen]);

/// Words before which a line end does not belong to the body of a lambda.
const NEXT_DECLARATION: [&str; 9] =
    ["assert", "import", "metadata", "param", "var", "resource", "output", "module", "type"];

impl Parser<'_> {
    /// `(a, b)` without a node around it: the parentheses and what is between them stay pending.
    pub(super) fn parenthesized_list(&mut self, with_newlines: bool, item: impl Fn(&mut Self) -> Parse) -> Parse {
        let newlines = |parser: &mut Self| {
            if with_newlines {
                parser.newlines();
            }
        };
        self.character(K::LeftParen, "(")?;
        let mark = self.mark();
        newlines(self);
        while !self.check(K::RightParen) {
            self.recover(false, LIST_ITEM_END, &item);
            newlines(self);
            if !self.check(K::Comma) {
                break;
            }
            self.bump();
            newlines(self);
        }
        let is_silent = self.mark() > mark && self.last_is_missing();
        self.recover(is_silent, LIST_END, |parser| parser.character(K::RightParen, ")"));
        Ok(())
    }

    /// `(a)`
    pub(super) fn parenthesized(&mut self, allow: Allow) -> Parse {
        let mark = self.mark();
        self.parenthesized_list(true, |parser| parser.expression(allow))?;
        self.finish_parenthesized(mark, K::Paren);
        Ok(())
    }

    /// Makes parentheses of the list since the mark, which has to hold one thing.
    pub(super) fn finish_parenthesized(&mut self, mark: usize, kind: K) {
        let Some(close) = self.pending.pop() else { return };
        match self.pending[mark + 1..] {
            [] => {
                let end = self.end_of(self.pending[mark]);
                self.error_at(end, end, Fixed::OneExpression);
                let empty = self.mark();
                self.finish_in(empty, K::Skipped, end, end);
            }
            [only] if only.as_token().is_none() => {}
            [_] => self.finish(mark + 1, K::Skipped),
            _ => self.skip(mark + 1, Fixed::OneExpression),
        }
        self.pending.push(close);
        self.finish(mark, kind);
    }

    /// Makes a block of variables of the list since the mark; how many there are.
    pub(super) fn finish_variable_block(&mut self, mark: usize) -> usize {
        let mut variables = 0;
        let last = self.pending.len() - 1;
        for at in mark + 1..last {
            let Some(node) = self.pending[at].as_node() else { continue };
            match self.nodes[node as usize].kind {
                K::NameRef => {
                    self.nodes[node as usize].kind = K::LocalVariable;
                    variables += 1;
                }
                K::Skipped => {}
                _ => {
                    let rest = self.pending.split_off(at + 1);
                    self.finish(at, K::Skipped);
                    self.pending.extend(rest);
                }
            }
        }
        self.finish(mark, K::VariableBlock);
        variables
    }

    pub(super) fn parenthesized_or_lambda(&mut self, allow: Allow) -> Parse {
        let mark = self.mark();
        self.parenthesized_list(true, |parser| parser.expression(allow))?;
        if !self.check(K::Arrow) {
            self.finish_parenthesized(mark, K::Paren);
            return Ok(());
        }
        self.finish_variable_block(mark);
        self.bump();
        self.lambda_body();
        self.finish(mark, K::Lambda);
        Ok(())
    }

    /// After a name: a call, a lambda or the name alone.
    pub(super) fn name_call_or_lambda(&mut self, allow: Allow) -> Parse {
        let mark = self.mark();
        self.bump();
        if !self.check(K::Arrow) {
            return self.call_or_name(mark, allow);
        }
        self.finish(mark, K::LocalVariable);
        self.bump();
        self.lambda_body();
        self.finish(mark, K::Lambda);
        Ok(())
    }

    pub(super) fn call_or_name(&mut self, mark: usize, allow: Allow) -> Parse {
        if self.check(K::LeftParen) {
            self.arguments(allow)?;
            self.finish(mark, K::Call);
        } else {
            self.finish(mark, K::NameRef);
        }
        Ok(())
    }

    fn lambda_body(&mut self) {
        let next = self.beyond_newlines(self.at);
        if !NEXT_DECLARATION.contains(&self.text_of(next)) {
            self.newlines();
        }
        self.recover(false, BODY_END, |parser| parser.expression(Allow::COMPLEX));
    }

    /// `(a int, b string) type => body`
    pub(super) fn typed_lambda(&mut self) -> Parse {
        let mark = self.mark();
        self.parenthesized_list(true, |parser| {
            let mark = parser.mark();
            parser.identifier_or_missing(Fixed::VariableName);
            parser.recover(false, VARIABLE_END, |parser| parser.declared_type(false));
            parser.finish(mark, K::TypedVariable);
            Ok(())
        })?;
        self.finish(mark, K::TypedVariableBlock);
        self.recover(false, BODY_END, |parser| parser.declared_type(false));
        self.recover(false, BODY_END, |parser| parser.character(K::Arrow, "=>"));
        if self.last_is_skipped() {
            self.recover(false, BODY_END, |parser| parser.expression(Allow::COMPLEX));
        } else {
            self.lambda_body();
        }
        self.finish(mark, K::TypedLambda);
        Ok(())
    }
}
