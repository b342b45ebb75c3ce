//! `Microsoft.ContainerRegistry/registries`.

use std::borrow::Cow;

use super::{
    Encryption, IdentityType, NetworkRuleBypass, NetworkRuleSet, Policies, PublicNetworkAccess, RoleAssignmentMode,
    Sku, ZoneRedundancy,
};
use crate::{Access, Expr, IntoValue, Object, ResourceBody, ResourceId, Secure, Value, resource_model};

resource_model! {
    /// A container registry.
    ///
    /// The name is unique in the world: 5 to 50 letters and digits.
    ///
    /// ```
    /// use triceps::Template;
    /// use triceps::container_registry::{Registry, Sku};
    ///
    /// let mut t = Template::for_resource_group();
    /// let registry = t.add("registry", Registry::new("contosoregistry", "westeurope", Sku::BASIC));
    /// t.output("loginServer", registry.login_server());
    /// ```
    Registry, RegistryRef, "Microsoft.ContainerRegistry/registries", "2025-11-01"
}

impl Registry {
    /// A registry with this name (5 to 50 letters and digits) in this region; `sku.name`: its tier.
    pub fn new(name: impl IntoValue<String>, location: impl IntoValue<String>, sku: impl IntoValue<Sku>) -> Self {
        let mut body = ResourceBody::new(Self::TYPE, Self::API_VERSION, name);
        body.set(&["location"], location.into_value());
        body.set(&["sku", "name"], sku.into_value());
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

    /// `identity`: adds a user-assigned identity. Several calls add several; with
    /// [`system_identity`](Self::system_identity) the type becomes `SystemAssigned, UserAssigned`.
    pub fn identity(mut self, identity: impl IntoValue<ResourceId>) -> Self {
        self.0.assign_identity(identity, "SystemAssigned, UserAssigned");
        self
    }

    /// `identity`: gives the resource an identity of its own, that lives as long as it.
    pub fn system_identity(mut self) -> Self {
        self.0.assign_system_identity("SystemAssigned, UserAssigned");
        self
    }

    /// `identity.type`: where the spelling of [`identity`](Self::identity) and
    /// [`system_identity`](Self::system_identity) has to be another.
    pub fn identity_type(mut self, value: impl IntoValue<IdentityType>) -> Self {
        self.0.set(&["identity", "type"], value.into_value());
        self
    }

    /// `properties.adminUserEnabled`: whether the admin user with its two passwords is on; off if
    /// not said.
    pub fn admin_user_enabled(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "adminUserEnabled"], value.into_value());
        self
    }

    /// `properties.anonymousPullEnabled`: whether anybody may pull. Standard and Premium only.
    pub fn anonymous_pull_enabled(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "anonymousPullEnabled"], value.into_value());
        self
    }

    /// `properties.dataEndpointEnabled`: whether each region has a host name of its own for data.
    /// Premium only.
    pub fn data_endpoint_enabled(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "dataEndpointEnabled"], value.into_value());
        self
    }

    /// `properties.encryption`: encryption with a key of yours. Premium only.
    pub fn encryption(mut self, value: impl IntoValue<Encryption>) -> Self {
        self.0.set(&["properties", "encryption"], value.into_value());
        self
    }

    /// `properties.networkRuleBypassAllowedForTasks`: whether registry tasks get past the network
    /// rules.
    pub fn network_rule_bypass_allowed_for_tasks(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "networkRuleBypassAllowedForTasks"], value.into_value());
        self
    }

    /// `properties.networkRuleBypassOptions`: whether trusted Azure services get past the network
    /// rules.
    pub fn network_rule_bypass_options(mut self, value: impl IntoValue<NetworkRuleBypass>) -> Self {
        self.0.set(&["properties", "networkRuleBypassOptions"], value.into_value());
        self
    }

    /// `properties.networkRuleSet`: which addresses may reach the registry. Premium only.
    pub fn network_rule_set(mut self, value: impl IntoValue<NetworkRuleSet>) -> Self {
        self.0.set(&["properties", "networkRuleSet"], value.into_value());
        self
    }

    /// `properties.policies`: quarantine, trust, retention, export and sign-in policies.
    pub fn policies(mut self, value: impl IntoValue<Policies>) -> Self {
        self.0.set(&["properties", "policies"], value.into_value());
        self
    }

    /// `properties.publicNetworkAccess`: whether it is reached from the internet; on if not said.
    /// Only Premium can turn it off.
    pub fn public_network_access(mut self, value: impl IntoValue<PublicNetworkAccess>) -> Self {
        self.0.set(&["properties", "publicNetworkAccess"], value.into_value());
        self
    }

    /// `properties.roleAssignmentMode`: whether roles count for the registry or for repositories.
    /// `AcrPull` is ignored in the latter mode.
    pub fn role_assignment_mode(mut self, value: impl IntoValue<RoleAssignmentMode>) -> Self {
        self.0.set(&["properties", "roleAssignmentMode"], value.into_value());
        self
    }

    /// `properties.zoneRedundancy`: whether it is spread over availability zones. Premium only;
    /// fixed at creation.
    pub fn zone_redundancy(mut self, value: impl IntoValue<ZoneRedundancy>) -> Self {
        self.0.set(&["properties", "zoneRedundancy"], value.into_value());
        self
    }
}

impl<A: Access> RegistryRef<A> {
    /// `properties.loginServer`: host name to sign in to and to name images with (read-only).
    pub fn login_server(&self) -> A::Read<String> {
        self.0.read(&["properties", "loginServer"])
    }

    /// `properties.creationDate`: when it was made, ISO 8601 (read-only).
    pub fn creation_date(&self) -> A::Read<String> {
        self.0.read(&["properties", "creationDate"])
    }

    /// `properties.provisioningState`: state of the last operation (read-only).
    pub fn provisioning_state(&self) -> A::Read<String> {
        self.0.read(&["properties", "provisioningState"])
    }

    /// `properties.dataEndpointHostNames`: host names that serve data where data endpoints are on
    /// (read-only).
    pub fn data_endpoint_host_names(&self) -> A::Read<Vec<String>> {
        self.0.read(&["properties", "dataEndpointHostNames"])
    }

    /// `location`: region.
    pub fn location(&self) -> A::Read<String> {
        self.0.read(&["location"])
    }

    /// `sku.name`: tier.
    pub fn sku(&self) -> A::Read<Sku> {
        self.0.read(&["sku", "name"])
    }

    /// `sku.tier`: tier that the name stands for (read-only).
    pub fn sku_tier(&self) -> A::Read<String> {
        self.0.read(&["sku", "tier"])
    }

    /// `properties.adminUserEnabled`: whether the admin user is on.
    pub fn admin_user_enabled(&self) -> A::Read<bool> {
        self.0.read(&["properties", "adminUserEnabled"])
    }

    /// `properties.publicNetworkAccess`: whether it is reached from the internet.
    pub fn public_network_access(&self) -> A::Read<PublicNetworkAccess> {
        self.0.read(&["properties", "publicNetworkAccess"])
    }

    /// `identity.principalId`: object id of the resource's own identity (read-only). Known only during
    /// the deployment.
    pub fn system_principal_id(&self) -> A::Read<String> {
        self.0.read(&["identity", "principalId"])
    }

    /// `identity.?principalId`: the same, null where the resource has no identity of its own.
    pub fn optional_system_principal_id(&self) -> Value<Option<String>> {
        Value::from_expr(self.0.read_expr(&["identity"]).safe_prop("principalId"))
    }

    /// Signs in as the admin user: `listCredentials()`. Prefer an identity with the role `AcrPull`.
    pub fn list_credentials(&self) -> Credentials {
        Credentials(self.0.symbol().method("listCredentials", ()))
    }
}

/// User name and passwords of the admin user of a registry.
#[derive(Clone, Debug)]
pub struct Credentials(Expr);

impl Credentials {
    /// `username`: the name of the admin user.
    pub fn username(&self) -> Value<String> {
        Value::from_expr(self.0.prop("username"))
    }

    /// `passwords[index].value`: one of the two passwords, 0 or 1.
    pub fn password(&self, index: i64) -> Secure<String> {
        Secure::from_expr(self.0.prop("passwords").at(index).prop("value"))
    }
}
