//! Environments.

use triceps::app::{IngressConfiguration, ManagedEnvironment, VnetConfiguration, WorkloadProfile, WorkloadProfileType};
use triceps::{Template, object};

use crate::{LOCATION, rule};

const PROPERTIES: &str = "resources.environment.properties";
const SUBNET: &str = "/subscriptions/0/resourceGroups/a/providers/Microsoft.Network/virtualNetworks/a/subnets/b";

#[track_caller]
fn environment(
    good: impl FnOnce(ManagedEnvironment) -> ManagedEnvironment,
    bad: impl FnOnce(ManagedEnvironment) -> ManagedEnvironment,
    expected: &str,
) {
    let template = |environment: ManagedEnvironment| {
        let mut t = Template::for_resource_group();
        t.add("environment", environment);
        t
    };
    let new = || ManagedEnvironment::new("portal-env", LOCATION);
    rule(template(good(new())), template(bad(new())), &[&expected.replace("{}", PROPERTIES)]);
}

#[test]
fn networks() {
    environment(
        |own| own.vnet(VnetConfiguration::internal_in(SUBNET)),
        |own| own.property(["properties", "vnetConfiguration"], object! { internal: true }),
        "error[TRI0185] {}.vnetConfiguration: an internal environment needs a subnet",
    );
    environment(
        |own| own.vnet(VnetConfiguration::new(SUBNET)).zone_redundant(true),
        |own| own.zone_redundant(true),
        "error[TRI0186] {}.zoneRedundant: a zone-redundant environment needs a subnet",
    );
}

#[test]
fn logs() {
    environment(
        |own| own.logs(triceps::app::AppLogs::azure_monitor()),
        |own| own.property(["properties", "appLogsConfiguration"], object! { destination: "log-analytics" }),
        "error[TRI0187] {}.appLogsConfiguration: the destination `log-analytics` needs a workspace",
    );
}

#[test]
fn profiles() {
    let dedicated = |min: i64, max: i64| WorkloadProfile::dedicated("big", WorkloadProfileType::D4, min, max);
    environment(
        |own| own.workload_profile(dedicated(1, 3)),
        |own| own.workload_profile(dedicated(3, 1)),
        "error[TRI0188] {}.workloadProfiles[0]: `minimumCount` is greater than `maximumCount`",
    );
    environment(
        |own| own.workload_profile(WorkloadProfile::consumption()),
        |own| own.workload_profile(WorkloadProfile::consumption().maximum_count(3)),
        "error[TRI0188] {}.workloadProfiles[0]: the profile `Consumption` has no machines to count",
    );
    environment(
        |own| own.workload_profile(dedicated(1, 3)).workload_profile(WorkloadProfile::consumption()),
        |own| own.workload_profile(dedicated(1, 3)).workload_profile(dedicated(1, 3)),
        "error[TRI0189] {}.workloadProfiles[1].name: there is a profile `big` already",
    );
}

#[test]
fn limits_of_the_ingress() {
    environment(
        |own| own.ingress_configuration(IngressConfiguration::new().request_idle_timeout(30)),
        |own| own.ingress_configuration(IngressConfiguration::new().request_idle_timeout(60)),
        "warning[TRI0190] {}.ingressConfiguration.requestIdleTimeout: \
         `requestIdleTimeout` is 60, but must be between 4 and 30",
    );
}
