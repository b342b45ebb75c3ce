//! Why text cannot be changed so.

use std::fmt;

use triceps_diagnostics::Diagnostics;

/// Why a change of a [`TextTemplate`](crate::read::TextTemplate) was not made. The text is as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditError(String);

impl EditError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl From<Diagnostics> for EditError {
    fn from(diagnostics: Diagnostics) -> Self {
        Self(diagnostics.to_string())
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EditError {}
