//! What is wrong with a reference as it is written.

use std::fmt;

use triceps_diagnostics::Code;

/// What is wrong with a reference, with the code that the compiler gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceError {
    /// The code.
    pub code: Code,
    /// One sentence, in the words of the compiler where it has any.
    pub message: String,
}

impl ReferenceError {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// The message, and what to do.
    #[cfg(feature = "compile")]
    pub(crate) fn with_advice(self) -> String {
        let section = match self.code.id() {
            "BCP212" => "ts",
            "BCP213" => "br",
            _ => return self.message,
        };
        self.message + &format!(" Add it to `moduleAliases.{section}` there, or write the reference without an alias.")
    }
}

impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for ReferenceError {}
