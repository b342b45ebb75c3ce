//! Users and groups of the catalog, one document each.

use serde_json::{Value, json};

use crate::file::BundleFile;
use crate::yaml::{object, to_yaml};
use triceps_portal::config::{Group, GroupKind, Portal, User};

pub(super) const PATH: &str = "catalog/org.yaml";

/// Whether the configuration has users or groups.
pub(super) fn exist(portal: &Portal) -> bool {
    !portal.catalog.users.is_empty() || !portal.catalog.groups.is_empty()
}

pub(super) fn file(portal: &Portal) -> Option<BundleFile> {
    let catalog = &portal.catalog;
    let groups = catalog.groups.iter().map(|entity| group(entity, &catalog.groups));
    let users = catalog.users.iter().map(user);
    let documents: Vec<String> = groups.chain(users).map(|entity| to_yaml(&entity)).collect();
    exist(portal).then(|| BundleFile::new(PATH, documents.join("---\n")))
}

fn group(group: &Group, all: &[Group]) -> Value {
    let is_parent = |other: &&Group| {
        other.parent.as_ref().is_some_and(|parent| parent.as_str().eq_ignore_ascii_case(group.name.as_str()))
    };
    let children: Vec<&str> = all.iter().filter(is_parent).map(|child| child.name.as_str()).collect();
    let kind = match group.kind {
        GroupKind::Team => "team",
        GroupKind::Department => "department",
        GroupKind::BusinessUnit => "business-unit",
        GroupKind::Organization => "organization",
    };
    json!({
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Group",
        "metadata": { "name": group.name },
        "spec": object([
            ("type", Some(json!(kind))),
            ("profile", group.display_name.as_ref().map(|name| json!({ "displayName": name }))),
            ("parent", group.parent.as_ref().map(|parent| json!(parent))),
            ("children", Some(json!(children))),
        ]),
    })
}

fn user(user: &User) -> Value {
    let annotations = object([
        ("graph.microsoft.com/user-id", user.user_id.as_ref().map(|id| json!(id))),
        ("microsoft.com/email", user.email.as_ref().map(|email| json!(email))),
    ]);
    let profile = object([
        ("displayName", user.display_name.as_ref().map(|name| json!(name))),
        ("email", user.email.as_ref().map(|email| json!(email))),
    ]);
    let filled = |value: Value| value.as_object().is_some_and(|entries| !entries.is_empty()).then_some(value);
    json!({
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "User",
        "metadata": object([("name", Some(json!(user.name))), ("annotations", filled(annotations))]),
        "spec": object([("profile", filled(profile)), ("memberOf", Some(json!(user.member_of)))]),
    })
}
