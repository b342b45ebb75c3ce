//! What vaults are configured with.

use super::{CertificatePermission, KeyPermission, NetworkAction, NetworkBypass, SecretPermission, StoragePermission};
use crate::{IntoValue, Object, ResourceId, model_object};

model_object! {
    /// Which networks may reach a vault: `properties.networkAcls`.
    #[derive(Default)]
    NetworkAcls
}

impl NetworkAcls {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `bypass`: who gets past the rules; `AzureServices` if not said.
    pub fn bypass(self, value: impl IntoValue<NetworkBypass>) -> Self {
        Self(self.0.set("bypass", value.into_value()))
    }

    /// `defaultAction`: what happens to whom no rule names.
    pub fn default_action(self, value: impl IntoValue<NetworkAction>) -> Self {
        Self(self.0.set("defaultAction", value.into_value()))
    }

    /// `ipRules`: addresses that are let through.
    pub fn ip_rules(self, value: impl IntoValue<Vec<IpRule>>) -> Self {
        Self(self.0.set("ipRules", value.into_value()))
    }

    /// `virtualNetworkRules`: subnets that are let through.
    pub fn virtual_network_rules(self, value: impl IntoValue<Vec<VirtualNetworkRule>>) -> Self {
        Self(self.0.set("virtualNetworkRules", value.into_value()))
    }
}

model_object! {
    /// An address that may reach a vault.
    IpRule
}

impl IpRule {
    /// `value`: an IPv4 address or CIDR block.
    pub fn new(value: impl IntoValue<String>) -> Self {
        Self(Object::new().set("value", value.into_value()))
    }
}

model_object! {
    /// A subnet that may reach a vault.
    VirtualNetworkRule
}

impl VirtualNetworkRule {
    /// `id`: the subnet.
    pub fn new(id: impl IntoValue<ResourceId>) -> Self {
        Self(Object::new().set("id", id.into_value()))
    }

    /// `ignoreMissingVnetServiceEndpoint`: whether the subnet may be without the service endpoint.
    pub fn ignore_missing_vnet_service_endpoint(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("ignoreMissingVnetServiceEndpoint", value.into_value()))
    }
}

model_object! {
    /// What one identity may do in a vault without roles: an item of `properties.accessPolicies`.
    AccessPolicy
}

impl AccessPolicy {
    /// `tenantId`: GUID of the tenant. `objectId`: object id of the user, group or service
    /// principal. `permissions`: what it may do.
    pub fn new(
        tenant_id: impl IntoValue<String>,
        object_id: impl IntoValue<String>,
        permissions: impl IntoValue<Permissions>,
    ) -> Self {
        Self(
            Object::new()
                .set("tenantId", tenant_id.into_value())
                .set("objectId", object_id.into_value())
                .set("permissions", permissions.into_value()),
        )
    }

    /// `applicationId`: GUID of the application that acts for the identity.
    pub fn application_id(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("applicationId", value.into_value()))
    }
}

model_object! {
    /// What an [`AccessPolicy`] allows.
    #[derive(Default)]
    Permissions
}

impl Permissions {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `keys`: with keys.
    pub fn keys(self, value: impl IntoValue<Vec<KeyPermission>>) -> Self {
        Self(self.0.set("keys", value.into_value()))
    }

    /// `secrets`: with secrets.
    pub fn secrets(self, value: impl IntoValue<Vec<SecretPermission>>) -> Self {
        Self(self.0.set("secrets", value.into_value()))
    }

    /// `certificates`: with certificates.
    pub fn certificates(self, value: impl IntoValue<Vec<CertificatePermission>>) -> Self {
        Self(self.0.set("certificates", value.into_value()))
    }

    /// `storage`: with managed storage accounts.
    pub fn storage(self, value: impl IntoValue<Vec<StoragePermission>>) -> Self {
        Self(self.0.set("storage", value.into_value()))
    }
}
