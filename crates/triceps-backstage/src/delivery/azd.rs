//! Files of the Azure Developer CLI.

use serde_json::{Value, json};
use triceps::Checked;

use super::names::Names;
use super::parameters;
use crate::file::BundleFile;
use crate::infra::Azd;
use crate::yaml::{Document, object};
use triceps_portal::config::Portal;

/// The lowest version of the Azure Developer CLI. Since 1.20.0 it deploys the module of an app; some releases after it do
/// not find the module or the Bicep CLI.
const VERSION: &str = ">= 1.23.2";
/// The folder of its templates.
const FOLDER: &str = "infra/azd";
/// The name of the service, and so of the module that `azd deploy` looks for.
const SERVICE: &str = "portal";
/// What runs around its steps.
const HOOKS: [(&str, &str); 3] =
    [("preprovision", "prepare"), ("postprovision", "register"), ("postdeploy", "complete")];

pub(super) fn files(portal: &Portal, names: &Names, azd: &Azd<Checked>) -> Vec<BundleFile> {
    let mut files = vec![project(portal, names)];
    for (name, checked) in [("main", &azd.services), (SERVICE, &azd.app)] {
        let texts = checked.files_as(&format!("{name}.bicep")).expect("the files of a portal have paths of their own");
        for file in texts {
            files.push(BundleFile::new(format!("{FOLDER}/{}", file.path), file.text));
        }
        files.push(BundleFile::new(format!("{FOLDER}/{name}.json"), checked.to_arm_string()));
        let asked = parameters::of_portal(portal, checked);
        let text = parameters::file(&format!("{name}.bicep"), &asked);
        files.push(BundleFile::new(format!("{FOLDER}/{name}.bicepparam"), text));
    }
    files
}

fn project(portal: &Portal, names: &Names) -> BundleFile {
    let mut document = Document::new(&[
        "yaml-language-server: $schema=https://raw.githubusercontent.com/Azure/azure-dev/main/schemas/v1.0/azure.yaml.json",
        "For `azd up`: `azd provision` makes the services, `azd deploy` builds the image and deploys infra/azd/portal.bicep with",
        "it, and the hooks register the portal. Values of secrets belong into the shell (PORTAL_SECRET_..), or are typed in:",
        "`azd env set` would write them into a file. The hooks use `az`, which has to be signed in too.",
    ]);
    document.section(None, "name", json!(portal.name));
    document.section(None, "requiredVersions", json!({ "azd": VERSION }));
    document.section(None, "resourceGroup", json!(format!("${{AZURE_RESOURCE_GROUP={}}}", names.group)));
    document.section(None, "infra", json!({ "provider": "bicep", "path": FOLDER, "module": "main" }));
    let hooks = HOOKS.map(|(name, step)| (name, Some(hook(step))));
    document.section(None, "hooks", object(hooks));
    let service = object([
        ("host", Some(json!("containerapp"))),
        ("project", Some(json!("."))),
        ("language", Some(json!("docker"))),
        ("resourceName", Some(json!(names.portal))),
        ("apiVersion", names.app_version.as_ref().map(|version| json!(version))),
        (
            "docker",
            Some(json!({
                "path": "./Dockerfile",
                "context": ".",
                "platform": "linux/amd64",
                "registry": "${registryLoginServer}",
                "image": portal.image.repository,
                "remoteBuild": portal.network.is_none(),
            })),
        ),
    ]);
    document.section(None, "services", json!({ SERVICE: service }));
    BundleFile::new("azure.yaml", document.into_text())
}

/// A step of the script, in the shell of the system.
fn hook(step: &str) -> Value {
    json!({
        "posix": { "shell": "sh", "run": format!("scripts/azd.sh {step}"), "interactive": true },
        "windows": { "shell": "pwsh", "run": format!("scripts/azd.ps1 {step}"), "interactive": true },
    })
}
