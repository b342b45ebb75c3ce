//! How many replicas run, and what adds more.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CronExpression, QueueName, ServiceBusNamespace, ServiceBusQueue, StorageAccountName, TimeZone};

/// How many replicas run. The default is one, always.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Scale {
    /// Fewest replicas, 0 to 300.
    #[schemars(range(min = 0, max = 300))]
    pub min: i64,
    /// Most replicas, 1 to 300. More than one need a database.
    #[schemars(range(min = 1, max = 300))]
    pub max: i64,
    /// Seconds without events before it goes back to the fewest.
    #[schemars(range(min = 0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cooldown_seconds: Option<i64>,
    /// Seconds between two looks at the sources of events.
    #[schemars(range(min = 1))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polling_seconds: Option<i64>,
    /// What adds replicas. Empty: requests at a time, 50 for each replica.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
}

impl Default for Scale {
    fn default() -> Self {
        Self { min: 1, max: 1, cooldown_seconds: None, polling_seconds: None, rules: Vec::new() }
    }
}

/// What adds replicas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Rule {
    /// HTTP requests at a time.
    Http {
        /// Requests at a time that one replica is meant for.
        #[schemars(range(min = 1))]
        concurrent_requests: i64,
    },
    /// TCP connections at a time.
    Tcp {
        /// Connections at a time that one replica is meant for.
        #[schemars(range(min = 1))]
        concurrent_connections: i64,
    },
    /// Use of the CPU. Never reaches zero replicas.
    Cpu {
        /// Percent that one replica is meant for.
        #[schemars(range(min = 1, max = 100))]
        utilization: i64,
    },
    /// Use of the memory. Never reaches zero replicas.
    Memory {
        /// Percent that one replica is meant for.
        #[schemars(range(min = 1, max = 100))]
        utilization: i64,
    },
    /// Times of the day.
    Cron {
        /// Time zone of the IANA data base, for example `Europe/Berlin`.
        timezone: TimeZone,
        /// When it starts, as five fields of cron.
        start: CronExpression,
        /// When it ends, as five fields of cron.
        end: CronExpression,
        /// Replicas meanwhile.
        #[schemars(range(min = 1))]
        replicas: i64,
    },
    /// Messages of a queue of Azure Storage, read with the identity of the portal.
    AzureQueue {
        /// Storage account in the same resource group.
        account: StorageAccountName,
        /// Name of the queue.
        queue: QueueName,
        /// Messages that one replica is meant for.
        #[serde(default = "messages")]
        #[schemars(range(min = 1))]
        messages: i64,
    },
    /// Messages of a queue of Azure Service Bus, read with the identity of the portal.
    ServiceBus {
        /// Namespace in the same resource group.
        namespace: ServiceBusNamespace,
        /// Name of the queue.
        queue: ServiceBusQueue,
        /// Messages that one replica is meant for.
        #[serde(default = "messages")]
        #[schemars(range(min = 1))]
        messages: i64,
    },
    /// Any other scaler of KEDA.
    Custom {
        /// Name of the scaler, for example `redis`.
        #[schemars(length(min = 1))]
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
