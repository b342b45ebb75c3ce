//! Secrets of apps, references to them, and how images are pulled.

use triceps_diagnostics::codes;
use triceps_middle::map::Set;
use triceps_middle::strings::known;

use super::app::App;
use super::view::{Cx, Names};
use super::words as w;
use crate::check::values::{Form, Value, ValueSet};

/// The names of the secrets that an app has; none where not all of them are known.
fn names<'m>(cx: &Cx<'_, 'm>, app: &App<'_, '_>) -> Option<Names<'m>> {
    if cx.lacks(app.properties, w::CONFIGURATION) {
        return cx.names(app.properties, w::CONFIGURATION);
    }
    let configuration = cx.only(app.properties, w::CONFIGURATION)?;
    if cx.values.form(configuration) == Form::Object { cx.names(configuration, w::SECRETS) } else { None }
}

/// Reports a reference to a secret that the app does not have.
pub(super) fn reference<'m>(cx: &mut Cx<'_, 'm>, app: &App<'_, 'm>, names: &ValueSet) {
    for (value, name) in cx.texts_among(names) {
        let missing = {
            let known = app.secrets.get_or_init(|| self::names(cx, app));
            known.as_ref().is_some_and(|names| !names.contain(&name))
        };
        if missing {
            cx.report(
                codes::TRI0124,
                value,
                format!("the app has no secret `{name}`"),
                "add it to `secrets` of the configuration, or name one that is there",
            );
        }
    }
}

/// Reports an `identity` that the app does not have.
pub(super) fn assigned(cx: &mut Cx<'_, '_>, app: &App<'_, '_>, object: Value) {
    for identity in cx.each(object, w::IDENTITY) {
        if app.identities.lack(cx, identity) {
            cx.report(
                codes::TRI0125,
                identity,
                "the identity is not one of the app's",
                (
                    "add it to `identity.userAssignedIdentities` of the app, with `.identity(..)`",
                    "add it to `identity.userAssignedIdentities` of the app",
                ),
            );
        }
    }
}

pub(super) fn check<'m>(cx: &mut Cx<'_, 'm>, app: &App<'_, 'm>, configuration: Value) {
    for (_, secret) in cx.items(configuration, w::SECRETS) {
        for (value, name) in cx.texts(secret, w::NAME) {
            if !is_secret_name(&name) {
                cx.report(
                    codes::TRI0120,
                    value,
                    format!("`{name}` is not a valid name of a secret"),
                    "use lower-case letters, digits, `-` and `.`, with a letter or digit at either end",
                );
            }
        }
        source(cx, app, secret);
    }
    cx.twice(codes::TRI0121, configuration, w::SECRETS, "secret");
}

fn source(cx: &mut Cx<'_, '_>, app: &App<'_, '_>, secret: Value) {
    let [url, own] = [w::KEY_VAULT_URL, w::VALUE].map(|word| cx.slot(secret, word));
    let has_url = url.is_set();
    if has_url && own.is_set() {
        cx.report(codes::TRI0122, secret, "the secret has both a `value` and a `keyVaultUrl`", "give it one of them");
    } else if own.is_empty() && url.is_empty() {
        cx.report(
            codes::TRI0122,
            secret,
            "the secret has neither a `value` nor a `keyVaultUrl`",
            "give it a `value`, or a `keyVaultUrl` with an `identity`",
        );
    }
    if has_url && cx.lacks(secret, w::IDENTITY) {
        cx.report(
            codes::TRI0123,
            secret,
            "the secret is in a key vault, but no identity reads it",
            "set `identity` to an identity of the app",
        );
    }
    for (value, url) in cx.texts_among(&url.values) {
        if !url.starts_with("https://") {
            cx.report(
                codes::TRI0126,
                value,
                format!("`{url}` is not the address of a secret"),
                "use the address of the secret, `https://..`, as `properties.secretUri` gives it",
            );
        }
    }
    assigned(cx, app, secret);
}

fn is_secret_name(name: &str) -> bool {
    let edge = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    name.len() <= 253
        && name.starts_with(edge)
        && name.ends_with(edge)
        && name.chars().all(|c| edge(c) || c == '-' || c == '.')
}

/// Checks the registries that images are pulled from.
pub(super) fn registries<'m>(cx: &mut Cx<'_, 'm>, app: &App<'_, 'm>, configuration: Value) {
    for (_, registry) in cx.items(configuration, w::REGISTRIES) {
        let [user, password] = [w::USERNAME, w::PASSWORD_SECRET_REF].map(|word| cx.slot(registry, word));
        let (has_user, has_password) = (user.is_set(), password.is_set());
        let message = if cx.has(registry, w::IDENTITY) && (has_user || has_password) {
            Some("the registry has both an `identity` and a user name or password")
        } else if has_user && password.is_empty() {
            Some("the registry has a user name without a password")
        } else if has_password && user.is_empty() {
            Some("the registry has a password without a user name")
        } else {
            None
        };
        if let Some(message) = message {
            cx.report(
                codes::TRI0150,
                registry,
                message,
                "give it an `identity`, or a `username` with a `passwordSecretRef`",
            );
        }
        assigned(cx, app, registry);
        reference(cx, app, &password.values);
    }
    listed_twice(cx, configuration);
}

/// Which server an entry is about.
#[derive(PartialEq, Eq, Hash)]
enum Server {
    Text(String),
    /// `registry.properties.loginServer`
    Of(triceps_middle::DeclId),
}

fn listed_twice(cx: &mut Cx<'_, '_>, configuration: Value) {
    for array in cx.each(configuration, w::REGISTRIES) {
        if cx.values.form(array) != Form::Array {
            continue;
        }
        let items = cx.values.items(array);
        let mut seen: Set<_> = Set::default();
        for item in items.iter().filter(|item| item.certain) {
            let own = cx.values.alternatives(item.value).only().filter(|own| cx.values.form(*own) == Form::Object);
            let Some(value) = own.and_then(|own| cx.only(own, w::SERVER)) else { continue };
            let Some(server) = server(cx, value) else { continue };
            if !seen.insert(server) {
                cx.report(codes::TRI0151, value, "the registry is listed already", "keep one entry for each server");
            }
        }
    }
}

fn server(cx: &Cx<'_, '_>, value: Value) -> Option<Server> {
    if let Some(text) = cx.values.text(value) {
        return Some(Server::Text(text.into_owned()));
    }
    let value = cx.values.alternatives(cx.values.unquoted(value)).only()?;
    match cx.values.expr(value)? {
        (_, triceps_middle::Expr::Property { base, name, .. }) if cx.middle().str(name) == "loginServer" => {
            cx.values.read_of(value.part(base), known::PROPERTIES).map(Server::Of)
        }
        (_, triceps_middle::Expr::Decl(decl)) => Some(Server::Of(decl)),
        _ => None,
    }
}
