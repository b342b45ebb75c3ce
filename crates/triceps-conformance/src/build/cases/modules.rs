//! Modules and their scopes.

use triceps::functions::{deployment, resource_group, subscription, tenant};
use triceps::scope::{resource_group_named, resource_group_of, subscription_of};
use triceps::{Any, Diagnostics, Module, Param, Template, array, each, interpolate, object};

fn modules_registry() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").description("Where the registry lives."));
    let name = t.param(Param::string("name").description("Registry name.").length(5..=50));
    let sku = t.param(
        Param::string("sku").description("Registry tier.").allowed(["Basic", "Standard", "Premium"]).default("Basic"),
    );

    let registry = t.add_raw(
        "registry",
        "Microsoft.ContainerRegistry/registries@2025-11-01",
        object! { name: &name, location: &location, sku: { name: &sku } },
    );

    t.output_as::<String>("loginServer", registry.prop("properties").prop("loginServer"))
        .description("Where images are pushed.");
    t
}

pub(super) fn modules() -> Result<Template, Diagnostics> {
    let mut t = Template::for_subscription();
    let registry_file = t.module_file("registry.bicep", modules_registry().check()?);
    let location = t.param(Param::string("location").default(deployment().location()));
    let prefix = t.param(Param::string("prefix").min_length(5));
    let stamps = t.param(Param::array_of::<String>("stamps").default(array!["a", "b"]));
    let with_extras = t.param(Param::bool("withExtras").default(false));

    let rg = t.add_raw(
        "rg",
        "Microsoft.Resources/resourceGroups@2024-03-01",
        object! { name: interpolate!("{prefix}-rg"), location: &location },
    );

    let registry = t.add(
        "registry",
        Module::new(&registry_file)
            .scope(rg)
            .name("registry-deploy")
            .param("location", &location)
            .param("name", interpolate!("{prefix}acr")),
    );

    let unnamed = t.add(
        "unnamed",
        Module::new(&registry_file)
            .scope(rg)
            .param("location", &location)
            .param("name", interpolate!("{prefix}acr2"))
            .param("sku", "Standard"),
    );

    let stamp_modules = t.add_each("stampModules", each("stamp", &stamps), |stamp, i| {
        Module::new(&registry_file)
            .scope(resource_group_named(interpolate!("{prefix}-{stamp}")))
            .name(interpolate!("stamp-{i}"))
            .param("location", &location)
            .param("name", interpolate!("{prefix}{stamp}"))
    });

    let extras = t.add(
        "extras",
        Module::new(&registry_file)
            .scope(rg)
            .name("extras")
            .param("location", &location)
            .param("name", interpolate!("{prefix}extras"))
            .depends_on(registry)
            .when(&with_extras),
    );

    t.output("loginServer", registry.output::<String>("loginServer"));
    t.output("secondServer", unnamed.output::<String>("loginServer"));
    t.output_as::<Vec<Any>>(
        "stampServers",
        each("stamp", &stamps).map(|_, i| stamp_modules.at(&i).output::<String>("loginServer")),
    );
    t.output("extraServer", extras.output::<String>("loginServer").or(""));
    Ok(t)
}

fn module_scopes_group() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location"));

    t.output("where", interpolate!("{}@{location}", resource_group().name()));
    t
}

fn module_scopes_subscription() -> Template {
    let mut t = Template::for_subscription();
    let note = t.param(Param::string("note").default("none"));

    t.output("where", interpolate!("{}:{note}", subscription().subscription_id()));
    t
}

fn module_scopes_tenant() -> Template {
    let mut t = Template::for_tenant();
    t.output("where", tenant().tenant_id());
    t
}

pub(super) fn module_scopes() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();
    let group_file = t.module_file("group.bicep", module_scopes_group().check()?);
    let subscription_file = t.module_file("subscription.bicep", module_scopes_subscription().check()?);
    let tenant_file = t.module_file("tenant.bicep", module_scopes_tenant().check()?);
    let location = t.param(Param::string("location").default(resource_group().location()));
    let other_group = t.param(Param::string("otherGroup"));
    let other_subscription = t.param(Param::string("otherSubscription"));
    let with_tenant = t.param(Param::bool("withTenant").default(false));

    let local = t.add("local", Module::new(&group_file).name("local").param("location", &location));

    let explicit_here = t.add(
        "explicitHere",
        Module::new(&group_file).name("explicit-here").scope(resource_group()).param("location", &location),
    );

    let same_subscription = t.add(
        "sameSubscription",
        Module::new(&group_file)
            .name("same-subscription")
            .scope(resource_group_named(&other_group))
            .param("location", &location),
    );

    let far_group = t.add(
        "farGroup",
        Module::new(&group_file)
            .name("far-group")
            .scope(resource_group_of(&other_subscription, &other_group))
            .param("location", &location)
            .depends_on(local)
            .depends_on(same_subscription),
    );

    let this_subscription =
        t.add("thisSubscription", Module::new(&subscription_file).name("this-subscription").scope(subscription()));

    let other_sub = t.add(
        "otherSub",
        Module::new(&subscription_file)
            .name("other-subscription")
            .scope(subscription_of(&other_subscription))
            .param("note", far_group.output::<String>("where")),
    );

    let at_tenant = t.add(
        "atTenant",
        Module::new(&tenant_file).name("at-tenant").scope(tenant()).depends_on(explicit_here).when(&with_tenant),
    );

    t.output(
        "places",
        array![
            local.output::<String>("where"),
            far_group.output::<String>("where"),
            this_subscription.output::<String>("where"),
            other_sub.output::<String>("where"),
        ],
    );
    t.output("tenantPlace", at_tenant.output::<String>("where").or("skipped"));
    Ok(t)
}
