//! What is written besides the infrastructure, and the permission framework.

use serde::{Deserialize, Serialize};

use super::{Region, ResourceGroupName};

/// Where the portal is deployed, and which files are generated besides the infrastructure: by default all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a file, each with its name")]
pub struct Delivery {
    /// Resource group that the portal is deployed into. Default: `rg-` and the name of the portal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_group: Option<ResourceGroupName>,
    /// Region of the resource group, for example `westeurope`. Absent: the scripts ask for it when they make the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Region>,
    /// `app-config.production.yaml`, `app-config.local.yaml` and the entities of the catalog.
    pub app_config: bool,
    /// `azure.yaml` and `infra/azd` for the Azure Developer CLI, 1.23.2 or later. They need `key-vault` and `scripts`, and no
    /// `environments`: it has its own.
    pub azd: bool,
    /// The workflow for GitHub Actions; needs `github`.
    pub github_actions: bool,
    /// Scripts that deploy, build, register and clean up.
    pub scripts: bool,
    /// The Dockerfile of the portal.
    pub dockerfile: bool,
    /// Queries for the logs, and the runbook.
    pub runbook: bool,
}

impl Default for Delivery {
    fn default() -> Self {
        Self {
            resource_group: None,
            location: None,
            app_config: true,
            azd: true,
            github_actions: true,
            scripts: true,
            dockerfile: true,
            runbook: true,
        }
    }
}

/// The permission framework of Backstage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Permission {
    /// Whether permissions are enforced.
    pub enabled: bool,
}

impl Default for Permission {
    fn default() -> Self {
        Self { enabled: true }
    }
}
