//! How many replicas run, and what adds more.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{CronExpression, QueueName, ServiceBusNamespace, ServiceBusQueue, StorageAccountName, TimeZone};

/// How many replicas run. The default is one, always.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Scale {
    /// Fewest replicas, 0 to 300.
    #[cfg_attr(test, schemars(range(min = 0, max = 300)))]
    pub min: i64,
    /// Most replicas, 1 to 300. More than one need a database.
    #[cfg_attr(test, schemars(range(min = 1, max = 300)))]
    pub max: i64,
    /// Seconds without events before it scales down to `min`.
    #[cfg_attr(test, schemars(range(min = 0)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cooldown_seconds: Option<i64>,
    /// Seconds between polls of the event sources.
    #[cfg_attr(test, schemars(range(min = 1)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polling_seconds: Option<i64>,
    /// Rules that add replicas. Empty: 50 concurrent requests for each replica.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
}

impl Default for Scale {
    fn default() -> Self {
        Self { min: 1, max: 1, cooldown_seconds: None, polling_seconds: None, rules: Vec::new() }
    }
}

/// A rule that adds replicas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Rule {
    /// Concurrent HTTP requests.
    Http {
        /// Concurrent requests for each replica.
        #[cfg_attr(test, schemars(range(min = 1)))]
        concurrent_requests: i64,
    },
    /// Concurrent TCP connections.
    Tcp {
        /// Concurrent connections for each replica.
        #[cfg_attr(test, schemars(range(min = 1)))]
        concurrent_connections: i64,
    },
    /// CPU utilization. It cannot scale to zero replicas.
    Cpu {
        /// Target utilization of a replica, in percent.
        #[cfg_attr(test, schemars(range(min = 1, max = 100)))]
        utilization: i64,
    },
    /// Memory utilization. It cannot scale to zero replicas.
    Memory {
        /// Target utilization of a replica, in percent.
        #[cfg_attr(test, schemars(range(min = 1, max = 100)))]
        utilization: i64,
    },
    /// Times of the day.
    Cron {
        /// Time zone of the IANA database, for example `Europe/Berlin`.
        timezone: TimeZone,
        /// When it starts, as five fields of cron.
        start: CronExpression,
        /// When it ends, as five fields of cron.
        end: CronExpression,
        /// Replicas during this time.
        #[cfg_attr(test, schemars(range(min = 1)))]
        replicas: i64,
    },
    /// Messages of a queue of Azure Storage, read with the identity of the portal.
    AzureQueue {
        /// Storage account in the same resource group.
        account: StorageAccountName,
        /// Name of the queue.
        queue: QueueName,
        /// Messages for each replica.
        #[serde(default = "messages")]
        #[cfg_attr(test, schemars(range(min = 1)))]
        messages: i64,
    },
    /// Messages of a queue of Azure Service Bus, read with the identity of the portal.
    ServiceBus {
        /// Namespace in the same resource group.
        namespace: ServiceBusNamespace,
        /// Name of the queue.
        queue: ServiceBusQueue,
        /// Messages for each replica.
        #[serde(default = "messages")]
        #[cfg_attr(test, schemars(range(min = 1)))]
        messages: i64,
    },
    /// Any other scaler of KEDA.
    Custom {
        /// Name of the scaler, for example `redis`.
        #[cfg_attr(test, schemars(length(min = 1)))]
        scaler: String,
        /// Its metadata.
        metadata: IndexMap<String, String>,
    },
}

fn messages() -> i64 {
    5
}

impl Rule {
    /// Whether it only works while replicas run.
    pub fn is_resource_rule(&self) -> bool {
        matches!(self, Self::Cpu { .. } | Self::Memory { .. })
    }
}
