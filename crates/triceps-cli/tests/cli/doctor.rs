//! `triceps doctor`, against stand-ins for the Azure CLI and Docker.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output};

use crate::{code, folder, portals, stderr, stdout};

/// What the programs answer to a call, by how it starts. After an exclamation mark it is an error.
const ANSWERS: [(&str, &str); 10] = [
    ("az version", r#"{ "azure-cli": "2.69.0" }"#),
    ("az bicep version", "Bicep CLI version 0.36.1 (6bb5d5f859)"),
    ("az account show", r#"{ "id": "0", "name": "Test", "user": { "name": "mona@contoso.com", "type": "user" } }"#),
    ("az ad signed-in-user", r#""1""#),
    ("az role assignment list --assignee 1 --scope /subscriptions/0 ", r#"["Owner"]"#),
    (
        "az provider list",
        r#"[{ "namespace": "Microsoft.App", "registrationState": "Registered", "resourceTypes": [{ "resourceType": "containerApps", "locations": ["West Europe"] }] },
            { "namespace": "Microsoft.ContainerRegistry", "registrationState": "Registered", "resourceTypes": [{ "resourceType": "registries", "locations": [] }] },
            { "namespace": "microsoft.insights", "registrationState": "Registered", "resourceTypes": [] },
            { "namespace": "Microsoft.ManagedIdentity", "registrationState": "Registered", "resourceTypes": [] },
            { "namespace": "Microsoft.OperationalInsights", "registrationState": "Registered", "resourceTypes": [{ "resourceType": "clusters", "locations": ["West US"] }] },
            { "namespace": "Microsoft.KeyVault", "registrationState": "Registered", "resourceTypes": [] },
            { "namespace": "Microsoft.CognitiveServices", "registrationState": "Registered", "resourceTypes": [] },
            { "namespace": "Microsoft.DBforPostgreSQL", "registrationState": "Registered", "resourceTypes": [] },
            { "namespace": "Microsoft.Network", "registrationState": "Registered", "resourceTypes": [{ "resourceType": "privateDnsZones", "locations": ["global"] }] },
            { "namespace": "Microsoft.Storage", "registrationState": "NotRegistered", "resourceTypes": [] }]"#,
    ),
    (
        "az account list-locations",
        r#"[{ "name": "westeurope", "displayName": "West Europe", "availabilityZoneMappings": [{}] },
            { "name": "westus", "displayName": "West US", "availabilityZoneMappings": [] },
            { "name": "moon", "displayName": "West Europe" }]"#,
    ),
    ("az keyvault list-deleted", "[]"),
    ("az cognitiveservices account list-deleted", "[]"),
    ("docker version", "27.3.1"),
];

/// What is printed when nothing is in the way of a small portal.
const ROWS: [(&str, &str); 8] = [
    ("Azure CLI", "ok    Azure CLI: 2.69.0"),
    ("Bicep", "ok    Bicep: 0.36.1"),
    ("Docker", "-     Docker: not needed: images are built in the registry"),
    ("account", "ok    account: mona@contoso.com in the subscription `Test`"),
    ("rights", "ok    rights: Owner"),
    ("providers", "ok    providers: all 5 are registered"),
    ("region", "ok    region: `westeurope` has all that is asked for"),
    ("names", "ok    names: no deleted resource holds one"),
];

/// Runs `triceps doctor` in a folder with a portal and with programs that give these answers in place of the others.
fn doctor(test: &str, portal: &str, args: &[&str], other: &[(&str, &str)]) -> Output {
    let folder = folder(&format!("doctor-{test}"));
    fs::write(folder.join("portal.toml"), portal).expect("the folder can be written to");
    let bin = folder.join("bin");
    fs::create_dir(&bin).expect("it can be made");
    for program in ["az", "docker"] {
        let mut script = format!("#!/bin/sh\ncase \"{program} $*\" in\n");
        for (call, good) in ANSWERS.iter().filter(|(call, _)| call.starts_with(program)) {
            let answer = other.iter().find(|(other, _)| call.starts_with(other)).map_or(*good, |(_, answer)| answer);
            let (answer, stream, status) = answer.strip_prefix('!').map_or((answer, "1", "0"), |text| (text, "2", "1"));
            script.extend([
                "\"",
                call,
                "\"*) /bin/cat >&",
                stream,
                " <<'END'\n",
                answer,
                "\nEND\nexit ",
                status,
                " ;;\n",
            ]);
        }
        script += "*) echo \"ERROR: not expected: $*\" >&2; exit 3 ;;\nesac\n";
        if other.contains(&(program, "")) {
            continue;
        }
        fs::write(bin.join(program), script).expect("it can be written");
        fs::set_permissions(bin.join(program), fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_triceps"));
    command.arg("doctor").args(args).current_dir(&folder).env("PATH", &bin);
    command.output().expect("the command starts")
}

/// A portal, answers of their own, and the rows that differ from those of a small portal.
struct Case<'a> {
    test: &'a str,
    portal: String,
    answers: &'a [(&'a str, &'a str)],
    rows: &'a [(&'a str, &'a str)],
}

impl Case<'_> {
    #[track_caller]
    fn check(&self) {
        let output = doctor(self.test, &self.portal, &["portal.toml"], self.answers);
        let changed = |name: &str| self.rows.iter().find(|(changed, _)| *changed == name).map(|(_, row)| *row);
        let known = ROWS.iter().map(|(name, row)| changed(name).unwrap_or(row));
        let more = self.rows.iter().filter(|(name, _)| ROWS.iter().all(|(known, _)| known != name));
        let rows: Vec<&str> = known.chain(more.map(|(_, row)| *row)).filter(|row| !row.is_empty()).collect();
        let (end, status) = match rows.iter().filter(|row| row.starts_with("FAIL")).count() {
            0 => ("no problems found".to_owned(), 0),
            1 => ("1 problem found".to_owned(), 1),
            bad => (format!("{bad} problems found"), 1),
        };
        assert_eq!(stdout(&output), format!("{}\n{end}\n", rows.join("\n")), "{}", self.test);
        assert_eq!(code(&output), status, "{}", self.test);
    }
}

fn minimal(more: &str) -> String {
    let text = fs::read_to_string(portals().join("minimal.toml")).expect("a fixture");
    format!("{text}\n[delivery]\nlocation = \"westeurope\"\n{more}\n")
}

#[test]
fn programs_have_versions_that_know_what_is_used() {
    let cases = [
        Case { test: "good", portal: minimal(""), answers: &[], rows: &[] },
        Case {
            test: "old",
            portal: minimal(""),
            answers: &[
                ("az version", r#"{ "azure-cli": "2.68.9" }"#),
                ("az bicep version", "Bicep CLI version 0.36.0 (6bb5d5f859)"),
            ],
            rows: &[
                ("Azure CLI", "FAIL  Azure CLI: 2.68.9 is older than 2.69.0\n      help: run `az upgrade`"),
                ("Bicep", "FAIL  Bicep: 0.36.0 is older than 0.36.1\n      help: run `az bicep upgrade`"),
            ],
        },
        Case {
            test: "unknown-version",
            portal: minimal(""),
            answers: &[("az version", r#"{ "azure-cli": "3" }"#), ("az bicep version", "Bicep CLI version next")],
            rows: &[
                ("Azure CLI", "-     Azure CLI: the version `3` cannot be read"),
                ("Bicep", "-     Bicep: the version `` cannot be read"),
            ],
        },
        Case {
            test: "broken",
            portal: minimal(""),
            answers: &[("az version", "hello"), ("az bicep version", "! \n\nERROR: Bicep CLI not found.\nmore")],
            rows: &[
                (
                    "Azure CLI",
                    "FAIL  Azure CLI: `az version` answers no JSON: expected value at line 1 column 1\n      \
                     help: install it: https://learn.microsoft.com/cli/azure/install-azure-cli",
                ),
                ("Bicep", "FAIL  Bicep: Bicep CLI not found.\n      help: run `az bicep install`"),
            ],
        },
    ];
    cases.iter().for_each(Case::check);
}

#[test]
fn an_account_can_create_resources_and_assign_roles() {
    const NO_CREATOR: &str = "FAIL  rights: you have no role at the subscription that can create resources\n      \
                              help: ask for `Contributor`, or check that you have it at the resource group";
    let cases = [
        Case {
            test: "login",
            portal: minimal(""),
            answers: &[("az account show", "!ERROR: Please run 'az login'.")],
            rows: &[
                ("account", "FAIL  account: Please run 'az login'.\n      help: run `az login`"),
                ("rights", ""),
                ("providers", ""),
                ("region", ""),
                ("names", ""),
            ],
        },
        Case {
            test: "program",
            portal: minimal(""),
            answers: &[(
                "az account show",
                r#"{ "id": "0", "name": "Test", "user": { "name": "app", "type": "servicePrincipal" } }"#,
            )],
            rows: &[
                ("account", "ok    account: app in the subscription `Test`"),
                ("rights", "-     rights: told for users only"),
            ],
        },
        Case {
            test: "user",
            portal: minimal(""),
            answers: &[("az ad", "!")],
            rows: &[("rights", "-     rights: it failed without a message")],
        },
        Case {
            test: "roles",
            portal: minimal(""),
            answers: &[("az role", "!ERROR: denied")],
            rows: &[("rights", "-     rights: denied")],
        },
        Case {
            test: "both",
            portal: minimal(""),
            answers: &[("az role", r#"["Reader", "Contributor", "User Access Administrator"]"#)],
            rows: &[("rights", "ok    rights: Reader, Contributor, User Access Administrator")],
        },
        Case {
            test: "contributor",
            portal: minimal(""),
            answers: &[("az role", r#"["Contributor"]"#)],
            rows: &[(
                "rights",
                "FAIL  rights: you have no role at the subscription that can assign roles, which the template does\n      \
                 help: ask for `Role Based Access Control Administrator`, or check that you have it at the resource group",
            )],
        },
        Case {
            test: "granter",
            portal: minimal(""),
            answers: &[("az role", r#"["Role Based Access Control Administrator"]"#)],
            rows: &[("rights", NO_CREATOR)],
        },
        Case {
            test: "reader",
            portal: minimal(""),
            answers: &[("az role", r#"["Reader"]"#)],
            rows: &[("rights", NO_CREATOR)],
        },
    ];
    cases.iter().for_each(Case::check);
}

#[test]
fn a_region_has_the_types_and_zones_of_the_portal() {
    let at = |region: &str, more: &str| minimal(more).replace("westeurope", region);
    let zones = "[registry]\nsku = \"premium\"\nzone-redundant = true\n";
    let database = "[postgres]\ntier = \"general-purpose\"\nhigh-availability = \"zone-redundant\"\n";
    let no_zones = [(
        "region",
        "FAIL  region: `westus` has no availability zones for this subscription\n      help: choose another `delivery.location`",
    )];
    let cases = [
        Case {
            test: "provider",
            portal: minimal("[techdocs]\n"),
            answers: &[],
            rows: &[(
                "providers",
                "FAIL  providers: not registered: Microsoft.Storage\n      \
                 help: run `az provider register --namespace Microsoft.Storage`",
            )],
        },
        Case {
            test: "providers",
            portal: minimal(""),
            answers: &[("az provider", "!ERROR: denied")],
            rows: &[("providers", "-     providers: denied"), ("region", "")],
        },
        Case {
            test: "nowhere",
            portal: at("nowhere", ""),
            answers: &[],
            rows: &[(
                "region",
                "FAIL  region: the subscription has no region `nowhere`\n      help: choose another `delivery.location`",
            )],
        },
        Case {
            test: "open",
            portal: minimal("").replace("location = \"westeurope\"\n", ""),
            answers: &[],
            rows: &[("region", "-     region: `delivery.location` is not set")],
        },
        Case {
            test: "locations",
            portal: minimal(""),
            answers: &[("az account list-locations", "!ERROR: denied")],
            rows: &[("region", "-     region: denied")],
        },
        Case {
            test: "type",
            portal: at("westus", ""),
            answers: &[],
            rows: &[(
                "region",
                "FAIL  region: `westus` does not have Microsoft.App/containerApps\n      \
                 help: choose another `delivery.location`",
            )],
        },
        Case { test: "zones", portal: minimal(zones), answers: &[], rows: &[] },
        Case { test: "no-zones", portal: at("westus", zones), answers: &[], rows: &no_zones },
        Case {
            test: "no-zones-of-database",
            portal: at("westus", database),
            answers: &[],
            rows: &[no_zones[0], ("providers", "ok    providers: all 6 are registered")],
        },
        Case {
            test: "no-zones-of-network",
            portal: at("moon", "[network]\nzone-redundant = true\n"),
            answers: &[("docker version", "!Cannot connect to the Docker daemon")],
            rows: &[
                (
                    "region",
                    "FAIL  region: `moon` has no availability zones for this subscription\n      \
                     help: choose another `delivery.location`",
                ),
                ("providers", "ok    providers: all 6 are registered"),
                (
                    "Docker",
                    "FAIL  Docker: Cannot connect to the Docker daemon\n      \
                     help: install and start it: a registry in a network is pushed to from inside",
                ),
            ],
        },
        Case {
            test: "network",
            portal: at("moon", "[network]\n"),
            answers: &[],
            rows: &[
                ("region", "ok    region: `moon` has all that is asked for"),
                ("providers", "ok    providers: all 6 are registered"),
                ("Docker", "ok    Docker: 27.3.1"),
            ],
        },
    ];
    cases.iter().for_each(Case::check);
}

#[test]
fn names_of_deleted_resources_are_in_the_way() {
    const DELETED: &[(&str, &str)] = &[
        ("az keyvault", r#"["kvbackstageabc", "kvportal"]"#),
        ("az cognitiveservices", r#"["oai-backstage-abc", "oai-backstages"]"#),
    ];
    const HELP: &str = "help: deploy into the same group, which brings them back, or purge them if nobody needs them";
    let vault = format!("FAIL  names: deleted and not purged: kvbackstageabc\n      {HELP}");
    let model = format!("FAIL  names: deleted and not purged: oai-backstage-abc\n      {HELP}");
    let all = ("providers", "ok    providers: all 6 are registered");
    let models = "[assistant]\nmodels = [{ name = \"gpt-4o\", version = \"2024-11-20\", capacity = 30 }]\n";
    let cases = [
        Case { test: "no-vault", portal: minimal(""), answers: DELETED, rows: &[] },
        Case { test: "vault", portal: minimal("[key-vault]\n"), answers: DELETED, rows: &[("names", &vault), all] },
        Case { test: "models", portal: minimal(models), answers: DELETED, rows: &[("names", &model), all] },
        Case {
            test: "vaults",
            portal: minimal("[key-vault]\n"),
            answers: &[("az keyvault", "!ERROR: denied")],
            rows: &[("names", "-     names: denied"), all],
        },
        Case {
            test: "registration",
            portal: minimal("[entra]\nregistration = \"graph\"\n"),
            answers: &[],
            rows: &[(
                "directory",
                "-     directory: the template registers the application: whoever deploys needs \
                 `Application Administrator` in the directory",
            )],
        },
    ];
    cases.iter().for_each(Case::check);
}

#[test]
fn without_a_portal_the_machine_and_the_account_are_checked() {
    let output = doctor("none", "", &[], &[("docker", "")]);
    let rows: Vec<&str> = ROWS[..5].iter().map(|(_, row)| *row).collect();
    assert_eq!(stdout(&output), rows.join("\n") + "\nno problems found\n");
    let output = doctor("no-program", "", &[], &[("az", "")]);
    let text = stdout(&output);
    assert!(text.starts_with("FAIL  Azure CLI: `az` does not start: "), "{text}");
    assert_eq!(code(&output), 1);
}

#[test]
fn a_portal_with_errors_is_not_looked_at() {
    let output = doctor("errors", &minimal("[network]\nadress-space = \"10.0.0.0/16\"\n"), &["portal.toml"], &[]);
    assert_eq!((code(&output), stdout(&output)), (1, ""));
    assert!(
        stderr(&output).contains("`adress-space` is not a key of `network`")
            && stderr(&output).contains("portal.toml:11:1"),
        "{}",
        stderr(&output)
    );
}
