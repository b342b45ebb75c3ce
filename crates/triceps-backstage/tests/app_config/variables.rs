//! Variables of the files are those of the container.

use serde_json::Value;
use triceps_backstage::Bundle;

use crate::support::{PORTALS, made, text, yaml};

/// The environment variables of the container in the generated template.
fn container(bundle: &Bundle) -> Vec<String> {
    let template: Value = serde_json::from_str(text(bundle, "infra/main.json")).expect("it is JSON");
    let resources = &template["resources"];
    let all: Vec<&Value> = match resources {
        Value::Array(list) => list.iter().collect(),
        other => other.as_object().expect("a list or a map").values().collect(),
    };
    let app = all.into_iter().find(|one| one["type"] == "Microsoft.App/containerApps").expect("the portal is there");
    let env = app["properties"]["template"]["containers"][0]["env"].as_array().expect("it has variables");
    env.iter().map(|one| one["name"].as_str().expect("a name").to_owned()).collect()
}

/// Each `${NAME}` and `${NAME:-default}` that Backstage would replace.
fn references(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        for (start, _) in line.match_indices("${") {
            if !line[..start].ends_with('$') {
                let name = line[start + 2..].split(['}', ':']).next().expect("a first part");
                names.push(name.to_owned());
            }
        }
    }
    names
}

#[test]
fn every_variable_is_provided_by_the_container() {
    for (name, source) in PORTALS {
        let bundle = made(source);
        let provided = container(&bundle);
        for path in ["app-config.production.yaml", "app-config.local.yaml"] {
            let used = references(text(&bundle, path));
            assert!(used.len() >= 2, "{name}: {path} uses {used:?}");
            for variable in used {
                assert!(
                    provided.contains(&variable),
                    "{name}: {path} needs {variable}, the container has {provided:?}"
                );
            }
        }
    }
}

/// Options that bring variables, or change which are used.
const OPTIONS: [&str; 14] = [
    "[postgres]",
    "[postgres]\nauthentication = \"password\"",
    "[key-vault]\n[redis]",
    "[techdocs]",
    "[techdocs]\nbuilder = \"local\"",
    "[[azure-devops]]\ncredentials = [{ kind = \"personal-access-token\", secret = \"2-tokens\" }]",
    "[[secrets]]\nname = \"ado-token\"\nenv = \"MY_TOKEN\"\n[[azure-devops]]\nhost = \"ado.contoso.com\"\ncredentials = [{ kind = \"personal-access-token\", secret = \"ado-token\" }]",
    "[[secrets]]\nname = \"github\"\nenv = \"GITHUB_TOKEN\"",
    "[entra]\nregistration = \"graph\"",
    "[entra]\naudience = \"multi-tenant\"",
    "[entra]\nclient-id = \"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ntenant-id = \"7e0c1a52-3b64-4d0e-9a6f-1f2b3c4d5e6f\"",
    "[network]\n[front-door]",
    "[catalog.microsoft-graph]",
    "[[catalog.azure-blob]]\nid = \"a\"\naccount = \"stexports\"\ncontainer = \"catalog\"",
];

/// Options bring their variables with them, whatever they are combined with.
#[test]
fn every_option_brings_its_variables() {
    for (index, one) in OPTIONS.iter().enumerate() {
        for other in &OPTIONS[index..] {
            // A table cannot be given twice.
            let twice = one == other || header(one).is_some_and(|table| header(other) == Some(table));
            let other = if twice { "" } else { other };
            let bundle = made(&format!("name = \"backstage\"\n{one}\n{other}\n[[catalog.users]]\nname = \"mona\"\n"));
            let provided = container(&bundle);
            for path in ["app-config.production.yaml", "app-config.local.yaml"] {
                yaml(&bundle, path);
                for variable in references(text(&bundle, path)) {
                    assert!(provided.contains(&variable), "{one}\n{other}: {path}: {variable}");
                }
            }
        }
    }
}

/// The table that a text begins with; lists of tables go together.
fn header(text: &str) -> Option<&str> {
    text.lines().next().filter(|line| !line.starts_with("[["))
}

#[test]
fn no_secret_stands_in_a_file() {
    for (name, source) in PORTALS {
        let bundle = made(source);
        for path in ["app-config.production.yaml", "app-config.local.yaml"] {
            for line in text(&bundle, path).lines() {
                let secret = ["clientSecret", "password", "personalAccessToken", "token"];
                if let Some((key, value)) = line.trim().trim_start_matches("- ").split_once(": ")
                    && secret.contains(&key)
                {
                    assert!(value.starts_with("${"), "{name}: {line}");
                }
            }
        }
    }
}
