//! Findings: what is wrong, where, and what to write instead.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::panic::Location;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Info,
    /// Emission goes on, but the compiler, its linter or Azure would complain.
    Warning,
    /// The template is refused.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One finding.
///
/// `Display` is one line; the alternate form `{:#}` adds the help and the line of Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    id: &'static str,
    severity: Severity,
    path: String,
    message: String,
    help: Option<Cow<'static, str>>,
    location: Option<&'static Location<'static>>,
}

impl Diagnostic {
    /// A finding with its id, severity, model path and sentence.
    pub fn new(id: &'static str, severity: Severity, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { id, severity, path: path.into(), message: message.into(), help: None, location: None }
    }

    /// Says what to write instead.
    pub fn with_help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Points at the line of Rust that made it.
    pub fn with_location(mut self, location: Option<&'static Location<'static>>) -> Self {
        self.location = location;
        self
    }

    /// The stable id: a code of the compiler (`BCP037`), a rule of its linter (`no-unused-params`),
    /// or a rule of ours (`TRI0101`).
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The place in the model: `resources.portal.properties.template.containers[0].resources`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// One sentence that says what is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to write instead.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The line of Rust that made it; known in debug builds.
    pub fn location(&self) -> Option<&'static Location<'static>> {
        self.location
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, severity, path, message, help, location } = self;
        if !f.alternate() {
            return write!(f, "{severity}[{id}] {path}: {message}");
        }
        write!(f, "{severity}[{id}]: {message}\n  --> {path}")?;
        if let Some(location) = location {
            write!(f, "\n  made at {}:{}", location.file(), location.line())?;
        }
        if let Some(help) = help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

/// All findings of one check, in the order of the template.
///
/// As an error it renders every finding in full, since build scripts unwrap it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// The findings in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n\n")?;
            }
            write!(f, "{diagnostic:#}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl Error for Diagnostics {}
