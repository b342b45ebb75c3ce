//! The templates whose output is locked.

use triceps::app::{Container, ContainerApp, ManagedEnvironment, Replicas};
use triceps::container_registry::{Registry, Sku};
use triceps::functions::{map, resource_group, to_upper};
use triceps::managed_identity::UserAssignedIdentity;
use triceps::{Any, Module, Param, Raw, Template, each, interpolate, object};

/// Templates that are emitted, by the folder of their output.
pub(crate) fn templates() -> Vec<(&'static str, Template)> {
    vec![
        ("minimal-portal", triceps_backstage::minimal_portal()),
        ("example-portal", crate::portal::portal()),
        ("language", language()),
        ("modules", modules()),
    ]
}

/// Templates with mistakes, by the folder of the diagnostics of them.
pub(crate) fn mistakes() -> Vec<(&'static str, Template)> {
    vec![("mistakes", mistaken()), ("names", names())]
}

/// Operators, loops, conditions, lambdas, escapes.
fn language() -> Template {
    let mut t = Template::for_resource_group();
    let names = t.param(Param::array_of::<String>("names"));
    let count = t.param(Param::int("count").range(1..=9));
    let hardened = t.param(Param::bool("hardened").default(false));
    let label = t.var("label", interpolate!("it's {count} of ${{count}}: \\{}", "\u{1f980}"));
    let half = t.var("half", (&count + 1) / 2);
    let locks = t.add_each("locks", each("name", &names), |name, i| {
        Raw::new(
            "Microsoft.Authorization/locks@2020-05-01",
            object! { name: interpolate!("{name}-{i}"), properties: { level: "CanNotDelete", notes: &label } },
        )
    });
    let spare = t.add("spare", UserAssignedIdentity::new("spare", resource_group().location()).when(&hardened));
    t.output("ids", locks.each(|lock| lock.id())).description("The locks in order.");
    t.output("spareId", spare.principal_id().or("none"));
    t.output_as::<Vec<Any>>("upper", map("name", &names, to_upper));
    t.output("half", half);
    t
}

/// A module used twice, from a folder.
fn modules() -> Template {
    let mut network = Template::for_resource_group();
    let prefix = network.param(Param::string("prefix"));
    network.output("subnetName", interpolate!("{prefix}-subnet"));
    let network = network.check().expect("the module has no errors");

    let mut t = Template::for_resource_group();
    let file = t.module_file("modules/network.bicep", network);
    let blue = t.add("blue", Module::new(&file).param("prefix", "blue"));
    let green = t.add("green", Module::new(&file).param("prefix", "green").depends_on(blue));
    t.output(
        "subnets",
        interpolate!("{}, {}", blue.output::<String>("subnetName"), green.output::<String>("subnetName")),
    );
    t
}

/// One mistake of each of several kinds.
fn mistaken() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    t.param(Param::string("unused"));
    t.add("registry", Registry::new("no-dashes-allowed", &location, Sku::BASIC));
    let environment = t.add("environment", ManagedEnvironment::new("env", &location));
    t.add(
        "app",
        ContainerApp::new("app", &location, environment)
            .container(Container::new("web", "nginx:1.29").resources(1.0, 1.5).env_secret("TOKEN", "missing"))
            .scale(Replicas::between(3, 1)),
    );
    t
}

/// A name that is taken, and a handle of another template.
fn names() -> Template {
    let mut other = Template::for_resource_group();
    let lock = other.add_raw(
        "lock",
        "Microsoft.Authorization/locks@2020-05-01",
        object! { name: "keep", properties: { level: "CanNotDelete" } },
    );
    let mut t = Template::for_resource_group();
    t.param(Param::string("twice").default("a"));
    t.param(Param::string("twice").default("b"));
    t.output("lockId", lock.id());
    t
}
