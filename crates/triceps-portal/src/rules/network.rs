//! Addresses: the network, and who may reach the portal.

use triceps_diagnostics::Diagnostic;

use super::ranges::{Range, overlaps};
use super::repeated::earlier;
use super::report;
use crate::codes;
use crate::config::Portal;

/// Ranges that Container Apps keeps for itself.
const TAKEN: [&str; 8] = [
    "169.254.0.0/16",
    "172.30.0.0/16",
    "172.31.0.0/16",
    "192.0.2.0/24",
    "100.100.0.0/17",
    "100.100.128.0/19",
    "100.100.160.0/19",
    "100.100.192.0/19",
];
/// Ranges that are nobody's on the internet.
const PRIVATE: [&str; 4] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    space(portal, diagnostics);
    rules(portal, diagnostics);
}

fn space(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    const PATH: &str = "network.address-space";
    let Some(network) = &portal.network else { return };
    let space = Range::of(&network.address_space);
    if space.length() > 20 {
        report(
            diagnostics,
            codes::TRI0332,
            PATH,
            format!("`{}` has no room for a `/24` for each subnet", network.address_space),
            format!("write `{}` or a larger range", space.with_length(20)),
        );
    }
    if !space.is_aligned() {
        report(
            diagnostics,
            codes::TRI0333,
            PATH,
            format!("`{}` does not begin where a range of this size begins", network.address_space),
            format!("write `{}`", space.with_length(space.length())),
        );
    }
    for taken in TAKEN.iter().filter(|taken| space.overlaps(Range::parse(taken))) {
        report(
            diagnostics,
            codes::TRI0334,
            PATH,
            format!("`{}` overlaps `{taken}`, which Container Apps reserves", network.address_space),
            "choose another range, for example `10.40.0.0/20`",
        );
    }
    if !PRIVATE.iter().any(|private| Range::parse(private).contains(space)) {
        report(
            diagnostics,
            codes::TRI0335,
            PATH,
            format!("`{}` are public addresses on the internet", network.address_space),
            "choose a private range, for example `10.40.0.0/20`",
        );
    }
}

fn rules(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let rules = &portal.ip_rules;
    if !rules.is_empty() && portal.front_door.is_some() {
        report(
            diagnostics,
            codes::TRI0338,
            "ip-rules",
            "behind Front Door all requests come from the addresses of Front Door",
            "remove the rules, or remove `[front-door]`",
        );
    }
    let names = earlier(rules.iter().map(|rule| rule.name.to_ascii_lowercase()));
    let overlaps = overlaps(&rules.iter().map(|rule| Range::of(&rule.range)).collect::<Vec<_>>());
    for (index, rule) in rules.iter().enumerate() {
        let range = Range::of(&rule.range);
        if names[index].is_some() {
            report(
                diagnostics,
                codes::TRI0336,
                format!("ip-rules[{index}].name"),
                format!("two rules are called `{}`", rule.name),
                "give each rule a name of its own",
            );
        }
        if let Some(other) = overlaps[index].map(|other| &rules[other]) {
            report(
                diagnostics,
                codes::TRI0337,
                format!("ip-rules[{index}].range"),
                format!("`{}` overlaps `{}` of `{}`", rule.range, other.range, other.name),
                "keep the larger one",
            );
        }
        if range.length() == 0 {
            report(
                diagnostics,
                codes::TRI0339,
                format!("ip-rules[{index}].range"),
                format!("`{}` contain all addresses, so the rules keep nobody out", rule.range),
                "write the ranges that may reach the portal, or remove all rules",
            );
        } else if !range.is_aligned() {
            report(
                diagnostics,
                codes::TRI0333,
                format!("ip-rules[{index}].range"),
                format!("`{}` does not begin where a range of this size begins", rule.range),
                format!("write `{}`, or `/32` for the one address", range.with_length(range.length())),
            );
        }
    }
}
