//! What a file is deployed to.

use std::fmt;

/// The scope that a template is deployed to: `targetScope`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TargetScope {
    /// A resource group.
    #[default]
    ResourceGroup,
    /// A subscription.
    Subscription,
    /// A management group.
    ManagementGroup,
    /// The tenant.
    Tenant,
}

impl TargetScope {
    /// The name in Bicep: `resourceGroup`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ResourceGroup => "resourceGroup",
            Self::Subscription => "subscription",
            Self::ManagementGroup => "managementGroup",
            Self::Tenant => "tenant",
        }
    }
}

impl fmt::Display for TargetScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
