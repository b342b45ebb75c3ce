//! The medium portal.

use triceps::functions::{empty, guid, resource_group, subscription_resource_id, tenant, unique_string};
use triceps::{Diagnostics, Module, Param, Raw, Template, TypeExpr, array, each, interpolate, object};

fn portal_medium_administrator() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata(
        "description",
        "Entra administrator of a database server, named after an object id that only the deployment knows.",
    );

    let server_name = t.param(Param::string("serverName").description("Name of the database server.").length(3..=63));
    let principal_id =
        t.param(Param::string("principalId").description("Object id of the administrator.").length(36..=36));
    let principal_name =
        t.param(Param::string("principalName").description("Name that the administrator signs in with.").min_length(1));

    let server = t.add(
        "server",
        Raw::existing("Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01", object! { name: &server_name }),
    );

    t.add_raw(
        "administrator",
        "Microsoft.DBforPostgreSQL/flexibleServers/administrators@2025-08-01",
        object! {
            parent: &server,
            name: &principal_id,
            properties: {
                principalName: &principal_name,
                principalType: "ServicePrincipal",
                tenantId: tenant().tenant_id(),
            },
        },
    );
    t
}

pub(super) fn portal_medium() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();
    let administrator_file = t.module_file("administrator.bicep", portal_medium_administrator().check()?);
    t.metadata("name", "Backstage on Azure Container Apps, medium");
    t.metadata(
        "description",
        "Two to five replicas, passwordless database, vault, registry, documents and a pipeline identity.",
    );

    let location =
        t.param(Param::string("location").description("Region of all resources.").default(resource_group().location()));
    let name_prefix = t.param(
        Param::string("namePrefix")
            .description("Prefix of all names: lower-case letters and digits, a letter first.")
            .length(3..=9)
            .default("backstage"),
    );
    let tags = t.param(
        Param::typed("tags", TypeExpr::object::<&str>([]).additional(TypeExpr::named("string")))
            .description("Tags of all resources.")
            .default(object! { workload: "backstage" }),
    );
    let image = t.param(
        Param::string("image")
            .description("Portal image with tag or digest; empty runs a public placeholder until the image exists.")
            .default(""),
    );
    let microsoft_client_id = t.param(
        Param::string("microsoftClientId")
            .description("Application (client) id of the Entra app registration.")
            .length(36..=36),
    );
    let microsoft_tenant_id = t.param(
        Param::string("microsoftTenantId")
            .description("Directory (tenant) id of the Entra app registration.")
            .length(36..=36)
            .default(tenant().tenant_id()),
    );
    let microsoft_client_secret = t.param(
        Param::secure_string("microsoftClientSecret")
            .description("Client secret of the Entra app registration.")
            .min_length(1),
    );
    let github_repository = t.param(
        Param::string("githubRepository")
            .description("Owner and name of the repository whose workflows deploy the portal.")
            .min_length(3),
    );
    let github_environment = t.param(
        Param::string("githubEnvironment")
            .description("Deployment environment of the repository that is trusted.")
            .min_length(1)
            .default("production"),
    );

    let token = t.var("token", unique_string([resource_group().id()]));
    let portal_name = t.var("portalName", interpolate!("ca-{name_prefix}"));
    let is_placeholder = t.var("isPlaceholder", empty(&image));
    let portal_port = t.var("portalPort", is_placeholder.then_else(80, 7007));

    let portal_identity = t.add_raw(
        "portalIdentity",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: interpolate!("id-{name_prefix}"), location: &location, tags: &tags },
    );

    let deployer_identity = t.add_raw(
        "deployerIdentity",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: interpolate!("id-{name_prefix}-deployer"), location: &location, tags: &tags },
    );

    t.add_raw(
        "githubCredential",
        "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30",
        object! {
            parent: &deployer_identity,
            name: interpolate!("github-{github_environment}"),
            properties: {
                issuer: "https://token.actions.githubusercontent.com",
                subject: interpolate!("repo:{github_repository}:environment:{github_environment}"),
                audiences: array!["api://AzureADTokenExchange"].one_line(),
            },
        },
    );

    let workspace = t.add_raw(
        "workspace",
        "Microsoft.OperationalInsights/workspaces@2025-07-01",
        object! {
            name: interpolate!("log-{name_prefix}"),
            location: &location,
            tags: &tags,
            properties: object! { retentionInDays: 30, sku: object! { name: "PerGB2018" }.one_line() }.one_line(),
        },
    );

    let registry = t.add_raw(
        "registry",
        "Microsoft.ContainerRegistry/registries@2025-11-01",
        object! {
            name: interpolate!("cr{name_prefix}{token}"),
            location: &location,
            tags: &tags,
            sku: object! { name: "Standard" }.one_line(),
            properties: {
                adminUserEnabled: false,
                anonymousPullEnabled: false,
                roleAssignmentMode: "LegacyRegistryPermissions",
            },
        },
    );

    let vault = t.add_raw(
        "vault",
        "Microsoft.KeyVault/vaults@2026-02-01",
        object! {
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
            },
        },
    );

    let sign_in_secret = t.add_raw(
        "signInSecret",
        "Microsoft.KeyVault/vaults/secrets@2026-02-01",
        object! {
            parent: &vault,
            name: "auth-microsoft-client-secret",
            tags: &tags,
            properties: object! { contentType: "text/plain", value: &microsoft_client_secret }.one_line(),
        },
    );

    let storage = t.add_raw(
        "storage",
        "Microsoft.Storage/storageAccounts@2026-04-01",
        object! {
            name: interpolate!("st{name_prefix}{token}"),
            location: &location,
            tags: &tags,
            kind: "StorageV2",
            sku: object! { name: "Standard_ZRS" }.one_line(),
            properties: {
                allowBlobPublicAccess: false,
                allowSharedKeyAccess: false,
                minimumTlsVersion: "TLS1_2",
                supportsHttpsTrafficOnly: true,
            },
        },
    );

    let blobs = t.add_raw(
        "blobs",
        "Microsoft.Storage/storageAccounts/blobServices@2026-04-01",
        object! {
            parent: &storage,
            name: "default",
            properties: {
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
            name: interpolate!("psql-{name_prefix}-{token}"),
            location: &location,
            tags: &tags,
            sku: object! { name: "Standard_B2s", tier: "Burstable" }.one_line(),
            properties: {
                version: "17",
                authConfig: object! {
                    activeDirectoryAuth: "Enabled",
                    passwordAuth: "Disabled",
                    tenantId: tenant().tenant_id(),
                }.one_line(),
                storage: object! { storageSizeGB: 32, autoGrow: "Enabled" }.one_line(),
                backup: object! { backupRetentionDays: 14, geoRedundantBackup: "Disabled" }.one_line(),
                network: object! { publicNetworkAccess: "Enabled" }.one_line(),
            },
        },
    );

    let database = t.add_raw(
        "database",
        "Microsoft.DBforPostgreSQL/flexibleServers/databases@2025-08-01",
        object! { parent: &postgres, name: "backstage" },
    );

    let azure_services = t.add_raw(
        "azureServices",
        "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2025-08-01",
        object! {
            parent: &postgres,
            name: "azure-services",
            properties: object! { startIpAddress: "0.0.0.0", endIpAddress: "0.0.0.0" }.one_line(),
            dependsOn: [&database],
        },
    );

    let administrator = t.add(
        "administrator",
        Module::new(&administrator_file)
            .param("serverName", postgres.name())
            .param("principalId", portal_identity.prop("properties").prop("principalId"))
            .param("principalName", portal_identity.name())
            .depends_on(azure_services),
    );

    let managed_environment = t.add_raw("managedEnvironment", "Microsoft.App/managedEnvironments@2026-01-01", object! {
        name: interpolate!("cae-{name_prefix}"),
        location: &location,
        tags: &tags,
        properties: {
            appLogsConfiguration: object! { destination: "azure-monitor" }.one_line(),
            workloadProfiles: array![object! { name: "Consumption", workloadProfileType: "Consumption" }.one_line()].one_line(),
        },
    });

    let portal_url = t.var(
        "portalUrl",
        interpolate!("https://{portal_name}.{}", managed_environment.prop("properties").prop("defaultDomain")),
    );
    let acr_pull_role_id = t.var("acrPullRoleId", "7f951dda-4ed3-4680-a7ca-43fe172d538d");
    let secrets_user_role_id = t.var("secretsUserRoleId", "4633458b-17de-408a-b874-0445c86b69e6");
    let blob_contributor_role_id = t.var("blobContributorRoleId", "ba92f5b4-2d11-453d-a403-e96b0029c9fe");
    let deployer_role_ids = t.var(
        "deployerRoleIds",
        array!["8311e382-0749-4cb8-b61a-304f252e45ec", "b24988ac-6180-42a0-ab88-20f7382dd24c"].one_line(),
    );
    let all_logs = t.var("allLogs", array![object! { categoryGroup: "allLogs", enabled: true }.one_line()].one_line());
    let all_metrics =
        t.var("allMetrics", array![object! { category: "AllMetrics", enabled: true }.one_line()].one_line());

    let portal_pulls_images = t.add_raw("portalPullsImages", "Microsoft.Authorization/roleAssignments@2022-04-01", object! {
        name: guid((registry.id(), portal_identity.id(), &acr_pull_role_id)),
        scope: &registry,
        properties: {
            principalId: portal_identity.prop("properties").prop("principalId"),
            principalType: "ServicePrincipal",
            roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [&acr_pull_role_id]),
        },
    });

    let portal_reads_secret = t.add_raw(
        "portalReadsSecret",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((sign_in_secret.id(), portal_identity.id(), &secrets_user_role_id)),
            scope: &sign_in_secret,
            properties: {
                principalId: portal_identity.prop("properties").prop("principalId"),
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    [&secrets_user_role_id],
                ),
            },
        },
    );

    let portal_writes_docs = t.add_raw(
        "portalWritesDocs",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((techdocs.id(), portal_identity.id(), &blob_contributor_role_id)),
            scope: &techdocs,
            properties: {
                principalId: portal_identity.prop("properties").prop("principalId"),
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    [&blob_contributor_role_id],
                ),
            },
        },
    );

    t.add_each("deployerRoles", each("roleId", &deployer_role_ids), |role_id, _| {
        Raw::new(
            "Microsoft.Authorization/roleAssignments@2022-04-01",
            object! {
                name: guid((resource_group().id(), deployer_identity.id(), &role_id)),
                properties: {
                    principalId: deployer_identity.prop("properties").prop("principalId"),
                    principalType: "ServicePrincipal",
                    roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [&role_id]),
                },
            },
        )
    });

    t.add_raw("portal", "Microsoft.App/containerApps@2026-01-01", object! {
        name: &portal_name,
        location: &location,
        tags: &tags,
        identity: {
            type: "UserAssigned",
            userAssignedIdentities: { (interpolate!("{}", portal_identity.id())): {} },
        },
        properties: {
            environmentId: managed_environment.id(),
            workloadProfileName: "Consumption",
            configuration: {
                activeRevisionsMode: "Single",
                ingress: object! { external: true, targetPort: &portal_port, transport: "auto", allowInsecure: false }.one_line(),
                registries: array![
                    object! { server: registry.prop("properties").prop("loginServer"), identity: portal_identity.id() }.one_line(),
                ].one_line(),
                secrets: [
                    object! {
                        name: sign_in_secret.name(),
                        keyVaultUrl: sign_in_secret.prop("properties").prop("secretUri"),
                        identity: portal_identity.id(),
                    }.one_line(),
                ],
            },
            template: {
                containers: [
                    {
                        name: "backstage",
                        image: is_placeholder.then_else("mcr.microsoft.com/k8se/quickstart:latest", &image),
                        env: [
                            object! { name: "APP_BASE_URL", value: &portal_url }.one_line(),
                            object! { name: "AUTH_MICROSOFT_CLIENT_ID", value: &microsoft_client_id }.one_line(),
                            object! { name: "AUTH_MICROSOFT_TENANT_ID", value: &microsoft_tenant_id }.one_line(),
                            object! { name: "AUTH_MICROSOFT_CLIENT_SECRET", secretRef: sign_in_secret.name() }.one_line(),
                            object! { name: "AZURE_CLIENT_ID", value: portal_identity.prop("properties").prop("clientId") }.one_line(),
                            object! {
                                name: "POSTGRES_HOST",
                                value: postgres.prop("properties").prop("fullyQualifiedDomainName"),
                            }.one_line(),
                            object! { name: "POSTGRES_USER", value: portal_identity.name() }.one_line(),
                            object! { name: "POSTGRES_DATABASE", value: database.name() }.one_line(),
                            object! { name: "TECHDOCS_ACCOUNT_NAME", value: storage.name() }.one_line(),
                            object! { name: "TECHDOCS_CONTAINER_NAME", value: techdocs.name() }.one_line(),
                            object! { name: "NODE_OPTIONS", value: "--max-old-space-size=3072" }.one_line(),
                        ],
                        resources: { cpu: 2, memory: "4Gi" },
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
                    minReplicas: 2,
                    maxReplicas: 5,
                    rules: [
                        object! {
                            name: "http",
                            http: object! { metadata: object! { concurrentRequests: "50" }.one_line() }.one_line(),
                        }.one_line(),
                        object! {
                            name: "cpu",
                            custom: object! { type: "cpu", metadata: object! { type: "Utilization", value: "70" }.one_line() }.one_line(),
                        }.one_line(),
                    ],
                },
            },
        },
        dependsOn: [&administrator, &portal_pulls_images, &portal_reads_secret, &portal_writes_docs],
    });

    t.add_raw(
        "environmentLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &managed_environment,
            properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
        },
    );

    t.add_raw(
        "registryLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &registry,
            properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
        },
    );

    t.add_raw(
        "vaultLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &vault,
            properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
        },
    );

    t.add_raw(
        "docsLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &blobs,
            properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
        },
    );

    t.add_raw(
        "databaseLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &postgres,
            properties: object! { workspaceId: workspace.id(), logs: &all_logs, metrics: &all_metrics }.one_line(),
        },
    );

    t.output("url", &portal_url).description("Where the portal answers.");
    t.output("redirectUri", interpolate!("{portal_url}/api/auth/microsoft/handler/frame"))
        .description("Redirect URI to register in Entra.");
    t.output_as::<String>("registryLoginServer", registry.prop("properties").prop("loginServer"))
        .description("Where images are pushed.");
    t.output_as::<String>("deployerClientId", deployer_identity.prop("properties").prop("clientId"))
        .description("Client id for the login step of the workflow.");
    Ok(t)
}
