//! How many replicas run, and why.

use triceps_diagnostics::codes;

use super::app::App;
use super::secrets::{assigned, reference};
use super::view::Cx;
use super::words as w;
use crate::check::values::{Form, Value};

const KINDS: [w::Word; 4] = [w::HTTP, w::TCP, w::AZURE_QUEUE, w::CUSTOM];
const MOST_REPLICAS: i64 = 1000;

pub(super) fn check<'m>(cx: &mut Cx<'_, 'm>, app: &App<'_, 'm>, template: Value) {
    if cx.lacks(template, w::SCALE) {
        return starts(cx, app, None, template);
    }
    for scale in cx.objects(template, w::SCALE) {
        cx.within(codes::TRI0114, scale, w::MIN_REPLICAS, 0..=MOST_REPLICAS);
        cx.within(codes::TRI0114, scale, w::MAX_REPLICAS, 1..=MOST_REPLICAS);
        if let (Some(min), Some(max)) = (cx.range(scale, w::MIN_REPLICAS), cx.range(scale, w::MAX_REPLICAS))
            && min.start() > max.end()
        {
            cx.report(
                codes::TRI0115,
                scale,
                format!("`minReplicas` is {}, but `maxReplicas` is {}", min.start(), max.end()),
                "set `maxReplicas` to at least `minReplicas`",
            );
        }
        starts(cx, app, Some(scale), scale);
        rules(cx, app, template, scale);
    }
}

fn rules<'m>(cx: &mut Cx<'_, 'm>, app: &App<'_, 'm>, template: Value, scale: Value) {
    let rules = cx.items(scale, w::RULES);
    let mut about_resources = 0;
    for (_, rule) in &rules {
        about_resources += usize::from(self::rule(cx, app, template, *rule));
    }
    cx.twice(codes::TRI0127, scale, w::RULES, "rule");
    let all = cx.all_items(scale, w::RULES).map(|(_, items)| items.len());
    let only_resources = about_resources > 0 && Some(about_resources) == all && rules.len() == about_resources;
    if only_resources && is_zero(cx, scale) {
        cx.report(
            codes::TRI0117,
            scale,
            "the use of CPU and memory can only be measured where a replica runs",
            "set `minReplicas` to 1 or more, or add a rule of another kind",
        );
    }
}

fn is_zero(cx: &Cx<'_, '_>, scale: Value) -> bool {
    cx.lacks(scale, w::MIN_REPLICAS) || cx.int(scale, w::MIN_REPLICAS) == Some(0)
}

/// Nothing ever asks for the first replica of an app without ingress and rules.
fn starts(cx: &mut Cx<'_, '_>, app: &App<'_, '_>, scale: Option<Value>, place: Value) {
    let unreachable = if cx.lacks(app.properties, w::CONFIGURATION) {
        true
    } else {
        cx.only(app.properties, w::CONFIGURATION).is_some_and(|configuration| {
            cx.values.form(configuration) == Form::Object
                && cx.lacks(configuration, w::INGRESS)
                && cx.lacks(configuration, w::DAPR)
        })
    };
    let idle = scale.is_none_or(|scale| {
        let no_rules =
            cx.lacks(scale, w::RULES) || cx.all_items(scale, w::RULES).is_some_and(|(_, items)| items.is_empty());
        no_rules && is_zero(cx, scale)
    });
    if unreachable && idle {
        cx.report(
            codes::TRI0116,
            place,
            "without ingress and rules nothing starts the first replica",
            "set `minReplicas` to 1 or more, add a rule, or give the app an ingress",
        );
    }
}

/// Checks one rule and tells whether it is about CPU or memory.
fn rule<'m>(cx: &mut Cx<'_, 'm>, app: &App<'_, 'm>, template: Value, rule: Value) -> bool {
    let slots = KINDS.map(|kind| (kind, cx.slot(rule, kind)));
    let kinds = slots.iter().filter(|(_, slot)| slot.is_set()).count();
    let none = slots.iter().all(|(_, slot)| slot.is_empty());
    if kinds > 1 || none {
        let message = if none { "the scale rule has no kind" } else { "the scale rule has several kinds" };
        cx.report(codes::TRI0118, rule, message, "give it one of `http`, `tcp`, `azureQueue` and `custom`");
    }
    let mut about_resources = false;
    for (kind, slot) in slots {
        for settings in cx.objects_among(slot.values) {
            for metadata in cx.objects(settings, w::METADATA) {
                self::metadata(cx, metadata);
                match kind.text() {
                    "http" => concurrency(cx, metadata, w::CONCURRENT_REQUESTS),
                    "tcp" => concurrency(cx, metadata, w::CONCURRENT_CONNECTIONS),
                    _ => {}
                }
            }
            if kind.text() == "custom" && matches!(cx.text(settings, w::TYPE).as_deref(), Some("cpu" | "memory")) {
                about_resources = true;
                container(cx, template, settings);
            }
            assigned(cx, app, settings);
            for (_, item) in cx.items(settings, w::AUTH) {
                reference(cx, app, &cx.each(item, w::SECRET_REF));
            }
        }
    }
    about_resources
}

fn metadata(cx: &mut Cx<'_, '_>, metadata: Value) {
    let mut members = Vec::new();
    cx.values.members(metadata, &mut |key, value| members.push((key, value)));
    for (key, value) in members {
        let crate::check::values::MemberKey::Name(name) = key else { continue };
        for value in cx.values.alternatives(value) {
            if matches!(cx.values.form(value), Form::Int(_) | Form::Bool(_)) {
                let name = cx.middle().str(name);
                cx.report(
                    codes::TRI0119,
                    value,
                    format!("`{name}` is not a string; all metadata of a scale rule must be strings"),
                    "write the value in quotes, or convert it with `string(..)`",
                );
            }
        }
    }
}

fn concurrency(cx: &mut Cx<'_, '_>, metadata: Value, word: w::Word) {
    for (value, text) in cx.texts(metadata, word) {
        if !text.parse::<i64>().is_ok_and(|count| count >= 1) {
            cx.report(
                codes::TRI0128,
                value,
                format!("`{text}` is not a whole number of at least 1"),
                "give a whole number of at least 1, as a string",
            );
        }
    }
}

/// `containerName` has to be a container of the app.
fn container(cx: &mut Cx<'_, '_>, template: Value, settings: Value) {
    for metadata in cx.objects(settings, w::METADATA) {
        let names = cx.texts(metadata, w::CONTAINER_NAME);
        if names.is_empty() {
            continue;
        }
        let Some(containers) = cx.names(template, w::CONTAINERS) else { return };
        for (value, name) in names {
            if !containers.contain(&name) {
                cx.report(
                    codes::TRI0129,
                    value,
                    format!("the app has no container `{name}`"),
                    "name a container of the app",
                );
            }
        }
    }
}
