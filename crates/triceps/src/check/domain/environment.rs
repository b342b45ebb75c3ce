//! Managed environments.

use super::container::twice;
use super::view::{Cx, Rule, error, warning};
use crate::check::Path;
use crate::expr::{Expr, Object};

const INTERNAL: Rule = error("TRI0185");
const ZONES: Rule = error("TRI0186");
const LOGS: Rule = error("TRI0187");
const PROFILES: Rule = error("TRI0188");
const PROFILE_TWICE: Rule = error("TRI0189");
const INGRESS: Rule = warning("TRI0190");

pub(super) fn check<'a>(cx: &mut Cx<'a>, body: &'a Object, path: &Path<'_>) {
    let Some(properties) = cx.object(body, "properties") else { return };
    let path = &path.name("properties");
    network(cx, properties, path);
    logs(cx, properties, path);
    profiles(cx, properties, path);
    if let Some(ingress) = cx.object(properties, "ingressConfiguration") {
        let path = &path.name("ingressConfiguration");
        cx.within(&INGRESS, ingress, "headerCountLimit", 1..=i64::from(i32::MAX), path);
        cx.within(&INGRESS, ingress, "requestIdleTimeout", 4..=30, path);
        cx.within(&INGRESS, ingress, "terminationGracePeriodSeconds", 0..=3600, path);
    }
}

fn network<'a>(cx: &mut Cx<'a>, properties: &'a Object, path: &Path<'_>) {
    let network = cx.object(properties, "vnetConfiguration");
    let no_subnet = match network {
        None => cx.lacks(properties, "vnetConfiguration"),
        Some(network) => cx.lacks(network, "infrastructureSubnetId"),
    };
    if !no_subnet {
        return;
    }
    let help =
        "set `vnetConfiguration.infrastructureSubnetId` to a subnet that is delegated to `Microsoft.App/environments`";
    if network.is_some_and(|network| cx.bool(network, "internal") == Some(true)) {
        cx.report(&INTERNAL, &path.name("vnetConfiguration"), "an internal environment needs a subnet", help);
    }
    if cx.bool(properties, "zoneRedundant") == Some(true) {
        cx.report(&ZONES, &path.name("zoneRedundant"), "a zone-redundant environment needs a subnet", help);
    }
}

fn logs<'a>(cx: &mut Cx<'a>, properties: &'a Object, path: &Path<'_>) {
    let Some(logs) = cx.object(properties, "appLogsConfiguration") else { return };
    if cx.text(logs, "destination") == Some("log-analytics") && cx.lacks(logs, "logAnalyticsConfiguration") {
        cx.report(
            &LOGS,
            &path.name("appLogsConfiguration"),
            "the destination `log-analytics` needs a workspace",
            "give id and key of the workspace in `logAnalyticsConfiguration`, or use `azure-monitor`",
        );
    }
}

fn profiles<'a>(cx: &mut Cx<'a>, properties: &'a Object, path: &Path<'_>) {
    let Some(profiles) = cx.array(properties, "workloadProfiles") else { return };
    let path = &path.name("workloadProfiles");
    for (index, profile) in cx.objects(profiles) {
        let (min, max) = (cx.get(profile, "minimumCount"), cx.get(profile, "maximumCount"));
        let above = min.zip(max).is_some_and(|(min, max)| cx.bounds(min).start() > cx.bounds(max).end());
        let place = path.index(index);
        if above {
            cx.report(
                &PROFILES,
                &place,
                "`minimumCount` is greater than `maximumCount`",
                "let `maximumCount` be at least `minimumCount`",
            );
        }
        let serverless = cx.get(profile, "workloadProfileType").and_then(Expr::as_str) == Some("Consumption");
        if serverless && (min.is_some() || max.is_some()) {
            cx.report(
                &PROFILES,
                &place,
                "the profile `Consumption` has no machines to count",
                "leave `minimumCount` and `maximumCount` out",
            );
        }
    }
    twice(cx, &PROFILE_TWICE, profiles, path, "profile");
}
