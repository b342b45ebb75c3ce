//! Files of the Azure Developer CLI, by the fields that its schema documents, and the templates of its two steps.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{find, json, made, portals, text, yaml};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("a mapping").keys().map(String::as_str).collect()
}

/// The resources that a template makes, without those that are there: type, name and what they are on.
fn made_by(template: &Value) -> BTreeSet<(String, String, String)> {
    let resources = &template["resources"];
    let named = resources.as_object().into_iter().flatten().map(|(_, resource)| resource);
    let listed = resources.as_array().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    named
        .chain(listed)
        .filter(|resource| resource["existing"] != true)
        .map(|resource| (text(&resource["type"]), text(&resource["name"]), text(&resource["scope"])))
        .collect()
}

/// The schema of `azure.yaml`, as far as the file uses it: names, kinds of values, what excludes what.
#[test]
fn the_project_has_fields_that_are_documented() {
    let mut seen = 0;
    for (name, portal, bundle) in portals() {
        let has_azd = portal.key_vault.is_some();
        assert_eq!(find(&bundle, "azure.yaml").is_some(), has_azd, "{name}");
        assert_eq!(find(&bundle, "scripts/azd.sh").is_some(), has_azd, "{name}");
        if !has_azd {
            continue;
        }
        seen += 1;
        let project = yaml(&bundle, "azure.yaml");
        let fields = ["name", "requiredVersions", "resourceGroup", "infra", "hooks", "services"];
        assert_eq!(keys(&project), fields, "{name}");
        let id = project["name"].as_str().expect("text");
        assert!(id.len() >= 2 && id.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit()));
        assert_eq!(project["requiredVersions"], serde_json::json!({ "azd": ">= 1.23.2" }));
        assert!((3..=64).contains(&project["resourceGroup"].as_str().expect("text").len()), "{name}");
        let infra = serde_json::json!({ "provider": "bicep", "path": "infra/azd", "module": "main" });
        assert_eq!(project["infra"], infra);
        for (hook, step) in [("preprovision", "prepare"), ("postprovision", "register"), ("postdeploy", "complete")] {
            for (system, shell, extension) in [("posix", "sh", "sh"), ("windows", "pwsh", "ps1")] {
                let hook = &project["hooks"][hook][system];
                assert_eq!((&hook["shell"], &hook["interactive"]), (&Value::from(shell), &Value::from(true)));
                let script = format!("scripts/azd.{extension}");
                assert_eq!(hook["run"], format!("{script} {step}"));
                assert!(text(&bundle, &script).contains(step), "{name}: {script}");
            }
        }
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
    assert!(seen >= 5, "{seen} portals have a vault");
}

#[test]
fn names_and_versions_are_those_of_the_template() {
    for (name, portal, bundle) in portals().into_iter().filter(|(_, portal, _)| portal.key_vault.is_some()) {
        let service = &yaml(&bundle, "azure.yaml")["services"]["portal"];
        let template = text(&bundle, "infra/azd/portal.bicep");
        let version = service["apiVersion"].as_str().expect("a version");
        assert!(template.contains(&format!("'Microsoft.App/containerApps@{version}'")), "{name}");
        assert_eq!(service["resourceName"], format!("ca-{}", portal.name), "{name}");
        let services = text(&bundle, "infra/azd/main.bicep");
        assert!(services.contains("output registryLoginServer string"), "the registry is the output of this name");
        assert_eq!(service["docker"]["registry"], "${registryLoginServer}");
        assert_eq!(service["docker"]["path"], "./Dockerfile");
    }
}

/// Both steps together make what the scripts make, and none makes what the other does.
#[test]
fn the_two_templates_are_the_one_in_two_parts() {
    for (name, _, bundle) in portals().into_iter().filter(|(_, portal, _)| portal.key_vault.is_some()) {
        let [whole, services, app] = ["infra/main.json", "infra/azd/main.json", "infra/azd/portal.json"]
            .map(|path| made_by(&json(&bundle, path)));
        let kinds = |set: &BTreeSet<(String, String, String)>| -> Vec<String> {
            let mut kinds: Vec<_> = set.iter().map(|(kind, ..)| kind.clone()).collect();
            kinds.sort();
            kinds
        };
        let both: Vec<_> = services.intersection(&app).collect();
        assert!(both.is_empty(), "{name}: {both:?}");
        let mut parts = kinds(&services);
        parts.extend(kinds(&app));
        parts.sort();
        assert_eq!(parts, kinds(&whole), "{name}");
        assert!(app.iter().any(|(kind, ..)| kind == "Microsoft.App/containerApps"), "{name}");
    }
}

/// One template sets port, probes and image, so no placeholder image is deployed.
#[test]
fn the_app_is_deployed_with_its_image_alone() {
    for (name, _, bundle) in portals().into_iter().filter(|(_, portal, _)| portal.key_vault.is_some()) {
        let template = text(&bundle, "infra/azd/portal.bicep");
        assert!(template.contains("targetPort: 7007") && template.contains("image: image"), "{name}");
        assert!(
            !template.contains("quickstart")
                && !template.contains("targetPort: 80\n")
                && !template.contains(" port: 80\n"),
            "{name}"
        );
        let image = &json(&bundle, "infra/azd/portal.json")["parameters"]["image"];
        assert_eq!((image.get("defaultValue"), &image["minLength"]), (None, &Value::from(1)), "{name}");
        let given = text(&bundle, "infra/azd/portal.bicepparam");
        assert!(given.contains("param image = readEnvironmentVariable('SERVICE_PORTAL_IMAGE_NAME')\n"), "{name}");
    }
}

/// The values come from the shell, from what azd knows, and from what the hooks tell it; no secret is in the second step.
#[test]
fn every_required_parameter_is_given() {
    for (name, _, bundle) in portals().into_iter().filter(|(_, portal, _)| portal.key_vault.is_some()) {
        for step in ["main", "portal"] {
            let given = text(&bundle, &format!("infra/azd/{step}.bicepparam"));
            assert!(given.starts_with(&format!("using './{step}.bicep'\n")), "{name}");
            let template = json(&bundle, &format!("infra/azd/{step}.json"));
            for (parameter, body) in template["parameters"].as_object().expect("it has parameters") {
                let is_given = given.contains(&format!("param {parameter} = "));
                assert!(is_given || body.get("defaultValue").is_some(), "{name}: {parameter}");
                let is_secret = body["type"] == "securestring";
                assert!(!is_secret || (step == "main" && is_given), "{name}: {parameter}");
            }
        }
        let told = text(&bundle, "scripts/azd.sh").contains("azd env set PORTAL_MICROSOFT_CLIENT_ID");
        assert!(told && !text(&bundle, "scripts/azd.sh").contains("azd env set PORTAL_SECRET"), "{name}");
    }
}

#[test]
fn the_files_can_be_left_out() {
    let below = [
        "[key-vault]\n[delivery]\nazd = false\n",
        "[key-vault]\n[delivery]\nscripts = false\n",
        "[delivery]\nazd = true\n",
        "[key-vault]\n[environments.staging]\n",
    ];
    for below in below {
        let (_, bundle) = made(&format!("name = \"backstage\"\n{below}"));
        let azd = bundle.files.iter().find(|file| file.path.contains("azd") || file.path.contains("azure.yaml"));
        assert_eq!(azd, None, "{below}");
    }
}
