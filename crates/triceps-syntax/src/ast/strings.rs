//! Strings and their values.

use std::borrow::Cow;

use super::{AstNode, Expr, ast_nodes};
use crate::kind::SyntaxKind as K;
use crate::tree::{Element, Node, Token};

ast_nodes! {
    /// A string of any kind, as an expression or a type.
    StringLiteral = StringLiteral | StringType;
}

/// A part of a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StringPart<'t> {
    /// Text, without escapes.
    Text(Cow<'t, str>),
    /// An expression in a hole.
    Hole(Expr<'t>),
}

impl<'t> StringLiteral<'t> {
    /// Whether it stands between triple quotes.
    pub fn is_multi_line(self) -> bool {
        self.first_token().is_some_and(|token| is_multi_line(token.text()))
    }

    /// How many dollars start a hole of a string between triple quotes; 0 if it has none.
    pub fn dollars(self) -> usize {
        if !self.is_multi_line() {
            return 0;
        }
        self.first_token().map_or(0, |token| token.text().bytes().take_while(|byte| *byte == b'$').count())
    }

    /// Whether it has holes.
    pub fn has_holes(self) -> bool {
        self.0.child_count() > 1
    }

    /// Texts and holes, in order. Text that is empty is given too, so the two alternate.
    pub fn parts(self) -> impl Iterator<Item = StringPart<'t>> {
        let style = Style { is_multi_line: self.is_multi_line(), dollars: self.dollars() };
        self.0.children().filter_map(move |child| match child {
            Element::Token(token) => Some(StringPart::Text(style.value(token))),
            Element::Node(node) => Expr::cast(node).map(StringPart::Hole),
        })
    }

    /// Its value, if it has no holes.
    pub fn value(self) -> Option<Cow<'t, str>> {
        match self.parts().next() {
            Some(StringPart::Text(text)) if !self.has_holes() => Some(text),
            _ => None,
        }
    }

    fn first_token(self) -> Option<Token<'t>> {
        self.0.child(0)?.as_token()
    }
}

fn is_multi_line(first: &str) -> bool {
    first.len() > 2 && (first.starts_with('$') || first.as_bytes()[1] == b'\'')
}

#[derive(Clone, Copy)]
struct Style {
    is_multi_line: bool,
    dollars: usize,
}

impl Style {
    /// The text of a token between its quotes and braces.
    fn value(self, token: Token<'_>) -> Cow<'_, str> {
        let quote = if self.is_multi_line { self.dollars + 3 } else { 1 };
        let hole = if self.is_multi_line { self.dollars + 1 } else { 2 };
        let end_quote = if self.is_multi_line { 3 } else { 1 };
        let (start, end) = match token.kind() {
            K::StringComplete => (quote, end_quote),
            K::StringStart => (quote, hole),
            K::StringMiddle => (1, hole),
            _ => (1, end_quote),
        };
        let text = token.text();
        let inner = text.len().checked_sub(end).and_then(|end| text.get(start..end)).unwrap_or_default();
        if !self.is_multi_line {
            return unescape(inner);
        }
        // A line end right after the quotes is dropped.
        let is_first = matches!(token.kind(), K::StringComplete | K::StringStart);
        let inner = if is_first { inner.strip_prefix('\r').unwrap_or(inner) } else { inner };
        Cow::Borrowed(if is_first { inner.strip_prefix('\n').unwrap_or(inner) } else { inner })
    }
}

/// The text that escapes stand for. Halves of a character that do not meet become U+FFFD.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut value = String::with_capacity(text.len());
    let mut high: Option<u32> = None;
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        if at > 0 && high.take().is_some() {
            value.push(char::REPLACEMENT_CHARACTER);
        }
        value.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(escape) = rest.chars().next() else { break };
        rest = &rest[escape.len_utf8()..];
        let code = match escape {
            'n' => u32::from('\n'),
            'r' => u32::from('\r'),
            't' => u32::from('\t'),
            'u' => {
                let hex = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
                let Some((hex, after)) = hex else { continue };
                rest = after;
                u32::from_str_radix(hex, 16).unwrap_or(0xfffd)
            }
            other => u32::from(other),
        };
        match (high.take(), code) {
            (Some(first), 0xdc00..=0xdfff) => {
                let joined = 0x1_0000 + ((first - 0xd800) << 10) + (code - 0xdc00);
                value.push(char::from_u32(joined).unwrap_or(char::REPLACEMENT_CHARACTER));
                continue;
            }
            (Some(_), _) => value.push(char::REPLACEMENT_CHARACTER),
            (None, _) => {}
        }
        if (0xd800..=0xdbff).contains(&code) {
            high = Some(code);
        } else {
            value.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
    }
    if high.is_some() {
        value.push(char::REPLACEMENT_CHARACTER);
    }
    value.push_str(rest);
    Cow::Owned(value)
}
