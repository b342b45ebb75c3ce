//! Loops of values, resources and modules.

use triceps::functions::{filter, length, map, map_indexed, range, reduce, resource_group, string, to_lower, to_upper};
use triceps::scope::resource_group_named;
use triceps::{
    Any, Diagnostics, Module, Param, Raw, Template, TypeExpr, array, convert::IntoTyped, each, interpolate, object,
};

pub(super) fn loops_values() -> Template {
    let mut t = Template::for_resource_group();
    let names = t.param(Param::array_of::<String>("names").default(array!["one", "two"]));
    let ports = t.param(Param::array_of::<i64>("ports").default(array![80, 443]));

    let upper = t.var("upper", each("name", &names).map(|name, _| to_upper(&name)));
    let indexed = t.var("indexed", each("name", &names).map(|name, i| interpolate!("{i}-{name}")));
    let objects =
        t.var("objects", each("port", &ports).map(|port, i| object! { name: interpolate!("port-{i}"), value: &port }));
    let counted = t.var("counted", each("i", range(0, 3)).map(|i, _| interpolate!("item{i}")));
    let labels = t.var("labels", each("name", &names).map(|name, _| object! { label: &name }));

    t.output_as::<Vec<Any>>("upperNames", &upper);
    t.output_as::<Vec<Any>>("indexedNames", &indexed);
    t.output_as::<Vec<Any>>("objectList", &objects);
    t.output_as::<Vec<Any>>("countedList", &counted);
    t.output_as::<Vec<Any>>("wrapped", &labels);
    t.output_as::<Vec<Any>>("inline", each("name", &names).map(|name, _| interpolate!("out-{name}")));
    t
}

pub(super) fn loops_nested() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let networks = t.param(
        Param::typed(
            "networks",
            TypeExpr::object([
                ("name", TypeExpr::named("string")),
                ("prefix", TypeExpr::named("string")),
                (
                    "subnets",
                    TypeExpr::object([
                        ("name", TypeExpr::named("string")),
                        ("prefix", TypeExpr::named("string")),
                        ("delegated", TypeExpr::named("bool")),
                    ])
                    .array(),
                ),
            ])
            .array(),
        )
        .description("Subnet definitions, one list per network."),
    );
    let matrix = t.param(Param::array("matrix").default(array![[1, 2], [3]]));
    let ports = t.param(Param::array_of::<i64>("ports").default(array![80, 443, 8080]));
    t.blank_line_before(&ports, true);

    let rows = t.var("rows", each("row", &matrix).map(|row, _| row.clone()));
    let cells = t.var(
        "cells",
        each("row", &matrix)
            .index("y")
            .map(|row, y| map_indexed(["cell", "x"], row, |cell, x| interpolate!("{x},{y}={}", cell.as_expr()))),
    );
    let sums = t.var(
        "sums",
        each("row", &matrix).map(|row, _| reduce(["total", "next"], row, 0, |total, next| &total + &next)),
    );
    let privileged =
        t.var("privileged", each("port", filter("p", &ports, |p| p.less_than(1024))).map(|port, _| port.clone()));
    let grid = t.var("grid", each("y", range(0, 3)).map(|y, _| map("x", range(0, 2), |x| &y * 2 + &x)));
    let countdown = t.var("countdown", each("i", range(1, 5)).map(|i, _| 6.into_typed() - &i));
    let flags = t.var("flags", each("port", &ports).map(|port, _| port.equals(443)));

    let vnets = t.add_each("vnets", each("network", &networks), |network, i| {
        Raw::new(
            "Microsoft.Network/virtualNetworks@2025-05-01",
            object! {
                name: interpolate!("{}-{i}", network.prop("name")),
                location: &location,
                properties: {
                    addressSpace: { addressPrefixes: [network.prop("prefix")] },
                    subnets: each("subnet", network.prop("subnets")).index("j").map(|subnet, j| object! {
                        name: interpolate!("{}-{}-{i}-{j}", network.prop("name"), subnet.prop("name")),
                        properties: {
                            addressPrefix: subnet.prop("prefix"),
                            delegations: subnet.prop("delegated").then_else(
                                array![{ name: "apps", properties: { serviceName: "Microsoft.App/environments" } }],
                                array![],
                            ),
                        },
                    }),
                },
            },
        )
    });

    let rules = t.add_raw(
        "rules",
        "Microsoft.Network/networkSecurityGroups@2025-05-01",
        object! {
            name: "nsg",
            location: &location,
            properties: {
                securityRules: each("port", filter("p", &ports, |p| p.not_equals(8080))).map(|port, i| object! {
                    name: interpolate!("allow-{port}"),
                    properties: {
                        priority: 100.into_typed() + &i * 10,
                        direction: "Inbound",
                        access: "Allow",
                        protocol: "Tcp",
                        sourceAddressPrefix: "*",
                        sourcePortRange: "*",
                        destinationAddressPrefix: "*",
                        destinationPortRange: string(&port),
                    },
                }),
            },
        },
    );

    t.output("rows", &rows);
    t.output_as::<Vec<Any>>("cells", &cells);
    t.output_as::<Vec<Any>>("sums", &sums);
    t.output_as::<Vec<Any>>("privileged", &privileged);
    t.output_as::<Vec<Any>>("grid", &grid);
    t.output_as::<Vec<Any>>("countdown", &countdown);
    t.output_as::<Vec<Any>>("flags", &flags);
    t.output_as::<Vec<Any>>(
        "subnetNames",
        each("network", &networks).map(|network, i| {
            map("subnet", network.prop("subnets"), |subnet| interpolate!("{i}/{}", subnet.prop("name")))
        }),
    );
    t.output("nsgId", rules.id());
    t.output_as::<Vec<Any>>("vnetIds", each("i", range(0, length(&networks))).map(|i, _| vnets.at(&i).id()));
    t
}

pub(super) fn loops_conditional() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let enabled = t.param(Param::bool("enabled").default(true));
    let apps = t.param(Param::typed(
        "apps",
        TypeExpr::object([
            ("name", TypeExpr::named("string")),
            ("enabled", TypeExpr::named("bool")),
            ("vault", TypeExpr::named("string").nullable()),
        ])
        .array(),
    ));
    let shared_vaults =
        t.param(Param::array_of::<String>("sharedVaults").default(array!["kv-shared-a", "kv-shared-b"]));

    let vaults = t.add_each("vaults", each("name", &shared_vaults), |name, _| {
        Raw::existing("Microsoft.KeyVault/vaults@2024-11-01", object! { name: &name })
    });

    let remote_vaults = t.add_each("remoteVaults", each("name", &shared_vaults), |name, i| {
        Raw::existing(
            "Microsoft.KeyVault/vaults@2024-11-01",
            object! {
                name: interpolate!("{name}-{i}"),
                scope: resource_group_named(interpolate!("rg-{name}")),
            },
        )
    });

    let identities = t.add_each("identities", each("app", &apps), |app, i| {
        Raw::new(
            "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
            object! {
                name: interpolate!("id-{}-{i}", app.prop("name")),
                location: &location,
                tags: { vault: app.safe_prop("vault").or(vaults.at(0).name()) },
            },
        )
        .when(enabled.and(app.prop("enabled")))
    });

    let components = t.add_each("components", each("i", range(0, 2)), |i, _| {
        Raw::new(
            "Microsoft.Insights/components@2020-02-02",
            object! {
                name: interpolate!("appi-{i}"),
                location: &location,
                kind: "web",
                properties: { Application_Type: "web" },
            },
        )
        .when(i.greater_than(0))
    });

    let secrets = t.add_each("secrets", each("name", &shared_vaults), |name, i| {
        Raw::new(
            "Microsoft.KeyVault/vaults/secrets@2024-11-01",
            object! {
                parent: vaults.at(&i),
                name: interpolate!("owner-{name}"),
                properties: { contentType: vaults.at(&i).prop("properties").prop("vaultUri") },
            },
        )
        .when(&enabled)
    });

    t.output("vaultUris", each("name", &shared_vaults).map(|_, i| vaults.at(&i).prop("properties").prop("vaultUri")));
    t.output_as::<Vec<Any>>("remoteIds", each("name", &shared_vaults).map(|_, i| remote_vaults.at(&i).id()));
    t.output_as::<Vec<Any>>(
        "identityIds",
        each("app", &apps).map(|app, i| app.prop("enabled").then_else(identities.at(&i).id(), "")),
    );
    t.output("secondComponent", components.at(1).name());
    t.output_as::<Vec<Any>>(
        "secretIds",
        each("name", &shared_vaults).map(|name, i| enabled.then_else(secrets.at(&i).id(), &name)),
    );
    t
}

fn loops_modules_plan() -> Template {
    let mut t = Template::for_resource_group();
    let name = t.param(Param::string("name").description("Plan name."));
    let location = t.param(Param::string("location").description("Region."));
    let sizes = t.param(Param::array_of::<String>("sizes").description("Sizes offered."));

    t.output("planName", to_lower(interpolate!("{name}@{location}")));
    t.output("sizes", &sizes);
    t
}

pub(super) fn loops_modules() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();
    let plan_file = t.module_file("plan.bicep", loops_modules_plan().check()?);
    let location = t.param(Param::string("location").default(resource_group().location()));
    let prefix = t.param(Param::string("prefix").default("ctso"));
    let stamps = t.param(
        Param::typed(
            "stamps",
            TypeExpr::object([("region", TypeExpr::named("string")), ("replicas", TypeExpr::named("int"))]).array(),
        )
        .description("Regions and the number of replicas in each."),
    );

    let stamp_plans = t.add_each("stampPlans", each("stamp", &stamps), |stamp, i| {
        Module::new(&plan_file)
            .name(interpolate!("plan-{i}-{}", stamp.prop("region")))
            .param("name", interpolate!("{prefix}-{}-{i}", stamp.prop("region")))
            .param("location", stamp.prop("region"))
            .param("sizes", each("n", range(0, stamp.prop("replicas"))).map(|n, _| interpolate!("P{n}")))
    });
    t.batch_size(&stamp_plans, 1);

    let numbered = t.add_each("numbered", each("i", range(0, 3)), |i, _| {
        Module::new(&plan_file)
            .name(interpolate!("numbered-{i}"))
            .param("name", interpolate!("{prefix}-n{i}"))
            .param("location", &location)
            .param("sizes", i.equals(0).then_else(array![], array![interpolate!("P{i}")]))
            .depends_on(&stamp_plans)
    });

    let follower = t.add_each("follower", each("stamp", &stamps), |stamp, i| {
        Module::new(&plan_file)
            .name(interpolate!("follower-{i}"))
            .param("name", interpolate!("{}-f", stamp_plans.at(&i).output::<String>("planName")))
            .param("location", stamp.prop("region"))
            .param("sizes", stamp_plans.at(&i).output::<Vec<String>>("sizes"))
    });

    t.output_as::<Vec<Any>>(
        "planNames",
        each("stamp", &stamps).map(|_, i| stamp_plans.at(&i).output::<String>("planName")),
    );
    t.output_as::<Vec<Any>>(
        "planPairs",
        each("i", range(0, length(&stamps))).map(|i, _| {
            object! {
                name: stamp_plans.at(&i).output::<String>("planName"),
                follower: follower.at(&i).output::<String>("planName"),
                deployment: stamp_plans.at(&i).name(),
            }
        }),
    );
    t.output("lastNumbered", numbered.at(2).output::<String>("planName"));
    Ok(t)
}

pub(super) fn resource_loops() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let names = t.param(Param::array_of::<String>("names"));
    let apps = t.param(Param::array("apps"));

    let identities = t.add_each("identities", each("name", &names), |name, _| {
        Raw::new(
            "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
            object! { name: interpolate!("id-{name}"), location: &location },
        )
    });

    let workspaces = t.add_each("workspaces", each("name", &names), |name, i| {
        Raw::new(
            "Microsoft.OperationalInsights/workspaces@2025-07-01",
            object! {
                name: interpolate!("law-{name}-{i}"),
                location: &location,
                tags: { owner: identities.at(&i).id() },
            },
        )
    });
    t.batch_size(&workspaces, 2);

    t.add_each("filtered", each("app", &apps), |app, i| {
        Raw::new(
            "Microsoft.Insights/components@2020-02-02",
            object! {
                name: app.prop("name"),
                location: &location,
                kind: "web",
                properties: { Application_Type: "web", WorkspaceResourceId: workspaces.at(&i % length(&names)).id() },
            },
        )
        .when(app.prop("enabled"))
    });

    t.add_raw(
        "last",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: "last", location: &location, dependsOn: [&identities, workspaces.at(0)] },
    );

    t.output("principalIds", each("name", &names).map(|_, i| identities.at(&i).prop("properties").prop("principalId")));
    t.output("firstId", identities.at(0).id());
    t.output(
        "clientIds",
        each("i", range(0, length(&names))).map(|i, _| identities.at(&i).prop("properties").prop("clientId")),
    );
    t
}
