//! Why text cannot be changed so.

use std::fmt;

use triceps_diagnostics::Diagnostics;

/// Why a change of a [`TextTemplate`](crate::read::TextTemplate) was not made. The text is as it was before.
///
/// ```
/// use triceps::read::{MemoryFiles, compile};
///
/// let files = MemoryFiles::new().with("main.bicep", "var size = 1\n");
/// let mut template = compile(&files, "main.bicep").template().expect("the file is there");
/// let size = template.variable::<i64>("size").expect("it is declared");
/// let error = template.set(&size, "a[", 3).expect_err("a bracket that is not closed");
/// assert!(error.to_string().starts_with("`a[` is not a path"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditError(String);

impl EditError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// What is wrong with a value that is not in the file yet: it has no place of its own.
    pub(super) fn of_value(diagnostics: &Diagnostics) -> Self {
        let shown = diagnostics.iter().map(|it| {
            let help = it.help().map_or_else(String::new, |help| format!("\n  help: {help}"));
            format!("{}[{}]: {}{help}", it.severity(), it.code(), it.message())
        });
        Self(shown.collect::<Vec<String>>().join("\n"))
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
