//! The cache.

use triceps::cache::database::{AccessKeysAuthentication, ClientProtocol, ClusteringPolicy, EvictionPolicy};
use triceps::cache::redis_enterprise::{HighAvailability, MinimumTlsVersion, PublicNetworkAccess, Sku, SkuName};
use triceps::cache::{Database, DatabaseRef, RedisEnterprise, RedisEnterpriseRef};
use triceps::functions::call;
use triceps::{Secure, Template, interpolate, interpolate_secret};

use super::base::{Base, tagged};
use super::vault::{AppSecret, Origin, Vault};
use triceps_portal::config::{Portal, Redis};

/// The port that Azure Managed Redis listens on.
const PORT: i64 = 10_000;

/// A Redis with one database.
pub(super) struct Cache {
    pub cluster: RedisEnterpriseRef,
    pub database: DatabaseRef,
}

/// The secret of the cache, and its variable.
pub(super) const SECRET: (&str, &str) = ("cache-connection", "REDIS_URL");

/// A cache with TLS. It has a key, since the cache of the backend cannot sign in in another way.
/// With it comes the secret with its address and key.
pub(super) fn cache(
    t: &mut Template,
    base: &Base,
    portal: &Portal,
    config: &Redis,
    vault: Option<&Vault>,
) -> (Cache, AppSecret) {
    let public = match portal.network {
        Some(_) => PublicNetworkAccess::DISABLED,
        None => PublicNetworkAccess::ENABLED,
    };
    let cluster = tagged!(
        base,
        RedisEnterprise::new(
            interpolate!("redis-{}-{}", base.prefix, base.token),
            &base.location,
            Sku::new(SkuName::other(config.size.to_string())).one_line(),
            public,
        )
    )
    .high_availability(if config.high_availability { HighAvailability::ENABLED } else { HighAvailability::DISABLED })
    .minimum_tls_version(MinimumTlsVersion::V1_2);
    let cluster = t.add("redis", cluster);
    let database = Database::new("default")
        .parent(cluster)
        .client_protocol(ClientProtocol::ENCRYPTED)
        .port(PORT)
        // The client of the backend knows no clusters.
        .clustering_policy(ClusteringPolicy::ENTERPRISE_CLUSTER)
        .eviction_policy(EvictionPolicy::VOLATILE_LRU)
        .access_keys_authentication(AccessKeysAuthentication::ENABLED);
    let database = t.add("redisDatabase", database);
    let key = Secure::<String>::from_expr(call("uriComponent", (database.list_keys().primary_key(),)));
    let address = interpolate_secret!("rediss://:{key}@{}:{}", cluster.host_name(), database.port());
    let secret = AppSecret::add(t, base, vault, "cacheSecret".to_owned(), SECRET, &Origin::Template(address));
    (Cache { cluster, database }, secret)
}
