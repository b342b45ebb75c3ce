//! Users and groups that the configuration itself contains.

use std::collections::{HashMap, HashSet};

use triceps_diagnostics::Diagnostic;

use super::repeated::repeated;
use crate::codes;
use crate::config::{Catalog, Portal, ResolverKind, User};

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let catalog = &portal.catalog;
    names(catalog, diagnostics);
    references(catalog, diagnostics);
    circles(catalog, diagnostics);
    identities(portal, diagnostics);
    let organization = catalog.locations.iter().any(|location| location.organization);
    if catalog.microsoft_graph.is_none() && catalog.users.is_empty() && !organization {
        diagnostics.push(
            Diagnostic::new(codes::TRI0535, "catalog", "the catalog has no users, so nobody can sign in").with_help(
                "add `[catalog.microsoft-graph]`, or `[[catalog.users]]`, or a location with `organization = true`",
            ),
        );
    }
}

fn names(catalog: &Catalog, diagnostics: &mut Vec<Diagnostic>) {
    let users: Vec<&str> = catalog.users.iter().map(|user| user.name.as_str()).collect();
    let groups: Vec<&str> = catalog.groups.iter().map(|group| group.name.as_str()).collect();
    for (key, kind, names) in [("users", "user", users), ("groups", "group", groups)] {
        for index in repeated(names.iter().map(|name| name.to_ascii_lowercase())) {
            diagnostics.push(
                Diagnostic::new(
                    codes::TRI0534,
                    format!("catalog.{key}[{index}].name"),
                    format!("there is a {kind} `{}` already", names[index]),
                )
                .with_help("names differ in more than upper and lower case"),
            );
        }
    }
}

fn references(catalog: &Catalog, diagnostics: &mut Vec<Diagnostic>) {
    let groups = groups(catalog);
    let help = known_groups(catalog);
    let known = |name: &str| groups.contains_key(&name.to_ascii_lowercase());
    for (index, user) in catalog.users.iter().enumerate() {
        for (position, group) in user.member_of.iter().enumerate().filter(|(_, group)| !known(group.as_str())) {
            diagnostics.push(
                Diagnostic::new(
                    codes::TRI0531,
                    format!("catalog.users[{index}].member-of[{position}]"),
                    format!("there is no group `{group}`"),
                )
                .with_help(help.clone()),
            );
        }
    }
    for (index, group) in catalog.groups.iter().enumerate() {
        if let Some(parent) = &group.parent
            && !known(parent.as_str())
        {
            diagnostics.push(
                Diagnostic::new(
                    codes::TRI0532,
                    format!("catalog.groups[{index}].parent"),
                    format!("there is no group `{parent}`"),
                )
                .with_help(help.clone()),
            );
        }
    }
}

/// The place of each group by its name, in which letter case makes no difference.
fn groups(catalog: &Catalog) -> HashMap<String, usize> {
    let groups = catalog.groups.iter().enumerate().rev();
    groups.map(|(index, group)| (group.name.as_str().to_ascii_lowercase(), index)).collect()
}

fn known_groups(catalog: &Catalog) -> String {
    let names: Vec<String> = catalog.groups.iter().map(|group| format!("`{}`", group.name)).collect();
    match names.len() {
        0 => "add it: `[[catalog.groups]]` with this `name`".to_owned(),
        1..=8 => format!("groups are {}; or add it under `[[catalog.groups]]`", names.join(", ")),
        _ => "write the name of an entry of `[[catalog.groups]]`".to_owned(),
    }
}

/// One diagnostic a circle, at its first group.
fn circles(catalog: &Catalog, diagnostics: &mut Vec<Diagnostic>) {
    let groups = &catalog.groups;
    let places = self::groups(catalog);
    let parent = |index: usize| {
        let parent = groups[index].parent.as_ref()?;
        places.get(&parent.as_str().to_ascii_lowercase()).copied()
    };
    let mut seen = vec![false; groups.len()];
    for start in 0..groups.len() {
        let mut way: Vec<usize> = Vec::new();
        let mut on_way = HashSet::new();
        let mut next = Some(start);
        while let Some(index) = next {
            if on_way.contains(&index) {
                let from = way.iter().position(|visited| *visited == index).expect("it is on the way");
                let circle = &way[from..];
                let first = *circle.iter().min().expect("a circle has members");
                let names: Vec<&str> = circle.iter().map(|member| groups[*member].name.as_str()).collect();
                diagnostics.push(
                    Diagnostic::new(
                        codes::TRI0533,
                        format!("catalog.groups[{first}].parent"),
                        format!("the group is its own ancestor: `{}`", names.join("` in `")),
                    )
                    .with_help("remove the `parent` of one of them"),
                );
                break;
            }
            if seen[index] {
                break;
            }
            way.push(index);
            on_way.insert(index);
            next = parent(index);
        }
        for index in way {
            seen[index] = true;
        }
    }
}

fn identities(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let users = &portal.catalog.users;
    let (mut ids, mut emails) = (HashSet::new(), HashSet::new());
    for (index, user) in users.iter().enumerate() {
        if !portal.auth.resolvers.iter().any(|resolver| can_match(user, resolver.kind)) {
            let needs: Vec<&str> = portal.auth.resolvers.iter().map(|resolver| needed(resolver.kind)).collect();
            diagnostics.push(
                Diagnostic::new(
                    codes::TRI0536,
                    format!("catalog.users[{index}]"),
                    format!("no resolver can find the user `{}` at sign-in", user.name),
                )
                .with_help(format!("add `{}`", needs.join("` or `"))),
            );
        }
        if let Some(id) = &user.user_id
            && !ids.insert(id.as_str().to_ascii_lowercase())
        {
            diagnostics.push(ambiguous(index, "user-id", id.as_str()));
        }
        if let Some(email) = &user.email
            && !emails.insert(email.as_str().to_ascii_lowercase())
        {
            diagnostics.push(ambiguous(index, "email", email.as_str()));
        }
    }
}

fn ambiguous(index: usize, key: &str, text: &str) -> Diagnostic {
    Diagnostic::new(
        codes::TRI0537,
        format!("catalog.users[{index}].{key}"),
        format!("another user has `{text}` too, so the sign-in of both fails"),
    )
    .with_help("one person is one user of the catalog")
}

fn can_match(user: &User, kind: ResolverKind) -> bool {
    match kind {
        ResolverKind::UserIdMatchingUserEntityAnnotation => user.user_id.is_some(),
        ResolverKind::EmailMatchingUserEntityAnnotation | ResolverKind::EmailMatchingUserEntityProfileEmail => {
            user.email.is_some()
        }
        // The name of the entity always exists.
        ResolverKind::EmailLocalPartMatchingUserEntityName => true,
    }
}

fn needed(kind: ResolverKind) -> &'static str {
    match kind {
        ResolverKind::UserIdMatchingUserEntityAnnotation => "user-id",
        ResolverKind::EmailMatchingUserEntityAnnotation | ResolverKind::EmailMatchingUserEntityProfileEmail => "email",
        ResolverKind::EmailLocalPartMatchingUserEntityName => "name",
    }
}
