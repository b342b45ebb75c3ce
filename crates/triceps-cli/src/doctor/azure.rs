//! The account, its rights, and what its subscription and the region have.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::tools::az;
use super::wanted::Wanted;
use super::{Probe, Verdict};

/// Roles with the right to make resources, and with that to grant roles.
const CREATORS: [&str; 2] = ["Owner", "Contributor"];
const GRANTERS: [&str; 3] = ["Owner", "User Access Administrator", "Role Based Access Control Administrator"];

pub(super) fn probes(wanted: &Wanted) -> Vec<Probe> {
    let account = match az(&["account", "show"]) {
        Ok(account) => account,
        Err(wrong) => return vec![Probe::new("account", Verdict::Bad(wrong, "run `az login`".to_owned()))],
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = format!("{} in the subscription `{}`", text(&account["user"]["name"]), text(&account["name"]));
    let mut probes = vec![Probe::new("account", Verdict::Good(found)), Probe::new("rights", rights(&account))];
    if wanted.name.is_none() {
        return probes;
    }
    match az(&["provider", "list"]) {
        Err(wrong) => probes.push(Probe::new("providers", Verdict::Open(wrong))),
        Ok(providers) => {
            probes.push(Probe::new("providers", registered(wanted, &providers)));
            probes.push(Probe::new("region", region(wanted, &providers)));
        }
    }
    probes.push(Probe::new("names", names(wanted)));
    if wanted.graph {
        let why = "the template registers the application: whoever deploys needs `Application Administrator` in the directory";
        probes.push(Probe::new("directory", Verdict::Open(why.to_owned())));
    }
    probes
}

fn rights(account: &Value) -> Verdict {
    if account["user"]["type"] != "user" {
        return Verdict::Open("told for users only".to_owned());
    }
    let scope = format!("/subscriptions/{}", account["id"].as_str().unwrap_or_default());
    let user = match az(&["ad", "signed-in-user", "show", "--query", "id"]) {
        Ok(user) => user.as_str().unwrap_or_default().to_owned(),
        Err(wrong) => return Verdict::Open(wrong),
    };
    let query = ["role", "assignment", "list", "--assignee", &user, "--scope", &scope];
    let roles =
        match az(
            &[&query[..], &["--include-inherited", "--include-groups", "--query", "[].roleDefinitionName"]].concat()
        ) {
            Ok(roles) => roles,
            Err(wrong) => return Verdict::Open(wrong),
        };
    let roles: Vec<&str> = roles.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let has = |known: &[&str]| roles.iter().any(|role| known.contains(role));
    match (has(&CREATORS), has(&GRANTERS)) {
        (true, true) => Verdict::Good(roles.join(", ")),
        (false, _) => Verdict::Bad(
            "you have no role at the subscription that can create resources".to_owned(),
            "ask for `Contributor`, or check that you have it at the resource group".to_owned(),
        ),
        (true, false) => Verdict::Bad(
            "you have no role at the subscription that can assign roles, which the template does".to_owned(),
            "ask for `Role Based Access Control Administrator`, or check that you have it at the resource group"
                .to_owned(),
        ),
    }
}

fn registered(wanted: &Wanted, providers: &Value) -> Verdict {
    let states: BTreeMap<String, &str> = providers
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| Some((one["namespace"].as_str()?.to_ascii_lowercase(), one["registrationState"].as_str()?)))
        .collect();
    let needed: BTreeSet<&str> = wanted.types.iter().filter_map(|kind| kind.split('/').next()).collect();
    let is_missing = |name: &&&str| states.get(&name.to_ascii_lowercase()) != Some(&"Registered");
    let missing: Vec<&str> = needed.iter().filter(is_missing).copied().collect();
    if missing.is_empty() {
        return Verdict::Good(format!("all {} are registered", needed.len()));
    }
    let commands: Vec<String> =
        missing.iter().map(|name| format!("`az provider register --namespace {name}`")).collect();
    Verdict::Bad(format!("not registered: {}", missing.join(", ")), format!("run {}", commands.join(", ")))
}

fn region(wanted: &Wanted, providers: &Value) -> Verdict {
    let Some(location) = &wanted.location else {
        return Verdict::Open("`delivery.location` is not set".to_owned());
    };
    let regions = match az(&["account", "list-locations"]) {
        Ok(regions) => regions,
        Err(wrong) => return Verdict::Open(wrong),
    };
    let choose = || "choose another `delivery.location`".to_owned();
    let Some(region) = regions.as_array().into_iter().flatten().find(|region| region["name"] == location.as_str())
    else {
        return Verdict::Bad(format!("the subscription has no region `{location}`"), choose());
    };
    if wanted.zones && region["availabilityZoneMappings"].as_array().is_none_or(Vec::is_empty) {
        return Verdict::Bad(format!("`{location}` has no availability zones for this subscription"), choose());
    }
    let display = region["displayName"].as_str().unwrap_or_default();
    let lacks = |kind: &&String| locations(providers, kind).is_some_and(|places| !places.contains(&display));
    let missing: Vec<&str> = wanted.types.iter().filter(lacks).map(String::as_str).collect();
    if missing.is_empty() {
        Verdict::Good(format!("`{location}` has all that is asked for"))
    } else {
        Verdict::Bad(format!("`{location}` does not have {}", missing.join(", ")), choose())
    }
}

/// Where a type is; none if it is nowhere in particular.
fn locations<'a>(providers: &'a Value, kind: &str) -> Option<Vec<&'a str>> {
    let (namespace, kind) = kind.split_once('/')?;
    let same = |value: &Value, name: &str| value.as_str().is_some_and(|value| value.eq_ignore_ascii_case(name));
    let provider = providers.as_array()?.iter().find(|one| same(&one["namespace"], namespace))?;
    let found = provider["resourceTypes"].as_array()?.iter().find(|one| same(&one["resourceType"], kind))?;
    let places: Vec<&str> = found["locations"].as_array()?.iter().filter_map(Value::as_str).collect();
    (!places.is_empty() && !places.contains(&"global")).then_some(places)
}

/// Names are unique by a hash of the group; only what was deleted lately can be in the way.
fn names(wanted: &Wanted) -> Verdict {
    let name = wanted.name.as_deref().unwrap_or_default();
    let mut taken = Vec::new();
    let lists: [(bool, &[&str], String); 2] = [
        (wanted.vault, &["keyvault", "list-deleted", "--query", "[].name"], format!("kv{name}")),
        (
            wanted.models,
            &["cognitiveservices", "account", "list-deleted", "--query", "[].name"],
            format!("oai-{name}-"),
        ),
    ];
    for (_, list, start) in lists.iter().filter(|(asked, ..)| *asked) {
        match az(list) {
            Err(wrong) => return Verdict::Open(wrong),
            Ok(found) => {
                let found = found.as_array().into_iter().flatten().filter_map(Value::as_str);
                taken.extend(found.filter(|found| found.starts_with(start.as_str())).map(str::to_owned));
            }
        }
    }
    if taken.is_empty() {
        return Verdict::Good("no deleted resource holds one".to_owned());
    }
    Verdict::Bad(
        format!("deleted and not purged: {}", taken.join(", ")),
        "deploy into the same group, which brings them back, or purge them if nobody needs them".to_owned(),
    )
}
