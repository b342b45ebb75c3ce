//! Alerts over a web app and its database: who is told, metrics, queries, and events of the subscription.

use triceps::functions::{first, items, last, map, resource_group, split, subscription};
use triceps::insights::action_group::{EmailReceiver, WebhookReceiver};
use triceps::insights::metric_alert::{
    AlertSensitivity, DynamicThresholdFailingPeriods, MetricAlertAction, MetricAlertCriteria, MetricCriteria,
    MetricCriteriaOperator, MultiMetricCriteria, MultiMetricCriteriaOperator, TimeAggregation,
};
use triceps::insights::scheduled_query_rule::{
    Actions, Condition, ConditionFailingPeriods, ConditionOperator, Dimension, DimensionOperator,
    ScheduledQueryRuleCriteria, TimeAggregation as QueryAggregation,
};
use triceps::insights::types::CriterionType;
use triceps::insights::{ActionGroup, MetricAlert, ScheduledQueryRule};
use triceps::operational_insights::Workspace;
use triceps::{Expr, Param, Template, TypeExpr, each, interpolate, object};

use crate::azure::insights::ActivityLogAlert;
use crate::azure::insights::activity_log_alert::{
    ActionGroup as AlertActionGroup, ActionList, AlertRuleAllOfCondition, AlertRuleAnyOfOrLeafCondition,
    AlertRuleLeafCondition,
};

/// The template.
pub fn template() -> Template {
    let mut t = Template::for_resource_group();

    let string = || TypeExpr::named("string");
    let receiver = t.declare_type("receiver", TypeExpr::object([("name", string()), ("email", string())]));
    let metric = t.declare_type(
        "metric",
        TypeExpr::object([("name", string()), ("metric", string())])
            .with("threshold", TypeExpr::named("int"))
            .with("aggregation", TypeExpr::union(["Average", "Maximum", "Total"].map(TypeExpr::literal)))
            .with("severity", TypeExpr::union([0, 1, 2, 3, 4].map(TypeExpr::literal)).nullable()),
    );

    let location = t.param(Param::string("location").default(resource_group().location()));
    let prefix = t.param(Param::string("prefix").description("Start of all names.").length(2..=20));
    let short_name = t.param(Param::string("shortName").description("Name in messages.").length(1..=12).default("ops"));
    let receivers = t.param(Param::typed("receivers", receiver.array()).description("Who is told by mail."));
    let webhook = t.param(Param::secure_string("webhookUri").description("Address of the chat.").or_empty());
    let site_id = t.param(Param::string("siteId").description("Web app to watch."));
    let database_id = t.param(Param::string("databaseId").description("Database to watch."));
    let workspace_name = t.param(Param::string("workspaceName").description("Where the logs are."));
    let enabled = t.param(Param::bool("enabled").default(true));
    let metrics = t.param(Param::typed("siteMetrics", metric.array()).default([
        object! { name: "errors", metric: "Http5xx", threshold: 10, aggregation: "Total", severity: 1 },
        object! { name: "latency", metric: "HttpResponseTime", threshold: 3, aggregation: "Average" },
    ]));
    let frequency = t.param(Param::string("frequency").allowed(["PT1M", "PT5M", "PT15M"]).default("PT5M"));
    let tags = t.param(Param::object("tags").default(object! {}));

    let queries = t.var(
        "queries",
        object! {
            exceptions: {
                severity: 2,
                text: Expr::multi_line("AppExceptions\n| where SeverityLevel >= 3\n| summarize count() by ProblemId\n"),
            },
            restarts: {
                severity: 3,
                text: Expr::multi_line("AppServicePlatformLogs\n| where Message has 'restart'\n"),
            },
        },
    );
    let site_name = t.var("siteName", last(split(&site_id, "/")));

    let workspace = t.add("workspace", Workspace::existing(&workspace_name));
    let group = t.add(
        "group",
        ActionGroup::new(interpolate!("ag-{prefix}"), "global", &short_name, true)
            .email_receivers(map("receiver", &receivers, |receiver| {
                EmailReceiver::new(receiver.prop("name"), receiver.prop("email")).use_common_alert_schema(true)
            }))
            .tags(&tags),
    );
    let chat = t.add(
        "chat",
        ActionGroup::new(interpolate!("ag-{prefix}-chat"), "global", "chat", &enabled)
            .webhook_receiver(WebhookReceiver::new("chat", &webhook).use_common_alert_schema(true))
            .tags(&tags),
    );

    let site_alerts = t.add_each("siteAlerts", each("metric", &metrics), |metric, _| {
        MetricAlert::new(
            interpolate!("alert-{prefix}-{}", metric.prop("name")),
            "global",
            metric.safe_prop("severity").or(2),
            &enabled,
            [&site_id],
            &frequency,
            MetricAlertCriteria::single_resource_multiple_metric_criteria()
                .all_of_of_single_resource_multiple_metric_criteria([MetricCriteria::new(
                    MetricCriteriaOperator::GREATER_THAN,
                    metric.prop("threshold"),
                    CriterionType::STATIC_THRESHOLD_CRITERION,
                    metric.prop("name"),
                    metric.prop("metric"),
                    metric.prop("aggregation"),
                )]),
        )
        .description(interpolate!("{} of {site_name}", metric.prop("metric")))
        .window_size("PT15M")
        .auto_mitigate(true)
        .action(MetricAlertAction::new().action_group_id(group))
        .tags(&tags)
    });
    let database_alert = t.add(
        "databaseAlert",
        MetricAlert::new(
            interpolate!("alert-{prefix}-database"),
            "global",
            2,
            &enabled,
            [&database_id],
            &frequency,
            MetricAlertCriteria::multiple_resource_multiple_metric_criteria().all_of([
                MultiMetricCriteria::dynamic_threshold_criterion(
                    "cpu",
                    "cpu_percent",
                    TimeAggregation::AVERAGE,
                    MultiMetricCriteriaOperator::GREATER_THAN,
                    AlertSensitivity::MEDIUM,
                    DynamicThresholdFailingPeriods::new(4, 4),
                ),
            ]),
        )
        .window_size("PT15M")
        .target_resource_type("Microsoft.Sql/servers/databases")
        .target_resource_region(&location)
        .actions([MetricAlertAction::new().action_group_id(group), MetricAlertAction::new().action_group_id(chat)])
        .tags(&tags),
    );
    t.add_each("queryAlerts", each("query", items(&queries)), |query, _| {
        ScheduledQueryRule::new(interpolate!("alert-{prefix}-{}", query.prop("key")), &location)
            .display_name(interpolate!("{}: {}", site_name, query.prop("key")))
            .severity(query.prop("value").prop("severity"))
            .enabled(&enabled)
            .scopes([workspace])
            .evaluation_frequency("PT15M")
            .window_size("PT1H")
            .criteria(
                ScheduledQueryRuleCriteria::new().all_of([Condition::new()
                    .query(query.prop("value").prop("text"))
                    .time_aggregation(QueryAggregation::COUNT)
                    .operator(ConditionOperator::GREATER_THAN)
                    .threshold(0)
                    .dimension(Dimension::new("ProblemId", DimensionOperator::INCLUDE, ["*"]))
                    .failing_periods(
                        ConditionFailingPeriods::new().number_of_evaluation_periods(1).min_failing_periods_to_alert(1),
                    )]),
            )
            .actions(Actions::new().action_groups([group, chat]))
            .auto_mitigate(false)
            .tags(&tags)
    });
    let service_health = t.add(
        "serviceHealth",
        ActivityLogAlert::new(
            interpolate!("alert-{prefix}-health"),
            AlertRuleAllOfCondition::new([
                AlertRuleAnyOfOrLeafCondition::new().field("category").equals("ServiceHealth"),
                AlertRuleAnyOfOrLeafCondition::new().any_of([
                    AlertRuleLeafCondition::new().field("properties.incidentType").equals("Incident"),
                    AlertRuleLeafCondition::new().field("properties.incidentType").equals("Maintenance"),
                ]),
                AlertRuleAnyOfOrLeafCondition::new()
                    .field("properties.impactedServices[*].ImpactedRegions[*].RegionName")
                    .contains_any([&location]),
            ]),
            ActionList::new().action_group(AlertActionGroup::new(group)),
        )
        .location("global")
        .scopes([subscription().id()])
        .enabled(&enabled)
        .tags(&tags),
    );

    t.output("groupId", group.id());
    t.output("siteAlertIds", site_alerts.each(|alert| alert.id()));
    t.output("databaseAlertName", database_alert.name());
    t.output("healthAlertId", service_health.id());
    t.output_as::<Option<String>>("firstReceiver", first(&receivers).safe_prop("email"));
    t
}
