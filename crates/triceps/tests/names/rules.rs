//! The rule of every type.

use std::fs;

use triceps::names::{rule, rules};

/// A type, names that it takes and names that it does not. `9*60` stands for sixty times `9`.
const CASES: &[(&str, &str, &str)] = &[
    ("Microsoft.App/connectedEnvironments", "arc a*60", "1arc a*61"),
    ("Microsoft.App/connectedEnvironments/certificates", "contoso.com-1", "Contoso"),
    ("Microsoft.App/connectedEnvironments/daprComponents", "statestore", "State"),
    ("Microsoft.App/connectedEnvironments/storages", "docs-1", "a--b"),
    ("Microsoft.App/containerApps", "portal-1 ab a*32", "a Portal portal- 1portal a--b a*33 a_b"),
    ("Microsoft.App/jobs", "a clean-up a*32", "a*33 a--b Job job-"),
    ("Microsoft.App/managedEnvironments", "portal-env a*60", "a*61 1env a_b"),
    ("Microsoft.App/managedEnvironments/certificates", "contoso.com", "a_b"),
    ("Microsoft.App/managedEnvironments/daprComponents", "pubsub a*60", "a*61 pub_sub"),
    ("Microsoft.App/managedEnvironments/httpRouteConfigs", "abc a*63 a1b", "ab a*64 1bc a-b aBc"),
    ("Microsoft.App/managedEnvironments/managedCertificates", "mc-contoso-com", "MC"),
    ("Microsoft.App/managedEnvironments/storages", "a*32", "a*33 -a a-"),
    (
        "Microsoft.Authorization/roleAssignments",
        "7f951dda-4ed3-4680-a7ca-43fe172d538d 7F951DDA-4ED3-4680-A7CA-43FE172D538D",
        "reader 7f951dda-4ed3-4680-a7ca-43fe172d538 7f951dda-4ed3-4680-a7ca-43fe172d538g",
    ),
    ("Microsoft.Cache/redis", "a Redis-1 a*63", "a*64 a--b -a a-"),
    ("Microsoft.Cache/redisEnterprise", "redis-1 a*60", "a*61 a--b a_b"),
    ("Microsoft.Cache/redisEnterprise/databases", "default", "db"),
    ("Microsoft.Cdn/profiles", "a a--b a*260", "a*261 -a a- a_b"),
    ("Microsoft.Cdn/profiles/afdEndpoints", "fde-1 a*46", "a*47 a.b"),
    ("Microsoft.Cdn/profiles/afdEndpoints/routes", "a*90", "a*91"),
    ("Microsoft.Cdn/profiles/customDomains", "contoso-com a*260", "contoso.com a*261"),
    ("Microsoft.Cdn/profiles/originGroups", "a*90", "a*91 a_b"),
    ("Microsoft.Cdn/profiles/originGroups/origins", "a*90", "a*91 a_b"),
    ("Microsoft.Cdn/profiles/securityPolicies", "a_b", "a.b"),
    ("Microsoft.CognitiveServices/accounts", "oai-1 a_b. a*64", "a a*65 -a"),
    ("Microsoft.ContainerRegistry/registries", "Abcd1 a*50", "abcd a*51 a-bcd"),
    ("Microsoft.DBforPostgreSQL/flexibleServers", "psql-1 1ab a*63", "ab a*64 Psql -psql psql-"),
    (
        "Microsoft.DBforPostgreSQL/flexibleServers/administrators",
        "7f951dda-4ed3-4680-a7ca-43fe172d538d",
        "admin 7f951dda-4ed3-4680-a7ca+43fe172d538d",
    ),
    ("Microsoft.DBforPostgreSQL/flexibleServers/configurations", "ssl_min_protocol_version pg.x", "a/b a*257"),
    ("Microsoft.DBforPostgreSQL/flexibleServers/databases", "_a backstage-1 a*63", "1a -a a.b a*64"),
    ("Microsoft.DBforPostgreSQL/flexibleServers/firewallRules", "azure a_ a*80", "a- _a a*81"),
    ("Microsoft.Graph/applications", "ä/& a*256", "a*257"),
    ("Microsoft.Insights/components", "appi-1 ä(b) a*260", "a/b a? a. a*261"),
    ("Microsoft.Insights/diagnosticSettings", "to-law a*260", "a*261"),
    ("Microsoft.KeyVault/vaults", "kv-1 a*24", "kv a*25 1kv kv- a--b a_b"),
    ("Microsoft.KeyVault/vaults/secrets", "a A-1 a*127", "a_b a*128"),
    ("Microsoft.ManagedIdentity/userAssignedIdentities", "id_1 a*128", "id a*129 _id a.b"),
    ("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials", "a*120", "ab a*121 -ab"),
    ("Microsoft.Network/frontDoorWebApplicationFirewallPolicies", "wafPortal1 a*128", "waf-1 1waf a*129"),
    ("Microsoft.Network/networkSecurityGroups", "a nsg.1_ a*80", "-a a- a*81"),
    (
        "Microsoft.Network/privateDnsZones",
        "contoso.com privatelink.postgres.database.azure.com a*63.b",
        "contoso a*64.b a..b -a.b a-.b",
    ),
    ("Microsoft.Network/privateDnsZones/virtualNetworkLinks", "link-1", "link- a*81"),
    ("Microsoft.Network/privateEndpoints", "pe-1 a*64", "a a*65"),
    ("Microsoft.Network/publicIPAddresses", "a ip-1_", "ip-"),
    ("Microsoft.Network/virtualNetworks", "vnet-1 a*64", "a a*65 vnet-"),
    ("Microsoft.Network/virtualNetworks/subnets", "a apps_ a*80", "a*81 apps."),
    ("Microsoft.OperationalInsights/workspaces", "law-1 1law a*63", "law a*64 -law law- a_bc"),
    ("Microsoft.Resources/resourceGroups", "rg-1 (a) é_ a*90", "a*91 rg. a/b"),
    ("Microsoft.Search/searchServices", "ab a1-b a*60", "a a*61 a-b a1--b Ab ab-"),
    ("Microsoft.SecurityInsights/onboardingStates", "default", "sentinel"),
    ("Microsoft.ServiceBus/namespaces", "sb-portal a*50", "sbusx- a*51 1sbusx portal-sb portal-mgmt short"),
    ("Microsoft.ServiceBus/namespaces/queues", "a a.b/c_1 a*260", "a*261 -a a&b"),
    ("Microsoft.ServiceBus/namespaces/topics", "a~b", "a. a*261"),
    ("Microsoft.Storage/storageAccounts", "st1 1st a*24", "st a*25 st-1 Abc"),
    ("Microsoft.Storage/storageAccounts/blobServices/containers", "techdocs a-b $root $web", "ab a--b a- $other a*64"),
    ("Microsoft.Storage/storageAccounts/fileServices/shares", "1-a a*63", "A-b -ab"),
    ("Microsoft.Storage/storageAccounts/queueServices/queues", "a-b a*63", "a_b ab"),
];

fn names(list: &str) -> impl Iterator<Item = String> {
    list.split(' ').map(|name| match name.split_once('*') {
        Some((text, rest)) => {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            text.repeat(rest[..digits].parse().expect("a number")) + &rest[digits..]
        }
        None => name.to_owned(),
    })
}

#[test]
fn every_rule_takes_and_refuses() {
    let known: Vec<_> = rules().iter().map(triceps::names::NamingRule::type_name).collect();
    let tested: Vec<_> = CASES.iter().map(|(type_name, ..)| *type_name).collect();
    assert_eq!(tested, known, "every rule has a case");
    for (type_name, good, bad) in CASES {
        let rule = rule(type_name).expect("the type is known");
        for name in names(good) {
            assert!(rule.accepts(&name), "{type_name}: `{name}` is {rule}");
            assert!(name.chars().count() >= rule.min_length(), "{type_name}: `{name}`");
            assert!(rule.max_length().is_none_or(|max| name.chars().count() <= max), "{type_name}: `{name}`");
        }
        for name in names(bad) {
            assert!(!rule.accepts(&name), "{type_name}: `{name}` is not {rule}");
        }
    }
}

#[test]
fn rules_are_sorted_and_found_in_any_case() {
    let types: Vec<_> = rules().iter().map(|rule| rule.type_name().to_lowercase()).collect();
    assert!(types.is_sorted_by(|one, other| one < other), "{types:#?}");
    for own in rules() {
        for spelled in [own.type_name().to_lowercase(), own.type_name().to_uppercase()] {
            assert_eq!(rule(&spelled).map(triceps::names::NamingRule::type_name), Some(own.type_name()));
        }
    }
    for unknown in ["", "Microsoft.KeyVault", "Microsoft.KeyVault/vault", "Microsoft.KeyVault/vaults/keys", "ä/ö"] {
        assert!(rule(unknown).is_none(), "{unknown}");
    }
}

#[test]
fn rules_are_documented() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/checks.md")).expect("the page");
    let documented: Vec<_> = page.lines().filter(|line| line.starts_with("| `Microsoft.")).collect();
    let expected: Vec<_> = rules().iter().map(|rule| format!("| `{}` | {rule} |", rule.type_name())).collect();
    assert_eq!(documented, expected);
}
