//! Logs, identities, zones, secrets, documents, database and models.

use triceps::functions::{tenant, uri_component};
use triceps::handle::{Collection, Conditional, ModuleFile, ModuleRef, RawRef};
use triceps::{Module, Raw, Template, array, each, interpolate, object};

use super::parameters::Parameters;
use super::services::Services;
use super::variables::Variables;

pub(super) struct Data {
    pub(super) workspace: RawRef,
    pub(super) telemetry: RawRef,
    pub(super) portal_identity: RawRef,
    pub(super) deployer_identity: RawRef,
    pub(super) github_credentials: Collection<Raw>,
    pub(super) endpoint_subnet: RawRef,
    pub(super) private_zones: Collection<Raw>,
    pub(super) private_zone_links: Collection<Raw>,
    pub(super) database_zone_link: RawRef,
    pub(super) sign_in_secret: RawRef,
    pub(super) redis_database: RawRef,
    pub(super) cache_secret: RawRef,
    pub(super) blobs: RawRef,
    pub(super) techdocs: RawRef,
    pub(super) postgres: RawRef,
    pub(super) database: RawRef,
    pub(super) administrator: ModuleRef,
    pub(super) model_deployments: Collection<Raw, Conditional>,
}

pub(super) fn add(
    t: &mut Template,
    parameters: &Parameters,
    variables: &Variables,
    services: &Services,
    administrator_file: &ModuleFile,
) -> Data {
    let workspace = t.add_raw("workspace", "Microsoft.OperationalInsights/workspaces@2025-07-01", object! {
        name: interpolate!("log-{}", parameters.name_prefix),
        location: &parameters.location,
        tags: &parameters.tags,
        properties: {
            retentionInDays: &parameters.retention_in_days,
            sku: object! { name: "PerGB2018" }.one_line(),
            features: object! { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }.one_line(),
        },
    });

    t.add_raw(
        "sentinel",
        "Microsoft.SecurityInsights/onboardingStates@2025-09-01",
        object! {
            name: "default",
            scope: &workspace,
            properties: object! { customerManagedKey: false }.one_line(),
        },
    );

    let telemetry = t.add_raw(
        "telemetry",
        "Microsoft.Insights/components@2020-02-02",
        object! {
            name: interpolate!("appi-{}", parameters.name_prefix),
            location: &parameters.location,
            tags: &parameters.tags,
            kind: "web",
            properties: {
                Application_Type: "web",
                WorkspaceResourceId: workspace.id(),
                IngestionMode: "LogAnalytics",
                DisableLocalAuth: true,
            },
        },
    );

    let portal_identity = t.add_raw(
        "portalIdentity",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! {
            name: interpolate!("id-{}", parameters.name_prefix),
            location: &parameters.location,
            tags: &parameters.tags,
        },
    );

    let deployer_identity = t.add_raw(
        "deployerIdentity",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! {
            name: interpolate!("id-{}-deployer", parameters.name_prefix),
            location: &parameters.location,
            tags: &parameters.tags,
        },
    );

    let github_credentials =
        t.add_each("githubCredentials", each("name", &parameters.github_environments), |name, _| {
            Raw::new(
                "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30",
                object! {
                    parent: &deployer_identity,
                    name: interpolate!("github-{name}"),
                    properties: {
                        issuer: "https://token.actions.githubusercontent.com",
                        subject: interpolate!("repo:{}:environment:{name}", parameters.github_repository),
                        audiences: array![&variables.token_audience].one_line(),
                    },
                },
            )
        });
    t.batch_size(&github_credentials, 1);

    let endpoint_subnet = t.nested(
        &services.network,
        "endpointSubnet",
        Raw::existing("Microsoft.Network/virtualNetworks/subnets", object! { name: "endpoints" }.one_line()),
    );

    let database_subnet = t.nested(
        &services.network,
        "databaseSubnet",
        Raw::existing("Microsoft.Network/virtualNetworks/subnets", object! { name: "database" }.one_line()),
    );

    let private_zones = t.add_each("privateZones", each("name", &variables.zone_names), |name, _| {
        Raw::new(
            "Microsoft.Network/privateDnsZones@2024-06-01",
            object! { name: &name, location: "global", tags: &parameters.tags },
        )
    });

    let private_zone_links = t.add_each("privateZoneLinks", each("name", &variables.zone_names), |_, i| {
        Raw::new(
            "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01",
            object! {
                parent: private_zones.at(&i),
                name: interpolate!("link-{}", parameters.name_prefix),
                location: "global",
                tags: &parameters.tags,
                properties: object! {
                    registrationEnabled: false,
                    virtualNetwork: object! { id: services.network.id() }.one_line(),
                }.one_line(),
            },
        )
    });

    let database_zone = t.add_raw(
        "databaseZone",
        "Microsoft.Network/privateDnsZones@2024-06-01",
        object! {
            name: interpolate!("{}.private.postgres.database.azure.com", variables.postgres_name),
            location: "global",
            tags: &parameters.tags,
        },
    );

    let database_zone_link = t.add_raw(
        "databaseZoneLink",
        "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01",
        object! {
            parent: &database_zone,
            name: interpolate!("link-{}", parameters.name_prefix),
            location: "global",
            tags: &parameters.tags,
            properties: object! {
                registrationEnabled: false,
                virtualNetwork: object! { id: services.network.id() }.one_line(),
            }.one_line(),
        },
    );

    let sign_in_secret = t.add_raw(
        "signInSecret",
        "Microsoft.KeyVault/vaults/secrets@2026-02-01",
        object! {
            parent: &services.vault,
            name: "auth-microsoft-client-secret",
            tags: &parameters.tags,
            properties: object! {
                contentType: "text/plain",
                value: &parameters.microsoft_client_secret,
                attributes: object! { exp: &parameters.secret_expiry }.one_line(),
            }.one_line(),
        },
    );
    t.decorate(sign_in_secret, "onlyIfNotExists", []);

    let redis_database = t.add_raw(
        "redisDatabase",
        "Microsoft.Cache/redisEnterprise/databases@2025-07-01",
        object! {
            parent: &services.redis,
            name: "default",
            properties: {
                clientProtocol: "Encrypted",
                port: 10_000,
                clusteringPolicy: "EnterpriseCluster",
                evictionPolicy: "VolatileLRU",
                accessKeysAuthentication: "Enabled",
            },
        },
    );

    let cache_secret = t.add_raw(
        "cacheSecret",
        "Microsoft.KeyVault/vaults/secrets@2026-02-01",
        object! {
            parent: &services.vault,
            name: "cache-connection",
            tags: &parameters.tags,
            properties: {
                contentType: "text/plain",
                value: interpolate!(
                    "rediss://:{}@{}:{}",
                    uri_component(redis_database.method("listKeys", ()).prop("primaryKey")),
                    services.redis.prop("properties").prop("hostName"),
                    redis_database.prop("properties").prop("port"),
                ),
                attributes: object! { exp: &parameters.secret_expiry }.one_line(),
            },
        },
    );

    let blobs = t.add_raw(
        "blobs",
        "Microsoft.Storage/storageAccounts/blobServices@2026-04-01",
        object! {
            parent: &services.storage,
            name: "default",
            properties: {
                isVersioningEnabled: true,
                deleteRetentionPolicy: object! { enabled: true, days: 14 }.one_line(),
                containerDeleteRetentionPolicy: object! { enabled: true, days: 14 }.one_line(),
            },
        },
    );

    let techdocs = t.add_raw(
        "techdocs",
        "Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01",
        object! {
            parent: &blobs,
            name: "techdocs",
            properties: object! { publicAccess: "None" }.one_line(),
        },
    );

    let postgres = t.add_raw(
        "postgres",
        "Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01",
        object! {
            name: &variables.postgres_name,
            location: &parameters.location,
            tags: &parameters.tags,
            sku: object! { name: "Standard_D4ds_v5", tier: "GeneralPurpose" }.one_line(),
            properties: {
                version: "17",
                authConfig: object! {
                    activeDirectoryAuth: "Enabled",
                    passwordAuth: "Disabled",
                    tenantId: tenant().tenant_id(),
                }.one_line(),
                storage: object! { storageSizeGB: 128, autoGrow: "Enabled" }.one_line(),
                backup: object! { backupRetentionDays: 35, geoRedundantBackup: "Enabled" }.one_line(),
                highAvailability: object! { mode: "ZoneRedundant" }.one_line(),
                network: {
                    delegatedSubnetResourceId: database_subnet.id(),
                    privateDnsZoneArmResourceId: database_zone.id(),
                },
            },
            dependsOn: [&database_zone_link],
        },
    );

    let database = t.add_raw(
        "database",
        "Microsoft.DBforPostgreSQL/flexibleServers/databases@2025-08-01",
        object! { parent: &postgres, name: "backstage" },
    );

    let database_tls = t.add_raw(
        "databaseTls",
        "Microsoft.DBforPostgreSQL/flexibleServers/configurations@2025-08-01",
        object! {
            parent: &postgres,
            name: "ssl_min_protocol_version",
            properties: object! { value: "TLSv1.2", source: "user-override" }.one_line(),
            dependsOn: [&database],
        },
    );

    let administrator = t.add(
        "administrator",
        Module::new(administrator_file)
            .param("serverName", postgres.name())
            .param("principalId", portal_identity.prop("properties").prop("principalId"))
            .param("principalName", portal_identity.name())
            .depends_on(database_tls),
    );

    let model_deployments = t.add_each("modelDeployments", each("model", &parameters.models), |model, _| {
        Raw::new("Microsoft.CognitiveServices/accounts/deployments@2026-05-01", object! {
            parent: &services.open_ai,
            name: model.prop("name"),
            tags: &parameters.tags,
            sku: object! { name: "Standard", capacity: model.prop("capacity") }.one_line(),
            properties: {
                model: object! { format: "OpenAI", name: model.prop("name"), version: model.prop("version") }.one_line(),
                versionUpgradeOption: "OnceCurrentVersionExpired",
            },
        }).when(&parameters.enable_assistant)
    });
    t.batch_size(&model_deployments, 1);

    Data {
        workspace,
        telemetry,
        portal_identity,
        deployer_identity,
        github_credentials,
        endpoint_subnet,
        private_zones,
        private_zone_links,
        database_zone_link,
        sign_in_secret,
        redis_database,
        cache_secret,
        blobs,
        techdocs,
        postgres,
        database,
        administrator,
        model_deployments,
    }
}
