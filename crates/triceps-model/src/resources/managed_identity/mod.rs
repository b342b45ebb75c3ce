//! Managed identities: `Microsoft.ManagedIdentity`.
//!
//! Every resource has a module of its own, named after it, with all types of its objects and enums. They are found here
//! as well, unless two resources have different types of one name.

mod trust;

pub use crate::generated::managed_identity::*;
