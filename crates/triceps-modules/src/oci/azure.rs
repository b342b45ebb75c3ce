//! Tokens of an Azure account, through its command line.

use std::process::{Command, Stdio};

use serde_json::Value;

use super::trust::{Secret, User};
use super::url::host_of;

/// What a token is for, by the cloud of a registry.
pub(super) fn audience(registry: &str) -> &'static str {
    let host = host_of(registry);
    if host.ends_with(".azurecr.cn") {
        "https://management.chinacloudapi.cn"
    } else if host.ends_with(".azurecr.us") {
        "https://management.usgovcloudapi.net"
    } else {
        "https://management.azure.com"
    }
}

/// What registries take that refuse tokens for Azure Resource Manager.
pub(super) const REGISTRY_AUDIENCE: &str = "https://containerregistry.azure.net";

/// A token of the account that is signed in; the reason in words if there is none.
pub(super) fn token(user: &User, audience: &str) -> Result<Secret, String> {
    let program = if cfg!(windows) { "az.cmd" } else { "az" };
    let mut command = Command::new(program);
    command
        .args(["account", "get-access-token", "--output", "json", "--resource", audience])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    if let Some(path) = user.variable("PATH") {
        command.env("PATH", path);
    }
    let output = command.output().map_err(|_| "`az` is not installed".to_owned())?;
    if !output.status.success() {
        return Err("`az account get-access-token` failed: run `az login`".to_owned());
    }
    let answer: Option<Value> = serde_json::from_slice(&output.stdout).ok();
    let token = answer.as_ref().and_then(|answer| answer.get("accessToken")).and_then(Value::as_str);
    token.map(Secret::new).ok_or_else(|| "`az account get-access-token` gave no token".to_owned())
}
