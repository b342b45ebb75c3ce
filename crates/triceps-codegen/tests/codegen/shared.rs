//! Types that several resources of one provider have are generated once.

use triceps_codegen::Config;

const NETWORK: &str = "Microsoft.Network/virtualNetworks@2025-07-01";
const SUBNET: &str = "Microsoft.Network/virtualNetworks/subnets@2025-07-01";
const ENDPOINT: &str = "Microsoft.Network/privateEndpoints@2025-07-01";

fn text(types: &[&str]) -> String {
    let config = types.iter().fold(Config::new(), |config, name| config.resource(*name));
    config.models().expect("known types").single_file()
}

/// How often a nested type of this name is declared.
fn declarations(text: &str, name: &str) -> usize {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let is_name = |line: &&&str| **line == name || **line == format!("{name} {{");
    lines.iter().filter(is_name).count()
}

/// The lines of a module.
fn module<'t>(text: &'t str, name: &str) -> &'t str {
    let start = text.find(&format!("    pub mod {name} {{")).expect("the module is there");
    let end = text[start..].find("\n    }\n").expect("it ends");
    &text[start..start + end]
}

#[test]
fn equal_types_are_declared_once_and_found_in_every_module() {
    let text = text(&[NETWORK, SUBNET, ENDPOINT]);
    syn::parse_file(&text).expect("it is Rust");
    for name in ["Delegation", "SecurityRule", "RouteTable", "Direction"] {
        assert_eq!(declarations(&text, name), 1, "{name}");
        assert_eq!(declarations(module(&text, "types"), name), 1, "{name}");
        for owner in ["virtual_network", "subnet", "private_endpoint"] {
            assert!(module(&text, owner).contains(name), "{name} in {owner}");
        }
    }
    assert!(text.contains("pub use types::*;"));
    // What one resource has alone stays with it.
    assert_eq!(declarations(module(&text, "virtual_network"), "DhcpOptions"), 1);
}

#[test]
fn the_order_of_asking_does_not_count() {
    let expected = text(&[NETWORK, SUBNET, ENDPOINT]);
    assert_eq!(text(&[ENDPOINT, SUBNET, NETWORK]), expected);
    assert_eq!(text(&[SUBNET, ENDPOINT, NETWORK]), expected);
}

#[test]
fn types_of_one_name_and_different_shapes_stay_apart() {
    let text =
        text(&["Microsoft.Insights/metricAlerts@2026-01-01", "Microsoft.Insights/scheduledQueryRules@2026-03-01"]);
    assert_eq!(declarations(&text, "TimeAggregation"), 2);
    for owner in ["metric_alert", "scheduled_query_rule"] {
        assert_eq!(declarations(module(&text, owner), "TimeAggregation"), 1, "{owner}");
    }
}

#[test]
fn a_type_alone_shares_nothing() {
    assert!(!text(&[NETWORK]).contains("mod types"));
}
