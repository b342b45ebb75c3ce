//! The private network, and private endpoints for what has no public address.

use triceps::functions::{cidr_subnet, environment, replace};
use triceps::network::private_dns_zone_group::PrivateDnsZoneConfig;
use triceps::network::private_endpoint::PrivateLinkServiceConnection;
use triceps::network::virtual_network::{
    AddressSpace, Delegation, PrivateEndpointNetworkPolicies, Subnet as SubnetPart,
};
use triceps::network::{
    NetworkSecurityGroup, NetworkSecurityGroupRef, PrivateDnsZone, PrivateDnsZoneGroup, PrivateEndpoint, Subnet,
    SubnetRef, VirtualNetwork, VirtualNetworkLink, VirtualNetworkRef,
};
use triceps::{Any, Array, Expr, IntoExpr, IntoValue, ResourceId, Template, Value, each, interpolate, object};

use super::base::{Base, described, tagged};
use triceps_portal::config::{self, Portal};

/// The network with its subnets.
pub(super) struct Network {
    pub rules: NetworkSecurityGroupRef,
    pub model: VirtualNetworkRef,
    pub environment_subnet: SubnetRef,
    endpoint_subnet: SubnetRef,
    /// Delegated to the database server, if there is one.
    pub database_subnet: Option<SubnetRef>,
}

/// A network with one subnet for the environment, one for private endpoints, and one for the database.
pub(super) fn network(t: &mut Template, base: &Base, portal: &Portal, config: &config::Network) -> Network {
    let prefix = described!(t, "networkPrefix", config.address_space.to_string(), "Address space of the network.");
    let rules = t.add(
        "networkRules",
        tagged!(base, NetworkSecurityGroup::new(interpolate!("nsg-{}", base.name)).location(&base.location)),
    );
    let subnet = |name: &str, index: i64| {
        SubnetPart::new().name(name).address_prefix(cidr_subnet(&prefix, 24, index)).network_security_group(rules)
    };
    let delegation = |name: &str, service: &str| Delegation::new().name(name).service_name(service);
    // Subnets are part of the network: written on their own, they get into each other's way.
    let mut subnets = vec![
        subnet("environment", 0).delegations([delegation("environment", "Microsoft.App/environments")]),
        subnet("endpoints", 1).private_endpoint_network_policies(PrivateEndpointNetworkPolicies::ENABLED),
    ];
    if portal.postgres.is_some() {
        subnets.push(
            subnet("database", 2).delegations([delegation("database", "Microsoft.DBforPostgreSQL/flexibleServers")]),
        );
    }
    let network = t.add(
        "network",
        tagged!(base, VirtualNetwork::new(interpolate!("vnet-{}", base.name)).location(&base.location))
            .address_space(AddressSpace::new().address_prefixes([&prefix]).one_line())
            .subnets(subnets),
    );
    let mut nested = |symbol: &'static str, name: &str| t.nested(&network, symbol, Subnet::existing(name));
    Network {
        rules,
        model: network,
        environment_subnet: nested("environmentSubnet", "environment"),
        endpoint_subnet: nested("endpointSubnet", "endpoints"),
        database_subnet: portal.postgres.is_some().then(|| nested("databaseSubnet", "database")),
    }
}

/// Services that are reached through a private endpoint.
#[derive(Default)]
pub(super) struct PrivateServices {
    services: Array,
    zones: Array,
}

impl PrivateServices {
    fn add(&mut self, name: &str, service: impl IntoValue<ResourceId>, group: &str, zone: impl IntoValue<String>) {
        let service = object! { name: name, resourceId: service.into_value(), groupId: group }.one_line();
        self.services = std::mem::take(&mut self.services).push(service);
        self.zones = std::mem::take(&mut self.zones).push(zone.into_value());
    }

    pub(super) fn registry(&mut self, registry: impl IntoValue<ResourceId>) {
        self.add("registry", registry, "registry", interpolate!("privatelink{}", environment().acr_suffix()));
    }

    pub(super) fn vault(&mut self, vault: impl IntoValue<ResourceId>) {
        let suffix = replace(environment().key_vault_suffix(), ".vault.", ".vaultcore.");
        self.add("vault", vault, "vault", interpolate!("privatelink{suffix}"));
    }

    pub(super) fn storage(&mut self, account: impl IntoValue<ResourceId>) {
        let zone = interpolate!("privatelink.blob.{}", environment().storage_suffix());
        self.add("storage", account, "blob", zone);
    }

    pub(super) fn redis(&mut self, cluster: impl IntoValue<ResourceId>) {
        self.add("redis", cluster, "redisEnterprise", "privatelink.redis.azure.net");
    }

    pub(super) fn environment(&mut self, environment: impl IntoValue<ResourceId>, location: &Value<String>) {
        let zone = interpolate!("privatelink.{location}.azurecontainerapps.io");
        self.add("environment", environment, "managedEnvironments", zone);
    }

    pub(super) fn open_ai(&mut self, account: impl IntoValue<ResourceId>) {
        self.add("openai", account, "account", "privatelink.openai.azure.com");
    }

    pub(super) fn search(&mut self, service: impl IntoValue<ResourceId>) {
        self.add("search", service, "searchService", "privatelink.search.windows.net");
    }

    /// Adds a zone, its link to the network and an endpoint for each of them; gives what to wait for.
    pub(super) fn endpoints(self, t: &mut Template, base: &Base, network: &Network) -> [Expr; 2] {
        // Names in an array of their own, so that the zones do not wait for the services.
        let zone_names: Value<Vec<String>> =
            described!(t, "zoneNames", self.zones, "Private DNS zones of the services.").cast();
        let services: Value<Vec<Any>> =
            described!(t, "privateServices", self.services, "Services with a private endpoint, each with its zone.");
        let zones = t.add_each("privateZones", each("name", &zone_names), |name, _| {
            tagged!(base, PrivateDnsZone::new(&name).location("global"))
        });
        let links = t.add_each("privateZoneLinks", each("name", &zone_names), |_, i| {
            tagged!(
                base,
                VirtualNetworkLink::new(interpolate!("link-{}", base.name)).parent(zones.at(&i)).location("global")
            )
            .registration_enabled(false)
            .virtual_network(network.model)
        });
        let endpoints = t.add_each("privateEndpoints", each("service", &services), |service, _| {
            let name = service.prop("name");
            let connection = PrivateLinkServiceConnection::new()
                .name(&name)
                .private_link_service_id(service.prop("resourceId"))
                .group_ids([service.prop("groupId")]);
            tagged!(base, PrivateEndpoint::new(interpolate!("pe-{}-{name}", base.name)).location(&base.location))
                .custom_network_interface_name(interpolate!("nic-{}-{name}", base.name))
                .subnet(network.endpoint_subnet)
                .private_link_service_connections([connection])
        });
        let groups = t.add_each("privateZoneGroups", each("service", &services), |service, i| {
            let zone = PrivateDnsZoneConfig::new().name(service.prop("name")).private_dns_zone_id(zones.at(&i).id());
            PrivateDnsZoneGroup::new("default").parent(endpoints.at(&i)).private_dns_zone_configs([zone])
        });
        [(&groups).into_expr(), (&links).into_expr()]
    }
}
