//! Environment variables and secrets.

use std::collections::{HashMap, HashSet};

use triceps_diagnostics::Diagnostic;

use super::repeated::earlier;
use super::{report, variables};
use crate::codes;
use crate::config::{Authentication, Portal, PortalSecret, Rule, SecretName};
use crate::secrecy::{REFERENCES, is_secret};
use crate::structure::path;

/// Variables that Container Apps sets.
const OF_THE_PLATFORM: &str = "CONTAINER_APP_";
/// Variables that overrule the configuration of Backstage.
const OVERRULES: [&str; 2] = ["APP_CONFIG_", "BACKSTAGE_ENV"];
/// Parameters of the deployment that are there for other reasons.
const PARAMETERS: [&str; 17] = [
    "location",
    "namePrefix",
    "image",
    "microsoftClientId",
    "microsoftTenantId",
    "microsoftClientSecret",
    "secretExpiry",
    "postgresPassword",
    "environmentName",
    "cpu",
    "memory",
    "heap",
    "minReplicas",
    "maxReplicas",
    "minNodes",
    "maxNodes",
    "host",
];

/// Options of Node.js: those of a team are added to those of the portal.
pub const NODE_OPTIONS: &str = "NODE_OPTIONS";
/// Options that the portal decides: the heap follows from the memory, and nobody debugs in production.
const DECIDED: [&str; 2] = ["--max-old-space-size", "--inspect"];

/// Secrets of the portal that are there for other reasons.
const SECRETS: [&str; 4] =
    ["auth-microsoft-client-secret", "cache-connection", "postgres-password", "postgres-password-next"];

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let secrets = portal.secrets();
    let by_variable: HashMap<_, _> = secrets.iter().rev().map(|secret| (&secret.env, secret)).collect();
    for (name, value) in &portal.env {
        let at = path::key("env", name.as_str());
        if name.as_str() != NODE_OPTIONS || DECIDED.iter().any(|option| value.replace('_', "-").contains(option)) {
            variable(portal, name.as_str(), &at, diagnostics);
        }
        literal(name.as_str(), value, &at, diagnostics);
        if value.contains("${") {
            let message = "the reference is not replaced: the portal would read the text itself";
            report(
                diagnostics,
                codes::TRI0368,
                at.as_str(),
                message,
                "write the value, or the reference into `app-config.yaml`",
            );
        }
        if let Some(secret) = by_variable.get(name) {
            let message = format!("`{name}` refers to the secret `{}` already", secret.name);
            report(diagnostics, codes::TRI0362, at, message, "remove one of the two");
        }
    }
    extra(portal, diagnostics);
    parameters(portal, &secrets, diagnostics);
    for (index, rule) in portal.scale.rules.iter().enumerate() {
        let Rule::Custom { metadata, .. } = rule else { continue };
        for (key, value) in metadata {
            literal(key, value, &path::key(&format!("scale.rules[{index}].metadata"), key), diagnostics);
        }
    }
}

fn variable(portal: &Portal, name: &str, at: &str, diagnostics: &mut Vec<Diagnostic>) {
    if variables::refused(name, at, diagnostics) {
        return;
    }
    if name.starts_with(OF_THE_PLATFORM) {
        let message = format!("`{name}` is set by Container Apps");
        report(diagnostics, codes::TRI0360, at, message, "choose another name; it can be read without being set");
    } else if let Some((_, option)) = provided(portal).into_iter().find(|(known, _)| *known == name) {
        let message = format!("`{name}` follows from {option}");
        report(diagnostics, codes::TRI0361, at, message, "remove it here");
    } else if OVERRULES.iter().any(|start| name.starts_with(start)) {
        let message = format!("`{name}` overrules the files that are written for this portal");
        report(diagnostics, codes::TRI0366, at, message, "write it into a file of your own that is loaded last");
    }
}

/// The variables that the options of a portal set, and which option it is.
fn provided(portal: &Portal) -> Vec<(&'static str, &'static str)> {
    let mut names = vec![
        ("APP_BASE_URL", "the address of the portal"),
        ("AUTH_MICROSOFT_CLIENT_ID", "`entra`"),
        ("AUTH_MICROSOFT_TENANT_ID", "`entra`"),
        ("AUTH_MICROSOFT_CLIENT_SECRET", "`entra`"),
        ("AZURE_CLIENT_ID", "the identity of the portal"),
        (NODE_OPTIONS, "`size`"),
    ];
    if let Some(postgres) = &portal.postgres {
        names.extend(["POSTGRES_HOST", "POSTGRES_USER", "POSTGRES_DATABASE"].map(|name| (name, "`postgres`")));
        if postgres.authentication == Authentication::Password {
            names.push(("POSTGRES_PASSWORD", "`postgres`"));
        }
    }
    if portal.redis.is_some() {
        names.push(("REDIS_URL", "`redis`"));
    }
    if portal.techdocs.is_some() {
        names.extend(["TECHDOCS_ACCOUNT_NAME", "TECHDOCS_CONTAINER_NAME"].map(|name| (name, "`techdocs`")));
    }
    if portal.dapr.is_some() {
        names.extend(["DAPR_HTTP_PORT", "DAPR_GRPC_PORT"].map(|name| (name, "`dapr`")));
    }
    if portal.telemetry.is_some() {
        names.push(("APPLICATIONINSIGHTS_CONNECTION_STRING", "`telemetry`"));
    }
    if let Some(assistant) = &portal.assistant {
        names.push(("AZURE_OPENAI_ENDPOINT", "`assistant`"));
        if assistant.search.is_some() {
            names.push(("AZURE_SEARCH_ENDPOINT", "`assistant.search`"));
        }
    }
    names
}

/// A value that stands in the file although it is a secret, or refers to one in words of another tool.
fn literal(name: &str, value: &str, at: &str, diagnostics: &mut Vec<Diagnostic>) {
    if REFERENCES.iter().any(|start| value.starts_with(start)) {
        let tool = if value.starts_with('@') { "App Service" } else { "the command line of Azure" };
        report(
            diagnostics,
            codes::TRI0363,
            at,
            format!("only {tool} understands this; the portal would read the text itself"),
            format!("add an entry of `[[secrets]]` with `env = \"{name}\"`"),
        );
    } else if is_secret(name, value) {
        report(
            diagnostics,
            codes::TRI0364,
            at,
            format!("`{name}` looks like a secret, and everyone can read the file"),
            format!(
                "add an entry of `[[secrets]]` with `env = \"{name}\"`, and take it out of here and of the history"
            ),
        );
    }
}

/// The entries of `[[secrets]]` among themselves.
fn extra(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let names = earlier(portal.secrets.iter().map(|secret| &secret.name));
    let variables = earlier(portal.secrets.iter().map(|secret| &secret.env));
    for (index, secret) in portal.secrets.iter().enumerate() {
        let at = format!("secrets[{index}]");
        if names[index].is_some() {
            let message = format!("two secrets are called `{}`", secret.name);
            report(diagnostics, codes::TRI0362, format!("{at}.name"), message, "give each a name of its own");
        }
        if variables[index].is_some() {
            let message = format!("two secrets are for `{}`", secret.env);
            report(diagnostics, codes::TRI0362, format!("{at}.env"), message, "give each a variable of its own");
        }
        variable(portal, secret.env.as_str(), &format!("{at}.env"), diagnostics);
    }
}

/// All secrets: their names become parameters, which must not meet.
fn parameters(portal: &Portal, secrets: &[PortalSecret<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let extra: HashSet<&SecretName> = portal.secrets.iter().map(|secret| &secret.name).collect();
    let places = places(portal);
    let sames = earlier(secrets.iter().map(|secret| secret.parameter.to_ascii_lowercase()));
    let variables = earlier(secrets.iter().map(|secret| &secret.env));
    for (index, secret) in secrets.iter().enumerate() {
        let at = &places[secret.name];
        if looks_like_a_value(secret.name.as_str()) {
            diagnostics.push(
                Diagnostic::new(codes::TRI0365, at, "this looks like the secret itself, not like its name")
                    .with_help("write a name such as `github-token`: the value is a parameter of the deployment"),
            );
            continue;
        }
        if SECRETS.contains(&secret.name.as_str()) {
            let message = format!("`{}` is a secret of the portal already", secret.name);
            report(diagnostics, codes::TRI0362, at, message, "choose another name");
        }
        if let Some(known) = PARAMETERS.into_iter().find(|known| known.eq_ignore_ascii_case(&secret.parameter)) {
            let message = format!("its parameter would be `{}`, and there is `{known}` already", secret.parameter);
            report(diagnostics, codes::TRI0367, at, message, "choose another name");
        } else if let Some(other) = sames[index].map(|other| &secrets[other]) {
            let message = format!("its parameter would be `{}`, as that of `{}`", secret.parameter, other.name);
            report(diagnostics, codes::TRI0367, at, message, "choose another name");
        }
        if extra.contains(secret.name) {
            continue;
        }
        if variables[index].is_some() {
            let message = format!("its variable would be `{}`, which another secret has", secret.env);
            report(diagnostics, codes::TRI0362, at, message, "choose another name");
        }
        variable(portal, secret.env.as_str(), at, diagnostics);
    }
}

/// A diagnostic of the template at the place of the configuration that it is about: a secret whose parameter has the name of
/// something else. Others stay as they are.
///
/// ```
/// use triceps_diagnostics::{Diagnostic, codes};
/// use triceps_portal::{Document, blame};
///
/// let toml = "name = \"portal\"\n[[secrets]]\nname = \"location\"\nenv = \"PLACE\"\n";
/// let portal = Document::new("portal.toml", toml).portal()?;
/// let found = blame(&portal, Diagnostic::new(codes::BCP028, "params.location", "it is declared twice"));
/// assert_eq!((found.id(), found.path()), ("TRI0367", "secrets[0].name"));
/// # Ok::<(), triceps_portal::Report>(())
/// ```
pub fn blame(portal: &Portal, diagnostic: Diagnostic) -> Diagnostic {
    let symbol = diagnostic.path().rsplit('.').next().unwrap_or_default();
    let secrets = portal.secrets();
    match secrets.iter().find(|secret| diagnostic.id() == "BCP028" && secret.parameter == symbol) {
        Some(secret) => Diagnostic::new(
            codes::TRI0367,
            places(portal)[secret.name].as_str(),
            format!("its parameter would be `{symbol}`, which is another name in the template"),
        )
        .with_help(format!("choose another name, for example `{}-secret`", secret.name)),
        None => diagnostic,
    }
}

/// Where each secret is named first.
fn places(portal: &Portal) -> HashMap<&SecretName, String> {
    let mut places = HashMap::new();
    for (index, secret) in portal.secrets.iter().enumerate() {
        places.entry(&secret.name).or_insert_with(|| format!("secrets[{index}].name"));
    }
    for (host, devops) in portal.azure_devops.iter().enumerate() {
        for (credential, name) in
            devops.credentials.iter().enumerate().filter_map(|(index, one)| Some((index, one.secret()?)))
        {
            places.entry(name).or_insert_with(|| format!("azure-devops[{host}].credentials[{credential}].secret"));
        }
    }
    places
}

/// Whether a text is long and without parts, with digits among its letters: tokens are, names are not.
fn looks_like_a_value(name: &str) -> bool {
    name.split('-').any(|part| {
        part.len() >= 32
            && part.bytes().any(|byte| byte.is_ascii_digit())
            && part.bytes().any(|byte| byte.is_ascii_alphabetic())
    })
}
