//! Types that a template declares.

use triceps::{Expr, IntoExpr, Param, Secure, Template, TypeExpr, Value, array, object};

pub(super) fn user_types() -> Template {
    let mut t = Template::for_resource_group();
    let size_type = t.declare_type(
        "sizeType",
        TypeExpr::object::<&str>([])
            .with("cpu", TypeExpr::named("string"))
            .describe_last("vCPU cores.")
            .with("memory", TypeExpr::named("string"))
            .describe_last("Memory with unit.")
            .with("replicas", TypeExpr::named("int").nullable())
            .decorate_last("minValue", [0_i64.into_expr()])
            .decorate_last("maxValue", [1000_i64.into_expr()]),
    );
    t.describe(&size_type, "How a container is sized.");
    let stage_type = t.declare_type(
        "stageType",
        TypeExpr::union([TypeExpr::literal("dev"), TypeExpr::literal("test"), TypeExpr::literal("prod")]),
    );
    t.export(&stage_type);
    let port_type = t.declare_type(
        "portType",
        TypeExpr::union([TypeExpr::literal(80), TypeExpr::literal(443), TypeExpr::literal(8080)]),
    );
    let names_type = t.declare_type("namesType", TypeExpr::named("string").array());
    t.blank_line_before(&names_type, true);
    let any_shape = t.declare_type(
        "anyShape",
        TypeExpr::object([("fixed", TypeExpr::named("bool"))]).additional(TypeExpr::named("string")),
    );
    let http_rule = t.declare_type(
        "httpRule",
        TypeExpr::object([("kind", TypeExpr::literal("http")), ("concurrentRequests", TypeExpr::named("int"))]),
    );
    let queue_rule = t.declare_type(
        "queueRule",
        TypeExpr::object([
            ("kind", TypeExpr::literal("queue")),
            ("queueName", TypeExpr::named("string")),
            ("queueLength", TypeExpr::named("int")),
        ]),
    );
    let rule_type = t.declare_type("ruleType", TypeExpr::union([http_rule.clone(), queue_rule.clone()]));
    t.decorate(&rule_type, "discriminator", ["kind".into_expr()]);
    let sealed_type = t.declare_type("sealedType", TypeExpr::object([("only", TypeExpr::named("string"))]));
    t.decorate(&sealed_type, "sealed", []);

    let size = t.param(Param::typed("size", size_type.clone()));
    let stage = t.param(Param::typed("stage", stage_type.clone()).default("dev"));
    let port = t.param(Param::typed("port", port_type.clone()).default(443));
    let names = t.param(Param::typed("names", names_type.clone()).default(array![]));
    let shape = t.param(Param::typed("shape", any_shape.clone()));
    let rules = t.param(Param::typed("rules", rule_type.clone().array()).default(array![]));
    let closed = t.param(Param::typed("closed", sealed_type.clone()));
    let pair = t.param(
        Param::typed("pair", TypeExpr::tuple([TypeExpr::named("string"), TypeExpr::named("int")]))
            .default(array!["a", 1].one_line()),
    );

    t.output(
        "echo",
        object! {
            size: &size,
            stage: &stage,
            port: &port,
            names: &names,
            shape: &shape,
            rules: &rules,
            closed: &closed,
            pair: &pair,
        },
    );

    t.place_after(&rule_type, &any_shape);
    t
}

pub(super) fn user_types_advanced() -> Template {
    let mut t = Template::for_resource_group();
    let manual_trigger = t.declare_type("manualTrigger", TypeExpr::object([("type", TypeExpr::literal("manual"))]));
    let schedule_trigger = t.declare_type(
        "scheduleTrigger",
        TypeExpr::object::<&str>([])
            .with("type", TypeExpr::literal("schedule"))
            .with("cron", TypeExpr::named("string"))
            .describe_last("Five field expression.")
            .decorate_last("minLength", [9_i64.into_expr()])
            .decorate_last("maxLength", [64_i64.into_expr()]),
    );
    t.decorate(&schedule_trigger, "sealed", []);
    let trigger_type = t.declare_type(
        "triggerType",
        TypeExpr::union([
            manual_trigger.clone(),
            schedule_trigger.clone(),
            TypeExpr::object([("type", TypeExpr::literal("event")), ("source", TypeExpr::named("string"))]),
        ]),
    );
    t.describe(&trigger_type, "How a trigger fires.");
    t.decorate(&trigger_type, "discriminator", ["type".into_expr()]);
    let folder_type = t.declare_recursive_type("folderType", |folder_type| {
        TypeExpr::object([("name", TypeExpr::named("string")), ("folders", folder_type.clone().array().nullable())])
    });
    t.describe(&folder_type, "A tree of folders.");
    let zones_type = t.declare_type(
        "zonesType",
        TypeExpr::union([TypeExpr::literal("1"), TypeExpr::literal("2"), TypeExpr::literal("3")]).array(),
    );
    t.decorate(&zones_type, "minLength", [1_i64.into_expr()]);
    t.decorate(&zones_type, "maxLength", [3_i64.into_expr()]);
    let endpoint_type = t.declare_type(
        "endpointType",
        TypeExpr::tuple([])
            .with_item(TypeExpr::named("string"))
            .describe_last("Host name.")
            .with_item(TypeExpr::named("int"))
            .decorate_last("minValue", [1_i64.into_expr()])
            .decorate_last("maxValue", [65_535_i64.into_expr()])
            .with_item(TypeExpr::named("bool").nullable()),
    );
    let settings_type = t.declare_type(
        "settingsType",
        TypeExpr::object::<&str>([])
            .with("retention", TypeExpr::named("int"))
            .decorate_last("metadata", [object! { owner: "platform" }.into_expr()])
            .additional(TypeExpr::named("string"))
            .describe_last("Any further text value."),
    );
    let open_type = t.declare_type(
        "openType",
        TypeExpr::object([("known", TypeExpr::named("bool"))])
            .additional(TypeExpr::object([("weight", TypeExpr::named("int"))])),
    );
    let mixed_type = t.declare_type(
        "mixedType",
        TypeExpr::union([
            TypeExpr::literal("auto"),
            TypeExpr::literal(0),
            TypeExpr::literal(1),
            TypeExpr::literal(true),
            TypeExpr::literal(Expr::NULL),
            TypeExpr::object([("size", TypeExpr::literal(1))]).one_line(),
        ])
        .array(),
    );
    let count_type = t.declare_type(
        "countType",
        TypeExpr::union([TypeExpr::literal(-1), TypeExpr::literal(0), TypeExpr::literal(10), TypeExpr::literal(2)]),
    );
    let alias_of_property = t.declare_type("aliasOfProperty", schedule_trigger.clone().prop("cron"));
    let grid_type = t.declare_type("gridType", TypeExpr::named("int").array().array());
    let alias_of_item = t.declare_type("aliasOfItem", grid_type.clone().items());
    let alias_of_index = t.declare_type("aliasOfIndex", endpoint_type.clone().at(1));
    let alias_of_any = t.declare_type("aliasOfAny", open_type.clone().additional_type());
    let maybe_string = t.declare_type("maybeString", TypeExpr::named("string").nullable());
    let surely_string = t.declare_type("surelyString", maybe_string.clone().non_null());
    let account_sku = t.declare_type(
        "accountSku",
        TypeExpr::resource_input("Microsoft.Storage/storageAccounts@2025-06-01").prop("sku"),
    );
    let account_out = t.declare_type(
        "accountOut",
        TypeExpr::resource_output("Microsoft.Storage/storageAccounts@2025-06-01")
            .prop("properties")
            .prop("primaryEndpoints"),
    );
    let secret_type = t.declare_type("secretType", TypeExpr::named("string"));
    t.decorate(&secret_type, "secure", []);

    let trigger = t.param(Param::typed("trigger", trigger_type.clone()).default(object! { type: "manual" }));
    let triggers = t.param(Param::typed("triggers", trigger_type.clone().array()).default(array![]));
    let root = t.param(Param::typed("root", folder_type.clone()));
    let zones = t.param(Param::typed("zones", zones_type.clone()).default(array!["1"]));
    let endpoint = t.param(Param::typed("endpoint", endpoint_type.clone()));
    let settings = t.param(Param::typed("settings", settings_type.clone()));
    let open = t.param(Param::typed("open", open_type.clone()));
    let mode = t.param(Param::typed("mode", mixed_type.clone()).default(array!["auto", 1]));
    let retries = t.param(Param::typed("retries", count_type.clone()).default(-1));
    let cron = t.param(Param::typed("cron", alias_of_property.clone()));
    let row = t.param(Param::typed("row", alias_of_item.clone()).default(array![1, 2]));
    let port = t.param(Param::typed("port", alias_of_index.clone()).default(443));
    let weight = t.param(Param::typed("weight", alias_of_any.clone()));
    let label = t.param(Param::typed("label", surely_string.clone()));
    let sku = t.param(Param::typed("sku", account_sku.clone()));
    let connection = t.param(Param::typed("connection", secret_type.clone()));
    let grid = t.param(Param::typed("grid", grid_type.clone()).default(array![]));
    let maybe_list = t.param(Param::<Value<Option<Vec<String>>>>::of("maybeList"));
    let list_of_maybe = t.param(Param::array_of::<Option<String>>("listOfMaybe").default(array![]));

    t.output(
        "echo",
        object! {
            trigger: &trigger,
            triggers: &triggers,
            root: &root,
            zones: &zones,
            endpoint: &endpoint,
            settings: &settings,
            open: &open,
            mode: &mode,
            retries: &retries,
            cron: &cron,
            row: &row,
            port: &port,
            weight: &weight,
            label: &label,
            sku: &sku,
            grid: &grid,
            maybeList: maybe_list.as_expr().or(array![]),
            listOfMaybe: &list_of_maybe,
        },
    );
    t.secure_output::<String>("secured", Secure::from_expr(connection.clone()));
    t.output_of("endpoints", account_out.clone().nullable(), Expr::NULL).blank_line_before(false);

    t.place_after(&manual_trigger, &trigger_type);
    t.place_after(&schedule_trigger, &manual_trigger);
    t
}
