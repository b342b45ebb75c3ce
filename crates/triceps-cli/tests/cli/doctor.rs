//! `triceps doctor`, against a stand-in for the Azure CLI.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use crate::{code, folder, portals, stdout};

/// Answers by the first words of the call; what is not there fails.
const ANSWERS: [(&str, &str); 9] = [
    ("version", r#"{ "azure-cli": "2.77.0" }"#),
    ("bicep version", "Bicep CLI version 0.38.33 (6bb5d5f859)"),
    ("account show", r#"{ "id": "0", "name": "Test", "user": { "name": "mona@contoso.com", "type": "user" } }"#),
    ("ad signed-in-user", r#""1""#),
    ("role assignment", r#"["Owner"]"#),
    (
        "provider list",
        r#"[{ "namespace": "Microsoft.App", "registrationState": "Registered", "resourceTypes": [{ "resourceType": "containerApps", "locations": ["West Europe"] }] },
            { "namespace": "Microsoft.ContainerRegistry", "registrationState": "Registered", "resourceTypes": [] },
            { "namespace": "microsoft.insights", "registrationState": "Registered", "resourceTypes": [] },
            { "namespace": "Microsoft.ManagedIdentity", "registrationState": "Registered", "resourceTypes": [] },
            { "namespace": "Microsoft.OperationalInsights", "registrationState": "Registered", "resourceTypes": [] },
            { "namespace": "Microsoft.KeyVault", "registrationState": "Registered", "resourceTypes": [] },
            { "namespace": "Microsoft.Storage", "registrationState": "NotRegistered", "resourceTypes": [] }]"#,
    ),
    (
        "account list-locations",
        r#"[{ "name": "westeurope", "displayName": "West Europe", "availabilityZoneMappings": [{}] },
            { "name": "westus", "displayName": "West US", "availabilityZoneMappings": [] }]"#,
    ),
    ("keyvault list-deleted", "[]"),
    ("cognitiveservices account", "[]"),
];

/// A folder with a portal and a program `az` that gives these answers in place of the usual ones.
fn doctor(test: &str, portal: &str, other: &[(&str, &str)]) -> Output {
    let folder = folder(&format!("doctor-{test}"));
    fs::write(folder.join("portal.toml"), portal).expect("the folder can be written to");
    let mut script = "#!/bin/sh\ncase \"$*\" in\n".to_owned();
    for (call, usual) in ANSWERS {
        let answer = other.iter().find(|(other, _)| *other == call).map_or(usual, |(_, answer)| answer);
        let (stream, status) = if answer.starts_with("ERROR: ") { ("2", "1") } else { ("1", "0") };
        script.extend(["\"", call, "\"*) cat >&", stream, " <<'END'\n", answer, "\nEND\nexit ", status, " ;;\n"]);
    }
    script += "*) echo \"ERROR: not expected: $*\" >&2; exit 3 ;;\nesac\n";
    let bin = folder.join("bin");
    fs::create_dir(&bin).expect("it can be made");
    fs::write(bin.join("az"), script).expect("it can be written");
    fs::set_permissions(bin.join("az"), fs::Permissions::from_mode(0o755)).expect("it is ours");
    let path = format!("{}:/usr/bin:/bin", bin.display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_triceps"));
    command.args(["doctor", "portal.toml"]).current_dir(Path::new(&folder)).env("PATH", path);
    command.output().expect("the command starts")
}

/// A name, a configuration, answers of their own, and what is printed.
type Case<'a> = (&'a str, String, &'a [(&'a str, &'a str)], &'a str);

fn minimal() -> String {
    let text = fs::read_to_string(portals().join("minimal.toml")).expect("a fixture");
    format!("{text}\n[delivery]\nlocation = \"westeurope\"\n")
}

#[test]
fn nothing_is_in_the_way() {
    let output = doctor("good", &minimal(), &[]);
    let text = stdout(&output);
    assert_eq!(code(&output), 0, "{text}");
    assert!(text.contains("ok    account: mona@contoso.com in the subscription `Test`\n"), "{text}");
    assert!(text.contains("ok    region: `westeurope` has all that is asked for\n"), "{text}");
    assert!(text.ends_with("no problems found\n"), "{text}");
}

#[test]
fn each_thing_in_the_way_is_named_with_its_help() {
    let with = |more: &str| minimal() + more;
    let cases: [Case; 8] = [
        ("old", minimal(), &[("version", r#"{ "azure-cli": "2.40.0" }"#)], "FAIL  Azure CLI: 2.40.0 is older than"),
        ("bicep", minimal(), &[("bicep version", "ERROR: Bicep CLI not found.")], "FAIL  Bicep: Bicep CLI not found."),
        (
            "login",
            minimal(),
            &[("account show", "ERROR: Please run 'az login'.")],
            "FAIL  account: Please run 'az login'.",
        ),
        ("rights", minimal(), &[("role assignment", r#"["Contributor"]"#)], "FAIL  rights: you have no role"),
        (
            "reader",
            minimal(),
            &[("role assignment", r#"["Reader"]"#)],
            "FAIL  rights: you have no role at the subscription that can create",
        ),
        ("provider", with("[techdocs]\n"), &[], "FAIL  providers: not registered: Microsoft.Storage"),
        (
            "region",
            minimal().replace("westeurope", "westus"),
            &[],
            "FAIL  region: `westus` does not have Microsoft.App/containerApps",
        ),
        (
            "vault",
            with("[key-vault]\n"),
            &[("keyvault list-deleted", r#"["kvbackstageabc"]"#)],
            "FAIL  names: deleted and not purged: kvbackstageabc",
        ),
    ];
    for (test, portal, answers, expected) in cases {
        let output = doctor(test, &portal, answers);
        let text = stdout(&output);
        assert_eq!(code(&output), 1, "{test}: {text}");
        assert!(text.contains(expected) && text.contains("\n      help: "), "{test}: {text}");
        assert!(text.ends_with(" found\n"), "{test}: {text}");
    }
}
