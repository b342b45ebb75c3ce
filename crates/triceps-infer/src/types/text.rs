//! Strings of types: those of the file, and more beside them.

use std::borrow::Cow;
use std::fmt::Write;

use triceps_middle::strings::{Str, Strings};

/// The strings of a file, to which types add theirs: names of the index, folded literals, names of other files.
#[derive(Debug)]
pub(super) struct Texts<'m> {
    file: &'m Strings,
    own: Strings,
}

impl<'m> Texts<'m> {
    pub(super) fn new(file: &'m Strings) -> Self {
        Self { file, own: Strings::empty() }
    }

    /// The id of a string: that of the file where it has the string.
    pub(super) fn intern(&mut self, text: &str) -> Str {
        match self.file.find(text) {
            Some(found) => found,
            None => {
                let own = self.own.intern(text);
                Str::new(narrow(self.file.count() + own.index()))
            }
        }
    }

    pub(super) fn hash_of(&self, id: Str) -> u32 {
        match id.index().checked_sub(self.file.count()) {
            None => self.file.hash_of(id),
            Some(index) => self.own.hash_of(Str::new(narrow(index))),
        }
    }

    pub(super) fn get(&self, id: Str) -> &str {
        match id.index().checked_sub(self.file.count()) {
            None => self.file.get(id),
            Some(index) => self.own.get(Str::new(narrow(index))),
        }
    }
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).expect("limits on size keep ids within 32 bits")
}

/// A string as Bicep writes it: `'it\'s'`.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", escaped(text))
}

/// The text of a string literal, between its quotes.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let plain = |(index, byte): (usize, u8)| match byte {
        b'\\' | b'\'' | b'\n' | b'\r' | b'\t' => false,
        b'$' => text.as_bytes().get(index + 1) != Some(&b'{'),
        _ => true,
    };
    if text.bytes().enumerate().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' => escaped.push_str("\\\\"),
            '\'' => escaped.push_str("\\'"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '$' if chars.peek() == Some(&'{') => escaped.push_str("\\$"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

/// How many names a sentence lists.
const MOST_LISTED: usize = 50;

/// Names in a sentence, each in backticks. Of many, the first are listed and the others counted.
///
/// ```
/// assert_eq!(triceps_infer::listed(["a", "b"]), "`a`, `b`");
/// ```
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    let mut names = names.into_iter();
    for (position, name) in names.by_ref().take(MOST_LISTED).enumerate() {
        text.push_str(if position == 0 { "`" } else { ", `" });
        text.push_str(name);
        text.push('`');
    }
    let more = names.count();
    if more > 0 {
        let _ = write!(text, " and {more} more");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_names_the_first_are_listed() {
        let names: Vec<String> = (0..52).map(|number| format!("n{number}")).collect();
        let text = listed(names.iter().map(String::as_str));
        assert!(text.starts_with("`n0`, `n1`, ") && text.ends_with("`n48`, `n49` and 2 more"), "{text}");
        assert!(listed(names[..50].iter().map(String::as_str)).ends_with("`n49`"));
    }
}
