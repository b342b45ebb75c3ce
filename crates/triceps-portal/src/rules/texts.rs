//! Texts that people read, which go into many languages.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::Portal;

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let mut texts: Vec<(String, &str)> = vec![("title".to_owned(), &portal.title)];
    texts.extend(portal.organization.iter().map(|text| ("organization".to_owned(), text.as_str())));
    for (index, secret) in portal.secrets.iter().enumerate() {
        texts.extend(secret.description.iter().map(|text| (format!("secrets[{index}].description"), text.as_str())));
    }
    for (index, user) in portal.catalog.users.iter().enumerate() {
        texts.extend(
            user.display_name.iter().map(|text| (format!("catalog.users[{index}].display-name"), text.as_str())),
        );
    }
    for (index, group) in portal.catalog.groups.iter().enumerate() {
        texts.extend(
            group.display_name.iter().map(|text| (format!("catalog.groups[{index}].display-name"), text.as_str())),
        );
    }
    for (index, rule) in portal.ip_rules.iter().enumerate() {
        texts.push((format!("ip-rules[{index}].name"), &rule.name));
    }
    for (at, text) in texts {
        if text.contains(char::is_control) {
            report(
                diagnostics,
                codes::TRI0374,
                at,
                "the text contains a line end or a control character",
                "write it on one line",
            );
        }
    }
}
