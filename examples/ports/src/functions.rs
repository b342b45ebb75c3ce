//! A function app on Flex Consumption that reads a queue and writes blobs, without a key anywhere.

use triceps::authorization::{Role, RoleAssignment, RoleDefinition};
use triceps::functions::{resource_group, take, to_lower, to_object, union, unique_string};
use triceps::insights::Component;
use triceps::insights::component::ApplicationType;
use triceps::managed_identity::UserAssignedIdentity;
use triceps::operational_insights::Workspace;
use triceps::storage::management_policy::{
    DateAfterModification, ManagementPolicyAction, ManagementPolicyBaseBlob, ManagementPolicyDefinition,
    ManagementPolicyFilter, ManagementPolicyRule, ManagementPolicyRuleType,
};
use triceps::storage::storage_account::{Kind, MinimumTlsVersion, NetworkRuleSet, Sku};
use triceps::storage::types::DeleteRetentionPolicy;
use triceps::storage::{BlobService, Container, ManagementPolicy, Queue, QueueService, StorageAccount};
use triceps::{Param, Template, TypeExpr, each, interpolate, object};

use crate::azure::web::plan::SkuDescription;
use crate::azure::web::types::{
    FunctionAppConfig, FunctionsDeployment, FunctionsDeploymentStorage, FunctionsDeploymentStorageAuthentication,
    FunctionsDeploymentStorageAuthenticationType, FunctionsDeploymentStorageType, FunctionsRuntime,
    FunctionsRuntimeName, FunctionsScaleAndConcurrency, SiteConfig,
};
use crate::azure::web::{Config, Plan, Site};

/// The template.
pub fn template() -> Template {
    let mut t = Template::for_resource_group();

    let location = t.param(Param::string("location").default(resource_group().location()));
    let name = t.param(Param::string("name").description("Start of all names.").length(3..=16));
    let runtime = t.param(
        Param::one_of(
            "runtime",
            [
                FunctionsRuntimeName::DOTNET_ISOLATED,
                FunctionsRuntimeName::NODE,
                FunctionsRuntimeName::PYTHON,
                FunctionsRuntimeName::JAVA,
            ],
        )
        .default(FunctionsRuntimeName::NODE),
    );
    let runtime_version = t.param(Param::string("runtimeVersion").default("22"));
    let memory = t.param(Param::int("instanceMemoryMB").allowed([512, 2048, 4096]).default(2048));
    let most = t.param(Param::int("maximumInstances").range(40..=1000).default(100));
    let sku = t.param(Param::one_of("storageSku", [Sku::STANDARD_LRS, Sku::STANDARD_ZRS]).default(Sku::STANDARD_LRS));
    let queues =
        t.param(Param::array_of::<String>("queues").description("Queues with work.").default(["orders", "mail"]));
    let containers = t.param(
        Param::typed(
            "containers",
            TypeExpr::object([
                ("name", TypeExpr::named("string")),
                ("deleteAfterDays", TypeExpr::named("int").nullable()),
            ])
            .array(),
        )
        .default([object! { name: "results" }, object! { name: "archive", deleteAfterDays: 365 }]),
    );
    let settings = t.param(
        Param::typed(
            "settings",
            TypeExpr::object([("name", TypeExpr::named("string")), ("value", TypeExpr::named("string"))]).array(),
        )
        .description("Further settings of the app.")
        .default(triceps::empty()),
    );

    let token = t.var("token", to_lower(take(unique_string((resource_group().id(), &name)), 8)));
    let roles = t.var(
        "storageRoles",
        [
            Role::STORAGE_BLOB_DATA_OWNER.guid(),
            Role::STORAGE_QUEUE_DATA_CONTRIBUTOR.guid(),
            Role::STORAGE_TABLE_DATA_CONTRIBUTOR.guid(),
        ],
    );

    let workspace = t.add("workspace", Workspace::new(interpolate!("log-{name}-{token}"), &location));
    let insights = t.add(
        "insights",
        Component::new(interpolate!("appi-{name}-{token}"), &location, "web", ApplicationType::WEB)
            .workspace_resource_id(workspace)
            .disable_local_auth(true),
    );
    let identity = t.add("identity", UserAssignedIdentity::new(interpolate!("id-{name}-{token}"), &location));

    let account = t.add(
        "account",
        StorageAccount::new(
            interpolate!("st{token}{}", take(unique_string([&name]), 6)),
            &location,
            &sku,
            Kind::STORAGE_V2,
        )
        .allow_blob_public_access(false)
        .allow_shared_key_access(false)
        .minimum_tls_version(MinimumTlsVersion::TLS1_2)
        .supports_https_traffic_only(true)
        .network_acls(NetworkRuleSet::new(triceps::storage::storage_account::DefaultAction::ALLOW)),
    );
    let blobs = t.add(
        "blobs",
        BlobService::new().parent(account).delete_retention_policy(DeleteRetentionPolicy::new().enabled(true).days(7)),
    );
    let packages = t.add("packages", Container::new("app-packages").parent(blobs));
    let outputs = t.add_each("results", each("container", &containers), |container, _| {
        Container::new(container.prop("name")).parent(blobs)
    });
    let queue_service = t.add("queueService", QueueService::new().parent(account));
    t.add_each("workQueues", each("queue", &queues), |queue, _| Queue::new(queue).parent(queue_service));
    t.add(
        "lifecycle",
        ManagementPolicy::new(
            "default",
            each("container", &containers).map(|container, _| {
                ManagementPolicyRule::new(
                    interpolate!("delete-{}", container.prop("name")),
                    ManagementPolicyRuleType::LIFECYCLE,
                    ManagementPolicyDefinition::new(
                        ManagementPolicyAction::new().base_blob(
                            ManagementPolicyBaseBlob::new().delete(
                                DateAfterModification::new().days_after_modification_greater_than(
                                    container.safe_prop("deleteAfterDays").or(90),
                                ),
                            ),
                        ),
                    )
                    .filters(
                        ManagementPolicyFilter::new(["blockBlob"])
                            .prefix_match([interpolate!("{}/", container.prop("name"))]),
                    ),
                )
                .enabled(true)
            }),
        )
        .parent(account),
    );
    let grants = t.add_each("storageGrants", each("role", &roles), |role, _| {
        RoleAssignment::grant(account, RoleDefinition::by_guid(role), identity)
    });
    let metrics = t.grant("metrics", insights, Role::MONITORING_METRICS_PUBLISHER, identity);

    let plan = t.add(
        "plan",
        Plan::new(interpolate!("plan-{name}-{token}"), &location)
            .kind("functionapp")
            .reserved(true)
            .sku(SkuDescription::new().name("FC1").tier("FlexConsumption")),
    );
    let app = t.add(
        "app",
        Site::new(interpolate!("func-{name}-{token}"), &location)
            .kind("functionapp,linux")
            .identity(identity)
            .server_farm_id(plan.id())
            .https_only(true)
            .site_config(SiteConfig::new().min_tls_version(crate::azure::web::types::MinTlsVersion::V1_2))
            .function_app_config(
                FunctionAppConfig::new()
                    .deployment(
                        FunctionsDeployment::new().storage(
                            FunctionsDeploymentStorage::new()
                                .kind(FunctionsDeploymentStorageType::BLOB_CONTAINER)
                                .value(interpolate!("{}{}", account.primary_endpoints_blob(), packages.name()))
                                .authentication(
                                    FunctionsDeploymentStorageAuthentication::new()
                                        .kind(FunctionsDeploymentStorageAuthenticationType::USER_ASSIGNED_IDENTITY)
                                        .user_assigned_identity_resource_id(identity),
                                ),
                        ),
                    )
                    .runtime(FunctionsRuntime::new().name(&runtime).version(&runtime_version))
                    .scale_and_concurrency(
                        FunctionsScaleAndConcurrency::new().maximum_instance_count(&most).instance_memory_mb(&memory),
                    ),
            )
            .depends_on(&grants)
            .depends_on(metrics),
    );
    let extra = t.var(
        "extraSettings",
        to_object("setting", &settings, |setting| setting.prop("name"), |setting| setting.prop("value")),
    );
    t.add(
        "appSettings",
        Config::appsettings().parent(app).properties(union((
            &extra,
            object! {
                APPLICATIONINSIGHTS_CONNECTION_STRING: insights.connection_string(),
                APPLICATIONINSIGHTS_AUTHENTICATION_STRING: interpolate!("ClientId={};Authorization=AAD", identity.client_id()),
                AzureWebJobsStorage__accountName: account.name(),
                AzureWebJobsStorage__credential: "managedidentity",
                AzureWebJobsStorage__clientId: identity.client_id(),
            },
        ))),
    );

    t.output("appName", app.name());
    t.output("host", app.default_host_name());
    t.output("blobEndpoint", account.primary_endpoints_blob());
    t.output("containers", outputs.each(|container| container.name()));
    t.output("firstQueue", queues.at(0));
    t
}
