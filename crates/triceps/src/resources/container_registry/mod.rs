//! Container registries: `Microsoft.ContainerRegistry`.

mod registry;
mod types;

pub use registry::{Credentials, Registry, RegistryRef};
pub use types::{
    Encryption, IdentityType, IpRule, KeyVaultProperties, NetworkRuleBypass, NetworkRuleSet, Policies,
    PublicNetworkAccess, RetentionPolicy, RoleAssignmentMode, RuleAction, Sku, Status, StatusPolicy, TrustPolicy,
    TrustPolicyType, ZoneRedundancy,
};
