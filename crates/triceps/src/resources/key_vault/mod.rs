//! Key vaults: `Microsoft.KeyVault`.

mod references;

pub use crate::generated::key_vault::*;
