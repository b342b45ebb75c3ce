//! Models and search for an assistant in the portal.

use serde::{Deserialize, Serialize};

use super::ModelName;

/// Azure OpenAI with deployments of models, and Azure AI Search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Assistant {
    /// Models, deployed one after the other.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub models: Vec<ModelDeployment>,
    /// A search service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
}

/// A model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ModelDeployment {
    /// Name of the model and of its deployment, for example `gpt-4o`.
    pub name: ModelName,
    /// Version of the model.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub version: String,
    /// Thousands of tokens a minute.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub capacity: i64,
}

/// A search service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Search {
    /// Its tier.
    pub sku: SearchSku,
    /// Replicas. The service level for reads and writes needs three.
    #[cfg_attr(test, schemars(range(min = 1, max = 12)))]
    pub replicas: i64,
}

impl Default for Search {
    fn default() -> Self {
        Self { sku: SearchSku::default(), replicas: 3 }
    }
}

/// Tier of a search service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SearchSku {
    /// Up to three replicas.
    #[default]
    Basic,
    /// Up to twelve replicas.
    Standard,
}
