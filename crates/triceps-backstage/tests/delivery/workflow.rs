//! The workflow for GitHub Actions.

use serde_json::{Value, json};
use triceps_backstage::config::Subject;

use crate::support::{find, fixture, made, portals, text, yaml};

const PATH: &str = ".github/workflows/deploy.yaml";

fn steps<'a>(workflow: &'a Value, job: &str) -> &'a Vec<Value> {
    workflow["jobs"][job]["steps"].as_array().expect("it has steps")
}

fn runs(workflow: &Value, job: &str) -> String {
    steps(workflow, job).iter().filter_map(|step| step["run"].as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn it_is_there_for_a_repository() {
    for (name, portal, bundle) in portals() {
        assert_eq!(find(&bundle, PATH).is_some(), portal.github.is_some(), "{name}");
    }
    for switch in ["github-actions", "scripts"] {
        let text =
            format!("name = \"backstage\"\n[delivery]\n{switch} = false\n[github]\nrepository = \"contoso/portal\"\n");
        assert_eq!(find(&made(&text).1, PATH), None, "{switch}");
    }
}

#[test]
fn it_signs_in_without_a_secret_and_pins_what_it_runs() {
    for (name, portal, bundle) in portals().into_iter().filter(|(_, portal, _)| portal.github.is_some()) {
        let workflow = yaml(&bundle, PATH);
        assert_eq!(workflow["permissions"], json!({ "contents": "read", "id-token": "write" }), "{name}");
        assert!(!text(&bundle, PATH).contains("secrets."), "{name}");
        assert_eq!(workflow["concurrency"]["cancel-in-progress"], false, "{name}");
        assert!(workflow["concurrency"]["group"].as_str().expect("text").ends_with(portal.name.as_str()));
        for job in ["check", "preview", "release"] {
            for step in steps(&workflow, job) {
                if let Some(action) = step["uses"].as_str() {
                    let (_, commit) = action.split_once('@').expect("a commit");
                    assert!(commit.len() == 40 && commit.chars().all(|digit| digit.is_ascii_hexdigit()), "{action}");
                }
            }
        }
    }
}

/// The identity trusts runs of certain environments, branches and tags: the workflow has only such runs.
#[test]
fn it_runs_where_it_is_trusted() {
    for (name, portal, bundle) in portals() {
        let Some(github) = &portal.github else { continue };
        let workflow = yaml(&bundle, PATH);
        let trusted = |subject: &Subject| github.subjects.contains(subject);
        for job in ["preview", "release"] {
            match workflow["jobs"][job]["environment"].as_str().map(|name| name.trim_end_matches("-preview")) {
                Some(environment) => assert!(trusted(&Subject::Environment(environment.to_owned())), "{name}"),
                None => {
                    let names = |key: &str| workflow["on"]["push"][key].as_array().cloned().unwrap_or_default();
                    for branch in names("branches") {
                        assert!(trusted(&Subject::Branch(branch.as_str().expect("text").to_owned())), "{name}");
                    }
                    for tag in names("tags") {
                        assert!(trusted(&Subject::Tag(tag.as_str().expect("text").to_owned())), "{name}");
                    }
                }
            }
        }
    }
    let hardened = yaml(&fixture("hardened"), PATH);
    assert_eq!(hardened["jobs"]["preview"]["environment"], "production-preview");
    assert_eq!(hardened["jobs"]["release"]["environment"], "production");
}

#[test]
fn what_would_change_is_shown_before_anything_does() {
    for (name, portal, bundle) in portals().into_iter().filter(|(_, portal, _)| portal.github.is_some()) {
        let workflow = yaml(&bundle, PATH);
        assert!(runs(&workflow, "preview").contains("scripts/deploy.sh --what-if"), "{name}");
        assert_eq!(workflow["jobs"]["release"]["needs"], "preview", "{name}");
        let release = runs(&workflow, "release");
        assert_eq!(workflow["defaults"]["run"]["shell"], "bash", "{name}: a broken build ends its step");
        assert!(release.contains("scripts/build-and-push.sh") && release.contains("scripts/release.sh"), "{name}");
        // Runners of GitHub are not in the network of the portal.
        let inside = workflow["jobs"]["release"]["runs-on"].as_array().is_some();
        assert_eq!(inside, portal.network.is_some(), "{name}");
        for script in ["deploy.sh", "build-and-push.sh", "release.sh"] {
            assert!(find(&bundle, &format!("scripts/{script}")).is_some(), "{name}");
        }
    }
}

/// The identity of the workflow may not look into the directory: what it has to know of it the portal knows.
#[test]
fn nothing_of_the_directory_is_asked_for() {
    for (name, _, bundle) in portals() {
        if let Some(workflow) = find(&bundle, PATH) {
            assert!(!workflow.contains("MICROSOFT_CLIENT_ID"), "{name}");
        }
    }
}

/// A preview needs no approval: it has an identity that changes nothing.
#[test]
fn who_looks_is_not_who_releases() {
    let medium = fixture("medium");
    assert_eq!(yaml(&medium, PATH)["jobs"]["preview"]["environment"], "production-preview");
    let template = text(&medium, "infra/main.bicep");
    assert!(template.contains("repo:contoso/portal:environment:production-preview"));
    assert!(template.contains("output previewClientId string"));
}

/// The files are what the configuration says, or nothing is deployed.
#[test]
fn the_files_are_checked_first() {
    for (name, portal, bundle) in portals().into_iter().filter(|(_, portal, _)| portal.github.is_some()) {
        let workflow = yaml(&bundle, PATH);
        assert!(runs(&workflow, "check").contains("triceps generate portal.toml --check"), "{name}");
        assert_eq!(workflow["jobs"]["preview"]["needs"], "check", "{name} {}", portal.name);
    }
}

/// What means something in a pattern of GitHub Actions means itself.
#[test]
fn names_of_branches_are_not_patterns() {
    let subjects = "subjects = [{ branch = \"release+1\" }, { tag = \"v+1\" }]";
    let (_, bundle) = made(&format!("name = \"backstage\"\n[github]\nrepository = \"contoso/portal\"\n{subjects}\n"));
    let push = &yaml(&bundle, PATH)["on"]["push"];
    assert_eq!((&push["branches"][0], &push["tags"][0]), (&json!("release\\+1"), &json!("v\\+1")));
}

const SECRETS: &str = ".github/workflows/secrets.yaml";

/// A vault with alerts tells by an event what expires; a run on a schedule has no tag.
#[test]
fn it_looks_for_secrets_that_expire_where_nothing_else_does() {
    const GITHUB: &str = "[github]\nrepository = \"contoso/portal\"\n";
    for (rest, is_there) in [
        (GITHUB.to_owned(), true),
        (format!("[key-vault]\n{GITHUB}"), true),
        (format!("[key-vault]\n[alerts]\nemails = [\"team@contoso.com\"]\n{GITHUB}"), false),
        (format!("{GITHUB}subjects = [{{ tag = \"v1\" }}]\n"), false),
        (format!("{GITHUB}[delivery]\nscripts = false\n"), false),
        (format!("{GITHUB}[delivery]\ngithub-actions = false\n"), false),
        (String::new(), false),
    ] {
        let (_, bundle) = made(&format!("name = \"backstage\"\n{rest}"));
        assert_eq!(find(&bundle, SECRETS).is_some(), is_there, "{rest}");
        let runbook = find(&bundle, "docs/runbook.md").expect("it has a runbook");
        assert_eq!(runbook.contains(SECRETS), is_there, "{rest}");
    }
}

#[test]
fn it_looks_for_secrets_as_an_identity_that_changes_nothing() {
    let (_, bundle) = made(
        "name = \"backstage\"\n[github]\nrepository = \"contoso/portal\"\nsubjects = [{ environment = \"live\" }]\n",
    );
    let workflow = yaml(&bundle, SECRETS);
    assert_eq!(workflow["jobs"]["secrets"]["environment"], "live-preview");
    assert!(runs(&workflow, "secrets").contains("--list --within 30"));
    assert!(workflow["on"]["schedule"][0]["cron"].is_string());
}
