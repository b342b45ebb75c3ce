//! The parser: tokens to a tree, with the recovery of the official compiler.
//!
//! A rule that meets what it does not expect gives up; the nearest [`Parser::recover`] around it
//! turns everything since its start, and what follows up to a terminator, into a
//! [`Skipped`](SyntaxKind::Skipped) node with the error. Errors within what is given up are dropped
//! with it.

mod declarations;
mod expressions;
mod json;
mod lists;
mod operands;
mod params;
mod strings;
mod types;

use crate::error::{ErrorKind, Fixed, SyntaxError};
use crate::kind::{KindSet, SyntaxKind as K};
use crate::lexer::{Lexed, lex};
use crate::tree::{Child, NO_PARENT, NodeData, TokenData, Tree};

/// How deep expressions, types and nested resources may be.
pub(crate) const MAX_DEPTH: usize = 200;

/// The language of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `.bicep`
    Bicep,
    /// `.bicepparam`
    BicepParam,
    /// `bicepconfig.json`: JSON with comments and trailing commas.
    Json,
}

/// Reads a text. The tree holds every byte of it, whatever is wrong.
pub fn parse(text: impl Into<String>, language: Language) -> Tree {
    let mut text: String = text.into();
    let is_too_long = text.len() >= (u32::MAX / 2) as usize;
    if is_too_long {
        text.clear();
    }
    let lexed = if language == Language::Json { json::lex(&text) } else { lex(&text) };
    let mut parser = Parser::new(&text, lexed);
    match language {
        Language::Bicep => parser.program(Parser::declaration_of_bicep),
        Language::BicepParam => parser.program(Parser::declaration_of_params),
        Language::Json => parser.json_file(),
    }
    if is_too_long {
        parser.error_at(0, 0, Fixed::TooLong);
    }
    let Parser { mut tokens, trivia, mut nodes, mut children, mut errors, lexer_errors, .. } = parser;
    errors.extend(lexer_errors);
    errors.sort_by_key(|error| (error.range.start, error.range.end));
    drop_repeated(&mut errors);
    nodes.shrink_to_fit();
    children.shrink_to_fit();
    tokens.shrink_to_fit();
    Tree { text, tokens, trivia, nodes, children, errors }
}

/// What the rules may be inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Allow {
    /// Objects and arrays.
    pub(crate) complex: bool,
    /// Nested resources in objects.
    pub(crate) resources: bool,
}

impl Allow {
    pub(crate) const NOTHING: Self = Self { complex: false, resources: false };
    pub(crate) const COMPLEX: Self = Self { complex: true, resources: false };
    pub(crate) const RESOURCES: Self = Self { complex: true, resources: true };
}

/// A rule gave up; the parser holds the error.
#[derive(Debug)]
pub(crate) struct Raised;

pub(crate) type Parse<T = ()> = Result<T, Raised>;

pub(crate) struct Parser<'t> {
    text: &'t str,
    tokens: Vec<TokenData>,
    trivia: Vec<crate::tree::TriviaData>,
    /// The current token.
    at: usize,
    nodes: Vec<NodeData>,
    children: Vec<Child>,
    /// What has been read and is not yet the child of a node.
    pending: Vec<Child>,
    errors: Vec<SyntaxError>,
    lexer_errors: Vec<SyntaxError>,
    raised: Option<SyntaxError>,
    depth: usize,
    /// A run of line ends that was looked beyond, and the token after it.
    newlines: (usize, usize),
}

impl<'t> Parser<'t> {
    fn new(text: &'t str, lexed: Lexed) -> Self {
        let count = lexed.tokens.len();
        Self {
            text,
            tokens: lexed.tokens,
            trivia: lexed.trivia,
            at: 0,
            nodes: Vec::with_capacity(count / 2),
            children: Vec::with_capacity(count + count / 2),
            pending: Vec::with_capacity(64),
            errors: Vec::new(),
            lexer_errors: lexed.errors,
            raised: None,
            depth: 0,
            newlines: (0, 0),
        }
    }

    // Looking.

    #[inline]
    fn token(&self, index: usize) -> TokenData {
        self.tokens[index.min(self.tokens.len() - 1)]
    }

    #[inline]
    fn peek(&self) -> K {
        self.tokens[self.at].kind
    }

    #[inline]
    fn peek_ahead(&self, count: usize) -> K {
        self.token(self.at + count).kind
    }

    /// The first token from here on that is not a line end.
    fn beyond_newlines(&mut self, from: usize) -> usize {
        let (start, end) = self.newlines;
        if (start..end).contains(&from) {
            return end;
        }
        let mut at = from.min(self.tokens.len() - 1);
        while self.tokens[at].kind == K::NewLine {
            at += 1;
        }
        if at > from {
            self.newlines = (from, at);
        }
        at
    }

    #[inline]
    fn check(&self, kind: K) -> bool {
        self.peek() == kind
    }

    fn check_any(&self, kinds: KindSet) -> bool {
        kinds.contains(self.peek())
    }

    fn is_at_end(&self) -> bool {
        self.check(K::EndOfFile)
    }

    fn text_of(&self, index: usize) -> &'t str {
        let token = self.token(index);
        self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    fn is_keyword(&self, index: usize, keyword: &str) -> bool {
        self.token(index).kind == K::Identifier && self.text_of(index) == keyword
    }

    fn check_keyword(&self, keyword: &str) -> bool {
        self.is_keyword(self.at, keyword)
    }

    // Reading.

    #[inline]
    fn bump(&mut self) {
        self.pending.push(Child::token(index(self.at)));
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
    }

    fn raise<T>(&mut self, error: impl Into<ErrorKind>) -> Parse<T> {
        self.raise_at(self.at, error)
    }

    fn raise_at<T>(&mut self, at: usize, error: impl Into<ErrorKind>) -> Parse<T> {
        let token = self.token(at);
        let end = match token.kind {
            // At a line end the error has no width.
            K::NewLine => token.start,
            // To the official lexer half of such a character is a token.
            K::Unrecognized if self.text.as_bytes().get(token.start as usize).is_some_and(|byte| *byte >= 0xf0) => {
                token.start + 2
            }
            _ => token.end,
        };
        self.raised = Some(SyntaxError::new(token.start..end, error.into()));
        Err(Raised)
    }

    fn error_at(&mut self, start: u32, end: u32, error: impl Into<ErrorKind>) {
        self.errors.push(SyntaxError::new(start..end, error.into()));
    }

    #[inline]
    fn expect(&mut self, kind: K, error: impl Into<ErrorKind>) -> Parse {
        if self.check(kind) && kind != K::EndOfFile {
            self.bump();
            return Ok(());
        }
        self.raise(error)
    }

    fn character(&mut self, kind: K, character: &'static str) -> Parse {
        self.expect(kind, ErrorKind::Character(character))
    }

    fn keyword(&mut self, keyword: &'static str) -> Parse {
        self.keyword_or(keyword, ErrorKind::Keyword(keyword))
    }

    fn keyword_or(&mut self, keyword: &'static str, error: impl Into<ErrorKind>) -> Parse {
        if self.check_keyword(keyword) {
            self.bump();
            return Ok(());
        }
        self.raise(error)
    }

    fn identifier(&mut self, error: impl Into<ErrorKind>) -> Parse {
        self.expect(K::Identifier, error)
    }

    fn identifier_or_missing(&mut self, error: impl Into<ErrorKind>) {
        if self.check(K::Identifier) {
            self.bump();
        } else {
            self.missing(error);
        }
    }

    fn newlines(&mut self) {
        while self.check(K::NewLine) {
            self.bump();
        }
    }

    /// Runs a rule one level deeper.
    fn deeper<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth >= MAX_DEPTH {
            return self.raise(Fixed::TooDeep);
        }
        self.depth += 1;
        let result = rule(self);
        self.depth -= 1;
        result
    }

    // Building.

    #[inline]
    fn mark(&self) -> usize {
        self.pending.len()
    }

    /// Makes a node of everything that was read since the mark.
    #[inline]
    fn finish(&mut self, mark: usize, kind: K) {
        let first = self.pending.get(mark).map_or(0, |child| self.start_of(*child));
        let last = self.pending.last().map_or(0, |child| self.end_of(*child));
        self.finish_in(mark, kind, first, last);
    }

    fn finish_in(&mut self, mark: usize, kind: K, start: u32, end: u32) {
        let id = index(self.nodes.len());
        let first_child = index(self.children.len());
        for child in &self.pending[mark..] {
            if let Some(node) = child.as_node() {
                self.nodes[node as usize].parent = id;
            }
        }
        self.children.extend_from_slice(&self.pending[mark..]);
        let count = index(self.pending.len() - mark);
        self.pending.truncate(mark);
        self.nodes.push(NodeData { kind, first_child, children: count, start, end, parent: NO_PARENT });
        self.pending.push(Child::node(id));
    }

    fn start_of(&self, child: Child) -> u32 {
        match child.as_token() {
            Some(token) => self.tokens[token as usize].start,
            None => self.nodes[child.as_node().unwrap_or_default() as usize].start,
        }
    }

    fn end_of(&self, child: Child) -> u32 {
        match child.as_token() {
            Some(token) => self.tokens[token as usize].end,
            None => self.nodes[child.as_node().unwrap_or_default() as usize].end,
        }
    }

    /// Something is missing here, and it is an error.
    fn missing(&mut self, error: impl Into<ErrorKind>) {
        let start = self.token(self.at).start;
        self.error_at(start, start, error);
        self.absent();
    }

    /// Something that may be absent is.
    fn absent(&mut self) {
        self.empty(K::Skipped);
    }

    /// A separator is missing here.
    fn missing_separator(&mut self, error: impl Into<ErrorKind>) {
        let start = self.token(self.at).start;
        self.error_at(start, start, error);
        self.empty(K::MissingSeparator);
    }

    fn empty(&mut self, kind: K) {
        let start = self.token(self.at).start;
        let mark = self.mark();
        self.finish_in(mark, kind, start, start);
    }

    /// Wraps what was read since the mark, with an error over all of it.
    fn skip(&mut self, mark: usize, error: impl Into<ErrorKind>) {
        self.finish(mark, K::Skipped);
        let Some(child) = self.pending.last().copied() else { return };
        self.error_at(self.start_of(child), self.end_of(child), error);
    }

    fn last_kind(&self) -> Option<K> {
        let id = self.pending.last()?.as_node()?;
        Some(self.nodes[id as usize].kind)
    }

    /// Whether what was read last was given up.
    fn last_is_skipped(&self) -> bool {
        self.last_kind() == Some(K::Skipped)
    }

    /// Whether what was read last is missing: errors right after it would only repeat that.
    fn last_is_missing(&self) -> bool {
        let Some(child) = self.pending.last().copied() else { return false };
        self.last_is_skipped() && self.start_of(child) == self.end_of(child)
    }

    // Recovering.

    fn start(&self) -> Start {
        Start {
            at: self.at,
            pending: self.pending.len(),
            nodes: self.nodes.len(),
            children: self.children.len(),
            errors: self.errors.len(),
            depth: self.depth,
        }
    }

    /// Runs a rule; if it gives up, skips to a terminator.
    fn recover(&mut self, is_silent: bool, terminators: KindSet, rule: impl FnOnce(&mut Self) -> Parse) {
        let start = self.start();
        if rule(self).is_err() {
            self.give_up(&start, is_silent, terminators, false);
        }
    }

    /// The same; the terminator is skipped too.
    fn recover_beyond(&mut self, terminators: KindSet, rule: impl FnOnce(&mut Self) -> Parse) {
        let start = self.start();
        if rule(self).is_err() {
            self.give_up(&start, false, terminators, true);
        }
    }

    #[cold]
    fn give_up(&mut self, start: &Start, is_silent: bool, terminators: KindSet, beyond: bool) {
        self.pending.truncate(start.pending);
        self.nodes.truncate(start.nodes);
        self.children.truncate(start.children);
        self.errors.truncate(start.errors);
        self.depth = start.depth;
        self.synchronize(start.at, terminators, beyond);
        if let Some(error) = self.raised.take()
            && !is_silent
        {
            self.errors.push(error);
        }
    }

    /// Skips from a token to a terminator.
    fn synchronize(&mut self, from: usize, terminators: KindSet, beyond: bool) {
        while !self.is_at_end() && !self.check_any(terminators) {
            self.at += 1;
        }
        if beyond && !self.is_at_end() {
            self.at += 1;
        }
        let mark = self.mark();
        self.pending.extend((from..self.at).map(|token| Child::token(index(token))));
        if self.at == from {
            let start = self.token(from).start;
            self.finish_in(mark, K::Skipped, start, start);
        } else {
            self.finish(mark, K::Skipped);
        }
    }

    /// A string that can be read.
    fn readable_string(&mut self, error: Fixed) -> Parse {
        let start = self.at;
        self.string();
        if self.last_is_skipped() {
            return self.raise_at(start, error);
        }
        Ok(())
    }

    /// Whether there is an error of the lexer within a range.
    fn has_lexer_error(&self, start: u32, end: u32) -> bool {
        let first = self.lexer_errors.partition_point(|error| error.range.start < start);
        self.lexer_errors[first..]
            .iter()
            .take_while(|error| error.range.start <= end)
            .any(|error| error.range.end <= end)
    }

    // Files.

    fn program(&mut self, declaration: fn(&mut Self)) {
        while !self.is_at_end() {
            declaration(self);
            // A declaration ends with its line. What was skipped has its line end still before it.
            if self.last_kind().is_some_and(K::is_declaration) {
                self.recover_beyond(NEW_LINE, |parser| match parser.peek() {
                    K::EndOfFile => Ok(()),
                    _ => parser.expect(K::NewLine, Fixed::NewLine),
                });
            }
        }
        self.end_file();
    }

    /// Wraps everything in the node of the file.
    fn end_file(&mut self) {
        self.bump();
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.finish_in(0, K::File, 0, end);
    }
}

/// Says the same thing about the same place once.
fn drop_repeated(errors: &mut Vec<SyntaxError>) {
    let mut first_here = 0;
    let mut kept = 0;
    for at in 0..errors.len() {
        let error = errors[at];
        if kept > 0 && errors[kept - 1].range != error.range {
            first_here = kept;
        }
        if !errors[first_here..kept].contains(&error) {
            errors[kept] = error;
            kept += 1;
        }
    }
    errors.truncate(kept);
}

pub(crate) const NEW_LINE: KindSet = KindSet::new(&[K::NewLine]);

/// Where a rule started.
struct Start {
    at: usize,
    pending: usize,
    nodes: usize,
    children: usize,
    errors: usize,
    depth: usize,
}

#[allow(clippy::cast_possible_truncation)]
fn index(value: usize) -> u32 {
    value as u32
}
