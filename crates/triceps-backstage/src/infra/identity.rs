//! Who the portal is, and who deploys it from GitHub.

use triceps::authorization::Role;
use triceps::container_registry::RegistryRef;
use triceps::functions::resource_group;
use triceps::managed_identity::{FederatedIdentityCredential, UserAssignedIdentity, UserAssignedIdentityRef};
use triceps::{Any, Array, Template, Value, each, interpolate, object};

use super::base::{Base, described, tagged};
use crate::config::{GitHub, Subject};

/// The identity that the portal pulls images, reads secrets and signs in to its database with.
pub(super) fn portal(t: &mut Template, base: &Base) -> UserAssignedIdentityRef {
    t.add(
        "portalIdentity",
        tagged!(base, UserAssignedIdentity::new(interpolate!("id-{}", base.prefix), &base.location)),
    )
}

/// The identity of workflows on GitHub. Azure takes its credentials one after the other.
pub(super) fn deployer(t: &mut Template, base: &Base, github: &GitHub) -> UserAssignedIdentityRef {
    let subjects: Array = subjects(github)
        .into_iter()
        .map(|(name, subject)| object! { name: name, subject: subject }.one_line())
        .collect();
    let subjects: Value<Vec<Any>> = described!(t, "githubSubjects", subjects, "Runs of workflows that are trusted.");
    let identity = t.add(
        "deployerIdentity",
        tagged!(base, UserAssignedIdentity::new(interpolate!("id-{}-deployer", base.prefix), &base.location)),
    );
    let credentials = t.add_each("githubCredentials", each("item", &subjects), |item, _| {
        FederatedIdentityCredential::new(
            item.prop("name"),
            [FederatedIdentityCredential::AUDIENCE],
            FederatedIdentityCredential::GITHUB_ISSUER,
            item.prop("subject"),
        )
        .parent(identity)
    });
    t.batch_size(&credentials, 1);
    identity
}

/// What workflows may do: push images, and change what is in the resource group.
pub(super) fn deployer_roles(
    t: &mut Template,
    base: &mut Base,
    deployer: UserAssignedIdentityRef,
    registry: RegistryRef,
) {
    base.grant(t, "deployerPushesImages", registry, Role::ACR_PUSH, deployer);
    let contributor = base.role(t, Role::CONTRIBUTOR);
    t.grant("deployerContributes", resource_group(), contributor, deployer);
}

/// Name and subject of each credential; names are made of letters, digits and hyphens, each once.
fn subjects(github: &GitHub) -> Vec<(String, String)> {
    let mut subjects: Vec<(String, String)> = Vec::new();
    for subject in &github.subjects {
        let (name, filter) = match subject {
            Subject::Environment(name) => (format!("github-{name}"), format!("environment:{name}")),
            Subject::Branch(name) => (format!("github-branch-{name}"), format!("ref:refs/heads/{name}")),
            Subject::Tag(name) => (format!("github-tag-{name}"), format!("ref:refs/tags/{name}")),
        };
        let mut name: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).take(116).collect();
        if subjects.iter().any(|(other, _)| *other == name) {
            name = format!("{name}-{}", subjects.len());
        }
        subjects.push((name, format!("repo:{}:{filter}", github.repository)));
    }
    subjects
}
