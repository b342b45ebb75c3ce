//! Which registries may be spoken to, and which may get what.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use serde::Deserialize;
use triceps_diagnostics::codes;

use super::url::{host_of, is_loopback};
use crate::error::Error;

/// What the compiler trusts, and nobody can take away.
const BUILT_IN: &[&str] =
    &["*.azurecr.io", "*.azurecr.cn", "*.azurecr.us", "mcr.microsoft.com", "mcr.azure.cn", "ghcr.io"];

/// Registries of Azure, to which the token of an Azure account may go.
const AZURE: &[&str] = &["*.azurecr.io", "*.azurecr.cn", "*.azurecr.us"];

/// A text that must not be shown.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret(String);

impl Secret {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, to be sent and nothing else.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

/// What the user says: the environment of the process and the home folder. Nothing of a project is in it.
#[derive(Clone)]
pub struct User {
    variables: BTreeMap<String, String>,
    home: Option<PathBuf>,
    plain_http: bool,
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User").field("home", &self.home).field("plain_http", &self.plain_http).finish_non_exhaustive()
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct UserFile {
    #[serde(default)]
    registries: RegistriesTable,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RegistriesTable {
    #[serde(default)]
    trusted: Vec<String>,
}

impl User {
    /// The user of the process.
    pub fn of_process() -> Self {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        Self { variables, home: std::env::home_dir(), plain_http: false }
    }

    /// A user with this home folder and these variables alone.
    pub fn new(home: PathBuf, variables: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { variables: variables.into_iter().collect(), home: Some(home), plain_http: false }
    }

    /// Allows plain HTTP to registries on this machine.
    #[must_use]
    pub fn with_plain_http(mut self, allowed: bool) -> Self {
        self.plain_http = allowed;
        self
    }

    pub(super) fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(super) fn home(&self) -> Option<&PathBuf> {
        self.home.as_ref()
    }

    /// Where the user's own configuration is.
    pub(super) fn file(&self) -> Option<PathBuf> {
        let folder = match self.variable("XDG_CONFIG_HOME").or_else(|| self.variable("APPDATA")) {
            Some(folder) => PathBuf::from(folder),
            None => self.home.as_ref()?.join(".config"),
        };
        Some(folder.join("triceps").join("config.toml"))
    }
}

/// Which hosts are trusted.
#[derive(Clone, Debug)]
pub(super) struct Trust {
    /// Patterns of the user.
    user: Vec<String>,
    plain_http: bool,
    file: Option<PathBuf>,
}

impl Trust {
    pub(super) fn of(user: &User) -> Result<Self, Error> {
        let listed = user.variable("BICEP_TRUSTED_REGISTRIES").unwrap_or_default();
        let mut patterns: Vec<String> =
            listed.split([',', ';']).map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_lowercase).collect();
        let file = user.file();
        if let Some(path) = &file
            && let Some(bytes) = crate::disk::read_bounded(path, crate::limits::MAX_MANIFEST)?
        {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let answer: UserFile =
                toml::from_str(&text).map_err(|error| Error::new(codes::TRI0064, path.display(), error.to_string()))?;
            patterns.extend(answer.registries.trusted.iter().map(|entry| entry.trim().to_lowercase()));
        }
        Ok(Self { user: patterns, plain_http: user.plain_http, file })
    }

    /// Refuses a registry that neither the compiler nor the user trusts.
    pub(super) fn check(&self, registry: &str) -> Result<(), Error> {
        if matches(registry, BUILT_IN.iter().copied()) || self.is_of_user(registry) {
            return Ok(());
        }
        let host = host_of(registry);
        let message = format!("Restore from registry \"{registry}\" is blocked because it is not a trusted registry.");
        let file = self
            .file
            .as_ref()
            .map_or_else(String::new, |file| format!(", or to `trusted` under `[registries]` in `{}`", file.display()));
        Err(Error::new(codes::BCP446, registry, message)
            .with_help(format!("if you trust it, add `{host}` to the variable BICEP_TRUSTED_REGISTRIES{file}")))
    }

    /// Whether the user trusts a host, beyond what the compiler does.
    pub(super) fn is_of_user(&self, authority: &str) -> bool {
        matches(authority, self.user.iter().map(String::as_str))
    }

    /// Whether a registry is spoken to in plain HTTP.
    pub(super) fn is_plain(&self, registry: &str) -> bool {
        self.plain_http && is_loopback(registry)
    }
}

/// Whether a registry is one of Azure at its own port.
pub(super) fn is_azure(registry: &str) -> bool {
    let host = host_of(registry);
    matches!(&registry[host.len()..], "" | ":443") && matches(host, AZURE.iter().copied())
}

fn matches<'a>(authority: &str, mut patterns: impl Iterator<Item = &'a str>) -> bool {
    let host = host_of(authority).to_lowercase();
    let host = host.strip_suffix('.').unwrap_or(&host);
    patterns.any(|pattern| match pattern.strip_prefix('*') {
        Some(suffix) => suffix.starts_with('.') && host.len() > suffix.len() && host.ends_with(suffix),
        None => host == pattern,
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Trust, User, is_azure};

    fn trust(listed: &str) -> Trust {
        let user = User::new(PathBuf::from("/nowhere"), [("BICEP_TRUSTED_REGISTRIES".to_owned(), listed.to_owned())]);
        Trust::of(&user).expect("there is no file")
    }

    #[test]
    fn hosts_are_trusted_by_name_and_suffix() {
        let trust = trust("own.io; *.team.io ,[::1]");
        for host in
            ["contoso.azurecr.io", "mcr.microsoft.com:443", "own.io:5000", "a.team.io", "[::1]:5000", "GHCR.io."]
        {
            assert!(trust.check(host).is_ok(), "{host}");
        }
        for host in
            ["azurecr.io", "xazurecr.io", "evil.azurecr.io.evil.io", "team.io", "a.own.io", "mcr.microsoft.com.io"]
        {
            assert!(trust.check(host).is_err(), "{host}");
        }
        assert!(!trust.is_of_user("contoso.azurecr.io"));
    }

    #[test]
    fn the_token_of_an_account_goes_to_azure_alone() {
        assert!(is_azure("a.azurecr.io") && is_azure("a.azurecr.cn:443"));
        for host in ["a.azurecr.io:8443", "azurecr.io", "a.azurecr.io.evil.io", "mcr.microsoft.com", "ghcr.io"] {
            assert!(!is_azure(host), "{host}");
        }
    }
}
