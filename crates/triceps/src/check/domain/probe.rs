//! Probes.

use super::ingress::port;
use super::view::{Cx, Rule, error};
use crate::check::Path;
use crate::expr::Object;

const TYPE_TWICE: Rule = error("TRI0160");
const ONE_TARGET: Rule = error("TRI0161");
const RANGE: Rule = error("TRI0162");
const SUCCESSES: Rule = error("TRI0163");

const TYPES: [&str; 3] = ["Liveness", "Readiness", "Startup"];

pub(super) fn check<'a>(cx: &mut Cx<'a>, container: &'a Object, path: &Path<'_>) {
    let Some(probes) = cx.array(container, "probes") else { return };
    let path = path.name("probes");
    let mut seen = [false; TYPES.len()];
    for (index, probe) in cx.objects(probes) {
        let path = &path.index(index);
        let kind = cx.text(probe, "type");
        if let Some(position) = TYPES.iter().position(|name| kind == Some(name)) {
            if seen[position] {
                cx.report(
                    &TYPE_TWICE,
                    &path.name("type"),
                    format!("the container has a probe of the type `{}` already", TYPES[position]),
                    "keep one probe of each type",
                );
            }
            seen[position] = true;
        }
        target(cx, probe, path);
        for (name, range) in [
            ("initialDelaySeconds", 0..=60),
            ("periodSeconds", 1..=240),
            ("timeoutSeconds", 1..=240),
            ("failureThreshold", 1..=10),
            ("successThreshold", 1..=10),
            ("terminationGracePeriodSeconds", 0..=3600),
        ] {
            cx.within(&RANGE, probe, name, range, path);
        }
        if let (Some(kind @ ("Liveness" | "Startup")), Some(2..=10)) =
            (kind, cx.get(probe, "successThreshold").and_then(crate::Expr::as_int))
        {
            cx.report(
                &SUCCESSES,
                &path.name("successThreshold"),
                format!("a probe of the type `{kind}` counts one success"),
                "set `successThreshold` to 1, or leave it out",
            );
        }
    }
}

fn target<'a>(cx: &mut Cx<'a>, probe: &'a Object, path: &Path<'_>) {
    let both = cx.get(probe, "httpGet").is_some() && cx.get(probe, "tcpSocket").is_some();
    let none = cx.lacks(probe, "httpGet") && cx.lacks(probe, "tcpSocket");
    if both || none {
        let message = if both { "the probe has both `httpGet` and `tcpSocket`" } else { "the probe asks for nothing" };
        cx.report(&ONE_TARGET, path, message, "give it either `httpGet` or `tcpSocket`");
    }
    for name in ["httpGet", "tcpSocket"] {
        if let Some(target) = cx.object(probe, name) {
            port(cx, target, "port", &path.name(name));
        }
    }
}
