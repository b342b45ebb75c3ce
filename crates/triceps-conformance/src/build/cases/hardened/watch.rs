//! Diagnostics, alerts, locks and outputs.

use triceps::{Raw, Template, array, each, interpolate, object};

use super::access::Access;
use super::data::Data;
use super::front::Front;
use super::parameters::Parameters;
use super::services::Services;
use super::variables::Variables;

pub(super) fn add(
    t: &mut Template,
    parameters: &Parameters,
    variables: &Variables,
    services: &Services,
    data: &Data,
    access: &Access,
    front: &Front,
) {
    t.add_raw(
        "workspaceLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &data.workspace,
            properties: object! {
                workspaceId: data.workspace.id(),
                logs: &services.all_logs,
                metrics: &services.all_metrics,
            }.one_line(),
        },
    );

    t.add_raw(
        "ruleLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &services.network_rules,
            properties: object! { workspaceId: data.workspace.id(), logs: &services.all_logs }.one_line(),
        },
    );

    t.add_raw(
        "networkLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &services.network,
            properties: object! {
                workspaceId: data.workspace.id(),
                logs: &services.all_logs,
                metrics: &services.all_metrics,
            }.one_line(),
        },
    );

    t.add_raw(
        "registryLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &services.registry,
            properties: object! {
                workspaceId: data.workspace.id(),
                logs: &services.all_logs,
                metrics: &services.all_metrics,
            }.one_line(),
        },
    );

    t.add_raw(
        "vaultLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &services.vault,
            properties: object! {
                workspaceId: data.workspace.id(),
                logs: &services.all_logs,
                metrics: &services.all_metrics,
            }.one_line(),
        },
    );

    t.add_raw(
        "docsLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &data.blobs,
            properties: object! {
                workspaceId: data.workspace.id(),
                logs: &services.all_logs,
                metrics: &services.all_metrics,
            }.one_line(),
        },
    );

    t.add_raw(
        "databaseLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &data.postgres,
            properties: object! {
                workspaceId: data.workspace.id(),
                logs: &services.all_logs,
                metrics: &services.all_metrics,
            }.one_line(),
        },
    );

    t.add_raw(
        "cacheMetrics",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &services.redis,
            properties: object! { workspaceId: data.workspace.id(), metrics: &services.all_metrics }.one_line(),
        },
    );

    t.add_raw(
        "cacheLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &data.redis_database,
            properties: object! { workspaceId: data.workspace.id(), logs: &services.all_logs }.one_line(),
        },
    );

    t.add_raw(
        "environmentLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &services.managed_environment,
            properties: object! {
                workspaceId: data.workspace.id(),
                logs: &services.all_logs,
                metrics: &services.all_metrics,
            }.one_line(),
        },
    );

    t.add_raw(
        "portalMetrics",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &front.portal,
            properties: object! { workspaceId: data.workspace.id(), metrics: &services.all_metrics }.one_line(),
        },
    );

    t.add_raw(
        "frontDoorLogs",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-workspace",
            scope: &variables.front_door,
            properties: object! {
                workspaceId: data.workspace.id(),
                logs: &services.all_logs,
                metrics: &services.all_metrics,
            }.one_line(),
        },
    );

    t.add(
        "modelLogs",
        Raw::new(
            "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
            object! {
                name: "to-workspace",
                scope: &services.open_ai,
                properties: object! {
                    workspaceId: data.workspace.id(),
                    logs: &services.all_logs,
                    metrics: &services.all_metrics,
                }.one_line(),
            },
        )
        .when(&parameters.enable_assistant),
    );

    t.add(
        "searchLogs",
        Raw::new(
            "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
            object! {
                name: "to-workspace",
                scope: &services.search,
                properties: object! {
                    workspaceId: data.workspace.id(),
                    logs: &services.all_logs,
                    metrics: &services.all_metrics,
                }.one_line(),
            },
        )
        .when(&parameters.enable_assistant),
    );

    let responders = t.add_raw(
        "responders",
        "Microsoft.Insights/actionGroups@2023-01-01",
        object! {
            name: interpolate!("ag-{}", parameters.name_prefix),
            location: "global",
            tags: &parameters.tags,
            properties: {
                enabled: true,
                groupShortName: &parameters.name_prefix,
                emailReceivers: each("address", &parameters.alert_emails).map(
                    |address, i| object! {
                        name: interpolate!("mail-{i}"),
                        emailAddress: &address,
                        useCommonAlertSchema: true,
                    },
                ),
            },
        },
    );

    t.add_each("metricAlerts", each("alert", &services.alerts), |alert, _| {
        Raw::new(
            "Microsoft.Insights/metricAlerts@2026-01-01",
            object! {
                name: interpolate!("alert-{}-{}", parameters.name_prefix, alert.prop("name")),
                location: "global",
                tags: &parameters.tags,
                properties: {
                    description: alert.prop("description"),
                    severity: alert.prop("severity"),
                    enabled: true,
                    autoMitigate: true,
                    scopes: array![front.portal.id()].one_line(),
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
            },
        )
    });

    t.add(
        "vaultLock",
        Raw::new(
            "Microsoft.Authorization/locks@2020-05-01",
            object! {
                name: "keep",
                scope: &services.vault,
                properties: object! { level: "CanNotDelete" }.one_line(),
            },
        )
        .when(&parameters.enable_locks),
    );

    t.add(
        "storageLock",
        Raw::new(
            "Microsoft.Authorization/locks@2020-05-01",
            object! {
                name: "keep",
                scope: &services.storage,
                properties: object! { level: "CanNotDelete" }.one_line(),
            },
        )
        .when(&parameters.enable_locks),
    );

    t.add(
        "databaseLock",
        Raw::new(
            "Microsoft.Authorization/locks@2020-05-01",
            object! {
                name: "keep",
                scope: &data.postgres,
                properties: object! { level: "CanNotDelete" }.one_line(),
            },
        )
        .when(&parameters.enable_locks),
    );

    t.output("url", &variables.portal_url).description("Where the portal answers.");
    t.output("redirectUri", interpolate!("{}{}", variables.portal_url, variables.redirect_path))
        .description("Redirect URI of the app registration.");
    t.output_as::<String>("applicationId", access.application.prop("appId"))
        .description("Client id of the app registration.");
    t.output_as::<String>("frontDoorHost", variables.endpoint.prop("properties").prop("hostName"))
        .description("Host name that a custom domain points to.");
    t.output_as::<String>(
        "domainValidationToken",
        front.domain.prop("properties").prop("validationProperties").prop("validationToken").or(""),
    )
    .description("Value of the TXT record that proves the custom domain.");
    t.output("environmentName", services.managed_environment.name())
        .description("Environment whose private endpoint connection of Front Door must be approved.");
    t.output("vaultName", services.vault.name()).description("Vault that holds the sign-in secret.");
    t.output_as::<String>("registryLoginServer", services.registry.prop("properties").prop("loginServer"))
        .description("Where images are pushed.");
    t.output_as::<String>("deployerClientId", data.deployer_identity.prop("properties").prop("clientId"))
        .description("Client id for the login step of the workflow.");
}
