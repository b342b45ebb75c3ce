//! Where the data is known to be wrong or silent: named corrections, each with its reason.
//!
//! A correction that no longer changes anything is reported as stale, and fails the generation of
//! the models that are checked in.

use crate::shape::{Field, Model, Type};

/// One correction of the models of one resource type.
struct Fixup {
    name: &'static str,
    resource: &'static str,
    apply: fn(&mut Model) -> bool,
}

/// The data says `int` for every number.
const FIXUPS: [Fixup; 18] = [
    Fixup { name: "cpu_of_apps_is_a_fraction", resource: "Microsoft.App/containerApps", apply: cpu_is_a_fraction },
    Fixup { name: "identities_of_apps_are_ids", resource: "Microsoft.App/containerApps", apply: identities_are_ids },
    Fixup {
        name: "identities_of_environments_are_ids",
        resource: "Microsoft.App/managedEnvironments",
        apply: identities_are_ids,
    },
    Fixup {
        name: "identities_of_certificates_are_ids",
        resource: "Microsoft.App/managedEnvironments/certificates",
        apply: identities_are_ids,
    },
    Fixup {
        name: "identities_of_dapr_components_are_ids",
        resource: "Microsoft.App/managedEnvironments/daprComponents",
        apply: identities_are_ids,
    },
    Fixup {
        name: "keys_of_application_insights_may_be_plain",
        resource: "Microsoft.App/managedEnvironments",
        apply: keys_of_application_insights_may_be_plain,
    },
    Fixup { name: "identities_of_jobs_are_ids", resource: "Microsoft.App/jobs", apply: identities_are_ids },
    Fixup { name: "cpu_of_jobs_is_a_fraction", resource: "Microsoft.App/jobs", apply: cpu_is_a_fraction },
    Fixup { name: "services_of_apps_are_ids", resource: "Microsoft.App/containerApps", apply: services_are_ids },
    Fixup {
        name: "addresses_of_webhooks_are_secret",
        resource: "Microsoft.Insights/actionGroups",
        apply: addresses_of_webhooks_are_secret,
    },
    Fixup {
        name: "scopes_of_metric_alerts_are_ids",
        resource: "Microsoft.Insights/metricAlerts",
        apply: scopes_are_ids,
    },
    Fixup {
        name: "scopes_of_query_rules_are_ids",
        resource: "Microsoft.Insights/scheduledQueryRules",
        apply: scopes_are_ids,
    },
    Fixup {
        name: "action_groups_of_query_rules_are_ids",
        resource: "Microsoft.Insights/scheduledQueryRules",
        apply: action_groups_are_ids,
    },
    Fixup {
        name: "sampling_percentage_is_a_fraction",
        resource: "Microsoft.Insights/components",
        apply: sampling_percentage_is_a_fraction,
    },
    Fixup {
        name: "threshold_of_metric_alerts_is_a_fraction",
        resource: "Microsoft.Insights/metricAlerts",
        apply: thresholds_are_fractions,
    },
    Fixup {
        name: "threshold_of_query_rules_is_a_fraction",
        resource: "Microsoft.Insights/scheduledQueryRules",
        apply: thresholds_are_fractions,
    },
    Fixup {
        name: "values_of_vault_secrets_are_secret",
        resource: "Microsoft.KeyVault/vaults/secrets",
        apply: values_of_vault_secrets_are_secret,
    },
    Fixup {
        name: "daily_quota_is_a_fraction",
        resource: "Microsoft.OperationalInsights/workspaces",
        apply: daily_quota_is_a_fraction,
    },
];

/// Applies what there is for the type. Gives the names of the corrections that changed nothing.
pub(crate) fn apply(model: &mut Model) -> Vec<&'static str> {
    let type_name = model.type_name.clone();
    let fixups = FIXUPS.iter().filter(|fixup| fixup.resource.eq_ignore_ascii_case(&type_name));
    fixups.filter(|fixup| !(fixup.apply)(model)).map(|fixup| fixup.name).collect()
}

/// Replicas get 0.25 to 4 cores in steps of 0.25:
/// <https://learn.microsoft.com/azure/container-apps/containers#allocations>.
fn cpu_is_a_fraction(model: &mut Model) -> bool {
    change(model, "cpu", &Type::Number)
}

/// Whoever reads a secret, pulls an image or asks a scaler is an identity of the app, or `system`:
/// <https://learn.microsoft.com/azure/container-apps/managed-identity>.
fn identities_are_ids(model: &mut Model) -> bool {
    change(model, "identity", &Type::ResourceId)
}

/// A development service is an app:
/// <https://learn.microsoft.com/azure/container-apps/services>.
fn services_are_ids(model: &mut Model) -> bool {
    change(model, "serviceId", &Type::ResourceId)
}

/// The data marks them as secret, but who reads a component reads its key: it says where telemetry goes, and opens
/// nothing: <https://learn.microsoft.com/azure/azure-monitor/app/connection-strings>.
fn keys_of_application_insights_may_be_plain(model: &mut Model) -> bool {
    let mut changed = 0;
    for field in model.all_records_mut().flat_map(|record| &mut record.fields) {
        let name = field.path.last().map_or("", String::as_str);
        if field.kind == Type::Secret && (name.starts_with("daprAI") || name == "connectionString") {
            field.kind = Type::SecretOrPlain;
            changed += 1;
        }
    }
    changed == 3
}

/// The address of a webhook has the key to it; whoever knows it can post:
/// <https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups#webhook>.
fn addresses_of_webhooks_are_secret(model: &mut Model) -> bool {
    change_in(model, "WebhookReceiver", "serviceUri", &Type::Secret)
}

/// What an alert looks at are resources:
/// <https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview>.
fn scopes_are_ids(model: &mut Model) -> bool {
    change(model, "scopes", &Type::List(Box::new(Type::ResourceId)))
}

/// Who is told are resources, too:
/// <https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups>.
fn action_groups_are_ids(model: &mut Model) -> bool {
    change(model, "actionGroups", &Type::List(Box::new(Type::ResourceId)))
}

/// A percentage such as 12.5:
/// <https://learn.microsoft.com/azure/azure-monitor/app/opentelemetry-sampling>.
fn sampling_percentage_is_a_fraction(model: &mut Model) -> bool {
    change(model, "SamplingPercentage", &Type::Number)
}

/// What a metric or a query is compared with need not be whole:
/// <https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types>.
fn thresholds_are_fractions(model: &mut Model) -> bool {
    change(model, "threshold", &Type::Number)
}

/// The data marks passwords and keys of other types as secret, but not this:
/// <https://learn.microsoft.com/azure/key-vault/secrets/about-secrets>.
fn values_of_vault_secrets_are_secret(model: &mut Model) -> bool {
    change(model, "value", &Type::Secret)
}

/// GB a day, such as 0.5:
/// <https://learn.microsoft.com/azure/azure-monitor/logs/daily-cap>.
fn daily_quota_is_a_fraction(model: &mut Model) -> bool {
    change(model, "dailyQuotaGb", &Type::Number)
}

/// Gives a property of one nested object another type. False if it has it.
fn change_in(model: &mut Model, owner: &str, property: &str, kind: &Type) -> bool {
    let is_it = |field: &&mut Field| field.path == [property] && field.kind != *kind;
    let records = model.records.iter_mut().filter(|record| record.rust_name == owner);
    let mut found = records.flat_map(|record| &mut record.fields).filter(is_it);
    match found.next() {
        Some(field) => {
            field.kind = kind.clone();
            true
        }
        None => false,
    }
}

/// Gives every property of this name another type. False if there is none that has not got it.
fn change(model: &mut Model, property: &str, kind: &Type) -> bool {
    let mut changed = false;
    let is_it = |field: &&mut Field| field.path.last().is_some_and(|name| name == property) && field.kind != *kind;
    for field in model.all_records_mut().flat_map(|record| &mut record.fields).filter(is_it) {
        field.kind = kind.clone();
        changed = true;
    }
    let getters = model.getters.iter_mut();
    for getter in getters.filter(|getter| getter.path.last().is_some_and(|name| name == property)) {
        getter.kind = kind.clone();
    }
    changed
}
