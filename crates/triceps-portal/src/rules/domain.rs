//! Your own host name.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::{Certificate, Domain, Portal};

/// Domains of Azure, in which nobody else has names.
const AZURE: [&str; 4] = ["azurecontainerapps.io", "azurefd.net", "azurewebsites.net", "windows.net"];
/// Longest name that a managed certificate is issued for.
const LONGEST: usize = 64;

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let Some(domain) = &portal.domain else { return };
    name(domain, diagnostics);
    zone(domain, diagnostics);
    if portal.front_door.is_some() {
        if domain.certificate != Certificate::Cname {
            report(
                diagnostics,
                codes::TRI0344,
                "domain.certificate",
                "Front Door proves the name by itself",
                "remove the key",
            );
        }
    } else if portal.network.is_some() {
        report(
            diagnostics,
            codes::TRI0345,
            "domain",
            "a managed certificate takes a portal that the internet reaches, and this one is inside a network",
            "add `[front-door]`, or remove `[domain]`",
        );
    }
}

fn name(domain: &Domain, diagnostics: &mut Vec<Diagnostic>) {
    let host = domain.host.as_str();
    let lower = host.to_ascii_lowercase();
    if let Some(azure) = AZURE.iter().find(|azure| ends_with(&lower, azure)) {
        report(
            diagnostics,
            codes::TRI0340,
            "domain.host",
            format!("names in `{azure}` are given by Azure"),
            "write a name in a domain of yours, or remove `[domain]`",
        );
    }
    if host.len() > LONGEST {
        report(
            diagnostics,
            codes::TRI0341,
            "domain.host",
            format!("the name has {} characters, and certificates are issued for up to {LONGEST}", host.len()),
            "choose a shorter name",
        );
    }
    if host != lower {
        report(
            diagnostics,
            codes::TRI0342,
            "domain.host",
            "the redirect URI of the sign-in contains this name, and letter case matters there",
            format!("write `{lower}`"),
        );
    }
}

fn zone(domain: &Domain, diagnostics: &mut Vec<Diagnostic>) {
    let Some(zone) = &domain.zone else { return };
    let (host, zone) = (domain.host.as_str().to_ascii_lowercase(), zone.name.as_str().to_ascii_lowercase());
    if host == zone {
        report(
            diagnostics,
            codes::TRI0343,
            "domain.host",
            "the name is that of the zone itself, which cannot be an alias of another name",
            format!("choose a name inside the zone, for example `portal.{zone}`"),
        );
    } else if !ends_with(&host, &zone) {
        report(
            diagnostics,
            codes::TRI0343,
            "domain.zone.name",
            format!("`{}` is not in the zone `{zone}`", domain.host),
            host.split_once('.').map_or_else(String::new, |(_, parent)| format!("write `{parent}`")),
        );
    }
}

/// Whether a name is in a domain.
fn ends_with(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}
