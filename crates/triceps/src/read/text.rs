//! Lines, columns and comments of a text.

use std::ops::Range;

use triceps_syntax::{Element, IndentKind, Newline, Node, Options, SyntaxKind, Token};

/// Where the line of a byte starts.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// What indents the line of a byte.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let line = &text[line_start(text, at)..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// Whether nothing but blanks stands before a byte on its line.
pub(super) fn begins_line(text: &str, at: usize) -> bool {
    text[line_start(text, at)..at].trim_matches([' ', '\t']).is_empty()
}

/// The column of a byte, from 0.
pub(super) fn column(text: &str, at: usize) -> usize {
    width(&text[line_start(text, at)..at])
}

/// How many columns a text on one line takes.
pub(super) fn width(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The length of the line end that a text starts with.
pub(super) fn line_end(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// Whether a run of line ends is one alone.
pub(super) fn is_one_line_end(text: &str) -> bool {
    !text.is_empty() && line_end(text) == text.len()
}

pub(super) fn range(node: Node<'_>) -> Range<usize> {
    node.range().start as usize..node.range().end as usize
}

/// The first word of a declaration, or a node without decorators as a whole.
pub(super) fn keyword(node: Node<'_>) -> Range<usize> {
    let is_decorators = |kind| matches!(kind, SyntaxKind::Decorators | SyntaxKind::NewLine);
    let first = node.children().find(|child| !is_decorators(child.kind()));
    let range = first.map_or(node.range(), Element::range);
    range.start as usize..range.end as usize
}

/// The end of a node with the comments that follow it on its line.
pub(super) fn end_with_comments(node: Node<'_>) -> usize {
    let end = node.range().end;
    let comments = node.last_token().into_iter().flat_map(Token::trailing_comments);
    comments.map(|comment| comment.range.end).last().unwrap_or(end).max(end) as usize
}

/// Where a node starts with the comments that are its own: those before it on its line, and lines of comments right
/// above it.
pub(super) fn own_start(text: &str, node: Node<'_>) -> usize {
    let mut start = leading_start(node);
    if !begins_line(text, start) {
        return start;
    }
    start = line_start(text, start);
    let Some(parent) = node.parent() else { return start };
    // Line ends before it, from the nearest: one with a comment ends a line of comments.
    let before = (0..position_in(parent, node)).rev().filter_map(|position| parent.child(position));
    let mut lines = before.map_while(|child| child.as_token().filter(|it| it.kind() == SyntaxKind::NewLine));
    let mut next = lines.next();
    while let Some(line) = next {
        next = lines.next();
        let is_whole_line = next.is_some() || line.range().start == 0 || begins_line(text, first_comment(line));
        if !is_one_line_end(line.text()) || line.leading_comments().next().is_none() || !is_whole_line {
            break;
        }
        start = line_start(text, first_comment(line));
    }
    start
}

/// Which child of its parent a node is. Children are in the order of the text.
fn position_in(parent: Node<'_>, node: Node<'_>) -> usize {
    let starts_before = |position| parent.child(position).is_some_and(|it| it.range().start < node.range().start);
    let (mut from, mut to) = (0, parent.child_count());
    while from < to {
        let middle = from.midpoint(to);
        if starts_before(middle) { from = middle + 1 } else { to = middle }
    }
    // What is empty may start at the same place.
    (from..parent.child_count())
        .find(|position| parent.child(*position).and_then(Element::as_node) == Some(node))
        .unwrap_or(from)
}

fn first_comment(token: Token<'_>) -> usize {
    token.leading_comments().next().map_or(token.range().start, |comment| comment.range.start) as usize
}

fn leading_start(node: Node<'_>) -> usize {
    node.first_token().map_or(node.range().start as usize, first_comment)
}

/// The comments inside of a node.
pub(super) fn comments_in(node: Node<'_>) -> Vec<&str> {
    let range = node.range();
    let all = node.tokens().flat_map(|token| token.leading_comments().chain(token.trailing_comments()));
    let inside = all.filter(|it| it.kind.is_comment() && it.range.start >= range.start && it.range.end <= range.end);
    inside.map(|comment| comment.text.trim_end()).collect()
}

/// How a text is laid out, where the configuration does not say it: its own line ends and indentation.
pub(super) fn options_of(text: &str, config: Options) -> Options {
    let mut options = config;
    if let Some(at) = text.find(['\n', '\r']) {
        options.newline = match &text.as_bytes()[at..] {
            [b'\r', b'\n', ..] => Newline::CrLf,
            [b'\r', ..] => Newline::Cr,
            _ => Newline::Lf,
        };
    }
    let default = Options::default();
    if (options.indent_kind, options.indent_size) != (default.indent_kind, default.indent_size) {
        return options;
    }
    // The first line that is indented below an opening bracket.
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if !line.trim_end().ends_with(['{', '[', '(']) || line.starts_with([' ', '\t']) {
            continue;
        }
        let next = lines.clone().next().unwrap_or_default();
        let blanks = next.len() - next.trim_start_matches(' ').len();
        if next.starts_with('\t') {
            options.indent_kind = IndentKind::Tab;
            break;
        }
        if blanks > 0 {
            options.indent_size = blanks.min(Options::MAX_INDENT_SIZE);
            break;
        }
    }
    options
}
