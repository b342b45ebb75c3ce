//! Environment variables and secrets.

use triceps::{Diagnostic, Severity};

use super::{error, warning};
use crate::config::{Authentication, Portal, PortalSecret, Rule};
use crate::read::path;

/// A literal that may be a secret: what it points at is not shown.
pub(super) const LITERAL: &str = "TRI0364";
/// A name that may be the secret itself: what it points at is not shown.
pub(super) const NAME: &str = "TRI0365";

/// Variables that Container Apps sets.
const OF_THE_PLATFORM: &str = "CONTAINER_APP_";
/// Variables that overrule the configuration of Backstage.
const OVERRULES: &str = "APP_CONFIG_";
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

/// Secrets of the portal that are there for other reasons.
const SECRETS: [&str; 4] =
    ["auth-microsoft-client-secret", "cache-connection", "postgres-password", "postgres-password-next"];

pub(super) fn check(portal: &Portal, findings: &mut Vec<Diagnostic>) {
    let secrets = portal.secrets();
    for (name, value) in &portal.env {
        let at = path::key("env", name.as_str());
        variable(portal, name.as_str(), &at, findings);
        literal(name.as_str(), value, &at, findings);
        if value.contains("${") {
            let message = "nobody replaces the reference: the portal would read the text itself";
            warning(
                findings,
                "TRI0368",
                at.as_str(),
                message,
                "write the value, or the reference into `app-config.yaml`",
            );
        }
        if let Some(secret) = secrets.iter().find(|secret| secret.env == *name) {
            let message = format!("`{name}` refers to the secret `{}` already", secret.name);
            error(findings, "TRI0362", at, message, "remove one of the two");
        }
    }
    extra(portal, findings);
    parameters(portal, &secrets, findings);
    for (index, rule) in portal.scale.rules.iter().enumerate() {
        let Rule::Custom { metadata, .. } = rule else { continue };
        for (key, value) in metadata {
            literal(key, value, &path::key(&format!("scale.rules[{index}].metadata"), key), findings);
        }
    }
}

fn variable(portal: &Portal, name: &str, at: &str, findings: &mut Vec<Diagnostic>) {
    if name.starts_with(OF_THE_PLATFORM) {
        let message = format!("`{name}` is set by Container Apps");
        error(findings, "TRI0360", at, message, "choose another name; reading it is fine");
    } else if let Some((_, option)) = provided(portal).into_iter().find(|(known, _)| *known == name) {
        let message = format!("`{name}` follows from {option}");
        error(findings, "TRI0361", at, message, "remove it here");
    } else if name.starts_with(OVERRULES) {
        let message = format!("`{name}` overrules the files that are written for this portal");
        warning(findings, "TRI0366", at, message, "write it into a file of your own that is loaded last");
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
        ("NODE_OPTIONS", "`size`"),
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
fn literal(name: &str, value: &str, at: &str, findings: &mut Vec<Diagnostic>) {
    if value.starts_with("secretref:") || value.starts_with("@Microsoft.KeyVault(") {
        let tool = if value.starts_with('@') { "App Service" } else { "the command line of Azure" };
        error(
            findings,
            "TRI0363",
            at,
            format!("only {tool} understands this; the portal would read the text itself"),
            format!("add an entry of `[[secrets]]` with `env = \"{name}\"`"),
        );
    } else if is_secret(name, value) {
        warning(
            findings,
            LITERAL,
            at,
            format!("`{name}` looks like a secret, and the file is for everybody to read"),
            format!(
                "add an entry of `[[secrets]]` with `env = \"{name}\"`, and take it out of here and of the history"
            ),
        );
    }
}

/// Beginnings and parts of values that only secrets have.
const MARKS: [&str; 13] = [
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "AKIA",
    "AccountKey=",
    "SharedAccessKey=",
    "Password=",
    "&sig=",
    "-----BEGIN ",
];
/// Ends of names that say what a secret is for or where it is, and not the secret.
const HARMLESS: [&str; 14] = [
    "URL",
    "URI",
    "ENDPOINT",
    "HOST",
    "PATH",
    "FILE",
    "NAME",
    "ID",
    "TTL",
    "EXPIRY",
    "EXPIRATION",
    "SECONDS",
    "ENABLED",
    "TYPE",
];
/// Words of names that secrets have.
const WORDS: [&str; 13] = [
    "PASSWORD",
    "PASSWD",
    "PWD",
    "SECRET",
    "TOKEN",
    "APIKEY",
    "API_KEY",
    "ACCESS_KEY",
    "ACCOUNT_KEY",
    "PRIVATE_KEY",
    "CONNECTION_STRING",
    "CREDENTIAL",
    "CREDENTIALS",
];

fn is_secret(name: &str, value: &str) -> bool {
    if MARKS.iter().any(|mark| value.contains(mark)) || has_password(value) {
        return true;
    }
    let name = screaming(name);
    let says = WORDS.iter().any(|word| format!("_{name}_").contains(&format!("_{word}_")));
    let harmless = HARMLESS.iter().any(|end| name.rsplit('_').next() == Some(*end));
    let plain = value.is_empty() || value.contains("${") || value.parse::<f64>().is_ok();
    says && !harmless && !plain && !matches!(value, "true" | "false" | "none")
}

/// Whether a value is an address with a user and a password in it.
fn has_password(value: &str) -> bool {
    let after = value.split_once("://").map_or("", |(_, rest)| rest);
    let before_host = after.split(['/', '?']).next().and_then(|authority| authority.rsplit_once('@'));
    before_host
        .and_then(|(user, _)| user.split_once(':'))
        .is_some_and(|(_, password)| !password.is_empty() && !password.contains("${"))
}

/// `connectionString` as `CONNECTION_STRING`.
fn screaming(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    let mut lower = false;
    for letter in name.chars() {
        if lower && letter.is_ascii_uppercase() {
            out.push('_');
        }
        lower = letter.is_ascii_lowercase() || letter.is_ascii_digit();
        out.push(if letter == '-' { '_' } else { letter.to_ascii_uppercase() });
    }
    out
}

/// The entries of `[[secrets]]` among themselves.
fn extra(portal: &Portal, findings: &mut Vec<Diagnostic>) {
    for (index, secret) in portal.secrets.iter().enumerate() {
        let at = format!("secrets[{index}]");
        let earlier = &portal.secrets[..index];
        if earlier.iter().any(|other| other.name == secret.name) {
            let message = format!("two secrets are called `{}`", secret.name);
            error(findings, "TRI0362", format!("{at}.name"), message, "give each a name of its own");
        }
        if earlier.iter().any(|other| other.env == secret.env) {
            let message = format!("two secrets are for `{}`", secret.env);
            error(findings, "TRI0362", format!("{at}.env"), message, "give each a variable of its own");
        }
        variable(portal, secret.env.as_str(), &format!("{at}.env"), findings);
    }
}

/// All secrets: their names become parameters, which must not meet.
fn parameters(portal: &Portal, secrets: &[PortalSecret<'_>], findings: &mut Vec<Diagnostic>) {
    let extra = portal.secrets.len();
    for (index, secret) in secrets.iter().enumerate() {
        let at = place(portal, secret);
        if looks_like_a_value(secret.name.as_str()) {
            findings.push(
                Diagnostic::new(NAME, Severity::Error, at.as_str(), "this looks like a secret, and not like its name")
                    .with_help("write a name such as `github-token`: the value is a parameter of the deployment"),
            );
            continue;
        }
        if SECRETS.contains(&secret.name.as_str()) {
            let message = format!("`{}` is a secret of the portal already", secret.name);
            error(findings, "TRI0362", at.as_str(), message, "choose another name");
        }
        let clash = |other: &str| other.eq_ignore_ascii_case(&secret.parameter);
        if let Some(known) = PARAMETERS.into_iter().find(|known| clash(known)) {
            let message = format!("its parameter would be `{}`, and there is `{known}` already", secret.parameter);
            error(findings, "TRI0367", at.as_str(), message, "choose another name");
        } else if let Some(other) = secrets[..index].iter().find(|other| clash(&other.parameter)) {
            let message = format!("its parameter would be `{}`, as that of `{}`", secret.parameter, other.name);
            error(findings, "TRI0367", at.as_str(), message, "choose another name");
        }
        if index >= extra && secrets[..index].iter().any(|other| other.env == secret.env) {
            let message = format!("its variable would be `{}`, which another secret has", secret.env);
            error(findings, "TRI0362", at.as_str(), message, "choose another name");
        }
        if index >= extra {
            variable(portal, secret.env.as_str(), &at, findings);
        }
    }
}

/// Findings of the template that are about the parameter of a secret, where the configuration names the secret.
pub(crate) fn blame(portal: &Portal, finding: Diagnostic) -> Diagnostic {
    let symbol = finding.path().rsplit('.').next().unwrap_or_default();
    let secrets = portal.secrets();
    match secrets.iter().find(|secret| finding.id() == "BCP028" && secret.parameter == symbol) {
        Some(secret) => Diagnostic::new(
            "TRI0367",
            Severity::Error,
            place(portal, secret),
            format!("its parameter would be `{symbol}`, which the template calls something else"),
        )
        .with_help(format!("choose another name, for example `{}-secret`", secret.name)),
        None => finding,
    }
}

/// Where a secret is named first.
fn place(portal: &Portal, secret: &PortalSecret<'_>) -> String {
    if let Some(index) = portal.secrets.iter().position(|extra| extra.name == *secret.name) {
        return format!("secrets[{index}].name");
    }
    let credentials = portal.azure_devops.iter().enumerate().find_map(|(host, devops)| {
        let credential = devops.credentials.iter().position(|credential| credential.secret() == Some(secret.name))?;
        Some(format!("azure-devops[{host}].credentials[{credential}].secret"))
    });
    credentials.expect("each secret is one of the two")
}

/// Whether a text is long and without parts, with digits among its letters: tokens are, names are not.
fn looks_like_a_value(name: &str) -> bool {
    name.split('-').any(|part| {
        part.len() >= 32
            && part.bytes().any(|byte| byte.is_ascii_digit())
            && part.bytes().any(|byte| byte.is_ascii_alphabetic())
    })
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn secrets_are_told_by_name_or_value() {
        for (name, value, secret) in [
            ("GITHUB_TOKEN", "abc", true),
            ("connectionString", "Server=x", true),
            ("DB_PWD", "hunter2", true),
            ("ANYTHING", "ghp_1234567890", true),
            ("PROXY", "http://user:word@proxy:8080", true),
            ("STORE", "DefaultEndpointsProtocol=https;AccountKey=abc", true),
            ("PROXY", "http://user@proxy:8080", false),
            ("TOKEN_URL", "https://contoso.com", false),
            ("TOKEN_TTL", "PT1H", false),
            ("TOKENIZER", "bpe", false),
            ("MAX_TOKENS", "4000", false),
            ("SECRET", "${OTHER}", false),
            ("LOG_LEVEL", "debug", false),
        ] {
            assert_eq!(is_secret(name, value), secret, "{name} = {value}");
        }
    }
}
