//! Managed identities: `Microsoft.ManagedIdentity`.

mod federated_identity_credential;
mod user_assigned_identity;

pub use federated_identity_credential::{FederatedIdentityCredential, FederatedIdentityCredentialRef};
pub use user_assigned_identity::{IsolationScope, UserAssignedIdentity, UserAssignedIdentityRef};
