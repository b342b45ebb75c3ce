//! Telemetry, detection, models.

use triceps::authorization::{Principal, Role, RoleAssignment, RoleDefinition};
use triceps::cognitive_services::account::{self, DefaultAction, NetworkRuleSet};
use triceps::cognitive_services::deployment::{self, DeploymentModel, VersionUpgradeOption};
use triceps::cognitive_services::{Account, Deployment};
use triceps::container_registry::Registry;
use triceps::functions::BinaryOp;
use triceps::functions::{
    concat, empty, guid, last, replace, resource_group, split, subscription_resource_id, unique_string,
};
use triceps::insights::action_group::{ArmRoleReceiver, EmailReceiver, WebhookReceiver};
use triceps::insights::component::{ApplicationType, IngestionMode};
use triceps::insights::diagnostic_setting::{LogSettings, MetricSettings};
use triceps::insights::metric_alert::{
    self, AlertSensitivity, DynamicThresholdFailingPeriods, MetricAlertAction, MetricAlertCriteria, MetricDimension,
    MultiMetricCriteria, MultiMetricCriteriaOperator, MultiMetricCriteriaOperator2,
};
use triceps::insights::scheduled_query_rule::{
    self, Actions, Condition, ConditionFailingPeriods, ConditionOperator, Kind, ScheduledQueryRuleCriteria,
};
use triceps::insights::{ActionGroup, Component, DiagnosticSetting, MetricAlert, ScheduledQueryRule};
use triceps::key_vault::Vault;
use triceps::operational_insights::{self, Features, Workspace, WorkspaceSku};
use triceps::postgresql::FlexibleServer;
use triceps::search::SearchService;
use triceps::search::search_service::{
    self, AadAuthFailureMode, DataPlaneAadOrApiKeyAuthOption, DataPlaneAuthOptions, HostingMode, SemanticSearch,
};
use triceps::security_insights::alert_rule::{
    EntityMapping, EntityType, FieldMapping, GroupingConfiguration, IncidentConfiguration, MatchingMethod, Severity,
    Tactic, TriggerOperator,
};
use triceps::security_insights::{AlertRule, OnboardingState};
use triceps::{Any, Expr, Param, Template, TypeExpr, Value, array, each, interpolate, object};

const SIGN_INS: &str = "      SigninLogs\n      | where ResultType !in (\"0\", \"50140\")\n      | summarize Failures = count() by IPAddress, UserPrincipalName\n      | where Failures > 10\n    ";

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
        each("address", &mail_addresses)
            .map(|address, i| EmailReceiver::new(interpolate!("mail-{i}"), address).use_common_alert_schema(true)),
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

    let component = t.add(
        "component",
        Component::new("appi-portal", &location, "web", ApplicationType::WEB)
            .workspace_resource_id(&workspace_id)
            .ingestion_mode(IngestionMode::LOG_ANALYTICS)
            .disable_local_auth(true)
            .sampling_percentage(50),
    );

    // The address of a hook is a secret here, which its model does not know.
    let hook = WebhookReceiver::new("chat", &chat_hook).use_common_alert_schema(true);
    let responders = t.add(
        "responders",
        ActionGroup::new("ag-portal", "global", "portal", true)
            .email_receivers(&mail_receivers)
            .webhook_receivers(empty(&chat_hook).then_else(array![], array![hook]))
            .arm_role_receivers([ArmRoleReceiver::new("owners", Role::OWNER.guid()).use_common_alert_schema(true)]),
    );

    let failed = MultiMetricCriteria::static_threshold_criterion(
        "failed",
        "requests/failed",
        metric_alert::TimeAggregation::COUNT,
        MultiMetricCriteriaOperator2::GREATER_THAN,
        &failure_threshold,
    )
    .metric_namespace("microsoft.insights/components")
    .dimensions([MetricDimension::new("cloud/roleName", "Include", ["*"])]);
    let duration = MultiMetricCriteria::dynamic_threshold_criterion(
        "duration",
        "requests/duration",
        metric_alert::TimeAggregation::AVERAGE,
        MultiMetricCriteriaOperator::GREATER_THAN,
        AlertSensitivity::MEDIUM,
        DynamicThresholdFailingPeriods::new(4, 3),
    );
    let failures = t.add(
        "failures",
        MetricAlert::new(
            "failed-requests",
            "global",
            1,
            true,
            [component],
            "PT1M",
            MetricAlertCriteria::multiple_resource_multiple_metric_criteria().all_of([failed, duration]),
        )
        .description("The portal answers with errors.")
        .auto_mitigate(true)
        .window_size("PT5M")
        .actions([MetricAlertAction::new()
            .action_group_id(responders)
            .web_hook_properties(object! { runbook: "https://docs.contoso.com/portal/failures" })]),
    );

    let queries = t.add_each("queries", each("signal", &signals), |signal, _| {
        ScheduledQueryRule::new(signal.prop("name"), &location)
            .kind(Kind::LOG_ALERT)
            .display_name(interpolate!("Portal: {}", replace(signal.prop("name"), "-", " ")))
            .severity(signal.prop("severity"))
            .enabled(true)
            .scopes([component])
            .evaluation_frequency("PT10M")
            .window_size("PT10M")
            .criteria(
                ScheduledQueryRuleCriteria::new().all_of([Condition::new()
                    .query(signal.prop("query"))
                    .time_aggregation(scheduled_query_rule::TimeAggregation::COUNT)
                    .operator(ConditionOperator::GREATER_THAN)
                    .threshold(signal.prop("threshold"))
                    .failing_periods(
                        ConditionFailingPeriods::new().number_of_evaluation_periods(1).min_failing_periods_to_alert(1),
                    )]),
            )
            .auto_mitigate(false)
            .mute_actions_duration("PT1H")
            .actions(
                Actions::new()
                    .action_groups([responders])
                    .custom_properties(object! { threshold: interpolate!("{}", signal.prop("threshold")) }),
            )
    });

    t.output("connectionString", component.connection_string());
    t.output("failureAlertId", failures.id());
    t.output_as::<Vec<Any>>("queryIds", queries.each(|query| query.id()));
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

    let registries = t.add_each("registries", each("name", &registry_names), |name, _| Registry::existing(&name));
    let vault = t.existing("vault", Vault::existing(&vault_name).api_version("2026-02-01"));
    let server = t.existing("server", FlexibleServer::existing(&server_name).api_version("2025-08-01"));

    let registry_settings = t.add_each("registrySettings", each("name", &registry_names), |_, i| {
        DiagnosticSetting::new(&setting_name)
            .scope(registries.at(&i))
            .workspace_id(&workspace_id)
            .storage_account_id(archive_account_id.as_expr())
            .logs(all_logs.as_expr())
            .metrics(all_metrics.as_expr())
    });

    let streamed = Value::<bool>::from_expr(Expr::binary(BinaryOp::Equal, &event_hub, Expr::NULL));
    let vault_settings = t.add(
        "vaultSettings",
        DiagnosticSetting::new(&setting_name)
            .scope(vault)
            .workspace_id(&workspace_id)
            .log_analytics_destination_type("Dedicated")
            .event_hub_authorization_rule_id(event_hub.safe_prop("ruleId"))
            .event_hub_name(event_hub.safe_prop("name"))
            .logs(concat((
                // Part of an expression: the order of the keys is the order of its text.
                array![{ categoryGroup: "audit", enabled: true }],
                streamed.then_else(array![], &all_logs),
            )))
            .metrics(all_metrics.as_expr()),
    );

    let server_settings = t.add(
        "serverSettings",
        DiagnosticSetting::new(&setting_name)
            .scope(server)
            .workspace_id(&workspace_id)
            .logs(
                each("category", ["PostgreSQLLogs", "PostgreSQLFlexSessions"])
                    .map(|category, _| LogSettings::new(true).category(category)),
            )
            .metrics([MetricSettings::new(true).category("AllMetrics").time_grain("PT1M")]),
    );

    t.output_as::<Vec<Any>>("registrySettingIds", registry_settings.each(|setting| setting.id()));
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

    let workspace = t.add(
        "workspace",
        Workspace::new(&workspace_name, &location)
            .api_version("2025-07-01")
            .sku(WorkspaceSku::PER_GB_2018)
            .retention_in_days(&retention_in_days)
            .daily_quota_gb(&daily_quota_gb)
            .features(Features::new().disable_local_auth(true).enable_log_access_using_only_resource_permissions(true))
            .public_network_access_for_ingestion(operational_insights::PublicNetworkAccess::ENABLED)
            .public_network_access_for_query(operational_insights::PublicNetworkAccess::ENABLED),
    );

    let onboarding = t.add("onboarding", OnboardingState::new("default").scope(workspace).customer_managed_key(false));

    let grouping = GroupingConfiguration::new(true, false, "PT5H", MatchingMethod::ALL_ENTITIES);
    let field = |identifier: &str, column: &str| FieldMapping::new().identifier(identifier).column_name(column);
    let failed_sign_ins = t.add(
        "failedSignIns",
        AlertRule::scheduled(
            guid((workspace.id(), "failed-sign-ins")),
            "Many failed portal sign-ins",
            true,
            "PT5H",
            false,
        )
        .scope(workspace)
        .description("More than ten failures from one address in an hour.")
        .severity(Severity::MEDIUM)
        .query(Expr::multi_line(SIGN_INS))
        .query_frequency("PT1H")
        .query_period("PT1H")
        .trigger_operator(TriggerOperator::GREATER_THAN)
        .trigger_threshold(0)
        .tactics([Tactic::CREDENTIAL_ACCESS])
        .techniques(["T1110"])
        .entity_mappings([
            EntityMapping::new().entity_type(EntityType::IP).field_mappings([field("Address", "IPAddress")]),
            EntityMapping::new()
                .entity_type(EntityType::ACCOUNT)
                .field_mappings([field("FullName", "UserPrincipalName")]),
        ])
        .incident_configuration(IncidentConfiguration::new(true).grouping_configuration(grouping))
        .depends_on(onboarding),
    );

    t.output("workspaceId", workspace.id());
    t.output("customerId", workspace.customer_id());
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

    let open_ai = t.add(
        "openAi",
        Account::new(interpolate!("oai-{workload}"))
            .api_version("2026-05-01")
            .location(&location)
            .kind("OpenAI")
            .sku(account::Sku::new("S0"))
            .system_identity()
            .custom_sub_domain_name(interpolate!("oai-{workload}-{}", unique_string([resource_group().id()])))
            .disable_local_auth(true)
            .public_network_access(account::PublicNetworkAccess::ENABLED)
            .network_acls(NetworkRuleSet::new().default_action(DefaultAction::ALLOW)),
    );

    let deployments = t.add_each("deployments", each("model", &models), |model, _| {
        Deployment::new(model.prop("name"))
            .api_version("2026-05-01")
            .parent(open_ai)
            .sku(deployment::Sku::new(model.safe_prop("sku").or("Standard")).capacity(model.prop("capacity")))
            .model(DeploymentModel::new().format("OpenAI").name(model.prop("name")).version(model.prop("version")))
            .version_upgrade_option(VersionUpgradeOption::ONCE_CURRENT_VERSION_EXPIRED)
    });
    t.batch_size(&deployments, 1);

    let search = t.add(
        "search",
        SearchService::new(interpolate!("srch-{workload}"), &location)
            .api_version("2025-05-01")
            .sku(search_service::Sku::BASIC)
            .system_identity()
            .replica_count(1)
            .partition_count(1)
            .hosting_mode(HostingMode::DEFAULT)
            .semantic_search(SemanticSearch::FREE)
            .disable_local_auth(false)
            .auth_options(
                DataPlaneAuthOptions::new().aad_or_api_key(
                    DataPlaneAadOrApiKeyAuthOption::new()
                        .aad_auth_failure_mode(AadAuthFailureMode::HTTP_401_WITH_BEARER_CHALLENGE),
                ),
            ),
    );

    let portal_uses_models = t.add(
        "portalUsesModels",
        RoleAssignment::new(
            guid((open_ai.id(), &portal_principal_id, &open_ai_user_role_id)),
            Principal::service_principal(&portal_principal_id),
            RoleDefinition::by_id(role_definition.call([&open_ai_user_role_id])),
        )
        .scope(open_ai),
    );

    let search_uses_models = t.add(
        "searchUsesModels",
        RoleAssignment::new(
            guid((open_ai.id(), search.id(), &open_ai_user_role_id)),
            Principal::system_identity_of(&search),
            RoleDefinition::by_id(role_definition.call([&open_ai_user_role_id])),
        )
        .scope(open_ai),
    );

    let portal_reads_index = t.add(
        "portalReadsIndex",
        RoleAssignment::new(
            guid((search.id(), &portal_principal_id, &index_reader_role_id)),
            Principal::service_principal(&portal_principal_id),
            RoleDefinition::by_id(role_definition.call([&index_reader_role_id])),
        )
        .scope(search),
    );

    t.output("modelEndpoint", open_ai.endpoint());
    t.output("searchEndpoint", search.endpoint());
    t.output("deploymentNames", deployments.each(|deployment| deployment.name()));
    t.output_as::<Vec<String>>(
        "assignmentIds",
        array![portal_uses_models.id(), search_uses_models.id(), portal_reads_index.id()],
    );
    t
}
