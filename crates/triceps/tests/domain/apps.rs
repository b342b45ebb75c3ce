//! Apps as a whole, CPU and memory.

use triceps::app::{Dapr, DaprAppHealth, ManagedEnvironment, WorkloadProfile};
use triceps::functions::json;
use triceps::{Template, object};

use crate::{LOCATION, app, container, rule, with};

const RESOURCES: &str = "resources.portal.properties.template.containers[0].resources";

fn sized(cpu: f64, memory: f64) -> Template {
    with(app().containers([container().resources(cpu, memory)]))
}

#[test]
fn pairs_of_cpu_and_memory() {
    for (cpu, memory) in [(0.25, 0.5), (1.75, 3.5), (4.0, 8.0)] {
        rule(
            sized(cpu, memory),
            sized(cpu, memory + 0.5),
            &[&format!(
                "error[TRI0110] {RESOURCES}: {cpu} vCPU and {} GiB are not a pair of the Consumption plan",
                memory + 0.5
            )],
        );
    }
    rule(
        with(app().workload_profile_name("dedicated").containers([container().resources(2.0, 8.0)])),
        with(app().workload_profile_name("Consumption").containers([container().cpu(json("2.0")).memory("8.0Gi")])),
        &[&format!("error[TRI0110] {RESOURCES}: 2 vCPU and 8 GiB are not a pair of the Consumption plan")],
    );
}

#[test]
fn the_sum_over_containers_counts() {
    let two = |cpu, memory| {
        let second = triceps::app::Container::new("cache", "docker.io/redis:7").resources(cpu, memory);
        with(app().container(second))
    };
    rule(
        two(0.5, 1.0),
        two(0.5, 2.0),
        &["error[TRI0110] resources.portal.properties.template.containers: \
           1 vCPU and 3 GiB in all are not a pair of the Consumption plan"],
    );
}

#[test]
fn units_of_memory() {
    let with_memory = |memory: &str| with(app().containers([container().memory(memory)]));
    rule(
        with_memory("1.0Gi"),
        with_memory("1024Mi"),
        &[&format!("warning[TRI0111] {RESOURCES}.memory: `1024Mi` is not an amount of memory in GiB")],
    );
}

fn in_environment(environment: ManagedEnvironment, profile: Option<&str>, cpu: f64) -> Template {
    let mut t = Template::for_resource_group();
    let environment = t.add("environment", environment);
    let app = triceps::app::ContainerApp::new("portal", LOCATION, environment)
        .ingress(triceps::app::Ingress::external(80))
        .container(container().resources(cpu, cpu * 2.0));
    t.add(
        "portal",
        match profile {
            Some(profile) => app.workload_profile_name(profile),
            None => app,
        },
    );
    t
}

#[test]
fn environments_without_profiles_are_small() {
    let old = || ManagedEnvironment::new("portal-env", LOCATION).zone_redundant(false);
    rule(
        in_environment(old().workload_profile(WorkloadProfile::consumption()), None, 4.0),
        in_environment(old(), None, 4.0),
        &["warning[TRI0112] resources.portal.properties.template.containers: \
           4 vCPU are more than the 2 of an environment without workload profiles"],
    );
}

#[test]
fn profiles_are_those_of_the_environment() {
    let environment =
        || ManagedEnvironment::new("portal-env", LOCATION).workload_profile(WorkloadProfile::consumption());
    rule(
        in_environment(environment(), Some("Consumption"), 1.0),
        in_environment(environment(), Some("dedicated"), 1.0),
        &["warning[TRI0113] resources.portal.properties.workloadProfileName: \
           `environment` has no workload profile `dedicated`"],
    );
}

#[test]
fn dapr() {
    rule(
        with(app().dapr(Dapr::enabled_as("portal"))),
        with(app().dapr(Dapr::new().enabled(true))),
        &["warning[TRI0180] resources.portal.properties.configuration.dapr: Dapr is enabled without an `appId`"],
    );
    rule(
        with(app().dapr(Dapr::new().app_health(DaprAppHealth::new().threshold(1)))),
        with(app().dapr(Dapr::new().app_health(DaprAppHealth::new().threshold(0)))),
        &["error[TRI0181] resources.portal.properties.configuration.dapr.appHealth.threshold: \
           `threshold` is 0, but must be between 1 and 2147483647"],
    );
}

#[test]
fn what_is_computed_is_left_alone() {
    let mut t = Template::for_resource_group();
    let memory = t.param(triceps::Param::string("memory"));
    let extra = t.param(triceps::Param::object("extra"));
    t.add("portal", app().containers([container().memory(&memory)]));
    t.add_raw(
        "other",
        "Microsoft.App/containerApps@2026-01-01",
        object! {
            name: "other",
            location: LOCATION,
            properties: {
                configuration: { ingress: { external: true }, secrets: [..&extra] },
                template: {
                    containers: [{ name: "a", image: "b", env: [{ name: "X", secretRef: "unknown" }] }],
                    scale: { minReplicas: 0, ..&extra },
                },
            },
        },
    );
    assert_eq!(crate::diagnostics(t), Vec::<String>::new());
}
