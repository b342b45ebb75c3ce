//! Files of the Azure Developer CLI.

use serde_json::{Map, Value, json};

use super::names::{IMAGE_VARIABLE, Names};
use super::parameters::Parameter;
use crate::BundleFile;
use crate::config::Portal;
use crate::yaml::{Document, object};

pub(super) fn files(portal: &Portal, names: &Names) -> Vec<BundleFile> {
    vec![project(portal, names), parameters(names)]
}

fn project(portal: &Portal, names: &Names) -> BundleFile {
    let mut document = Document::new(&[
        "yaml-language-server: $schema=https://raw.githubusercontent.com/Azure/azure-dev/main/schemas/v1.0/azure.yaml.json",
        "For `azd up`. It takes the values of infra/main.bicepparam from its own environment and from that of the shell;",
        "secrets belong into the shell: `azd env set` would write them into a file.",
    ]);
    document.section(None, "name", json!(portal.name));
    document.section(None, "resourceGroup", json!(format!("${{AZURE_RESOURCE_GROUP={}}}", names.group)));
    document.section(None, "infra", json!({ "provider": "bicep", "path": "infra", "module": "main" }));
    let service = object([
        ("host", Some(json!("containerapp"))),
        ("project", Some(json!("."))),
        ("language", Some(json!("docker"))),
        ("resourceName", Some(json!(names.portal))),
        // An older version would drop what it does not know from the app.
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
    document.section(None, "services", json!({ "portal": service }));
    BundleFile::new("azure.yaml", document.into_text())
}

fn parameters(names: &Names) -> BundleFile {
    let mut parameters = Map::new();
    let mut add = |name: &str, value: String| parameters.insert(name.to_owned(), json!({ "value": value }));
    add("location", "${AZURE_LOCATION}".to_owned());
    add("image", format!("${{{IMAGE_VARIABLE}=}}"));
    for Parameter { name, variable, optional } in &names.parameters {
        add(name, format!("${{{variable}{}}}", if *optional { "=" } else { "" }));
    }
    let value = json!({
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
        "contentVersion": "1.0.0.0",
        "parameters": Value::Object(parameters),
    });
    let text = serde_json::to_string_pretty(&value).expect("trees of JSON can be written");
    BundleFile::new("infra/main.parameters.json", text + "\n")
}
