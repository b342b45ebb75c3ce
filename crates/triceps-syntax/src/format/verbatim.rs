//! What is printed as it stands: declarations with errors, skipped tokens, and strings.

use super::Formatter;
use super::comments::{write_leading_comment, write_trailing_comments};
use crate::kind::SyntaxKind as K;
use crate::tree::{Element, Node, Token};

/// Line ends to the formatter that the lexer does not know.
const RARE_LINE_ENDS: [char; 4] = ['\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

impl<'t> Formatter<'t> {
    /// Whether there is an error within a node.
    pub(super) fn has_error(&self, node: Node<'t>) -> bool {
        let errors = self.tree.errors();
        if errors.is_empty() {
            return false;
        }
        let range = node.range();
        let first = errors.partition_point(|error| error.range.start < range.start);
        errors[first..]
            .iter()
            .take_while(|error| error.range.start <= range.end)
            .any(|error| error.range.end <= range.end)
    }

    /// A node as it stands, with its comments, without blanks around it.
    pub(super) fn verbatim(&mut self, node: Node<'t>) {
        let text = self.verbatim_text(node);
        self.doc.text(&text);
    }

    /// The text of a node as it stands. Line ends become those of the options, except in tokens that
    /// are not recognized.
    pub(super) fn verbatim_text(&self, node: Node<'t>) -> String {
        let (Some(first), Some(last)) = (node.first_token(), node.last_token()) else { return String::new() };
        let text = self.tree.text();
        let source = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or_default();
        let whole = source(first.start_with_leading(), last.end_with_trailing());
        let newline = self.doc.newline_text();
        let mut rewritten = String::with_capacity(whole.len());
        if whole.contains(RARE_LINE_ENDS) {
            for token in node.tokens() {
                push_lines(&mut rewritten, source(token.start_with_leading(), token.range().start), newline);
                if token.kind() == K::Unrecognized {
                    rewritten.push_str(token.text());
                } else {
                    push_lines(&mut rewritten, token.text(), newline);
                }
                push_lines(&mut rewritten, source(token.range().end, token.end_with_trailing()), newline);
            }
        } else {
            push_lines(&mut rewritten, whole, newline);
        }
        rewritten.trim().to_owned()
    }

    /// A string: the tokens of its holes as they stand.
    pub(super) fn string(&mut self, node: Node<'t>) {
        let (Some(Element::Token(first)), Some(Element::Token(last))) = (node.child(0), node.last_child()) else {
            return self.verbatim(node);
        };
        for comment in first.leading_comments() {
            write_leading_comment(&mut self.doc, comment);
            self.doc.space();
        }
        for child in node.children() {
            match child {
                Element::Token(token) => self.lines(token.text()),
                Element::Node(hole) => self.hole(hole),
            }
        }
        write_trailing_comments(&mut self.doc, last);
    }

    fn hole(&mut self, node: Node<'t>) {
        let (Some(first), Some(last)) = (node.first_token(), node.last_token()) else { return };
        let range = first.start_with_leading() as usize..last.end_with_trailing() as usize;
        let text = self.tree.text().get(range).unwrap_or_default();
        self.lines(text);
    }

    fn lines(&mut self, text: &str) {
        if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
            self.doc.text(text);
        } else {
            self.doc.text_with_lines(text);
        }
    }
}

fn push_lines(out: &mut String, text: &str, newline: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['\r', '\n', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        out.push_str(&rest[..at]);
        out.push_str(newline);
        let length = match &rest[at..] {
            end if end.starts_with("\r\n") => 2,
            end => end.chars().next().map_or(1, char::len_utf8),
        };
        rest = &rest[at + length..];
    }
    out.push_str(rest);
}

impl Token<'_> {
    fn start_with_leading(self) -> u32 {
        // A byte order mark is not text.
        let bom = if self.tree_text().starts_with('\u{feff}') { 3 } else { 0 };
        self.leading_trivia().next().map_or(self.range().start, |trivia| trivia.range.start).max(bom)
    }

    fn end_with_trailing(self) -> u32 {
        self.trailing_trivia().last().map_or(self.range().end, |trivia| trivia.range.end)
    }
}
