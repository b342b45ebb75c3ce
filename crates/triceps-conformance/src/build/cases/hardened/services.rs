//! What has a private endpoint, and the network that it is reached through.

use triceps::functions::{cidr_subnet, concat, tenant};
use triceps::handle::{Conditional, RawRef};
use triceps::{Any, Raw, Template, Value, array, interpolate, object};

use super::parameters::Parameters;
use super::variables::Variables;

pub(super) struct Services {
    pub(super) registry: RawRef,
    pub(super) vault: RawRef,
    pub(super) storage: RawRef,
    pub(super) redis: RawRef,
    pub(super) open_ai: RawRef<Conditional>,
    pub(super) search: RawRef<Conditional>,
    pub(super) network_rules: RawRef,
    pub(super) network: RawRef,
    pub(super) managed_environment: RawRef,
    pub(super) reached_privately: Value<Vec<Any>>,
    pub(super) all_logs: Value<Vec<Any>>,
    pub(super) all_metrics: Value<Vec<Any>>,
    pub(super) alerts: Value<Vec<Any>>,
}

pub(super) fn add(t: &mut Template, parameters: &Parameters, variables: &Variables) -> Services {
    let registry = t.add_raw(
        "registry",
        "Microsoft.ContainerRegistry/registries@2025-11-01",
        object! {
            name: interpolate!("cr{}{}", parameters.name_prefix, variables.token),
            location: &parameters.location,
            tags: &parameters.tags,
            sku: object! { name: "Premium" }.one_line(),
            properties: {
                adminUserEnabled: false,
                anonymousPullEnabled: false,
                dataEndpointEnabled: true,
                publicNetworkAccess: "Disabled",
                networkRuleBypassOptions: "AzureServices",
                roleAssignmentMode: "LegacyRegistryPermissions",
                zoneRedundancy: "Enabled",
                policies: object! {
                    exportPolicy: object! { status: "disabled" }.one_line(),
                    retentionPolicy: object! { status: "enabled", days: 30 }.one_line(),
                }.one_line(),
            },
        },
    );

    let vault = t.add_raw(
        "vault",
        "Microsoft.KeyVault/vaults@2026-02-01",
        object! {
            name: interpolate!("kv{}{}", parameters.name_prefix, variables.token),
            location: &parameters.location,
            tags: &parameters.tags,
            properties: {
                tenantId: tenant().tenant_id(),
                sku: object! { family: "A", name: "standard" }.one_line(),
                enableRbacAuthorization: true,
                enableSoftDelete: true,
                softDeleteRetentionInDays: 90,
                enablePurgeProtection: true,
                publicNetworkAccess: "Disabled",
                networkAcls: object! { bypass: "AzureServices", defaultAction: "Deny" }.one_line(),
            },
        },
    );

    let storage = t.add_raw("storage", "Microsoft.Storage/storageAccounts@2026-04-01", object! {
        name: interpolate!("st{}{}", parameters.name_prefix, variables.token),
        location: &parameters.location,
        tags: &parameters.tags,
        kind: "StorageV2",
        sku: object! { name: "Standard_ZRS" }.one_line(),
        properties: {
            allowBlobPublicAccess: false,
            allowSharedKeyAccess: false,
            defaultToOAuthAuthentication: true,
            minimumTlsVersion: "TLS1_2",
            publicNetworkAccess: "Disabled",
            supportsHttpsTrafficOnly: true,
            networkAcls: object! { bypass: "AzureServices", defaultAction: "Deny" }.one_line(),
            encryption: object! { keySource: "Microsoft.Storage", requireInfrastructureEncryption: true }.one_line(),
        },
    });

    let redis = t.add_raw("redis", "Microsoft.Cache/redisEnterprise@2025-07-01", object! {
        name: interpolate!("redis-{}-{}", parameters.name_prefix, variables.token),
        location: &parameters.location,
        tags: &parameters.tags,
        sku: object! { name: &parameters.cache_size }.one_line(),
        properties: object! { highAvailability: "Enabled", minimumTlsVersion: "1.2", publicNetworkAccess: "Disabled" }.one_line(),
    });

    let open_ai = t.add(
        "openAi",
        Raw::new(
            "Microsoft.CognitiveServices/accounts@2026-05-01",
            object! {
                name: interpolate!("oai-{}-{}", parameters.name_prefix, variables.token),
                location: &parameters.location,
                tags: &parameters.tags,
                kind: "OpenAI",
                sku: object! { name: "S0" }.one_line(),
                identity: object! { type: "SystemAssigned" }.one_line(),
                properties: {
                    customSubDomainName: interpolate!("oai-{}-{}", parameters.name_prefix, variables.token),
                    disableLocalAuth: true,
                    publicNetworkAccess: "Disabled",
                    networkAcls: object! { bypass: "AzureServices", defaultAction: "Deny" }.one_line(),
                },
            },
        )
        .when(&parameters.enable_assistant),
    );

    let search = t.add(
        "search",
        Raw::new(
            "Microsoft.Search/searchServices@2025-05-01",
            object! {
                name: interpolate!("srch-{}-{}", parameters.name_prefix, variables.token),
                location: &parameters.location,
                tags: &parameters.tags,
                sku: object! { name: "basic" }.one_line(),
                properties: object! {
                    replicaCount: 3,
                    partitionCount: 1,
                    disableLocalAuth: true,
                    publicNetworkAccess: "Disabled",
                }.one_line(),
            },
        )
        .when(&parameters.enable_assistant),
    );

    let network_rules = t.add_raw(
        "networkRules",
        "Microsoft.Network/networkSecurityGroups@2025-07-01",
        object! {
            name: interpolate!("nsg-{}", parameters.name_prefix),
            location: &parameters.location,
            tags: &parameters.tags,
        },
    );

    let network = t.add_raw("network", "Microsoft.Network/virtualNetworks@2025-07-01", object! {
        name: interpolate!("vnet-{}", parameters.name_prefix),
        location: &parameters.location,
        tags: &parameters.tags,
        properties: {
            addressSpace: object! { addressPrefixes: array![&parameters.network_prefix].one_line() }.one_line(),
            subnets: [
                {
                    name: "environment",
                    properties: {
                        addressPrefix: cidr_subnet(&parameters.network_prefix, 24, 0),
                        networkSecurityGroup: object! { id: network_rules.id() }.one_line(),
                        delegations: array![
                            object! {
                                name: "environment",
                                properties: object! { serviceName: "Microsoft.App/environments" }.one_line(),
                            }.one_line(),
                        ].one_line(),
                    },
                },
                {
                    name: "endpoints",
                    properties: {
                        addressPrefix: cidr_subnet(&parameters.network_prefix, 24, 1),
                        privateEndpointNetworkPolicies: "Enabled",
                        networkSecurityGroup: object! { id: network_rules.id() }.one_line(),
                    },
                },
                {
                    name: "database",
                    properties: {
                        addressPrefix: cidr_subnet(&parameters.network_prefix, 24, 2),
                        networkSecurityGroup: object! { id: network_rules.id() }.one_line(),
                        delegations: [
                            object! {
                                name: "database",
                                properties: object! { serviceName: "Microsoft.DBforPostgreSQL/flexibleServers" }.one_line(),
                            }.one_line(),
                        ],
                    },
                },
            ],
        },
    });

    let environment_subnet = t.nested(
        &network,
        "environmentSubnet",
        Raw::existing("Microsoft.Network/virtualNetworks/subnets", object! { name: "environment" }.one_line()),
    );

    let managed_environment = t.add_raw("managedEnvironment", "Microsoft.App/managedEnvironments@2026-01-01", object! {
        name: interpolate!("cae-{}", parameters.name_prefix),
        location: &parameters.location,
        tags: &parameters.tags,
        properties: {
            appLogsConfiguration: object! { destination: "azure-monitor" }.one_line(),
            publicNetworkAccess: "Disabled",
            zoneRedundant: true,
            vnetConfiguration: object! { internal: true, infrastructureSubnetId: environment_subnet.id() }.one_line(),
            peerTrafficConfiguration: object! { encryption: object! { enabled: true }.one_line() }.one_line(),
            workloadProfiles: [
                object! { name: "Consumption", workloadProfileType: "Consumption" }.one_line(),
                object! {
                    name: "portal",
                    workloadProfileType: "D4",
                    minimumCount: 3,
                    maximumCount: &parameters.max_replicas,
                }.one_line(),
            ],
        },
    });

    let reached_privately = t.var(
        "privateServices",
        concat((
            array![
                object! { name: "registry", resourceId: registry.id(), groupId: "registry" }.one_line(),
                object! { name: "vault", resourceId: vault.id(), groupId: "vault" }.one_line(),
                object! { name: "storage", resourceId: storage.id(), groupId: "blob" }.one_line(),
                object! { name: "redis", resourceId: redis.id(), groupId: "redisEnterprise" }.one_line(),
                object! {
                    name: "environment",
                    resourceId: managed_environment.id(),
                    groupId: "managedEnvironments",
                }
                .one_line(),
            ],
            parameters.enable_assistant.then_else(
                array![
                    object! { name: "openai", resourceId: open_ai.id(), groupId: "account" }.one_line(),
                    object! { name: "search", resourceId: search.id(), groupId: "searchService" }.one_line(),
                ],
                array![],
            ),
        )),
    );
    let all_logs = t.var("allLogs", array![object! { categoryGroup: "allLogs", enabled: true }.one_line()].one_line());
    let all_metrics =
        t.var("allMetrics", array![object! { category: "AllMetrics", enabled: true }.one_line()].one_line());
    let alerts = t.var("alerts", array![
        {
            name: "restarts",
            description: "A replica of the portal restarts again and again.",
            severity: 2,
            metric: "RestartCount",
            aggregation: "Maximum",
            operator: "GreaterThan",
            threshold: 3,
            dimensions: [],
        },
        {
            name: "server-errors",
            description: "The portal answers with server errors.",
            severity: 1,
            metric: "Requests",
            aggregation: "Total",
            operator: "GreaterThan",
            threshold: 20,
            dimensions: array![
                object! { name: "statusCodeCategory", operator: "Include", values: array!["5xx"].one_line() }.one_line(),
            ].one_line(),
        },
        {
            name: "too-few-replicas",
            description: "Fewer replicas run than there are zones.",
            severity: 1,
            metric: "Replicas",
            aggregation: "Maximum",
            operator: "LessThan",
            threshold: &parameters.min_replicas,
            dimensions: [],
        },
    ]);

    Services {
        registry,
        vault,
        storage,
        redis,
        open_ai,
        search,
        network_rules,
        network,
        managed_environment,
        reached_privately,
        all_logs,
        all_metrics,
        alerts,
    }
}
