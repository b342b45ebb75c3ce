//! What adds replicas, and the rights to look at queues.

use triceps::app::{Replicas, ScaleRule};
use triceps::authorization::Role;
use triceps::managed_identity::UserAssignedIdentityRef;
use triceps::service_bus::{Namespace, NamespaceRef, Queue as BusQueue};
use triceps::storage::StorageAccountRef;
use triceps::{Expr, IntoExpr, Template};

use super::base::Base;
use super::existing::numbered;
use super::varying::Varying;
use triceps_portal::config::{Rule, Scale};

/// Requests at a time that one replica is meant for, by default.
const CONCURRENT_REQUESTS: i64 = 50;

/// The replicas, and what has to be granted before their rules work.
pub(super) fn replicas(
    t: &mut Template,
    base: &mut Base,
    scale: &Scale,
    varying: &Varying,
    identity: UserAssignedIdentityRef,
) -> (Replicas, Vec<Expr>) {
    let mut replicas = Replicas::between(&varying.min, &varying.max);
    if let Some(seconds) = scale.cooldown_seconds {
        replicas = replicas.cooldown_period(seconds);
    }
    if let Some(seconds) = scale.polling_seconds {
        replicas = replicas.polling_interval(seconds);
    }
    if scale.rules.is_empty() {
        return (replicas.rule(ScaleRule::http("http", CONCURRENT_REQUESTS)), Vec::new());
    }
    let mut queues = Queues { base, identity, namespaces: Vec::new(), granted: Vec::new(), ready: Vec::new() };
    let mut names: Vec<&str> = Vec::new();
    for rule in &scale.rules {
        let kind = kind(rule);
        names.push(kind);
        let name = match names.iter().filter(|name| **name == kind).count() {
            1 => kind.to_owned(),
            count => format!("{kind}-{count}"),
        };
        replicas = replicas.rule(queues.rule(t, name, rule));
    }
    (replicas, queues.ready)
}

fn kind(rule: &Rule) -> &'static str {
    match rule {
        Rule::Http { .. } => "http",
        Rule::Tcp { .. } => "tcp",
        Rule::Cpu { .. } => "cpu",
        Rule::Memory { .. } => "memory",
        Rule::Cron { .. } => "cron",
        Rule::AzureQueue { .. } => "queue",
        Rule::ServiceBus { .. } => "service-bus",
        Rule::Custom { .. } => "custom",
    }
}

/// Queues that exist in the resource group, each declared and granted once.
struct Queues<'a> {
    base: &'a mut Base,
    identity: UserAssignedIdentityRef,
    namespaces: Vec<(String, NamespaceRef)>,
    granted: Vec<(&'static str, String, String)>,
    ready: Vec<Expr>,
}

impl Queues<'_> {
    fn rule(&mut self, t: &mut Template, name: String, rule: &Rule) -> ScaleRule {
        match rule {
            Rule::Http { concurrent_requests } => ScaleRule::http(name, *concurrent_requests),
            Rule::Tcp { concurrent_connections } => ScaleRule::tcp(name, *concurrent_connections),
            Rule::Cpu { utilization } => ScaleRule::cpu(name, *utilization),
            Rule::Memory { utilization } => ScaleRule::memory(name, *utilization),
            Rule::Cron { timezone, start, end, replicas } => {
                ScaleRule::cron(name, timezone.to_string(), start.to_string(), end.to_string(), *replicas)
            }
            Rule::AzureQueue { account, queue, messages } => {
                let (account, queue) = (account.to_string(), queue.to_string());
                let handle = self.storage_queue(t, &account, &queue);
                ScaleRule::azure_queue(name, handle.name(), queue, *messages).identity(self.identity)
            }
            Rule::ServiceBus { namespace, queue, messages } => {
                let (namespace, queue) = (namespace.to_string(), queue.to_string());
                let handle = self.bus_queue(t, &namespace, &queue);
                ScaleRule::service_bus_queue(name, handle.name(), queue, *messages).identity(self.identity)
            }
            Rule::Custom { scaler, metadata } => {
                metadata.iter().fold(ScaleRule::custom(name, scaler.as_str()), |rule, (key, value)| {
                    rule.metadata(key.clone(), value.as_str())
                })
            }
        }
    }

    fn storage_queue(&mut self, t: &mut Template, account: &str, queue: &str) -> StorageAccountRef {
        if let Some(number) = self.first("queue", account, queue) {
            let queue = self.base.existing.queue(t, numbered("queue", number), account, queue);
            let symbol = numbered("portalReadsQueue", number);
            let grant = self.base.grant(t, symbol, queue, Role::STORAGE_QUEUE_DATA_READER, self.identity);
            self.ready.push(grant.into_expr());
        }
        self.base.existing.account(t, account)
    }

    fn bus_queue(&mut self, t: &mut Template, namespace: &str, queue: &str) -> NamespaceRef {
        let handle = match self.namespaces.iter().find(|(name, _)| name == namespace) {
            Some((_, handle)) => *handle,
            None => {
                let symbol = numbered("serviceBus", self.namespaces.len());
                let handle = t.existing(symbol, Namespace::existing(namespace));
                self.namespaces.push((namespace.to_owned(), handle));
                handle
            }
        };
        if let Some(number) = self.first("service-bus", namespace, queue) {
            let queue = t.existing(numbered("busQueue", number), BusQueue::existing(queue).parent(handle));
            let symbol = numbered("portalReceivesMessages", number);
            let grant = self.base.grant(t, symbol, queue, Role::AZURE_SERVICE_BUS_DATA_RECEIVER, self.identity);
            self.ready.push(grant.into_expr());
        }
        handle
    }

    /// The number, among those of its kind, of a queue that was not seen before.
    fn first(&mut self, kind: &'static str, owner: &str, queue: &str) -> Option<usize> {
        let key = (kind, owner.to_owned(), queue.to_owned());
        if self.granted.contains(&key) {
            return None;
        }
        self.granted.push(key);
        Some(self.granted.iter().filter(|(other, ..)| *other == kind).count() - 1)
    }
}
