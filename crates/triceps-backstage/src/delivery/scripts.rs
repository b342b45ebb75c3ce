//! Scripts for bash and PowerShell: the same steps, with names from one file.

use std::fmt::Write;

use super::names::{Names, PLACEHOLDER_IMAGE, REDIRECT_PATH, SIGN_IN_SECRET, SIGN_IN_VARIABLE, Target};
use super::registration;
use super::select::select;
use super::workflow;
use crate::file::BundleFile;
use crate::infra;
use crate::inventory::Resource;
use triceps_portal::config::{Authentication, Portal, Registration};

/// A script by its name, in both languages.
struct Script {
    name: &'static str,
    bash: &'static str,
    powershell: &'static str,
}

macro_rules! script {
    ($name:literal) => {
        Script {
            name: $name,
            bash: include_str!(concat!("scripts/", $name, ".sh")),
            powershell: include_str!(concat!("scripts/", $name, ".ps1")),
        }
    };
}

const ALWAYS: [Script; 7] = [
    script!("common"),
    script!("register-app"),
    script!("build-and-push"),
    script!("deploy"),
    script!("release"),
    script!("rotate-secret"),
    script!("cleanup"),
];

/// What Azure adds to resources of the portal: their types and names.
const ADDED: [(&str, &str); 4] = [
    ("microsoft.insights/actiongroups", "Application Insights Smart Detection"),
    ("microsoft.alertsmanagement/smartdetectoralertrules", "Failure Anomalies - *"),
    ("microsoft.operationsmanagement/solutions", "SecurityInsights(*)"),
    ("microsoft.network/networkinterfaces", "nic-*"),
];
/// Days until a client secret expires that no vault keeps.
const SECRET_DAYS: i64 = 180;
const PROMOTE: Script = script!("promote");
const APPROVE: Script = script!("approve-private-link");
const AZD: Script = script!("azd");

pub(super) fn files(portal: &Portal, names: &Names, made: &[Resource]) -> Vec<BundleFile> {
    let mut scripts: Vec<&Script> = ALWAYS.iter().collect();
    let mut files = settings(portal, names);
    files.push(BundleFile::new("scripts/resources.txt", resources(made)));
    if is_on(portal, "script-registration") {
        files.extend(names.targets.iter().map(|target| registration::file(portal, target)));
    }
    if is_on(portal, "environments") {
        scripts.push(&PROMOTE);
    }
    if is_on(portal, "private-link") {
        scripts.push(&APPROVE);
    }
    if is_on(portal, "azd") {
        scripts.push(&AZD);
    }
    for Script { name, bash, powershell } in scripts {
        let text = |source: &str| select(source, |part| is_on(portal, part), |_| String::new());
        let bash = BundleFile::new(format!("scripts/{name}.sh"), text(bash));
        // What others read is not run by itself.
        files.push(if *name == "common" { bash } else { bash.executable() });
        files.push(BundleFile::new(format!("scripts/{name}.ps1"), text(powershell)));
    }
    files
}

/// Whether a part of a script is for this portal.
pub(super) fn is_on(portal: &Portal, part: &str) -> bool {
    let graph = portal.entra.registration == Registration::Graph;
    match part {
        "key-vault" => portal.key_vault.is_some(),
        "network" => portal.network.is_some(),
        "locks" => portal.locks,
        "azd" => infra::has_azd(portal),
        "environments" => !portal.environments.is_empty(),
        "assistant" => portal.assistant.is_some(),
        "database-password" => {
            portal.postgres.as_ref().is_some_and(|postgres| postgres.authentication == Authentication::Password)
        }
        "directory" => portal.catalog.microsoft_graph.is_some(),
        "secret-watch" => workflow::watches_secrets(portal),
        "private-link" => portal.front_door.is_some() && portal.network.is_some(),
        "graph-registration" => graph,
        "script-registration" => !graph,
        _ => part == "known-registration" && !graph && portal.entra.client_id.is_some(),
    }
}

/// The resources that the template makes in the resource group, a line each: type and name.
fn resources(made: &[Resource]) -> String {
    let made = made
        .iter()
        .filter(|resource| resource.scope.is_none() && !resource.kind.starts_with("Microsoft.Authorization/"));
    let mut lines: Vec<String> =
        made.map(|resource| format!("{} {}", resource.kind.to_lowercase(), resource.name)).collect();
    lines.dedup();
    lines.push("# What Azure adds to them:".to_owned());
    lines.extend(ADDED.map(|(kind, name)| format!("{kind} {name}")));
    lines.join("\n") + "\n"
}

/// The files of settings: one for all, and one for what an environment has of its own.
fn settings(portal: &Portal, names: &Names) -> Vec<BundleFile> {
    let secrets = std::iter::once((SIGN_IN_SECRET.to_owned(), SIGN_IN_VARIABLE.to_owned()));
    let secrets = secrets.chain(names.secrets.iter().cloned()).map(|(name, variable)| format!("{name}:{variable}"));
    let days = portal.key_vault.as_ref().map_or(SECRET_DAYS, |vault| vault.secret_expiry_days);
    let name = portal.name.as_str();
    let mut common = vec![
        // What the names of resources begin with that are unique in Azure.
        ("REGISTRY", format!("cr{name}")),
        ("VAULT", format!("kv{name}")),
        ("DATABASE", format!("psql-{name}-")),
        ("ASSISTANT", format!("oai-{name}-")),
        ("PLACEHOLDER_IMAGE", PLACEHOLDER_IMAGE.to_owned()),
        // The secrets, each with the environment variable that its value is given in, and those with several lines.
        ("SECRETS", secrets.collect::<Vec<_>>().join(" ")),
        ("MULTILINE", names.multiline.join(" ")),
        ("SECRET_DAYS", days.to_string()),
        // The registration.
        ("CLIENT_ID", portal.entra.client_id.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("LOCAL_REDIRECT_URI", format!("http://localhost:7007{REDIRECT_PATH}")),
        ("REDIRECT_PATH", REDIRECT_PATH.to_owned()),
    ];
    let mut files = Vec::new();
    for target in &names.targets {
        let own = of_target(target);
        match &target.environment {
            Some(environment) => files.push(file(&format!("settings.{environment}"), own)),
            None => common.splice(0..0, own).for_each(drop),
        }
    }
    let environments: Vec<&str> = names.targets.iter().filter_map(|target| target.environment.as_deref()).collect();
    if !environments.is_empty() {
        common.insert(0, ("ENVIRONMENTS", environments.join(" ")));
    }
    files.push(file("settings", common));
    files
}

fn of_target(target: &Target) -> Vec<(&'static str, String)> {
    let redirect = |host: &String| format!("https://{host}{REDIRECT_PATH}");
    vec![
        ("RESOURCE_GROUP", target.group.clone()),
        ("LOCATION", target.location.clone()),
        ("SUBSCRIPTION", target.subscription.clone()),
        ("DEPLOYMENT", target.label.clone()),
        ("APP", target.portal()),
        ("CONTAINER_ENVIRONMENT", format!("cae-{}", target.label)),
        ("LABEL", target.label.clone()),
        ("IMAGE_REPOSITORY", target.repository.clone()),
        ("REDIRECT_URI", target.host.as_ref().map(redirect).unwrap_or_default()),
    ]
}

fn file(name: &str, entries: Vec<(&str, String)>) -> BundleFile {
    let mut text = String::from(
        "# What the scripts call things. An environment variable of the same name goes before a line of this file.\n",
    );
    for (key, value) in entries {
        let _ = writeln!(text, "PORTAL_{key}={value}");
    }
    BundleFile::new(format!("scripts/{name}.env"), text)
}
