//! Kinds of resources: what is a service of its own, where it stands, and what belongs to another one.

/// The title of an identity.
pub(super) const IDENTITY: &str = "Identity";

/// The app.
pub(super) const PORTAL: &str = "Microsoft.App/containerApps";
/// Its registration in the directory.
pub(super) const REGISTRATION: &str = "Microsoft.Graph/applications";

/// Where a node stands, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Entry,
    Portal,
    Services,
    Watching,
}

impl Column {
    pub(super) const ALL: [Self; 4] = [Self::Entry, Self::Portal, Self::Services, Self::Watching];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Entry => "Ingress and sign-in",
            Self::Portal => "Portal",
            Self::Services => "Services",
            Self::Watching => "Logs and telemetry",
        }
    }
}

/// A kind that is a node.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    pub(super) title: String,
    pub(super) column: Column,
    /// Its place in the column.
    pub(super) rank: usize,
}

use Column::{Entry, Portal, Services, Watching};

const NODES: [(&str, &str, Column); 19] = [
    ("Microsoft.Network/FrontDoorWebApplicationFirewallPolicies", "Firewall", Entry),
    ("Microsoft.Cdn/profiles", "Front Door", Entry),
    ("Microsoft.Network/dnsZones", "DNS zone", Entry),
    (REGISTRATION, "App registration", Entry),
    (PORTAL, "Backstage", Portal),
    ("Microsoft.App/managedEnvironments", "Environment", Portal),
    ("Microsoft.ManagedIdentity/userAssignedIdentities", IDENTITY, Portal),
    ("Microsoft.Network/virtualNetworks", "Network", Portal),
    ("Microsoft.Insights/actionGroups", "Alerts", Portal),
    ("Microsoft.ContainerRegistry/registries", "Container registry", Services),
    ("Microsoft.KeyVault/vaults", "Key vault", Services),
    ("Microsoft.DBforPostgreSQL/flexibleServers", "PostgreSQL", Services),
    ("Microsoft.Cache/redisEnterprise", "Redis", Services),
    ("Microsoft.Storage/storageAccounts", "Storage", Services),
    ("Microsoft.CognitiveServices/accounts", "Azure OpenAI", Services),
    ("Microsoft.Search/searchServices", "AI Search", Services),
    ("Microsoft.ServiceBus/namespaces", "Service Bus", Services),
    ("Microsoft.Insights/components", "Application Insights", Watching),
    ("Microsoft.OperationalInsights/workspaces", "Workspace", Watching),
];

/// Kinds that are shown in a node of another kind.
const FOLDED: [(&str, &str); 10] = [
    ("Microsoft.EventGrid/systemTopics", "Microsoft.Insights/actionGroups"),
    ("Microsoft.Network/networkSecurityGroups", "Microsoft.Network/virtualNetworks"),
    ("Microsoft.Network/privateDnsZones", "Microsoft.Network/virtualNetworks"),
    ("Microsoft.Network/privateEndpoints", "Microsoft.Network/virtualNetworks"),
    ("Microsoft.Insights/metricAlerts", "Microsoft.Insights/actionGroups"),
    ("Microsoft.Insights/scheduledQueryRules", "Microsoft.Insights/actionGroups"),
    ("Microsoft.SecurityInsights/onboardingStates", "Microsoft.OperationalInsights/workspaces"),
    ("Microsoft.Graph/servicePrincipals", REGISTRATION),
    ("Microsoft.Graph/appRoleAssignedTo", REGISTRATION),
    ("Microsoft.Resources/deployments", "Microsoft.DBforPostgreSQL/flexibleServers"),
];

/// Where a resource is shown.
pub(super) enum Home {
    Own,
    With(String),
    /// It has no box: it adds a line to the boxes of others.
    None,
}

/// What the needs of a resource mean.
pub(super) enum Tie {
    Owned,
    Endpoints,
    Logs,
    Lock,
    Role,
}

pub(super) fn of(kind: &str) -> Kind {
    let known = NODES.iter().position(|(known, ..)| is(kind, known));
    match known {
        Some(rank) => Kind { title: NODES[rank].1.to_owned(), column: NODES[rank].2, rank },
        None => Kind { title: short(kind).to_owned(), column: Services, rank: NODES.len() },
    }
}

pub(super) fn home(kind: &str) -> Home {
    if !matches!(tie(kind), Tie::Owned | Tie::Endpoints) {
        return Home::None;
    }
    if let Some((_, home)) = FOLDED.iter().find(|(folded, _)| plain(kind).starts_with(folded)) {
        return Home::With((*home).to_owned());
    }
    let kind = plain(kind);
    match kind.match_indices('/').nth(1) {
        Some((end, _)) => Home::With(kind[..end].to_owned()),
        None => Home::Own,
    }
}

pub(super) fn tie(kind: &str) -> Tie {
    match plain(kind) {
        "Microsoft.Insights/diagnosticSettings" => Tie::Logs,
        "Microsoft.Authorization/locks" => Tie::Lock,
        "Microsoft.Authorization/roleAssignments" => Tie::Role,
        kind if kind.starts_with("Microsoft.Network/privateEndpoints") => Tie::Endpoints,
        _ => Tie::Owned,
    }
}

pub(super) fn is(kind: &str, other: &str) -> bool {
    plain(kind).eq_ignore_ascii_case(other)
}

/// The last word of a kind: `secrets`.
pub(super) fn short(kind: &str) -> &str {
    plain(kind).rsplit('/').next().unwrap_or_default()
}

/// A kind without its version.
fn plain(kind: &str) -> &str {
    kind.split('@').next().unwrap_or_default()
}
