//! How many replicas run, and why.

use super::app::App;
use super::container::twice;
use super::secrets::{assigned, reference};
use super::view::{Cx, Rule, error, is_complete, warning};
use crate::check::Path;
use crate::expr::{Entry, Expr, Key, Node, Object};

const REPLICAS: Rule = error("TRI0114");
const MIN_ABOVE_MAX: Rule = error("TRI0115");
const NEVER_STARTS: Rule = warning("TRI0116");
const RESOURCE_RULE_AT_ZERO: Rule = warning("TRI0117");
const ONE_KIND: Rule = error("TRI0118");
const METADATA: Rule = warning("TRI0119");
const RULE_TWICE: Rule = warning("TRI0127");
const CONCURRENCY: Rule = error("TRI0128");
const NO_CONTAINER: Rule = warning("TRI0129");

const KINDS: [&str; 4] = ["http", "tcp", "azureQueue", "custom"];
const MOST_REPLICAS: i64 = 1000;

pub(super) fn check<'a>(cx: &mut Cx<'a>, app: &App<'a>, properties: &'a Object, template: &'a Object, path: &Path<'_>) {
    let path = &path.name("scale");
    let Some(scale) = cx.object(template, "scale") else {
        if cx.lacks(template, "scale") {
            starts(cx, properties, None, path);
        }
        return;
    };
    cx.within(&REPLICAS, scale, "minReplicas", 0..=MOST_REPLICAS, path);
    cx.within(&REPLICAS, scale, "maxReplicas", 1..=MOST_REPLICAS, path);
    if let (Some(min), Some(max)) = (cx.get(scale, "minReplicas"), cx.get(scale, "maxReplicas")) {
        let (min, max) = (cx.bounds(min), cx.bounds(max));
        if min.start() > max.end() {
            cx.report(
                &MIN_ABOVE_MAX,
                path,
                format!("`minReplicas` is {}, and `maxReplicas` is {}", min.start(), max.end()),
                "let `maxReplicas` be at least `minReplicas`",
            );
        }
    }
    starts(cx, properties, Some(scale), path);
    let Some(rules) = cx.array(scale, "rules") else { return };
    let rules_path = path.name("rules");
    let mut only_resources = is_complete(rules) && !rules.items.is_empty();
    for (index, rule) in cx.objects(rules) {
        only_resources &= self::rule(cx, app, rule, &rules_path.index(index));
    }
    only_resources &= rules.items.iter().all(|rule| cx.resolve(rule).as_object().is_some());
    twice(cx, &RULE_TWICE, rules, &rules_path, "rule");
    if only_resources && is_zero(cx, scale) {
        cx.report(
            &RESOURCE_RULE_AT_ZERO,
            path,
            "the use of CPU and memory can only be measured where a replica runs",
            "set `minReplicas` to 1 or more, or add a rule of another kind",
        );
    }
}

fn is_zero<'a>(cx: &Cx<'a>, scale: &'a Object) -> bool {
    cx.lacks(scale, "minReplicas") || cx.get(scale, "minReplicas").and_then(Expr::as_int) == Some(0)
}

/// Nothing ever asks for the first replica of an app without ingress and rules.
fn starts<'a>(cx: &mut Cx<'a>, properties: &'a Object, scale: Option<&'a Object>, path: &Path<'_>) {
    let unreachable = match cx.object(properties, "configuration") {
        None => cx.lacks(properties, "configuration"),
        Some(configuration) => cx.lacks(configuration, "ingress") && cx.lacks(configuration, "dapr"),
    };
    let idle = scale.is_none_or(|scale| {
        let no_rules = cx
            .array(scale, "rules")
            .map_or_else(|| cx.lacks(scale, "rules"), |rules| is_complete(rules) && rules.items.is_empty());
        no_rules && is_zero(cx, scale)
    });
    if unreachable && idle {
        cx.report(
            &NEVER_STARTS,
            path,
            "without ingress and rules nothing starts the first replica",
            "set `minReplicas` to 1 or more, add a rule, or give the app an ingress",
        );
    }
}

/// Checks one rule and tells whether it is about CPU or memory.
fn rule<'a>(cx: &mut Cx<'a>, app: &App<'a>, rule: &'a Object, path: &Path<'_>) -> bool {
    let kinds = KINDS.iter().filter(|kind| cx.get(rule, kind).is_some()).count();
    let none = KINDS.iter().all(|kind| cx.lacks(rule, kind));
    if kinds > 1 || none {
        let message = if none { "the rule is of no kind" } else { "the rule is of several kinds" };
        cx.report(&ONE_KIND, path, message, "give it one of `http`, `tcp`, `azureQueue` and `custom`");
    }
    let mut about_resources = false;
    for kind in KINDS {
        let Some(settings) = cx.object(rule, kind) else { continue };
        let path = &path.name(kind);
        if let Some(metadata) = cx.object(settings, "metadata") {
            self::metadata(cx, metadata, &path.name("metadata"));
            let count = match kind {
                "http" => Some("concurrentRequests"),
                "tcp" => Some("concurrentConnections"),
                _ => None,
            };
            if let Some(name) = count {
                concurrency(cx, metadata, name, &path.name("metadata"));
            }
        }
        about_resources |= kind == "custom" && matches!(cx.text(settings, "type"), Some("cpu" | "memory"));
        if about_resources {
            container(cx, app, settings, &path.name("metadata"));
        }
        if let Some(identity) = cx.get(settings, "identity") {
            assigned(cx, app, identity, &path.name("identity"));
        }
        let Some(auth) = cx.array(settings, "auth") else { continue };
        let path = &path.name("auth");
        for (index, item) in cx.objects(auth) {
            if let Some(secret) = cx.get(item, "secretRef") {
                reference(cx, app, secret, &path.index(index).name("secretRef"));
            }
        }
    }
    about_resources
}

fn metadata<'a>(cx: &mut Cx<'a>, metadata: &'a Object, path: &Path<'_>) {
    for entry in &metadata.entries {
        let Entry::Property { key: Key::Text(name), value } = entry else { continue };
        if matches!(cx.resolve(value).0, Node::Int(_) | Node::Bool(_)) {
            cx.report(
                &METADATA,
                &path.name(name),
                format!("`{name}` is not text, as all settings of a rule are"),
                "write the value in quotes, or convert it with `string(..)`",
            );
        }
    }
}

fn concurrency<'a>(cx: &mut Cx<'a>, metadata: &'a Object, name: &'static str, path: &Path<'_>) {
    let Some(text) = cx.text(metadata, name) else { return };
    if !text.parse::<i64>().is_ok_and(|count| count >= 1) {
        cx.report(
            &CONCURRENCY,
            &path.name(name),
            format!("`{text}` is no number from 1 on"),
            "give a whole number from 1 on, as text",
        );
    }
}

/// `containerName` has to be a container of the app.
fn container<'a>(cx: &mut Cx<'a>, app: &App<'a>, settings: &'a Object, path: &Path<'_>) {
    let Some(name) = cx.object(settings, "metadata").and_then(|metadata| cx.text(metadata, "containerName")) else {
        return;
    };
    let Some(containers) = app.template.and_then(|template| super::app::containers(cx, template)) else { return };
    let missing = containers.items.iter().all(|container| {
        let container = cx.resolve(container).as_object();
        container.and_then(|container| cx.text(container, "name")).is_some_and(|other| other != name)
    });
    if missing {
        cx.report(
            &NO_CONTAINER,
            &path.name("containerName"),
            format!("the app has no container `{name}`"),
            "name a container of the app",
        );
    }
}
