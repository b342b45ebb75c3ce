//! What registries are configured with.

use crate::{IntoValue, Object, model_enum, model_object};

model_enum! {
    /// Tier of a registry: `sku.name`.
    Sku {
        /// 10 GiB, for development.
        BASIC = "Basic",
        /// 100 GiB, for most production.
        STANDARD = "Standard",
        /// 500 GiB, private endpoints, zones, geo-replication.
        PREMIUM = "Premium",
        /// Retired.
        CLASSIC = "Classic",
    }
}

model_enum! {
    /// Which identities a resource has: `identity.type`.
    IdentityType {
        /// None.
        NONE = "None",
        /// One of its own.
        SYSTEM_ASSIGNED = "SystemAssigned",
        /// Identities that live on their own.
        USER_ASSIGNED = "UserAssigned",
        /// Both.
        SYSTEM_ASSIGNED_USER_ASSIGNED = "SystemAssigned, UserAssigned",
    }
}

model_enum! {
    /// Whether a registry is reached from the internet.
    PublicNetworkAccess {
        /// It is.
        ENABLED = "Enabled",
        /// Through private endpoints only.
        DISABLED = "Disabled",
    }
}

model_enum! {
    /// Who gets past the network rules.
    NetworkRuleBypass {
        /// Trusted Azure services.
        AZURE_SERVICES = "AzureServices",
        /// Nobody.
        NONE = "None",
    }
}

model_enum! {
    /// Whether a registry is spread over availability zones.
    ZoneRedundancy {
        /// It is.
        ENABLED = "Enabled",
        /// It is not.
        DISABLED = "Disabled",
    }
}

model_enum! {
    /// What role assignments of a registry count for.
    RoleAssignmentMode {
        /// The whole registry.
        REGISTRY = "LegacyRegistryPermissions",
        /// Repositories, by condition; `AcrPull` is ignored.
        ABAC_REPOSITORY = "AbacRepositoryPermissions",
    }
}

model_enum! {
    /// Whether a policy is on.
    Status {
        /// It is.
        ENABLED = "enabled",
        /// It is not.
        DISABLED = "disabled",
    }
}

model_enum! {
    /// What a network rule does.
    RuleAction {
        /// Lets through.
        ALLOW = "Allow",
        /// Keeps out.
        DENY = "Deny",
    }
}

model_enum! {
    /// How images are signed.
    TrustPolicyType {
        /// With Notary.
        NOTARY = "Notary",
    }
}

model_object! {
    /// Which addresses may reach a registry: `properties.networkRuleSet`.
    NetworkRuleSet
}

impl NetworkRuleSet {
    /// `defaultAction`: what happens to all others.
    pub fn new(default_action: impl IntoValue<RuleAction>) -> Self {
        Self(Object::new().set("defaultAction", default_action.into_value()))
    }

    /// `ipRules`: the addresses.
    pub fn ip_rules(self, value: impl IntoValue<Vec<IpRule>>) -> Self {
        Self(self.0.set("ipRules", value.into_value()))
    }
}

model_object! {
    /// One address of a [`NetworkRuleSet`].
    IpRule
}

impl IpRule {
    /// `value`: an IPv4 address or CIDR block.
    pub fn new(value: impl IntoValue<String>) -> Self {
        Self(Object::new().set("value", value.into_value()))
    }

    /// `action`: what the rule does; `Allow` is the only choice.
    pub fn action(self, value: impl IntoValue<RuleAction>) -> Self {
        Self(self.0.set("action", value.into_value()))
    }
}

model_object! {
    /// Policies of a registry: `properties.policies`.
    #[derive(Default)]
    Policies
}

impl Policies {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `azureADAuthenticationAsArmPolicy`: whether tokens for Azure Resource Manager sign in.
    pub fn azure_ad_authentication_as_arm(self, value: impl IntoValue<StatusPolicy>) -> Self {
        Self(self.0.set("azureADAuthenticationAsArmPolicy", value.into_value()))
    }

    /// `exportPolicy`: whether artifacts may leave; turning it off needs public access to be off.
    pub fn export(self, value: impl IntoValue<StatusPolicy>) -> Self {
        Self(self.0.set("exportPolicy", value.into_value()))
    }

    /// `quarantinePolicy`: whether new images wait until they are marked as passed.
    pub fn quarantine(self, value: impl IntoValue<StatusPolicy>) -> Self {
        Self(self.0.set("quarantinePolicy", value.into_value()))
    }

    /// `retentionPolicy`: how long manifests without a tag are kept.
    pub fn retention(self, value: impl IntoValue<RetentionPolicy>) -> Self {
        Self(self.0.set("retentionPolicy", value.into_value()))
    }

    /// `trustPolicy`: whether images may be signed.
    pub fn trust(self, value: impl IntoValue<TrustPolicy>) -> Self {
        Self(self.0.set("trustPolicy", value.into_value()))
    }
}

model_object! {
    /// A policy that is on or off.
    StatusPolicy
}

impl StatusPolicy {
    /// `status`: whether it is on.
    pub fn new(status: impl IntoValue<Status>) -> Self {
        Self(Object::new().set("status", status.into_value()))
    }
}

model_object! {
    /// How long manifests without a tag are kept. Premium only.
    #[derive(Default)]
    RetentionPolicy
}

impl RetentionPolicy {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `days`: days, 0 to 365.
    pub fn days(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("days", value.into_value()))
    }

    /// `status`: whether it is on.
    pub fn status(self, value: impl IntoValue<Status>) -> Self {
        Self(self.0.set("status", value.into_value()))
    }
}

model_object! {
    /// Whether images may be signed. Premium only.
    #[derive(Default)]
    TrustPolicy
}

impl TrustPolicy {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `status`: whether it is on.
    pub fn status(self, value: impl IntoValue<Status>) -> Self {
        Self(self.0.set("status", value.into_value()))
    }

    /// `type`: how images are signed.
    pub fn kind(self, value: impl IntoValue<TrustPolicyType>) -> Self {
        Self(self.0.set("type", value.into_value()))
    }
}

model_object! {
    /// Encryption with a key of yours: `properties.encryption`.
    #[derive(Default)]
    Encryption
}

impl Encryption {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `keyVaultProperties`: the key.
    pub fn key_vault_properties(self, value: impl IntoValue<KeyVaultProperties>) -> Self {
        Self(self.0.set("keyVaultProperties", value.into_value()))
    }

    /// `status`: whether it is on.
    pub fn status(self, value: impl IntoValue<Status>) -> Self {
        Self(self.0.set("status", value.into_value()))
    }
}

model_object! {
    /// The key that encrypts a registry.
    #[derive(Default)]
    KeyVaultProperties
}

impl KeyVaultProperties {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `identity`: client id of the identity that may use the key.
    pub fn identity(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("identity", value.into_value()))
    }

    /// `keyIdentifier`: address of the key; without a version it is rotated.
    pub fn key_identifier(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("keyIdentifier", value.into_value()))
    }
}
