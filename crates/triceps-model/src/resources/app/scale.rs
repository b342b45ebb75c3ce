//! Shorthands of how many replicas run, and why.

use std::borrow::Cow;

use super::{
    CustomScaleRule, HttpScaleRule, IntoMetadata, QueueScaleRule, Replicas, ScaleRule, ScaleRuleAuth, TcpScaleRule,
};
use crate::{IntoExpr, IntoValue, ResourceId};

impl Replicas {
    /// Between `minReplicas` (0 to 1000) and `maxReplicas` (1 to 1000) of them.
    pub fn between(min: impl IntoValue<i64>, max: impl IntoValue<i64>) -> Self {
        Self::new().min(min).max(max)
    }

    /// Always this many.
    pub fn exactly(count: impl IntoValue<i64>) -> Self {
        let count = count.into_value();
        Self::between(&count, &count)
    }
}

impl ScaleRule {
    /// `http`: this many requests at the same time for each replica, from 1.
    pub fn http(name: impl IntoValue<String>, concurrent_requests: impl IntoMetadata) -> Self {
        Self::new().name(name).with_http(HttpScaleRule::new()).metadata("concurrentRequests", concurrent_requests)
    }

    /// `tcp`: this many connections at the same time for each replica, from 1.
    pub fn tcp(name: impl IntoValue<String>, concurrent_connections: impl IntoMetadata) -> Self {
        Self::new().name(name).with_tcp(TcpScaleRule::new()).metadata("concurrentConnections", concurrent_connections)
    }

    /// `custom` of the type `cpu`: this much use of the CPU in percent. It needs at least one replica.
    pub fn cpu(name: impl IntoValue<String>, percent: impl IntoMetadata) -> Self {
        Self::custom(name, "cpu").metadata("type", "Utilization").metadata("value", percent)
    }

    /// `custom` of the type `memory`: this much use of the memory in percent. It needs at least one replica.
    pub fn memory(name: impl IntoValue<String>, percent: impl IntoMetadata) -> Self {
        Self::custom(name, "memory").metadata("type", "Utilization").metadata("value", percent)
    }

    /// `azureQueue`: this many messages for each replica in a storage queue. Set the
    /// [`identity`](Self::identity) that reads it; it needs a role such as Storage Queue Data Reader.
    pub fn azure_queue(
        name: impl IntoValue<String>,
        account_name: impl IntoValue<String>,
        queue_name: impl IntoValue<String>,
        queue_length: impl IntoValue<i64>,
    ) -> Self {
        let queue = QueueScaleRule::new().account_name(account_name).queue_name(queue_name).queue_length(queue_length);
        Self::new().name(name).with_azure_queue(queue)
    }

    /// `azureQueue` with a connection string, in the secret of the app by this name.
    pub fn azure_queue_connection(
        name: impl IntoValue<String>,
        queue_name: impl IntoValue<String>,
        queue_length: impl IntoValue<i64>,
        secret: impl IntoValue<String>,
    ) -> Self {
        let queue = QueueScaleRule::new().queue_name(queue_name).queue_length(queue_length);
        Self::new().name(name).with_azure_queue(queue).auth(secret, "connection")
    }

    /// `custom` of the type `azure-servicebus`: this many messages for each replica in a queue. Set the
    /// [`identity`](Self::identity), or [`auth`](Self::auth) with the parameter `connection`.
    pub fn service_bus_queue(
        name: impl IntoValue<String>,
        namespace: impl IntoMetadata,
        queue_name: impl IntoMetadata,
        message_count: impl IntoMetadata,
    ) -> Self {
        Self::custom(name, "azure-servicebus")
            .metadata("queueName", queue_name)
            .metadata("namespace", namespace)
            .metadata("messageCount", message_count)
    }

    /// `custom` of the type `azure-servicebus`: this many messages for each replica in a subscription of a
    /// topic.
    pub fn service_bus_topic(
        name: impl IntoValue<String>,
        namespace: impl IntoMetadata,
        topic_name: impl IntoMetadata,
        subscription_name: impl IntoMetadata,
        message_count: impl IntoMetadata,
    ) -> Self {
        Self::custom(name, "azure-servicebus")
            .metadata("topicName", topic_name)
            .metadata("subscriptionName", subscription_name)
            .metadata("namespace", namespace)
            .metadata("messageCount", message_count)
    }

    /// `custom` of the type `cron`: this many replicas from `start` to `end`, both cron expressions as
    /// `0 8 * * 1-5`, in a time zone as `Europe/Berlin`.
    pub fn cron(
        name: impl IntoValue<String>,
        timezone: impl IntoMetadata,
        start: impl IntoMetadata,
        end: impl IntoMetadata,
        desired_replicas: impl IntoMetadata,
    ) -> Self {
        Self::custom(name, "cron")
            .metadata("timezone", timezone)
            .metadata("start", start)
            .metadata("end", end)
            .metadata("desiredReplicas", desired_replicas)
    }

    /// `custom`: any scaler of KEDA, configured with [`metadata`](Self::metadata).
    pub fn custom(name: impl IntoValue<String>, kind: impl IntoValue<String>) -> Self {
        Self::new().name(name).with_custom(CustomScaleRule::new().kind(kind))
    }

    /// `metadata`: one setting of the scaler. Numbers and booleans become text, as the scaler wants.
    /// Settings of `azureQueue` are properties.
    pub fn metadata(mut self, name: impl Into<Cow<'static, str>>, value: impl IntoMetadata) -> Self {
        let mut entry = Some((name.into(), value.into_metadata()));
        self.0.edit_at(&[self.kind(), "metadata"], &mut |metadata| {
            if let Some((name, value)) = entry.take() {
                metadata.insert(name, value);
            }
        });
        self
    }

    /// `metadata.containerName`: counts the use of this container alone, with `cpu` and `memory`.
    pub fn container(self, name: impl IntoMetadata) -> Self {
        self.metadata("containerName", name)
    }

    /// `auth`: gives the scaler the secret of the app by this name as its parameter: `connection`.
    pub fn auth(mut self, secret: impl IntoValue<String>, parameter: impl IntoValue<String>) -> Self {
        let auth = ScaleRuleAuth::new(secret, parameter);
        self.0.append_at(&[self.kind(), "auth"], auth.into_expr());
        self
    }

    /// `identity`: the identity that the scaler signs in as: a handle, an id, or `system`.
    pub fn identity(mut self, identity: impl IntoValue<ResourceId>) -> Self {
        let identity = identity.into_value().into_expr();
        self.0.insert_at(&[self.kind(), "identity"], identity);
        self
    }

    /// The settings of the kind that the rule is of.
    fn kind(&self) -> &'static str {
        let is_set = |kind: &&'static str| self.0.get(kind).is_some_and(|settings| !settings.is_null());
        KINDS.into_iter().find(is_set).unwrap_or("custom")
    }
}

const KINDS: [&str; 4] = ["http", "tcp", "azureQueue", "custom"];
