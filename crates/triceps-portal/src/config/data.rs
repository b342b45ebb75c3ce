//! Where data is kept: vault, database, cache, documents.

use serde::{Deserialize, Serialize};

use super::{ContainerName, DatabaseName, Guid, PostgresSku, RedisSize};

/// A key vault for the secrets of the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct KeyVault {
    /// Days after which a secret expires, counted from its first deployment.
    #[cfg_attr(test, schemars(range(min = 1, max = 730)))]
    pub secret_expiry_days: i64,
    /// Days in which a deleted vault can be recovered.
    #[cfg_attr(test, schemars(range(min = 7, max = 90)))]
    pub retention_days: i64,
}

impl Default for KeyVault {
    fn default() -> Self {
        Self { secret_expiry_days: 180, retention_days: 90 }
    }
}

/// A PostgreSQL flexible server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Postgres {
    /// Major version of PostgreSQL, 14 to 18.
    #[cfg_attr(test, schemars(range(min = 14, max = 18)))]
    pub version: i64,
    /// Family of machines.
    pub tier: PostgresTier,
    /// Machine of the family, for example `Standard_B2s`. Default: a small one of the tier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<PostgresSku>,
    /// GiB of storage; it grows by itself.
    #[cfg_attr(test, schemars(range(min = 32, max = 32767)))]
    pub storage_gb: i64,
    /// Days that backups are kept.
    #[cfg_attr(test, schemars(range(min = 7, max = 35)))]
    pub backup_days: i64,
    /// Whether backups are kept in the paired region too.
    pub geo_backup: bool,
    /// A standby server.
    pub high_availability: HighAvailability,
    /// How the portal signs in.
    pub authentication: Authentication,
    /// A group of the directory that administers the server, in addition to the portal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub administrators: Option<Administrators>,
    /// Name of the database.
    pub database: DatabaseName,
}

impl Default for Postgres {
    fn default() -> Self {
        Self {
            version: 17,
            tier: PostgresTier::default(),
            sku: None,
            storage_gb: 32,
            backup_days: 14,
            geo_backup: false,
            high_availability: HighAvailability::default(),
            authentication: Authentication::default(),
            administrators: None,
            database: "backstage".parse().expect("the default name of the database follows its rule"),
        }
    }
}

/// A group of the directory whose members administer a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Administrators {
    /// Object id of the group in Microsoft Entra.
    pub id: Guid,
    /// Name of the group; members sign in to the database with it.
    #[cfg_attr(test, schemars(length(min = 1, max = 63)))]
    pub name: String,
}

impl Postgres {
    /// The machine that is asked for, else the default of the tier.
    pub fn machine(&self) -> &str {
        match (&self.sku, self.tier) {
            (Some(sku), _) => sku.as_str(),
            (None, PostgresTier::Burstable) => "Standard_B2s",
            (None, PostgresTier::GeneralPurpose) => "Standard_D4ds_v5",
            (None, PostgresTier::MemoryOptimized) => "Standard_E4ds_v5",
        }
    }
}

/// Family of machines of a database server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PostgresTier {
    /// Small, without high availability.
    #[default]
    Burstable,
    /// For production.
    GeneralPurpose,
    /// More memory for each CPU.
    MemoryOptimized,
}

/// A second database server that takes over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum HighAvailability {
    /// None.
    #[default]
    Disabled,
    /// In the same zone.
    SameZone,
    /// In another zone.
    ZoneRedundant,
}

/// How the portal signs in to the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Authentication {
    /// With its identity, without a password.
    #[default]
    Entra,
    /// With a password, a secret of the deployment.
    Password,
}

/// An Azure Managed Redis as cache of the backend. Its key is kept in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Redis {
    /// Size, for example `Balanced_B0`.
    pub size: RedisSize,
    /// Whether there is a second node.
    pub high_availability: bool,
}

impl Default for Redis {
    fn default() -> Self {
        Self { size: "Balanced_B1".parse().expect("the default size follows its rule"), high_availability: true }
    }
}

/// A storage account for the generated documentation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct TechDocs {
    /// The container that the documents are in.
    pub container: ContainerName,
    /// Where copies of the data are.
    pub replication: Replication,
    /// Days in which deleted documents can be recovered.
    #[cfg_attr(test, schemars(range(min = 1, max = 365)))]
    pub retention_days: i64,
    /// Who generates the documents.
    pub builder: TechDocsBuilder,
}

impl Default for TechDocs {
    fn default() -> Self {
        Self {
            container: "techdocs".parse().expect("the default name of the container follows its rule"),
            replication: Replication::default(),
            retention_days: 14,
            builder: TechDocsBuilder::default(),
        }
    }
}

/// Where copies of stored data are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Replication {
    /// In one zone.
    Lrs,
    /// In several zones.
    #[default]
    Zrs,
    /// In one zone and in the paired region.
    Grs,
    /// In several zones and in the paired region.
    Gzrs,
}

/// Who generates the documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TechDocsBuilder {
    /// The workflows of the repositories.
    #[default]
    External,
    /// The portal, with mkdocs in its image.
    Local,
}
