//! Who the portal is, and who deploys it from GitHub.

use triceps::authorization::Role;
use triceps::container_registry::RegistryRef;
use triceps::functions::resource_group;
use triceps::managed_identity::{FederatedIdentityCredential, UserAssignedIdentity, UserAssignedIdentityRef};
use triceps::{Any, Array, Object, Template, Value, each, interpolate, object};

use super::base::{Base, described, tagged};
use triceps_portal::config::{GitHub, Subject};

/// Ends the names of environments on GitHub that only look: no approval belongs to them.
pub(crate) const PREVIEW: &str = "-preview";

/// The identity of the portal, deployed before.
pub(super) fn existing(t: &mut Template, base: &Base) -> UserAssignedIdentityRef {
    t.existing("portalIdentity", UserAssignedIdentity::existing(name(base)))
}

fn name(base: &Base) -> Value<String> {
    interpolate!("id-{}", base.name)
}

/// The identity that the portal pulls images, reads secrets and signs in to its database with.
pub(super) fn portal(t: &mut Template, base: &Base) -> UserAssignedIdentityRef {
    t.add("portalIdentity", tagged!(base, UserAssignedIdentity::new(name(base), &base.location)))
}

/// The identity of workflows on GitHub. Azure takes its credentials one after the other.
pub(super) fn deployer(t: &mut Template, base: &Base, github: &GitHub) -> UserAssignedIdentityRef {
    let subjects = match &base.environment {
        Some(environment) => vec![of_environment(github, environment, "")],
        None => subjects(github).into_iter().map(|(name, subject)| entry(name, subject)).collect(),
    };
    trusted(t, base, "deployer", "github", subjects)
}

/// The identity of workflows that only look: approvals of an environment on GitHub do not belong to it, so that it may
/// change nothing. Absent where no run has an environment.
pub(super) fn preview(t: &mut Template, base: &Base, github: &GitHub) -> Option<UserAssignedIdentityRef> {
    let subjects: Vec<Object> = match &base.environment {
        Some(environment) => vec![of_environment(github, environment, PREVIEW)],
        None => self::subjects(github)
            .into_iter()
            .filter(|(_, subject)| subject.contains(":environment:"))
            .map(|(name, subject)| entry(format!("{name}{PREVIEW}"), format!("{subject}{PREVIEW}")))
            .collect(),
    };
    (!subjects.is_empty()).then(|| trusted(t, base, "preview", "preview", subjects))
}

fn of_environment(github: &GitHub, environment: &Value<String>, suffix: &str) -> Object {
    object! {
        name: interpolate!("github-{environment}{suffix}"),
        subject: interpolate!("repo:{}:environment:{environment}{suffix}", github.repository.as_str()),
    }
    .one_line()
}

fn entry(name: String, subject: String) -> Object {
    object! { name: name, subject: subject }.one_line()
}

/// An identity with a credential for each subject.
fn trusted(
    t: &mut Template,
    base: &Base,
    name: &'static str,
    symbol: &'static str,
    subjects: Vec<Object>,
) -> UserAssignedIdentityRef {
    let subjects: Array = subjects.into_iter().collect();
    let subjects: Value<Vec<Any>> =
        described!(t, format!("{symbol}Subjects"), subjects, "Runs of workflows that are trusted.");
    let identity = t.add(
        format!("{name}Identity"),
        tagged!(base, UserAssignedIdentity::new(interpolate!("id-{}-{name}", base.name), &base.location)),
    );
    let credentials = t.add_each(format!("{symbol}Credentials"), each("item", &subjects), |item, _| {
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

/// What previews may do: read, and ask what a deployment would change. The narrowest role with that right also writes tags.
pub(super) fn preview_roles(t: &mut Template, base: &mut Base, preview: UserAssignedIdentityRef) {
    let reader = base.role(t, Role::READER);
    t.grant("previewReads", resource_group(), reader, preview);
    let asks = base.role(t, Role::TAG_CONTRIBUTOR);
    t.grant("previewAsks", resource_group(), asks, preview);
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
