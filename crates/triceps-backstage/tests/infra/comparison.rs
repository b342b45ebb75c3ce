//! The medium and the hardened portal against two templates that were written and compiled by hand.
//!
//! What these say as a literal, ours say too; each difference is listed here and in the book.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::{HARDENED, MEDIUM, arm, resources};

/// Symbol and path of a literal that differs.
type Difference = (&'static str, &'static str);

const BY_HAND_MEDIUM: &str = include_str!("../../../../fixtures/conformance/build/portal-medium/main.json");
const BY_HAND_HARDENED: &str = include_str!("../../../../fixtures/conformance/build/portal-hardened/main.json");

/// Symbols that have another name here.
const RENAMED: [(&str, &str); 4] = [
    // The workflows write the documents.
    ("portalWritesDocs", "portalReadsDocs"),
    ("githubCredential", "githubCredentials"),
    ("portalReadsSecret", "portalReadsSignInSecret"),
    ("deployerRoles", "deployerContributes"),
];

/// What the medium portal says and the other does not.
const MORE_IN_MEDIUM: &[Difference] = &[
    ("blobs", "properties.isVersioningEnabled"),
    ("databaseTls", ""),
    ("deployerPushesImages", ""),
    ("oldDocuments", ""),
    ("portalMetrics", ""),
    ("previewAsks", ""),
    ("previewCredentials", ""),
    ("previewIdentity", ""),
    ("previewReads", ""),
    ("signInSecret", "@options.onlyIfNotExists"),
    ("storage", "properties.defaultToOAuthAuthentication"),
    ("storage", "properties.encryption.keySource"),
    ("storage", "properties.encryption.requireInfrastructureEncryption"),
    ("workspace", "properties.features.disableLocalAuth"),
    ("workspace", "properties.features.enableLogAccessUsingOnlyResourcePermissions"),
    ("workspaceLogs", ""),
];

/// What the hardened portal says and the other does not.
const MORE_IN_HARDENED: &[Difference] = &[
    ("databaseLock", "properties.notes"),
    ("oldDocuments", ""),
    ("previewAsks", ""),
    ("previewCredentials", ""),
    ("previewIdentity", ""),
    ("previewReads", ""),
    ("restartAlert", ""),
    ("secretsExpire", ""),
    ("storageLock", "properties.notes"),
    ("vaultEvents", ""),
    ("vaultLock", "properties.notes"),
];

/// Literals of the other that are not here: a loop over a parameter, now the list itself.
const LESS_IN_MEDIUM: &[Difference] = &[("deployerRoles", "copy.name")];
/// The registration has a template of its own.
const LESS_IN_HARDENED: &[Difference] = &[
    ("application", ""),
    ("application::credential", ""),
    ("applicationPrincipal", ""),
    ("directoryGrants", ""),
    ("graph", ""),
    ("responders", "properties.copy[0].input.useCommonAlertSchema"),
    ("responders", "properties.copy[0].name"),
];

/// All literals of a resource by their paths. Expressions are left out: they name parameters that are constants here.
fn literals(value: &Value, path: &str, into: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, member) in members {
                if left_out(path, name, members) {
                    continue;
                }
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                literals(member, &path, into);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                literals(item, &format!("{path}[{index}]"), into);
            }
        }
        Value::String(text) if text.starts_with('[') => {}
        literal => {
            into.insert(path.to_owned(), literal.clone());
        }
    }
}

/// What waits for what, tags that are a parameter there, and the template of a module are not settings.
fn left_out(path: &str, name: &str, members: &serde_json::Map<String, Value>) -> bool {
    match path {
        "" => matches!(name, "dependsOn" | "tags"),
        "properties" => name == "template" && members.contains_key("expressionEvaluationOptions"),
        _ => false,
    }
}

fn all(arm: &Value) -> BTreeMap<&str, BTreeMap<String, Value>> {
    resources(arm)
        .map(|(name, resource)| {
            let mut into = BTreeMap::new();
            literals(resource, "", &mut into);
            (name, into)
        })
        .collect()
}

/// What the other has and we have not, what differs, and what we have more.
fn compare(by_hand: &str, ours: &Value) -> (BTreeSet<String>, BTreeSet<String>) {
    let by_hand: Value = serde_json::from_str(by_hand).expect("the recorded template is JSON");
    let (by_hand, ours) = (all(&by_hand), all(ours));
    let here =
        |name: &str| RENAMED.iter().find(|(old, _)| *old == name).map_or(name.to_owned(), |(_, new)| (*new).to_owned());
    let mut less = BTreeSet::new();
    for (name, literals) in &by_hand {
        let Some(own) = ours.get(here(name).as_str()) else {
            less.insert(format!("{name} "));
            continue;
        };
        for (path, literal) in literals {
            // One list of environment variables is an expression there.
            let differs = own.get(path) != Some(literal) && !is_newer(path, own.get(path), literal);
            if differs && !(path == "name" || is_loop(path, literals)) {
                less.insert(format!("{name} {path}"));
            }
        }
    }
    let mut more = BTreeSet::new();
    for (name, own) in &ours {
        let old = by_hand.iter().find(|(old, _)| here(old) == *name);
        let Some((_, literals)) = old else {
            more.insert(format!("{name} "));
            continue;
        };
        for path in own.keys().filter(|path| !literals.contains_key(*path) && !is_expression_there(path)) {
            more.insert(format!("{name} {path}"));
        }
    }
    (less, more)
}

/// Whether a value is an API version after the one of the other.
fn is_newer(path: &str, own: Option<&Value>, other: &Value) -> bool {
    path == "apiVersion" && own.and_then(Value::as_str) > other.as_str()
}

fn is_loop(path: &str, literals: &BTreeMap<String, Value>) -> bool {
    path.starts_with("copy.") && literals.contains_key("copy.name") && path != "copy.name"
}

/// What the other takes from a parameter, or makes with a function: sizes, counts, lists of variables and receivers.
fn is_expression_there(path: &str) -> bool {
    const PATHS: [&str; 12] = [
        "copy.",
        "properties.hostName",
        "properties.linkToDefaultDomain",
        "properties.retentionInDays",
        "properties.workloadProfiles[1].maximumCount",
        "properties.template.containers[0].env",
        "properties.template.scale.m",
        "properties.emailReceivers",
        "properties.audiences[0]",
        "properties.value",
        "sku.name",
        "name",
    ];
    PATHS.iter().any(|start| path.starts_with(start))
}

fn listed(differences: &[Difference]) -> BTreeSet<String> {
    differences.iter().map(|(name, path)| format!("{name} {path}")).collect()
}

#[test]
fn the_medium_portal_says_all_and_more() {
    let (less, more) = compare(BY_HAND_MEDIUM, &arm(MEDIUM));
    assert_eq!(less, listed(LESS_IN_MEDIUM));
    assert_eq!(more, listed(MORE_IN_MEDIUM));
}

#[test]
fn the_hardened_portal_says_all_and_more() {
    let (less, more) = compare(BY_HAND_HARDENED, &arm(HARDENED));
    assert_eq!(less, listed(LESS_IN_HARDENED));
    assert_eq!(more, listed(MORE_IN_HARDENED));
}

/// What the portal waits for is a matter of its first deployment.
#[test]
fn the_portal_waits_for_the_same() {
    for (by_hand, text) in [(BY_HAND_MEDIUM, MEDIUM), (BY_HAND_HARDENED, HARDENED)] {
        let by_hand: Value = serde_json::from_str(by_hand).expect("the recorded template is JSON");
        let waits = |arm: &Value| -> BTreeSet<String> {
            let names = arm["resources"]["portal"]["dependsOn"].as_array().expect("the portal waits");
            names.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let ours = waits(&arm(text));
        for name in waits(&by_hand) {
            let here = RENAMED.iter().find(|(old, _)| *old == name).map_or(name.as_str(), |(_, new)| new);
            // With a host name of its own, the address does not follow from the endpoint; the registration comes before, and
            // the right to read the secret is waited for instead of the secret.
            assert!(
                ours.contains(here) || ["endpoint", "application", "directoryGrants", "signInSecret"].contains(&here),
                "the portal waits for `{here}`"
            );
        }
    }
}

#[test]
fn every_output_is_there_and_no_parameter_is_new() {
    for (by_hand, text) in [(BY_HAND_MEDIUM, MEDIUM), (BY_HAND_HARDENED, HARDENED)] {
        let by_hand: Value = serde_json::from_str(by_hand).expect("the recorded template is JSON");
        let ours = arm(text);
        let names = |arm: &Value, of: &str| -> BTreeSet<String> {
            arm[of].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
        };
        let mut told = names(&by_hand, "outputs");
        told.remove("applicationId");
        assert!(names(&ours, "outputs").is_superset(&told));
        let mut known = names(&by_hand, "parameters");
        known.insert("microsoftClientId".to_owned());
        // The sign-in secret of the medium portal expires, too.
        known.insert("secretExpiry".to_owned());
        assert!(names(&ours, "parameters").is_subset(&known), "{:?}", names(&ours, "parameters"));
    }
}
