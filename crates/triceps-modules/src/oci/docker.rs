//! Credentials that Docker keeps: `config.json` and its helpers.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::trust::{Secret, User};

/// A name and password, or a token for new tokens.
#[derive(Clone, Debug)]
pub(super) enum Login {
    Password { user: String, password: Secret },
    Identity(Secret),
}

/// The name that Docker gives an identity token.
const TOKEN_USER: &str = "<token>";

/// The login that Docker keeps for a registry, which is named with its port.
pub(super) fn login(user: &User, registry: &str) -> Option<Login> {
    let folder = match user.variable("DOCKER_CONFIG") {
        Some(folder) => PathBuf::from(folder),
        None => user.home()?.join(".docker"),
    };
    let bytes = std::fs::read(folder.join("config.json")).ok()?;
    let config: Value = serde_json::from_slice(&bytes).ok()?;
    let helper = config
        .get("credHelpers")
        .and_then(Value::as_object)
        .and_then(|helpers| helpers.iter().find(|(host, _)| is_registry(host, registry)))
        .and_then(|(host, helper)| Some((host.as_str(), helper.as_str()?)));
    if let Some((host, helper)) = helper {
        return ask(user, helper, host);
    }
    let auths = config.get("auths").and_then(Value::as_object);
    let known = auths.and_then(|auths| auths.iter().find(|(host, _)| is_registry(host, registry)));
    if let Some(login) = known.and_then(|(_, auth)| written(auth)) {
        return Some(login);
    }
    let store = config.get("credsStore").and_then(Value::as_str)?;
    ask(user, store, known.map_or(registry, |(host, _)| host.as_str()))
}

/// Whether a key of the file names the registry: itself, or an address on it.
fn is_registry(key: &str, registry: &str) -> bool {
    let rest = key.strip_prefix("https://").or_else(|| key.strip_prefix("http://")).unwrap_or(key);
    rest.split('/').next().is_some_and(|host| host.eq_ignore_ascii_case(registry))
}

fn written(auth: &Value) -> Option<Login> {
    let text = |key: &str| auth.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    if let Some(token) = text("identitytoken") {
        return Some(Login::Identity(Secret::new(token)));
    }
    if let (Some(user), Some(password)) = (text("username"), text("password")) {
        return Some(Login::Password { user: user.to_owned(), password: Secret::new(password) });
    }
    let pair = String::from_utf8(STANDARD.decode(text("auth")?).ok()?).ok()?;
    let (user, password) = pair.split_once(':')?;
    Some(Login::Password { user: user.to_owned(), password: Secret::new(password.trim_end_matches('\0')) })
}

/// Asks a helper, which gets the host on its standard input.
fn ask(user: &User, helper: &str, host: &str) -> Option<Login> {
    let is_name = !helper.is_empty()
        && helper.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    if !is_name {
        return None;
    }
    let mut command = Command::new(format!("docker-credential-{helper}"));
    command.arg("get").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    if let Some(path) = user.variable("PATH") {
        command.env("PATH", path);
    }
    let mut child = command.spawn().ok()?;
    child.stdin.take()?.write_all(host.as_bytes()).ok()?;
    let output = child.wait_with_output().ok().filter(|output| output.status.success())?;
    let answer: Value = serde_json::from_slice(&output.stdout).ok()?;
    let text = |key: &str| answer.get(key).and_then(Value::as_str);
    let (name, secret) = (text("Username")?, Secret::new(text("Secret")?));
    Some(if name == TOKEN_USER {
        Login::Identity(secret)
    } else {
        Login::Password { user: name.to_owned(), password: secret }
    })
}
