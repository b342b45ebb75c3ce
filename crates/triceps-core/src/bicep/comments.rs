//! Comments. Whatever their text is, they end where they should, and show what they hold.

use triceps_layout::Items;

use super::printer::Printer;
use crate::middle::{ExprId, Hint};
use crate::strings::Str;

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

fn in_line(text: &str) -> Option<String> {
    let text = joined(text).replace("*/", "* /");
    (!text.is_empty()).then(|| format!("/* {text} */"))
}

impl Printer<'_> {
    /// Comments on lines of their own.
    pub(super) fn comment_lines(&mut self, comments: impl IntoIterator<Item = Str>, list: &mut impl Items) {
        for comment in comments {
            for line in lines(self.str(comment)) {
                list.item(&mut self.doc);
                self.doc.comment_line(&format!("// {line}"));
            }
        }
    }

    /// The comments in an object or array before what stands at a position.
    pub(super) fn comments_at(&mut self, id: ExprId, position: usize, list: &mut impl Items) {
        if !self.middle.has_comments() || self.in_hole {
            return;
        }
        let comments: Vec<Str> = self
            .middle
            .hints(id)
            .filter_map(|hint| match hint {
                Hint::CommentAt(at, text) if at as usize == position => Some(text),
                _ => None,
            })
            .collect();
        self.comment_lines(comments, list);
    }

    /// A comment after a declaration.
    pub(super) fn comment_to_line_end(&mut self, comment: Str) {
        if let Some(text) = to_line_end(self.str(comment)) {
            self.doc.end_of_line_comment(&text);
        }
    }

    /// The comments on the line before an expression.
    pub(super) fn comments_before(&mut self, id: ExprId) {
        for hint in self.middle.hints(id) {
            if let Hint::CommentBefore(text) = hint
                && let Some(text) = in_line(self.str(text))
            {
                self.doc.text(&text);
                self.doc.space();
            }
        }
    }

    /// The comments on the line after an expression.
    pub(super) fn comments_after(&mut self, id: ExprId) {
        for hint in self.middle.hints(id) {
            if let Hint::CommentAfter(text) = hint
                && let Some(text) = in_line(self.str(text))
            {
                self.doc.space();
                self.doc.text(&text);
            }
        }
        // One that reaches to the end of the line is the last.
        let ends = self.middle.hints(id).filter_map(|hint| match hint {
            Hint::CommentToLineEnd(text) => Some(self.str(text)),
            _ => None,
        });
        if let Some(text) = to_line_end(&ends.collect::<Vec<_>>().join(" ")) {
            self.doc.end_of_line_comment(&text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{in_line, lines, to_line_end};

    #[test]
    fn comments_end_where_they_should() {
        let all = |text| lines(text).collect::<Vec<_>>();
        assert_eq!(all("one\ntwo\r\n\n  three \u{2028}four\u{85}five"), ["one", "two", "  three", "four", "five"]);
        assert_eq!(all("a\tb\u{0}c\u{202e}d\u{2069}"), ["a b\\u{0}c\\u{202e}d\\u{2069}"]);
        assert_eq!(all(" \n\r "), [""; 0]);
        assert_eq!(in_line("a */ var x = 1 /* b\nc").as_deref(), Some("/* a * / var x = 1 /* b c */"));
        assert_eq!(in_line("**//").as_deref(), Some("/* ** // */"));
        assert_eq!(in_line(" "), None);
        assert_eq!(to_line_end("a\nb").as_deref(), Some("// a b"));
    }
}
