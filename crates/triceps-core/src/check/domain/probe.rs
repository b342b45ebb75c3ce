//! Probes.

use triceps_diagnostics::codes;

use super::view::Cx;
use super::words as w;
use crate::check::values::{Form, Slot, Value};

const TYPES: [&str; 3] = ["Liveness", "Readiness", "Startup"];

pub(super) fn check(cx: &mut Cx<'_, '_>, container: Value) {
    for probes in cx.each(container, w::PROBES) {
        if cx.values.form(probes) != Form::Array {
            continue;
        }
        let items = cx.values.items(probes);
        let mut seen = [false; TYPES.len()];
        for item in items.iter() {
            for probe in cx.values.alternatives(item.value) {
                if cx.values.form(probe) != Form::Object {
                    continue;
                }
                let kind = cx.text(probe, w::TYPE);
                let position = TYPES.iter().position(|name| kind.as_deref() == Some(name));
                if let (Some(position), Some(value), true) = (position, cx.only(probe, w::TYPE), item.certain) {
                    if seen[position] {
                        cx.report(
                            codes::TRI0160,
                            value,
                            format!("the container has a probe of the type `{}` already", TYPES[position]),
                            "keep one probe of each type",
                        );
                    }
                    seen[position] = true;
                }
                self::probe(cx, probe, kind.as_deref());
            }
        }
    }
}

fn probe(cx: &mut Cx<'_, '_>, probe: Value, kind: Option<&str>) {
    target(cx, probe);
    for (word, range) in [
        (w::INITIAL_DELAY_SECONDS, 0..=60),
        (w::PERIOD_SECONDS, 1..=240),
        (w::TIMEOUT_SECONDS, 1..=240),
        (w::FAILURE_THRESHOLD, 1..=10),
        (w::SUCCESS_THRESHOLD, 1..=10),
        (w::TERMINATION_GRACE_PERIOD_SECONDS, 0..=3600),
    ] {
        cx.within(codes::TRI0162, probe, word, range);
    }
    let Some(kind @ ("Liveness" | "Startup")) = kind else { return };
    for value in cx.each(probe, w::SUCCESS_THRESHOLD) {
        if matches!(cx.values.form(value), Form::Int(2..=10)) {
            cx.report(
                codes::TRI0163,
                value,
                format!("a probe of the type `{kind}` counts one success"),
                "set `successThreshold` to 1, or leave it out",
            );
        }
    }
}

fn target(cx: &mut Cx<'_, '_>, probe: Value) {
    let slots = [w::HTTP_GET, w::TCP_SOCKET].map(|word| cx.slot(probe, word));
    let both = slots.iter().all(Slot::is_set);
    let none = slots.iter().all(Slot::is_empty);
    if both || none {
        let message = if both {
            "the probe has both `httpGet` and `tcpSocket`"
        } else {
            "the probe has neither `httpGet` nor `tcpSocket`"
        };
        cx.report(codes::TRI0161, probe, message, "give it either `httpGet` or `tcpSocket`");
    }
    for slot in slots {
        for target in cx.objects_among(slot.values) {
            cx.port(target, w::PORT);
        }
    }
}
