//! Log Analytics: `Microsoft.OperationalInsights`.

mod workspace;

pub use workspace::{
    Features, IdentityType, PublicNetworkAccess, Replication, SharedKeys, Workspace, WorkspaceRef, WorkspaceSku,
};
