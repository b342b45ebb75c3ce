//! Replicas and rules.

use triceps::app::{Replicas, ScaleRule};
use triceps::{Param, Template, array, object};

use crate::{ENVIRONMENT, LOCATION, app, container, rule, set, with};

const SCALE: &str = "resources.portal.properties.template.scale";

#[track_caller]
fn scale(good: Replicas, bad: Replicas, expected: &str) {
    rule(with(app().scale(good)), with(app().scale(bad)), &[&expected.replace("{}", SCALE)]);
}

#[test]
fn bounds() {
    scale(
        Replicas::between(0, 1000),
        Replicas::between(0, 1001),
        "error[TRI0114] {}.maxReplicas: `maxReplicas` is 1001, but must be between 1 and 1000",
    );
    scale(
        Replicas::exactly(3),
        Replicas::between(5, 3),
        "error[TRI0115] {}: `minReplicas` is 5, but `maxReplicas` is 3",
    );
    let by_parameter = |least: i64| {
        let mut t = Template::for_resource_group();
        let min = t.param(Param::int("min").range(least..=20));
        t.add("portal", app().scale(Replicas::between(&min, 10)));
        t
    };
    rule(
        by_parameter(3),
        by_parameter(11),
        &[&format!("error[TRI0115] {SCALE}: `minReplicas` is 11, but `maxReplicas` is 10")],
    );
}

#[test]
fn apps_that_never_start() {
    let hidden = |scale: Replicas| {
        with(triceps::app::ContainerApp::new("portal", LOCATION, ENVIRONMENT).container(container()).scale(scale))
    };
    rule(
        hidden(Replicas::between(0, 1).rule(ScaleRule::azure_queue("jobs", "contoso", "jobs", 5))),
        hidden(Replicas::between(0, 1)),
        &[&format!("warning[TRI0116] {SCALE}: without ingress and rules nothing starts the first replica")],
    );
}

#[test]
fn rules_about_resources() {
    scale(
        Replicas::between(1, 5).rule(ScaleRule::cpu("cpu", 70)),
        Replicas::between(0, 5).rule(ScaleRule::cpu("cpu", 70)),
        "warning[TRI0117] {}: the use of CPU and memory can only be measured where a replica runs",
    );
    scale(
        Replicas::between(0, 5).rule(ScaleRule::memory("memory", 70)).rule(ScaleRule::http("http", 50)),
        Replicas::between(1, 5).rule(ScaleRule::cpu("cpu", 70).container("other")),
        "warning[TRI0129] {}.rules[0].custom.metadata.containerName: the app has no container `other`",
    );
}

#[test]
fn rules_are_of_one_kind() {
    let raw = |rule| set("template.scale", object! { minReplicas: 1, rules: [rule] });
    rule(
        raw(object! { name: "a", http: { metadata: { concurrentRequests: "1" } } }),
        raw(object! { name: "a", http: {}, tcp: {} }),
        &[&format!("error[TRI0118] {SCALE}.rules[0]: the scale rule has several kinds")],
    );
    rule(
        raw(object! { name: "a", custom: { type: "cron", metadata: { desiredReplicas: "2" } } }),
        raw(object! { name: "a" }),
        &[&format!("error[TRI0118] {SCALE}.rules[0]: the scale rule has no kind")],
    );
}

#[test]
fn metadata_is_text() {
    scale(
        Replicas::between(1, 5).rule(ScaleRule::custom("redis", "redis").metadata("listLength", 10)),
        Replicas::between(1, 5)
            .rules(array![{ name: "redis", custom: { type: "redis", metadata: { listLength: 10 } } }]),
        "warning[TRI0119] {}.rules[0].custom.metadata.listLength: \
         `listLength` is not a string; all metadata of a scale rule must be strings",
    );
    scale(
        Replicas::between(1, 5).rule(ScaleRule::http("http", 1)),
        Replicas::between(1, 5).rule(ScaleRule::http("http", 0)),
        "error[TRI0128] {}.rules[0].http.metadata.concurrentRequests: `0` is not a whole number of at least 1",
    );
}

#[test]
fn references_of_rules() {
    scale(
        Replicas::between(1, 5).rule(ScaleRule::http("a", 1)).rule(ScaleRule::http("b", 1)),
        Replicas::between(1, 5).rule(ScaleRule::http("a", 1)).rule(ScaleRule::http("a", 1)),
        "warning[TRI0127] {}.rules[1].name: there is a rule `a` already",
    );
    scale(
        Replicas::between(1, 5).rule(ScaleRule::service_bus_queue("bus", "contoso", "jobs", 5)),
        Replicas::between(1, 5)
            .rule(ScaleRule::service_bus_queue("bus", "contoso", "jobs", 5).auth("bus", "connection")),
        "error[TRI0124] {}.rules[0].custom.auth[0].secretRef: the app has no secret `bus`",
    );
    scale(
        Replicas::between(1, 5).rule(ScaleRule::http("a", 1)),
        Replicas::between(1, 5).rule(ScaleRule::azure_queue("a", "contoso", "jobs", 5).identity("system")),
        "error[TRI0125] {}.rules[0].azureQueue.identity: the identity is not one of the app's",
    );
}
