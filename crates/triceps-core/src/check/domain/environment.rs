//! Managed environments.

use triceps_diagnostics::codes;

use super::view::Cx;
use super::words as w;
use crate::check::values::Value;

pub(super) fn check(cx: &mut Cx<'_, '_>, body: Value) {
    for properties in cx.objects(body, w::PROPERTIES) {
        network(cx, properties);
        logs(cx, properties);
        profiles(cx, properties);
        for ingress in cx.objects(properties, w::INGRESS_CONFIGURATION) {
            cx.within(codes::TRI0190, ingress, w::HEADER_COUNT_LIMIT, 1..=i64::from(i32::MAX));
            cx.within(codes::TRI0190, ingress, w::REQUEST_IDLE_TIMEOUT, 4..=30);
            cx.within(codes::TRI0190, ingress, w::TERMINATION_GRACE_PERIOD_SECONDS, 0..=3600);
        }
    }
}

const SUBNET: &str =
    "set `vnetConfiguration.infrastructureSubnetId` to a subnet that is delegated to `Microsoft.App/environments`";

fn network(cx: &mut Cx<'_, '_>, properties: Value) {
    let networks = cx.objects(properties, w::VNET_CONFIGURATION);
    let no_subnet = |network| cx.lacks(network, w::INFRASTRUCTURE_SUBNET_ID);
    let none_has_one = if networks.is_empty() {
        cx.lacks(properties, w::VNET_CONFIGURATION)
    } else {
        networks.len() == cx.each(properties, w::VNET_CONFIGURATION).len() && networks.iter().all(no_subnet)
    };
    for network in networks {
        if cx.lacks(network, w::INFRASTRUCTURE_SUBNET_ID) && cx.bool(network, w::INTERNAL) == Some(true) {
            cx.report(codes::TRI0185, network, "an internal environment needs a subnet", SUBNET);
        }
    }
    if none_has_one
        && cx.bool(properties, w::ZONE_REDUNDANT) == Some(true)
        && let Some(redundant) = cx.only(properties, w::ZONE_REDUNDANT)
    {
        cx.report(codes::TRI0186, redundant, "a zone-redundant environment needs a subnet", SUBNET);
    }
}

fn logs(cx: &mut Cx<'_, '_>, properties: Value) {
    for logs in cx.objects(properties, w::APP_LOGS_CONFIGURATION) {
        let to_workspace = cx.text(logs, w::DESTINATION).is_some_and(|destination| destination == "log-analytics");
        if to_workspace && cx.lacks(logs, w::LOG_ANALYTICS_CONFIGURATION) {
            cx.report(
                codes::TRI0187,
                logs,
                "the destination `log-analytics` needs a workspace",
                "give id and key of the workspace in `logAnalyticsConfiguration`, or use `azure-monitor`",
            );
        }
    }
}

fn profiles(cx: &mut Cx<'_, '_>, properties: Value) {
    for (_, profile) in cx.items(properties, w::WORKLOAD_PROFILES) {
        let (min, max) = (cx.range(profile, w::MINIMUM_COUNT), cx.range(profile, w::MAXIMUM_COUNT));
        if min.zip(max).is_some_and(|(min, max)| min.start() > max.end()) {
            cx.report(
                codes::TRI0188,
                profile,
                "`minimumCount` is greater than `maximumCount`",
                "set `maximumCount` to at least `minimumCount`",
            );
        }
        let serverless = cx.text(profile, w::WORKLOAD_PROFILE_TYPE).is_some_and(|kind| kind == "Consumption");
        if serverless && (cx.has(profile, w::MINIMUM_COUNT) || cx.has(profile, w::MAXIMUM_COUNT)) {
            cx.report(
                codes::TRI0188,
                profile,
                "the profile `Consumption` has no machines to count",
                "leave `minimumCount` and `maximumCount` out",
            );
        }
    }
    cx.twice(codes::TRI0189, properties, w::WORKLOAD_PROFILES, "profile");
}
