//! A hub network: a firewall with its policy, Bastion, private zones, and the peerings with spokes as a module.

use triceps::functions::{cidr_host, cidr_subnet, contains, environment, filter, resource_group, to_lower};
use triceps::insights::DiagnosticSetting;
use triceps::insights::diagnostic_setting::LogSettings;
use triceps::network::private_dns_zone::PrivateDnsZone;
use triceps::network::virtual_network::{AddressSpace, DhcpOptions};
use triceps::network::{Subnet, VirtualNetwork, VirtualNetworkLink, types};
use triceps::operational_insights::Workspace;
use triceps::scope::resource_group_of;
use triceps::{Checked, Diagnostics, Module, Param, Template, TypeExpr, Value, each, interpolate, object};

use crate::azure::network::azure_firewall::{
    AzureFirewallIpConfiguration, AzureFirewallSku, AzureFirewallSkuName, AzureFirewallSkuTier,
};
use crate::azure::network::bastion_host::BastionHostIpConfiguration;
use crate::azure::network::firewall_policy::{DnsSettings, FirewallPolicySku, FirewallPolicySkuTier};
use crate::azure::network::rule_collection_group::{
    FirewallPolicyFilterRuleCollectionAction, FirewallPolicyFilterRuleCollectionActionType, FirewallPolicyRule,
    FirewallPolicyRuleApplicationProtocol, FirewallPolicyRuleCollection, IpProtocol, ProtocolType,
};
use crate::azure::network::types::{
    NextHopType, PublicIpAddressSku, PublicIpAddressSkuName, PublicIpAllocationMethod, Route, ThreatIntelMode,
};
use crate::azure::network::{
    AzureFirewall, BastionHost, FirewallPolicy, PublicIpAddress, RouteTable, RuleCollectionGroup, VirtualNetworkPeering,
};

/// A peering from one network to another, deployed where the first one is.
fn peering() -> Result<Checked, Diagnostics> {
    let mut t = Template::for_resource_group();
    let network = t.param(Param::string("networkName").description("Network to peer."));
    let remote = t.param(Param::string("remoteNetworkId").description("Id of the other network."));
    let gateway = t.param(Param::bool("useRemoteGateways").default(false));
    let local = t.add("network", VirtualNetwork::existing(&network));
    let peering = t.add(
        "peering",
        VirtualNetworkPeering::new("hub")
            .parent(local)
            .remote_virtual_network(&remote)
            .allow_virtual_network_access(true)
            .allow_forwarded_traffic(true)
            .use_remote_gateways(&gateway),
    );
    t.output("state", peering.peering_state());
    t.check()
}

/// The template.
///
/// # Errors
///
/// What is wrong in its module.
pub fn template() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();

    let spoke_type = t.declare_type(
        "spoke",
        TypeExpr::object([
            ("name", TypeExpr::named("string")),
            ("resourceGroup", TypeExpr::named("string")),
            ("subscriptionId", TypeExpr::named("string")),
            ("addressPrefix", TypeExpr::named("string")),
        ]),
    );

    let location = t.param(Param::string("location").default(resource_group().location()));
    let prefix = t.param(Param::string("prefix").description("Start of all names.").length(2..=20).default("hub"));
    let range = t.param(Param::string("addressPrefix").description("Network of the hub.").default("10.0.0.0/20"));
    let tier = t.param(
        Param::one_of("firewallTier", [FirewallPolicySkuTier::STANDARD, FirewallPolicySkuTier::PREMIUM])
            .default(FirewallPolicySkuTier::STANDARD),
    );
    let with_bastion = t.param(Param::bool("deployBastion").default(true));
    let zones = t.param(Param::array_of::<String>("zones").default(["1", "2", "3"]));
    let spokes = t.param(Param::typed("spokes", spoke_type.array()).default(triceps::empty()));
    let domains =
        t.param(Param::array_of::<String>("allowedDomains").description("Domains that spokes may reach.").default([
            "*.microsoft.com",
            "*.ubuntu.com",
            "github.com",
        ]));
    let private_zones = t.param(Param::array_of::<String>("privateZones").default([
        interpolate!("privatelink.blob.{}", environment().storage_suffix()),
        interpolate!("privatelink.vaultcore.azure.net"),
        interpolate!("privatelink.azurewebsites.net"),
    ]));
    let tags = t.param(Param::object("tags").default(object! {}));

    let address_of_firewall = t.var("firewallAddress", cidr_host(cidr_subnet(&range, 26, 0), 3));
    let subnets = t.var(
        "subnets",
        [
            object! { name: "AzureFirewallSubnet", prefix: cidr_subnet(&range, 26, 0) },
            object! { name: "AzureBastionSubnet", prefix: cidr_subnet(&range, 26, 1) },
            object! { name: "GatewaySubnet", prefix: cidr_subnet(&range, 27, 4) },
            object! { name: "shared", prefix: cidr_subnet(&range, 24, 1) },
        ],
    );
    let made = t.var(
        "madeSubnets",
        filter("subnet", &subnets, |subnet| with_bastion.or(subnet.prop("name").not_equals("AzureBastionSubnet"))),
    );

    let workspace = t.add("workspace", Workspace::new(interpolate!("log-{prefix}"), &location).tags(&tags));
    let routes = t.add(
        "routes",
        RouteTable::new(interpolate!("rt-{prefix}-shared"))
            .location(&location)
            .disable_bgp_route_propagation(true)
            .route(
                Route::new(NextHopType::VIRTUAL_APPLIANCE)
                    .name("internet")
                    .address_prefix("0.0.0.0/0")
                    .next_hop_ip_address(&address_of_firewall),
            )
            .tags(&tags),
    );
    let hub = t.add(
        "hub",
        VirtualNetwork::new(interpolate!("vnet-{prefix}"))
            .location(&location)
            .address_space(AddressSpace::new().address_prefixes([&range]))
            .dhcp_options(DhcpOptions::new().dns_servers([&address_of_firewall]))
            .subnets(each("subnet", &made).map(|subnet, _| {
                let plain = types::Subnet::new().name(subnet.prop("name")).address_prefix(subnet.prop("prefix"));
                subnet.prop("name").equals("shared").then_else(plain.clone().route_table(routes), plain)
            }))
            .tags(&tags),
    );
    let firewall_subnet = t.add("firewallSubnet", Subnet::existing("AzureFirewallSubnet").parent(hub));
    let bastion_subnet = t.add("bastionSubnet", Subnet::existing("AzureBastionSubnet").parent(hub));

    let address = |name: Value<String>| {
        PublicIpAddress::new(name)
            .location(&location)
            .sku(PublicIpAddressSku::new().name(PublicIpAddressSkuName::STANDARD))
            .public_ip_allocation_method(PublicIpAllocationMethod::STATIC)
            .zones(&zones)
            .tags(&tags)
    };
    let firewall_address = t.add("firewallPublicAddress", address(interpolate!("pip-{prefix}-firewall")));
    let policy = t.add(
        "policy",
        FirewallPolicy::new(interpolate!("afwp-{prefix}"))
            .location(&location)
            .sku(FirewallPolicySku::new().tier(&tier))
            .threat_intel_mode(ThreatIntelMode::DENY)
            .dns_settings(DnsSettings::new().enable_proxy(true))
            .tags(&tags),
    );
    let allow =
        || FirewallPolicyFilterRuleCollectionAction::new().kind(FirewallPolicyFilterRuleCollectionActionType::ALLOW);
    let sources = t.var("spokePrefixes", each("spoke", &spokes).map(|spoke, _| spoke.prop("addressPrefix")));
    let rules = t.add(
        "rules",
        RuleCollectionGroup::new("spokes").parent(policy).priority(200).rule_collections([
            FirewallPolicyRuleCollection::firewall_policy_filter_rule_collection()
                .name("web")
                .priority(200)
                .action(allow())
                .rule(
                    FirewallPolicyRule::application_rule()
                        .name("allowed-domains")
                        .source_addresses(&sources)
                        .target_fqdns(&domains)
                        .protocol(
                            FirewallPolicyRuleApplicationProtocol::new().protocol_type(ProtocolType::HTTPS).port(443),
                        ),
                ),
            FirewallPolicyRuleCollection::firewall_policy_filter_rule_collection()
                .name("network")
                .priority(100)
                .action(allow())
                .rules([
                    FirewallPolicyRule::network_rule()
                        .name("time")
                        .ip_protocols([IpProtocol::UDP])
                        .source_addresses(&sources)
                        .destination_addresses(["*"])
                        .destination_ports(["123"]),
                    FirewallPolicyRule::network_rule()
                        .name("between-spokes")
                        .ip_protocols([IpProtocol::ANY])
                        .source_addresses(&sources)
                        .destination_addresses(&sources)
                        .destination_ports(["*"]),
                ]),
        ]),
    );
    let firewall = t.add(
        "firewall",
        AzureFirewall::new(interpolate!("afw-{prefix}"))
            .location(&location)
            .sku(
                AzureFirewallSku::new().name(AzureFirewallSkuName::AZFW_V_NET).tier(
                    tier.equals(FirewallPolicySkuTier::PREMIUM)
                        .then_else(AzureFirewallSkuTier::PREMIUM, AzureFirewallSkuTier::STANDARD),
                ),
            )
            .firewall_policy(policy)
            .zones(&zones)
            .ip_configuration(
                AzureFirewallIpConfiguration::new()
                    .name("primary")
                    .subnet(firewall_subnet)
                    .public_ip_address(firewall_address),
            )
            .tags(&tags)
            .depends_on(rules),
    );
    t.add(
        "firewallLogs",
        DiagnosticSetting::new("all")
            .scope(firewall)
            .workspace_id(workspace)
            .log(LogSettings::new(true).category_group("allLogs")),
    );
    let bastion_address =
        t.add("bastionPublicAddress", address(interpolate!("pip-{prefix}-bastion")).when(&with_bastion));
    let bastion = t.add(
        "bastion",
        BastionHost::new(interpolate!("bas-{prefix}"))
            .location(&location)
            .ip_configuration(
                BastionHostIpConfiguration::new(bastion_subnet).name("primary").public_ip_address(bastion_address),
            )
            .enable_tunneling(true)
            .tags(&tags)
            .when(&with_bastion),
    );

    let zone_resources = t.add_each("zonesForEndpoints", each("zone", &private_zones), |zone, _| {
        PrivateDnsZone::new(zone).location("global").tags(&tags)
    });
    t.add_each("zoneLinks", each("zone", &private_zones), |_, i| {
        VirtualNetworkLink::new(interpolate!("link-{prefix}"))
            .parent(zone_resources.at(i))
            .location("global")
            .registration_enabled(false)
            .virtual_network(hub)
    });

    let spoke_networks = t.add_each("spokeNetworks", each("spoke", &spokes), |spoke, _| {
        VirtualNetwork::existing(spoke.prop("name"))
            .scope(resource_group_of(spoke.prop("subscriptionId"), spoke.prop("resourceGroup")))
    });
    t.add_each("hubPeerings", each("spoke", &spokes), |spoke, i| {
        VirtualNetworkPeering::new(interpolate!("spoke-{}", spoke.prop("name")))
            .parent(hub)
            .remote_virtual_network(spoke_networks.at(i))
            .allow_virtual_network_access(true)
            .allow_forwarded_traffic(true)
            .allow_gateway_transit(contains(to_lower(&prefix), "hub"))
    });
    let file = t.module_file("peering.bicep", peering()?);
    let peerings = t.add_each("spokePeerings", each("spoke", &spokes), |spoke, _| {
        Module::new(&file)
            .name(interpolate!("peer-{}", spoke.prop("name")))
            .scope(resource_group_of(spoke.prop("subscriptionId"), spoke.prop("resourceGroup")))
            .param("networkName", spoke.prop("name"))
            .param("remoteNetworkId", hub.id())
    });

    t.output("hubId", hub.id());
    t.output_as::<String>(
        "firewallAddress",
        firewall.ip_configurations().at(0).prop("properties").prop("privateIPAddress"),
    );
    t.output("bastionName", bastion.name());
    t.output("privateZones", zone_resources.each(|zone| zone.id()));
    t.output("peeringStates", peerings.each(|peering| peering.output::<String>("state")));
    Ok(t)
}
