//! Azure DevOps: which organizations are read with which credential.

use serde::{Deserialize, Serialize};

use super::{Guid, HostName, SecretName};

/// A host of Azure DevOps and the credentials for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AzureDevOps {
    /// The host. A self-hosted server takes only personal access tokens.
    #[serde(default = "cloud")]
    pub host: HostName,
    /// Credentials. At most one has no `organizations`.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub credentials: Vec<Credential>,
}

/// The host of the service in the cloud, the only one that knows more than personal access tokens.
const CLOUD: &str = "dev.azure.com";

/// The host that is meant where none is given.
pub(super) fn cloud() -> HostName {
    CLOUD.parse().expect("the host of the cloud is a host name")
}

/// Whether a host is that of the service in the cloud.
pub(crate) fn is_cloud(host: &str) -> bool {
    host.eq_ignore_ascii_case(CLOUD)
}

/// How the portal signs in to Azure DevOps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Credential {
    /// The user-assigned identity of the portal.
    ManagedIdentity {
        /// Organizations that it is for. Empty: all others.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        organizations: Vec<String>,
    },
    /// A system-assigned identity of the portal, which this adds.
    SystemIdentity {
        /// Organizations that it is for. Empty: all others.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        organizations: Vec<String>,
    },
    /// A service principal with a secret.
    ClientSecret {
        /// Organizations that it is for. Empty: all others.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        organizations: Vec<String>,
        /// Application (client) id.
        client_id: Guid,
        /// Directory (tenant) id.
        tenant_id: Guid,
        /// Name of its secret: a secure parameter, or a secret of the vault.
        secret: SecretName,
    },
    /// An application that trusts the identity of the portal, also in another tenant.
    ClientAssertion {
        /// Organizations that it is for. Empty: all others.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        organizations: Vec<String>,
        /// Application (client) id.
        client_id: Guid,
        /// Directory (tenant) id of the organization.
        tenant_id: Guid,
        /// Whether the system-assigned identity is trusted instead of the user-assigned one.
        #[serde(default)]
        system_identity: bool,
    },
    /// A personal access token.
    PersonalAccessToken {
        /// Organizations that it is for. Empty: all others.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        organizations: Vec<String>,
        /// Name of its secret: a secure parameter, or a secret of the vault.
        secret: SecretName,
    },
}

impl Credential {
    /// Its kind in this configuration.
    pub fn key(&self) -> &'static str {
        match self {
            Self::ManagedIdentity { .. } => "managed-identity",
            Self::SystemIdentity { .. } => "system-identity",
            Self::ClientSecret { .. } => "client-secret",
            Self::ClientAssertion { .. } => "client-assertion",
            Self::PersonalAccessToken { .. } => "personal-access-token",
        }
    }

    /// The organizations that it is for; empty for all that no other credential names.
    pub fn organizations(&self) -> &[String] {
        match self {
            Self::ManagedIdentity { organizations }
            | Self::SystemIdentity { organizations }
            | Self::ClientSecret { organizations, .. }
            | Self::ClientAssertion { organizations, .. }
            | Self::PersonalAccessToken { organizations, .. } => organizations,
        }
    }

    /// The secret that it needs.
    pub fn secret(&self) -> Option<&SecretName> {
        match self {
            Self::ClientSecret { secret, .. } | Self::PersonalAccessToken { secret, .. } => Some(secret),
            _ => None,
        }
    }

    /// Whether it needs the system-assigned identity of the portal.
    pub fn needs_system_identity(&self) -> bool {
        matches!(self, Self::SystemIdentity { .. } | Self::ClientAssertion { system_identity: true, .. })
    }
}
