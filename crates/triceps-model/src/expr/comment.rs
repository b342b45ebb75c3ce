//! Comments.

use std::borrow::Cow;

/// A comment: what the readers of a Bicep file see, and nobody else. Whatever its text is, it stays a comment.
///
/// Text becomes `// text`, each of its lines one; [`block`](Self::block) is for `/* text */`. What readers of the
/// deployment shall see is a description.
///
/// ```
/// # use triceps::annotations::Comment;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let name = t.param(Param::string("name"));
/// t.comment(&name, Comment::line("Has to be free in all of Azure."));
/// t.output("name", &name).comment(Comment::block("for the pipeline"));
/// assert_eq!(
///     t.check()?.to_bicep(),
///     "// Has to be free in all of Azure.\nparam name string\n\n/* for the pipeline */\noutput name string = name\n",
/// );
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
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

    #[doc(hidden)]
    pub fn text(&self) -> &str {
        &self.text
    }

    #[doc(hidden)]
    pub fn is_block(&self) -> bool {
        self.is_block
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
