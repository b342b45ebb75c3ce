//! The workflow for GitHub Actions.

use serde_json::{Value, json};

use super::names::Names;
use crate::BundleFile;
use crate::config::{GitHub, Portal, Subject};
use crate::yaml::{Document, object};

/// Actions by the commit of their release, since tags can be moved.
const CHECKOUT: &str = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8";
const LOGIN: &str = "azure/login@a457da9ea143d694b1b9c7c869ebb04ebe844ef5";

pub(super) fn file(portal: &Portal) -> Option<BundleFile> {
    let github = portal.github.as_ref()?;
    let mut document = Document::new(&[
        "Shows what a deployment would change, then builds an image and runs it.",
        "Signs in to Azure without a secret. Actions: checkout v5.0.0, login v2.3.0.",
    ]);
    document.section(None, "name", json!("Deploy the portal"));
    document.section(None, "on", triggers(github));
    document.section(None, "permissions", json!({ "contents": "read", "id-token": "write" }));
    document.section(
        Some("One deployment after the other; none is broken off."),
        "concurrency",
        json!({ "group": format!("deploy-{}", portal.name), "cancel-in-progress": false }),
    );
    // With `bash` named, a step also fails in the middle of a pipe.
    document.section(None, "defaults", json!({ "run": { "shell": "bash" } }));
    if Names::find_registration(portal) {
        // The identity of the workflow may not look for registrations.
        document.section(None, "env", json!({ "MICROSOFT_CLIENT_ID": "${{ vars.MICROSOFT_CLIENT_ID }}" }));
    }
    document.section(None, "jobs", jobs(portal, github));
    Some(BundleFile::new(".github/workflows/deploy.yaml", document.into_text()))
}

/// The runs that the identity trusts.
fn triggers(github: &GitHub) -> Value {
    let mut branches = Vec::new();
    let mut tags = Vec::new();
    for subject in &github.subjects {
        match subject {
            Subject::Branch(name) => branches.push(name.as_str()),
            Subject::Tag(name) => tags.push(name.as_str()),
            Subject::Environment(_) => {}
        }
    }
    if branches.is_empty() && tags.is_empty() {
        branches.push("main");
    }
    let names = |names: Vec<&str>| (!names.is_empty()).then(|| json!(names));
    json!({
        "push": object([("branches", names(branches)), ("tags", names(tags))]),
        "workflow_dispatch": {
            "inputs": {
                "infrastructure": {
                    "description": "Deploy the infrastructure too; needs the right to assign roles",
                    "type": "boolean",
                    "default": false,
                },
            },
        },
    })
}

fn jobs(portal: &Portal, github: &GitHub) -> Value {
    let environments: Vec<&str> = github
        .subjects
        .iter()
        .filter_map(|subject| match subject {
            Subject::Environment(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    // The registry of a network is reached from within only.
    let builder = if portal.network.is_some() { json!(["self-hosted", "linux", "x64"]) } else { json!("ubuntu-24.04") };
    let preview = object([
        ("runs-on", Some(json!("ubuntu-24.04"))),
        ("timeout-minutes", Some(json!(20))),
        ("environment", environments.first().map(|name| json!(name))),
        (
            "steps",
            Some(json!([
                checkout(),
                login(),
                { "name": "What would change", "run": "scripts/deploy.sh --what-if" },
            ])),
        ),
    ]);
    let release = object([
        ("needs", Some(json!("preview"))),
        ("runs-on", Some(builder)),
        ("timeout-minutes", Some(json!(90))),
        ("environment", environments.last().map(|name| json!(name))),
        (
            "steps",
            Some(json!([
                checkout(),
                login(),
                {
                    "name": "Build and push the image",
                    "id": "build",
                    "run": "image=$(scripts/build-and-push.sh \"${GITHUB_SHA::12}-$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT\" | tee /dev/stderr | tail -n 1)\necho \"image=$image\" >>\"$GITHUB_OUTPUT\"\n",
                },
                {
                    "name": "Deploy the infrastructure with the image",
                    "if": "inputs.infrastructure",
                    "env": { "IMAGE": "${{ steps.build.outputs.image }}" },
                    "run": "scripts/deploy.sh --yes \"$IMAGE\"",
                },
                {
                    "name": "Run the image",
                    "if": "!inputs.infrastructure",
                    "env": { "IMAGE": "${{ steps.build.outputs.image }}" },
                    "run": "scripts/release.sh \"$IMAGE\"",
                },
            ])),
        ),
    ]);
    json!({ "preview": preview, "release": release })
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
