//! Secrets of apps, references to them, and how images are pulled.

use super::app::App;
use super::container::twice;
use super::view::{Cx, Rule, error, is_complete, warning};
use crate::check::Path;
use crate::expr::{Array, Expr, Object};

const SECRET_NAME: Rule = error("TRI0120");
const SECRET_TWICE: Rule = error("TRI0121");
const SECRET_SOURCE: Rule = error("TRI0122");
const VAULT_IDENTITY: Rule = error("TRI0123");
const NO_SECRET: Rule = error("TRI0124");
const NOT_ASSIGNED: Rule = error("TRI0125");
const VAULT_URL: Rule = warning("TRI0126");
const REGISTRY_SIGN_IN: Rule = error("TRI0150");
const REGISTRY_TWICE: Rule = warning("TRI0151");

/// The secrets that an app declares, as far as they are known.
#[derive(Clone, Copy)]
pub(super) enum Secrets<'a> {
    None,
    Some(&'a Array),
    Unknown,
}

impl<'a> Secrets<'a> {
    pub(super) fn of(cx: &Cx<'a>, properties: &'a Object, configuration: Option<&'a Object>) -> Self {
        match configuration {
            None if cx.lacks(properties, "configuration") => Self::None,
            None => Self::Unknown,
            Some(configuration) => match cx.array(configuration, "secrets") {
                Some(secrets) => Self::Some(secrets),
                None if cx.lacks(configuration, "secrets") => Self::None,
                None => Self::Unknown,
            },
        }
    }

    /// Whether there certainly is no secret of this name.
    fn lack(self, cx: &Cx<'a>, name: &str) -> bool {
        match self {
            Self::None => true,
            Self::Unknown => false,
            Self::Some(secrets) => {
                is_complete(secrets)
                    && secrets.items.iter().all(|secret| {
                        let secret = cx.resolve(secret).as_object();
                        secret.and_then(|secret| cx.text(secret, "name")).is_some_and(|other| other != name)
                    })
            }
        }
    }
}

/// Reports a reference to a secret that the app does not have.
pub(super) fn reference<'a>(cx: &mut Cx<'a>, app: &App<'a>, name: &'a Expr, path: &Path<'_>) {
    let Some(name) = name.as_str() else { return };
    if app.secrets.lack(cx, name) {
        cx.report(
            &NO_SECRET,
            path,
            format!("the app has no secret `{name}`"),
            "add it to `secrets` of the configuration, or name one that is there",
        );
    }
}

/// Reports an identity that the app does not have.
pub(super) fn assigned<'a>(cx: &mut Cx<'a>, app: &App<'a>, identity: &'a Expr, path: &Path<'_>) {
    if app.identities.lack(cx, identity) {
        cx.report(
            &NOT_ASSIGNED,
            path,
            "the identity is not one of the app's",
            "add it to `identity.userAssignedIdentities` of the app, with `.identity(..)`",
        );
    }
}

pub(super) fn check<'a>(cx: &mut Cx<'a>, app: &App<'a>, configuration: &'a Object, path: &Path<'_>) {
    let Some(secrets) = cx.array(configuration, "secrets") else { return };
    let path = path.name("secrets");
    for (index, secret) in cx.objects(secrets) {
        let path = &path.index(index);
        if let Some(name) = cx.text(secret, "name").filter(|name| !is_secret_name(name)) {
            cx.report(
                &SECRET_NAME,
                &path.name("name"),
                format!("`{name}` is no name of a secret"),
                "use lower-case letters, digits, `-` and `.`, with a letter or digit at either end",
            );
        }
        source(cx, app, secret, path);
    }
    twice(cx, &SECRET_TWICE, secrets, &path, "secret");
}

fn source<'a>(cx: &mut Cx<'a>, app: &App<'a>, secret: &'a Object, path: &Path<'_>) {
    let url = cx.get(secret, "keyVaultUrl");
    let has_value = cx.get(secret, "value").is_some();
    if url.is_some() && has_value {
        cx.report(&SECRET_SOURCE, path, "the secret has both a `value` and a `keyVaultUrl`", "give it one of them");
    } else if cx.lacks(secret, "value") && cx.lacks(secret, "keyVaultUrl") {
        cx.report(
            &SECRET_SOURCE,
            path,
            "the secret has neither a `value` nor a `keyVaultUrl`",
            "give it a `value`, or a `keyVaultUrl` with an `identity`",
        );
    }
    if url.is_some() && cx.lacks(secret, "identity") {
        cx.report(
            &VAULT_IDENTITY,
            path,
            "the secret lies in a key vault, and nobody is named who reads it",
            "set `identity` to an identity of the app",
        );
    }
    if let Some(text) = url.and_then(Expr::as_str).filter(|text| !text.starts_with("https://")) {
        cx.report(
            &VAULT_URL,
            &path.name("keyVaultUrl"),
            format!("`{text}` is no address of a secret"),
            "use the address of the secret, `https://..`, as `properties.secretUri` gives it",
        );
    }
    if let Some(identity) = cx.get(secret, "identity") {
        assigned(cx, app, identity, &path.name("identity"));
    }
}

fn is_secret_name(name: &str) -> bool {
    let edge = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    name.len() <= 253
        && name.starts_with(edge)
        && name.ends_with(edge)
        && name.chars().all(|c| edge(c) || c == '-' || c == '.')
}

/// Checks the registries that images are pulled from.
pub(super) fn registries<'a>(cx: &mut Cx<'a>, app: &App<'a>, configuration: &'a Object, path: &Path<'_>) {
    let Some(registries) = cx.array(configuration, "registries") else { return };
    let path = path.name("registries");
    for (index, registry) in cx.objects(registries) {
        let path = &path.index(index);
        let identity = cx.get(registry, "identity");
        let password = cx.get(registry, "passwordSecretRef");
        let has_user = cx.get(registry, "username").is_some();
        let message = if identity.is_some() && (has_user || password.is_some()) {
            Some("the registry has both an `identity` and a user name or password")
        } else if has_user && cx.lacks(registry, "passwordSecretRef") {
            Some("the registry has a user name without a password")
        } else if password.is_some() && cx.lacks(registry, "username") {
            Some("the registry has a password without a user name")
        } else {
            None
        };
        if let Some(message) = message {
            cx.report(
                &REGISTRY_SIGN_IN,
                path,
                message,
                "give it an `identity`, or a `username` with a `passwordSecretRef`",
            );
        }
        if let Some(identity) = identity {
            assigned(cx, app, identity, &path.name("identity"));
        }
        if let Some(password) = password {
            reference(cx, app, password, &path.name("passwordSecretRef"));
        }
        let Some(server) = cx.get(registry, "server") else { continue };
        let before = registries.items[..index].iter().filter_map(|other| cx.resolve(other).as_object());
        if before.into_iter().any(|other| cx.get(other, "server") == Some(server)) {
            cx.report(
                &REGISTRY_TWICE,
                &path.name("server"),
                "the registry is listed already",
                "keep one entry for each server",
            );
        }
    }
}
