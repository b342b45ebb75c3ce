//! Microsoft Entra: the app registration, and the identity of workflows.

use serde::{Deserialize, Serialize};

use super::{GitHubRepository, Guid};

/// The app registration in Microsoft Entra.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Entra {
    /// Who makes the registration.
    pub registration: Registration,
    /// Whose users may sign in.
    pub audience: Audience,
    /// Which groups are listed in tokens.
    pub group_claims: GroupClaims,
    /// Application (client) id of a registration that exists. Absent: a parameter of the deployment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<Guid>,
    /// Directory (tenant) id. Absent: the tenant of the deployment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<Guid>,
}

/// Who makes the app registration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Registration {
    /// A script, run by someone with the rights.
    #[default]
    Script,
    /// The template, through the Microsoft Graph extension.
    Graph,
}

/// Whose users may sign in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Those of one tenant.
    #[default]
    SingleTenant,
    /// Those of any tenant.
    MultiTenant,
}

/// Which groups are listed in tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum GroupClaims {
    /// None.
    #[default]
    None,
    /// Security groups.
    SecurityGroup,
    /// Groups that are assigned to the application.
    ApplicationGroup,
    /// All.
    All,
}

/// An identity for the workflows of a repository on GitHub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GitHub {
    /// Owner and name of the repository.
    pub repository: GitHubRepository,
    /// Which runs are trusted, at most 20.
    #[serde(default = "production")]
    #[cfg_attr(test, schemars(length(min = 1, max = 20)))]
    pub subjects: Vec<Subject>,
}

fn production() -> Vec<Subject> {
    vec![Subject::Environment("production".to_owned())]
}

/// Which runs of workflows are trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// Those of a deployment environment.
    Environment(String),
    /// Those of a branch.
    Branch(String),
    /// Those of a tag.
    Tag(String),
}
