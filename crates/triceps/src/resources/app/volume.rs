//! Volumes and where they are mounted.

use crate::{IntoValue, Object, model_enum, model_object};

model_object! {
    /// A volume that containers of an app can mount: an item of `properties.template.volumes`.
    ///
    /// ```
    /// use triceps::app::{Container, Volume, VolumeMount};
    ///
    /// let volume = Volume::secrets("certificates").secret("ca", "ca.pem");
    /// let container = Container::new("portal", "contoso.azurecr.io/portal:1")
    ///     .volume_mount(VolumeMount::new("certificates", "/mnt/certificates"));
    /// ```
    Volume
}

impl Volume {
    /// A volume of this name and kind, of [`StorageType`].
    pub fn new(name: impl IntoValue<String>, storage_type: impl IntoValue<StorageType>) -> Self {
        Self(Object::new().set("name", name.into_value()).set("storageType", storage_type.into_value()))
    }

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
    pub fn secret(mut self, secret: impl IntoValue<String>, path: impl IntoValue<String>) -> Self {
        let item = Object::new().set("secretRef", secret.into_value()).set("path", path.into_value());
        self.0.descend_array(&["secrets"]).push(item.into());
        self
    }

    /// `storageName`: the storage of the environment; needed for file shares.
    pub fn storage_name(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("storageName", value.into_value()))
    }

    /// `mountOptions`: options of the mount, with commas between them.
    pub fn mount_options(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("mountOptions", value.into_value()))
    }
}

model_enum! {
    /// Kind of a volume: `storageType`.
    StorageType {
        /// An empty folder.
        EMPTY_DIR = "EmptyDir",
        /// An SMB file share.
        AZURE_FILE = "AzureFile",
        /// An NFS file share.
        NFS_AZURE_FILE = "NfsAzureFile",
        /// Secrets of the app.
        SECRET = "Secret",
    }
}

model_object! {
    /// Where a container finds a volume: an item of `volumeMounts`.
    VolumeMount
}

impl VolumeMount {
    /// `volumeName`: name of the volume. `mountPath`: path in the container, without `:`.
    pub fn new(volume: impl IntoValue<String>, path: impl IntoValue<String>) -> Self {
        Self(Object::new().set("volumeName", volume.into_value()).set("mountPath", path.into_value()))
    }

    /// `subPath`: folder of the volume that is mounted; all of it if not said.
    pub fn sub_path(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("subPath", value.into_value()))
    }
}
