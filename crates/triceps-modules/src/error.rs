//! What keeps modules from being found, fetched or used.

use std::fmt;
use std::io;
use std::path::Path;

use triceps_diagnostics::{Code, Diagnostic, codes};

use crate::files::{LOCK_FILE, SETTINGS_FILE};
use crate::reference::Reference;
use crate::reference_error::ReferenceError;

/// What is wrong, with what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Parts>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    code: Code,
    subject: String,
    message: String,
    help: Option<String>,
}

impl Error {
    pub(crate) fn new(code: Code, subject: impl fmt::Display, message: impl Into<String>) -> Self {
        Self(Box::new(Parts { code, subject: subject.to_string(), message: message.into(), help: None }))
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    pub(crate) fn disk(action: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(codes::TRI0075, path.display(), format!("could not {action} `{}`: {error}", path.display()))
    }

    /// A module that no provider has.
    pub(crate) fn missing(reference: &Reference, message: impl Into<String>) -> Self {
        Self::new(codes::BCP192, reference, message)
    }

    /// What is wrong with a reference as it is written.
    pub fn of_reference_error(text: &str, reference_error: ReferenceError) -> Self {
        let code = reference_error.code;
        let error = Self::reference_error(text, reference_error);
        let first = text.split('/').next().unwrap_or_default();
        match code.id() {
            "BCP189" if first.contains('.') => error.with_help(format!("write `br:{text}`")),
            "BCP189" => error.with_help(format!("write `br/public:{text}` for a module of the public registry")),
            "BCP196" => error.with_help(format!("end it with a version: `{text}:1.0.0`")),
            _ => error,
        }
    }

    /// A path where something of a registry is meant.
    pub fn not_remote(text: &str) -> Self {
        let message = "this is a path, and only modules of registries and template specs are locked";
        Self::new(codes::BCP193, text, message)
            .with_help("write `br/public:avm/res/GROUP/NAME:TAG`, `br:HOST/PATH:TAG` or `ts:..`")
    }

    /// A copy that nothing names.
    pub fn stray(file: &str) -> Self {
        Self::new(codes::TRI0065, file, format!("`{LOCK_FILE}` does not name this copy"))
            .with_help("remove the file, or put back the lock as it was committed")
    }

    /// A module that is locked and not used.
    pub fn unused(reference: &Reference) -> Self {
        Self::new(
            codes::TRI0065,
            reference,
            format!("`{LOCK_FILE}` names the module, but no text and no bindings use it"),
        )
        .with_help(format!("run `triceps modules remove {reference}`"))
    }

    /// Bindings that are not what was generated.
    pub fn edited_bindings(reference: &Reference, file: &str) -> Self {
        Self::new(codes::TRI0066, reference, format!("`{file}` is not what was generated"))
            .with_help(format!("put back the file as it was committed, or run `triceps modules add {reference}`"))
    }

    /// Bindings that are as they were generated, but would be others now.
    pub fn outdated_bindings(file: &str) -> Self {
        let message = format!("`{file}` is not what `{LOCK_FILE}`, `{SETTINGS_FILE}` and this version of triceps give");
        Self::new(codes::TRI0066, file, message).with_help("run `triceps modules sync`, which generates it again")
    }

    /// A default for all modules that none of them takes.
    pub fn unused_default(parameter: &str) -> Self {
        let message = format!("no module has the parameter `{parameter}` of `[modules.defaults]`");
        Self::new(codes::TRI0064, SETTINGS_FILE, message).with_help("correct the name, or take it out")
    }

    /// Bindings that are not there.
    pub fn missing_bindings(reference: &Reference, file: &str) -> Self {
        Self::new(codes::TRI0066, reference, format!("`{file}` is missing"))
            .with_help(format!("put back the file as it was committed, or run `triceps modules add {reference}`"))
    }

    /// The same, at the place of a text that it comes from.
    pub fn at(mut self, place: &str) -> Self {
        let subject = std::mem::replace(&mut self.0.subject, place.to_owned());
        self.0.message = format!("{}: `{subject}`", self.0.message);
        self
    }

    pub(crate) fn reference_error(subject: impl fmt::Display, reference_error: ReferenceError) -> Self {
        Self::new(reference_error.code, subject, reference_error.message)
    }

    /// The code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The reference or file it is about.
    pub fn subject(&self) -> &str {
        &self.0.subject
    }

    /// One sentence that says what is wrong.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do about it.
    pub fn help(&self) -> Option<&str> {
        self.0.help.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { code, subject, message, help } = &*self.0;
        write!(f, "error[{code}] {subject}: {message}")?;
        match help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

impl From<Error> for Diagnostic {
    fn from(error: Error) -> Self {
        let Parts { code, subject, message, help } = *error.0;
        let diagnostic = Self::new(code, subject, message);
        match help {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        }
    }
}
