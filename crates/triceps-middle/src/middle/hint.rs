//! Layout hints: how something is printed, beside what it means.

use crate::order::sort_by;
use crate::strings::Str;

/// How an expression is printed where that is not the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// An object or array on one line where it fits.
    OneLine,
    /// A string between `'''`, after as many dollars, which only one with holes has.
    MultiLine(u8),
    /// An object whose member at this position has its key in quotes though it need not.
    QuotedKey(u32),
    /// A function with its namespace though nothing hides it; a nested resource through its parent though its name
    /// alone would do; what is of a file that is imported as a whole, through that.
    Qualified,
    /// A call that has read a file, of which this is the result: a position in
    /// [`Middle::load`](super::Middle::load).
    Loaded(u32),
    /// An object or array of which a part could not be read: it is not compared with any type.
    Broken,
    /// An object or array with a comment on lines of its own before the member or item at this position.
    CommentAt(u32, Comment),
    /// An object or array with a blank line before the member or item at this position, or the comment before that.
    BlankLineAt(u32),
    /// A comment before it, on its line.
    CommentBefore(Str),
    /// A comment after it, on its line. Only what ends a line has one that reaches to its end.
    CommentAfter(Comment),
}

/// How a type is printed where that is not the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeHint {
    /// An object type on one line where it fits.
    OneLine,
    /// An object type without blank lines around its decorated properties.
    Compact,
    /// A type between parentheses, which it may not need. What is looked for in the type itself is not found through them.
    Parenthesized,
    /// A type of the language with its namespace though nothing hides it: `sys.string`; one of a file that is imported as
    /// a whole, through that.
    Qualified,
}

/// How a declaration is printed where that is not the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeclHint {
    /// Whether a blank line stands before it; else its neighbours decide.
    BlankLineBefore(bool),
    /// An import whose names stand on lines of their own.
    Broken,
    /// A comment beside it.
    Comment(CommentPlace, Comment),
    /// A text names it where nothing has a meaning, which counts as a use.
    Named,
    /// A diagnostic about it that is known and accepted.
    Accept {
        /// The code of the diagnostic.
        code: Str,
        /// Why it is fine here: printed as a comment.
        reason: Str,
    },
}

/// The text of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Any text.
    pub text: Str,
    /// Whether it is `/* text */` instead of `// text`.
    pub is_block: bool,
}

/// Where a comment of a declaration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentPlace {
    /// On lines of its own, above the decorators.
    Above,
    /// After the decorator at this position, on its line.
    AfterDecorator(usize),
    /// On lines of its own, below the decorators.
    BelowDecorators,
    /// On the line of the declaration, before its keyword.
    Before,
    /// After the keyword.
    AfterKeyword,
    /// After the declaration, on its last line.
    After,
}

/// A table in which few keys have values, and some several.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sparse<K, V> {
    list: Vec<(K, V)>,
}

impl<K, V> Default for Sparse<K, V> {
    fn default() -> Self {
        Self { list: Vec::new() }
    }
}

impl<K: Copy + Ord, V: Copy> Sparse<K, V> {
    pub(super) fn add(&mut self, key: K, value: V) {
        self.list.push((key, value));
    }

    /// Sorts the table, which [`of`](Self::of) relies on.
    pub(super) fn finish(&mut self) {
        sort_by(&mut self.list, |(a, _), (b, _)| a.cmp(b));
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (K, V)> {
        self.list.iter().copied()
    }

    pub(super) fn of(&self, key: K) -> impl Iterator<Item = V> {
        let start = if self.list.is_empty() { 0 } else { self.list.partition_point(|(other, _)| *other < key) };
        self.list[start..].iter().take_while(move |(other, _)| *other == key).map(|(_, value)| *value)
    }
}
