//! Sources of the catalog's entities.

use serde::{Deserialize, Serialize};

use super::{ContainerName, EmailAddress, EntityName, Guid, HostName, HttpsUrl, IsoDuration, StorageAccountName};

/// Sources of the catalog's entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Catalog {
    /// Users and groups of the directory, through Microsoft Graph and the identity of the portal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub microsoft_graph: Option<MicrosoftGraphProvider>,
    /// Repositories of Azure DevOps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub azure_devops: Vec<AzureDevOpsProvider>,
    /// Files in containers of Azure Storage.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub azure_blob: Vec<AzureBlobProvider>,
    /// Files that are read from a URL.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<Location>,
    /// Users that are written into a file of the portal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<User>,
    /// Groups that are written into a file of the portal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
}

impl Catalog {
    /// Whether the portal names locations, or people, who are a location too.
    pub fn has_locations(&self) -> bool {
        !self.locations.is_empty() || !self.users.is_empty() || !self.groups.is_empty()
    }
}

/// How often a provider runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Schedule {
    /// Time between two runs.
    pub frequency: IsoDuration,
    /// Time that a run may take.
    pub timeout: IsoDuration,
    /// Time before the first run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initial_delay: Option<IsoDuration>,
}

impl Default for Schedule {
    fn default() -> Self {
        let duration = |text: &str| text.parse().expect("the default durations follow their rule");
        Self { frequency: duration("PT1H"), timeout: duration("PT15M"), initial_delay: None }
    }
}

/// Users and groups of the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct MicrosoftGraphProvider {
    /// Which users, as a filter of Microsoft Graph. Not together with `group-member-filter`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_filter: Option<String>,
    /// Users that are members of groups, as a filter of these groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_member_filter: Option<String>,
    /// Which groups, as a filter of Microsoft Graph.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_filter: Option<String>,
    /// Which queries Microsoft Graph understands.
    pub query_mode: QueryMode,
    /// How often it runs.
    pub schedule: Schedule,
}

/// Which queries Microsoft Graph understands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum QueryMode {
    /// Basic queries.
    #[default]
    Basic,
    /// Also those that need a count.
    Advanced,
}

/// Repositories of Azure DevOps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AzureDevOpsProvider {
    /// Name of the provider, unique among them.
    pub id: EntityName,
    /// The host; one of `azure-devops`.
    #[serde(default = "super::azure_devops::cloud")]
    pub host: HostName,
    /// The organization.
    pub organization: String,
    /// The project; `*` for all projects of the organization, or as part of a name for any text.
    pub project: String,
    /// Which repositories; `*` stands for any text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    /// Which file of them.
    #[serde(default = "catalog_info")]
    pub path: String,
    /// How often it runs.
    #[serde(default)]
    pub schedule: Schedule,
}

fn catalog_info() -> String {
    "/catalog-info.yaml".to_owned()
}

/// Files in a container of Azure Storage, read with the identity of the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AzureBlobProvider {
    /// Name of the provider, unique among them.
    pub id: EntityName,
    /// Storage account in the same resource group.
    pub account: StorageAccountName,
    /// The container.
    pub container: ContainerName,
    /// How often it runs.
    #[serde(default)]
    pub schedule: Schedule,
}

/// A file that is read from a URL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Location {
    /// Its address.
    pub url: HttpsUrl,
    /// Whether users and groups in it are imported.
    #[serde(default)]
    pub organization: bool,
    /// Whether software templates in it are imported.
    #[serde(default)]
    pub templates: bool,
}

/// A user of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct User {
    /// Name of the entity.
    pub name: EntityName,
    /// Name that people see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Object id in Microsoft Entra.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Guid>,
    /// Groups of `catalog.groups` that the user belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub member_of: Vec<EntityName>,
}

/// A group of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Group {
    /// Name of the entity.
    pub name: EntityName,
    /// Name that people see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// What it is.
    #[serde(default)]
    pub kind: GroupKind,
    /// The group of `catalog.groups` that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<EntityName>,
}

/// What a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum GroupKind {
    /// A team.
    #[default]
    Team,
    /// A department.
    Department,
    /// A business unit.
    BusinessUnit,
    /// The organization.
    Organization,
}
