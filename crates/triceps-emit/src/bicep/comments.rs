//! Comments. Whatever their text is, they end where they should, and show what they hold.

use triceps_layout::Items;
use triceps_middle::strings::Str;
use triceps_middle::{Comment, CommentPlace, DeclHint, DeclId, ExprId, Hint};

use super::printer::Printer;

/// The lines of a comment without what could end it, or make it look different from what it is: control characters, and
/// those that turn the direction of the text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = String> {
    let ends_line = |char| matches!(char, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.split(ends_line).filter(|line| !line.trim().is_empty()).map(|line| {
        let mut shown = String::with_capacity(line.len());
        for char in line.trim_end().chars() {
            match char {
                '\t' => shown.push(' '),
                char if char.is_control() || turns_direction(char) => shown.extend(char.escape_unicode()),
                char => shown.push(char),
            }
        }
        shown
    })
}

fn turns_direction(char: char) -> bool {
    matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text in one line.
fn joined(text: &str) -> String {
    lines(text).map(|line| line.trim_start().to_owned()).collect::<Vec<_>>().join(" ")
}

fn to_line_end(text: &str) -> Option<String> {
    let text = joined(text);
    (!text.is_empty()).then(|| format!("// {text}"))
}

/// A text between `/*` and `*/`.
fn block(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| format!("/* {} */", text.replace("*/", "* /")))
}

impl Printer<'_> {
    /// Comments on lines of their own.
    pub(super) fn comment_lines(&mut self, comments: impl IntoIterator<Item = Comment>, list: &mut impl Items) {
        for comment in comments {
            let text = self.str(comment.text);
            let lines: Vec<String> = if comment.is_block {
                // The lines of a block stand as they are.
                block(&lines(text).collect::<Vec<_>>().join("\n")).into_iter().collect()
            } else {
                lines(text).map(|line| format!("// {line}")).collect()
            };
            for line in lines {
                list.item(&mut self.doc);
                self.doc.comment_line(&line);
            }
        }
    }

    /// The comments in an object, an array or a list of arguments before what stands at a position.
    pub(super) fn comments_at(&mut self, id: ExprId, position: usize, list: &mut impl Items) {
        if !self.middle.has_comments() || self.in_hole {
            return;
        }
        let middle = self.middle;
        if middle.hints(id).any(|hint| matches!(hint, Hint::BlankLineAt(at) if at as usize == position)) {
            list.blank_line();
        }
        let comments = middle.hints(id).filter_map(|hint| match hint {
            Hint::CommentAt(at, text) if at as usize == position => Some(text),
            _ => None,
        });
        self.comment_lines(comments, list);
    }

    /// A comment after something, on its line.
    fn comment_after(&mut self, comment: Comment) {
        let text = self.str(comment.text);
        if comment.is_block {
            if let Some(text) = block(&joined(text)) {
                self.doc.space();
                self.doc.text(&text);
            }
        } else if let Some(text) = to_line_end(text) {
            self.doc.end_of_line_comment(&text);
        }
    }

    /// A comment before something, on its line.
    fn comment_before(&mut self, text: Str) {
        if let Some(text) = block(&joined(self.str(text))) {
            self.doc.text(&text);
            self.doc.space();
        }
    }

    /// Comments after something. One that reaches to the end of the line is the last.
    fn all_after(&mut self, comments: &[Comment]) {
        for (position, comment) in comments.iter().enumerate() {
            let is_block = comment.is_block || position + 1 < comments.len();
            self.comment_after(Comment { is_block, ..*comment });
        }
    }

    /// The comments of a declaration at one of its places.
    fn comments_of(&self, id: DeclId, place: CommentPlace) -> Vec<Comment> {
        let here = |hint| match hint {
            DeclHint::Comment(at, comment) if at == place => Some(comment),
            _ => None,
        };
        self.middle.decl_hints(id).filter_map(here).collect()
    }

    /// The comments of a declaration on lines of their own.
    pub(super) fn comment_lines_of(&mut self, id: DeclId, place: CommentPlace, list: &mut impl Items) {
        let comments = self.comments_of(id, place);
        self.comment_lines(comments, list);
    }

    /// The comments before the declaration or its name.
    pub(super) fn comments_within(&mut self, id: DeclId, place: CommentPlace) {
        for comment in self.comments_of(id, place) {
            self.comment_before(comment.text);
        }
    }

    /// The comments after the declaration or one of its decorators.
    pub(super) fn comments_behind(&mut self, id: DeclId, place: CommentPlace) {
        let comments = self.comments_of(id, place);
        self.all_after(&comments);
    }

    /// A comment after the target scope.
    pub(super) fn comment_of_scope(&mut self) {
        if let Some(comment) = self.middle.scope_comment() {
            self.comment_after(comment);
        }
    }

    /// The comments on the line before an expression.
    pub(super) fn comments_before(&mut self, id: ExprId) {
        let middle = self.middle;
        for hint in middle.hints(id) {
            if let Hint::CommentBefore(text) = hint {
                self.comment_before(text);
            }
        }
    }

    /// The comments on the line after an expression.
    pub(super) fn comments_after(&mut self, id: ExprId) {
        let comment = |hint| match hint {
            Hint::CommentAfter(comment) => Some(comment),
            _ => None,
        };
        let comments: Vec<Comment> = self.middle.hints(id).filter_map(comment).collect();
        self.all_after(&comments);
    }
}

#[cfg(test)]
mod tests {
    use super::{block, joined, lines, to_line_end};

    #[test]
    fn comments_end_where_they_should() {
        let all = |text| lines(text).collect::<Vec<_>>();
        assert_eq!(all("one\ntwo\r\n\n  three \u{2028}four\u{85}five"), ["one", "two", "  three", "four", "five"]);
        assert_eq!(all("a\tb\u{0}c\u{202e}d\u{2069}"), ["a b\\u{0}c\\u{202e}d\\u{2069}"]);
        assert_eq!(all(" \n\r "), [""; 0]);
        assert_eq!(block("a */ var x = 1 /* b").as_deref(), Some("/* a * / var x = 1 /* b */"));
        assert_eq!(block("**//").as_deref(), Some("/* ** // */"));
        assert_eq!(block(&joined(" \n")), None);
        assert_eq!(to_line_end("a\nb").as_deref(), Some("// a b"));
    }
}
