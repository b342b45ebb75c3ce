//! Environments: each follows the rules of a portal, and none gets in the way of another.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::{Environment, Portal, Size};
use crate::structure::path;

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let environments = portal.in_environments();
    for (index, (name, environment, own)) in environments.iter().enumerate() {
        let at = path::key("environments", name.as_str());
        let same = |other: &&(_, &Environment, Portal)| {
            other.1.subscription == environment.subscription
                && other.2.delivery.resource_group == own.delivery.resource_group
        };
        if let Some((other, ..)) = environments[..index].iter().find(same) {
            let message = format!("`{name}` and `{other}` are deployed into one resource group, with the same names");
            let help = "give each a `resource-group` or a `subscription` of its own";
            report(diagnostics, codes::TRI0391, at.as_str(), message, help);
        }
        if environment.domain.is_some() && portal.domain.is_none() {
            let message = "the portal has no host name that could be another one here";
            let help = "add `[domain]` with the `host` of production";
            report(diagnostics, codes::TRI0392, format!("{at}.domain"), message, help);
        }
        if own.size != portal.size && (own.size == Size::Dedicated || portal.size == Size::Dedicated) {
            let message = "dedicated machines are part of the template, which all environments share";
            let help = "use `dedicated` in all environments, or in none";
            report(diagnostics, codes::TRI0393, format!("{at}.size"), message, help);
        }
        let mut found = Vec::new();
        super::check_portal(own, &mut found);
        // What is wrong in the part that they share is reported once, at that part.
        let new = found.into_iter().filter(|diagnostic| {
            !diagnostics.iter().any(|known| known.id() == diagnostic.id() && known.path() == diagnostic.path())
        });
        let new: Vec<Diagnostic> = new.map(|diagnostic| below(&at, environment, &diagnostic)).collect();
        diagnostics.extend(new);
    }
}

/// A diagnostic where the environment says what it is about, else at the environment as a whole.
fn below(at: &str, environment: &Environment, diagnostic: &Diagnostic) -> Diagnostic {
    let Environment { size, scale, domain, image, .. } = environment;
    let path = diagnostic.path();
    let own = match path.split(['.', '[']).next() {
        Some("size") if size.is_some() => format!("{at}.size"),
        Some("scale") if scale.is_some() => format!("{at}.{path}"),
        Some("domain") if domain.is_some() => format!("{at}.domain"),
        Some("image") if image.is_some() => format!("{at}.{path}"),
        _ => at.to_owned(),
    };
    let moved = Diagnostic::new(diagnostic.code(), own, diagnostic.message()).with_severity(diagnostic.severity());
    match diagnostic.help() {
        Some(help) => moved.with_help(help.to_owned()),
        None => moved,
    }
}
