//! Types that several resources of one provider have are generated once.

use triceps_codegen::Config;

use crate::every_type::newest;

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
fn all_types_of_a_provider_together_are_rust() {
    for provider in ["Microsoft.Compute/", "Microsoft.ContainerInstance/", "Microsoft.EventGrid/"] {
        let resources = newest().filter(|resource| !resource.is_read_only() && resource.name().starts_with(provider));
        let names: Vec<String> =
            resources.map(|resource| format!("{}@{}", resource.name(), resource.version())).collect();
        let text = text(&names.iter().map(String::as_str).collect::<Vec<_>>());
        if let Err(error) = syn::parse_file(&text) {
            panic!("{provider}: {error}");
        }
        // What is shared is declared in one place.
        let shared = module(&text, "types");
        let names = shared.lines().filter_map(|line| line.strip_prefix("            ")?.strip_suffix(" {"));
        let names: Vec<&str> = names.filter(|name| name.chars().all(char::is_alphanumeric)).collect();
        assert!(!names.is_empty(), "{provider}");
        for name in names {
            assert_eq!(declarations(shared, name), 1, "{provider}: {name}");
        }
    }
}

#[test]
fn a_type_alone_shares_nothing() {
    assert!(!text(&[NETWORK]).contains("mod types"));
}
