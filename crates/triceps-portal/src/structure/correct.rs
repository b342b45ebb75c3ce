//! What a text that breaks the rule of its kind was probably meant to be.

use std::net::Ipv4Addr;

use regex_lite::Regex;

use crate::config::{
    Cidr, ContainerName, EmailAddress, EntityName, EnvName, GitHubRepository, Guid, HostName, HttpsUrl,
    ImageRepository, IsoDuration, Kind, NamePrefix, Region, SecretName, StorageAccountName,
};
use crate::secrecy;

/// Longer texts are left alone.
const LONGEST: usize = 300;

/// The text as the rule wants it, if little is wrong with it.
pub(super) fn correction(kind: &Kind, text: &str) -> Option<String> {
    if text.len() > LONGEST || !secrecy::parts(text).is_empty() {
        return None;
    }
    let trimmed = text.trim();
    let corrected = match kind.pattern {
        GitHubRepository::PATTERN => repository(trimmed),
        Cidr::PATTERN => range(trimmed)?,
        HostName::PATTERN => host(trimmed).to_ascii_lowercase(),
        HttpsUrl::PATTERN => address(trimmed),
        Guid::PATTERN => guid(trimmed),
        Region::PATTERN | StorageAccountName::PATTERN => only(&trimmed.to_ascii_lowercase(), ""),
        NamePrefix::PATTERN => only(&trimmed.to_ascii_lowercase(), "").chars().take(9).collect(),
        // Names of queues have the pattern of containers.
        SecretName::PATTERN | ContainerName::PATTERN => hyphens(&trimmed.to_ascii_lowercase()),
        EntityName::PATTERN => hyphens(trimmed),
        ImageRepository::PATTERN => trimmed.to_ascii_lowercase(),
        EnvName::PATTERN => hyphens(trimmed).replace('-', "_").to_ascii_uppercase(),
        EmailAddress::PATTERN => email(trimmed).to_owned(),
        IsoDuration::PATTERN => duration(trimmed)?,
        _ => trimmed.to_owned(),
    };
    let fits = Regex::new(kind.pattern).is_ok_and(|pattern| pattern.is_match(&corrected));
    (fits && corrected != text).then_some(corrected)
}

/// `contoso/portal` of `https://github.com/contoso/portal.git`.
fn repository(text: &str) -> String {
    let path = ["https://", "http://", "ssh://", "git@"]
        .iter()
        .fold(text, |text, start| text.strip_prefix(start).unwrap_or(text));
    let path = path.strip_prefix("www.").unwrap_or(path);
    let path = path.strip_prefix("github.com").map_or(path, |path| path.trim_start_matches([':', '/']));
    let mut parts = path.split('/');
    let (owner, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    format!("{owner}/{}", name.strip_suffix(".git").unwrap_or(name))
}

/// `contoso.com` of `https://contoso.com:443/path`.
fn host(text: &str) -> &str {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    host.split(':').next().unwrap_or_default().trim_end_matches('.')
}

fn address(text: &str) -> String {
    match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => {
            format!("https://{rest}")
        }
        Some(_) => text.to_owned(),
        // A path is not an address without its scheme.
        None if text.starts_with(['.', '/']) => text.to_owned(),
        None => format!("https://{text}"),
    }
}

/// `203.0.113.7/32` of `203.0.113.7`, and `203.0.113.0/24` of `203.0.113.0/255.255.255.0`.
fn range(text: &str) -> Option<String> {
    let Some((address, mask)) = text.split_once('/') else { return Some(format!("{text}/32")) };
    let mask = u32::from(mask.parse::<Ipv4Addr>().ok()?);
    (mask.leading_ones() + mask.trailing_zeros() == 32).then(|| format!("{address}/{}", mask.leading_ones()))
}

/// What to do where the text as the rule wants it is not known; `key` is where it stands.
pub(super) fn advice(kind: &Kind, text: &str, key: &str) -> Option<&'static str> {
    match kind.pattern {
        EmailAddress::PATTERN if text.contains([',', ';']) => Some("write an entry for each address"),
        Guid::PATTERN if ["tenant-id", "subscription"].contains(&key) => {
            Some("`az account show` has the ids of tenant and subscription")
        }
        HttpsUrl::PATTERN if text.starts_with(['.', '/']) => {
            Some("a file of a repository is `https://github.com/contoso/catalog/blob/main/all.yaml`")
        }
        _ => None,
    }
}

/// A GUID without what stands around it. One without hyphens may be a token, which is not shown.
fn guid(text: &str) -> String {
    text.trim_start_matches("urn:uuid:").trim_matches(['{', '}', '(', ')']).to_owned()
}

/// `mona@contoso.com` of `Mona <mona@contoso.com>`.
fn email(text: &str) -> &str {
    let inner = text.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(text, |(inner, _)| inner);
    inner.strip_prefix("mailto:").unwrap_or(inner)
}

/// `PT30M` of `30m` and `30 minutes`.
fn duration(text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let digits = upper.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, unit) = upper.split_at(digits);
    match (number, unit.trim()) {
        ("", _) => Some(upper),
        (number, "S" | "SEC" | "SECOND" | "SECONDS") => Some(format!("PT{number}S")),
        (number, "M" | "MIN" | "MINUTE" | "MINUTES") => Some(format!("PT{number}M")),
        (number, "H" | "HOUR" | "HOURS") => Some(format!("PT{number}H")),
        (number, "D" | "DAY" | "DAYS") => Some(format!("P{number}D")),
        _ => None,
    }
}

/// Letters and digits, with what stands between them replaced.
fn only(text: &str, between: &str) -> String {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(between)
}

fn hyphens(text: &str) -> String {
    only(text, "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::KINDS;

    #[test]
    fn little_mistakes_are_corrected() {
        let kind = |pattern: &str| KINDS.iter().find(|kind| kind.pattern == pattern).expect("it is a kind");
        for (pattern, text, expected) in [
            (GitHubRepository::PATTERN, "https://github.com/o/r", Some("o/r")),
            (GitHubRepository::PATTERN, "git@github.com:contoso/portal.git", Some("contoso/portal")),
            (GitHubRepository::PATTERN, "https://github.com/o/r/tree/main", Some("o/r")),
            (GitHubRepository::PATTERN, "portal", None),
            (Cidr::PATTERN, "203.0.113.7", Some("203.0.113.7/32")),
            (Cidr::PATTERN, "203.0.113.300", None),
            (Cidr::PATTERN, "203.0.113.0/255.255.255.0", Some("203.0.113.0/24")),
            (Cidr::PATTERN, "203.0.113.0/0.0.0.0", Some("203.0.113.0/0")),
            (Cidr::PATTERN, "203.0.113.0/255.0.255.0", None),
            (HttpsUrl::PATTERN, "./catalog/all.yaml", None),
            (HostName::PATTERN, "https://Portal.contoso.com/home", Some("portal.contoso.com")),
            (HttpsUrl::PATTERN, "http://contoso.com/a.yaml", Some("https://contoso.com/a.yaml")),
            (HttpsUrl::PATTERN, "github.com/o/r", Some("https://github.com/o/r")),
            (Region::PATTERN, "West Europe", Some("westeurope")),
            (Guid::PATTERN, "{72F988BF-86F1-41AF-91AB-2D7CD011DB47}", Some("72F988BF-86F1-41AF-91AB-2D7CD011DB47")),
            (NamePrefix::PATTERN, "Back-Stage Portal", Some("backstage")),
            (SecretName::PATTERN, "GITHUB_TOKEN", Some("github-token")),
            (EnvName::PATTERN, "github-token", Some("GITHUB_TOKEN")),
            (EmailAddress::PATTERN, "Mona <mona@contoso.com>", Some("mona@contoso.com")),
            (IsoDuration::PATTERN, "30 minutes", Some("PT30M")),
            (IsoDuration::PATTERN, "pt1h", Some("PT1H")),
            (IsoDuration::PATTERN, "soon", None),
        ] {
            assert_eq!(correction(kind(pattern), text).as_deref(), expected, "{text}");
        }
    }
}
