//! What a diagnostic tells to write instead.

use std::borrow::Cow;

/// What to write instead. A file of Bicep and a model in Rust may need different words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Help {
    /// The same for both.
    Common(Cow<'static, str>),
    /// Apart for each.
    Apart {
        /// For a model in Rust.
        model: Cow<'static, str>,
        /// For a file of Bicep.
        text: Cow<'static, str>,
    },
}

impl Help {
    /// The words for a file of Bicep, or for a model.
    pub(super) fn words(self, is_text: bool) -> Cow<'static, str> {
        match self {
            Self::Common(words) => words,
            Self::Apart { text, .. } if is_text => text,
            Self::Apart { model, .. } => model,
        }
    }

    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Common(words) if words.is_empty())
    }
}

impl From<&'static str> for Help {
    fn from(words: &'static str) -> Self {
        Self::Common(words.into())
    }
}

impl From<String> for Help {
    fn from(words: String) -> Self {
        Self::Common(words.into())
    }
}

impl From<Cow<'static, str>> for Help {
    fn from(words: Cow<'static, str>) -> Self {
        Self::Common(words)
    }
}

/// For a model in Rust, and for a file of Bicep.
impl<M: Into<Cow<'static, str>>, T: Into<Cow<'static, str>>> From<(M, T)> for Help {
    fn from((model, text): (M, T)) -> Self {
        Self::Apart { model: model.into(), text: text.into() }
    }
}
