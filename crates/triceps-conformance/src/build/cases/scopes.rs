//! Templates of subscriptions, management groups and tenants.

use triceps::functions::{
    deployment, guid, last, management_group, split, subscription, subscription_resource_id, tenant,
};
use triceps::scope::{management_group_named, subscription_of};
use triceps::{Diagnostics, Module, Param, Template, array, interpolate, object};

fn scope_subscription_network() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").description("Region of the network."));
    let workload = t.param(Param::string("workload").description("Short workload name."));

    let vnet = t.add_raw(
        "vnet",
        "Microsoft.Network/virtualNetworks@2025-05-01",
        object! {
            name: interpolate!("vnet-{workload}"),
            location: &location,
            properties: { addressSpace: { addressPrefixes: ["10.20.0.0/16"] } },
        },
    );

    t.output("vnetId", vnet.id());
    t
}

fn scope_subscription_baseline() -> Template {
    let mut t = Template::for_subscription();
    let assignment_id = t.param(Param::string("assignmentId").description("Role assignment this baseline builds on."));

    t.output("recorded", interpolate!("{}:{assignment_id}", subscription().subscription_id()));
    t
}

pub(super) fn scope_subscription() -> Result<Template, Diagnostics> {
    let mut t = Template::for_subscription();
    let network_file = t.module_file("network.bicep", scope_subscription_network().check()?);
    let baseline_file = t.module_file("baseline.bicep", scope_subscription_baseline().check()?);
    let location =
        t.param(Param::string("location").description("Region of the landing zone.").default(deployment().location()));
    let workload = t.param(Param::string("workload").description("Short workload name.").length(2..=10));
    let operators_group_id =
        t.param(Param::string("operatorsGroupId").description("Object id of the operators group."));

    let reader_role_id = t.var("readerRoleId", "acdd72a7-3385-48ef-bd42-f606fba81ae7");

    let group = t.add_raw(
        "group",
        "Microsoft.Resources/resourceGroups@2025-04-01",
        object! { name: interpolate!("rg-{workload}"), location: &location, tags: { workload: &workload } },
    );

    let network = t.add(
        "network",
        Module::new(&network_file)
            .name(interpolate!("network-{workload}"))
            .scope(group)
            .param("location", group.prop("location"))
            .param("workload", &workload),
    );

    let reader = t.add_raw("reader", "Microsoft.Authorization/roleAssignments@2022-04-01", object! {
        name: guid((subscription().id(), &operators_group_id, &reader_role_id)),
        properties: {
            principalId: &operators_group_id,
            principalType: "Group",
            roleDefinitionId: subscription_resource_id("Microsoft.Authorization/roleDefinitions", [&reader_role_id]),
        },
    });

    let baseline = t.add("baseline", Module::new(&baseline_file).name("baseline").param("assignmentId", reader.id()));

    t.output("groupId", group.id());
    t.output("vnetId", network.output::<String>("vnetId"));
    t.output("readerId", reader.id());
    t.output("subscriptionName", subscription().display_name());
    t.output("baselineOf", baseline.output::<String>("recorded"));
    Ok(t)
}

fn scope_management_group_workload() -> Template {
    let mut t = Template::for_subscription();
    let assignment_id = t.param(Param::string("assignmentId").description("Policy assignment that governs the group."));
    let location =
        t.param(Param::string("location").description("Region of the group.").default(deployment().location()));

    let group = t.add_raw(
        "group",
        "Microsoft.Resources/resourceGroups@2025-04-01",
        object! {
            name: "rg-governed",
            location: &location,
            tags: { governedBy: last(split(&assignment_id, "/")) },
        },
    );

    t.output("groupName", group.name());
    t
}

pub(super) fn scope_management_group() -> Result<Template, Diagnostics> {
    let mut t = Template::for_management_group();
    let workload_file = t.module_file("workload.bicep", scope_management_group_workload().check()?);
    let allowed_locations = t.param(
        Param::array_of::<String>("allowedLocations")
            .description("Regions in which workloads may run.")
            .default(array!["westeurope", "northeurope"]),
    );
    let workload_subscription_id =
        t.param(Param::string("workloadSubscriptionId").description("Subscription that receives the budget."));
    let location = t.param(
        Param::string("location")
            .description("Region that stores the assignment identity.")
            .default(deployment().location()),
    );

    let locations = t.add_raw(
        "locations",
        "Microsoft.Authorization/policyDefinitions@2025-03-01",
        object! {
            name: "restrict-locations",
            properties: {
                displayName: "Restrict locations",
                policyType: "Custom",
                mode: "Indexed",
                parameters: { allowed: { type: "Array", metadata: { displayName: "Allowed locations" } } },
                policyRule: {
                    if: { not: { field: "location", in: "[parameters('allowed')]" } },
                    then: { effect: "deny" },
                },
            },
        },
    );

    let assignment = t.add_raw(
        "assignment",
        "Microsoft.Authorization/policyAssignments@2025-03-01",
        object! {
            name: "restrict-locations",
            location: &location,
            identity: { type: "SystemAssigned" },
            properties: {
                displayName: interpolate!("Restrict locations of {}", management_group().name()),
                policyDefinitionId: locations.id(),
                parameters: { allowed: { value: &allowed_locations } },
            },
        },
    );

    let workload = t.add(
        "workload",
        Module::new(&workload_file)
            .name("workload")
            .scope(subscription_of(&workload_subscription_id))
            .param("assignmentId", assignment.id()),
    );

    t.output("definitionId", locations.id());
    t.output_as::<String>("assignmentPrincipal", assignment.prop("identity").prop("principalId"));
    t.output("groupId", management_group().id());
    t.output("workloadGroup", workload.output::<String>("groupName"));
    Ok(t)
}

fn scope_tenant_policies() -> Template {
    let mut t = Template::for_management_group();
    let location = t.param(Param::string("location").description("Region of the deployment."));
    let label = t.param(Param::string("label").description("Display label."));

    t.output("label", interpolate!("{label}@{location} in {}", management_group().name()));
    t
}

fn scope_tenant_marker() -> Template {
    let mut t = Template::for_subscription();
    t.output("marker", subscription().tenant_id());
    t
}

pub(super) fn scope_tenant() -> Result<Template, Diagnostics> {
    let mut t = Template::for_tenant();
    let policies_file = t.module_file("policies.bicep", scope_tenant_policies().check()?);
    let marker_file = t.module_file("marker.bicep", scope_tenant_marker().check()?);
    let prefix =
        t.param(Param::string("prefix").description("Prefix of every management group.").length(2..=8).default("ctso"));
    let location =
        t.param(Param::string("location").description("Region of the deployments.").default(deployment().location()));

    let root = t.add_raw(
        "root",
        "Microsoft.Management/managementGroups@2023-04-01",
        object! { name: &prefix, properties: { displayName: "Contoso" } },
    );

    let platform = t.add_raw(
        "platform",
        "Microsoft.Management/managementGroups@2023-04-01",
        object! {
            name: interpolate!("{prefix}-platform"),
            properties: { displayName: "Platform", details: { parent: { id: root.id() } } },
        },
    );

    let platform_policies = t.add(
        "platformPolicies",
        Module::new(&policies_file)
            .name("platform-policies")
            .scope(platform)
            .param("location", &location)
            .param("label", platform.prop("properties").prop("displayName")),
    );

    let sandbox_policies = t.add(
        "sandboxPolicies",
        Module::new(&policies_file)
            .name("sandbox-policies")
            .scope(management_group_named(interpolate!("{prefix}-sandbox")))
            .param("location", &location)
            .param("label", "Sandbox"),
    );

    let in_subscription = t.add(
        "inSubscription",
        Module::new(&marker_file).name("marker").scope(subscription_of("11111111-2222-3333-4444-555555555555")),
    );

    t.output("rootId", root.id());
    t.output("platformName", platform.name());
    t.output_as::<Vec<String>>(
        "labels",
        array![platform_policies.output::<String>("label"), sandbox_policies.output::<String>("label")],
    );
    t.output("tenantName", tenant().display_name());
    t.output("marker", in_subscription.output::<String>("marker"));
    Ok(t)
}
