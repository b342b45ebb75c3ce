//! Tokens with the comments around them.

use triceps_layout::Document;

use crate::kind::SyntaxKind as K;
use crate::tree::{Token, Trivia, TriviaKind};

/// A token, with those comments that belong to its kind.
#[inline]
pub(super) fn write_token(doc: &mut Document, token: Token<'_>) {
    if !token.has_comments() {
        if token.kind() != K::Comma {
            doc.text(token.text());
        }
        return;
    }
    write_token_with_comments(doc, token);
}

fn write_token_with_comments(doc: &mut Document, token: Token<'_>) {
    match token.kind() {
        K::Comma => {}
        kind if kind.takes_leading_comments() => {
            for comment in token.leading_comments() {
                write_leading_comment(doc, comment);
                doc.space();
            }
            doc.text(token.text());
            write_trailing_comments(doc, token);
        }
        // Comments before operators are lost in the official formatter.
        _ => doc.text(token.text()),
    }
}

/// A comment before a token.
pub(super) fn write_leading_comment(doc: &mut Document, comment: Trivia<'_>) {
    if comment.kind == TriviaKind::LineComment {
        doc.force_break();
    }
    write_comment(doc, comment);
}

/// The comments after a token.
pub(super) fn write_trailing_comments(doc: &mut Document, token: Token<'_>) {
    for comment in token.trailing_comments() {
        if comment.kind == TriviaKind::LineComment {
            doc.end_of_line_comment(comment.text);
        } else {
            doc.space();
            write_comment(doc, comment);
        }
    }
}

/// The comments before a token, with spaces between them.
pub(super) fn write_leading_comments(doc: &mut Document, token: Token<'_>) {
    for (position, comment) in token.leading_comments().enumerate() {
        if position > 0 {
            doc.space();
        }
        write_leading_comment(doc, comment);
    }
}

/// The comments before a line end, on a line of their own.
pub(super) fn write_comment_line(doc: &mut Document, token: Token<'_>) {
    // The official formatter counts a comment twice if it comes first.
    if token.leading_comments().next().is_some_and(|first| first.kind == TriviaKind::LineComment) {
        doc.force_break();
    }
    doc.force_break();
    write_leading_comments(doc, token);
}

fn write_comment(doc: &mut Document, comment: Trivia<'_>) {
    let Some(word) = comment.kind.directive() else {
        // A comment that is not terminated reaches to the end of the file.
        return doc.text_with_lines(comment.text.trim_end_matches(['\r', '\n']));
    };
    doc.text("#");
    doc.text(word);
    let mut codes = comment.codes().peekable();
    if codes.peek().is_none() {
        doc.text(" ");
    }
    for code in codes {
        doc.text(" ");
        doc.text(code);
    }
}
