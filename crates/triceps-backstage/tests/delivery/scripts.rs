//! Scripts: both shells do the same, with names that exist, and no secret is seen.

use crate::support::{fixture, json, made, paths, portals, setting, text};

/// A command of the Azure CLI: its words and its flags, in order.
#[derive(Debug, PartialEq, Eq)]
struct Command {
    words: Vec<String>,
    flags: Vec<String>,
}

/// All commands of a script, in order. Comments and text in quotes that speak of commands are none.
fn commands(script: &str) -> Vec<Command> {
    let mut commands = Vec::new();
    for line in script.lines().filter(|line| !line.trim_start().starts_with('#')) {
        for (start, _) in line.match_indices("az ") {
            let before = line[..start].chars().next_back();
            if before.is_some_and(|before| !" (".contains(before)) || line[..start].ends_with("run ") {
                continue;
            }
            let is_word = |word: &&str| {
                word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-') && !word.starts_with('-')
            };
            let words = line[start + 3..].split(' ').take_while(is_word).map(str::to_owned).collect();
            let flags = line[start..].split(' ').filter(|word| word.starts_with("--"));
            let flags = flags.map(|flag| flag.trim_end_matches([')', '"']).to_owned()).collect();
            commands.push(Command { words, flags });
        }
    }
    commands
}

#[test]
fn commands_are_read() {
    let script = "# az none\nx=$(az ad app list --filter \"a b\" --query \"[0].appId\" --output tsv)\n  az group delete --name \"$group\" --yes\n";
    let command = |words: &[&str], flags: &[&str]| Command {
        words: words.iter().map(ToString::to_string).collect(),
        flags: flags.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(
        commands(script),
        [
            command(&["ad", "app", "list"], &["--filter", "--query", "--output"]),
            command(&["group", "delete"], &["--name", "--yes"]),
        ]
    );
}

#[test]
fn both_shells_run_the_same_commands_in_the_same_order() {
    let mut seen = 0;
    for (name, _, bundle) in portals() {
        let bash = paths(&bundle, "scripts/", ".sh");
        let powershell: Vec<String> = bash.iter().map(|path| path.replace(".sh", ".ps1")).collect();
        assert_eq!(paths(&bundle, "scripts/", ".ps1"), powershell, "{name}");
        for (bash, powershell) in bash.iter().zip(&powershell) {
            let expected = commands(text(&bundle, bash));
            assert_eq!(commands(text(&bundle, powershell)), expected, "{name}: {bash}");
            seen += expected.len();
        }
    }
    assert!(seen > 300, "{seen} commands were compared");
}

/// Values of secrets go through environment variables: arguments are seen by everyone on the machine.
#[test]
fn no_secret_is_an_argument_or_in_a_file() {
    const SECRET: [&str; 8] = [
        "--value",
        "--password",
        "--secrets",
        "--client-secret",
        "--set-secrets",
        "--secret-value",
        "--admin-password",
        "--registry-password",
    ];
    for (name, _, bundle) in portals() {
        for path in paths(&bundle, "scripts/", "").into_iter().filter(|path| !path.contains(".json")) {
            let script = text(&bundle, path);
            for Command { words, flags } in commands(script) {
                assert!(!flags.iter().any(|flag| SECRET.contains(&flag.as_str())), "{name}: {path}: {words:?}");
            }
            for line in script.lines().filter(|line| line.contains("value") || line.contains("SECRET")) {
                assert!(!line.contains("Set-Content") && !line.contains(" >\""), "{name}: {path}: {line}");
                // After the command begins, no value follows.
                let arguments = line.split_once(" az ").map(|(_, arguments)| arguments).unwrap_or_default();
                assert!(!arguments.contains("$value") && !arguments.contains("SECRET_VALUE"), "{name}: {path}: {line}");
            }
        }
    }
}

#[test]
fn settings_that_scripts_read_exist() {
    let mut read = 0;
    for (name, _, bundle) in portals() {
        for path in paths(&bundle, "scripts/", "").into_iter().filter(|path| !path.contains("settings")) {
            for call in ["$(setting ", "Get-Setting "] {
                for (start, _) in text(&bundle, path).match_indices(call) {
                    let rest = &text(&bundle, path)[start + call.len()..];
                    let key = rest.split([')', '\n', ' ', '"', ';']).next().expect("a first part");
                    if let Some(key) = key.strip_prefix("PORTAL_") {
                        assert!(!setting(&bundle, key).contains('\n'), "{name}: {path} reads {key}");
                        read += 1;
                    }
                }
            }
        }
    }
    assert!(read > 100, "{read} settings are read");
}

#[test]
fn names_are_those_of_the_template() {
    for (name, portal, bundle) in portals() {
        let template = text(&bundle, "infra/main.bicep");
        let prefixed = setting(&bundle, "APP").replace(portal.name.as_str(), "${namePrefix}");
        assert!(template.contains(&format!("'{prefixed}'")), "{name}");
        assert!(template.contains(&format!("'{}'", setting(&bundle, "PLACEHOLDER_IMAGE"))), "{name}");
        assert!(template.contains(&format!("param namePrefix string = '{}'", portal.name)), "{name}");
        for pair in setting(&bundle, "SECRETS").split(' ').filter(|pair| !pair.is_empty()) {
            let (secret, variable) = pair.split_once(':').expect("a name and a variable");
            assert!(template.contains(&format!("'{secret}'")), "{name}: {secret}");
            let parameters = text(&bundle, "infra/main.bicepparam");
            assert!(parameters.contains(&format!("readEnvironmentVariable('{variable}'")), "{name}: {variable}");
        }
    }
    let (_, bundle) =
        made("name = \"portal\"\n[delivery]\nresource-group = \"rg-shared\"\nlocation = \"westeurope\"\n");
    assert_eq!((setting(&bundle, "RESOURCE_GROUP"), setting(&bundle, "LOCATION")), ("rg-shared", "westeurope"));
    assert_eq!(setting(&fixture("minimal"), "RESOURCE_GROUP"), "rg-backstage");
}

/// Each required parameter is given by `deploy`.
#[test]
fn deploy_knows_every_required_parameter() {
    for (name, _, bundle) in portals() {
        let secrets = setting(&bundle, "SECRETS");
        for path in ["scripts/deploy.sh", "scripts/deploy.ps1"] {
            for line in text(&bundle, "infra/main.bicepparam").lines().filter(|line| line.starts_with("param ")) {
                let (_, variable) = line.split_once("readEnvironmentVariable('").expect("it reads a variable");
                let (variable, _) = variable.split_once('\'').expect("it has an end");
                let known = text(&bundle, path).contains(variable) || secrets.contains(&format!(":{variable}"));
                assert!(known, "{name}: {path} does not give {variable}");
            }
        }
    }
}

#[test]
fn the_script_registers_what_the_template_would() {
    let (script, template) = (fixture("medium"), text(&fixture("hardened"), "infra/registration.json").to_owned());
    let application = json(&script, "scripts/registration.json");
    let permissions = &application["requiredResourceAccess"][0];
    assert_eq!(permissions["resourceAppId"], "00000003-0000-0000-c000-000000000000");
    let access = permissions["resourceAccess"].as_array().expect("a list");
    assert_eq!(access.len(), 5);
    for permission in access {
        assert_eq!(permission["type"], "Scope");
        assert!(template.contains(permission["id"].as_str().expect("an id")));
    }
    for role in ["df021288-bdef-4463-88db-98f22de89214", "98830695-27a2-44f7-8c18-0c3ebc9698f6"] {
        assert!(template.contains(role));
        for path in ["scripts/register-app.sh", "scripts/register-app.ps1"] {
            assert!(text(&script, path).contains(role), "{path} grants {role}");
        }
    }
    let settings = ["scripts/settings.env", "scripts/register-app.sh", "scripts/registration.json"];
    let ours = settings.map(|path| text(&script, path)).concat();
    for expected in ["/api/auth/microsoft/handler/frame", "AzureADMyOrg", "api://AzureADTokenExchange"] {
        assert!(template.contains(expected) && ours.contains(expected), "{expected}");
    }
    let (_, any) = made(
        "name = \"backstage\"\n[entra]\naudience = \"multi-tenant\"\ngroup-claims = \"security-group\"\n[domain]\nhost = \"portal.contoso.com\"\n",
    );
    let application = json(&any, "scripts/registration.json");
    assert_eq!(application["signInAudience"], "AzureADMultipleOrgs");
    assert_eq!(application["groupMembershipClaims"], "SecurityGroup");
    assert_eq!(application["optionalClaims"]["idToken"][0]["name"], "groups");
    assert_eq!(setting(&any, "REDIRECT_URI"), "https://portal.contoso.com/api/auth/microsoft/handler/frame");
}

#[test]
fn scripts_are_there_for_what_the_portal_has() {
    let names = |fixture: &str| {
        let bundle = self::fixture(fixture);
        let names = paths(&bundle, "scripts/", ".sh").into_iter().map(str::to_owned);
        names.collect::<Vec<_>>().join(" ")
    };
    assert!(names("medium").contains("register-app") && !names("medium").contains("approve-private-link"));
    // A template of its own makes the registration of the hardened portal, and a script deploys it.
    assert!(names("hardened").contains("register-app") && names("hardened").contains("approve-private-link"));
    for (name, _, bundle) in portals() {
        for path in paths(&bundle, "scripts/", ".sh") {
            let file = bundle.files.iter().find(|file| file.path == path).expect("it is there");
            assert_eq!(file.executable, path != "scripts/common.sh", "{name}: {path}");
            assert_eq!(file.executable, file.text.starts_with("#!/usr/bin/env bash\n"), "{name}: {path}");
        }
    }
    let (_, bundle) = made("name = \"backstage\"\n[delivery]\nscripts = false\n");
    assert!(paths(&bundle, "scripts/", "").is_empty());
}

/// Images of a registry without public address are built in its network.
#[test]
fn images_have_tags_of_their_own_and_run_on_linux() {
    for (name, portal, bundle) in portals() {
        let script = text(&bundle, "scripts/build-and-push.sh");
        assert!(script.contains("--platform linux/amd64") && !script.contains("latest"), "{name}");
        assert_eq!(script.contains("docker push"), portal.network.is_some(), "{name}");
        assert_eq!(script.contains("az acr build"), portal.network.is_none(), "{name}");
    }
}

/// What would change is shown before anything does.
#[test]
fn what_if_comes_first() {
    for (name, _, bundle) in portals() {
        for path in ["scripts/deploy.sh", "scripts/deploy.ps1"] {
            let script = text(&bundle, path);
            let first = script.find("az deployment group what-if").expect("it looks first");
            assert!(first < script.find("az deployment group create").expect("it deploys"), "{name}");
        }
    }
}

/// Mistakes that scripts written by hand have.
#[test]
fn flags_are_those_that_exist() {
    for (name, _, bundle) in portals() {
        for path in paths(&bundle, "scripts/", "") {
            let script = text(&bundle, path);
            for wrong in
                ["--environment-variables", "--set-secrets", "--scale-rule", "--registry-identity", "secretref:"]
            {
                assert!(!script.contains(wrong), "{name}: {path}: {wrong}");
            }
        }
    }
}
