//! Azure slices: telemetry, detection, models.

use triceps::functions::BinaryOp;
use triceps::functions::{
    concat, empty, guid, last, replace, resource_group, split, subscription_resource_id, unique_string,
};
use triceps::{Any, Expr, Param, Raw, Template, TypeExpr, Value, array, each, interpolate, object};

pub(super) fn azure_app_insights_alerts() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Telemetry of the portal and the alerts built on it.");

    let location =
        t.param(Param::string("location").description("Region of the component.").default(resource_group().location()));
    let workspace_id = t.param(Param::string("workspaceId").description("Workspace that stores the telemetry."));
    let mail_addresses = t.param(Param::array_of::<String>("mailAddresses").description("Mail addresses to notify."));
    let chat_hook = t.param(Param::secure_string("chatHook").or_empty().description("Hook of the chat channel."));
    let failure_threshold = t.param(
        Param::int("failureThreshold").description("Failed requests per five minutes that raise an alert.").default(5),
    );

    let mail_receivers = t.var(
        "mailReceivers",
        each("address", &mail_addresses).map(
            |address, i| object! { name: interpolate!("mail-{i}"), emailAddress: &address, useCommonAlertSchema: true },
        ),
    );
    let signals = t.var("signals", array![
        {
            name: "slow-catalog",
            severity: 2,
            query: "requests | where name has \"catalog\" | where duration > 2000",
            threshold: 10,
        },
        {
            name: "plugin-errors",
            severity: 1,
            query: Expr::multi_line("      exceptions\n      | where customDimensions.plugin != \"\"\n      | summarize count() by tostring(customDimensions.plugin)\n    "),
            threshold: 0,
        },
    ]);

    let component = t.add_raw(
        "component",
        "Microsoft.Insights/components@2020-02-02",
        object! {
            name: "appi-portal",
            location: &location,
            kind: "web",
            properties: {
                Application_Type: "web",
                WorkspaceResourceId: &workspace_id,
                IngestionMode: "LogAnalytics",
                DisableLocalAuth: true,
                SamplingPercentage: 50,
            },
        },
    );

    let responders = t.add_raw(
        "responders",
        "Microsoft.Insights/actionGroups@2023-01-01",
        object! {
            name: "ag-portal",
            location: "global",
            properties: {
                enabled: true,
                groupShortName: "portal",
                emailReceivers: &mail_receivers,
                webhookReceivers: empty(&chat_hook).then_else(
                    array![],
                    array![{ name: "chat", serviceUri: &chat_hook, useCommonAlertSchema: true }],
                ),
                armRoleReceivers: [
                    {
                        name: "owners",
                        roleId: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
                        useCommonAlertSchema: true,
                    },
                ],
            },
        },
    );

    let failures = t.add_raw(
        "failures",
        "Microsoft.Insights/metricAlerts@2026-01-01",
        object! {
            name: "failed-requests",
            location: "global",
            properties: {
                description: "The portal answers with errors.",
                severity: 1,
                enabled: true,
                autoMitigate: true,
                scopes: [component.id()],
                evaluationFrequency: "PT1M",
                windowSize: "PT5M",
                criteria: {
                    "odata.type": "Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria",
                    allOf: [
                        {
                            criterionType: "StaticThresholdCriterion",
                            name: "failed",
                            metricNamespace: "microsoft.insights/components",
                            metricName: "requests/failed",
                            operator: "GreaterThan",
                            threshold: &failure_threshold,
                            timeAggregation: "Count",
                            dimensions: [{ name: "cloud/roleName", operator: "Include", values: ["*"] }],
                        },
                        {
                            criterionType: "DynamicThresholdCriterion",
                            name: "duration",
                            metricName: "requests/duration",
                            operator: "GreaterThan",
                            alertSensitivity: "Medium",
                            timeAggregation: "Average",
                            failingPeriods: { numberOfEvaluationPeriods: 4, minFailingPeriodsToAlert: 3 },
                        },
                    ],
                },
                actions: [
                    {
                        actionGroupId: responders.id(),
                        webHookProperties: { runbook: "https://docs.contoso.com/portal/failures" },
                    },
                ],
            },
        },
    );

    let queries = t.add_each("queries", each("signal", &signals), |signal, _| {
        Raw::new(
            "Microsoft.Insights/scheduledQueryRules@2026-03-01",
            object! {
                name: signal.prop("name"),
                location: &location,
                kind: "LogAlert",
                properties: {
                    displayName: interpolate!("Portal: {}", replace(signal.prop("name"), "-", " ")),
                    severity: signal.prop("severity"),
                    enabled: true,
                    scopes: [component.id()],
                    evaluationFrequency: "PT10M",
                    windowSize: "PT10M",
                    criteria: {
                        allOf: [
                            {
                                query: signal.prop("query"),
                                timeAggregation: "Count",
                                operator: "GreaterThan",
                                threshold: signal.prop("threshold"),
                                failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
                            },
                        ],
                    },
                    autoMitigate: false,
                    muteActionsDuration: "PT1H",
                    actions: {
                        actionGroups: [responders.id()],
                        customProperties: { threshold: interpolate!("{}", signal.prop("threshold")) },
                    },
                },
            },
        )
    });

    t.output_as::<String>("connectionString", component.prop("properties").prop("ConnectionString"));
    t.output("failureAlertId", failures.id());
    t.output_as::<Vec<Any>>("queryIds", each("signal", &signals).map(|_, i| queries.at(&i).id()));
    t
}

pub(super) fn azure_diagnostic_settings() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Diagnostic settings for resources that already exist.");

    let workspace_id = t.param(Param::string("workspaceId").description("Workspace that receives the logs."));
    let archive_account_id =
        t.param(Param::optional_string("archiveAccountId").description("Storage account for long retention, if any."));
    let registry_names = t.param(
        Param::array_of::<String>("registryNames")
            .description("Names of the observed container registries.")
            .default(array![]),
    );
    let vault_name = t.param(Param::string("vaultName"));
    let server_name = t.param(Param::string("serverName"));
    let event_hub = t.param(
        Param::typed(
            "eventHub",
            TypeExpr::object([("ruleId", TypeExpr::named("string")), ("name", TypeExpr::named("string"))]).nullable(),
        )
        .description("Event hub that streams to the security team."),
    );

    let setting_name = t.var("settingName", interpolate!("to-{}", last(split(&workspace_id, "/"))));
    let all_logs = t.var("allLogs", array![{ categoryGroup: "allLogs", enabled: true }]);
    let all_metrics = t.var("allMetrics", array![{ category: "AllMetrics", enabled: true }]);

    let registries = t.add_each("registries", each("name", &registry_names), |name, _| {
        Raw::existing("Microsoft.ContainerRegistry/registries@2025-11-01", object! { name: &name })
    });

    let vault = t.add("vault", Raw::existing("Microsoft.KeyVault/vaults@2026-02-01", object! { name: &vault_name }));

    let server = t.add(
        "server",
        Raw::existing("Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01", object! { name: &server_name }),
    );

    let registry_settings = t.add_each("registrySettings", each("name", &registry_names), |_, i| {
        Raw::new(
            "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
            object! {
                name: &setting_name,
                scope: registries.at(&i),
                properties: {
                    workspaceId: &workspace_id,
                    storageAccountId: &archive_account_id,
                    logs: &all_logs,
                    metrics: &all_metrics,
                },
            },
        )
    });

    let vault_settings = t.add_raw(
        "vaultSettings",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: &setting_name,
            scope: &vault,
            properties: {
                workspaceId: &workspace_id,
                logAnalyticsDestinationType: "Dedicated",
                eventHubAuthorizationRuleId: event_hub.safe_prop("ruleId"),
                eventHubName: event_hub.safe_prop("name"),
                logs: concat((
                    array![{ categoryGroup: "audit", enabled: true }],
                    Value::<bool>::from_expr(Expr::binary(BinaryOp::Equal, &event_hub, Expr::NULL)).then_else(
                        array![],
                        &all_logs,
                    ),
                )),
                metrics: &all_metrics,
            },
        },
    );

    let server_settings = t.add_raw(
        "serverSettings",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: &setting_name,
            scope: &server,
            properties: {
                workspaceId: &workspace_id,
                logs: each("category", array!["PostgreSQLLogs", "PostgreSQLFlexSessions"]).map(
                    |category, _| object! { category: &category, enabled: true },
                ),
                metrics: [{ category: "AllMetrics", enabled: true, timeGrain: "PT1M" }],
            },
        },
    );

    t.output_as::<Vec<Any>>(
        "registrySettingIds",
        each("name", &registry_names).map(|_, i| registry_settings.at(&i).id()),
    );
    t.output_as::<Vec<String>>("settingIds", array![vault_settings.id(), server_settings.id()]);
    t
}

pub(super) fn azure_sentinel_onboarding() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Workspace with Sentinel and one detection.");

    let location =
        t.param(Param::string("location").description("Region of the workspace.").default(resource_group().location()));
    let workspace_name = t.param(Param::string("workspaceName").description("Workspace name.").length(4..=40));
    let retention_in_days =
        t.param(Param::int("retentionInDays").description("Days to keep the logs.").range(30..=730).default(90));
    let daily_quota_gb =
        t.param(Param::int("dailyQuotaGb").description("Daily cap in gigabytes, -1 for none.").default(-1));

    let workspace = t.add_raw(
        "workspace",
        "Microsoft.OperationalInsights/workspaces@2025-07-01",
        object! {
            name: &workspace_name,
            location: &location,
            properties: {
                sku: { name: "PerGB2018" },
                retentionInDays: &retention_in_days,
                workspaceCapping: { dailyQuotaGb: &daily_quota_gb },
                features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
                publicNetworkAccessForIngestion: "Enabled",
                publicNetworkAccessForQuery: "Enabled",
            },
        },
    );

    let onboarding = t.add_raw(
        "onboarding",
        "Microsoft.SecurityInsights/onboardingStates@2025-09-01",
        object! { name: "default", scope: &workspace, properties: { customerManagedKey: false } },
    );

    let failed_sign_ins = t.add_raw("failedSignIns", "Microsoft.SecurityInsights/alertRules@2025-09-01", object! {
        name: guid((workspace.id(), "failed-sign-ins")),
        scope: &workspace,
        kind: "Scheduled",
        properties: {
            displayName: "Many failed portal sign-ins",
            description: "More than ten failures from one address in an hour.",
            enabled: true,
            severity: "Medium",
            query: Expr::multi_line("      SigninLogs\n      | where ResultType !in (\"0\", \"50140\")\n      | summarize Failures = count() by IPAddress, UserPrincipalName\n      | where Failures > 10\n    "),
            queryFrequency: "PT1H",
            queryPeriod: "PT1H",
            triggerOperator: "GreaterThan",
            triggerThreshold: 0,
            suppressionEnabled: false,
            suppressionDuration: "PT5H",
            tactics: ["CredentialAccess"],
            techniques: ["T1110"],
            entityMappings: [
                { entityType: "IP", fieldMappings: [{ identifier: "Address", columnName: "IPAddress" }] },
                {
                    entityType: "Account",
                    fieldMappings: [{ identifier: "FullName", columnName: "UserPrincipalName" }],
                },
            ],
            incidentConfiguration: {
                createIncident: true,
                groupingConfiguration: {
                    enabled: true,
                    reopenClosedIncident: false,
                    lookbackDuration: "PT5H",
                    matchingMethod: "AllEntities",
                },
            },
        },
        dependsOn: [&onboarding],
    });

    t.output("workspaceId", workspace.id());
    t.output_as::<String>("customerId", workspace.prop("properties").prop("customerId"));
    t.output("ruleId", failed_sign_ins.id());
    t
}

pub(super) fn azure_openai_and_search() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Model deployments and a search service for question answering.");

    let location =
        t.param(Param::string("location").description("Region of both services.").default(resource_group().location()));
    let workload = t.param(Param::string("workload").description("Short workload name.").length(2..=20));
    let models = t.param(
        Param::typed(
            "models",
            TypeExpr::object::<&str>([])
                .with("name", TypeExpr::named("string"))
                .with("version", TypeExpr::named("string"))
                .with("capacity", TypeExpr::named("int"))
                .describe_last("Thousands of tokens per minute.")
                .with(
                    "sku",
                    TypeExpr::union([TypeExpr::literal("Standard"), TypeExpr::literal("GlobalStandard")]).nullable(),
                )
                .compact()
                .array(),
        )
        .description("Models to deploy, one after the other.")
        .default(array![
            { name: "gpt-4o", version: "2024-11-20", capacity: 30, sku: "GlobalStandard" },
            { name: "text-embedding-3-large", version: "1", capacity: 50 },
        ]),
    );
    let portal_principal_id = t.param(Param::string("portalPrincipalId").description("Identity of the portal."));

    let open_ai_user_role_id = t.var("openAiUserRoleId", "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd");
    let index_reader_role_id = t.var("indexReaderRoleId", "1407120a-92aa-4202-b7e9-c0e197c71c8f");

    let role_definition = t.func::<String, 1>("roleDefinition", [("id", TypeExpr::named("string"))], |[id]| {
        subscription_resource_id("Microsoft.Authorization/roleDefinitions", [&id])
    });

    let open_ai = t.add_raw(
        "openAi",
        "Microsoft.CognitiveServices/accounts@2026-05-01",
        object! {
            name: interpolate!("oai-{workload}"),
            location: &location,
            kind: "OpenAI",
            sku: { name: "S0" },
            identity: { type: "SystemAssigned" },
            properties: {
                customSubDomainName: interpolate!("oai-{workload}-{}", unique_string([resource_group().id()])),
                disableLocalAuth: true,
                publicNetworkAccess: "Enabled",
                networkAcls: { defaultAction: "Allow" },
            },
        },
    );

    let deployments = t.add_each("deployments", each("model", &models), |model, _| {
        Raw::new(
            "Microsoft.CognitiveServices/accounts/deployments@2026-05-01",
            object! {
                parent: &open_ai,
                name: model.prop("name"),
                sku: { name: model.safe_prop("sku").or("Standard"), capacity: model.prop("capacity") },
                properties: {
                    model: { format: "OpenAI", name: model.prop("name"), version: model.prop("version") },
                    versionUpgradeOption: "OnceCurrentVersionExpired",
                },
            },
        )
    });
    t.batch_size(&deployments, 1);

    let search = t.add_raw(
        "search",
        "Microsoft.Search/searchServices@2025-05-01",
        object! {
            name: interpolate!("srch-{workload}"),
            location: &location,
            sku: { name: "basic" },
            identity: { type: "SystemAssigned" },
            properties: {
                replicaCount: 1,
                partitionCount: 1,
                hostingMode: "Default",
                semanticSearch: "free",
                disableLocalAuth: false,
                authOptions: { aadOrApiKey: { aadAuthFailureMode: "http401WithBearerChallenge" } },
            },
        },
    );

    let portal_uses_models = t.add_raw(
        "portalUsesModels",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((open_ai.id(), &portal_principal_id, &open_ai_user_role_id)),
            scope: &open_ai,
            properties: {
                principalId: &portal_principal_id,
                principalType: "ServicePrincipal",
                roleDefinitionId: role_definition.call([&open_ai_user_role_id]),
            },
        },
    );

    let search_uses_models = t.add_raw(
        "searchUsesModels",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((open_ai.id(), search.id(), &open_ai_user_role_id)),
            scope: &open_ai,
            properties: {
                principalId: search.prop("identity").prop("principalId"),
                principalType: "ServicePrincipal",
                roleDefinitionId: role_definition.call([&open_ai_user_role_id]),
            },
        },
    );

    let portal_reads_index = t.add_raw(
        "portalReadsIndex",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((search.id(), &portal_principal_id, &index_reader_role_id)),
            scope: &search,
            properties: {
                principalId: &portal_principal_id,
                principalType: "ServicePrincipal",
                roleDefinitionId: role_definition.call([&index_reader_role_id]),
            },
        },
    );

    t.output_as::<String>("modelEndpoint", open_ai.prop("properties").prop("endpoint"));
    t.output_as::<String>("searchEndpoint", search.prop("properties").prop("endpoint"));
    t.output("deploymentNames", each("model", &models).map(|_, i| deployments.at(&i).name()));
    t.output_as::<Vec<String>>(
        "assignmentIds",
        array![portal_uses_models.id(), search_uses_models.id(), portal_reads_index.id()],
    );
    t
}
