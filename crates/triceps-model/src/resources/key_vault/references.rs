//! Secrets of vaults as arguments of modules.

use super::VaultRef;
use crate::handle::{ResourceRef, SecretReference};
use crate::{Access, IntoValue};

impl<A: Access> VaultRef<A> {
    /// A secret of the vault for a secure parameter of a module: `getSecret(name)`. The vault must be
    /// [`enabled_for_template_deployment`](super::Vault::enabled_for_template_deployment).
    pub fn get_secret(&self, name: impl IntoValue<String>) -> SecretReference {
        SecretReference::new(&self.symbol(), (name.into_value(),))
    }

    /// A version of a secret for a secure parameter of a module: `getSecret(name, version)`.
    pub fn get_secret_version(&self, name: impl IntoValue<String>, version: impl IntoValue<String>) -> SecretReference {
        SecretReference::new(&self.symbol(), (name.into_value(), version.into_value()))
    }
}
