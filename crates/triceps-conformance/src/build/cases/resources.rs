//! Resources: references, children, conditions, existing ones.

use triceps::app::ManagedEnvironment;
use triceps::container_registry::{Registry, Sku};
use triceps::functions::{guid, resource_group, subscription_resource_id, unique_string};
use triceps::key_vault::{Secret, Vault};
use triceps::managed_identity::UserAssignedIdentity;
use triceps::operational_insights::{Workspace, WorkspaceSku};
use triceps::scope::{resource_group_named, resource_group_of};
use triceps::{Expr, Param, Raw, Template, array, each, interpolate, object};

pub(super) fn resource_simple() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    t.add("registry", Registry::new("contosoregistry", location, Sku::BASIC).admin_user_enabled(false));
    t
}

pub(super) fn resource_references() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let name = t.param(Param::string("name"));

    let workspace = t.add(
        "workspace",
        Workspace::new(interpolate!("{name}-law"), &location)
            .api_version("2025-07-01")
            .retention_in_days(30)
            .sku(WorkspaceSku::PER_GB_2018),
    );
    let environment = t.add(
        "environment",
        ManagedEnvironment::new(interpolate!("{name}-env"), &location).api_version("2025-07-01").logs(workspace),
    );

    t.output("workspaceId", workspace.id());
    t.output("workspaceName", workspace.name());
    t.output("workspaceType", workspace.type_name());
    t.output("workspaceApiVersion", workspace.api_version());
    t.output("workspaceLocation", workspace.location());
    t.output("customerId", workspace.customer_id());
    t.output("domain", environment.default_domain());
    t.output("environmentId", environment.id());
    t
}

pub(super) fn resource_depends_on() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let first = t.add("first", UserAssignedIdentity::new("first", &location));
    let second = t.add("second", UserAssignedIdentity::new("second", &location).depends_on(first));
    t.add("third", UserAssignedIdentity::new("third", &location).tag("before", second.name()).tag("owner", first.id()));
    t
}

pub(super) fn resource_children() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let account_name = t.param(Param::string("accountName"));

    let storage = t.add_raw(
        "storage",
        "Microsoft.Storage/storageAccounts@2025-06-01",
        object! {
            name: &account_name,
            location: &location,
            sku: { name: "Standard_LRS" },
            kind: "StorageV2",
        },
    );

    let queue_service = t.add_raw(
        "queueService",
        "Microsoft.Storage/storageAccounts/queueServices@2025-06-01",
        object! { parent: &storage, name: "default" },
    );

    let queue = t.add_raw(
        "queue",
        "Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01",
        object! { parent: &queue_service, name: "jobs" },
    );

    let network = t.add_raw(
        "network",
        "Microsoft.Network/virtualNetworks@2024-07-01",
        object! {
            name: "vnet",
            location: &location,
            properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
        },
    );

    let apps = t.nested(
        &network,
        "apps",
        Raw::new(
            "Microsoft.Network/virtualNetworks/subnets",
            object! { name: "apps", properties: { addressPrefix: "10.0.0.0/23" } },
        ),
    );

    t.output("queueId", queue.id());
    t.output("queueName", queue.name());
    t.output("subnetId", apps.id());
    t
}

pub(super) fn resource_condition() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let deploy_workspace = t.param(Param::bool("deployWorkspace"));
    let stage = t.param(Param::string("stage"));

    let workspace =
        t.add("workspace", Workspace::new("law-main", &location).api_version("2025-07-01").when(&deploy_workspace));
    let identity = t.add(
        "identity",
        UserAssignedIdentity::new("id-app", &location).when(stage.equals("prod").and(&deploy_workspace)),
    );
    let component = t.add(
        "component",
        Raw::new(
            "Microsoft.Insights/components@2020-02-02",
            object! {
                name: "appi",
                location: &location,
                kind: "web",
                properties: { Application_Type: "web", WorkspaceResourceId: workspace.id() },
            },
        )
        .when(&deploy_workspace),
    );

    t.output("workspaceId", deploy_workspace.then_else(workspace.id(), ""));
    t.output("customerId", workspace.customer_id().or(""));
    t.output("principalId", identity.principal_id());
    t.output_as::<String>(
        "connection",
        Expr::ternary(&deploy_workspace, component.assume_exists().prop("properties").prop("ConnectionString"), ""),
    );
    t
}

pub(super) fn resource_existing() -> Template {
    let mut t = Template::for_resource_group();
    let vault_name = t.param(Param::string("vaultName"));
    let shared_group = t.param(Param::string("sharedGroup"));
    let shared_subscription = t.param(Param::string("sharedSubscription"));

    let vault = t.existing("vault", Vault::existing(&vault_name).api_version("2024-11-01"));
    let shared_registry =
        t.existing("sharedRegistry", Registry::existing("sharedregistry").scope(resource_group_named(&shared_group)));
    let far_identity = t.existing(
        "farIdentity",
        UserAssignedIdentity::existing("far").scope(resource_group_of(&shared_subscription, &shared_group)),
    );
    let secret = t.existing("secret", Secret::existing("app-secret").api_version("2024-11-01").parent(vault));

    let notes = t.add_raw(
        "notes",
        "Microsoft.Resources/tags@2025-04-01",
        object! {
            name: "default",
            properties: {
                tags: {
                    vault: vault.vault_uri(),
                    registry: shared_registry.login_server(),
                    identity: far_identity.principal_id(),
                    secret: secret.secret_uri(),
                },
            },
        },
    );

    t.output("vaultId", vault.id());
    t.output("registryId", shared_registry.id());
    t.output("identityId", far_identity.id());
    t.output("secretId", secret.id());
    t.output("notesId", notes.id());
    t
}

pub(super) fn resource_extension() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let principal_id = t.param(Param::string("principalId"));

    let registry = t.add_raw(
        "registry",
        "Microsoft.ContainerRegistry/registries@2025-11-01",
        object! { name: "contosoregistry", location: &location, sku: { name: "Basic" } },
    );

    let workspace = t.add_raw(
        "workspace",
        "Microsoft.OperationalInsights/workspaces@2025-07-01",
        object! { name: "law-main", location: &location },
    );

    let pull = t.add_raw(
        "pull",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((registry.id(), &principal_id, "acrpull")),
            scope: &registry,
            properties: {
                principalId: &principal_id,
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    ["7f951dda-4ed3-4680-a7ca-43fe172d538d"],
                ),
            },
        },
    );

    let diagnostics = t.add_raw(
        "diagnostics",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        object! {
            name: "to-law",
            scope: &registry,
            properties: {
                workspaceId: workspace.id(),
                logs: [{ categoryGroup: "allLogs", enabled: true }],
                metrics: [{ category: "AllMetrics", enabled: true }],
            },
        },
    );

    t.add_raw(
        "lock",
        "Microsoft.Authorization/locks@2020-05-01",
        object! { name: "keep", scope: &registry, properties: { level: "CanNotDelete" } },
    );

    t.add_raw(
        "groupReader",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((resource_group().id(), &principal_id, "reader")),
            properties: {
                principalId: &principal_id,
                principalType: "ServicePrincipal",
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    ["acdd72a7-3385-48ef-bd42-f606fba81ae7"],
                ),
            },
        },
    );

    t.output("pullId", pull.id());
    t.output("diagnosticsId", diagnostics.id());
    t
}

pub(super) fn parent_chain() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let server_name = t.param(Param::string("serverName"));
    let principal_id = t.param(Param::string("principalId"));

    let account = t.add_raw(
        "account",
        "Microsoft.DocumentDB/databaseAccounts@2025-04-15",
        object! {
            name: interpolate!("cosmos-{}", unique_string([resource_group().id()])),
            location: &location,
            properties: { databaseAccountOfferType: "Standard", locations: [{ locationName: &location }] },
        },
    );

    let database = t.add_raw(
        "database",
        "Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15",
        object! { parent: &account, name: "catalog", properties: { resource: { id: "catalog" } } },
    );

    let container = t.add_raw(
        "container",
        "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15",
        object! {
            parent: &database,
            name: "entities",
            properties: { resource: { id: "entities", partitionKey: { kind: "Hash", paths: ["/kind"] } } },
        },
    );

    let procedure = t.add_raw(
        "procedure",
        "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/storedProcedures@2025-04-15",
        object! {
            parent: &container,
            name: "purge",
            properties: { resource: { id: "purge", body: "function purge() { }" } },
        },
    );

    let slashed = t.add(
        "slashed",
        Raw::existing(
            "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01",
            object! { name: "internal.contoso.com/hub" },
        ),
    );

    let dynamic_slashed = t.add(
        "dynamicSlashed",
        Raw::existing(
            "Microsoft.Sql/servers/databases@2023-08-01",
            object! { name: interpolate!("{server_name}/main") },
        ),
    );

    let retention = t.add_raw(
        "retention",
        "Microsoft.Sql/servers/databases/backupShortTermRetentionPolicies@2023-08-01",
        object! { parent: &dynamic_slashed, name: "default", properties: { retentionDays: 14 } },
    );

    let lock = t.add_raw(
        "lock",
        "Microsoft.Authorization/locks@2020-05-01",
        object! { name: "keep", scope: &container, properties: { level: "CanNotDelete" } },
    );

    let reader = t.add_raw(
        "reader",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        object! {
            name: guid((slashed.id(), &principal_id)),
            scope: &slashed,
            properties: {
                principalId: &principal_id,
                roleDefinitionId: subscription_resource_id(
                    "Microsoft.Authorization/roleDefinitions",
                    ["acdd72a7-3385-48ef-bd42-f606fba81ae7"],
                ),
            },
        },
    );

    t.output("procedureId", procedure.id());
    t.output("procedureName", procedure.name());
    t.output("retentionId", retention.id());
    t.output_as::<String>("linkState", slashed.prop("properties").prop("virtualNetworkLinkState"));
    t.output("lockId", lock.id());
    t.output("readerId", reader.id());
    t
}

pub(super) fn nested_resources() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let account_name = t.param(Param::string("accountName"));
    let with_table = t.param(Param::bool("withTable").default(true));
    let with_queue = t.param(Param::bool("withQueue").default(false));
    let container_names = t.param(Param::array("containerNames").default(array!["raw", "curated"]));

    let account = t.add_raw(
        "account",
        "Microsoft.Storage/storageAccounts@2025-06-01",
        object! {
            name: &account_name,
            location: &location,
            kind: "StorageV2",
            sku: { name: "Standard_ZRS" },
        },
    );

    let blobs = t.nested(
        &account,
        "blobs",
        Raw::new(
            "Microsoft.Storage/storageAccounts/blobServices",
            object! { name: "default", properties: { deleteRetentionPolicy: { enabled: true, days: 7 } } },
        ),
    );

    let containers = t.nested_each(&blobs, "containers", each("name", &container_names), |name, i| {
        Raw::new(
            "Microsoft.Storage/storageAccounts/blobServices/containers",
            object! { name: interpolate!("data-{}-{i}", name.as_expr()), properties: { publicAccess: "None" } },
        )
    });

    let audit = t.nested(
        &blobs,
        "audit",
        Raw::new(
            "Microsoft.Storage/storageAccounts/blobServices/containers",
            object! { name: "audit", dependsOn: [&containers] },
        ),
    );

    let tables = t.nested(
        &account,
        "tables",
        Raw::new("Microsoft.Storage/storageAccounts/tableServices", object! { name: "default" }).when(&with_table),
    );

    let events = t.nested(
        &tables,
        "events",
        Raw::new("Microsoft.Storage/storageAccounts/tableServices/tables", object! { name: "events" })
            .when(&with_queue),
    );

    let queues = t.nested(
        &account,
        "queues",
        Raw::existing("Microsoft.Storage/storageAccounts/queueServices@2025-01-01", object! { name: "default" }),
    );

    let jobs = t.nested(
        &queues,
        "jobs",
        Raw::new("Microsoft.Storage/storageAccounts/queueServices/queues", object! { name: "jobs" }),
    );

    t.output("firstContainerId", containers.at(0).id());
    t.output("auditContainer", audit.name());
    t.output_as::<bool>("auditState", audit.prop("properties").prop("hasLegalHold"));
    t.output("tableId", events.id());
    t.output("queueId", jobs.id());
    t
}
