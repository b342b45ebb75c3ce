//! The hardened portal.

use triceps::functions::{cidr_subnet, concat, date_time_add, date_time_to_epoch, empty, environment, guid, replace, resource_group, subscription_resource_id, tenant, unique_string, uri_component};
use triceps::{Any, Diagnostics, Extension, IntoExpr, Module, Object, Param, Raw, Template, TypeExpr, Value, array, call, each, interpolate, object};

fn portal_hardened_administrator() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Entra administrator of a database server, named after an object id that only the deployment knows.");

    let server_name = t.param(Param::string("serverName").description("Name of the database server.").length(3..=63));
    let principal_id = t.param(Param::string("principalId").description("Object id of the administrator.").length(36..=36));
    let principal_name = t.param(Param::string("principalName").description("Name that the administrator signs in with.").min_length(1));

    let server = t.add("server", Raw::existing("Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01", object! { name: &server_name }));

    t.add_raw("administrator", "Microsoft.DBforPostgreSQL/flexibleServers/administrators@2025-08-01", object! {
        parent: &server,
        name: &principal_id,
        properties: {
            principalName: &principal_name,
            principalType: "ServicePrincipal",
            tenantId: tenant().tenant_id(),
        },
    });
    t
}

pub(super) fn portal_hardened() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();
    let administrator_file = t.module_file("administrator.bicep", portal_hardened_administrator().check()?);
    t.metadata("name", "Backstage on Azure Container Apps, hardened");
    t.metadata("description", "Private network, Front Door with firewall, zone redundancy, Entra sign-in and identities instead of passwords.");

    t.extension(Extension::microsoft_graph());

    let location = t.param(Param::string("location").description("Region of all regional resources; it needs availability zones.").default(resource_group().location()));
    let name_prefix = t.param(Param::string("namePrefix").description("Prefix of all names: lower-case letters and digits, a letter first.").length(3..=9).default("backstage"));
    let tags = t.param(Param::typed("tags", TypeExpr::object::<&str>([]).additional(TypeExpr::named("string"))).description("Tags of all resources.").default(object! { workload: "backstage", criticality: "high" }));
    let image = t.param(Param::string("image").description("Portal image with tag or digest; empty runs a public placeholder until the image exists.").max_length(512).default(""));
    let microsoft_client_secret = t.param(Param::secure_string("microsoftClientSecret").description("First value of the sign-in secret; the vault keeps its own value afterwards.").min_length(1));
    let secret_expiry = t.param(Param::int("secretExpiry").description("When the first value of the sign-in secret expires, in seconds since 1970.").min_value(1_750_000_000).default(date_time_to_epoch(date_time_add(call("utcNow", ()), "P180D"))));
    let custom_domain = t.param(Param::string("customDomain").description("Host name of the portal; empty uses the host name of the Front Door endpoint.").max_length(64).default(""));
    let network_prefix = t.param(Param::string("networkPrefix").description("Address space of the network, /20 or larger.").length(9..=18).default("10.40.0.0/20"));
    let min_replicas = t.param(Param::int("minReplicas").description("Fewest replicas, one for each zone.").range(3..=10).default(3));
    let max_replicas = t.param(Param::int("maxReplicas").description("Most replicas; two fit on a node, the other half is room for the next revision.").range(3..=20).default(10));
    let cache_size = t.param(Param::typed("cacheSize", TypeExpr::union([TypeExpr::literal("Balanced_B1"), TypeExpr::literal("Balanced_B3"), TypeExpr::literal("Balanced_B5")])).description("Size of the cache.").default("Balanced_B1"));
    let retention_in_days = t.param(Param::int("retentionInDays").description("Days to keep the logs.").range(90..=730).default(90));
    let alert_emails = t.param(Param::array_of::<String>("alertEmails").description("Mail addresses that receive the alerts.").min_length(1));
    let github_repository = t.param(Param::string("githubRepository").description("Owner and name of the repository whose workflows deploy the portal.").min_length(3));
    let github_environments = t.param(Param::array_of::<String>("githubEnvironments").description("Deployment environments of the repository that are trusted.").length(1..=20).default(array!["production"]));
    let read_directory = t.param(Param::bool("readDirectory").description("Whether the portal may read users and groups of the directory.").default(true));
    let enable_assistant = t.param(Param::bool("enableAssistant").description("Whether a model and a search service are deployed for the portal.").default(false));
    let models = t.param(Param::typed("models", TypeExpr::object::<&str>([]).with("name", TypeExpr::named("string")).describe_last("Name of the model and of its deployment.").with("version", TypeExpr::named("string")).describe_last("Version of the model.").with("capacity", TypeExpr::named("int")).describe_last("Thousands of tokens a minute.").decorate_last("minValue", [1_i64.into_expr()]).array()).description("Models of the assistant, deployed one after the other.").default(array![
        object! { name: "gpt-4o", version: "2024-11-20", capacity: 30 }.one_line(),
        object! { name: "text-embedding-3-large", version: "1", capacity: 50 }.one_line(),
    ]));
    let enable_locks = t.param(Param::bool("enableLocks").description("Whether resources with data are locked against deletion.").default(true));

    let token = t.var("token", unique_string([resource_group().id()]));
    let portal_name = t.var("portalName", interpolate!("ca-{name_prefix}"));
    let postgres_name = t.var("postgresName", interpolate!("psql-{name_prefix}-{token}"));
    let is_placeholder = t.var("isPlaceholder", empty(&image));
    let portal_port = t.var("portalPort", is_placeholder.then_else(80, 7007));
    let has_custom_domain = t.var("hasCustomDomain", !empty(&custom_domain));

    let workspace = t.add_raw("workspace", "Microsoft.OperationalInsights/workspaces@2025-07-01", object! {
        name: interpolate!("log-{name_prefix}"),
        location: &location,
        tags: &tags,
        properties: {
            retentionInDays: &retention_in_days,
            sku: object! { name: "PerGB2018" }.one_line(),
            features: object! {
                disableLocalAuth: true,
                enableLogAccessUsingOnlyResourcePermissions: true,
            }.one_line(),
        },
    });

    t.add_raw("sentinel", "Microsoft.SecurityInsights/onboardingStates@2025-09-01", object! {
        name: "default",
        scope: &workspace,
        properties: object! { customerManagedKey: false }.one_line(),
    });

    let telemetry = t.add_raw("telemetry", "Microsoft.Insights/components@2020-02-02", object! {
        name: interpolate!("appi-{name_prefix}"),
        location: &location,
        tags: &tags,
        kind: "web",
        properties: {
            Application_Type: "web",
            WorkspaceResourceId: workspace.id(),
            IngestionMode: "LogAnalytics",
            DisableLocalAuth: true,
        },
    });

    let portal_identity = t.add_raw("portalIdentity", "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30", object! {
        name: interpolate!("id-{name_prefix}"),
        location: &location,
        tags: &tags,
    });

    let deployer_identity = t.add_raw("deployerIdentity", "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30", object! {
        name: interpolate!("id-{name_prefix}-deployer"),
        location: &location,
        tags: &tags,
    });

    let front_door = t.add_raw("frontDoor", "Microsoft.Cdn/profiles@2025-12-01", object! {
        name: interpolate!("afd-{name_prefix}"),
        location: "global",
        tags: &tags,
        sku: object! { name: "Premium_AzureFrontDoor" }.one_line(),
        properties: object! { originResponseTimeoutSeconds: 240 }.one_line(),
    });

    let endpoint = t.add_raw("endpoint", "Microsoft.Cdn/profiles/afdEndpoints@2025-12-01", object! {
        parent: &front_door,
        name: interpolate!("fde-{name_prefix}"),
        location: "global",
        tags: &tags,
        properties: object! {
            enabledState: "Enabled",
            autoGeneratedDomainNameLabelScope: "ResourceGroupReuse",
        }.one_line(),
    });

    let portal_host = t.var("portalHost", has_custom_domain.then_else(&custom_domain, endpoint.prop("properties").prop("hostName")));
    let portal_url = t.var("portalUrl", interpolate!("https://{portal_host}"));
    let redirect_path = t.var("redirectPath", "/api/auth/microsoft/handler/frame");
    let graph_app_id = t.var("graphAppId", "00000003-0000-0000-c000-000000000000");
    let token_audience = t.var("tokenAudience", "api://AzureADTokenExchange");
    let delegated_permissions = t.var("delegatedPermissions", array![
        "37f7f235-527c-4136-accd-4a02d197296e",
        "14dad69e-099b-42c9-810b-d002981feec1",
        "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
        "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
        "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
    ]);
    let directory_roles = t.var("directoryRoles", array![
        "df021288-bdef-4463-88db-98f22de89214",
        "98830695-27a2-44f7-8c18-0c3ebc9698f6",
    ].one_line());
    let roles = t.var("roles", object! {
        acrPull: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
        acrPush: "8311e382-0749-4cb8-b61a-304f252e45ec",
        blobContributor: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        indexReader: "1407120a-92aa-4202-b7e9-c0e197c71c8f",
        metricsPublisher: "3913510d-42f4-4e42-8a64-420c390055eb",
        openAiUser: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
        secretsUser: "4633458b-17de-408a-b874-0445c86b69e6",
    });
    let contributor_role_id = t.var("contributorRoleId", "b24988ac-6180-42a0-ab88-20f7382dd24c");
    let zone_names = t.var("zoneNames", concat::<Any>((
        array![
            interpolate!("privatelink{}", environment().acr_suffix()),
            interpolate!("privatelink{}", replace(environment().key_vault_suffix(), ".vault.", ".vaultcore.")),
            interpolate!("privatelink.blob.{}", environment().storage_suffix()),
            "privatelink.redis.azure.net",
            interpolate!("privatelink.{location}.azurecontainerapps.io"),
        ],
        enable_assistant.then_else(array!["privatelink.openai.azure.com", "privatelink.search.windows.net"], array![]),
    )));

    let github_credentials = t.add_each("githubCredentials", each("name", &github_environments), |name, _| {
        Raw::new("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30", object! {
            parent: &deployer_identity,
            name: interpolate!("github-{name}"),
            properties: {
                issuer: "https://token.actions.githubusercontent.com",
                subject: interpolate!("repo:{github_repository}:environment:{name}"),
                audiences: array![&token_audience].one_line(),
            },
        })
    });
    t.batch_size(&github_credentials, 1);

    let network_rules = t.add_raw("networkRules", "Microsoft.Network/networkSecurityGroups@2025-07-01", object! {
        name: interpolate!("nsg-{name_prefix}"),
        location: &location,
        tags: &tags,
    });

    let network = t.add_raw("network", "Microsoft.Network/virtualNetworks@2025-07-01", object! {
        name: interpolate!("vnet-{name_prefix}"),
        location: &location,
        tags: &tags,
        properties: {
            addressSpace: object! { addressPrefixes: array![&network_prefix].one_line() }.one_line(),
            subnets: [
                {
                    name: "environment",
                    properties: {
                        addressPrefix: cidr_subnet(&network_prefix, 24, 0),
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
                        addressPrefix: cidr_subnet(&network_prefix, 24, 1),
                        privateEndpointNetworkPolicies: "Enabled",
                        networkSecurityGroup: object! { id: network_rules.id() }.one_line(),
                    },
                },
                {
                    name: "database",
                    properties: {
                        addressPrefix: cidr_subnet(&network_prefix, 24, 2),
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

    let environment_subnet = t.nested(&network, "environmentSubnet", Raw::existing("Microsoft.Network/virtualNetworks/subnets", object! { name: "environment" }));

    let endpoint_subnet = t.nested(&network, "endpointSubnet", Raw::existing("Microsoft.Network/virtualNetworks/subnets", object! { name: "endpoints" }));

    let database_subnet = t.nested(&network, "databaseSubnet", Raw::existing("Microsoft.Network/virtualNetworks/subnets", object! { name: "database" }));

    let private_zones = t.add_each("privateZones", each("name", &zone_names), |name, _| Raw::new("Microsoft.Network/privateDnsZones@2024-06-01", object! { name: &name, location: "global", tags: &tags }));

    let private_zone_links = t.add_each("privateZoneLinks", each("name", &zone_names), |_, i| {
        Raw::new("Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01", object! {
            parent: private_zones.at(&i),
            name: interpolate!("link-{name_prefix}"),
            location: "global",
            tags: &tags,
            properties: object! {
                registrationEnabled: false,
                virtualNetwork: object! { id: network.id() }.one_line(),
            }.one_line(),
        })
    });

    let database_zone = t.add_raw("databaseZone", "Microsoft.Network/privateDnsZones@2024-06-01", object! {
        name: interpolate!("{postgres_name}.private.postgres.database.azure.com"),
        location: "global",
        tags: &tags,
    });

    let database_zone_link = t.add_raw("databaseZoneLink", "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01", object! {
        parent: &database_zone,
        name: interpolate!("link-{name_prefix}"),
        location: "global",
        tags: &tags,
        properties: object! {
            registrationEnabled: false,
            virtualNetwork: object! { id: network.id() }.one_line(),
        }.one_line(),
    });

    let registry = t.add_raw("registry", "Microsoft.ContainerRegistry/registries@2025-11-01", object! {
        name: interpolate!("cr{name_prefix}{token}"),
        location: &location,
        tags: &tags,
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
    });

    let vault = t.add_raw("vault", "Microsoft.KeyVault/vaults@2026-02-01", object! {
        name: interpolate!("kv{name_prefix}{token}"),
        location: &location,
        tags: &tags,
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
    });

    let sign_in_secret = t.add_raw("signInSecret", "Microsoft.KeyVault/vaults/secrets@2026-02-01", object! {
        parent: &vault,
        name: "auth-microsoft-client-secret",
        tags: &tags,
        properties: object! {
            contentType: "text/plain",
            value: &microsoft_client_secret,
            attributes: object! { exp: &secret_expiry }.one_line(),
        }.one_line(),
    });
    t.decorate(&sign_in_secret, "onlyIfNotExists", []);

    let domain = t.add("domain", Raw::new("Microsoft.Cdn/profiles/customDomains@2025-12-01", object! {
        parent: &front_door,
        name: has_custom_domain.then_else(replace(&custom_domain, ".", "-"), "none"),
        properties: {
            hostName: &custom_domain,
            tlsSettings: object! { certificateType: "ManagedCertificate", minimumTlsVersion: "TLS12" }.one_line(),
        },
    }).when(&has_custom_domain));

    let origin_group = t.add_raw("originGroup", "Microsoft.Cdn/profiles/originGroups@2025-12-01", object! {
        parent: &front_door,
        name: "portal",
        properties: {
            sessionAffinityState: "Disabled",
            loadBalancingSettings: {
                sampleSize: 4,
                successfulSamplesRequired: 3,
                additionalLatencyInMilliseconds: 50,
            },
            healthProbeSettings: {
                probePath: is_placeholder.then_else("/", "/.backstage/health/v1/readiness"),
                probeProtocol: "Https",
                probeRequestType: "GET",
                probeIntervalInSeconds: 60,
            },
        },
    });

    t.output("url", &portal_url).description("Where the portal answers.");
    t.output("redirectUri", interpolate!("{portal_url}{redirect_path}")).description("Redirect URI of the app registration.");

    let storage = t.add_raw("storage", "Microsoft.Storage/storageAccounts@2026-04-01", object! {
        name: interpolate!("st{name_prefix}{token}"),
        location: &location,
        tags: &tags,
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

    let blobs = t.add_raw("blobs", "Microsoft.Storage/storageAccounts/blobServices@2026-04-01", object! {
        parent: &storage,
        name: "default",
        properties: {
            isVersioningEnabled: true,
            deleteRetentionPolicy: object! { enabled: true, days: 14 }.one_line(),
            containerDeleteRetentionPolicy: object! { enabled: true, days: 14 }.one_line(),
        },
    });

    let techdocs = t.add_raw("techdocs", "Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01", object! {
        parent: &blobs,
        name: "techdocs",
        properties: object! { publicAccess: "None" }.one_line(),
    });

    let postgres = t.add_raw("postgres", "Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01", object! {
        name: &postgres_name,
        location: &location,
        tags: &tags,
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
    });

    let database = t.add_raw("database", "Microsoft.DBforPostgreSQL/flexibleServers/databases@2025-08-01", object! { parent: &postgres, name: "backstage" });

    let database_tls = t.add_raw("databaseTls", "Microsoft.DBforPostgreSQL/flexibleServers/configurations@2025-08-01", object! {
        parent: &postgres,
        name: "ssl_min_protocol_version",
        properties: object! { value: "TLSv1.2", source: "user-override" }.one_line(),
        dependsOn: [&database],
    });

    let administrator = t.add("administrator", Module::new(&administrator_file).param("serverName", postgres.name()).param("principalId", portal_identity.prop("properties").prop("principalId")).param("principalName", portal_identity.name()).depends_on(&database_tls));

    let redis = t.add_raw("redis", "Microsoft.Cache/redisEnterprise@2025-07-01", object! {
        name: interpolate!("redis-{name_prefix}-{token}"),
        location: &location,
        tags: &tags,
        sku: object! { name: &cache_size }.one_line(),
        properties: object! {
            highAvailability: "Enabled",
            minimumTlsVersion: "1.2",
            publicNetworkAccess: "Disabled",
        }.one_line(),
    });

    let redis_database = t.add_raw("redisDatabase", "Microsoft.Cache/redisEnterprise/databases@2025-07-01", object! {
        parent: &redis,
        name: "default",
        properties: {
            clientProtocol: "Encrypted",
            port: 10_000,
            clusteringPolicy: "EnterpriseCluster",
            evictionPolicy: "VolatileLRU",
            accessKeysAuthentication: "Enabled",
        },
    });

    let cache_secret = t.add_raw("cacheSecret", "Microsoft.KeyVault/vaults/secrets@2026-02-01", object! {
        parent: &vault,
        name: "cache-connection",
        tags: &tags,
        properties: {
            contentType: "text/plain",
            value: interpolate!("rediss://:{}@{}:{}", uri_component(redis_database.method("listKeys", ()).prop("primaryKey")), redis.prop("properties").prop("hostName"), redis_database.prop("properties").prop("port")),
            attributes: object! { exp: &secret_expiry }.one_line(),
        },
    });

    let open_ai = t.add("openAi", Raw::new("Microsoft.CognitiveServices/accounts@2026-05-01", object! {
        name: interpolate!("oai-{name_prefix}-{token}"),
        location: &location,
        tags: &tags,
        kind: "OpenAI",
        sku: object! { name: "S0" }.one_line(),
        identity: object! { type: "SystemAssigned" }.one_line(),
        properties: {
            customSubDomainName: interpolate!("oai-{name_prefix}-{token}"),
            disableLocalAuth: true,
            publicNetworkAccess: "Disabled",
            networkAcls: object! { bypass: "AzureServices", defaultAction: "Deny" }.one_line(),
        },
    }).when(&enable_assistant));

    let model_deployments = t.add_each("modelDeployments", each::<Any>("model", &models), |model, _| {
        Raw::new("Microsoft.CognitiveServices/accounts/deployments@2026-05-01", object! {
            parent: &open_ai,
            name: model.prop("name"),
            tags: &tags,
            sku: object! { name: "Standard", capacity: model.prop("capacity") }.one_line(),
            properties: {
                model: object! {
                    format: "OpenAI",
                    name: model.prop("name"),
                    version: model.prop("version"),
                }.one_line(),
                versionUpgradeOption: "OnceCurrentVersionExpired",
            },
        }).when(&enable_assistant)
    });
    t.batch_size(&model_deployments, 1);

    let search = t.add("search", Raw::new("Microsoft.Search/searchServices@2025-05-01", object! {
        name: interpolate!("srch-{name_prefix}-{token}"),
        location: &location,
        tags: &tags,
        sku: object! { name: "basic" }.one_line(),
        properties: object! {
            replicaCount: 3,
            partitionCount: 1,
            disableLocalAuth: true,
            publicNetworkAccess: "Disabled",
        }.one_line(),
    }).when(&enable_assistant));

    let managed_environment = t.add_raw("managedEnvironment", "Microsoft.App/managedEnvironments@2026-01-01", object! {
        name: interpolate!("cae-{name_prefix}"),
        location: &location,
        tags: &tags,
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
                    maximumCount: &max_replicas,
                }.one_line(),
            ],
        },
    });

    let private_services = t.var("privateServices", concat::<Any>((
        array![
            object! { name: "registry", resourceId: registry.id(), groupId: "registry" }.one_line(),
            object! { name: "vault", resourceId: vault.id(), groupId: "vault" }.one_line(),
            object! { name: "storage", resourceId: storage.id(), groupId: "blob" }.one_line(),
            object! { name: "redis", resourceId: redis.id(), groupId: "redisEnterprise" }.one_line(),
            object! {
                name: "environment",
                resourceId: managed_environment.id(),
                groupId: "managedEnvironments",
            }.one_line(),
        ],
        enable_assistant.then_else(array![
            object! { name: "openai", resourceId: open_ai.id(), groupId: "account" }.one_line(),
            object! { name: "search", resourceId: search.id(), groupId: "searchService" }.one_line(),
        ], array![]),
    )));
    let all_logs = t.var("allLogs", array![object! { categoryGroup: "allLogs", enabled: true }.one_line()].one_line());
    let all_metrics = t.var("allMetrics", array![object! { category: "AllMetrics", enabled: true }.one_line()].one_line());
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
                object! {
                    name: "statusCodeCategory",
                    operator: "Include",
                    values: array!["5xx"].one_line(),
                }.one_line(),
            ].one_line(),
        },
        {
            name: "too-few-replicas",
            description: "Fewer replicas run than there are zones.",
            severity: 1,
            metric: "Replicas",
            aggregation: "Maximum",
            operator: "LessThan",
            threshold: &min_replicas,
            dimensions: [],
        },
    ]);

    let private_endpoints = t.add_each("privateEndpoints", each("service", &private_services), |service, _| {
        Raw::new("Microsoft.Network/privateEndpoints@2025-07-01", object! {
            name: interpolate!("pe-{name_prefix}-{}", service.prop("name")),
            location: &location,
            tags: &tags,
            properties: {
                customNetworkInterfaceName: interpolate!("nic-{name_prefix}-{}", service.prop("name")),
                subnet: object! { id: endpoint_subnet.id() }.one_line(),
                privateLinkServiceConnections: [
                    {
                        name: service.prop("name"),
                        properties: object! {
                            privateLinkServiceId: service.prop("resourceId"),
                            groupIds: array![service.prop("groupId")].one_line(),
                        }.one_line(),
                    },
                ],
            },
        })
    });

    let private_zone_groups = t.add_each("privateZoneGroups", each("service", &private_services), |service, i| {
        Raw::new("Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-07-01", object! {
            parent: private_endpoints.at(&i),
            name: "default",
            properties: {
                privateDnsZoneConfigs: array![
                    object! {
                        name: service.prop("name"),
                        properties: object! { privateDnsZoneId: private_zones.at(&i).id() }.one_line(),
                    }.one_line(),
                ].one_line(),
            },
        })
    });

    let portal_pulls_images = t.add_raw("portalPullsImages", "Microsoft.Authorization/roleAssignments@2022-04-01", object! {
        name: guid((registry.id(), portal_identity.id(), roles.prop("acrPull"))),
        scope: &registry,
        properties: {
            principalId: portal_identity.prop("properties").prop("principalId"),
            principalType: "ServicePrincipal",
            roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [roles.prop("acrPull")]),
        },
    });

    let portal_reads_sign_in_secret = t.add_raw("portalReadsSignInSecret", "Microsoft.Authorization/roleAssignments@2022-04-01", object! {
        name: guid((sign_in_secret.id(), portal_identity.id(), roles.prop("secretsUser"))),
        scope: &sign_in_secret,
        properties: {
            principalId: portal_identity.prop("properties").prop("principalId"),
            principalType: "ServicePrincipal",
            roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [roles.prop("secretsUser")]),
        },
    });

    let portal_reads_cache_secret = t.add_raw("portalReadsCacheSecret", "Microsoft.Authorization/roleAssignments@2022-04-01", object! {
        name: guid((cache_secret.id(), portal_identity.id(), roles.prop("secretsUser"))),
        scope: &cache_secret,
        properties: {
            principalId: portal_identity.prop("properties").prop("principalId"),
            principalType: "ServicePrincipal",
            roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [roles.prop("secretsUser")]),
        },
    });

    let portal_writes_docs = t.add_raw("portalWritesDocs", "Microsoft.Authorization/roleAssignments@2022-04-01", object! {
        name: guid((techdocs.id(), portal_identity.id(), roles.prop("blobContributor"))),
        scope: &techdocs,
        properties: {
            principalId: portal_identity.prop("properties").prop("principalId"),
            principalType: "ServicePrincipal",
            roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [roles.prop("blobContributor")]),
        },
    });

    let portal_publishes_metrics = t.add_raw("portalPublishesMetrics", "Microsoft.Authorization/roleAssignments@2022-04-01", object! {
        name: guid((telemetry.id(), portal_identity.id(), roles.prop("metricsPublisher"))),
        scope: &telemetry,
        properties: {
            principalId: portal_identity.prop("properties").prop("principalId"),
            principalType: "ServicePrincipal",
            roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [roles.prop("metricsPublisher")]),
        },
    });

    let portal_uses_models = t.add("portalUsesModels", Raw::new("Microsoft.Authorization/roleAssignments@2022-04-01", object! {
        name: guid((open_ai.id(), portal_identity.id(), roles.prop("openAiUser"))),
        scope: &open_ai,
        properties: {
            principalId: portal_identity.prop("properties").prop("principalId"),
            principalType: "ServicePrincipal",
            roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [roles.prop("openAiUser")]),
        },
    }).when(&enable_assistant));

    let portal_reads_index = t.add("portalReadsIndex", Raw::new("Microsoft.Authorization/roleAssignments@2022-04-01", object! {
        name: guid((search.id(), portal_identity.id(), roles.prop("indexReader"))),
        scope: &search,
        properties: {
            principalId: portal_identity.prop("properties").prop("principalId"),
            principalType: "ServicePrincipal",
            roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [roles.prop("indexReader")]),
        },
    }).when(&enable_assistant));

    t.add_raw("deployerPushesImages", "Microsoft.Authorization/roleAssignments@2022-04-01", object! {
        name: guid((registry.id(), deployer_identity.id(), roles.prop("acrPush"))),
        scope: &registry,
        properties: {
            principalId: deployer_identity.prop("properties").prop("principalId"),
            principalType: "ServicePrincipal",
            roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [roles.prop("acrPush")]),
        },
    });

    t.add_raw("deployerContributes", "Microsoft.Authorization/roleAssignments@2022-04-01", object! {
        name: guid((resource_group().id(), deployer_identity.id(), &contributor_role_id)),
        properties: {
            principalId: deployer_identity.prop("properties").prop("principalId"),
            principalType: "ServicePrincipal",
            roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [&contributor_role_id]),
        },
    });

    let application = t.add_raw("application", "Microsoft.Graph/applications@v1.0", object! {
        uniqueName: interpolate!("{name_prefix}-{token}"),
        displayName: interpolate!("Backstage ({name_prefix})"),
        signInAudience: "AzureADMyOrg",
        groupMembershipClaims: "SecurityGroup",
        web: {
            homePageUrl: &portal_url,
            redirectUris: array![interpolate!("{portal_url}{redirect_path}")].one_line(),
            implicitGrantSettings: object! { enableAccessTokenIssuance: false, enableIdTokenIssuance: false }.one_line(),
        },
        requiredResourceAccess: [
            {
                resourceAppId: &graph_app_id,
                resourceAccess: each("permission", &delegated_permissions).map(|permission, _| object! { id: &permission, type: "Scope" }),
            },
        ],
    });

    t.nested(&application, "credential", Raw::new("Microsoft.Graph/applications/federatedIdentityCredentials", object! {
        name: interpolate!("{}/portal", application.prop("uniqueName")),
        audiences: array![&token_audience].one_line(),
        issuer: interpolate!("{}{}/v2.0", environment().login_endpoint(), tenant().tenant_id()),
        subject: portal_identity.prop("properties").prop("principalId"),
    }));

    t.add_raw("applicationPrincipal", "Microsoft.Graph/servicePrincipals@v1.0", object! { appId: application.prop("appId") });

    let graph = t.add("graph", Raw::existing("Microsoft.Graph/servicePrincipals@v1.0", object! { appId: &graph_app_id }));

    let directory_grants = t.add_each("directoryGrants", each("role", &directory_roles), |role, _| {
        Raw::new("Microsoft.Graph/appRoleAssignedTo@v1.0", object! {
            appRoleId: &role,
            principalId: portal_identity.prop("properties").prop("principalId"),
            resourceId: graph.id(),
        }).when(&read_directory)
    });

    t.output_as::<String>("applicationId", application.prop("appId")).description("Client id of the app registration.");
    t.output_as::<String>("frontDoorHost", endpoint.prop("properties").prop("hostName")).description("Host name that a custom domain points to.");
    t.output_as::<String>("domainValidationToken", domain.prop("properties").prop("validationProperties").prop("validationToken").or("")).description("Value of the TXT record that proves the custom domain.");
    t.output("environmentName", managed_environment.name()).description("Environment whose private endpoint connection of Front Door must be approved.");
    t.output("vaultName", vault.name()).description("Vault that holds the sign-in secret.");
    t.output_as::<String>("registryLoginServer", registry.prop("properties").prop("loginServer")).description("Where images are pushed.");
    t.output_as::<String>("deployerClientId", deployer_identity.prop("properties").prop("clientId")).description("Client id for the login step of the workflow.");

    let portal = t.add_raw("portal", "Microsoft.App/containerApps@2026-01-01", object! {
        name: &portal_name,
        location: &location,
        tags: &tags,
        identity: {
            type: "UserAssigned",
            userAssignedIdentities: { (interpolate!("{}", portal_identity.id())): {} },
        },
        properties: {
            environmentId: managed_environment.id(),
            workloadProfileName: "portal",
            configuration: {
                activeRevisionsMode: "Single",
                ingress: object! {
                    external: true,
                    targetPort: &portal_port,
                    transport: "auto",
                    allowInsecure: false,
                }.one_line(),
                registries: array![
                    object! {
                        server: registry.prop("properties").prop("loginServer"),
                        identity: portal_identity.id(),
                    }.one_line(),
                ].one_line(),
                secrets: [
                    object! {
                        name: sign_in_secret.name(),
                        keyVaultUrl: sign_in_secret.prop("properties").prop("secretUri"),
                        identity: portal_identity.id(),
                    }.one_line(),
                    object! {
                        name: cache_secret.name(),
                        keyVaultUrl: cache_secret.prop("properties").prop("secretUri"),
                        identity: portal_identity.id(),
                    }.one_line(),
                ],
            },
            template: {
                containers: [
                    {
                        name: "backstage",
                        image: is_placeholder.then_else("mcr.microsoft.com/k8se/quickstart:latest", &image),
                        env: concat::<Any>((
                            array![
                                object! { name: "APP_BASE_URL", value: &portal_url }.one_line(),
                                object! { name: "AUTH_MICROSOFT_CLIENT_ID", value: application.prop("appId") }.one_line(),
                                object! { name: "AUTH_MICROSOFT_TENANT_ID", value: tenant().tenant_id() }.one_line(),
                                object! {
                                    name: "AUTH_MICROSOFT_CLIENT_SECRET",
                                    secretRef: sign_in_secret.name(),
                                }.one_line(),
                                object! {
                                    name: "AZURE_CLIENT_ID",
                                    value: portal_identity.prop("properties").prop("clientId"),
                                }.one_line(),
                                object! {
                                    name: "POSTGRES_HOST",
                                    value: postgres.prop("properties").prop("fullyQualifiedDomainName"),
                                }.one_line(),
                                object! { name: "POSTGRES_USER", value: portal_identity.name() }.one_line(),
                                object! { name: "POSTGRES_DATABASE", value: database.name() }.one_line(),
                                object! { name: "REDIS_URL", secretRef: cache_secret.name() }.one_line(),
                                object! { name: "TECHDOCS_ACCOUNT_NAME", value: storage.name() }.one_line(),
                                object! { name: "TECHDOCS_CONTAINER_NAME", value: techdocs.name() }.one_line(),
                                object! {
                                    name: "APPLICATIONINSIGHTS_CONNECTION_STRING",
                                    value: telemetry.prop("properties").prop("ConnectionString"),
                                }.one_line(),
                                object! { name: "NODE_OPTIONS", value: "--max-old-space-size=6144" }.one_line(),
                            ],
                            enable_assistant.then_else(array![
                                object! {
                                    name: "AZURE_OPENAI_ENDPOINT",
                                    value: open_ai.assume_exists().prop("properties").prop("endpoint"),
                                }.one_line(),
                                object! {
                                    name: "AZURE_SEARCH_ENDPOINT",
                                    value: search.assume_exists().prop("properties").prop("endpoint"),
                                }.one_line(),
                            ], array![]),
                        )),
                        resources: { cpu: 2, memory: "8Gi" },
                        probes: [
                            {
                                type: "Startup",
                                httpGet: object! {
                                    path: is_placeholder.then_else("/", "/.backstage/health/v1/readiness"),
                                    port: &portal_port,
                                }.one_line(),
                                periodSeconds: 30,
                                failureThreshold: 10,
                            },
                            {
                                type: "Liveness",
                                httpGet: object! {
                                    path: is_placeholder.then_else("/", "/.backstage/health/v1/liveness"),
                                    port: &portal_port,
                                }.one_line(),
                            },
                            {
                                type: "Readiness",
                                httpGet: object! {
                                    path: is_placeholder.then_else("/", "/.backstage/health/v1/readiness"),
                                    port: &portal_port,
                                }.one_line(),
                            },
                        ],
                    },
                ],
                scale: {
                    minReplicas: &min_replicas,
                    maxReplicas: &max_replicas,
                    rules: [
                        object! {
                            name: "http",
                            http: object! { metadata: object! { concurrentRequests: "50" }.one_line() }.one_line(),
                        }.one_line(),
                        object! {
                            name: "cpu",
                            custom: object! {
                                type: "cpu",
                                metadata: object! { type: "Utilization", value: "70" }.one_line(),
                            }.one_line(),
                        }.one_line(),
                    ],
                },
            },
        },
        dependsOn: [
            &administrator,
            &directory_grants,
            &portal_pulls_images,
            &portal_reads_sign_in_secret,
            &portal_reads_cache_secret,
            &portal_writes_docs,
            &portal_publishes_metrics,
            &portal_reads_index,
            &portal_uses_models,
            &private_zone_groups,
            &private_zone_links,
        ],
    });

    let origin = t.add_raw("origin", "Microsoft.Cdn/profiles/originGroups/origins@2025-12-01", object! {
        parent: &origin_group,
        name: "portal",
        properties: {
            hostName: portal.prop("properties").prop("configuration").prop("ingress").prop("fqdn"),
            originHostHeader: portal.prop("properties").prop("configuration").prop("ingress").prop("fqdn"),
            httpPort: 80,
            httpsPort: 443,
            priority: 1,
            weight: 1000,
            enforceCertificateNameCheck: true,
            sharedPrivateLinkResource: {
                groupId: "managedEnvironments",
                privateLink: object! { id: managed_environment.id() }.one_line(),
                privateLinkLocation: &location,
                requestMessage: interpolate!("Front Door of {name_prefix}"),
            },
        },
    });

    t.add_raw("workspaceLogs", "Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &workspace,
        properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
    });

    t.add_raw("ruleLogs", "Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &network_rules,
        properties: object! { workspaceId: workspace.id(), logs: &all_logs }.one_line(),
    });

    t.add_raw("networkLogs", "Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &network,
        properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
    });

    t.add_raw("registryLogs", "Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &registry,
        properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
    });

    t.add_raw("vaultLogs", "Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &vault,
        properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
    });

    t.add_raw("docsLogs", "Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &blobs,
        properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
    });

    t.add_raw("databaseLogs", "Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &postgres,
        properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
    });

    t.add_raw("cacheMetrics", "Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &redis,
        properties: object! { workspaceId: workspace.id(), metrics: &all_metrics }.one_line(),
    });

    t.add_raw("cacheLogs", "Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &redis_database,
        properties: object! { workspaceId: workspace.id(), logs: &all_logs }.one_line(),
    });

    t.add_raw("environmentLogs", "Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &managed_environment,
        properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
    });

    t.add_raw("portalMetrics", "Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &portal,
        properties: object! { workspaceId: workspace.id(), metrics: &all_metrics }.one_line(),
    });

    t.add_raw("frontDoorLogs", "Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &front_door,
        properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
    });

    t.add("modelLogs", Raw::new("Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &open_ai,
        properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
    }).when(&enable_assistant));

    t.add("searchLogs", Raw::new("Microsoft.Insights/diagnosticSettings@2021-05-01-preview", object! {
        name: "to-workspace",
        scope: &search,
        properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
    }).when(&enable_assistant));

    let responders = t.add_raw("responders", "Microsoft.Insights/actionGroups@2023-01-01", object! {
        name: interpolate!("ag-{name_prefix}"),
        location: "global",
        tags: &tags,
        properties: {
            enabled: true,
            groupShortName: &name_prefix,
            emailReceivers: each("address", &alert_emails).map(|address, i| object! {
                name: interpolate!("mail-{i}"),
                emailAddress: &address,
                useCommonAlertSchema: true,
            }),
        },
    });

    t.add_each("metricAlerts", each("alert", &alerts), |alert, _| {
        Raw::new("Microsoft.Insights/metricAlerts@2026-01-01", object! {
            name: interpolate!("alert-{name_prefix}-{}", alert.prop("name")),
            location: "global",
            tags: &tags,
            properties: {
                description: alert.prop("description"),
                severity: alert.prop("severity"),
                enabled: true,
                autoMitigate: true,
                scopes: array![portal.id()].one_line(),
                evaluationFrequency: "PT1M",
                windowSize: "PT5M",
                criteria: {
                    "odata.type": "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
                    allOf: [
                        {
                            criterionType: "StaticThresholdCriterion",
                            name: alert.prop("name"),
                            metricNamespace: "Microsoft.App/containerApps",
                            metricName: alert.prop("metric"),
                            timeAggregation: alert.prop("aggregation"),
                            operator: alert.prop("operator"),
                            threshold: alert.prop("threshold"),
                            dimensions: alert.prop("dimensions"),
                            skipMetricValidation: true,
                        },
                    ],
                },
                actions: array![object! { actionGroupId: responders.id() }.one_line()].one_line(),
            },
        })
    });

    t.add("vaultLock", Raw::new("Microsoft.Authorization/locks@2020-05-01", object! {
        name: "keep",
        scope: &vault,
        properties: object! { level: "CanNotDelete" }.one_line(),
    }).when(&enable_locks));

    t.add("storageLock", Raw::new("Microsoft.Authorization/locks@2020-05-01", object! {
        name: "keep",
        scope: &storage,
        properties: object! { level: "CanNotDelete" }.one_line(),
    }).when(&enable_locks));

    t.add("databaseLock", Raw::new("Microsoft.Authorization/locks@2020-05-01", object! {
        name: "keep",
        scope: &postgres,
        properties: object! { level: "CanNotDelete" }.one_line(),
    }).when(&enable_locks));

    let firewall = t.add_raw("firewall", "Microsoft.Network/FrontDoorWebApplicationFirewallPolicies@2025-11-01", object! {
        name: interpolate!("waf{name_prefix}"),
        location: "global",
        tags: &tags,
        sku: object! { name: "Premium_AzureFrontDoor" }.one_line(),
        properties: {
            policySettings: object! {
                enabledState: "Enabled",
                mode: "Prevention",
                requestBodyCheck: "Enabled",
            }.one_line(),
            managedRules: {
                managedRuleSets: [
                    {
                        ruleSetType: "Microsoft_DefaultRuleSet",
                        ruleSetVersion: "2.1",
                        ruleSetAction: "Block",
                        exclusions: [
                            {
                                matchVariable: "RequestCookieNames",
                                selectorMatchOperator: "StartsWith",
                                selector: "microsoft-",
                            },
                        ],
                    },
                    object! { ruleSetType: "Microsoft_BotManagerRuleSet", ruleSetVersion: "1.1" }.one_line(),
                ],
            },
        },
    });

    let firewall_association = t.add_raw("firewallAssociation", "Microsoft.Cdn/profiles/securityPolicies@2025-12-01", object! {
        parent: &front_door,
        name: "firewall",
        properties: {
            parameters: {
                type: "WebApplicationFirewall",
                wafPolicy: object! { id: firewall.id() }.one_line(),
                associations: [
                    {
                        domains: has_custom_domain.then_else(array![
                            object! { id: endpoint.id() }.one_line(),
                            object! { id: domain.id() }.one_line(),
                        ].one_line(), array![object! { id: endpoint.id() }.one_line()].one_line()),
                        patternsToMatch: array!["/*"].one_line(),
                    },
                ],
            },
        },
    });

    let route = t.add_raw("route", "Microsoft.Cdn/profiles/afdEndpoints/routes@2025-12-01", object! {
        parent: &endpoint,
        name: "portal",
        properties: {
            originGroup: object! { id: origin_group.id() }.one_line(),
            customDomains: has_custom_domain.then_else(array![object! { id: domain.id() }.one_line()].one_line(), array![]),
            patternsToMatch: array!["/*"].one_line(),
            supportedProtocols: array!["Http", "Https"].one_line(),
            forwardingProtocol: "HttpsOnly",
            httpsRedirect: "Enabled",
            linkToDefaultDomain: has_custom_domain.then_else("Disabled", "Enabled"),
        },
        dependsOn: [&firewall_association, &origin],
    });

    t.place_after(&storage, &cache_secret);
    t.place_after(&front_door, &directory_grants);
    t.place_after(&firewall, &route);
    t.place_after(&portal, &firewall_association);
    Ok(t)
}
