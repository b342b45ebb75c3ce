//! One diagnostic.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::panic::Location;

use crate::{Code, Severity};

/// A range of text in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The path of the file, as the reader was given it.
    pub file: String,
    /// The range in bytes.
    pub bytes: Range<usize>,
    /// Line and column where it starts, both from 1; columns count UTF-16 units.
    pub start: (u32, u32),
    /// Line and column where it ends.
    pub end: (u32, u32),
}

/// One diagnostic.
///
/// `Display` is one line; the alternate form `{:#}` adds the help and the line of Rust.
///
/// ```
/// use triceps_diagnostics::{Diagnostic, codes};
///
/// let diagnostic = Diagnostic::new(codes::BCP037, "resources.registry.properties.sku", "there is no property `sku`")
///     .with_help("it belongs at the top level of the body");
/// assert_eq!(diagnostic.to_string(), "error[BCP037] resources.registry.properties.sku: there is no property `sku`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    code: Code,
    severity: Severity,
    path: String,
    message: String,
    help: Option<Cow<'static, str>>,
    location: Option<&'static Location<'static>>,
    span: Option<Span>,
}

impl Diagnostic {
    /// A diagnostic with its code, its place in the model and one sentence. It has the level of its code.
    pub fn new(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.level(),
            path: path.into(),
            message: message.into(),
            help: None,
            location: None,
            span: None,
        }
    }

    /// Gives it another level than its code has.
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
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

    /// Points at a range of text.
    pub fn with_span(mut self, span: Option<Span>) -> Self {
        self.span = span;
        self
    }

    /// Says which part of a whole its path lies in: `files['network.bicep']`.
    pub fn within(mut self, part: &str) -> Self {
        self.path.insert(0, '.');
        self.path.insert_str(0, part);
        self
    }

    /// The code with all that is known of it.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The stable id: a code of the compiler (`BCP037`), a rule of its linter (`no-unused-params`), or a code of
    /// triceps (`TRI0101`).
    pub fn id(&self) -> &'static str {
        self.code.id()
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

    /// The range of text it is about, for a file that was read.
    pub fn span(&self) -> Option<&Span> {
        self.span.as_ref()
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, severity, path, message, help, location, span } = self;
        if !f.alternate() {
            return match span {
                Some(Span { file, start: (line, column), .. }) => {
                    write!(f, "{file}({line},{column}) : {severity} {code}: {message}")
                }
                None => write!(f, "{severity}[{code}] {path}: {message}"),
            };
        }
        write!(f, "{severity}[{code}]: {message}\n  --> {path}")?;
        if let Some(Span { file, start: (line, column), .. }) = span {
            write!(f, "\n  at {file}:{line}:{column}")?;
        }
        if let Some(location) = location {
            write!(f, "\n  made at {}:{}", location.file(), location.line())?;
        }
        if let Some(help) = help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes;

    fn diagnostic() -> Diagnostic {
        Diagnostic::new(codes::BCP037, "resources.registry", "there is no property `sku`")
    }

    #[test]
    fn a_diagnostic_in_a_text_has_the_form_of_the_compiler() {
        let span = Span { file: "main.bicep".into(), bytes: 24..27, start: (3, 5), end: (3, 8) };
        let diagnostic = diagnostic().with_span(Some(span.clone()));
        assert_eq!(diagnostic.to_string(), "main.bicep(3,5) : error BCP037: there is no property `sku`");
        let full = "error[BCP037]: there is no property `sku`\n  --> resources.registry\n  at main.bicep:3:5";
        assert_eq!(format!("{diagnostic:#}"), full);
        assert_eq!(diagnostic.span(), Some(&span));
    }

    #[test]
    fn a_diagnostic_of_a_model_names_its_path_its_line_and_the_remedy() {
        let location = Location::caller();
        let diagnostic = diagnostic()
            .with_severity(Severity::Info)
            .with_help("it belongs at the top level")
            .with_location(Some(location))
            .within("files['a.bicep']");
        let path = "files['a.bicep'].resources.registry";
        assert_eq!(diagnostic.to_string(), format!("info[BCP037] {path}: there is no property `sku`"));
        let full = format!(
            "info[BCP037]: there is no property `sku`\n  --> {path}\n  made at {}:{}\n  help: it belongs at the top level",
            location.file(),
            location.line()
        );
        assert_eq!(format!("{diagnostic:#}"), full);
        assert_eq!((diagnostic.id(), diagnostic.code().level()), ("BCP037", Severity::Error));
        assert_eq!((diagnostic.severity(), diagnostic.path()), (Severity::Info, path));
        assert_eq!(diagnostic.message(), "there is no property `sku`");
        assert_eq!(diagnostic.help(), Some("it belongs at the top level"));
        assert_eq!(diagnostic.location(), Some(location));
    }
}
