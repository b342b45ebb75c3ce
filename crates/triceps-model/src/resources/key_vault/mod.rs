//! Key vaults: `Microsoft.KeyVault`.
//!
//! Every resource has a module of its own, named after it, with all types of its objects and enums. They are found here
//! as well, unless two resources have different types of one name.

mod references;

pub use crate::generated::key_vault::*;
