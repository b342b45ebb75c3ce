//! Template specs: `ts:subscription/group/name:version`, `ts/alias:name:version`.

use std::fmt;

use triceps_diagnostics::{Code, codes};

use super::Named;
use super::uri::decode;
use crate::config::BicepConfig;
use crate::reference_error::ReferenceError;

const MAX_NAME: usize = 90;

/// A version of a template spec. Letter case does not tell two of them apart in Azure, but is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TemplateSpecReference {
    subscription: String,
    group: String,
    name: String,
    version: String,
}

impl TemplateSpecReference {
    /// The subscription, as it is written.
    pub fn subscription(&self) -> &str {
        &self.subscription
    }

    /// The resource group.
    pub fn group(&self) -> &str {
        &self.group
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The id of the version as a resource of Azure.
    pub fn resource_id(&self) -> String {
        let Self { subscription, group, name, version } = self;
        format!(
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Resources/templateSpecs/{name}\
             /versions/{version}"
        )
    }

    pub(super) fn parse(rest: &str, alias: Option<&str>, config: &BicepConfig) -> Result<Self, ReferenceError> {
        let resolved = alias.map(|alias| config.template_spec_alias(alias)).transpose()?;
        let rest = resolved.map_or_else(|| rest.to_owned(), |prefix| format!("{prefix}/{rest}"));
        let full = format!("ts:{rest}");
        let named = Named { kind: "Template Spec", alias, full: &full };
        let shape = || {
            named.invalid(
                codes::BCP194,
                "Specify a reference in the format of \
                 \"ts:<subscription-ID>/<resource-group-name>/<template-spec-name>:<version>\", or \
                 \"ts/<module-alias>:<template-spec-name>:<version>\".",
            )
        };
        let parts: Vec<&str> = rest.split('/').collect();
        let [subscription, group, last] = parts[..] else { return Err(shape()) };
        let (name, version) = last.rsplit_once(':').ok_or_else(shape)?;
        if [subscription, group, name, version].iter().any(|part| part.is_empty()) {
            return Err(shape());
        }
        let [subscription, group, name, version] = [subscription, group, name, version].map(|part| decode(part, false));
        if !is_guid(&subscription) {
            let why = format!("The subscription ID \"{subscription}\" in is not a GUID.");
            return Err(named.invalid(codes::BCP217, why));
        }
        let bounded = |code: Code, what: &str, text: &str| {
            if text.chars().count() <= MAX_NAME {
                return Ok(());
            }
            let why = format!("The {what} \"{text}\" exceeds the maximum length of {MAX_NAME} characters.");
            Err(named.invalid(code, why))
        };
        bounded(codes::BCP218, "resource group name", &group)?;
        if !is_name(&group) {
            let why = format!(
                "The resource group name \"{group}\" is invalid. Valid characters are alphanumeric, unicode \
                 characters, \".\", \"_\", \"-\", \"(\", or \")\", but the resource group name cannot end with \".\"."
            );
            return Err(named.invalid(codes::BCP219, why));
        }
        let valid = |code: Code, what: &str, text: &str| {
            if is_name(text) {
                return Ok(());
            }
            let why = format!(
                "The Template Spec {what} \"{text}\" is invalid. Valid characters are alphanumeric, \".\", \"_\", \
                 \"-\", \"(\", or \")\", but the Template Spec name cannot end with \".\"."
            );
            Err(named.invalid(code, why))
        };
        bounded(codes::BCP220, "Template Spec name", &name)?;
        valid(codes::BCP221, "name", &name)?;
        bounded(codes::BCP222, "Template Spec version", &version)?;
        valid(codes::BCP223, "version", &version)?;
        Ok(Self { subscription, group, name, version })
    }
}

fn is_name(text: &str) -> bool {
    !text.ends_with('.')
        && text.chars().all(|found| found.is_alphanumeric() || matches!(found, '-' | '_' | '.' | '(' | ')'))
}

/// Whether it is a GUID in a notation of .NET: plain, with hyphens, and that in braces or parentheses.
fn is_guid(text: &str) -> bool {
    let inner = |open, close| text.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    let hyphened = |text: &str| {
        let lengths = text.split('-').map(str::len);
        lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
    };
    hyphened(text)
        || (text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit()))
        || inner('{', '}').or_else(|| inner('(', ')')).is_some_and(hyphened)
}

impl fmt::Display for TemplateSpecReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { subscription, group, name, version } = self;
        write!(f, "ts:{subscription}/{group}/{name}:{version}")
    }
}
