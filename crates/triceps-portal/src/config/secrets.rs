//! Secrets that the portal needs besides those of its options, each once.

use std::collections::HashSet;

use super::{EnvName, Portal, SecretName};

/// A secret that reaches the portal as an environment variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalSecret<'a> {
    /// Name in the app and in the vault.
    pub name: &'a SecretName,
    /// The environment variable that refers to it.
    pub env: EnvName,
    /// The secure parameter with its (first) value: the name in camel case.
    pub parameter: String,
    /// What it is for.
    pub description: Option<&'a str>,
    /// Whether its value has several lines.
    pub multiline: bool,
}

impl Portal {
    /// The secrets under `secrets` and those of the credentials for Azure DevOps, each once. A credential may share a
    /// secret with another, and with an entry of `secrets`, which then says the environment variable.
    pub fn secrets(&self) -> Vec<PortalSecret<'_>> {
        let mut secrets: Vec<PortalSecret<'_>> = Vec::new();
        for secret in &self.secrets {
            secrets.push(PortalSecret {
                name: &secret.name,
                env: secret.env.clone(),
                parameter: secret.name.parameter(),
                description: secret.description.as_deref(),
                multiline: secret.multiline,
            });
        }
        for name in self.azure_devops.iter().flat_map(|host| &host.credentials).filter_map(|one| one.secret()) {
            let (env, parameter) = (name.env(), name.parameter());
            secrets.push(PortalSecret { name, env, parameter, description: None, multiline: false });
        }
        let mut seen = HashSet::new();
        secrets.retain(|secret| seen.insert(secret.name));
        secrets
    }
}

impl SecretName {
    /// The environment variable of a secret that names none, which is also the one that gives a deployment its value:
    /// `ado-token` is `PORTAL_SECRET_ADO_TOKEN`. No program knows a variable that begins so.
    pub fn env(&self) -> EnvName {
        let name = format!("PORTAL_SECRET_{}", self.as_str().to_ascii_uppercase().replace('-', "_"));
        name.parse().expect("letters, digits and `_`, no digit first")
    }

    /// The parameter with its value: `ado-token` is `adoToken`.
    pub fn parameter(&self) -> String {
        let mut name = String::with_capacity(self.as_str().len());
        for (index, word) in self.as_str().split('-').filter(|word| !word.is_empty()).enumerate() {
            let mut letters = word.chars();
            match letters.next() {
                Some(first) if index > 0 => name.push(first.to_ascii_uppercase()),
                Some(first) if first.is_ascii_digit() => name.extend(['_', first]),
                Some(first) => name.push(first),
                None => {}
            }
            name.push_str(letters.as_str());
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_variables_and_parameters() {
        for (name, env, parameter) in [
            ("github-token", "PORTAL_SECRET_GITHUB_TOKEN", "githubToken"),
            ("path", "PORTAL_SECRET_PATH", "path"),
            ("a--b", "PORTAL_SECRET_A__B", "aB"),
            ("2fa-seed", "PORTAL_SECRET_2FA_SEED", "_2faSeed"),
        ] {
            let name: SecretName = name.parse().unwrap();
            assert_eq!((name.env().as_str(), name.parameter().as_str()), (env, parameter));
        }
    }
}
