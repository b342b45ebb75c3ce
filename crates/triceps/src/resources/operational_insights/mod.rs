//! Log Analytics: `Microsoft.OperationalInsights`.

mod workspace;

pub use workspace::{
    Features, IdentityType, PublicNetworkAccess, Replication, SharedKeys, Workspace, WorkspaceRef, WorkspaceSku,
};

#[cfg(feature = "operational-insights")]
pub use crate::generated::operational_insights::*;
