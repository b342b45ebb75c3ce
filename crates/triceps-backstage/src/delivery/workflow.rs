//! The workflows for GitHub Actions.

use serde_json::{Map, Value, json};

use super::names::{Names, Target};
use crate::file::BundleFile;
use crate::infra::PREVIEW;
use crate::yaml::{Document, object};
use triceps_portal::config::{GitHub, Portal, Subject};

/// Actions by the commit of their release, since tags can be moved.
const CHECKOUT: &str = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8";
const LOGIN: &str = "azure/login@a457da9ea143d694b1b9c7c869ebb04ebe844ef5";

/// In how many days a secret that expires fails the weekly run.
const EXPIRES_WITHIN: u32 = 30;

pub(super) fn files(portal: &Portal, names: &Names) -> Vec<BundleFile> {
    let Some(github) = &portal.github else { return Vec::new() };
    let watch = watches_secrets(portal).then(|| secrets(github, names));
    [deployment(portal, github, names)].into_iter().chain(watch).collect()
}

/// Whether a workflow looks each week at what expires, if workflows are written. With a vault and an action group an
/// event says so, and a run on a schedule is of the default branch.
pub(super) fn watches_secrets(portal: &Portal) -> bool {
    let has_event = portal.key_vault.is_some() && portal.alerts.is_some();
    let may_sign_in = |github: &GitHub| github.subjects.iter().any(|subject| !matches!(subject, Subject::Tag(_)));
    !has_event && portal.github.as_ref().is_some_and(may_sign_in)
}

fn secrets(github: &GitHub, names: &Names) -> BundleFile {
    let mut document = Document::new(&[
        "Fails each week in which a secret that the portal uses is about to expire. Changes nothing.",
        "Its identity needs the permission Application.Read.All of Microsoft Graph. Actions: checkout v5.0.0, login v2.3.0.",
    ]);
    document.section(None, "name", json!("Look for secrets that expire"));
    document.section(None, "on", json!({ "schedule": [{ "cron": "17 6 * * 1" }], "workflow_dispatch": {} }));
    document.section(None, "permissions", json!({ "contents": "read", "id-token": "write" }));
    document.section(None, "defaults", json!({ "run": { "shell": "bash" } }));
    let jobs: Map<String, Value> = names
        .targets
        .iter()
        .map(|target| {
            let suffix = target.environment.as_ref().map_or_else(String::new, |name| format!("-{name}"));
            let look = github_environment(github, target).map(|name| json!(format!("{name}{PREVIEW}")));
            let job = object([
                ("runs-on", Some(json!("ubuntu-24.04"))),
                ("timeout-minutes", Some(json!(20))),
                ("environment", look),
                ("env", target.environment.as_ref().map(|name| json!({ "PORTAL_ENVIRONMENT": name }))),
                (
                    "steps",
                    Some(json!([
                        checkout(),
                        login(),
                        {
                            "name": "What expires when",
                            "run": format!("scripts/rotate-secret.sh --list --within {EXPIRES_WITHIN}"),
                        },
                    ])),
                ),
            ]);
            (format!("secrets{suffix}"), job)
        })
        .collect();
    document.section(None, "jobs", Value::Object(jobs));
    BundleFile::new(".github/workflows/secrets.yaml", document.into_text())
}

/// The environment on GitHub that a target is released from.
fn github_environment(github: &GitHub, target: &Target) -> Option<String> {
    let named = github.subjects.iter().rev().find_map(|subject| match subject {
        Subject::Environment(name) => Some(name.as_str().to_owned()),
        Subject::Branch(_) | Subject::Tag(_) => None,
    });
    target.environment.clone().or(named)
}

fn deployment(portal: &Portal, github: &GitHub, names: &Names) -> BundleFile {
    let mut document = Document::new(&[
        "Checks that the files are fresh, shows what a deployment would change, then builds an image and runs it.",
        "Signs in to Azure without a secret. Actions: checkout v5.0.0, login v2.3.0.",
    ]);
    document.section(None, "name", json!("Deploy the portal"));
    document.section(None, "on", triggers(portal, github));
    document.section(None, "permissions", json!({ "contents": "read", "id-token": "write" }));
    if let [only] = names.targets.as_slice() {
        document.section(
            Some("One deployment after the other; none is broken off."),
            "concurrency",
            one_after_the_other(only),
        );
    }
    // With `bash` named, a step also fails in the middle of a pipe.
    document.section(None, "defaults", json!({ "run": { "shell": "bash" } }));
    document.section(None, "jobs", jobs(portal, github, names));
    BundleFile::new(".github/workflows/deploy.yaml", document.into_text())
}

fn one_after_the_other(target: &Target) -> Value {
    json!({ "group": format!("deploy-{}", target.label), "cancel-in-progress": false })
}

/// The runs that the identity trusts.
fn triggers(portal: &Portal, github: &GitHub) -> Value {
    let mut branches = Vec::new();
    let mut tags = Vec::new();
    for subject in &github.subjects {
        match subject {
            Subject::Branch(name) => branches.push(pattern(name)),
            Subject::Tag(name) => tags.push(pattern(name)),
            Subject::Environment(_) => {}
        }
    }
    if branches.is_empty() && tags.is_empty() {
        branches.push("main".to_owned());
    }
    let patterns = |names: Vec<String>| (!names.is_empty()).then(|| json!(names));
    let mut inputs = json!({
        "infrastructure": {
            "description": "Deploy the infrastructure too; needs the right to assign roles",
            "type": "boolean",
            "default": false,
        },
    });
    if let (true, Some(inputs)) = (portal.locks, inputs["infrastructure"].as_object_mut()) {
        let description = "Deploy the infrastructure too; needs the rights to assign roles and to lock";
        inputs.insert("description".to_owned(), json!(description));
    }
    json!({
        "push": object([("branches", patterns(branches)), ("tags", patterns(tags))]),
        "workflow_dispatch": { "inputs": inputs },
    })
}

/// The name of a branch or a tag as a pattern that matches nothing else.
fn pattern(name: &str) -> String {
    let mut pattern = String::with_capacity(name.len());
    for letter in name.chars() {
        if matches!(letter, '*' | '?' | '+' | '[' | ']' | '!' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

fn jobs(portal: &Portal, github: &GitHub, names: &Names) -> Value {
    let mut jobs = Map::new();
    jobs.insert("check".to_owned(), check());
    // The registry of a network is reached from within only.
    let builder = if portal.network.is_some() { json!(["self-hosted", "linux", "x64"]) } else { json!("ubuntu-24.04") };
    let has_environments = names.targets[0].environment.is_some();
    let mut before: Option<String> = None;
    let mut from: Option<&Target> = None;
    for target in &names.targets {
        let suffix = target.environment.as_ref().map_or_else(String::new, |name| format!("-{name}"));
        let on_github = github_environment(github, target);
        let preview = format!("preview{suffix}");
        let release = format!("release{suffix}");
        let variables = target.environment.as_ref().map(|name| json!({ "PORTAL_ENVIRONMENT": name }));
        let look = on_github.as_ref().map(|name| json!(format!("{name}{PREVIEW}")));
        jobs.insert(
            preview.clone(),
            object([
                ("needs", Some(json!("check"))),
                ("runs-on", Some(json!("ubuntu-24.04"))),
                ("timeout-minutes", Some(json!(20))),
                ("environment", look),
                ("env", variables.clone()),
                (
                    "steps",
                    Some(json!([
                        checkout(),
                        login(),
                        { "name": "What would change", "run": "scripts/deploy.sh --what-if" },
                    ])),
                ),
            ]),
        );
        let image = match (from, &before) {
            (Some(other), Some(before)) => {
                let name = other.environment.as_deref().unwrap_or_default();
                json!({
                    "name": format!("Take the image over from {name}"),
                    "id": "image",
                    "env": { "IMAGE": format!("${{{{ needs.{before}.outputs.image }}}}") },
                    "run": format!("image=$(scripts/promote.sh --environment \"$PORTAL_ENVIRONMENT\" {name} \"$IMAGE\" | tee /dev/stderr | tail -n 1)\necho \"image=$image\" >>\"$GITHUB_OUTPUT\"\n"),
                })
            }
            _ => json!({
                "name": "Build and push the image",
                "id": "image",
                "run": "image=$(scripts/build-and-push.sh \"${GITHUB_SHA::12}-$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT\" | tee /dev/stderr | tail -n 1)\necho \"image=$image\" >>\"$GITHUB_OUTPUT\"\n",
            }),
        };
        let needs = match &before {
            Some(before) => json!([preview, before]),
            None => json!(preview),
        };
        jobs.insert(
            release.clone(),
            object([
                ("needs", Some(needs)),
                ("runs-on", Some(builder.clone())),
                ("timeout-minutes", Some(json!(90))),
                ("environment", on_github.map(|name| json!(name))),
                ("outputs", has_environments.then(|| json!({ "image": "${{ steps.image.outputs.image }}" }))),
                ("concurrency", (names.targets.len() > 1).then(|| one_after_the_other(target))),
                ("env", variables),
                (
                    "steps",
                    Some(json!([
                        checkout(),
                        login(),
                        image,
                        {
                            "name": "Deploy the infrastructure with the image",
                            "if": "inputs.infrastructure",
                            "env": { "IMAGE": "${{ steps.image.outputs.image }}" },
                            "run": "scripts/deploy.sh --yes \"$IMAGE\"",
                        },
                        {
                            "name": "Run the image",
                            "if": "!inputs.infrastructure",
                            "env": { "IMAGE": "${{ steps.image.outputs.image }}" },
                            "run": "scripts/release.sh \"$IMAGE\"",
                        },
                    ])),
                ),
            ]),
        );
        before = Some(release);
        from = Some(target);
    }
    Value::Object(jobs)
}

/// Files that are out of date would deploy something else than the configuration says.
fn check() -> Value {
    let version = env!("CARGO_PKG_VERSION");
    json!({
        "runs-on": "ubuntu-24.04",
        "timeout-minutes": 30,
        "permissions": { "contents": "read" },
        "steps": [
            checkout(),
            {
                "name": "Install triceps",
                "run": format!("cargo install triceps-cli --version {version} --locked"),
            },
            { "name": "The files are fresh", "run": "triceps generate portal.toml --check --format github" },
        ],
    })
}

fn checkout() -> Value {
    json!({ "uses": CHECKOUT, "with": { "persist-credentials": false } })
}

fn login() -> Value {
    json!({
        "name": "Sign in to Azure",
        "uses": LOGIN,
        "with": {
            "client-id": "${{ vars.AZURE_CLIENT_ID }}",
            "tenant-id": "${{ vars.AZURE_TENANT_ID }}",
            "subscription-id": "${{ vars.AZURE_SUBSCRIPTION_ID }}",
        },
    })
}
