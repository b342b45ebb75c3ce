//! The rules of all types, one row a type.

use super::chars::{ANY, Chars, LETTER, LETTER_OR_DIGIT, LOWER, LOWER_OR_DIGIT};
use super::rule::Aspect::{Chars as Characters, Edges, Ending, Length};
use super::rule::{EVERYTHING, NamingRule};

const NO_LIMIT: usize = usize::MAX;
const HYPHEN: Chars = Chars::of("-");
const HYPHENATED: Chars = LETTER_OR_DIGIT.and(HYPHEN);
const LOWER_HYPHENATED: Chars = LOWER_OR_DIGIT.and(HYPHEN);
const WORD: Chars = HYPHENATED.and(Chars::of("_"));
const DOTTED: Chars = WORD.and(Chars::of("."));
/// What names of most of `Microsoft.Network` end with.
const NETWORK_END: Chars = LETTER_OR_DIGIT.and(Chars::of("_"));

const fn text(type_name: &'static str, min: usize, max: usize, allowed: Chars) -> NamingRule {
    NamingRule::text(type_name, min, max, allowed)
}

/// A name within `Microsoft.Network`. A leading underscore may pass, though the documents do not have it.
const fn network(type_name: &'static str, min: usize, max: usize) -> NamingRule {
    text(type_name, min, max, DOTTED).first(LETTER_OR_DIGIT).last(NETWORK_END).doubting(&[Edges])
}

/// A name within a Container Apps environment, of which only the command line and other tools tell the rule.
const fn in_environment(type_name: &'static str, max: usize) -> NamingRule {
    text(type_name, 1, max, LOWER_HYPHENATED).first(LOWER).last(LOWER_OR_DIGIT).single_hyphens().doubting(EVERYTHING)
}

const fn certificate(type_name: &'static str) -> NamingRule {
    text(type_name, 1, NO_LIMIT, LOWER_HYPHENATED.and(Chars::of("."))).doubting(EVERYTHING)
}

const fn queue_or_topic(type_name: &'static str) -> NamingRule {
    // A slash in the name of the entity is written as a tilde in the name of the resource.
    text(type_name, 1, 260, DOTTED.and(Chars::of("/~"))).plain_ends().doubting(&[Characters, Edges])
}

const fn in_storage(type_name: &'static str) -> NamingRule {
    text(type_name, 3, 63, LOWER_HYPHENATED).plain_ends().single_hyphens()
}

const fn in_profile(type_name: &'static str, max: usize) -> NamingRule {
    text(type_name, 1, max, HYPHENATED).plain_ends().doubting(&[Edges])
}

/// Sorted by type, upper-case letters as lower-case ones.
pub(super) static RULES: &[NamingRule] = &[
    text("Microsoft.App/connectedEnvironments", 1, 60, HYPHENATED).first(LETTER).doubting(EVERYTHING),
    certificate("Microsoft.App/connectedEnvironments/certificates"),
    in_environment("Microsoft.App/connectedEnvironments/daprComponents", 60),
    in_environment("Microsoft.App/connectedEnvironments/storages", 32),
    text("Microsoft.App/containerApps", 2, 32, LOWER_HYPHENATED).first(LOWER).last(LOWER_OR_DIGIT).single_hyphens(),
    text("Microsoft.App/jobs", 1, 32, LOWER_HYPHENATED)
        .first(LOWER)
        .last(LOWER_OR_DIGIT)
        .single_hyphens()
        .doubting(&[Edges]),
    text("Microsoft.App/managedEnvironments", 1, 60, HYPHENATED).first(LETTER).doubting(EVERYTHING),
    certificate("Microsoft.App/managedEnvironments/certificates"),
    in_environment("Microsoft.App/managedEnvironments/daprComponents", 60),
    text("Microsoft.App/managedEnvironments/httpRouteConfigs", 3, 63, LOWER_OR_DIGIT).first(LOWER),
    certificate("Microsoft.App/managedEnvironments/managedCertificates"),
    in_environment("Microsoft.App/managedEnvironments/storages", 32),
    NamingRule::guid("Microsoft.Authorization/roleAssignments"),
    text("Microsoft.Cache/redis", 1, 63, HYPHENATED).plain_ends().single_hyphens(),
    text("Microsoft.Cache/redisEnterprise", 1, 60, HYPHENATED).plain_ends().single_hyphens(),
    NamingRule::fixed("Microsoft.Cache/redisEnterprise/databases", "default"),
    text("Microsoft.Cdn/profiles", 1, 260, HYPHENATED).plain_ends(),
    in_profile("Microsoft.Cdn/profiles/afdEndpoints", 46),
    in_profile("Microsoft.Cdn/profiles/afdEndpoints/routes", 90),
    in_profile("Microsoft.Cdn/profiles/customDomains", 260),
    in_profile("Microsoft.Cdn/profiles/originGroups", 90),
    in_profile("Microsoft.Cdn/profiles/originGroups/origins", 90),
    text("Microsoft.Cdn/profiles/securityPolicies", 1, 260, WORD).plain_ends().doubting(&[Edges]),
    text("Microsoft.CognitiveServices/accounts", 2, 64, DOTTED).first(LETTER_OR_DIGIT),
    text("Microsoft.ContainerRegistry/registries", 5, 50, LETTER_OR_DIGIT),
    // The pattern of the provider takes upper-case letters too.
    text("Microsoft.DBforPostgreSQL/flexibleServers", 3, 63, LOWER_HYPHENATED)
        .plain_ends()
        .doubting(&[Characters, Edges]),
    NamingRule::guid("Microsoft.DBforPostgreSQL/flexibleServers/administrators"),
    text("Microsoft.DBforPostgreSQL/flexibleServers/configurations", 1, 256, DOTTED),
    text("Microsoft.DBforPostgreSQL/flexibleServers/databases", 1, 63, WORD).first(LETTER.and(Chars::of("_"))),
    text("Microsoft.DBforPostgreSQL/flexibleServers/firewallRules", 1, 80, WORD)
        .first(LETTER_OR_DIGIT)
        .last(NETWORK_END),
    text("Microsoft.Graph/applications", 1, 256, ANY).about("displayName"),
    text("Microsoft.Insights/components", 1, 260, ANY.but(Chars::of("%&\\?/"))).last(ANY.but(Chars::of("%&\\?/ ."))),
    text("Microsoft.Insights/diagnosticSettings", 1, 260, ANY),
    text("Microsoft.KeyVault/vaults", 3, 24, HYPHENATED).first(LETTER).last(LETTER_OR_DIGIT).single_hyphens(),
    text("Microsoft.KeyVault/vaults/secrets", 1, 127, HYPHENATED),
    text("Microsoft.ManagedIdentity/userAssignedIdentities", 3, 128, WORD).first(LETTER_OR_DIGIT),
    text("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials", 3, 120, WORD)
        .first(LETTER_OR_DIGIT),
    text("Microsoft.Network/frontDoorWebApplicationFirewallPolicies", 1, 128, LETTER_OR_DIGIT).first(LETTER),
    network("Microsoft.Network/networkSecurityGroups", 1, 80),
    text("Microsoft.Network/privateDnsZones", 1, 63, WORD).plain_ends().labels(2, 34).doubting(&[Characters, Edges]),
    network("Microsoft.Network/privateDnsZones/virtualNetworkLinks", 1, 80),
    // The provider itself speaks of up to 80 characters for both of these.
    network("Microsoft.Network/privateEndpoints", 2, 64).doubting(&[Length]),
    network("Microsoft.Network/publicIPAddresses", 1, 80),
    network("Microsoft.Network/virtualNetworks", 2, 64).doubting(&[Length]),
    network("Microsoft.Network/virtualNetworks/subnets", 1, 80),
    text("Microsoft.OperationalInsights/workspaces", 4, 63, HYPHENATED).plain_ends(),
    text("Microsoft.Resources/resourceGroups", 1, 90, DOTTED.and(Chars::of("()")).and(ANY.but(Chars::ASCII)))
        .last(WORD.and(Chars::of("()")).and(ANY.but(Chars::ASCII))),
    text("Microsoft.Search/searchServices", 2, 60, LOWER_HYPHENATED)
        .lead(2, LOWER_OR_DIGIT)
        .last(LOWER_OR_DIGIT)
        .single_hyphens(),
    NamingRule::fixed("Microsoft.SecurityInsights/onboardingStates", "default"),
    text("Microsoft.ServiceBus/namespaces", 6, 50, HYPHENATED)
        .first(LETTER)
        .last(LETTER_OR_DIGIT)
        .not_ending(&["-sb", "-mgmt"])
        .doubting(&[Ending]),
    queue_or_topic("Microsoft.ServiceBus/namespaces/queues"),
    queue_or_topic("Microsoft.ServiceBus/namespaces/topics"),
    text("Microsoft.Storage/storageAccounts", 3, 24, LOWER_OR_DIGIT),
    in_storage("Microsoft.Storage/storageAccounts/blobServices/containers").or(&["$root", "$web", "$logs"]),
    in_storage("Microsoft.Storage/storageAccounts/fileServices/shares"),
    in_storage("Microsoft.Storage/storageAccounts/queueServices/queues"),
];

/// The rule of a type, whatever the case of its letters.
pub(super) fn find(type_name: &str) -> Option<&'static NamingRule> {
    let mut at = *BY_LENGTH.first.get(type_name.len())?;
    // The last one leads to nothing.
    while let Some(rule) = RULES.get(usize::from(at)) {
        if rule.type_name.eq_ignore_ascii_case(type_name) {
            return Some(rule);
        }
        at = BY_LENGTH.next[usize::from(at)];
    }
    None
}

/// The rules by the length of their types, which tells nearly all of them apart.
struct ByLength {
    first: [u8; LONGEST + 1],
    /// The next rule whose type is as long.
    next: [u8; RULES.len()],
}

const LONGEST: usize = 96;
const NONE: u8 = u8::MAX;
const _: () = assert!(RULES.len() < NONE as usize, "the place of a rule is one byte");

static BY_LENGTH: ByLength = ByLength::new();

impl ByLength {
    const fn new() -> Self {
        let mut this = Self { first: [NONE; LONGEST + 1], next: [NONE; RULES.len()] };
        let mut at = 0_u8;
        while (at as usize) < RULES.len() {
            let length = RULES[at as usize].type_name.len();
            this.next[at as usize] = this.first[length];
            this.first[length] = at;
            at += 1;
        }
        this
    }
}
