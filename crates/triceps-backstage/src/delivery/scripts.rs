//! Scripts for bash and PowerShell: the same steps, with names from one file.

use std::fmt::Write;

use super::names::{Names, PLACEHOLDER_IMAGE, REDIRECT_PATH};
use super::registration;
use super::select::select;
use crate::BundleFile;
use crate::config::{Portal, Registration};

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

const ALWAYS: [Script; 6] = [
    script!("common"),
    script!("build-and-push"),
    script!("deploy"),
    script!("release"),
    script!("rotate-secret"),
    script!("cleanup"),
];
const REGISTER: Script = script!("register-app");
const APPROVE: Script = script!("approve-private-link");

pub(super) fn files(portal: &Portal, names: &Names) -> Vec<BundleFile> {
    let mut scripts: Vec<&Script> = ALWAYS.iter().collect();
    let mut files = vec![BundleFile::new("scripts/settings.env", settings(portal, names))];
    if is_on(portal, "script-registration") {
        scripts.push(&REGISTER);
        files.extend(registration::files(portal));
    }
    if is_on(portal, "private-link") {
        scripts.push(&APPROVE);
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
        "directory" => portal.catalog.microsoft_graph.is_some(),
        "private-link" => portal.front_door.is_some() && portal.network.is_some(),
        "graph-registration" => graph,
        "script-registration" => !graph,
        "known-registration" => !graph && portal.entra.client_id.is_some(),
        _ => part == "find-registration" && Names::find_registration(portal),
    }
}

fn settings(portal: &Portal, names: &Names) -> String {
    let redirect = |host: &dyn std::fmt::Display| format!("https://{host}{REDIRECT_PATH}");
    let secrets: Vec<String> = names.secrets.iter().map(|(name, variable)| format!("{name}:{variable}")).collect();
    let mut entries = vec![
        ("RESOURCE_GROUP", names.group.clone()),
        ("LOCATION", names.location.clone()),
        ("DEPLOYMENT", names.deployment.clone()),
        ("PORTAL", names.portal.clone()),
        ("IMAGE_REPOSITORY", portal.image.repository.to_string()),
        ("PLACEHOLDER_IMAGE", PLACEHOLDER_IMAGE.to_owned()),
        // The secrets besides that of the sign-in, each with the environment variable that its value is given in.
        ("SECRETS", secrets.join(" ")),
        ("APP_DISPLAY_NAME", names.registration.clone()),
    ];
    if is_on(portal, "script-registration") {
        entries.extend([
            ("SIGN_IN_AUDIENCE", registration::audience(portal).to_owned()),
            ("GROUP_CLAIMS", registration::group_claims(portal).to_owned()),
            ("LOCAL_REDIRECT_URI", format!("http://localhost:7007{REDIRECT_PATH}")),
            ("REDIRECT_URI", portal.domain.as_ref().map(|domain| redirect(&domain.host)).unwrap_or_default()),
        ]);
        if let Some(id) = &portal.entra.client_id {
            entries.push(("CLIENT_ID", id.to_string()));
        }
    }
    let mut text = String::from(
        "# What the scripts call things. An environment variable of the same name goes before a line of this file.\n",
    );
    for (key, value) in entries {
        // A line break would be another setting.
        let _ = writeln!(text, "{key}={}", value.replace(['\n', '\r'], " "));
    }
    text
}
