//! How apps are reached.

use super::view::{Cx, Rule, error, is_complete, warning};
use crate::check::Path;
use crate::expr::{Array, Expr, Object};

const PORT: Rule = error("TRI0170");
const EXPOSED_PORT: Rule = error("TRI0171");
const INSECURE_TCP: Rule = error("TRI0172");
const TRAFFIC_SUM: Rule = error("TRI0173");
const TRAFFIC_SINGLE: Rule = warning("TRI0174");
const STICKY: Rule = error("TRI0175");
const CORS: Rule = warning("TRI0176");
const MIXED_RESTRICTIONS: Rule = error("TRI0177");
const BINDING: Rule = error("TRI0178");
const MAPPINGS: Rule = error("TRI0179");

const MOST_MAPPINGS: usize = 5;

/// Reports a number that is no port.
pub(super) fn port<'a>(cx: &mut Cx<'a>, object: &'a Object, name: &'static str, path: &Path<'_>) {
    cx.within(&PORT, object, name, 1..=65535, path);
}

pub(super) fn check<'a>(cx: &mut Cx<'a>, configuration: &'a Object, path: &Path<'_>) {
    let Some(ingress) = cx.object(configuration, "ingress") else { return };
    let path = &path.name("ingress");
    let mode = match cx.get(configuration, "activeRevisionsMode") {
        None if cx.lacks(configuration, "activeRevisionsMode") => Some("Single"),
        mode => mode.and_then(Expr::as_str),
    };
    port(cx, ingress, "targetPort", path);
    transport(cx, ingress, path);
    traffic(cx, ingress, mode, path);
    let affinity = cx.object(ingress, "stickySessions").and_then(|sticky| cx.text(sticky, "affinity"));
    if affinity == Some("sticky") {
        let reason = if mode.is_some_and(|mode| mode.eq_ignore_ascii_case("Multiple")) {
            Some("sticky sessions need the revision mode `Single`")
        } else if cx.text(ingress, "transport") == Some("tcp") {
            Some("sticky sessions need HTTP")
        } else {
            None
        };
        if let Some(reason) = reason {
            cx.report(
                &STICKY,
                &path.name("stickySessions"),
                reason,
                "set the affinity to `none`, or change the revision mode or the transport",
            );
        }
    }
    cors(cx, ingress, path);
    restrictions(cx, ingress, path);
    domains(cx, ingress, path);
    mappings(cx, ingress, path);
}

fn transport<'a>(cx: &mut Cx<'a>, ingress: &'a Object, path: &Path<'_>) {
    let transport = cx.get(ingress, "transport");
    let is_tcp = transport.and_then(Expr::as_str).map(|text| text.eq_ignore_ascii_case("tcp"));
    let is_http = is_tcp == Some(false) || cx.lacks(ingress, "transport");
    if is_tcp == Some(true) && cx.bool(ingress, "allowInsecure") == Some(true) {
        cx.report(
            &INSECURE_TCP,
            &path.name("allowInsecure"),
            "`allowInsecure` is about HTTP, and the transport is `tcp`",
            "leave `allowInsecure` out",
        );
    }
    let Some(exposed) = cx.get(ingress, "exposedPort") else { return };
    port(cx, ingress, "exposedPort", path);
    let message = match exposed.as_int() {
        // 0 stands for none in what Azure gives back.
        Some(0) => return,
        _ if is_http => "an `exposedPort` needs the transport `tcp`",
        Some(80 | 443) => "the exposed ports 80 and 443 are taken",
        _ => return,
    };
    cx.report(
        &EXPOSED_PORT,
        &path.name("exposedPort"),
        message,
        "leave `exposedPort` out for HTTP; choose a port other than 80 and 443 for `tcp`",
    );
}

fn traffic<'a>(cx: &mut Cx<'a>, ingress: &'a Object, mode: Option<&str>, path: &Path<'_>) {
    let Some(traffic) = cx.array(ingress, "traffic").filter(|traffic| is_complete(traffic)) else { return };
    let path = &path.name("traffic");
    let mut sum = Some(0_i64);
    for item in &traffic.items {
        let weight = cx.resolve(item).as_object().and_then(|item| match cx.get(item, "weight") {
            Some(weight) => weight.as_int(),
            None => cx.lacks(item, "weight").then_some(0),
        });
        sum = sum.zip(weight).and_then(|(sum, weight)| sum.checked_add(weight));
    }
    if let Some(sum) = sum.filter(|sum| *sum != 100 && !traffic.items.is_empty()) {
        cx.report(&TRAFFIC_SUM, path, format!("the weights sum up to {sum}"), "let them sum up to 100");
    }
    if mode.is_some_and(|mode| mode.eq_ignore_ascii_case("Single")) && traffic.items.len() > 1 {
        cx.report(
            &TRAFFIC_SINGLE,
            path,
            "traffic is split among revisions, and only one is active",
            "set `activeRevisionsMode` to `Multiple`, or drop the split",
        );
    }
}

fn cors<'a>(cx: &mut Cx<'a>, ingress: &'a Object, path: &Path<'_>) {
    let Some(policy) = cx.object(ingress, "corsPolicy") else { return };
    let origins = cx.array(policy, "allowedOrigins");
    let everybody = origins.is_some_and(|origins| has_text(cx, origins, "*"));
    if everybody && cx.bool(policy, "allowCredentials") == Some(true) {
        cx.report(
            &CORS,
            &path.name("corsPolicy"),
            "browsers refuse credentials where the origin is `*`",
            "name the origins, or set `allowCredentials` to false",
        );
    }
}

fn has_text<'a>(cx: &Cx<'a>, array: &'a Array, text: &str) -> bool {
    array.items.iter().any(|item| cx.resolve(item).as_str() == Some(text))
}

fn restrictions<'a>(cx: &mut Cx<'a>, ingress: &'a Object, path: &Path<'_>) {
    let Some(rules) = cx.array(ingress, "ipSecurityRestrictions") else { return };
    let mut first = None;
    for (index, rule) in cx.objects(rules) {
        let Some(action) = cx.text(rule, "action") else { continue };
        match first {
            None => first = Some(action),
            Some(first) if first != action => {
                cx.report(
                    &MIXED_RESTRICTIONS,
                    &path.name("ipSecurityRestrictions").index(index).name("action"),
                    "some rules allow and some deny",
                    "let all of them have the same action",
                );
                return;
            }
            Some(_) => {}
        }
    }
}

fn domains<'a>(cx: &mut Cx<'a>, ingress: &'a Object, path: &Path<'_>) {
    let Some(domains) = cx.array(ingress, "customDomains") else { return };
    for (index, domain) in cx.objects(domains) {
        if cx.text(domain, "bindingType") == Some("SniEnabled") && cx.lacks(domain, "certificateId") {
            cx.report(
                &BINDING,
                &path.name("customDomains").index(index),
                "the binding `SniEnabled` needs a `certificateId`",
                "name a certificate of the environment, or use the binding `Auto` or `Disabled`",
            );
        }
    }
}

fn mappings<'a>(cx: &mut Cx<'a>, ingress: &'a Object, path: &Path<'_>) {
    let Some(mappings) = cx.array(ingress, "additionalPortMappings") else { return };
    let path = &path.name("additionalPortMappings");
    if mappings.items.len() > MOST_MAPPINGS && is_complete(mappings) {
        let count = mappings.items.len();
        cx.report(&MAPPINGS, path, format!("there are {count} further ports"), "have at most 5 of them");
    }
    for (index, mapping) in cx.objects(mappings) {
        let place = &path.index(index);
        port(cx, mapping, "targetPort", place);
        port(cx, mapping, "exposedPort", place);
        let Some(target) = cx.get(mapping, "targetPort").and_then(Expr::as_int) else { continue };
        let same = |other: &'a Object| cx.get(other, "targetPort").and_then(Expr::as_int) == Some(target);
        let before = mappings.items[..index].iter().filter_map(|other| cx.resolve(other).as_object()).any(same);
        if before || same(ingress) {
            cx.report(
                &MAPPINGS,
                &place.name("targetPort"),
                format!("the port {target} is mapped already"),
                "map each port of the container once",
            );
        }
    }
}
