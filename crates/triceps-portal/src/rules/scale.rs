//! Size, replicas and what adds them.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::{Portal, Rule, Size};

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    database(portal, diagnostics);
    replicas(portal, diagnostics);
    for (index, rule) in portal.scale.rules.iter().enumerate() {
        let at = format!("scale.rules[{index}]");
        repeated(portal, index, &at, diagnostics);
        match rule {
            Rule::Cron { start, end, replicas, .. } => {
                cron(start.as_str(), end.as_str(), &at, diagnostics);
                if *replicas > portal.scale.max {
                    report(
                        diagnostics,
                        codes::TRI0319,
                        format!("{at}.replicas"),
                        format!("{replicas} replicas are asked for, and `scale.max` is {}", portal.scale.max),
                        "raise `scale.max`, or ask for fewer",
                    );
                }
            }
            Rule::Custom { scaler, metadata } => custom(scaler, metadata, &at, diagnostics),
            _ => {}
        }
    }
}

fn database(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    if portal.postgres.is_some() {
        return;
    }
    if portal.scale.max > 1 {
        report(
            diagnostics,
            codes::TRI0310,
            "scale.max",
            format!("{} replicas need a database: without one each has its own data in memory", portal.scale.max),
            "add `[postgres]`, or set `scale.max = 1`",
        );
    }
    let size = match portal.size {
        Size::Poc | Size::Medium => return,
        Size::Large => "large",
        Size::Dedicated => "dedicated",
    };
    report(
        diagnostics,
        codes::TRI0312,
        "size",
        format!("`{size}` is for portals that keep their data in a database"),
        "add `[postgres]`, or choose `poc` or `medium`",
    );
}

fn replicas(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let scale = &portal.scale;
    if scale.min > scale.max {
        report(
            diagnostics,
            codes::TRI0311,
            "scale.min",
            format!("at least {} replicas, and at most {}", scale.min, scale.max),
            "set `scale.max` to the same number or a greater one",
        );
    }
    if scale.min == 0 && !scale.rules.is_empty() && scale.rules.iter().all(Rule::is_resource_rule) {
        report(
            diagnostics,
            codes::TRI0313,
            "scale.min",
            "use of CPU and memory is measured on replicas, so that none of the rules starts the first one",
            "set `scale.min = 1`, or add a rule of another kind",
        );
    }
    if scale.min == scale.max && !scale.rules.is_empty() {
        report(
            diagnostics,
            codes::TRI0318,
            "scale.rules",
            format!("nothing is scaled: `scale.min` and `scale.max` are both {}", scale.max),
            "raise `scale.max`, or remove the rules",
        );
    }
    if portal.network.as_ref().is_some_and(|network| network.zone_redundant) && scale.min < 3 {
        report(
            diagnostics,
            codes::TRI0317,
            "network.zone-redundant",
            format!("a replica in each of three zones needs three of them, and `scale.min` is {}", scale.min),
            "set `scale.min = 3`",
        );
    }
}

/// A second rule of a kind that has one source: the greater demand counts, so that one of the two does nothing.
fn repeated(portal: &Portal, index: usize, at: &str, diagnostics: &mut Vec<Diagnostic>) {
    let rule = &portal.scale.rules[index];
    let earlier = &portal.scale.rules[..index];
    let same_kind = |other: &Rule| std::mem::discriminant(other) == std::mem::discriminant(rule);
    let single = matches!(rule, Rule::Http { .. } | Rule::Tcp { .. } | Rule::Cpu { .. } | Rule::Memory { .. });
    let first = earlier.iter().position(|other| if single { same_kind(other) } else { other == rule });
    if let Some(first) = first {
        report(
            diagnostics,
            codes::TRI0316,
            at,
            format!("`scale.rules[{first}]` counts the same thing"),
            "keep one of the two: the greater demand counts",
        );
    }
}

fn cron(start: &str, end: &str, at: &str, diagnostics: &mut Vec<Diagnostic>) {
    if start == end {
        let message = "it ends when it starts";
        report(
            diagnostics,
            codes::TRI0314,
            format!("{at}.end"),
            message,
            "give it an end of its own, for example `0 19 * * 1-5`",
        );
    }
    for (key, expression) in [("start", start), ("end", end)] {
        for ((name, least, most, words), field) in FIELDS.iter().zip(expression.split(' ')) {
            if !field.split(',').all(|part| in_range(part, *least, *most, words)) {
                report(
                    diagnostics,
                    codes::TRI0314,
                    format!("{at}.{key}"),
                    format!("`{field}` is not a valid {name}"),
                    format!("write {least} to {most}, `*`, `1-5`, `*/15` or a list of them"),
                );
            }
        }
    }
}

type Field = (&'static str, u32, u32, &'static [&'static str]);

const FIELDS: [Field; 5] = [
    ("minute", 0, 59, &[]),
    ("hour", 0, 23, &[]),
    ("day of the month", 1, 31, &[]),
    ("month", 1, 12, &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
    ("day of the week", 0, 6, &["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
];

/// Whether a part of a field is `*`, a number, a word or a range, each with a step or without.
fn in_range(part: &str, least: u32, most: u32, words: &[&str]) -> bool {
    let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
    if step.is_some_and(|step| step.parse::<u32>().map_or(true, |step| step == 0 || step > most)) {
        return false;
    }
    let number = |text: &str| {
        let word = words.iter().position(|word| text.eq_ignore_ascii_case(word));
        let word = word.and_then(|index| u32::try_from(index).ok()).map(|index| index + least);
        word.or_else(|| text.parse().ok()).filter(|number| (least..=most).contains(number))
    };
    match range.split_once('-') {
        _ if range == "*" => true,
        Some((from, to)) => number(from).zip(number(to)).is_some_and(|(from, to)| from <= to),
        None => number(range).is_some(),
    }
}

fn custom(scaler: &str, metadata: &indexmap::IndexMap<String, String>, at: &str, diagnostics: &mut Vec<Diagnostic>) {
    let kind = match scaler {
        "cpu" => "cpu",
        "memory" => "memory",
        "cron" => "cron",
        "azure-queue" => "azure-queue",
        "azure-servicebus" => "service-bus",
        "http" | "external-http" => "http",
        _ => "",
    };
    if !kind.is_empty() {
        report(
            diagnostics,
            codes::TRI0315,
            format!("{at}.scaler"),
            format!("`{scaler}` has a kind of its own"),
            format!("write `kind = \"{kind}\"`, which is checked and knows its identity"),
        );
    }
    for key in metadata.keys().filter(|key| key.eq_ignore_ascii_case("metricType")) {
        report(
            diagnostics,
            codes::TRI0315,
            crate::structure::path::key(&format!("{at}.metadata"), key),
            format!("`{key}` is not metadata of this rule: Container Apps ignores it"),
            "write `type = \"Utilization\"` instead",
        );
    }
}
