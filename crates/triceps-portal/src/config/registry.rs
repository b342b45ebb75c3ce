//! The container registry.

use serde::{Deserialize, Serialize};

/// The container registry of the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Registry {
    /// Its tier. Default: `standard`, with a network `premium`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<RegistrySku>,
    /// Days that manifests without a tag are kept; `premium` only.
    #[cfg_attr(test, schemars(range(min = 0, max = 365)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention_days: Option<i64>,
    /// Whether it is spread over availability zones; `premium` only.
    pub zone_redundant: bool,
}

/// Tier of a container registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RegistrySku {
    /// To try it out.
    Basic,
    /// For production without a network.
    Standard,
    /// Private endpoints, zones, retention.
    Premium,
}
