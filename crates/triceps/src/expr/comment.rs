//! Comments.

use std::borrow::Cow;

/// A comment: what the readers of a Bicep file see, and nobody else. Whatever its text is, it stays a comment.
///
/// Text becomes `// text`, each of its lines one; [`block`](Self::block) is for `/* text */`. What readers of the
/// deployment shall see is a description.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    pub(crate) text: Cow<'static, str>,
    pub(crate) is_block: bool,
}

impl Comment {
    /// `// text`
    pub fn line(text: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), is_block: false }
    }

    /// `/* text */`
    pub fn block(text: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), is_block: true }
    }
}

impl From<&'static str> for Comment {
    fn from(text: &'static str) -> Self {
        Self::line(text)
    }
}

impl From<String> for Comment {
    fn from(text: String) -> Self {
        Self::line(text)
    }
}
