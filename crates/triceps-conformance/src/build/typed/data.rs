//! Database, cache, documents.

use triceps::authorization::{Principal, RoleAssignment, RoleDefinition};
use triceps::cache::access_policy_assignment::AccessPolicyAssignmentPropertiesUser;
use triceps::cache::database::{
    AccessKeysAuthentication, ClientProtocol, ClusteringPolicy, EvictionPolicy, Module, Persistence,
};
use triceps::cache::redis_enterprise::{self, MinimumTlsVersion, PublicNetworkAccess, SkuName};
use triceps::cache::{self, AccessPolicyAssignment, RedisEnterprise};
use triceps::functions::{guid, items, range, resource_group, tenant, to_lower, unique_string};
use triceps::network::{PrivateDnsZone, VirtualNetworkLink};
use triceps::postgresql::administrator::PrincipalType;
use triceps::postgresql::flexible_server::{
    self, ActiveDirectoryAuth, AuthConfig, AutoGrow, Backup, GeoRedundantBackup, HighAvailability,
    HighAvailabilityMode, MaintenanceWindow, Network, PasswordAuth, SkuTier, Storage,
};
use triceps::postgresql::{self, Administrator, Configuration, FlexibleServer};
use triceps::storage::blob_service::{
    AllowedMethod, CorsRule, CorsRules, DeleteRetentionPolicy, LastAccessTimeTrackingPolicy,
    LastAccessTimeTrackingPolicyName,
};
use triceps::storage::container::PublicAccess;
use triceps::storage::management_policy::{
    DateAfterCreation, DateAfterModification, ManagementPolicyAction, ManagementPolicyBaseBlob,
    ManagementPolicyDefinition, ManagementPolicyFilter, ManagementPolicyRule, ManagementPolicyRuleType,
    ManagementPolicyVersion,
};
use triceps::storage::storage_account::{
    self, AccessTier, Bypass, DefaultAction, Encryption, EncryptionService, EncryptionServices, KeySource, KeyType,
    Kind, NetworkRuleSet,
};
use triceps::storage::{BlobService, Container, ManagementPolicy, StorageAccount};
use triceps::{Any, Param, Template, TypeExpr, array, each, interpolate, object};

pub(super) fn azure_postgres_flexible() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Private PostgreSQL server that accepts Entra identities only.");

    let location =
        t.param(Param::string("location").description("Region of the server.").default(resource_group().location()));
    let server_name = t.param(Param::string("serverName").description("Server name.").length(3..=50));
    let subnet_id = t.param(Param::string("subnetId").description("Delegated subnet of the server."));
    let network_id = t.param(Param::string("networkId").description("Network that resolves the server name."));
    let admin_group = t.param(
        Param::typed(
            "adminGroup",
            TypeExpr::object([("objectId", TypeExpr::named("string")), ("name", TypeExpr::named("string"))]),
        )
        .description("Group that administers the server."),
    );
    let workload_identity = t.param(
        Param::typed(
            "workloadIdentity",
            TypeExpr::object([("objectId", TypeExpr::named("string")), ("name", TypeExpr::named("string"))]),
        )
        .description("Workload identity that owns the databases."),
    );
    let highly_available =
        t.param(Param::bool("highlyAvailable").description("Whether a standby runs in another zone.").default(false));

    let databases =
        t.var("databases", array!["backstage_plugin_app", "backstage_plugin_catalog", "backstage_plugin_techdocs"]);
    let settings = t.var(
        "settings",
        object! {
            "azure.extensions": "PG_TRGM,UUID-OSSP",
            log_checkpoints: "on",
            require_secure_transport: "on",
        },
    );

    let zone = t.add(
        "zone",
        PrivateDnsZone::new(interpolate!("{server_name}.private.postgres.database.azure.com")).location("global"),
    );

    let zone_link = t.add(
        "zoneLink",
        VirtualNetworkLink::new(interpolate!("link-{}", unique_string([&network_id])))
            .parent(zone)
            .location("global")
            .registration_enabled(false)
            .virtual_network(&network_id),
    );

    let server =
        t.add(
            "server",
            FlexibleServer::new(&server_name, &location)
                .api_version("2025-08-01")
                .sku(flexible_server::Sku::new(
                    highly_available.then_else("Standard_D2ds_v5", "Standard_B1ms"),
                    highly_available.then_else(SkuTier::GENERAL_PURPOSE, SkuTier::BURSTABLE),
                ))
                .version("17")
                .auth_config(
                    AuthConfig::new()
                        .active_directory_auth(ActiveDirectoryAuth::ENABLED)
                        .password_auth(PasswordAuth::DISABLED)
                        .tenant_id(tenant().tenant_id()),
                )
                .storage(Storage::new().storage_size_gb(32).auto_grow(AutoGrow::ENABLED))
                .backup(Backup::new().backup_retention_days(14).geo_redundant_backup(GeoRedundantBackup::DISABLED))
                .high_availability(HighAvailability::new().mode(
                    highly_available.then_else(HighAvailabilityMode::ZONE_REDUNDANT, HighAvailabilityMode::DISABLED),
                ))
                .network(Network::new().delegated_subnet_resource_id(&subnet_id).private_dns_zone_arm_resource_id(zone))
                .maintenance_window(
                    MaintenanceWindow::new().custom_window("Enabled").day_of_week(0).start_hour(3).start_minute(30),
                )
                .depends_on(zone_link),
        );

    let admins = t.add(
        "admins",
        Administrator::new(admin_group.prop("objectId"))
            .api_version("2025-08-01")
            .parent(server)
            .principal_name(admin_group.prop("name"))
            .principal_type(PrincipalType::GROUP)
            .tenant_id(tenant().tenant_id()),
    );

    t.add(
        "owner",
        Administrator::new(workload_identity.prop("objectId"))
            .api_version("2025-08-01")
            .parent(server)
            .principal_name(workload_identity.prop("name"))
            .principal_type(PrincipalType::SERVICE_PRINCIPAL)
            .tenant_id(tenant().tenant_id())
            .depends_on(admins),
    );

    let configurations = t.add_each("configurations", each("setting", items(&settings)), |setting, _| {
        Configuration::new(setting.prop("key"))
            .api_version("2025-08-01")
            .parent(server)
            .value(setting.prop("value"))
            .source("user-override")
            .depends_on(admins)
    });
    t.batch_size(&configurations, 1);

    let catalogs = t.add_each("catalogs", each("database", &databases), |database, _| {
        postgresql::Database::new(database.as_expr())
            .api_version("2025-08-01")
            .parent(server)
            .charset("UTF8")
            .collation("en_US.utf8")
    });

    t.output("host", server.fully_qualified_domain_name()).description("Host name for the database client.");
    t.output("databaseNames", catalogs.each(|database| database.name()));
    t
}

pub(super) fn azure_managed_redis() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Managed Redis for the portal cache, without access keys.");

    let location =
        t.param(Param::string("location").description("Region of the cache.").default(resource_group().location()));
    let name = t.param(Param::string("name").description("Cache name.").length(2..=40));
    let size = t.param(
        Param::one_of("size", [SkuName::BALANCED_B0, SkuName::BALANCED_B1, SkuName::BALANCED_B5])
            .description("Size of the cache.")
            .default(SkuName::BALANCED_B0),
    );
    let data_principals = t.param(
        Param::typed(
            "dataPrincipals",
            TypeExpr::object::<&str>([])
                .with("alias", TypeExpr::named("string"))
                .describe_last("Letters and digits only.")
                .with("objectId", TypeExpr::named("string"))
                .compact()
                .array(),
        )
        .description("Principals that may use the cache."),
    );

    let cluster =
        t.add(
            "cluster",
            RedisEnterprise::new(&name, &location, redis_enterprise::Sku::new(&size), PublicNetworkAccess::DISABLED)
                .api_version("2025-07-01")
                .system_identity()
                .minimum_tls_version(MinimumTlsVersion::V1_2)
                .high_availability(size.equals(SkuName::BALANCED_B0).then_else(
                    redis_enterprise::HighAvailability::DISABLED,
                    redis_enterprise::HighAvailability::ENABLED,
                )),
        );

    let database = t.add(
        "database",
        cache::Database::new("default")
            .api_version("2025-07-01")
            .parent(cluster)
            .client_protocol(ClientProtocol::ENCRYPTED)
            .port(10_000)
            .clustering_policy(ClusteringPolicy::OSS_CLUSTER)
            .eviction_policy(EvictionPolicy::VOLATILE_LRU)
            .access_keys_authentication(AccessKeysAuthentication::DISABLED)
            .persistence(Persistence::new().aof_enabled(false).rdb_enabled(false))
            .modules([Module::new("RedisJSON")]),
    );

    let access = t.add_each("access", each("principal", &data_principals), |principal, _| {
        AccessPolicyAssignment::new(
            principal.prop("alias"),
            "default",
            AccessPolicyAssignmentPropertiesUser::new().object_id(principal.prop("objectId")),
        )
        .api_version("2025-07-01")
        .parent(database)
    });
    t.batch_size(&access, 1);

    t.output("endpoint", interpolate!("{}:{}", cluster.host_name(), database.port()))
        .description("Host and port for the cache client.");
    t.output("clusterIdentity", cluster.system_principal_id());
    t.output_as::<Vec<Any>>("accessNames", access.each(|assignment| assignment.name()));
    t
}

pub(super) fn azure_storage_techdocs() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Blob storage for generated documentation, without account keys.");

    let location =
        t.param(Param::string("location").description("Region of the account.").default(resource_group().location()));
    let prefix =
        t.param(Param::string("prefix").description("Prefix of the account name.").length(3..=11).default("techdocs"));
    let allowed_origins = t.param(
        Param::array_of::<String>("allowedOrigins").description("Origins that may read documents in a browser."),
    );
    let reader_principal_id =
        t.param(Param::string("readerPrincipalId").description("Identity that serves documents."));
    let publisher_principal_id = t
        .param(Param::string("publisherPrincipalId").description("Identity of the pipeline that publishes documents."));
    let cool_after_days =
        t.param(Param::int("coolAfterDays").description("Days after which unread documents become cool.").default(30));

    let roles = t.var(
        "roles",
        object! {
            reader: { principalId: &reader_principal_id, roleId: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1" },
            publisher: { principalId: &publisher_principal_id, roleId: "ba92f5b4-2d11-453d-a403-e96b0029c9fe" },
        },
    );

    let account = t.add(
        "account",
        StorageAccount::new(
            to_lower(interpolate!("{prefix}{}", unique_string([resource_group().id()]))),
            &location,
            storage_account::Sku::STANDARD_ZRS,
            Kind::STORAGE_V2,
        )
        .api_version("2026-04-01")
        .access_tier(AccessTier::HOT)
        .allow_blob_public_access(false)
        .allow_shared_key_access(false)
        .allow_cross_tenant_replication(false)
        .default_to_oauth_authentication(true)
        .minimum_tls_version(storage_account::MinimumTlsVersion::TLS1_2)
        .supports_https_traffic_only(true)
        .network_acls(NetworkRuleSet::new(DefaultAction::DENY).bypass(Bypass::AZURE_SERVICES))
        .encryption(
            Encryption::new()
                .key_source(KeySource::MICROSOFT_STORAGE)
                .require_infrastructure_encryption(true)
                .services(
                    EncryptionServices::new().blob(EncryptionService::new().enabled(true).key_type(KeyType::ACCOUNT)),
                ),
        ),
    );

    let blobs = t.nested(
        &account,
        "blobs",
        BlobService::new()
            .api_version("2026-04-01")
            .is_versioning_enabled(true)
            .delete_retention_policy(DeleteRetentionPolicy::new().enabled(true).days(14))
            .container_delete_retention_policy(DeleteRetentionPolicy::new().enabled(true).days(14))
            .last_access_time_tracking_policy(
                LastAccessTimeTrackingPolicy::new(true)
                    .name(LastAccessTimeTrackingPolicyName::ACCESS_TIME_TRACKING)
                    .tracking_granularity_in_days(1)
                    .blob_type(["blockBlob"]),
            )
            .cors(CorsRules::new().cors_rules([CorsRule::new(
                &allowed_origins,
                [AllowedMethod::GET, AllowedMethod::HEAD],
                3600,
                Vec::<String>::new(),
                ["*"],
            )])),
    );

    let docs = t.nested(
        &blobs,
        "docs",
        Container::new("docs")
            .api_version("2026-04-01")
            .public_access(PublicAccess::NONE)
            .metadata(object! { owner: "portal" }),
    );

    let actions = ManagementPolicyAction::new()
        .base_blob(
            ManagementPolicyBaseBlob::new()
                .enable_auto_tier_to_hot_from_cool(true)
                .tier_to_cool(DateAfterModification::new().days_after_last_access_time_greater_than(&cool_after_days)),
        )
        .version(ManagementPolicyVersion::new().delete(DateAfterCreation::new(90)));
    let filters = ManagementPolicyFilter::new(["blockBlob"]).prefix_match([interpolate!("{}/", docs.name())]);
    let rule = ManagementPolicyRule::new(
        "cool-unread",
        ManagementPolicyRuleType::LIFECYCLE,
        ManagementPolicyDefinition::new(actions).filters(filters),
    );
    t.nested(&account, "lifecycle", ManagementPolicy::new("default", [rule.enabled(true)]).api_version("2026-04-01"));

    let assignments = t.add_each("assignments", each("role", items(&roles)), |role, _| {
        let principal = role.prop("value").prop("principalId");
        RoleAssignment::new(
            guid((account.id(), role.prop("key"), &principal)),
            Principal::service_principal(&principal),
            RoleDefinition::by_guid(role.prop("value").prop("roleId")),
        )
        .scope(docs)
    });

    t.output("accountName", account.name());
    t.output("containerName", docs.name());
    t.output("blobEndpoint", account.primary_endpoints_blob());
    t.output_as::<Vec<Any>>("assignmentIds", each("i", range(0, 2)).map(|i, _| assignments.at(&i).id()));
    t
}
