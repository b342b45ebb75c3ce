//! Where generated documentation is kept.

use triceps::storage::blob_service::BlobService;
use triceps::storage::container::PublicAccess;
use triceps::storage::management_policy::{
    DateAfterCreation, ManagementPolicyAction, ManagementPolicyDefinition, ManagementPolicyFilter,
    ManagementPolicyRule, ManagementPolicyRuleType, ManagementPolicyVersion,
};
use triceps::storage::storage_account::{
    Bypass, DefaultAction, Encryption, KeySource, Kind, MinimumTlsVersion, NetworkRuleSet, PublicNetworkAccess, Sku,
};
use triceps::storage::{
    BlobServiceRef, Container, ContainerRef, DeleteRetentionPolicy, ManagementPolicy, StorageAccount, StorageAccountRef,
};
use triceps::{Template, Value, interpolate};

use super::base::{Base, tagged};
use triceps_portal::config::{Portal, Replication, TechDocs, TechDocsBuilder};

/// A storage account with one container.
pub(super) struct Documents {
    pub account: StorageAccountRef,
    pub blobs: BlobServiceRef,
    pub container: ContainerRef,
    pub builder: TechDocsBuilder,
}

fn name(base: &Base) -> Value<String> {
    interpolate!("st{}{}", base.prefix, base.token)
}

/// The account and its container, deployed before.
pub(super) fn existing(t: &mut Template, base: &Base, config: &TechDocs) -> Documents {
    let account = t.existing("storage", StorageAccount::existing(name(base)));
    let blobs = t.existing("blobs", BlobService::existing("default").parent(account));
    let container = t.existing("techdocs", Container::existing(config.container.to_string()).parent(blobs));
    Documents { account, blobs, container, builder: config.builder }
}

/// A storage account without keys and public containers; with a network it has no public address. What is overwritten or
/// deleted can be brought back for some days.
pub(super) fn documents(t: &mut Template, base: &Base, portal: &Portal, config: &TechDocs) -> Documents {
    let sku = match config.replication {
        Replication::Lrs => Sku::STANDARD_LRS,
        Replication::Zrs => Sku::STANDARD_ZRS,
        Replication::Grs => Sku::STANDARD_GRS,
        Replication::Gzrs => Sku::STANDARD_GZRS,
    };
    let mut account = tagged!(base, StorageAccount::new(name(base), &base.location, sku, Kind::STORAGE_V2))
        .allow_blob_public_access(false)
        .allow_shared_key_access(false)
        .default_to_oauth_authentication(true)
        .minimum_tls_version(MinimumTlsVersion::TLS1_2)
        .supports_https_traffic_only(true)
        .encryption(
            Encryption::new()
                .key_source(KeySource::MICROSOFT_STORAGE)
                .require_infrastructure_encryption(true)
                .one_line(),
        );
    if portal.network.is_some() {
        account = account
            .public_network_access(PublicNetworkAccess::DISABLED)
            .network_acls(NetworkRuleSet::new(DefaultAction::DENY).bypass(Bypass::AZURE_SERVICES).one_line());
    }
    let account = t.add("storage", account);
    let kept = || DeleteRetentionPolicy::new().enabled(true).days(config.retention_days).one_line();
    let blobs = t.add(
        "blobs",
        BlobService::new()
            .parent(account)
            .is_versioning_enabled(true)
            .delete_retention_policy(kept())
            .container_delete_retention_policy(kept()),
    );
    let old = ManagementPolicyVersion::new().delete(DateAfterCreation::new(config.retention_days).one_line());
    let rule = ManagementPolicyRule::new(
        "old-versions",
        ManagementPolicyRuleType::LIFECYCLE,
        ManagementPolicyDefinition::new(ManagementPolicyAction::new().version(old))
            .filters(ManagementPolicyFilter::new(["blockBlob"])),
    );
    t.add("oldDocuments", ManagementPolicy::new("default", [rule]).parent(account).depends_on(blobs));
    let container = Container::new(config.container.to_string()).parent(blobs).public_access(PublicAccess::NONE);
    let container = t.add("techdocs", container);
    Documents { account, blobs, container, builder: config.builder }
}
