//! A file of a portal, in memory.

/// A file of a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleFile {
    /// Path from the root of the team's Backstage repository, with `/`.
    pub path: String,
    /// Content; lines end with `\n`, the last one too.
    pub text: String,
    /// Whether it is run.
    pub executable: bool,
}

impl BundleFile {
    /// A file that is read, not run.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), executable: false }
    }

    /// Makes it a file that is run.
    pub fn executable(mut self) -> Self {
        self.executable = true;
        self
    }
}
