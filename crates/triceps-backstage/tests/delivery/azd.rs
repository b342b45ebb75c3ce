//! Files of the Azure Developer CLI, by the fields that its schema documents.

use serde_json::Value;

use crate::support::{find, json, made, portals, text, yaml};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("a mapping").keys().map(String::as_str).collect()
}

/// The schema of `azure.yaml`, as far as the file uses it: names, kinds of values, what excludes what.
#[test]
fn the_project_has_fields_that_are_documented() {
    for (name, portal, bundle) in portals() {
        let project = yaml(&bundle, "azure.yaml");
        assert_eq!(keys(&project), ["name", "resourceGroup", "infra", "services"], "{name}");
        let id = project["name"].as_str().expect("text");
        assert!(id.len() >= 2 && id.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit()));
        assert!((3..=64).contains(&project["resourceGroup"].as_str().expect("text").len()), "{name}");
        assert_eq!(project["infra"], serde_json::json!({ "provider": "bicep", "path": "infra", "module": "main" }));
        assert_eq!(keys(&project["services"]), ["portal"]);
        let service = &project["services"]["portal"];
        let known = ["host", "project", "language", "resourceName", "apiVersion", "docker"];
        assert_eq!(keys(service), known, "{name}");
        assert_eq!(service["host"], "containerapp");
        // A container app is built or has an image, not both.
        assert_eq!((&service["project"], service.get("image")), (&Value::from("."), None));
        for (key, value) in service["docker"].as_object().expect("a mapping") {
            match key.as_str() {
                "path" | "context" | "platform" | "registry" | "image" => assert!(value.is_string(), "{name}: {key}"),
                "remoteBuild" => assert_eq!(value, portal.network.is_none(), "{name}"),
                _ => panic!("{name}: `docker.{key}` is not documented"),
            }
        }
    }
}

#[test]
fn names_and_versions_are_those_of_the_template() {
    for (name, portal, bundle) in portals() {
        let service = &yaml(&bundle, "azure.yaml")["services"]["portal"];
        let template = text(&bundle, "infra/main.bicep");
        let version = service["apiVersion"].as_str().expect("a version");
        assert!(template.contains(&format!("'Microsoft.App/containerApps@{version}'")), "{name}");
        assert_eq!(service["resourceName"], format!("ca-{}", portal.name), "{name}");
        assert!(template.contains("output registryLoginServer string"), "the registry is the output of this name");
        assert_eq!(service["docker"]["registry"], "${registryLoginServer}");
        assert_eq!(service["docker"]["path"], "./Dockerfile");
    }
}

#[test]
fn parameters_are_those_of_the_template_and_the_same_as_for_the_scripts() {
    for (name, _, bundle) in portals() {
        let file = json(&bundle, "infra/main.parameters.json");
        let template = json(&bundle, "infra/main.json");
        let parameters = file["parameters"].as_object().expect("a mapping");
        for (parameter, body) in template["parameters"].as_object().expect("it has parameters") {
            if body.get("defaultValue").is_none() {
                assert!(parameters.contains_key(parameter), "{name}: {parameter}");
            }
        }
        for (parameter, body) in parameters {
            assert!(template["parameters"].get(parameter).is_some(), "{name}: {parameter}");
            let value = body["value"].as_str().expect("text");
            let variable = value.trim_start_matches("${").split(['}', '=']).next().expect("a first part");
            let read = format!("readEnvironmentVariable('{variable}'");
            assert!(
                variable == "AZURE_LOCATION" || text(&bundle, "infra/main.bicepparam").contains(&read),
                "{name}: {value}"
            );
        }
    }
}

#[test]
fn the_files_can_be_left_out() {
    let (_, bundle) = made("name = \"backstage\"\n[delivery]\nazd = false\n");
    assert_eq!(find(&bundle, "azure.yaml"), None);
    assert_eq!(find(&bundle, "infra/main.parameters.json"), None);
}
