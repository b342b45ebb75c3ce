//! The workspace, who watches it, and what is logged into it.

use triceps::insights::diagnostic_setting::{LogSettings, MetricSettings};
use triceps::insights::{Component, ComponentRef, DiagnosticSetting};
use triceps::operational_insights::{Features, Workspace, WorkspaceRef, WorkspaceSku};
use triceps::scope::IntoScope;
use triceps::security_insights::OnboardingState;
use triceps::{IntoValue, Template, Value, array, interpolate};

use super::base::{Base, described, tagged};
use triceps_portal::config::{LogDestination, Logs, Telemetry};

fn name(base: &Base) -> Value<String> {
    interpolate!("log-{}", base.name)
}

fn telemetry_name(base: &Base) -> Value<String> {
    interpolate!("appi-{}", base.name)
}

/// The workspace, deployed before.
pub(super) fn existing_workspace(t: &mut Template, base: &Base) -> WorkspaceRef {
    t.existing("workspace", Workspace::existing(name(base)))
}

/// Application Insights, deployed before.
pub(super) fn existing_telemetry(t: &mut Template, base: &Base) -> ComponentRef {
    t.existing("telemetry", Component::existing(telemetry_name(base)))
}

/// The workspace; who signs in to it has to be known to Microsoft Entra, unless the environment needs its key.
pub(super) fn workspace(t: &mut Template, base: &Base, logs: &Logs) -> WorkspaceRef {
    let features = Features::new()
        .disable_local_auth(logs.destination != LogDestination::LogAnalytics)
        .enable_log_access_using_only_resource_permissions(true);
    let workspace = t.add(
        "workspace",
        tagged!(base, Workspace::new(name(base), &base.location))
            .retention_in_days(logs.retention_days)
            .sku(WorkspaceSku::PER_GB_2018)
            .features(features),
    );
    if logs.sentinel {
        t.add("sentinel", OnboardingState::new("default").scope(workspace).customer_managed_key(false));
    }
    workspace
}

/// Application Insights that takes no keys.
pub(super) fn telemetry(t: &mut Template, base: &Base, telemetry: &Telemetry, workspace: WorkspaceRef) -> ComponentRef {
    use triceps::insights::component::{ApplicationType, IngestionMode};

    let component = tagged!(base, Component::new(telemetry_name(base), &base.location, "web", ApplicationType::WEB))
        .workspace_resource_id(workspace)
        .ingestion_mode(IngestionMode::LOG_ANALYTICS)
        .disable_local_auth(true);
    let component = match telemetry.sampling_percent {
        Some(percent) => component.sampling_percentage(IntoValue::<i64>::into_value(percent)),
        None => component,
    };
    t.add("telemetry", component)
}

/// Diagnostic settings: each sends what one resource has to the workspace.
pub(super) struct Diagnostics {
    workspace: WorkspaceRef,
    logs: Option<Value<Vec<LogSettings>>>,
    metrics: Option<Value<Vec<MetricSettings>>>,
}

/// What a resource has to send.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sends {
    Logs,
    Metrics,
    Both,
}

impl Diagnostics {
    pub(super) fn new(workspace: WorkspaceRef) -> Self {
        Self { workspace, logs: None, metrics: None }
    }

    /// Adds the setting of one resource.
    pub(super) fn add(&mut self, t: &mut Template, name: &'static str, resource: impl IntoScope, sends: Sends) {
        let mut setting = DiagnosticSetting::new("to-workspace").scope(resource).workspace_id(self.workspace);
        if sends != Sends::Metrics {
            let logs = self.logs.get_or_insert_with(|| {
                let all = LogSettings::new(true).category_group("allLogs").one_line();
                described!(t, "allLogs", array![all].one_line(), "All logs of a resource.").cast()
            });
            setting = setting.logs(&*logs);
        }
        if sends != Sends::Logs {
            let metrics = self.metrics.get_or_insert_with(|| {
                let all = MetricSettings::new(true).category("AllMetrics").one_line();
                described!(t, "allMetrics", array![all].one_line(), "All metrics of a resource.").cast()
            });
            setting = setting.metrics(&*metrics);
        }
        t.add(name, setting);
    }
}

/// A table or a column. With the shared key all of them are of a custom log, whose names end with their type.
pub(crate) fn log_name(destination: LogDestination, name: &str) -> String {
    let custom = destination == LogDestination::LogAnalytics;
    let (name, suffix) = match name {
        "console" => ("ContainerAppConsoleLogs", "_CL"),
        "system" => ("ContainerAppSystemLogs", "_CL"),
        "app" => ("ContainerAppName", "_s"),
        "revision" => ("RevisionName", "_s"),
        "replica" => ("ReplicaName", "_s"),
        "reason" => ("Reason", "_s"),
        _ => ("Log", "_s"),
    };
    if custom { format!("{name}{suffix}") } else { name.to_owned() }
}
