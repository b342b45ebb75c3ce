//! Names that collide, metadata and decorators.

use triceps::functions::call;
use triceps::functions::{self, deployment, resource_group};
use triceps::{
    Any, Diagnostics, Expr, IntoExpr, Module, Param, Raw, Secure, Template, TypeExpr, array, each, interpolate, object,
};

pub(super) fn metadata_and_scope() -> Template {
    let mut t = Template::for_subscription();
    t.metadata("name", "Sample");
    t.metadata("description", "A template with metadata.");
    t.metadata("owner", object! { team: "platform" });

    let location = t.param(Param::string("location").description("Location.").default(deployment().location()));

    let rg = t.add_raw(
        "rg",
        "Microsoft.Resources/resourceGroups@2024-03-01",
        object! { name: "rg-sample", location: &location, tags: { env: "dev" } },
    );

    t.output("rgId", rg.id());
    t
}

fn metadata_decorators_child() -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Echoes its input.");

    let who = t.param(Param::string("who").description("Whom to greet."));

    t.output("echo", &who).description("What was said.");
    t
}

pub(super) fn metadata_decorators() -> Result<Template, Diagnostics> {
    let mut t = Template::for_resource_group();
    let child_file = t.module_file("child.bicep", metadata_decorators_child().check()?);
    t.metadata("name", "Decorators").description("Described metadata is allowed.");
    t.metadata("nested", object! { list: [1, true, null], inner: { text: "value" } });

    let size_type = t.declare_type(
        "sizeType",
        TypeExpr::object::<&str>([])
            .with("cpu", TypeExpr::named("int"))
            .describe_last("A property.")
            .decorate_last("metadata", [object! { unit: "cores" }.into_expr()])
            .decorate_last("minValue", [1_i64.into_expr()])
            .with("memory", TypeExpr::named("string").nullable())
            .describe_last(Expr::multi_line("  A property with\n    an indented description.\n  ")),
    );
    t.decorate(&size_type, "description", ["A type.".into_expr()]);
    t.decorate(&size_type, "metadata", [object! { since: "1.0" }.into_expr()]);
    t.decorate(&size_type, "export", []);

    let location = t.param(
        Param::string("location")
            .description("A parameter.")
            .metadata(object! { example: "westeurope", deprecated: false })
            .default(resource_group().location()),
    );
    let size = t.param(
        Param::typed("size", size_type.clone())
            .metadata(object! { description: "Described through metadata." })
            .default(object! { cpu: 1 }),
    );
    let items = t.param(Param::array("items").default(array!["a"]));
    t.decorate(&items, "sys.description", ["Qualified decorator.".into_expr()]);
    t.decorate(&items, "sys.minLength", [1_i64.into_expr()]);

    let label = t.var("label", interpolate!("size-{}", size.prop("cpu")));
    t.describe(&label, "A variable.");
    let exported = t.var("exported", "shared");
    t.decorate(&exported, "description", ["An exported variable.".into_expr()]);
    t.decorate(&exported, "export", []);

    let greet = t.func::<String, 1>("greet", [("who", TypeExpr::named("string"))], |[who]| interpolate!("hello {who}"));
    t.describe(&greet, "A function.");

    let identity = t.add_raw(
        "identity",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        object! { name: &label, location: &location },
    );
    t.describe(identity, "A resource.");

    let shared = t.add(
        "shared",
        Raw::existing("Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30", object! { name: "shared" }),
    );
    t.describe(shared, "An existing resource.");

    let many = t.add_each("many", each("item", &items), |item, _| {
        Raw::new(
            "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
            object! { name: interpolate!("id-{}", item.as_expr()), location: &location },
        )
    });
    t.describe(&many, "A looped resource.");
    t.batch_size(&many, 1);

    let child = t.add("child", Module::new(&child_file).name("child").param("who", greet.call([&exported])));
    t.describe(child, "A module.");

    t.output("id", identity.id()).description("An output.").metadata(object! { consumer: "pipeline" });
    t.output(
        "list",
        array![shared.prop("properties").prop("clientId"), many.at(0).id(), child.output::<String>("echo"),],
    )
    .description("An output with limits.")
    .length(1..=10);
    Ok(t)
}

pub(super) fn name_shadowing() -> Template {
    let mut t = Template::for_resource_group();
    let resource_group = t.param(Param::string("resourceGroup").default(functions::resource_group().name()));
    let subscription = t.param(Param::string("subscription").default(functions::subscription().subscription_id()));
    let deployment = t.param(Param::string("deployment").default(functions::deployment().name()));
    let description = t.param(Param::string("description").default("shadowed"));
    let tenant =
        t.param(Param::string("tenant").description("Needs a prefix.").default(functions::tenant().tenant_id()));
    t.decorate(&tenant, "sys.minLength", [1_i64.into_expr()]);
    let secure = t.param(Param::secure_string("secure"));
    let allowed = t.param(Param::string("allowed").allowed(["a", "b"]).default("a"));

    let concat = t.var("concat", "not the function");
    let unique_string = t.var("uniqueString", functions::unique_string((&resource_group, &subscription)));
    let contains = t.var("contains", functions::contains(array![&concat].one_line(), "x"));
    let length = t.var("length", functions::length(&concat));
    let environment = t.var("environment", functions::environment().name());
    let resource_id = t.var("resourceId", functions::resource_id("Microsoft.Storage/storageAccounts", ["sa"]));
    let reference = t.var("reference", "not the function");
    let format = t.var("format", functions::format("{0}-{1}", (&concat, 1)));
    let range = t.var("range", functions::range(0, 2));
    let items = t.var("items", call("sys.map", (&range, Expr::lambda(["i"], |[i]| call("sys.string", [&i])))));

    t.output(
        "values",
        array![
            &resource_group,
            &subscription,
            &deployment,
            &description,
            &tenant,
            &allowed,
            &concat,
            &unique_string,
            &contains,
            &length,
            &environment,
            &resource_id,
            &reference,
            &format,
            &range,
            &items,
        ],
    );
    t.secure_output::<String>(
        "secured",
        Secure::from_expr(Expr::ternary(call("sys.empty", [&secure]), "none", &secure)),
    );
    t.output_as::<Vec<Any>>("local", each("length", &range).map(|length, _| length.clone()));
    t
}

pub(super) fn names_that_need_care() -> Template {
    let mut t = Template::for_resource_group();
    let resource_group = t.param(
        Param::string("resourceGroup")
            .description("Shares its name with a function.")
            .default(functions::resource_group().name()),
    );
    let environment =
        t.param(Param::string("environment").description("Shares its name with a function, too.").default("dev"));
    let module = t.param(Param::string("module").description("Contextual keyword.").default("m"));
    let output = t.param(Param::string("output").description("Contextual keyword.").default("o"));
    let string = t.param(Param::string("string").description("Type name.").default("s"));

    let if_ = t.var("if", "not reserved");
    let for_ = t.var("for", "not reserved");
    let in_ = t.var("in", "not reserved");
    let existing = t.var("existing", "not reserved");
    let object = t.var("object", object! { if: &if_, for: &for_, in: &in_, "true": 1, null: 2, "false ": 3 });

    t.output(
        "values",
        array![
            &resource_group,
            &environment,
            &module,
            &output,
            &string,
            &existing,
            &object,
            object.as_expr().at("true"),
            object.as_expr().at("false "),
        ],
    );
    t
}
