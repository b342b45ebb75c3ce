//! Logs, telemetry and alerts.

use serde::{Deserialize, Serialize};

use super::EmailAddress;

/// The Log Analytics workspace, and what is logged into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Logs {
    /// Days to keep the logs.
    #[cfg_attr(test, schemars(range(min = 30, max = 730)))]
    pub retention_days: i64,
    /// How the output of the portal gets there.
    pub destination: LogDestination,
    /// Whether the other resources also log into it.
    pub diagnostics: bool,
    /// Whether Microsoft Sentinel watches the workspace.
    pub sentinel: bool,
}

impl Default for Logs {
    fn default() -> Self {
        Self { retention_days: 30, destination: LogDestination::default(), diagnostics: true, sentinel: false }
    }
}

/// How the output of the portal gets into the workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LogDestination {
    /// Through a diagnostic setting, without a key. Tables without `_CL`.
    #[default]
    AzureMonitor,
    /// With the shared key of the workspace. Tables with `_CL`.
    LogAnalytics,
    /// Not at all.
    None,
}

/// Application Insights in the same workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Telemetry {
    /// Share of the telemetry that is kept, in percent. Absent: all.
    #[cfg_attr(test, schemars(range(min = 1, max = 100)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sampling_percent: Option<i64>,
}

/// Alerts on restarts, server errors and missing replicas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Alerts {
    /// Recipients.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub emails: Vec<EmailAddress>,
    /// Alert at this number of restarts in five minutes.
    #[serde(default = "restarts")]
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub restarts: i64,
    /// Alert at this number of responses with status 500 or above in five minutes.
    #[serde(default = "server_errors")]
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub server_errors: i64,
}

fn restarts() -> i64 {
    3
}

fn server_errors() -> i64 {
    20
}
