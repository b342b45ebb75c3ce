//! Parameters, variables and outputs of every type.

use triceps::functions::{json, max, resource_group, string_secret, union, union_secret};
use triceps::{Any, Expr, Object, Param, Template, TypeExpr, array, convert::IntoTyped, each, interpolate, object};

pub(super) fn param_scalars() -> Template {
    let mut t = Template::for_resource_group();
    let name = t.param(Param::string("name").description("A plain string."));
    let count = t.param(Param::int("count").description("An integer with a default.").default(3));
    let enabled = t.param(Param::bool("enabled").description("A boolean with a default.").default(true));
    let settings = t.param(Param::object("settings").description("An untyped object.").default(object! {}));
    let zones = t.param(Param::array("zones").description("An untyped array.").default(array!["1", "2"]));
    let allowed_cidrs =
        t.param(Param::array_of::<String>("allowedCidrs").description("A typed array.").default(array![]));
    let suffix = t.param(Param::optional_string("suffix").description("May be omitted."));

    t.output(
        "echo",
        object! {
            name: &name,
            count: &count,
            enabled: &enabled,
            settings: &settings,
            zones: &zones,
            allowedCidrs: &allowed_cidrs,
            suffix: suffix.or("none"),
        },
    );
    t
}

pub(super) fn param_decorators() -> Template {
    let mut t = Template::for_resource_group();
    let stage = t.param(
        Param::string("stage")
            .description(Expr::multi_line("Deployment stage.\nSpans two lines.\n"))
            .allowed(["dev", "test", "prod"])
            .default("dev"),
    );
    let prefix = t.param(Param::string("prefix").description("Length-limited prefix.").length(3..=12));
    let replicas = t.param(Param::int("replicas").description("Bounded integer.").range(1..=30).default(1));
    let regions = t.param(Param::array_of::<String>("regions").description("Bounded array.").length(1..=4));
    let client_secret = t.param(Param::secure_string("clientSecret").description("A secret."));
    let vault_secrets = t.param(Param::secure_object("vaultSecrets").description("A secret object."));
    let tags = t.param(
        Param::object("tags")
            .description("Carries metadata.")
            .metadata(object! { owner: "platform", reviewed: true })
            .default(object! {}),
    );

    let stored = t.add_raw("stored", "Microsoft.KeyVault/vaults/secrets@2024-11-01", object! {
        name: "kv-main/secrets",
        properties: {
            value: string_secret(union_secret((&vault_secrets, object! { clientSecret: &client_secret }.one_line()))),
        },
    });

    t.output("stageOut", &stage);
    t.output("prefixOut", &prefix);
    t.output("replicasOut", &replicas);
    t.output("regionsOut", &regions);
    t.output("tagsOut", &tags);
    t.output("storedId", stored.id());
    t
}

pub(super) fn var_literals() -> Template {
    let mut t = Template::for_resource_group();
    let text = t.var("text", "plain");
    let quote = t.var("quote", "it's");
    let backslash = t.var("backslash", "a\\b");
    let dollar = t.var("dollar", "cost ${5}");
    let dollar_only = t.var("dollarOnly", "cost $5");
    let lines = t.var("lines", "one\ntwo\tthree\r\n");
    let unicode = t.var("unicode", "naïve ☕ 😀");
    let bracket = t.var("bracket", "[not an expression]");
    let double_bracket = t.var("doubleBracket", "[[escaped]");
    let bracket_inside = t.var("bracketInside", "a[0]");
    let number = t.var("number", 42);
    let negative = t.var("negative", -7);
    let yes = t.var("yes", true);
    let nothing = t.var("nothing", Expr::NULL);
    let empty_object = t.var("emptyObject", object! {});
    let empty_array = t.var("emptyArray", array![]);
    let nested = t.var(
        "nested",
        object! {
            level1: { level2: [1, 2, { level3: "deep" }] },
            "needs-quotes": true,
            "1starts-with-digit": 1,
            "has space": 2,
            _underscore: 3,
        },
    );
    let mixed = t.var("mixed", array!["a", 1, true, null, { k: "v" }, ["inner"]]);
    let multi = t.var("multi", Expr::multi_line("line one\n  line two with ${noInterpolation}\n"));

    t.output(
        "all",
        object! {
            text: &text,
            quote: &quote,
            backslash: &backslash,
            dollar: &dollar,
            dollarOnly: &dollar_only,
            lines: &lines,
            unicode: &unicode,
            bracket: &bracket,
            doubleBracket: &double_bracket,
            bracketInside: &bracket_inside,
            number: &number,
            negative: &negative,
            yes: &yes,
            nothing: &nothing,
            emptyObject: &empty_object,
            emptyArray: &empty_array,
            nested: &nested,
            mixed: &mixed,
            multi: &multi,
        },
    );
    t
}

pub(super) fn numbers() -> Template {
    let mut t = Template::for_resource_group();
    let bounded = t.param(Param::int("bounded").range(-2_147_483_648..=2_147_483_647).default(0));
    let wide = t.param(
        Param::int("wide")
            .range(-9_223_372_036_854_775_808..=9_223_372_036_854_775_807)
            .default(-9_223_372_036_854_775_808_i64),
    );
    let negative_default = t.param(Param::int("negativeDefault").default(-42));
    let large_default = t.param(Param::int("largeDefault").default(4_294_967_296_i64));
    let choice = t.param(Param::int("choice").allowed([-1, 0, 1, 5_000_000_000_i64]).default(-1));

    let zero = t.var("zero", 0);
    let nought = t.var("nought", 0);
    let seven = t.var("seven", 7);
    let int32_max = t.var("int32Max", 2_147_483_647);
    let int32_over = t.var("int32Over", 2_147_483_648_i64);
    let int32_min = t.var("int32Min", -2_147_483_648);
    let int32_under = t.var("int32Under", -2_147_483_649_i64);
    let int64_max = t.var("int64Max", 9_223_372_036_854_775_807_i64);
    let int64_min = t.var("int64Min", -9_223_372_036_854_775_808_i64);
    let sum_small = t.var("sumSmall", 1.into_typed() + 2);
    let sum_large = t.var("sumLarge", 4_294_967_296_i64.into_typed() + &bounded);
    let sum_negative = t.var("sumNegative", &bounded + -5);
    let difference = t.var("difference", 5.into_typed() - -5);
    let negated_param = t.var("negatedParam", -&bounded);
    let negated_group = t.var("negatedGroup", -(&bounded + 1));
    let double_negative = t.var("doubleNegative", -(-7).into_typed());
    let listed = t.var("listed", array![1, -1, 2_147_483_648_i64, -2_147_483_649_i64]);
    let as_arguments = t.var("asArguments", max([1, -1, 2_147_483_647, 2_147_483_648_i64, -2_147_483_649_i64]));
    let in_object =
        t.var("inObject", union((object! {}, object! { small: -3, large: 9_223_372_036_854_775_807_i64 }.one_line())));
    let fraction = t.var("fraction", json("0.25"));
    let negative_fraction = t.var("negativeFraction", json("-1.5e3"));
    let indexed = t.var("indexed", Expr::from(array![10, 20, 30].one_line()).at(2));
    let division = t.var("division", array![7.into_typed() / 2, 7.into_typed() % 2, (-7).into_typed() / 2]);

    t.output(
        "all",
        array![
            &zero,
            &nought,
            &seven,
            &int32_max,
            &int32_over,
            &int32_min,
            &int32_under,
            &int64_max,
            &int64_min,
            &sum_small,
            &sum_large,
            &sum_negative,
            &difference,
            &negated_param,
            &negated_group,
            &double_negative,
            &listed,
            &as_arguments,
            &in_object,
            &fraction,
            &negative_fraction,
            &indexed,
            &division,
            &wide,
            &negative_default,
            &large_default,
            &choice,
        ],
    );
    t.output("plain", 42);
    t.output("negative", -42);
    t.output("large", 9_223_372_036_854_775_807_i64);
    t
}

pub(super) fn outputs() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let token = t.param(Param::secure_string("token"));

    t.output("where", &location).description("A described output.");
    t.output("bounded", &location).description("Bounded output.").length(1..=90);
    t.secure_output::<String>("secret", &token).description("A secret output.");
    t.output_as::<Option<String>>("nullable", Expr::NULL);
    t.output_of(
        "typed",
        TypeExpr::object([("name", TypeExpr::named("string")), ("size", TypeExpr::named("int").nullable())]),
        object! { name: "x", size: 1 },
    );
    t.output_as::<Vec<String>>("list", array!["a"]);
    t
}

pub(super) fn typed_variables() -> Template {
    let mut t = Template::for_resource_group();
    let size_type = t.declare_type(
        "sizeType",
        TypeExpr::object([
            ("name", TypeExpr::named("string")),
            ("cpu", TypeExpr::named("int")),
            ("labels", TypeExpr::named("string").array().nullable()),
        ]),
    );
    t.describe(&size_type, "A named size.");

    let replicas = t.param(Param::int("replicas").default(2));

    let title = t.typed_var::<String>("title", "portal");
    t.describe(&title, "Typed text.");
    let count = t.typed_var::<i64>("count", &replicas * 2);
    t.blank_line_before(&count, false);
    let on = t.typed_var::<bool>("on", count.greater_than(1));
    let names = t.typed_var::<Vec<String>>("names", array!["a", "b"]);
    let bag = t.typed_var::<Object>("bag", object! { title: &title });
    let anything = t.typed_var::<Vec<Any>>("anything", array![1, "two"]);
    let small = t.var_of("small", size_type.clone(), object! { name: "small", cpu: 1 });
    let sizes = t.var_of("sizes", size_type.clone().array(), array![&small, { name: "large", cpu: 4, labels: &names }]);
    let stage = t.var_of("stage", TypeExpr::union([TypeExpr::literal("dev"), TypeExpr::literal("prod")]), "dev");
    let maybe = t.typed_var::<Option<String>>("maybe", Expr::NULL);
    let pair =
        t.var_of("pair", TypeExpr::tuple([TypeExpr::named("string"), TypeExpr::named("int")]), array![&title, &count]);
    let looped = t.typed_var::<Vec<String>>("looped", each("name", &names).map(|name, _| interpolate!("x-{name}")));
    let exported = t.typed_var::<i64>("exported", 7);
    t.export(&exported);
    t.describe(&exported, "Shared with other files.");

    t.output(
        "all",
        object! {
            title: &title,
            count: &count,
            on: &on,
            names: &names,
            bag: &bag,
            anything: &anything,
            sizes: &sizes,
            stage: &stage,
            maybe: maybe.or("none"),
            pair: &pair,
            looped: &looped,
            exported: &exported,
        },
    );
    t
}
