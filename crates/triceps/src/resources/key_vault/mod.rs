//! Key vaults: `Microsoft.KeyVault`.

mod enums;
mod secret;
mod types;
mod vault;

pub use enums::{
    CertificatePermission, CreateMode, KeyPermission, NetworkAction, NetworkBypass, SecretPermission, Sku, SkuFamily,
    StoragePermission,
};
pub use secret::{Secret, SecretRef};
pub use types::{AccessPolicy, IpRule, NetworkAcls, Permissions, VirtualNetworkRule};
pub use vault::{Vault, VaultRef};
