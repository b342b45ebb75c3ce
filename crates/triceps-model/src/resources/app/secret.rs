//! Shorthands of secrets of apps, and of how images are pulled.

use super::{RegistryCredential, Secret};
use crate::{IntoSecure, IntoValue, ResourceId};

impl Secret {
    /// A secret whose value is given: a secure parameter, a key. Never read back.
    pub fn value(name: impl IntoValue<String>, value: impl IntoSecure<String>) -> Self {
        Self::new().name(name).with_value(value)
    }

    /// A secret that lies in a key vault. `url`: `secret.secret_uri()`; without a version in it the
    /// current value is followed. `identity` reads it, so it has to be an identity of the app with the role
    /// [`KEY_VAULT_SECRETS_USER`](crate::authorization::Role::KEY_VAULT_SECRETS_USER).
    pub fn key_vault(
        name: impl IntoValue<String>,
        url: impl IntoValue<String>,
        identity: impl IntoValue<ResourceId>,
    ) -> Self {
        Self::new().name(name).key_vault_url(url).identity(identity)
    }

    /// A secret in a key vault that the app's own identity reads. That identity has no role before the
    /// app exists, so the first deployment fails; prefer [`key_vault`](Self::key_vault).
    pub fn key_vault_system(name: impl IntoValue<String>, url: impl IntoValue<String>) -> Self {
        Self::key_vault(name, url, "system")
    }
}

impl RegistryCredential {
    /// Pulls as an identity of the app. It needs the role
    /// [`ACR_PULL`](crate::authorization::Role::ACR_PULL), and the app has to wait for it: see
    /// `Template::grant`. `server`: `registry.login_server()`.
    pub fn identity(server: impl IntoValue<String>, identity: impl IntoValue<ResourceId>) -> Self {
        Self::new().server(server).with_identity(identity)
    }

    /// Pulls as the app's own identity, which has no role before the app exists: the first deployment
    /// fails. Prefer [`identity`](Self::identity).
    pub fn system_identity(server: impl IntoValue<String>) -> Self {
        Self::identity(server, "system")
    }

    /// Pulls with a user name, and a password in the secret of this name.
    pub fn password(
        server: impl IntoValue<String>,
        username: impl IntoValue<String>,
        secret: impl IntoValue<String>,
    ) -> Self {
        Self::new().server(server).username(username).password_secret_ref(secret)
    }
}
