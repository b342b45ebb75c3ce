//! How apps are reached.

use triceps_diagnostics::codes;

use super::view::Cx;
use super::words as w;
use crate::check::values::{Form, Value};

const MOST_MAPPINGS: usize = 5;

pub(super) fn check(cx: &mut Cx<'_, '_>, configuration: Value) {
    let mode = if cx.lacks(configuration, w::ACTIVE_REVISIONS_MODE) {
        Some("Single".into())
    } else {
        cx.text(configuration, w::ACTIVE_REVISIONS_MODE)
    };
    for ingress in cx.objects(configuration, w::INGRESS) {
        cx.port(ingress, w::TARGET_PORT);
        transport(cx, ingress);
        traffic(cx, ingress, mode.as_deref());
        sticky_sessions(cx, ingress, mode.as_deref());
        cors(cx, ingress);
        restrictions(cx, ingress);
        domains(cx, ingress);
        mappings(cx, ingress);
    }
}

fn transport(cx: &mut Cx<'_, '_>, ingress: Value) {
    let is_tcp = cx.text(ingress, w::TRANSPORT).map(|text| text.eq_ignore_ascii_case("tcp"));
    let is_http = is_tcp == Some(false) || cx.lacks(ingress, w::TRANSPORT);
    if is_tcp == Some(true)
        && cx.bool(ingress, w::ALLOW_INSECURE) == Some(true)
        && let Some(insecure) = cx.only(ingress, w::ALLOW_INSECURE)
    {
        cx.report(
            codes::TRI0172,
            insecure,
            "`allowInsecure` applies to HTTP, but the transport is `tcp`",
            "leave `allowInsecure` out",
        );
    }
    // Zero is how Azure exports that no port is exposed.
    cx.within(codes::TRI0170, ingress, w::EXPOSED_PORT, 0..=65535);
    for exposed in cx.each(ingress, w::EXPOSED_PORT) {
        let message = match cx.values.form(exposed) {
            // 0 stands for none in what Azure gives back.
            Form::Int(0) => continue,
            _ if is_http => "an `exposedPort` needs the transport `tcp`",
            Form::Int(80 | 443) => "the exposed ports 80 and 443 are reserved",
            _ => continue,
        };
        cx.report(
            codes::TRI0171,
            exposed,
            message,
            "leave `exposedPort` out for HTTP; choose a port other than 80 and 443 for `tcp`",
        );
    }
}

fn traffic(cx: &mut Cx<'_, '_>, ingress: Value, mode: Option<&str>) {
    let Some((array, items)) = cx.all_items(ingress, w::TRAFFIC) else { return };
    let mut sum = Some(0_i64);
    for item in items.iter() {
        let own = cx.values.alternatives(item.value).only().filter(|own| cx.values.form(*own) == Form::Object);
        let weight = own.and_then(|own| match cx.int(own, w::WEIGHT) {
            None => cx.lacks(own, w::WEIGHT).then_some(0),
            weight => weight,
        });
        sum = sum.zip(weight).and_then(|(sum, weight)| sum.checked_add(weight));
    }
    if let Some(sum) = sum.filter(|sum| *sum != 100 && !items.is_empty()) {
        cx.report(
            codes::TRI0173,
            array,
            format!("the weights add up to {sum}, not to 100"),
            "change them so that they add up to 100",
        );
    }
    if mode.is_some_and(|mode| mode.eq_ignore_ascii_case("Single")) && items.len() > 1 {
        cx.report(
            codes::TRI0174,
            array,
            "traffic is split among revisions, but only one is active",
            "set `activeRevisionsMode` to `Multiple`, or remove the split",
        );
    }
}

fn sticky_sessions(cx: &mut Cx<'_, '_>, ingress: Value, mode: Option<&str>) {
    for sticky in cx.objects(ingress, w::STICKY_SESSIONS) {
        if cx.text(sticky, w::AFFINITY).is_none_or(|affinity| affinity != "sticky") {
            continue;
        }
        let reason = if mode.is_some_and(|mode| mode.eq_ignore_ascii_case("Multiple")) {
            "sticky sessions need the revision mode `Single`"
        } else if cx.text(ingress, w::TRANSPORT).is_some_and(|transport| transport == "tcp") {
            "sticky sessions need HTTP"
        } else {
            continue;
        };
        cx.report(
            codes::TRI0175,
            sticky,
            reason,
            "set the affinity to `none`, or change the revision mode or the transport",
        );
    }
}

fn cors(cx: &mut Cx<'_, '_>, ingress: Value) {
    for policy in cx.objects(ingress, w::CORS_POLICY) {
        if cx.bool(policy, w::ALLOW_CREDENTIALS) != Some(true) {
            continue;
        }
        let everyone = cx.only(policy, w::ALLOWED_ORIGINS).is_some_and(|origins| {
            cx.values.form(origins) == Form::Array
                && cx
                    .values
                    .items(origins)
                    .iter()
                    .any(|item| item.certain && cx.values.text(item.value).is_some_and(|origin| origin == "*"))
        });
        if everyone {
            cx.report(
                codes::TRI0176,
                policy,
                "browsers refuse credentials where the origin is `*`",
                "name the origins, or set `allowCredentials` to false",
            );
        }
    }
}

fn restrictions(cx: &mut Cx<'_, '_>, ingress: Value) {
    for rules in cx.each(ingress, w::IP_SECURITY_RESTRICTIONS) {
        if cx.values.form(rules) != Form::Array {
            continue;
        }
        let mut first: Option<String> = None;
        for item in cx.values.items(rules).iter().filter(|item| item.certain) {
            let Some(rule) = cx.values.alternatives(item.value).only() else { continue };
            let Some(value) = cx.only(rule, w::ACTION) else { continue };
            let Some(action) = cx.values.text(value) else { continue };
            match &first {
                None => first = Some(action.into_owned()),
                Some(first) if *first != action => {
                    cx.report(
                        codes::TRI0177,
                        value,
                        "some rules allow and some deny",
                        "give all of them the same action",
                    );
                    break;
                }
                Some(_) => {}
            }
        }
    }
}

fn domains(cx: &mut Cx<'_, '_>, ingress: Value) {
    for (_, domain) in cx.items(ingress, w::CUSTOM_DOMAINS) {
        let bound = cx.text(domain, w::BINDING_TYPE).is_some_and(|binding| binding == "SniEnabled");
        if bound && cx.lacks(domain, w::CERTIFICATE_ID) {
            cx.report(
                codes::TRI0178,
                domain,
                "the binding `SniEnabled` needs a `certificateId`",
                "name a certificate of the environment, or use the binding `Auto` or `Disabled`",
            );
        }
    }
}

fn mappings(cx: &mut Cx<'_, '_>, ingress: Value) {
    if let Some((array, items)) = cx.all_items(ingress, w::ADDITIONAL_PORT_MAPPINGS)
        && items.len() > MOST_MAPPINGS
    {
        let count = items.len();
        cx.report(codes::TRI0179, array, format!("there are {count} additional ports"), "use at most 5 of them");
    }
    let mut seen: Vec<i64> = cx.int(ingress, w::TARGET_PORT).into_iter().collect();
    let mut before = None;
    for (position, mapping) in cx.items(ingress, w::ADDITIONAL_PORT_MAPPINGS) {
        cx.port(mapping, w::TARGET_PORT);
        cx.port(mapping, w::EXPOSED_PORT);
        // Of one item only one alternative is there at a time.
        if before.replace(position) == Some(position) {
            continue;
        }
        let Some(target) = cx.int(mapping, w::TARGET_PORT) else { continue };
        if seen.contains(&target)
            && let Some(value) = cx.only(mapping, w::TARGET_PORT)
        {
            cx.report(
                codes::TRI0179,
                value,
                format!("the port {target} is mapped already"),
                "map each port of the container once",
            );
        } else {
            seen.push(target);
        }
    }
}
