//! Which of the two sides of a resource type is meant.

/// What is sent to Azure, or what it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `resourceInput<..>`
    Input,
    /// `resourceOutput<..>`
    Output,
}

impl Direction {
    /// The name of the type function in Bicep.
    pub fn name(self) -> &'static str {
        match self {
            Self::Input => "resourceInput",
            Self::Output => "resourceOutput",
        }
    }
}
