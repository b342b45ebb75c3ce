//! Parameter files, and the template that writes one secret.

use crate::support::{find, json, made, paths, portals, setting, text};

#[test]
fn every_required_parameter_is_read_and_the_image_is_kept() {
    for (name, _, bundle) in portals() {
        let template = json(&bundle, "infra/main.json");
        let parameters = template["parameters"].as_object().expect("it has parameters");
        let file = text(&bundle, "infra/main.bicepparam");
        assert!(file.starts_with("using './main.bicep'\n"), "{name}");
        assert!(file.ends_with("param image = readEnvironmentVariable('SERVICE_PORTAL_IMAGE_NAME', '')\n"), "{name}");
        let assigned: Vec<&str> = file
            .lines()
            .filter_map(|line| line.strip_prefix("param ")?.split_once(' ').map(|(name, _)| name))
            .collect();
        for (parameter, body) in parameters {
            let secret = body["type"] == "securestring";
            let required = body.get("defaultValue").is_none() || secret;
            assert_eq!(assigned.contains(&parameter.as_str()), required || parameter == "image", "{name}: {parameter}");
        }
        assert!(assigned.iter().all(|parameter| parameters.contains_key(*parameter)), "{name}");
    }
}

#[test]
fn no_value_stands_in_a_parameter_file() {
    for (name, _, bundle) in portals() {
        for line in text(&bundle, "infra/main.bicepparam").lines().filter(|line| line.starts_with("param ")) {
            assert!(line.contains(" = readEnvironmentVariable('"), "{name}: {line}");
        }
    }
}

#[test]
fn a_vault_brings_the_template_of_one_secret() {
    let (_, bundle) = made("name = \"backstage\"\n[key-vault]\nsecret-expiry-days = 30\n");
    assert_eq!(setting(&bundle, "SECRET_DAYS"), "30");
    let template = text(&bundle, "infra/secret.bicep");
    assert!(template.contains("@secure()\nparam secretValue string\n"));
    assert!(!template.contains("output "), "no secret leaves the template");
    let parameters = text(&bundle, "infra/secret.bicepparam");
    for variable in ["PORTAL_VAULT_NAME", "PORTAL_VAULT_ENTRY", "PORTAL_VAULT_VALUE", "PORTAL_VAULT_EXPIRY"] {
        assert!(parameters.contains(&format!("readEnvironmentVariable('{variable}')")));
        for path in ["scripts/common.sh", "scripts/common.ps1"] {
            assert!(text(&bundle, path).contains(variable), "{path} gives {variable}");
        }
    }
    let (_, bundle) = made("name = \"backstage\"\n");
    assert_eq!(find(&bundle, "infra/secret.bicep"), None);
}

/// Names that a shell knows too begin like no variable of a shell.
#[test]
fn every_variable_of_a_parameter_file_has_the_prefix() {
    for (name, _, bundle) in portals() {
        for path in paths(&bundle, "infra/", ".bicepparam") {
            for part in text(&bundle, path).split("readEnvironmentVariable('").skip(1) {
                let variable = part.split('\'').next().expect("it has an end");
                assert!(
                    variable.starts_with("PORTAL_") || variable == "SERVICE_PORTAL_IMAGE_NAME",
                    "{name}: {variable}"
                );
            }
        }
    }
}
