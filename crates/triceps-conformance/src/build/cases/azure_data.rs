//! Azure slices: database, cache, documents, vault.

use triceps::functions::{
    empty, guid, items, range, resource_group, subscription_resource_id, take, tenant, to_lower, unique_string,
};
use triceps::{Any, Param, Raw, Template, TypeExpr, array, each, interpolate, object};

pub(super) fn azure_postgres_flexible() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Private PostgreSQL server that accepts Entra identities only.");

    let location =
        t.param(Param::string("location").description("Region of the server.").default(resource_group().location()));
    let server_name = t.param(Param::string("serverName").description("Server name.").length(3..=50));
    let subnet_id = t.param(Param::string("subnetId").description("Delegated subnet of the server."));
    let network_id = t.param(Param::string("networkId").description("Network that resolves the server name."));
    let admin_group = t.param(
        Param::typed(
            "adminGroup",
            TypeExpr::object([("objectId", TypeExpr::named("string")), ("name", TypeExpr::named("string"))]),
        )
        .description("Group that administers the server."),
    );
    let workload_identity = t.param(
        Param::typed(
            "workloadIdentity",
            TypeExpr::object([("objectId", TypeExpr::named("string")), ("name", TypeExpr::named("string"))]),
        )
        .description("Workload identity that owns the databases."),
    );
    let highly_available =
        t.param(Param::bool("highlyAvailable").description("Whether a standby runs in another zone.").default(false));

    let databases =
        t.var("databases", array!["backstage_plugin_app", "backstage_plugin_catalog", "backstage_plugin_techdocs"]);
    let settings = t.var(
        "settings",
        object! {
            "azure.extensions": "PG_TRGM,UUID-OSSP",
            log_checkpoints: "on",
            require_secure_transport: "on",
        },
    );

    let zone = t.add_raw(
        "zone",
        "Microsoft.Network/privateDnsZones@2024-06-01",
        object! {
            name: interpolate!("{server_name}.private.postgres.database.azure.com"),
            location: "global",
        },
    );

    let zone_link = t.add_raw(
        "zoneLink",
        "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01",
        object! {
            parent: &zone,
            name: interpolate!("link-{}", unique_string([&network_id])),
            location: "global",
            properties: { registrationEnabled: false, virtualNetwork: { id: &network_id } },
        },
    );

    let server = t.add_raw(
        "server",
        "Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01",
        object! {
            name: &server_name,
            location: &location,
            sku: {
                name: highly_available.then_else("Standard_D2ds_v5", "Standard_B1ms"),
                tier: highly_available.then_else("GeneralPurpose", "Burstable"),
            },
            properties: {
                version: "17",
                authConfig: {
                    activeDirectoryAuth: "Enabled",
                    passwordAuth: "Disabled",
                    tenantId: tenant().tenant_id(),
                },
                storage: { storageSizeGB: 32, autoGrow: "Enabled" },
                backup: { backupRetentionDays: 14, geoRedundantBackup: "Disabled" },
                highAvailability: { mode: highly_available.then_else("ZoneRedundant", "Disabled") },
                network: { delegatedSubnetResourceId: &subnet_id, privateDnsZoneArmResourceId: zone.id() },
                maintenanceWindow: { customWindow: "Enabled", dayOfWeek: 0, startHour: 3, startMinute: 30 },
            },
            dependsOn: [&zone_link],
        },
    );

    let admins = t.add_raw(
        "admins",
        "Microsoft.DBforPostgreSQL/flexibleServers/administrators@2025-08-01",
        object! {
            parent: &server,
            name: admin_group.prop("objectId"),
            properties: {
                principalName: admin_group.prop("name"),
                principalType: "Group",
                tenantId: tenant().tenant_id(),
            },
        },
    );

    t.add_raw(
        "owner",
        "Microsoft.DBforPostgreSQL/flexibleServers/administrators@2025-08-01",
        object! {
            parent: &server,
            name: workload_identity.prop("objectId"),
            properties: {
                principalName: workload_identity.prop("name"),
                principalType: "ServicePrincipal",
                tenantId: tenant().tenant_id(),
            },
            dependsOn: [&admins],
        },
    );

    let configurations = t.add_each("configurations", each("setting", items(&settings)), |setting, _| {
        Raw::new(
            "Microsoft.DBforPostgreSQL/flexibleServers/configurations@2025-08-01",
            object! {
                parent: &server,
                name: setting.prop("key"),
                properties: { value: setting.prop("value"), source: "user-override" },
                dependsOn: [&admins],
            },
        )
    });
    t.batch_size(&configurations, 1);

    let catalogs = t.add_each("catalogs", each("database", &databases), |database, _| {
        Raw::new(
            "Microsoft.DBforPostgreSQL/flexibleServers/databases@2025-08-01",
            object! {
                parent: &server,
                name: &database,
                properties: { charset: "UTF8", collation: "en_US.utf8" },
            },
        )
    });

    t.output_as::<String>("host", server.prop("properties").prop("fullyQualifiedDomainName"))
        .description("Host name for the database client.");
    t.output("databaseNames", each("database", &databases).map(|_, i| catalogs.at(&i).name()));
    t
}

pub(super) fn azure_managed_redis() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Managed Redis for the portal cache, without access keys.");

    let location =
        t.param(Param::string("location").description("Region of the cache.").default(resource_group().location()));
    let name = t.param(Param::string("name").description("Cache name.").length(2..=40));
    let size = t.param(
        Param::string("size")
            .description("Size of the cache.")
            .allowed(["Balanced_B0", "Balanced_B1", "Balanced_B5"])
            .default("Balanced_B0"),
    );
    let data_principals = t.param(
        Param::typed(
            "dataPrincipals",
            TypeExpr::object::<&str>([])
                .with("alias", TypeExpr::named("string"))
                .describe_last("Letters and digits only.")
                .with("objectId", TypeExpr::named("string"))
                .compact()
                .array(),
        )
        .description("Principals that may use the cache."),
    );

    let cluster = t.add_raw(
        "cluster",
        "Microsoft.Cache/redisEnterprise@2025-07-01",
        object! {
            name: &name,
            location: &location,
            sku: { name: &size },
            identity: { type: "SystemAssigned" },
            properties: {
                minimumTlsVersion: "1.2",
                highAvailability: size.equals("Balanced_B0").then_else("Disabled", "Enabled"),
                publicNetworkAccess: "Disabled",
            },
        },
    );

    let database = t.add_raw(
        "database",
        "Microsoft.Cache/redisEnterprise/databases@2025-07-01",
        object! {
            parent: &cluster,
            name: "default",
            properties: {
                clientProtocol: "Encrypted",
                port: 10_000,
                clusteringPolicy: "OSSCluster",
                evictionPolicy: "VolatileLRU",
                accessKeysAuthentication: "Disabled",
                persistence: { aofEnabled: false, rdbEnabled: false },
                modules: [{ name: "RedisJSON" }],
            },
        },
    );

    let access = t.add_each("access", each("principal", &data_principals), |principal, _| {
        Raw::new(
            "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments@2025-07-01",
            object! {
                parent: &database,
                name: principal.prop("alias"),
                properties: { accessPolicyName: "default", user: { objectId: principal.prop("objectId") } },
            },
        )
    });
    t.batch_size(&access, 1);

    t.output(
        "endpoint",
        interpolate!("{}:{}", cluster.prop("properties").prop("hostName"), database.prop("properties").prop("port")),
    )
    .description("Host and port for the cache client.");
    t.output_as::<String>("clusterIdentity", cluster.prop("identity").prop("principalId"));
    t.output_as::<Vec<Any>>("accessNames", each("principal", &data_principals).map(|_, i| access.at(&i).name()));
    t
}

pub(super) fn azure_storage_techdocs() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Blob storage for generated documentation, without account keys.");

    let location =
        t.param(Param::string("location").description("Region of the account.").default(resource_group().location()));
    let prefix =
        t.param(Param::string("prefix").description("Prefix of the account name.").length(3..=11).default("techdocs"));
    let allowed_origins = t.param(
        Param::array_of::<String>("allowedOrigins").description("Origins that may read documents in a browser."),
    );
    let reader_principal_id =
        t.param(Param::string("readerPrincipalId").description("Identity that serves documents."));
    let publisher_principal_id = t
        .param(Param::string("publisherPrincipalId").description("Identity of the pipeline that publishes documents."));
    let cool_after_days =
        t.param(Param::int("coolAfterDays").description("Days after which unread documents become cool.").default(30));

    let roles = t.var(
        "roles",
        object! {
            reader: { principalId: &reader_principal_id, roleId: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1" },
            publisher: { principalId: &publisher_principal_id, roleId: "ba92f5b4-2d11-453d-a403-e96b0029c9fe" },
        },
    );

    let account = t.add_raw(
        "account",
        "Microsoft.Storage/storageAccounts@2026-04-01",
        object! {
            name: to_lower(interpolate!("{prefix}{}", unique_string([resource_group().id()]))),
            location: &location,
            kind: "StorageV2",
            sku: { name: "Standard_ZRS" },
            properties: {
                accessTier: "Hot",
                allowBlobPublicAccess: false,
                allowSharedKeyAccess: false,
                allowCrossTenantReplication: false,
                defaultToOAuthAuthentication: true,
                minimumTlsVersion: "TLS1_2",
                supportsHttpsTrafficOnly: true,
                networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
                encryption: {
                    keySource: "Microsoft.Storage",
                    requireInfrastructureEncryption: true,
                    services: { blob: { enabled: true, keyType: "Account" } },
                },
            },
        },
    );

    let blobs = t.nested(
        &account,
        "blobs",
        Raw::new(
            "Microsoft.Storage/storageAccounts/blobServices",
            object! {
                name: "default",
                properties: {
                    isVersioningEnabled: true,
                    deleteRetentionPolicy: { enabled: true, days: 14 },
                    containerDeleteRetentionPolicy: { enabled: true, days: 14 },
                    lastAccessTimeTrackingPolicy: {
                        enable: true,
                        name: "AccessTimeTracking",
                        trackingGranularityInDays: 1,
                        blobType: ["blockBlob"],
                    },
                    cors: {
                        corsRules: [
                            {
                                allowedOrigins: &allowed_origins,
                                allowedMethods: ["GET", "HEAD"],
                                allowedHeaders: ["*"],
                                exposedHeaders: [],
                                maxAgeInSeconds: 3600,
                            },
                        ],
                    },
                },
            },
        ),
    );

    let docs = t.nested(
        &blobs,
        "docs",
        Raw::new(
            "Microsoft.Storage/storageAccounts/blobServices/containers",
            object! { name: "docs", properties: { publicAccess: "None", metadata: { owner: "portal" } } },
        ),
    );

    t.nested(&account, "lifecycle", Raw::new("Microsoft.Storage/storageAccounts/managementPolicies", object! {
        name: "default",
        properties: {
            policy: {
                rules: [
                    {
                        name: "cool-unread",
                        type: "Lifecycle",
                        enabled: true,
                        definition: {
                            filters: { blobTypes: ["blockBlob"], prefixMatch: [interpolate!("{}/", docs.name())] },
                            actions: {
                                baseBlob: {
                                    enableAutoTierToHotFromCool: true,
                                    tierToCool: { daysAfterLastAccessTimeGreaterThan: &cool_after_days },
                                },
                                version: { delete: { daysAfterCreationGreaterThan: 90 } },
                            },
                        },
                    },
                ],
            },
        },
    }));

    let assignments = t.add_each("assignments", each("role", items(&roles)), |role, _| {
        Raw::new(
            "Microsoft.Authorization/roleAssignments@2022-04-01",
            object! {
                name: guid((account.id(), role.prop("key"), role.prop("value").prop("principalId"))),
                scope: &docs,
                properties: {
                    principalId: role.prop("value").prop("principalId"),
                    principalType: "ServicePrincipal",
                    roleDefinitionId: subscription_resource_id(
                        "Microsoft.Authorization/roleDefinitions",
                        [role.prop("value").prop("roleId")],
                    ),
                },
            },
        )
    });

    t.output("accountName", account.name());
    t.output("containerName", docs.name());
    t.output_as::<String>("blobEndpoint", account.prop("properties").prop("primaryEndpoints").prop("blob"));
    t.output_as::<Vec<Any>>("assignmentIds", each("i", range(0, 2)).map(|i, _| assignments.at(&i).id()));
    t
}

pub(super) fn azure_key_vault() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Vault for portal secrets, readable by one workload identity.");
    let location =
        t.param(Param::string("location").description("Region of the vault.").default(resource_group().location()));
    let workload = t.param(Param::string("workload").description("Short workload name.").length(2..=8));
    let principal = t.param(Param::string("principalId").description("Principal id of the workload identity."));
    let client_secret =
        t.param(Param::secure_string("clientSecret").description("Client secret of the sign-in application."));
    let addresses = t.param(
        Param::array_of::<String>("allowedAddresses")
            .description("Addresses that may reach the vault.")
            .default(Vec::<String>::new()),
    );
    let workspace = t.param(Param::string("workspaceId").description("Workspace for audit logs."));
    let name = t.var("vaultName", interpolate!("kv-{workload}-{}", unique_string([resource_group().id()])));
    let role = t.var("secretsUserRoleId", "4633458b-17de-408a-b874-0445c86b69e6");

    let vault = t.add_raw(
        "vault",
        "Microsoft.KeyVault/vaults@2026-02-01",
        object! {
            name: take(&name, 24),
            location: &location,
            properties: {
                tenantId: tenant().tenant_id(),
                sku: { family: "A", name: "standard" },
                enableRbacAuthorization: true,
                enableSoftDelete: true,
                softDeleteRetentionInDays: 90,
                enablePurgeProtection: true,
                publicNetworkAccess: empty(&addresses).then_else("Disabled", "Enabled"),
                networkAcls: {
                    bypass: "AzureServices",
                    defaultAction: "Deny",
                    ipRules: each("address", &addresses).map(|address, _| object! { value: address }),
                },
            },
        },
    );
    let secret = t.add_raw(
        "signInSecret",
        "Microsoft.KeyVault/vaults/secrets@2026-02-01",
        object! {
            parent: &vault,
            name: "auth-client-secret",
            properties: { contentType: "text/plain", value: &client_secret, attributes: { enabled: true } },
        },
    );
    let reader = t.add_raw(
        "reader",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((secret.id(), &principal, &role)),
            scope: &secret,
            properties: {
                principalId: &principal,
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [&role]),
            },
        },
    );
    let audit = t.add_raw(
        "audit",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "audit",
            scope: &vault,
            properties: { workspaceId: &workspace, logs: [{ categoryGroup: "audit", enabled: true }] },
        },
    );
    t.output_as::<String>("vaultUri", vault.prop("properties").prop("vaultUri"))
        .description("Where the vault answers.");
    t.output_as::<String>("signInUri", secret.prop("properties").prop("secretUri"))
        .description("Versionless identifier for container app references.");
    t.output("readerId", reader.id());
    t.output("auditId", audit.id());
    t
}
