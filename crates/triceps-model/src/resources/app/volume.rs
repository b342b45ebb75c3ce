//! Shorthands of volumes.

use super::{SecretVolumeItem, StorageType, Volume};
use crate::IntoValue;

impl Volume {
    /// An empty folder that lives as long as the replica.
    pub fn empty_dir(name: impl IntoValue<String>) -> Self {
        Self::new(name, StorageType::EMPTY_DIR)
    }

    /// An SMB file share; `storage_name`: the storage of the environment that names it.
    pub fn azure_file(name: impl IntoValue<String>, storage_name: impl IntoValue<String>) -> Self {
        Self::new(name, StorageType::AZURE_FILE).storage_name(storage_name)
    }

    /// An NFS file share; `storage_name`: the storage of the environment that names it.
    pub fn nfs_azure_file(name: impl IntoValue<String>, storage_name: impl IntoValue<String>) -> Self {
        Self::new(name, StorageType::NFS_AZURE_FILE).storage_name(storage_name)
    }

    /// Secrets of the app as files: all of them, or those added with [`secret`](Self::secret).
    pub fn secrets(name: impl IntoValue<String>) -> Self {
        Self::new(name, StorageType::SECRET)
    }

    /// `secrets`: adds a secret as the file `path`.
    pub fn secret(self, secret: impl IntoValue<String>, path: impl IntoValue<String>) -> Self {
        self.with_secret(SecretVolumeItem::new(secret, path))
    }
}
