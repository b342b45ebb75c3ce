//! The environment that the portal runs in.

use triceps::app::{
    AppLogs, ManagedEnvironment, ManagedEnvironmentRef, PublicNetworkAccess, VnetConfiguration, WorkloadProfile,
    WorkloadProfileType,
};
use triceps::operational_insights::WorkspaceRef;
use triceps::{Template, Value, interpolate};

use super::base::{Base, tagged};
use super::network::Network;
use triceps_portal::config::{LogDestination, Portal, Size};

/// The profile of dedicated machines.
pub(super) const DEDICATED: &str = "portal";
/// The serverless profile.
pub(super) const CONSUMPTION: &str = "Consumption";

fn name(base: &Base) -> Value<String> {
    interpolate!("cae-{}", base.name)
}

/// The environment, deployed before.
pub(super) fn existing(t: &mut Template, base: &Base) -> ManagedEnvironmentRef {
    t.existing("managedEnvironment", ManagedEnvironment::existing(name(base)))
}

/// An environment with workload profiles; with a network it is reached from there alone.
pub(super) fn environment(
    t: &mut Template,
    base: &Base,
    portal: &Portal,
    workspace: WorkspaceRef,
    network: Option<&Network>,
    nodes: &(Value<i64>, Value<i64>),
) -> ManagedEnvironmentRef {
    let mut model = tagged!(base, ManagedEnvironment::new(name(base), &base.location));
    model = match portal.logs.destination {
        LogDestination::AzureMonitor => model.logs(AppLogs::azure_monitor()),
        LogDestination::LogAnalytics => model.logs(workspace),
        // Azure fails to provision an environment with `none`; without the property it keeps no logs either.
        LogDestination::None => model,
    };
    if let (Some(network), Some(config)) = (network, &portal.network) {
        model = model
            .public_network_access(PublicNetworkAccess::DISABLED)
            .vnet(VnetConfiguration::internal_in(network.environment_subnet))
            .zone_redundant(config.zone_redundant)
            .peer_encryption(config.encrypt_traffic);
    }
    model = model.workload_profile(WorkloadProfile::consumption().one_line());
    if portal.size == Size::Dedicated {
        let (least, most) = nodes;
        model = model
            .workload_profile(WorkloadProfile::dedicated(DEDICATED, WorkloadProfileType::D4, least, most).one_line());
    }
    t.add("managedEnvironment", model)
}
