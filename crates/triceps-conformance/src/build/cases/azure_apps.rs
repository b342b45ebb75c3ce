//! Azure slices: apps and jobs.

use triceps::functions::{self, empty, guid, json, replace, resource_group, subscription_resource_id, unique_string};
use triceps::{Expr, Param, Raw, Template, array, each, interpolate, object};

pub(super) fn azure_container_app_job() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Jobs around the portal: nightly clean-up, queue worker and manual migration.");

    let location =
        t.param(Param::string("location").description("Region of the jobs.").default(resource_group().location()));
    let environment_name = t.param(Param::string("environmentName").description("Environment that runs the jobs."));
    let registry_server = t.param(Param::string("registryServer").description("Login server of the registry."));
    let tag = t.param(Param::string("tag").description("Tag of every image.").default("latest"));
    let identity_name =
        t.param(Param::string("identityName").description("Identity that pulls images and reads queues."));
    let queue_account_name =
        t.param(Param::string("queueAccountName").description("Storage account with the work queue."));
    let database_uri =
        t.param(Param::string("databaseUri").description("Versionless identifier of the database password."));

    let resources_small = t.var("resourcesSmall", object! { cpu: json("0.25"), memory: "0.5Gi" });

    let environment = t.add(
        "environment",
        Raw::existing("Microsoft.App/managedEnvironments@2026-01-01", object! { name: &environment_name }),
    );

    let identity = t.add(
        "identity",
        Raw::existing("Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30", object! { name: &identity_name }),
    );

    let clean_up = t.add_raw(
        "cleanUp",
        "Microsoft.App/jobs@2026-01-01",
        object! {
            name: "catalog-clean-up",
            location: &location,
            identity: {
                type: "UserAssigned",
                userAssignedIdentities: { (interpolate!("{}", identity.id())): {} },
            },
            properties: {
                environmentId: environment.id(),
                workloadProfileName: "Consumption",
                configuration: {
                    triggerType: "Schedule",
                    replicaTimeout: 1800,
                    replicaRetryLimit: 1,
                    scheduleTriggerConfig: { cronExpression: "30 2 * * *", parallelism: 1, replicaCompletionCount: 1 },
                    registries: [{ server: &registry_server, identity: identity.id() }],
                    secrets: [{ name: "database", keyVaultUrl: &database_uri, identity: identity.id() }],
                    identitySettings: [{ identity: identity.id(), lifecycle: "Main" }],
                },
                template: {
                    containers: [
                        {
                            name: "clean-up",
                            image: interpolate!("{registry_server}/clean-up:{tag}"),
                            command: ["/bin/sh", "-c"],
                            args: ["node clean-up.js --older-than 30d"],
                            env: [{ name: "DATABASE_URL", secretRef: "database" }],
                            resources: &resources_small,
                        },
                    ],
                },
            },
        },
    );

    let worker = t.add_raw(
        "worker",
        "Microsoft.App/jobs@2026-01-01",
        object! {
            name: "docs-worker",
            location: &location,
            identity: {
                type: "UserAssigned",
                userAssignedIdentities: { (interpolate!("{}", identity.id())): {} },
            },
            properties: {
                environmentId: environment.id(),
                configuration: {
                    triggerType: "Event",
                    replicaTimeout: 600,
                    eventTriggerConfig: {
                        parallelism: 1,
                        replicaCompletionCount: 1,
                        scale: {
                            minExecutions: 0,
                            maxExecutions: 10,
                            pollingInterval: 30,
                            rules: [
                                {
                                    name: "queue",
                                    type: "azure-queue",
                                    identity: identity.id(),
                                    metadata: { accountName: &queue_account_name, queueName: "docs", queueLength: "1" },
                                },
                            ],
                        },
                    },
                    registries: [{ server: &registry_server, identity: identity.id() }],
                },
                template: {
                    volumes: [{ name: "work", storageType: "EmptyDir" }],
                    containers: [
                        {
                            name: "worker",
                            image: interpolate!("{registry_server}/docs-worker:{tag}"),
                            env: [
                                { name: "AZURE_CLIENT_ID", value: identity.prop("properties").prop("clientId") },
                                {
                                    name: "QUEUE_URL",
                                    value: interpolate!(
                                        "https://{queue_account_name}.queue.{}/docs",
                                        functions::environment().storage_suffix(),
                                    ),
                                },
                            ],
                            resources: { cpu: json("1.0"), memory: "2Gi" },
                            volumeMounts: [{ volumeName: "work", mountPath: "/work" }],
                        },
                    ],
                },
            },
        },
    );

    let migrate = t.add_raw(
        "migrate",
        "Microsoft.App/jobs@2026-01-01",
        object! {
            name: "migrate",
            location: &location,
            properties: {
                environmentId: environment.id(),
                configuration: {
                    triggerType: "Manual",
                    replicaTimeout: 300,
                    manualTriggerConfig: { parallelism: 1, replicaCompletionCount: 1 },
                },
                template: {
                    containers: [
                        {
                            name: "migrate",
                            image: interpolate!("{registry_server}/migrate:{tag}"),
                            resources: &resources_small,
                        },
                    ],
                },
            },
        },
    );

    t.output_as::<Vec<String>>("jobNames", array![clean_up.name(), worker.name(), migrate.name()]);
    t.output("workerId", worker.id());
    t
}

pub(super) fn azure_dapr_component() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Dapr building blocks of the portal environment.");

    let location =
        t.param(Param::string("location").description("Region of the resources.").default(resource_group().location()));
    let environment_name =
        t.param(Param::string("environmentName").description("Environment that hosts the components."));
    let app_ids = t.param(
        Param::array_of::<String>("appIds")
            .description("Application ids that may use the components.")
            .default(array!["portal", "worker"]),
    );
    let workload_principal_id = t.param(Param::string("workloadPrincipalId"));
    let workload_client_id = t.param(Param::string("workloadClientId"));
    let ticket_token = t.param(Param::secure_string("ticketToken").description("Token for the ticket system."));

    let environment = t.add(
        "environment",
        Raw::existing("Microsoft.App/managedEnvironments@2026-01-01", object! { name: &environment_name }),
    );

    let bus = t.add_raw(
        "bus",
        "Microsoft.ServiceBus/namespaces@2026-01-01",
        object! {
            name: interpolate!("sb-{environment_name}-{}", unique_string([resource_group().id()])),
            location: &location,
            sku: { name: "Standard", tier: "Standard" },
            properties: { disableLocalAuth: true, minimumTlsVersion: "1.2" },
        },
    );

    let events = t.nested(
        &bus,
        "events",
        Raw::new(
            "Microsoft.ServiceBus/namespaces/topics",
            object! { name: "events", properties: { defaultMessageTimeToLive: "P7D" } },
        ),
    );

    let data_owner = t.add_raw(
        "dataOwner",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((bus.id(), &workload_principal_id, "data-owner")),
            scope: &bus,
            properties: {
                principalId: &workload_principal_id,
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    ["090c5cfd-751d-490a-894a-3ce6f1109419"],
                ),
            },
        },
    );

    let pubsub = t.add_raw(
        "pubsub",
        "Microsoft.App/managedEnvironments/daprComponents@2026-01-01",
        object! {
            parent: &environment,
            name: "pubsub",
            properties: {
                componentType: "pubsub.azure.servicebus.topics",
                version: "v1",
                ignoreErrors: false,
                initTimeout: "10s",
                metadata: [
                    {
                        name: "namespaceName",
                        value: replace(
                            replace(bus.prop("properties").prop("serviceBusEndpoint"), "https://", ""),
                            ":443/",
                            "",
                        ),
                    },
                    { name: "azureClientId", value: &workload_client_id },
                    { name: "maxConcurrentHandlers", value: "8" },
                ],
                scopes: &app_ids,
            },
            dependsOn: [&data_owner],
        },
    );

    let tickets = t.add_raw(
        "tickets",
        "Microsoft.App/managedEnvironments/daprComponents@2026-01-01",
        object! {
            parent: &environment,
            name: "tickets",
            properties: {
                componentType: "bindings.http",
                version: "v1",
                metadata: [
                    { name: "url", value: "https://tickets.contoso.com/api" },
                    { name: "securityToken", secretRef: "ticket-token" },
                ],
                secrets: [{ name: "ticket-token", value: &ticket_token }],
                scopes: [app_ids.at(0)],
            },
        },
    );

    t.output("topicId", events.id());
    t.output_as::<Vec<String>>("componentNames", array![pubsub.name(), tickets.name()]);
    t
}

pub(super) fn azure_managed_certificate_custom_domain() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Custom domain with a managed certificate for a container app.");

    let location =
        t.param(Param::string("location").description("Region of the app.").default(resource_group().location()));
    let environment_name = t.param(Param::string("environmentName").description("Environment that hosts the app."));
    let zone_name = t.param(Param::string("zoneName").description("Public zone of the domain.").default("contoso.com"));
    let label = t.param(Param::string("label").description("Label below the zone.").min_length(1).default("portal"));
    let image = t.param(Param::string("image").description("Image of the app."));
    let bind_certificate = t.param(
        Param::bool("bindCertificate")
            .description("False for the first deployment, which only adds the host name.")
            .default(false),
    );

    let host_name = t.var("hostName", interpolate!("{label}.{zone_name}"));

    let environment = t.add(
        "environment",
        Raw::existing("Microsoft.App/managedEnvironments@2026-01-01", object! { name: &environment_name }),
    );

    let zone = t.add("zone", Raw::existing("Microsoft.Network/dnsZones@2018-05-01", object! { name: &zone_name }));

    let alias = t.add_raw(
        "alias",
        "Microsoft.Network/dnsZones/CNAME@2018-05-01",
        object! {
            parent: &zone,
            name: &label,
            properties: {
                TTL: 300,
                CNAMERecord: { cname: interpolate!("portal.{}", environment.prop("properties").prop("defaultDomain")) },
            },
        },
    );

    let ownership = t.add_raw("ownership", "Microsoft.Network/dnsZones/TXT@2018-05-01", object! {
        parent: &zone,
        name: interpolate!("asuid.{label}"),
        properties: {
            TTL: 300,
            TXTRecords: [
                {
                    value: [
                        environment.prop("properties").prop("customDomainConfiguration").prop("customDomainVerificationId"),
                    ],
                },
            ],
        },
    });

    let certificate = t.add(
        "certificate",
        Raw::new(
            "Microsoft.App/managedEnvironments/managedCertificates@2026-01-01",
            object! {
                parent: &environment,
                name: interpolate!("mc-{}", replace(&host_name, ".", "-")),
                location: &location,
                properties: { subjectName: &host_name, domainControlValidation: "CNAME" },
                dependsOn: [&alias, &ownership],
            },
        )
        .when(&bind_certificate),
    );

    let portal = t.add_raw(
        "portal",
        "Microsoft.App/containerApps@2026-01-01",
        object! {
            name: "portal",
            location: &location,
            properties: {
                environmentId: environment.id(),
                configuration: {
                    ingress: {
                        external: true,
                        targetPort: 7007,
                        customDomains: [
                            {
                                name: &host_name,
                                bindingType: bind_certificate.then_else("SniEnabled", "Disabled"),
                                certificateId: Expr::ternary(&bind_certificate, certificate.id(), Expr::NULL),
                            },
                        ],
                    },
                },
                template: {
                    containers: [{ name: "portal", image: &image, resources: { cpu: json("0.5"), memory: "1Gi" } }],
                },
            },
            dependsOn: [&alias, &ownership],
        },
    );

    t.output("url", interpolate!("https://{host_name}"));
    t.output(
        "defaultUrl",
        interpolate!("https://{}", portal.prop("properties").prop("configuration").prop("ingress").prop("fqdn")),
    );
    t.output_as::<String>("certificateState", certificate.prop("properties").prop("provisioningState").or("none"));
    t
}

pub(super) fn azure_federated_credentials() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Deployment identity trusted by pipelines, without stored credentials.");

    let location =
        t.param(Param::string("location").description("Region of the identity.").default(resource_group().location()));
    let repository =
        t.param(Param::string("repository").description("Organisation and repository.").default("contoso/portal"));
    let stages = t.param(
        Param::array_of::<String>("stages").description("Environments that may deploy.").default(array!["dev", "prod"]),
    );
    let cluster_issuer = t.param(
        Param::string("clusterIssuer")
            .description("Issuer of the cluster that runs the scaffolder, if any.")
            .default(""),
    );

    let audience = t.var("audience", "api://AzureADTokenExchange");
    let contributor_role_id = t.var("contributorRoleId", "b24988ac-6180-42a0-ab88-20f7382dd24c");

    let identity = t.add_raw(
        "identity",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! {
            name: interpolate!("id-deploy-{}", replace(&repository, "/", "-")),
            location: &location,
            tags: { repository: &repository },
        },
    );

    let per_stage = t.add_each("perStage", each("stage", &stages), |stage, _| {
        Raw::new(
            "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30",
            object! {
                parent: &identity,
                name: interpolate!("environment-{stage}"),
                properties: {
                    issuer: "https://token.actions.githubusercontent.com",
                    subject: interpolate!("repo:{repository}:environment:{stage}"),
                    audiences: [&audience],
                },
            },
        )
    });
    t.batch_size(&per_stage, 1);

    let pull_requests = t.add_raw(
        "pullRequests",
        "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30",
        object! {
            parent: &identity,
            name: "pull-requests",
            properties: {
                issuer: "https://token.actions.githubusercontent.com",
                subject: interpolate!("repo:{repository}:pull_request"),
                audiences: [&audience],
            },
            dependsOn: [&per_stage],
        },
    );

    let cluster = t.add(
        "cluster",
        Raw::new(
            "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30",
            object! {
                parent: &identity,
                name: "scaffolder",
                properties: {
                    issuer: &cluster_issuer,
                    subject: "system:serviceaccount:portal:scaffolder",
                    audiences: [&audience],
                },
                dependsOn: [&pull_requests],
            },
        )
        .when(!empty(&cluster_issuer)),
    );

    let contributor = t.add_raw(
        "contributor",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((resource_group().id(), identity.id(), &contributor_role_id)),
            properties: {
                principalId: identity.prop("properties").prop("principalId"),
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    [&contributor_role_id],
                ),
            },
        },
    );

    t.output_as::<String>("clientId", identity.prop("properties").prop("clientId"));
    t.output("subjects", each("stage", &stages).map(|_, i| per_stage.at(&i).prop("properties").prop("subject")));
    t.output_as::<String>("clusterSubject", cluster.prop("properties").prop("subject").or(""));
    t.output("contributorId", contributor.id());
    t
}
