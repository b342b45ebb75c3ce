//! What a module, an import or a parameter file names.

mod oci;
mod path;
mod template_spec;
mod uri;

use std::fmt;

use triceps_diagnostics::{Code, codes};

use crate::config::BicepConfig;
use crate::reference_error::ReferenceError;

pub use oci::{OciReference, Pin};
pub use path::LocalPath;
pub(crate) use path::normal;
pub use template_spec::TemplateSpecReference;
pub(crate) use uri::decode;

/// What a module, an import or a parameter file names, in its normal form: without aliases, and with the host in lower
/// case.
///
/// ```
/// use triceps_modules::{BicepConfig, Reference};
///
/// let reference = Reference::parse("br/public:avm/res/storage/storage-account:0.32.1", &BicepConfig::default())?;
/// assert_eq!(reference.to_string(), "br:mcr.microsoft.com/bicep/avm/res/storage/storage-account:0.32.1");
/// # Ok::<(), triceps_modules::ReferenceError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// An artifact of a registry.
    Registry(OciReference),
    /// A version of a template spec.
    TemplateSpec(TemplateSpecReference),
    /// A file.
    Path(LocalPath),
}

impl Reference {
    /// Reads a reference as it is written in a file of this configuration.
    ///
    /// # Errors
    ///
    /// What is wrong with the reference, with the code of the compiler.
    pub fn parse(text: &str, config: &BicepConfig) -> Result<Self, ReferenceError> {
        let Some((scheme, rest)) = text.split_once(':') else { return LocalPath::parse(text).map(Self::Path) };
        let (scheme, alias) = match scheme.split_once('/') {
            Some((scheme, alias)) => (scheme, Some(alias)),
            None => (scheme, None),
        };
        match scheme {
            "br" => OciReference::parse(rest, alias, config).map(Self::Registry),
            "ts" => TemplateSpecReference::parse(rest, alias, config).map(Self::TemplateSpec),
            "br-mock" => Err(ReferenceError::new(
                codes::BCP449,
                "The 'br-mock' module reference scheme is for internal use only. Use a 'br/<alias>:' reference with a \
                 configured 'mapToFilePath' alias instead.",
            )),
            _ => Err(ReferenceError::new(
                codes::BCP189,
                format!(
                    "The specified module reference scheme \"{scheme}\" is not recognized. Specify a path to a local \
                     module file or a module reference using one of the following schemes: \"br\", \"ts\""
                ),
            )),
        }
    }

    /// The text that names it in any project: that of the public registry by the alias that every project has.
    pub fn short_text(&self) -> String {
        let text = self.to_string();
        match text.strip_prefix("br:mcr.microsoft.com/bicep/") {
            Some(rest) => format!("br/public:{rest}"),
            None => text,
        }
    }

    /// Whether it names something that is not a file of the project.
    pub fn is_remote(&self) -> bool {
        !matches!(self, Self::Path(_))
    }

    /// Its last segment, from which names are made: `storage-account`.
    pub fn short_name(&self) -> &str {
        let path = match self {
            Self::Registry(reference) => reference.path(),
            Self::TemplateSpec(reference) => reference.name(),
            Self::Path(path) => path.as_str().rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem),
        };
        path.rsplit_once('/').map_or(path, |(_, last)| last)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Registry(reference) => reference.fmt(f),
            Self::TemplateSpec(reference) => reference.fmt(f),
            Self::Path(path) => path.fmt(f),
        }
    }
}

/// How a message names a reference, and what was resolved.
struct Named<'a> {
    /// `OCI artifact` or `Template Spec`.
    kind: &'a str,
    alias: Option<&'a str>,
    /// The reference in full, without its alias.
    full: &'a str,
}

impl Named<'_> {
    fn invalid(&self, code: Code, why: impl fmt::Display) -> ReferenceError {
        let Self { kind, alias, full } = self;
        ReferenceError::new(
            code,
            match alias {
                Some(alias) => {
                    format!("The {kind} reference \"{full}\" after resolving alias \"{alias}\" is not valid. {why}")
                }
                None => format!("The specified {kind} reference \"{full}\" is not valid. {why}"),
            },
        )
    }
}
