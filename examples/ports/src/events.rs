//! Events in and out: hubs with consumer groups, a function app that reads them by its identity, private endpoints.

use triceps::authorization::{Role, RoleAssignment};
use triceps::functions::{flatten, map, resource_group, take, unique_string};
use triceps::managed_identity::UserAssignedIdentity;
use triceps::network::private_endpoint::PrivateLinkServiceConnection;
use triceps::network::{PrivateEndpoint, Subnet, VirtualNetwork};
use triceps::storage::StorageAccount;
use triceps::storage::storage_account::{Kind, Sku};
use triceps::{Param, Template, TypeExpr, array, each, interpolate, object};

use crate::azure::event_hub::event_hub::{
    CaptureDescription, CleanupPolicy, Destination, Encoding, RetentionDescription,
};
use crate::azure::event_hub::event_namespace::{Sku as EventSku, SkuName, SkuTier};
use crate::azure::event_hub::{ConsumerGroup, EventHub, EventNamespace};
use crate::azure::web::plan::SkuDescription;
use crate::azure::web::types::{NameValuePair, SiteConfig};
use crate::azure::web::{Plan, Site};

/// The template.
pub fn template() -> Template {
    let mut t = Template::for_resource_group();
    let hub_type = t.declare_type(
        "hubDefinition",
        TypeExpr::object([
            ("name", TypeExpr::named("string")),
            ("partitions", TypeExpr::named("int").nullable()),
            ("consumers", TypeExpr::named("string").array()),
            ("capture", TypeExpr::named("bool").nullable()),
        ]),
    );
    let location = t.param(Param::string("location").default(resource_group().location()));
    let name = t.param(Param::string("name").length(3..=16));
    let hubs = t.param(
        Param::typed("hubs", hub_type.array())
            .default([object! { name: "orders", consumers: ["billing", "shipping"], capture: true }]),
    );
    let private = t.param(Param::bool("privateEndpoints").default(true));
    let network_name = t.param(Param::string("networkName").default(""));
    let tags = t.param(Param::object("tags").default(object! {}));

    let token = t.var("token", take(unique_string((resource_group().id(), &name)), 6));
    let groups = t.var(
        "groups",
        flatten(map("hub", &hubs, |hub| {
            map("consumer", hub.prop("consumers"), |consumer| object! { hub: hub.prop("name"), consumer: consumer })
        })),
    );

    let identity =
        t.add("identity", UserAssignedIdentity::new(interpolate!("id-{name}-{token}"), &location).tags(&tags));
    let store = t.add(
        "store",
        StorageAccount::new(interpolate!("st{name}{token}"), &location, Sku::STANDARD_LRS, Kind::STORAGE_V2)
            .tags(&tags)
            .allow_shared_key_access(false),
    );
    let namespace = t.add(
        "namespace",
        EventNamespace::new(interpolate!("evhns-{name}-{token}"))
            .location(&location)
            .tags(&tags)
            .identity(identity)
            .sku(EventSku::new(SkuName::STANDARD).tier(SkuTier::STANDARD).capacity(1))
            .is_auto_inflate_enabled(true)
            .maximum_throughput_units(4)
            .disable_local_auth(true),
    );
    let all = t.add_each("hubResources", each("hub", &hubs), |hub, _| {
        EventHub::new(hub.prop("name"))
            .parent(namespace)
            .partition_count(hub.safe_prop("partitions").or(4))
            .retention_description(
                RetentionDescription::new().cleanup_policy(CleanupPolicy::DELETE).retention_time_in_hours(72),
            )
            .capture_description(
                hub.safe_prop("capture").or(false).then_else(
                    CaptureDescription::new().enabled(true).encoding(Encoding::AVRO).destination(
                        Destination::new()
                            .name("EventHubArchive.AzureBlockBlob")
                            .storage_account_resource_id(store)
                            .blob_container("capture"),
                    ),
                    triceps::Expr::NULL,
                ),
            )
    });
    t.add_each("groupResources", each("group", &groups), |group, _| {
        ConsumerGroup::new(interpolate!("{}/{}/{}", namespace.name(), group.prop("hub"), group.prop("consumer")))
            .depends_on(&all)
    });
    let roles =
        t.var("roles", [Role::AZURE_EVENT_HUBS_DATA_RECEIVER.guid(), Role::AZURE_EVENT_HUBS_DATA_SENDER.guid()]);
    let grants = t.add_each("grants", each("role", &roles), |role, _| {
        RoleAssignment::grant(namespace, triceps::authorization::RoleDefinition::by_guid(role), identity)
    });

    let plan = t.add(
        "plan",
        Plan::new(interpolate!("plan-{name}-{token}"), &location)
            .sku(SkuDescription::new().name("EP1").tier("ElasticPremium"))
            .reserved(true),
    );
    let settings = array![
        NameValuePair::new().name("FUNCTIONS_EXTENSION_VERSION").value("~4"),
        NameValuePair::new()
            .name("Events__fullyQualifiedNamespace")
            .value(interpolate!("{}.servicebus.windows.net", namespace.name())),
        NameValuePair::new().name("Events__clientId").value(identity.client_id()),
    ];
    let app = t.add(
        "app",
        Site::new(interpolate!("func-{name}-{token}"), &location)
            .kind("functionapp,linux")
            .identity(identity)
            .server_farm_id(plan)
            .https_only(true)
            .site_config(SiteConfig::new().linux_fx_version("Node|22").app_settings(settings))
            .depends_on(&grants),
    );

    let network = t.add("network", VirtualNetwork::existing(&network_name).when(&private));
    let subnet = t.nested(&network, "endpoints", Subnet::existing("endpoints"));
    let targets = t.var(
        "targets",
        [
            object! { name: "events", id: namespace.id(), group: "namespace" },
            object! { name: "blobs", id: store.id(), group: "blob" },
        ],
    );
    t.add_each("endpointResources", each("target", &targets), |target, _| {
        PrivateEndpoint::new(interpolate!("pe-{}-{token}", target.prop("name")))
            .location(&location)
            .subnet(subnet)
            .private_link_service_connection(
                PrivateLinkServiceConnection::new()
                    .name(target.prop("name"))
                    .private_link_service_id(target.prop("id"))
                    .group_ids([target.prop("group")]),
            )
            .when(&private)
    });

    t.output("hubs", all.each(|hub| hub.id()));
    t.output("app", app.default_host_name());
    t
}
