//! Managed identities: `Microsoft.ManagedIdentity`.

mod trust;

pub use crate::generated::managed_identity::*;
