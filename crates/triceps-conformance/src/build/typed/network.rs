//! Networks and their private names.

use triceps::app::storage::{AccessMode, AzureFileProperties};
use triceps::app::{
    Container, ContainerApp, Ingress, ManagedEnvironment, PublicNetworkAccess, Storage, VnetConfiguration, Volume,
    VolumeMount, WorkloadProfile,
};
use triceps::functions::{cidr_subnet, concat, environment, items, map, object_keys, resource_group, unique_string};
use triceps::network::network_security_group::{Direction, Protocol, SecurityRule, SecurityRuleAccess};
use triceps::network::private_dns_zone_group::PrivateDnsZoneConfig;
use triceps::network::private_endpoint::PrivateLinkServiceConnection;
use triceps::network::subnet::{self, ServiceEndpointPropertiesFormat};
use triceps::network::virtual_network::{self, AddressSpace, PrivateEndpointNetworkPolicies};
use triceps::network::virtual_network_link::ResolutionPolicy;
use triceps::network::{
    ARecord, NetworkSecurityGroup, PrivateDnsARecord, PrivateDnsZone, PrivateDnsZoneGroup, PrivateEndpoint, Subnet,
    VirtualNetwork, VirtualNetworkLink,
};
use triceps::operational_insights::Workspace;
use triceps::storage::share::EnabledProtocols;
use triceps::storage::storage_account::{
    self, DefaultAction, Kind, NetworkRuleSet, VirtualNetworkRule, VirtualNetworkRuleAction,
};
use triceps::storage::{FileService, Share, StorageAccount};
use triceps::{Any, Diagnostics, Module, Param, Template, TypeExpr, array, each, interpolate, object};

pub(super) fn azure_vnet_private_dns() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Network with private access to a storage account.");

    let location =
        t.param(Param::string("location").description("Region of the network.").default(resource_group().location()));
    let workload = t.param(Param::string("workload").description("Short workload name.").length(2..=12));
    let address_prefix =
        t.param(Param::string("addressPrefix").description("Address space of the network.").default("10.40.0.0/16"));
    let storage_account_name =
        t.param(Param::string("storageAccountName").description("Storage account that gets a private endpoint."));
    let peer_network_ids = t.param(
        Param::array_of::<String>("peerNetworkIds")
            .description("Networks that also resolve the private names.")
            .default(array![]),
    );

    let zone_names = t.var(
        "zoneNames",
        object! {
            blob: interpolate!("privatelink.blob.{}", environment().storage_suffix()),
            file: interpolate!("privatelink.file.{}", environment().storage_suffix()),
        },
    );
    let services = t.var("services", object_keys(&zone_names));

    let storage = t.existing("storage", StorageAccount::existing(&storage_account_name).api_version("2026-04-01"));

    let rules = t.add(
        "rules",
        NetworkSecurityGroup::new(interpolate!("nsg-{workload}"))
            .api_version("2025-07-01")
            .location(&location)
            .security_rules([SecurityRule::new(
                Protocol::ASTERISK,
                SecurityRuleAccess::DENY,
                4000,
                Direction::INBOUND,
            )
            .name("deny-internet-in")
            .source_address_prefix("Internet")
            .source_port_range("*")
            .destination_address_prefix("*")
            .destination_port_range("*")]),
    );

    let network = t.add(
        "network",
        VirtualNetwork::new(interpolate!("vnet-{workload}"))
            .api_version("2025-07-01")
            .location(&location)
            .address_space(AddressSpace::new().address_prefixes([&address_prefix]))
            .subnets([
                virtual_network::Subnet::new()
                    .name("apps")
                    .address_prefix(cidr_subnet(&address_prefix, 23, 0))
                    .delegations([virtual_network::Delegation::new()
                        .name("apps")
                        .service_name("Microsoft.App/environments")]),
                virtual_network::Subnet::new()
                    .name("endpoints")
                    .address_prefix(cidr_subnet(&address_prefix, 24, 2))
                    .private_endpoint_network_policies(PrivateEndpointNetworkPolicies::ENABLED)
                    .network_security_group(rules),
            ]),
    );

    let apps = t.nested(&network, "apps", Subnet::existing("apps").api_version("2025-07-01"));
    let endpoints = t.nested(&network, "endpoints", Subnet::existing("endpoints").api_version("2025-07-01"));

    let zones = t.add_each("zones", each("service", &services), |service, _| {
        PrivateDnsZone::new(zone_names.as_expr().at(&service)).location("global")
    });

    let links = t.add_each("links", each("service", &services), |_, i| {
        VirtualNetworkLink::new(interpolate!("link-{workload}"))
            .parent(zones.at(&i))
            .location("global")
            .registration_enabled(false)
            .resolution_policy(ResolutionPolicy::DEFAULT)
            .virtual_network(network)
    });

    let peer_links = t.add_each("peerLinks", each("peer", &peer_network_ids), |peer, i| {
        VirtualNetworkLink::new(interpolate!("peer-{i}"))
            .parent(zones.at(0))
            .location("global")
            .registration_enabled(false)
            .virtual_network(&peer)
    });

    let endpoint = t.add_each("endpoint", each("service", &services), |service, _| {
        PrivateEndpoint::new(interpolate!("pe-{workload}-{service}"))
            .api_version("2025-07-01")
            .location(&location)
            .custom_network_interface_name(interpolate!("nic-{workload}-{service}"))
            .subnet(endpoints)
            .private_link_service_connections([PrivateLinkServiceConnection::new()
                .name(&service)
                .private_link_service_id(storage.id())
                .group_ids([&service])])
    });

    let zone_groups = t.add_each("zoneGroups", each("service", &services), |service, i| {
        PrivateDnsZoneGroup::new("default").api_version("2025-07-01").parent(endpoint.at(&i)).private_dns_zone_configs(
            [PrivateDnsZoneConfig::new().name(&service).private_dns_zone_id(zones.at(&i).id())],
        )
    });

    t.output("networkId", network.id());
    t.output("appsSubnetId", apps.id());
    t.output_as::<Vec<Any>>("zoneIds", each("service", &services).map(|_, i| zones.at(&i).id()));
    t.output_as::<Vec<Any>>("linkIds", each("service", &services).map(|_, i| links.at(&i).id()));
    t.output_as::<Vec<Any>>("peerLinkIds", each("peer", &peer_network_ids).map(|_, i| peer_links.at(&i).id()));
    t.output_as::<Vec<Any>>("groupIds", each("service", &services).map(|_, i| zone_groups.at(&i).id()));
    t
}

fn azure_environment_workload_profiles_vnet_zone() -> Template {
    let mut t = Template::for_resource_group();
    let domain = t.param(Param::string("domain").description("Default domain of the environment."));
    let address = t.param(Param::string("address").description("Address of the internal load balancer."));
    let network_id = t.param(Param::string("networkId").description("Network that resolves the domain."));

    let zone = t.add("zone", PrivateDnsZone::new(&domain).location("global"));

    t.nested(&zone, "wildcard", PrivateDnsARecord::new("*").ttl(300).a_record(ARecord::new().ipv4_address(&address)));

    t.nested(
        &zone,
        "link",
        VirtualNetworkLink::new("environment")
            .location("global")
            .registration_enabled(false)
            .virtual_network(&network_id),
    );

    t.output("zoneId", zone.id());
    t
}

pub(super) fn azure_environment_workload_profiles_vnet() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();
    let zone_file = t.module_file("zone.bicep", azure_environment_workload_profiles_vnet_zone().check()?);
    t.metadata("description", "Internal environment with a dedicated profile and a mounted file share.");

    let location = t.param(
        Param::string("location").description("Region of the environment.").default(resource_group().location()),
    );
    let workload = t.param(Param::string("workload").description("Short workload name.").length(2..=8));
    let workspace_name = t.param(Param::string("workspaceName").description("Workspace for the logs."));
    let image = t.param(Param::string("image").description("Image of the portal."));
    let profiles = t.param(
        Param::typed(
            "profiles",
            TypeExpr::object::<&str>([]).additional(TypeExpr::object([
                ("type", TypeExpr::union([TypeExpr::literal("D4"), TypeExpr::literal("D8"), TypeExpr::literal("E4")])),
                ("minimum", TypeExpr::named("int")),
                ("maximum", TypeExpr::named("int")),
            ])),
        )
        .description("Dedicated machines, by profile name.")
        .default(object! { dedicated: { type: "D4", minimum: 1, maximum: 3 } }),
    );

    let consumption = t.var("consumption", WorkloadProfile::consumption());
    let dedicated = t.var(
        "dedicated",
        map("profile", items(&profiles), |profile| {
            let machines = profile.prop("value");
            WorkloadProfile::dedicated(
                profile.prop("key"),
                machines.prop("type"),
                machines.prop("minimum"),
                machines.prop("maximum"),
            )
        }),
    );

    let workspace = t.existing("workspace", Workspace::existing(&workspace_name).api_version("2025-07-01"));

    let network = t.add(
        "network",
        VirtualNetwork::new(interpolate!("vnet-{workload}"))
            .api_version("2025-07-01")
            .location(&location)
            .address_space(AddressSpace::new().address_prefixes(["10.60.0.0/20"])),
    );

    let subnet = t.add(
        "subnet",
        Subnet::new("environment")
            .api_version("2025-07-01")
            .parent(network)
            .address_prefix(cidr_subnet("10.60.0.0/20", 27, 0))
            .service_endpoints([ServiceEndpointPropertiesFormat::new().service("Microsoft.Storage")])
            .delegations([subnet::Delegation::new().name("environment").service_name("Microsoft.App/environments")]),
    );

    let account = t.add(
        "account",
        StorageAccount::new(
            interpolate!("st{workload}{}", unique_string([resource_group().id()])),
            &location,
            storage_account::Sku::STANDARD_LRS,
            Kind::STORAGE_V2,
        )
        .api_version("2026-04-01")
        .network_acls(
            NetworkRuleSet::new(DefaultAction::DENY)
                .virtual_network_rules([VirtualNetworkRule::new(subnet).action(VirtualNetworkRuleAction::ALLOW)]),
        ),
    );

    let files = t.nested(&account, "files", FileService::new().api_version("2026-04-01"));
    let share = t.nested(
        &files,
        "share",
        Share::new("repositories").api_version("2026-04-01").share_quota(100).enabled_protocols(EnabledProtocols::SMB),
    );

    let environment = t.add(
        "environment",
        ManagedEnvironment::new(interpolate!("cae-{workload}"), &location)
            .api_version("2026-01-01")
            .vnet(VnetConfiguration::internal_in(subnet))
            .public_network_access(PublicNetworkAccess::DISABLED)
            .zone_redundant(false)
            .workload_profiles(concat((array![&consumption].one_line(), &dedicated)))
            .infrastructure_resource_group(interpolate!("rg-{workload}-infrastructure"))
            .mtls(true)
            .logs(workspace),
    );

    let storage = t.add(
        "storage",
        Storage::new("repositories").api_version("2026-01-01").parent(environment).azure_file(
            AzureFileProperties::new()
                .account_name(account.name())
                .account_key(account.list_keys().keys(0).value())
                .share_name(share.name())
                .access_mode(AccessMode::READ_WRITE),
        ),
    );

    let portal = t.add(
        "portal",
        ContainerApp::new("portal", &location, environment)
            .api_version("2026-01-01")
            .workload_profile_name(dedicated.at(0).prop("name"))
            .ingress(Ingress::external(7007))
            .container(
                Container::new("portal", &image)
                    .resources(2.0, 4.0)
                    .volume_mount(VolumeMount::new("repositories", "/data/repositories").sub_path("portal")),
            )
            .volume(Volume::azure_file("repositories", storage.name()).mount_options("uid=1000,gid=1000,nobrl")),
    );

    let zone = t.add(
        "zone",
        Module::new(&zone_file)
            .name(interpolate!("zone-{workload}"))
            .param("domain", environment.default_domain())
            .param("address", environment.static_ip())
            .param("networkId", network.id()),
    );

    t.output("staticAddress", environment.static_ip());
    t.output("portalUrl", interpolate!("https://{}", portal.ingress_fqdn()));
    t.output("zoneId", zone.output::<String>("zoneId"));
    Ok(t)
}
