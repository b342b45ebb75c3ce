//! A cluster of Azure Kubernetes Service with pools of nodes, a registry, workload identity and its rights.

use triceps::authorization::{Principal, Role, RoleAssignment};
use triceps::container_registry::{Registry, Sku as RegistrySku};
use triceps::functions::{empty, resource_group, subscription, take, union, unique_string};
use triceps::insights::DiagnosticSetting;
use triceps::insights::diagnostic_setting::{LogSettings, MetricSettings};
use triceps::managed_identity::{FederatedIdentityCredential, UserAssignedIdentity};
use triceps::network::VirtualNetwork;
use triceps::network::types::Subnet;
use triceps::network::virtual_network::AddressSpace;
use triceps::operational_insights::Workspace;
use triceps::{Expr, Param, Template, TypeExpr, each, interpolate, object};

use crate::azure::container_service::agent_pool::Mode;
use crate::azure::container_service::maintenance_configuration::{
    DayOfWeek, MaintenanceWindow, Schedule, WeeklySchedule,
};
use crate::azure::container_service::managed_cluster::{
    ContainerServiceNetworkProfile, ImageCleaner, Keda, LoadBalancerSku, ManagedClusterAadProfile,
    ManagedClusterAddonProfile, ManagedClusterAgentPoolProfile, ManagedClusterAgentPoolProfileMode,
    ManagedClusterApiServerAccessProfile, ManagedClusterAutoUpgradeProfile, ManagedClusterOidcIssuerProfile,
    ManagedClusterSecurityProfile, ManagedClusterSku, ManagedClusterSkuName, ManagedClusterSkuTier,
    ManagedClusterWorkloadAutoScalerProfile, NetworkDataplane, NetworkPlugin, NetworkPluginMode, NodeOsUpgradeChannel,
    UpgradeChannel, WorkloadIdentity,
};
use crate::azure::container_service::types::{AgentPoolUpgradeSettings, OsDiskType, OsSku, OsType};
use crate::azure::container_service::{AgentPool, MaintenanceConfiguration, ManagedCluster};

/// The template.
pub fn template() -> Template {
    let mut t = Template::for_resource_group();

    let pool_type = t.declare_type(
        "nodePool",
        TypeExpr::object([("name", TypeExpr::named("string"))])
            .describe_last("Name of the pool.")
            .with("size", TypeExpr::named("string"))
            .with("minimum", TypeExpr::named("int"))
            .with("maximum", TypeExpr::named("int"))
            .with("taints", TypeExpr::named("string").array().nullable())
            .with("labels", TypeExpr::named("object").nullable()),
    );

    let location = t.param(Param::string("location").default(resource_group().location()));
    let name = t.param(Param::string("clusterName").description("Name of the cluster.").length(3..=40));
    let version = t.param(Param::string("kubernetesVersion").default("1.32"));
    let tier = t.param(
        Param::one_of(
            "tier",
            [ManagedClusterSkuTier::FREE, ManagedClusterSkuTier::STANDARD, ManagedClusterSkuTier::PREMIUM],
        )
        .default(ManagedClusterSkuTier::STANDARD),
    );
    let system_size = t.param(Param::string("systemNodeSize").default("Standard_D4s_v5"));
    let system_count = t.param(Param::int("systemNodeCount").range(1..=50).default(3));
    let pools = t.param(
        Param::typed("nodePools", pool_type.array())
            .description("Further pools.")
            .default([object! { name: "work", size: "Standard_D8s_v5", minimum: 1, maximum: 5 }]),
    );
    let admins = t.param(
        Param::array_of::<String>("adminGroups")
            .description("Object ids of the groups that administer it.")
            .min_length(1),
    );
    let ranges = t.param(Param::array_of::<String>("authorizedRanges").default(triceps::empty()));
    let namespace = t.param(Param::string("workloadNamespace").default("default"));
    let account = t.param(Param::string("workloadServiceAccount").default("workload"));
    let tags = t.param(Param::object("tags").default(object! {}));

    let registry_name =
        t.var("registryName", interpolate!("cr{}", take(unique_string((resource_group().id(), &name)), 13)));
    let zones = t.var("zones", ["1", "2", "3"]);
    let all_tags = t.var("allTags", union((&tags, object! { cluster: &name })));

    let workspace =
        t.add("workspace", Workspace::new(interpolate!("log-{name}"), &location).retention_in_days(30).tags(&all_tags));
    let registry = t.add(
        "registry",
        Registry::new(&registry_name, &location, RegistrySku::PREMIUM).admin_user_enabled(false).tags(&all_tags),
    );
    let network = t.add(
        "network",
        VirtualNetwork::new(interpolate!("vnet-{name}"))
            .location(&location)
            .address_space(AddressSpace::new().address_prefixes(["10.240.0.0/16"]))
            .subnets([
                Subnet::new().name("nodes").address_prefix("10.240.0.0/20"),
                Subnet::new().name("ingress").address_prefix("10.240.16.0/24"),
            ])
            .tags(&all_tags),
    );
    let nodes = t.nested(&network, "nodes", triceps::network::Subnet::existing("nodes"));
    let control_plane =
        t.add("controlPlane", UserAssignedIdentity::new(interpolate!("id-{name}"), &location).tags(&all_tags));
    let workload =
        t.add("workload", UserAssignedIdentity::new(interpolate!("id-{name}-workload"), &location).tags(&all_tags));
    let joins = t.add("controlPlaneJoins", RoleAssignment::grant(network, Role::NETWORK_CONTRIBUTOR, control_plane));

    let cluster = t.add(
        "cluster",
        ManagedCluster::new(&name, &location)
            .identity(control_plane)
            .sku(ManagedClusterSku::new().name(ManagedClusterSkuName::BASE).tier(&tier))
            .kubernetes_version(&version)
            .dns_prefix(&name)
            .enable_rbac(true)
            .disable_local_accounts(true)
            .node_resource_group(interpolate!("{}-nodes", resource_group().name()))
            .aad_profile(
                ManagedClusterAadProfile::new()
                    .managed(true)
                    .enable_azure_rbac(true)
                    .tenant_id(subscription().tenant_id())
                    .admin_group_object_ids(&admins),
            )
            .api_server_access_profile(
                empty(&ranges)
                    .then_else(Expr::NULL, ManagedClusterApiServerAccessProfile::new().authorized_ip_ranges(&ranges)),
            )
            .agent_pool_profile(
                ManagedClusterAgentPoolProfile::new("system")
                    .mode(ManagedClusterAgentPoolProfileMode::SYSTEM)
                    .count(&system_count)
                    .vm_size(&system_size)
                    .os_type(OsType::LINUX)
                    .os_sku(OsSku::AZURE_LINUX)
                    .os_disk_type(OsDiskType::MANAGED)
                    .availability_zones(&zones)
                    .vnet_subnet_id(nodes)
                    .node_taints(["CriticalAddonsOnly=true:NoSchedule"])
                    .upgrade_settings(AgentPoolUpgradeSettings::new().max_surge("33%")),
            )
            .network_profile(
                ContainerServiceNetworkProfile::new()
                    .network_plugin(NetworkPlugin::AZURE)
                    .network_plugin_mode(NetworkPluginMode::OVERLAY)
                    .network_dataplane(NetworkDataplane::CILIUM)
                    .load_balancer_sku(LoadBalancerSku::STANDARD)
                    .pod_cidr("192.168.0.0/16")
                    .service_cidr("10.0.0.0/16")
                    .dns_service_ip("10.0.0.10"),
            )
            .addon_profiles(object! {
                omsagent: ManagedClusterAddonProfile::new(true)
                    .config(object! { logAnalyticsWorkspaceResourceID: workspace.id(), useAADAuth: "true" }),
                azureKeyvaultSecretsProvider: ManagedClusterAddonProfile::new(true)
                    .config(object! { enableSecretRotation: "true", rotationPollInterval: "2m" }),
            })
            .oidc_issuer_profile(ManagedClusterOidcIssuerProfile::new().enabled(true))
            .security_profile(
                ManagedClusterSecurityProfile::new()
                    .workload_identity(WorkloadIdentity::new().enabled(true))
                    .image_cleaner(ImageCleaner::new().enabled(true).interval_hours(48)),
            )
            .workload_auto_scaler_profile(ManagedClusterWorkloadAutoScalerProfile::new().keda(Keda::new(true)))
            .auto_upgrade_profile(
                ManagedClusterAutoUpgradeProfile::new()
                    .upgrade_channel(UpgradeChannel::PATCH)
                    .node_os_upgrade_channel(NodeOsUpgradeChannel::NODE_IMAGE),
            )
            .tags(&all_tags)
            .depends_on(joins),
    );
    let node_pools = t.add_each("pools", each("pool", &pools), |pool, _| {
        AgentPool::new(pool.prop("name"))
            .parent(cluster)
            .mode(Mode::USER)
            .vm_size(pool.prop("size"))
            .os_type(OsType::LINUX)
            .os_sku(OsSku::AZURE_LINUX)
            .enable_auto_scaling(true)
            .min_count(pool.prop("minimum"))
            .max_count(pool.prop("maximum"))
            .count(pool.prop("minimum"))
            .availability_zones(&zones)
            .vnet_subnet_id(nodes)
            .node_taints(pool.safe_prop("taints").or(triceps::empty()))
            .node_labels(pool.safe_prop("labels").or(object! {}))
    });
    t.batch_size(&node_pools, 1);
    t.add(
        "maintenance",
        MaintenanceConfiguration::new("aksManagedAutoUpgradeSchedule").parent(cluster).maintenance_window(
            MaintenanceWindow::new(Schedule::new().weekly(WeeklySchedule::new(1, DayOfWeek::SUNDAY)), 4, "02:00")
                .utc_offset("+00:00"),
        ),
    );
    t.add(
        "kubeletPulls",
        RoleAssignment::grant(
            registry,
            Role::ACR_PULL,
            Principal::service_principal(cluster.identity_profile().prop("kubeletidentity").prop("objectId"))
                .known_as(cluster.id()),
        ),
    );
    t.add(
        "trust",
        FederatedIdentityCredential::new(
            "cluster",
            [FederatedIdentityCredential::AUDIENCE],
            cluster.oidc_issuer_profile_issuer_url(),
            interpolate!("system:serviceaccount:{namespace}:{account}"),
        )
        .parent(workload),
    );
    t.add(
        "logs",
        DiagnosticSetting::new("control-plane")
            .scope(cluster)
            .workspace_id(workspace)
            .logs(
                each("category", ["kube-audit-admin", "kube-controller-manager", "guard"])
                    .map(|category, _| LogSettings::new(true).category(category)),
            )
            .metric(MetricSettings::new(true).category("AllMetrics")),
    );

    t.output("clusterId", cluster.id());
    t.output("apiServer", cluster.fqdn());
    t.output("issuer", cluster.oidc_issuer_profile_issuer_url());
    t.output("registry", registry.login_server());
    t.output("workloadClientId", workload.client_id());
    t.output("poolIds", node_pools.each(|pool| pool.id()));
    t
}
