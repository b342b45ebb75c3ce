//! Artifacts of a registry: `br:host/path:tag`, `br/alias:path@sha256:..`.

use std::fmt;

use triceps_diagnostics::codes;

use super::Named;
use super::uri::{Uri, decode};
use crate::config::BicepConfig;
use crate::digest::Digest;
use crate::reference_error::ReferenceError;

const MAX_REGISTRY: usize = 255;
const MAX_PATH: usize = 255;
const MAX_TAG: usize = 128;

/// Which version of an artifact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pin {
    /// A tag, which may be moved to another artifact.
    Tag(String),
    /// The digest of the manifest.
    Digest(Digest),
}

/// An artifact of a registry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OciReference {
    registry: String,
    path: String,
    pin: Pin,
}

impl OciReference {
    /// The host in lower case, with its port if one is written.
    pub fn registry(&self) -> &str {
        &self.registry
    }

    /// The path, without a `/` at either end.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Which version.
    pub fn pin(&self) -> &Pin {
        &self.pin
    }

    /// The same artifact with another tag.
    ///
    /// # Errors
    ///
    /// What is wrong with the tag.
    pub fn with_tag(&self, tag: &str) -> Result<Self, ReferenceError> {
        let text = format!("{}/{}:{tag}", self.registry, self.path);
        if !is_tag(tag) {
            // Parts of the tag would be read as parts of the path.
            return Err(Named { kind: "OCI artifact", alias: None, full: &format!("br:{text}") }.not_a_tag(tag));
        }
        Self::parse(&text, None, &BicepConfig::default())
    }

    /// The same artifact at another place.
    pub(crate) fn at(&self, registry: &str, path: String) -> Self {
        Self { registry: registry.to_owned(), path, pin: self.pin.clone() }
    }

    /// As it stands in the URL of a manifest.
    pub fn version(&self) -> String {
        match &self.pin {
            Pin::Tag(tag) => tag.clone(),
            Pin::Digest(digest) => digest.to_string(),
        }
    }

    pub(super) fn parse(rest: &str, alias: Option<&str>, config: &BicepConfig) -> Result<Self, ReferenceError> {
        let (reference, dropped) = Self::parse_as_compiler(rest, alias, config)?;
        match dropped {
            None => Ok(reference),
            Some(what) => Err(ReferenceError::new(
                codes::TRI0060,
                format!("the reference holds {what}, which the compiler drops: write `{reference}`"),
            )),
        }
    }

    /// The reference as the compiler reads it, with what it drops.
    fn parse_as_compiler(
        rest: &str,
        alias: Option<&str>,
        config: &BicepConfig,
    ) -> Result<(Self, Option<&'static str>), ReferenceError> {
        let resolved = alias.map(|alias| config.registry_alias(alias)).transpose()?;
        let rest = resolved.map_or_else(|| rest.to_owned(), |prefix| format!("{prefix}/{rest}"));
        let full = format!("br:{rest}");
        let named = Named { kind: "OCI artifact", alias, full: &full };
        let shape = || {
            named.invalid(
                codes::BCP193,
                "Specify a reference in the format of \"br:<artifact-uri>:<tag>\", or \
                 \"br/<module-alias>:<module-name-or-path>:<tag>\".",
            )
        };
        let Uri { authority, segments, dropped } = Uri::parse(&rest).ok_or_else(shape)?;
        let Some((last, folders)) = segments[1..].split_last() else { return Err(shape()) };
        if authority.chars().count() > MAX_REGISTRY {
            let why = format!("The registry \"{authority}\" exceeds the maximum length of {MAX_REGISTRY} characters.");
            return Err(named.invalid(codes::BCP200, why));
        }
        let (name, delimiter, version) = match last.find([':', '@']) {
            Some(at) => (&last[..at], last[at..].chars().next(), &last[at + 1..]),
            None => (last.as_str(), None, ""),
        };
        let mut path = String::new();
        let folders = folders.iter().map(|folder| folder.strip_suffix('/').unwrap_or(folder));
        for (index, segment) in folders.chain([name]).enumerate() {
            let segment = decode(segment, true);
            if !is_segment(&segment) {
                let why = format!(
                    "The artifact path segment \"{segment}\" is not valid. Each artifact name path segment must be a \
                     lowercase alphanumeric string optionally separated by a \".\", \"_\" , or \"-\"."
                );
                return Err(named.invalid(codes::BCP195, why));
            }
            if index > 0 {
                path.push('/');
            }
            path.push_str(&segment);
        }
        if path.len() > MAX_PATH {
            let why = format!("Module path \"{path}\" exceeds the maximum length of {MAX_PATH} characters.");
            return Err(named.invalid(codes::BCP199, why));
        }
        let version = decode(version, true);
        if version.is_empty() {
            return Err(named.invalid(codes::BCP196, "The module tag or digest is missing."));
        }
        let pin = if delimiter == Some(':') {
            if version.chars().count() > MAX_TAG {
                let why = format!("The tag \"{version}\" exceeds the maximum length of {MAX_TAG} characters.");
                return Err(named.invalid(codes::BCP197, why));
            }
            if !is_tag(&version) {
                return Err(named.not_a_tag(&version));
            }
            Pin::Tag(version)
        } else {
            let Ok(digest) = version.parse() else {
                let why = format!(
                    "The digest \"{version}\" is not valid. The valid format is a string \"sha256:\" followed by \
                     exactly 64 lowercase hexadecimal digits."
                );
                return Err(named.invalid(codes::BCP224, why));
            };
            Pin::Digest(digest)
        };
        Ok((Self { registry: authority, path, pin }, dropped))
    }
}

impl Named<'_> {
    fn not_a_tag(&self, tag: &str) -> ReferenceError {
        let why = format!(
            "The tag \"{tag}\" is not valid. Valid characters are alphanumeric, \".\", \"_\", or \"-\" but the tag \
             cannot begin with \".\", \"_\", or \"-\"."
        );
        self.invalid(codes::BCP198, why)
    }
}

/// Lower-case letters and digits, with single `.`, `_` and `-` between them.
fn is_segment(text: &str) -> bool {
    text.split(['.', '_', '-'])
        .all(|part| !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9')))
}

fn is_tag(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| match byte {
        b'.' | b'-' => at > 0,
        _ => byte.is_ascii_alphanumeric() || byte == b'_',
    })
}

impl fmt::Display for OciReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { registry, path, pin } = self;
        match pin {
            Pin::Tag(tag) => write!(f, "br:{registry}/{path}:{tag}"),
            Pin::Digest(digest) => write!(f, "br:{registry}/{path}@{digest}"),
        }
    }
}
