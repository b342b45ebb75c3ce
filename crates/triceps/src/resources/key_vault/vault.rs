//! `Microsoft.KeyVault/vaults`.

use std::borrow::Cow;

use super::{AccessPolicy, CreateMode, NetworkAcls, Sku, SkuFamily};
use crate::{Access, IntoValue, Object, ResourceBody, SecretReference, resource_model};

resource_model! {
    /// A key vault.
    ///
    /// The name is unique in the world: 3 to 24 letters, digits and hyphens, a letter first, no hyphen at
    /// the end, no two in a row. It stays taken for as long as a deleted vault is kept.
    ///
    /// ```
    /// use triceps::Template;
    /// use triceps::functions::tenant;
    /// use triceps::key_vault::{Sku, Vault};
    ///
    /// let mut t = Template::for_resource_group();
    /// let vault = t.add(
    ///     "vault",
    ///     Vault::new("kv-portal", "westeurope", tenant().tenant_id(), Sku::STANDARD).enable_rbac_authorization(true),
    /// );
    /// t.output("vaultUri", vault.vault_uri());
    /// ```
    Vault, VaultRef, "Microsoft.KeyVault/vaults", "2026-02-01"
}

impl Vault {
    /// A vault with this name (3 to 24 letters, digits and `-`) in this region. `properties.tenantId`: GUID
    /// of the tenant whose users it trusts, `tenant().tenant_id()`; `properties.sku`: its tier, family `A`.
    pub fn new(
        name: impl IntoValue<String>,
        location: impl IntoValue<String>,
        tenant_id: impl IntoValue<String>,
        sku: impl IntoValue<Sku>,
    ) -> Self {
        let mut body = ResourceBody::new(Self::TYPE, Self::API_VERSION, name);
        body.set(&["location"], location.into_value());
        body.set(&["properties", "tenantId"], tenant_id.into_value());
        body.set(&["properties", "sku", "family"], SkuFamily::A);
        body.set(&["properties", "sku", "name"], sku.into_value());
        Self(body)
    }

    /// `tags`: all tags at once; names and values are text.
    pub fn tags(mut self, value: impl IntoValue<Object>) -> Self {
        self.0.set(&["tags"], value.into_value());
        self
    }

    /// Adds one entry to `tags`.
    pub fn tag(mut self, name: impl Into<Cow<'static, str>>, value: impl IntoValue<String>) -> Self {
        self.0.set_entry(&["tags"], name, value.into_value());
        self
    }

    /// `properties.sku.family`: family of the tier; `A` if not said.
    pub fn sku_family(mut self, value: impl IntoValue<SkuFamily>) -> Self {
        self.0.set(&["properties", "sku", "family"], value.into_value());
        self
    }

    /// `properties.accessPolicies`: who may do what, at most 1024; ignored where roles decide.
    pub fn access_policies(mut self, value: impl IntoValue<Vec<AccessPolicy>>) -> Self {
        self.0.set(&["properties", "accessPolicies"], value.into_value());
        self
    }

    /// `properties.createMode`: whether a deleted vault is recovered (write-only).
    pub fn create_mode(mut self, value: impl IntoValue<CreateMode>) -> Self {
        self.0.set(&["properties", "createMode"], value.into_value());
        self
    }

    /// `properties.enablePurgeProtection`: whether deleted things can be kept from being erased
    /// early. It cannot be turned off, so `false` is refused.
    pub fn enable_purge_protection(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "enablePurgeProtection"], value.into_value());
        self
    }

    /// `properties.enableRbacAuthorization`: whether roles decide instead of access policies. Off
    /// if not said.
    pub fn enable_rbac_authorization(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "enableRbacAuthorization"], value.into_value());
        self
    }

    /// `properties.enableSoftDelete`: whether deleted things are kept for a while; on if not said.
    pub fn enable_soft_delete(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "enableSoftDelete"], value.into_value());
        self
    }

    /// `properties.enabledForDeployment`: whether virtual machines may fetch certificates.
    pub fn enabled_for_deployment(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "enabledForDeployment"], value.into_value());
        self
    }

    /// `properties.enabledForDiskEncryption`: whether disk encryption may fetch secrets and unwrap
    /// keys.
    pub fn enabled_for_disk_encryption(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "enabledForDiskEncryption"], value.into_value());
        self
    }

    /// `properties.enabledForTemplateDeployment`: whether Azure Resource Manager may fetch secrets:
    /// what `getSecret` needs.
    pub fn enabled_for_template_deployment(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "enabledForTemplateDeployment"], value.into_value());
        self
    }

    /// `properties.networkAcls`: which networks may reach it.
    pub fn network_acls(mut self, value: impl IntoValue<NetworkAcls>) -> Self {
        self.0.set(&["properties", "networkAcls"], value.into_value());
        self
    }

    /// `properties.provisioningState`: state; set by Azure as a rule.
    pub fn provisioning_state(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["properties", "provisioningState"], value.into_value());
        self
    }

    /// `properties.publicNetworkAccess`: `Enabled` or `Disabled`; the latter overrides the network
    /// rules.
    pub fn public_network_access(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["properties", "publicNetworkAccess"], value.into_value());
        self
    }

    /// `properties.softDeleteRetentionInDays`: days that deleted things are kept: 7 to 90; 90 if
    /// not said.
    pub fn soft_delete_retention_in_days(mut self, value: impl IntoValue<i64>) -> Self {
        self.0.set(&["properties", "softDeleteRetentionInDays"], value.into_value());
        self
    }

    /// `properties.vaultUri`: address; set by Azure as a rule.
    pub fn vault_uri(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["properties", "vaultUri"], value.into_value());
        self
    }
}

impl<A: Access> VaultRef<A> {
    /// `properties.vaultUri`: address: `https://name.vault.azure.net/`.
    pub fn vault_uri(&self) -> A::Read<String> {
        self.0.read(&["properties", "vaultUri"])
    }

    /// `properties.tenantId`: GUID of the tenant whose users it trusts.
    pub fn tenant_id(&self) -> A::Read<String> {
        self.0.read(&["properties", "tenantId"])
    }

    /// `location`: region.
    pub fn location(&self) -> A::Read<String> {
        self.0.read(&["location"])
    }

    /// `properties.enableRbacAuthorization`: whether roles decide.
    pub fn enable_rbac_authorization(&self) -> A::Read<bool> {
        self.0.read(&["properties", "enableRbacAuthorization"])
    }

    /// `properties.provisioningState`: state of the last operation.
    pub fn provisioning_state(&self) -> A::Read<String> {
        self.0.read(&["properties", "provisioningState"])
    }

    /// `properties.hsmPoolResourceId`: id of its pool of hardware modules (read-only).
    pub fn hsm_pool_resource_id(&self) -> A::Read<String> {
        self.0.read(&["properties", "hsmPoolResourceId"])
    }

    /// A secret of the vault for a secure parameter of a module: `getSecret(name)`. The vault must be
    /// [`enabled_for_template_deployment`](Vault::enabled_for_template_deployment).
    pub fn get_secret(&self, name: impl IntoValue<String>) -> SecretReference {
        SecretReference::new(&self.0.symbol(), (name.into_value(),))
    }

    /// A version of a secret for a secure parameter of a module: `getSecret(name, version)`.
    pub fn get_secret_version(&self, name: impl IntoValue<String>, version: impl IntoValue<String>) -> SecretReference {
        SecretReference::new(&self.0.symbol(), (name.into_value(), version.into_value()))
    }
}
