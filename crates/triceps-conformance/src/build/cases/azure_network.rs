//! Azure slices: networks and their private names.

use triceps::functions::{cidr_subnet, concat, environment, items, map, object_keys, resource_group, unique_string};
use triceps::{Any, Diagnostics, Module, Param, Raw, Template, TypeExpr, array, each, interpolate, object};

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

    let storage = t.add(
        "storage",
        Raw::existing("Microsoft.Storage/storageAccounts@2026-04-01", object! { name: &storage_account_name }),
    );

    let rules = t.add_raw(
        "rules",
        "Microsoft.Network/networkSecurityGroups@2025-07-01",
        object! {
            name: interpolate!("nsg-{workload}"),
            location: &location,
            properties: {
                securityRules: [
                    {
                        name: "deny-internet-in",
                        properties: {
                            access: "Deny",
                            direction: "Inbound",
                            priority: 4000,
                            protocol: "*",
                            sourceAddressPrefix: "Internet",
                            sourcePortRange: "*",
                            destinationAddressPrefix: "*",
                            destinationPortRange: "*",
                        },
                    },
                ],
            },
        },
    );

    let network = t.add_raw(
        "network",
        "Microsoft.Network/virtualNetworks@2025-07-01",
        object! {
            name: interpolate!("vnet-{workload}"),
            location: &location,
            properties: {
                addressSpace: { addressPrefixes: [&address_prefix] },
                subnets: [
                    {
                        name: "apps",
                        properties: {
                            addressPrefix: cidr_subnet(&address_prefix, 23, 0),
                            delegations: [{ name: "apps", properties: { serviceName: "Microsoft.App/environments" } }],
                        },
                    },
                    {
                        name: "endpoints",
                        properties: {
                            addressPrefix: cidr_subnet(&address_prefix, 24, 2),
                            privateEndpointNetworkPolicies: "Enabled",
                            networkSecurityGroup: { id: rules.id() },
                        },
                    },
                ],
            },
        },
    );

    let apps = t.nested(
        &network,
        "apps",
        Raw::existing("Microsoft.Network/virtualNetworks/subnets", object! { name: "apps" }),
    );

    let endpoints = t.nested(
        &network,
        "endpoints",
        Raw::existing("Microsoft.Network/virtualNetworks/subnets", object! { name: "endpoints" }),
    );

    let zones = t.add_each("zones", each("service", &services), |service, _| {
        Raw::new(
            "Microsoft.Network/privateDnsZones@2024-06-01",
            object! { name: zone_names.as_expr().at(&service), location: "global" },
        )
    });

    let links = t.add_each("links", each("service", &services), |_, i| {
        Raw::new(
            "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01",
            object! {
                parent: zones.at(&i),
                name: interpolate!("link-{workload}"),
                location: "global",
                properties: {
                    registrationEnabled: false,
                    resolutionPolicy: "Default",
                    virtualNetwork: { id: network.id() },
                },
            },
        )
    });

    let peer_links = t.add_each("peerLinks", each("peer", &peer_network_ids), |peer, i| {
        Raw::new(
            "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01",
            object! {
                parent: zones.at(0),
                name: interpolate!("peer-{i}"),
                location: "global",
                properties: { registrationEnabled: false, virtualNetwork: { id: &peer } },
            },
        )
    });

    let endpoint = t.add_each("endpoint", each("service", &services), |service, _| {
        Raw::new(
            "Microsoft.Network/privateEndpoints@2025-07-01",
            object! {
                name: interpolate!("pe-{workload}-{service}"),
                location: &location,
                properties: {
                    customNetworkInterfaceName: interpolate!("nic-{workload}-{service}"),
                    subnet: { id: endpoints.id() },
                    privateLinkServiceConnections: [
                        {
                            name: &service,
                            properties: { privateLinkServiceId: storage.id(), groupIds: [&service] },
                        },
                    ],
                },
            },
        )
    });

    let zone_groups = t.add_each("zoneGroups", each("service", &services), |service, i| {
        Raw::new(
            "Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-07-01",
            object! {
                parent: endpoint.at(&i),
                name: "default",
                properties: {
                    privateDnsZoneConfigs: [{ name: &service, properties: { privateDnsZoneId: zones.at(&i).id() } }],
                },
            },
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

    let zone = t.add_raw(
        "zone",
        "Microsoft.Network/privateDnsZones@2024-06-01",
        object! { name: &domain, location: "global" },
    );

    t.nested(
        &zone,
        "wildcard",
        Raw::new(
            "Microsoft.Network/privateDnsZones/A",
            object! { name: "*", properties: { ttl: 300, aRecords: [{ ipv4Address: &address }] } },
        ),
    );

    t.nested(
        &zone,
        "link",
        Raw::new(
            "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
            object! {
                name: "environment",
                location: "global",
                properties: { registrationEnabled: false, virtualNetwork: { id: &network_id } },
            },
        ),
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

    let consumption = t.var("consumption", object! { name: "Consumption", workloadProfileType: "Consumption" });
    let dedicated = t.var(
        "dedicated",
        map("profile", items(&profiles), |profile| {
            object! {
                name: profile.prop("key"),
                workloadProfileType: profile.prop("value").prop("type"),
                minimumCount: profile.prop("value").prop("minimum"),
                maximumCount: profile.prop("value").prop("maximum"),
            }
        }),
    );

    let workspace = t.add(
        "workspace",
        Raw::existing("Microsoft.OperationalInsights/workspaces@2025-07-01", object! { name: &workspace_name }),
    );

    let network = t.add_raw(
        "network",
        "Microsoft.Network/virtualNetworks@2025-07-01",
        object! {
            name: interpolate!("vnet-{workload}"),
            location: &location,
            properties: { addressSpace: { addressPrefixes: ["10.60.0.0/20"] } },
        },
    );

    let subnet = t.add_raw(
        "subnet",
        "Microsoft.Network/virtualNetworks/subnets@2025-07-01",
        object! {
            parent: &network,
            name: "environment",
            properties: {
                addressPrefix: cidr_subnet("10.60.0.0/20", 27, 0),
                serviceEndpoints: [{ service: "Microsoft.Storage" }],
                delegations: [{ name: "environment", properties: { serviceName: "Microsoft.App/environments" } }],
            },
        },
    );

    let account = t.add_raw(
        "account",
        "Microsoft.Storage/storageAccounts@2026-04-01",
        object! {
            name: interpolate!("st{workload}{}", unique_string([resource_group().id()])),
            location: &location,
            kind: "StorageV2",
            sku: { name: "Standard_LRS" },
            properties: {
                networkAcls: { defaultAction: "Deny", virtualNetworkRules: [{ id: subnet.id(), action: "Allow" }] },
            },
        },
    );

    let files = t.nested(
        &account,
        "files",
        Raw::new("Microsoft.Storage/storageAccounts/fileServices", object! { name: "default" }),
    );

    let share = t.nested(
        &files,
        "share",
        Raw::new(
            "Microsoft.Storage/storageAccounts/fileServices/shares",
            object! { name: "repositories", properties: { shareQuota: 100, enabledProtocols: "SMB" } },
        ),
    );

    let environment = t.add_raw(
        "environment",
        "Microsoft.App/managedEnvironments@2026-01-01",
        object! {
            name: interpolate!("cae-{workload}"),
            location: &location,
            properties: {
                vnetConfiguration: { internal: true, infrastructureSubnetId: subnet.id() },
                publicNetworkAccess: "Disabled",
                zoneRedundant: false,
                workloadProfiles: concat((array![&consumption].one_line(), &dedicated)),
                infrastructureResourceGroup: interpolate!("rg-{workload}-infrastructure"),
                peerAuthentication: { mtls: { enabled: true } },
                appLogsConfiguration: {
                    destination: "log-analytics",
                    logAnalyticsConfiguration: {
                        customerId: workspace.prop("properties").prop("customerId"),
                        sharedKey: workspace.method("listKeys", ()).prop("primarySharedKey"),
                    },
                },
            },
        },
    );

    let storage = t.add_raw(
        "storage",
        "Microsoft.App/managedEnvironments/storages@2026-01-01",
        object! {
            parent: &environment,
            name: "repositories",
            properties: {
                azureFile: {
                    accountName: account.name(),
                    accountKey: account.method("listKeys", ()).prop("keys").at(0).prop("value"),
                    shareName: share.name(),
                    accessMode: "ReadWrite",
                },
            },
        },
    );

    let portal = t.add_raw("portal", "Microsoft.App/containerApps@2026-01-01", object! {
        name: "portal",
        location: &location,
        properties: {
            environmentId: environment.id(),
            workloadProfileName: dedicated.at(0).prop("name"),
            configuration: { ingress: { external: true, targetPort: 7007 } },
            template: {
                containers: [
                    {
                        name: "portal",
                        image: &image,
                        resources: { cpu: 2, memory: "4Gi" },
                        volumeMounts: [{ volumeName: "repositories", mountPath: "/data/repositories", subPath: "portal" }],
                    },
                ],
                volumes: [
                    {
                        name: "repositories",
                        storageType: "AzureFile",
                        storageName: storage.name(),
                        mountOptions: "uid=1000,gid=1000,nobrl",
                    },
                ],
            },
        },
    });

    let zone = t.add(
        "zone",
        Module::new(&zone_file)
            .name(interpolate!("zone-{workload}"))
            .param("domain", environment.prop("properties").prop("defaultDomain"))
            .param("address", environment.prop("properties").prop("staticIp"))
            .param("networkId", network.id()),
    );

    t.output_as::<String>("staticAddress", environment.prop("properties").prop("staticIp"));
    t.output(
        "portalUrl",
        interpolate!("https://{}", portal.prop("properties").prop("configuration").prop("ingress").prop("fqdn")),
    );
    t.output("zoneId", zone.output::<String>("zoneId"));
    Ok(t)
}
