//! Diagnostics that are accepted where they are found.

use triceps_diagnostics::Code;

use super::RawDiagnostic;
use crate::middle::{Middle, Place};

/// A diagnostic that was found and is accepted.
#[derive(Clone, Debug)]
pub struct Accepted {
    code: Code,
    place: Place,
    path: String,
    reason: String,
}

impl Accepted {
    /// The code of the diagnostic.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The place in the model that it is about.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Why it is fine there; empty for what a directive in a text accepts.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// A diagnostic that is accepted for a reason.
    #[doc(hidden)]
    pub fn new(diagnostic: &RawDiagnostic, path: String, reason: String) -> Self {
        Self { code: diagnostic.code, place: diagnostic.place, path, reason }
    }

    /// What a directive in the text accepts.
    pub(super) fn by_directive(middle: &Middle, diagnostic: &RawDiagnostic) -> Self {
        let RawDiagnostic { code, place, .. } = *diagnostic;
        Self { code, place, path: middle.path(place), reason: String::new() }
    }

    /// What it is about.
    #[doc(hidden)]
    pub fn place(&self) -> Place {
        self.place
    }

    /// The same, shown at another place.
    #[doc(hidden)]
    pub fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }
}
