//! The app registration, and the identity of workflows.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::{Guid, Portal, Registration, Subject};

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    name(portal, diagnostics);
    entra(portal, diagnostics);
    subjects(portal, diagnostics);
}

/// Longest name of an environment, a branch or a tag.
const LONGEST: usize = 255;
/// Words that Azure keeps out of public names.
const RESERVED: [&str; 3] = ["microsoft", "windows", "xbox"];

fn name(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let name = portal.name.as_str();
    let word =
        RESERVED.into_iter().find(|word| name.contains(word)).or_else(|| name.starts_with("login").then_some("login"));
    if let Some(word) = word {
        report(
            diagnostics,
            codes::TRI0320,
            "name",
            format!("Azure refuses public names that contain `{word}`"),
            "choose another name",
        );
    }
}

fn entra(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let entra = &portal.entra;
    if entra.registration == Registration::Graph && entra.client_id.is_some() {
        report(
            diagnostics,
            codes::TRI0350,
            "entra.client-id",
            "the template makes a registration of its own, which has another client id",
            "remove the key, or set `registration = \"script\"`",
        );
    }
    for (key, id) in [("client-id", &entra.client_id), ("tenant-id", &entra.tenant_id)] {
        if let Some(id) = id.as_ref().filter(|id| is_placeholder(id)) {
            report(
                diagnostics,
                codes::TRI0351,
                format!("entra.{key}"),
                format!("`{id}` is a placeholder for an id"),
                "write the id that Microsoft Entra shows, or remove the key: it is a parameter then",
            );
        }
    }
}

/// Whether all digits are the same.
fn is_placeholder(id: &Guid) -> bool {
    let mut digits = id.as_str().bytes().filter(|byte| *byte != b'-');
    digits.next().is_some_and(|first| digits.all(|digit| digit == first))
}

fn subjects(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let Some(github) = &portal.github else { return };
    for (index, subject) in github.subjects.iter().enumerate() {
        let at = format!("github.subjects[{index}]");
        if github.subjects[..index].contains(subject) {
            report(diagnostics, codes::TRI0352, at.as_str(), "these runs are trusted already", "remove one of the two");
        }
        let (kind, name) = match subject {
            Subject::Environment(name) => ("environment", name),
            Subject::Branch(name) => ("branch", name),
            Subject::Tag(name) => ("tag", name),
        };
        let path = format!("{at}.{kind}");
        if let Some(short) = name.strip_prefix("refs/heads/").or_else(|| name.strip_prefix("refs/tags/")) {
            report(
                diagnostics,
                codes::TRI0353,
                path,
                format!("`{name}` has the prefix that is added to it"),
                format!("write `{short}`"),
            );
        } else if name.len() > LONGEST {
            let message = format!("the name has {} bytes, and GitHub takes {LONGEST}", name.len());
            report(diagnostics, codes::TRI0353, path, message, "write the name as it is on GitHub");
        } else if let Some(part) = ["${{", "\n", "\r"].into_iter().find(|part| name.contains(part)) {
            let message = format!("the name contains {part:?}, which has another meaning in a workflow");
            report(diagnostics, codes::TRI0353, path, message, "write the plain name");
        } else if name.is_empty()
            || name.contains('*')
            || (kind != "environment" && name.contains([' ', ':', '?', '[', ']', '~', '^', '\\']))
        {
            report(
                diagnostics,
                codes::TRI0353,
                path,
                format!("`{name}` is not a valid {kind}: the name must be the whole one, without wildcards"),
                "write one entry for each name",
            );
        }
    }
}
