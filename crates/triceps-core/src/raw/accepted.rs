//! Diagnostics that are accepted where they are found.

use triceps_diagnostics::Code;

use crate::middle::Place;

/// A diagnostic that was found and is accepted.
#[derive(Clone, Debug)]
pub struct Accepted {
    pub(crate) code: Code,
    pub(crate) place: Place,
    pub(crate) path: String,
    pub(crate) reason: String,
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

    /// Why it is fine there.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// What it is about.
    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// The same, shown at another place.
    pub(crate) fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }
}
