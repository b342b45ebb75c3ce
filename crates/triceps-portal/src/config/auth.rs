//! Sign-in to the portal with Microsoft Entra.

use serde::{Deserialize, Serialize};

use super::{DomainHint, HostName, IsoDuration};

/// Sign-in to the portal with Microsoft Entra.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Auth {
    /// How a user of the directory becomes a user of the catalog, tried in this order.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub resolvers: Vec<Resolver>,
    /// Domain of the organization, or id of its tenant: its users need not choose an account. Single tenant only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain_hint: Option<DomainHint>,
    /// Maximum duration of a session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_duration: Option<IsoDuration>,
    /// Scopes besides `email`, `openid`, `offline_access` and `user.read`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub additional_scopes: Vec<String>,
}

impl Default for Auth {
    fn default() -> Self {
        Self {
            resolvers: vec![Resolver::from(ResolverKind::UserIdMatchingUserEntityAnnotation)],
            domain_hint: None,
            session_duration: None,
            additional_scopes: Vec::new(),
        }
    }
}

/// How a user of the directory becomes a user of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Resolver {
    /// What has to match.
    pub kind: ResolverKind,
    /// Domains whose users may sign in; for `email-local-part-matching-user-entity-name` only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_domains: Vec<HostName>,
}

impl From<ResolverKind> for Resolver {
    fn from(kind: ResolverKind) -> Self {
        Self { kind, allowed_domains: Vec::new() }
    }
}

/// What has to match between a user of the directory and one of the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ResolverKind {
    /// The object id and the annotation `graph.microsoft.com/user-id`.
    UserIdMatchingUserEntityAnnotation,
    /// The e-mail address and the annotation `microsoft.com/email`.
    EmailMatchingUserEntityAnnotation,
    /// The e-mail address and `spec.profile.email`.
    EmailMatchingUserEntityProfileEmail,
    /// What stands before the `@` and the name of the user.
    EmailLocalPartMatchingUserEntityName,
}

impl ResolverKind {
    /// The name in this configuration.
    pub fn key(self) -> &'static str {
        match self {
            Self::UserIdMatchingUserEntityAnnotation => "user-id-matching-user-entity-annotation",
            Self::EmailMatchingUserEntityAnnotation => "email-matching-user-entity-annotation",
            Self::EmailMatchingUserEntityProfileEmail => "email-matching-user-entity-profile-email",
            Self::EmailLocalPartMatchingUserEntityName => "email-local-part-matching-user-entity-name",
        }
    }

    /// The name in the configuration of Backstage.
    pub fn name(self) -> &'static str {
        match self {
            Self::UserIdMatchingUserEntityAnnotation => "userIdMatchingUserEntityAnnotation",
            Self::EmailMatchingUserEntityAnnotation => "emailMatchingUserEntityAnnotation",
            Self::EmailMatchingUserEntityProfileEmail => "emailMatchingUserEntityProfileEmail",
            Self::EmailLocalPartMatchingUserEntityName => "emailLocalPartMatchingUserEntityName",
        }
    }
}
