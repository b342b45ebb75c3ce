//! Alerts on the portal.

use triceps::app::ContainerAppRef;
use triceps::insights::action_group::EmailReceiver;
use triceps::insights::metric_alert::{CriterionType, MetricAlertAction, MetricAlertCriteria, MetricCriteria};
use triceps::insights::scheduled_query_rule::{
    Actions, Condition, ConditionFailingPeriods, ConditionOperator, Kind, ScheduledQueryRuleCriteria, TimeAggregation,
};
use triceps::insights::{ActionGroup, ActionGroupRef, MetricAlert, ScheduledQueryRule};
use triceps::key_vault::VaultRef;
use triceps::operational_insights::WorkspaceRef;
use triceps::{Any, IntoValue, Object, Raw, Template, Value, array, each, interpolate, object};

use super::base::{Base, described, tagged};
use super::logs::log_name;
use triceps_portal::config::{Alerts, LogDestination};

/// What alerts look at.
pub(super) struct Watched<'a> {
    pub portal: ContainerAppRef,
    /// Fewest replicas, where some always run.
    pub fewest: Option<&'a Value<i64>>,
    pub vault: Option<VaultRef>,
    /// Where the logs of the portal are.
    pub logs: Option<(LogDestination, WorkspaceRef)>,
}

/// Alerts on restarts, server errors and too few replicas, and who is told by mail.
pub(super) fn alerts(t: &mut Template, base: &Base, config: &Alerts, watched: &Watched<'_>) {
    let Watched { portal, fewest, vault, logs } = *watched;
    let mut kinds = array![
        alert("server-errors", "The portal answers with server errors.", 1, "Requests", "Total")
            .set("operator", "GreaterThan")
            .set("threshold", config.server_errors)
            .set(
                "dimensions",
                array![
                    object! {
                        name: "statusCodeCategory",
                        operator: "Include",
                        values: array!["5xx"].one_line(),
                    }
                    .one_line()
                ],
            ),
    ];
    if let Some(fewest) = fewest {
        kinds = kinds.push(
            alert("too-few-replicas", "Fewer replicas run than there should be.", 1, "Replicas", "Maximum")
                .set("operator", "LessThan")
                .set("threshold", fewest)
                .set("dimensions", array![]),
        );
    }
    let kinds: Value<Vec<Any>> = described!(t, "alerts", kinds, "What an alert is sent for.");
    let receivers: Vec<EmailReceiver> = config
        .emails
        .iter()
        .enumerate()
        .map(|(number, address)| {
            EmailReceiver::new(format!("mail-{number}"), address.to_string()).use_common_alert_schema(true)
        })
        .collect();
    let responders = t.add(
        "responders",
        tagged!(base, ActionGroup::new(interpolate!("ag-{}", base.name), "global", &base.prefix, true))
            .email_receivers(receivers),
    );
    if let Some(vault) = vault {
        expiring(t, base, vault, responders);
    }
    if let Some((destination, workspace)) = logs {
        restarts(t, base, config, portal, responders, destination, workspace);
    }
    t.add_each("metricAlerts", each("alert", &kinds), |alert, _| {
        let criterion = MetricCriteria::new(
            alert.prop("operator"),
            alert.prop("threshold"),
            CriterionType::STATIC_THRESHOLD_CRITERION,
            alert.prop("name"),
            alert.prop("metric"),
            alert.prop("aggregation"),
        )
        .metric_namespace("Microsoft.App/containerApps")
        .dimensions(alert.prop("dimensions"))
        .skip_metric_validation(true);
        let criteria = MetricAlertCriteria::single_resource_multiple_metric_criteria()
            .all_of_of_single_resource_multiple_metric_criteria([criterion]);
        tagged!(
            base,
            MetricAlert::new(
                interpolate!("alert-{}-{}", base.name, alert.prop("name")),
                "global",
                alert.prop("severity"),
                true,
                [portal.id()],
                "PT1M",
                criteria,
            )
        )
        .description(alert.prop("description"))
        .window_size("PT5M")
        .auto_mitigate(true)
        .actions([MetricAlertAction::new().action_group_id(responders).one_line()])
    });
}

/// Secrets that expire soon, or have: the vault tells, and the same people hear of it.
fn expiring(t: &mut Template, base: &Base, vault: VaultRef, responders: ActionGroupRef) {
    let mut topic = object! { name: interpolate!("evgt-{}", base.name), location: &base.location };
    if let Some(tags) = &base.tags {
        topic = topic.set("tags", tags);
    }
    topic = topic.set("properties", object! { source: vault.id(), topicType: "Microsoft.KeyVault.vaults" });
    let topic = t.add("vaultEvents", Raw::new("Microsoft.EventGrid/systemTopics@2025-02-15", topic));
    let subscription = Raw::new(
        "Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15",
        object! {
            parent: topic,
            name: "secrets-expire",
            properties: {
                destination: {
                    endpointType: "MonitorAlert",
                    properties: {
                        severity: "Sev2",
                        description: "A secret of the portal expires soon: replace it with rotate-secret.",
                        actionGroups: array![responders.id()],
                    },
                },
                eventDeliverySchema: "CloudEventSchemaV1_0",
                filter: {
                    includedEventTypes: array![
                        "Microsoft.KeyVault.SecretNearExpiry",
                        "Microsoft.KeyVault.SecretExpired",
                    ],
                },
            },
        },
    );
    t.add("secretsExpire", subscription);
}

/// Restarts within the window. The metric `RestartCount` counts all since a replica was made, so that an alert on it would
/// never end; the log has a line for each.
fn restarts(
    t: &mut Template,
    base: &Base,
    config: &Alerts,
    portal: ContainerAppRef,
    responders: ActionGroupRef,
    destination: LogDestination,
    workspace: WorkspaceRef,
) {
    let name = |part: &str| log_name(destination, part);
    let query = interpolate!(
        "{} | where {} == '{}' | where {} in ('ContainerTerminated', 'ContainerCrashing') | where {} !has 'ManuallyStopped'",
        name("system"),
        name("app"),
        portal.name(),
        name("reason"),
        name("log")
    );
    let condition = Condition::new()
        .query(query)
        .time_aggregation(TimeAggregation::COUNT)
        .operator(ConditionOperator::GREATER_THAN)
        .threshold(IntoValue::<i64>::into_value(config.restarts))
        .failing_periods(
            ConditionFailingPeriods::new().number_of_evaluation_periods(1).min_failing_periods_to_alert(1).one_line(),
        );
    t.add(
        "restartAlert",
        tagged!(base, ScheduledQueryRule::new(interpolate!("alert-{}-restarts", base.name), &base.location))
            .kind(Kind::LOG_ALERT)
            .description("A replica of the portal restarts again and again.")
            .severity(2)
            .enabled(true)
            .scopes([workspace])
            .evaluation_frequency("PT5M")
            .window_size("PT5M")
            .criteria(ScheduledQueryRuleCriteria::new().all_of([condition]))
            // The table is there once something was logged.
            .skip_query_validation(true)
            .auto_mitigate(true)
            .actions(Actions::new().action_groups([responders])),
    );
}

fn alert(name: &str, description: &str, severity: i64, metric: &str, aggregation: &str) -> Object {
    object! {
        name: name,
        description: description,
        severity: severity,
        metric: metric,
        aggregation: aggregation,
    }
}
