//! The whole configuration, its size, and what does not belong to one option.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{
    Accept, Alerts, Assistant, Auth, AzureDevOps, Catalog, Delivery, Domain, EntityName, Entra, EnvName, Environment,
    EnvironmentName, FrontDoor, GitHub, ImageRepository, IpRule, KeyVault, Logs, NamePrefix, Network, Permission,
    Postgres, Redis, Registry, Scale, SecretName, TechDocs, Telemetry,
};

/// A Backstage portal on Azure Container Apps: infrastructure, app configuration and delivery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Portal {
    /// Prefix of the names of all resources.
    pub name: NamePrefix,
    /// Title of the portal.
    #[serde(default = "title")]
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub title: String,
    /// Name of the organization that the portal is for.
    #[cfg_attr(test, schemars(length(min = 1)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// CPU and memory of one replica.
    #[serde(default)]
    pub size: Size,
    /// Tags of all resources.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub tags: IndexMap<String, String>,
    /// Environment variables of the portal, besides those that follow from the options. No secrets. Options in `NODE_OPTIONS`
    /// are added to those of the portal.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub env: IndexMap<EnvName, String>,
    /// Secrets of the portal, besides those that follow from the options.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub secrets: Vec<ExtraSecret>,
    /// The image of the portal.
    #[serde(default)]
    pub image: Image,
    /// How many replicas run.
    #[serde(default)]
    pub scale: Scale,
    /// Address ranges that can reach the portal. Empty: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ip_rules: Vec<IpRule>,
    /// The container registry.
    #[serde(default)]
    pub registry: Registry,
    /// The workspace, and what is logged into it.
    #[serde(default)]
    pub logs: Logs,
    /// The app registration in Microsoft Entra.
    #[serde(default)]
    pub entra: Entra,
    /// Sign-in to the portal.
    #[serde(default)]
    pub auth: Auth,
    /// A key vault for the secrets of the portal. Without it they are parameters of the deployment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_vault: Option<KeyVault>,
    /// A PostgreSQL flexible server. Without it the data is in memory and lost with the replica.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postgres: Option<Postgres>,
    /// An Azure Managed Redis as cache of the backend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redis: Option<Redis>,
    /// A storage account for the generated documentation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub techdocs: Option<TechDocs>,
    /// A virtual network: an environment without public address, private endpoints, private DNS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
    /// Azure Front Door Premium with its firewall, through a private link if there is a network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub front_door: Option<FrontDoor>,
    /// Your own host name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<Domain>,
    /// Application Insights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telemetry: Option<Telemetry>,
    /// Alerts on the portal, sent by e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alerts: Option<Alerts>,
    /// Azure OpenAI, and with `assistant.search` Azure AI Search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assistant: Option<Assistant>,
    /// The Dapr sidecar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dapr: Option<Dapr>,
    /// Locks resources with data (vault, database, storage) against deletion.
    #[serde(default)]
    pub locks: bool,
    /// An identity for the workflows of a repository on GitHub, without a secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub github: Option<GitHub>,
    /// Azure DevOps organizations that the portal reads from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub azure_devops: Vec<AzureDevOps>,
    /// Sources of the catalog's entities.
    #[serde(default)]
    pub catalog: Catalog,
    /// The permission framework of Backstage.
    #[serde(default)]
    pub permission: Permission,
    /// Which files are generated besides the infrastructure.
    #[serde(default)]
    pub delivery: Delivery,
    /// Environments that the portal is deployed to, each with its differences. They share the template; each has a
    /// parameter file. Absent: there is one, without a name.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub environments: IndexMap<EnvironmentName, Environment>,
    /// Accepted diagnostics, each with a reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<Accept>,
}

fn title() -> String {
    "Backstage".to_owned()
}

/// CPU and memory of one replica.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Size {
    /// 1 vCPU and 2 GiB: to try it out.
    #[default]
    Poc,
    /// 2 vCPU and 4 GiB: some hundred entities.
    Medium,
    /// 4 vCPU and 8 GiB on the Consumption profile; needs a database.
    Large,
    /// 2 vCPU and 8 GiB on a Dedicated D4 profile, two replicas a node; needs a database.
    Dedicated,
}

impl Size {
    /// vCPU of a replica.
    pub fn cpu(self) -> i64 {
        match self {
            Self::Poc => 1,
            Self::Medium | Self::Dedicated => 2,
            Self::Large => 4,
        }
    }

    /// GiB of memory of a replica.
    pub fn memory(self) -> i64 {
        match self {
            Self::Poc => 2,
            Self::Medium => 4,
            Self::Large | Self::Dedicated => 8,
        }
    }

    /// MiB of the old space of V8: three quarters of the memory.
    pub fn heap(self) -> i64 {
        self.memory() * 1024 * 3 / 4
    }
}

/// The image of the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Image {
    /// Repository in the registry of the portal that the scripts build and push to.
    pub repository: ImageRepository,
}

impl Default for Image {
    fn default() -> Self {
        Self { repository: "backstage".parse().expect("the default name follows its rule") }
    }
}

/// A secret that reaches the portal as an environment variable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ExtraSecret {
    /// Name of the secret in the app and in the vault; its parameter has the same name in camel case.
    pub name: SecretName,
    /// The environment variable that refers to it.
    pub env: EnvName,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether its value has several lines, such as the private key of a GitHub App.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub multiline: bool,
}

/// The Dapr sidecar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Dapr {
    /// Id of the app, unique in the environment.
    pub app_id: EntityName,
    /// What the sidecar logs.
    #[serde(default)]
    pub log_level: DaprLogLevel,
}

/// What the Dapr sidecar logs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DaprLogLevel {
    /// Everything.
    Debug,
    /// What happens.
    #[default]
    Info,
    /// What may go wrong.
    Warn,
    /// What went wrong.
    Error,
}
