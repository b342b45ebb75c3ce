//! Names, decorators, defaults, handles of other templates.

use triceps::functions::resource_group;
use triceps::{Expr, IntoExpr, Object, Param, Raw, Template, TypeExpr, Value, interpolate, object};

use super::check;

fn lock(name: &str) -> Raw {
    Raw::new("Microsoft.Authorization/locks@2020-05-01", object! { name: name, properties: { level: "CanNotDelete" } })
}

#[test]
fn names_follow_the_language() {
    check(
        |t| {
            for name in ["has space", "1st", "", "ü", "a-b"] {
                let value = t.param(Param::string(name.to_owned()));
                t.output("x".to_owned() + &name.len().to_string(), value);
            }
        },
        &[
            "error[TRI0010] params['has space']: `has space` cannot be a name in Bicep",
            "error[TRI0010] params['1st']: `1st` cannot be a name in Bicep",
            "error[TRI0010] params['']: `` cannot be a name in Bicep",
            "error[TRI0010] params['ü']: `ü` cannot be a name in Bicep",
            "error[TRI0010] params['a-b']: `a-b` cannot be a name in Bicep",
            "error[BCP145] outputs.x3: the name `x3` is declared 2 times",
            "error[BCP145] outputs.x3: the name `x3` is declared 2 times",
        ],
    );
}

#[test]
fn reserved_names() {
    check(
        |t| {
            let copy = t.var("Copy", 1);
            let az = t.var("az", &copy);
            let yes = t.var("true", &az);
            t.output("x", yes);
            t.metadata("_private", "x");
        },
        &[
            "error[BCP268] metadata._private: metadata that starts with `_` is reserved",
            "error[BCP239] variables.Copy: `copy` is reserved among variables",
            "error[BCP084] variables.az: `az` is the name of a namespace",
            "error[TRI0010] variables.true: `true` is a literal and cannot be a name",
        ],
    );
    check(
        |t| {
            let longest = t.var("y".repeat(255), 1);
            t.output("y", longest);
            let long = t.var("x".repeat(256), 1);
            t.output("x", long);
        },
        &[&format!("error[BCP024] variables.{}: a name has at most 255 characters, this one has 256", "x".repeat(256))],
    );
}

#[test]
fn names_are_unique() {
    check(
        |t| {
            let first = t.param(Param::string("name"));
            let second = t.var("name", first);
            let third = t.var("NAME", second);
            t.output("name", third);
        },
        &[
            "error[BCP028] params.name: the name `name` is declared 2 times",
            "error[BCP028] variables.name: the name `name` is declared 2 times",
            "error[BCP353] variables.name: `name`, `NAME` differ in the case of letters only",
            "error[BCP353] variables.NAME: `name`, `NAME` differ in the case of letters only",
        ],
    );
}

#[test]
fn decorators_belong_where_they_are() {
    check(
        |t| {
            let value = t.var("value", 1);
            t.decorate(&value, "secure", []);
            t.batch_size(&value, 2);
            t.output("x", &value);
            let bounded = t.param(Param::string("bounded").min_length(9).max_length(3));
            t.output("y", bounded);
            let described = t.param(Param::string("described").description("a").description("b"));
            t.output("z", described);
        },
        &[
            "error[BCP331] params.bounded: the least value is 9, and the greatest is 3: no value fits",
            "error[BCP166] params.described: `@description` is given twice",
            "error[BCP126] variables.value: `@batchSize` cannot be used on this variable",
            "error[BCP126] variables.value: `@secure` cannot be used on this variable",
            "error[BCP062] outputs.y: the parameter `bounded` has an error",
        ],
    );
}

#[test]
fn handles_of_another_template_are_refused() {
    let mut other = Template::for_resource_group();
    let foreign = other.param(Param::string("foreign"));
    check(
        |t| {
            t.output("x", interpolate!("{foreign}-x"));
        },
        &["error[TRI0001] outputs.x: a handle of another template is used here"],
    );
    let parent = other.add("parent", lock("a"));
    check(
        |t| {
            t.nested(&parent, "child", Raw::new("subnets", object! { name: "b" }));
        },
        &["error[TRI0001] resources.child: a handle of another template is used here"],
    );
}

#[test]
fn types_may_contain_themselves() {
    check(
        |t| {
            let ty = t.declare_recursive_type("node", |node| TypeExpr::object([("children", node.array().nullable())]));
            let tree = t.param(Param::typed("tree", ty));
            t.output_as::<Object>("tree", tree);
        },
        &[],
    );
}

#[test]
fn defaults_are_made_of_parameters_alone() {
    check(
        |t| {
            let var = t.var("suffix", "x");
            let name = t.param(Param::string("name").default(interpolate!("a-{var}")));
            let ok = t.param(Param::string("ok").default(interpolate!("{name}-{}", resource_group().name())));
            t.output("x", ok);
        },
        &["error[BCP072] params.name.default: a default cannot use `suffix`: only other parameters are known then"],
    );
}

#[test]
fn everything_is_found_at_once_and_in_order() {
    let mut t = Template::for_resource_group();
    let unnamed: Value<String> = Value::from_expr(Expr::NULL);
    t.output("z", unnamed);
    t.add("second", Raw::new("nothing", object! {}));
    t.add("first", Raw::new("Microsoft.Storage/storageAccounts", object! { name: "x" }));
    t.param(Param::string("bad name"));
    let diagnostics = t.check().expect_err("three mistakes");
    let lines: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "error[TRI0010] params['bad name']: `bad name` cannot be a name in Bicep",
            "warning[no-unused-params] params['bad name']: the parameter `bad name` is never used",
            "error[BCP029] resources.second: `nothing` is not a resource type",
            "error[BCP029] resources.first: the type `Microsoft.Storage/storageAccounts` has no API version",
            "error[TRI0101] resources.first.name: the name has at most 1 characters, but the minimum is 3",
            "error[BCP033] outputs.z: a value of type `string` is expected, not `null`",
        ]
    );
    // In debug builds a diagnostic names the line that made it.
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.location().is_some_and(|place| place.file() == file!())));
    assert!(diagnostics.to_string().contains("help: "), "{diagnostics}");
}

#[test]
fn broken_references_hide_nothing_else() {
    let mut other = Template::for_resource_group();
    let foreign = other.param(Param::string("foreign"));
    let stray = other.add("stray", lock("a"));
    check(
        |t| {
            let secret = t.param(Param::secure_string("secret"));
            t.param(Param::string("unused"));
            let circle = t.var("circle", "x");
            let back = t.var("back", interpolate!("{circle}-x"));
            t.decorate(&circle, "description", [back.into_expr()]);
            t.var("stranger", &foreign);
            t.add(
                "child",
                Raw::new(
                    "Microsoft.Storage/storageAccounts/blobServices@2025-06-01",
                    object! { parent: &stray, name: "default", properties: 1 },
                ),
            );
            t.add_raw(
                "storage",
                "Microsoft.Storage/storageAccounts@2025-06-01",
                object! {
                    name: "UPPER",
                    location: &foreign,
                    tags: { circle: &circle, secret: &secret },
                    kind: "StorageV9",
                    sku: { name: "Standard_LRS" },
                    properties: { minimumTlsVersion: &foreign, accessTeir: "Hot" },
                },
            );
        },
        &[
            "warning[no-unused-params] params.unused: the parameter `unused` is never used",
            "error[BCP080] variables.circle: the declarations refer to each other in a circle: `circle` -> `back` -> `circle`",
            "error[BCP032] variables.circle: the argument of `@description` must be a literal",
            "error[BCP080] variables.back: the declarations refer to each other in a circle: `back` -> `circle` -> `back`",
            "error[TRI0001] variables.stranger: a handle of another template is used here",
            "warning[no-unused-vars] variables.stranger: the variable `stranger` is never used",
            "error[TRI0001] resources.child.parent: a handle of another template is used here",
            "warning[BCP036] resources.child.properties: the property `properties` takes `BlobServicePropertiesProperties | null`, not `1`",
            "error[TRI0001] resources.storage.location: a handle of another template is used here",
            "error[TRI0001] resources.storage.properties.minimumTlsVersion: a handle of another template is used here",
            "error[BCP062] resources.storage.tags.circle: the variable `circle` has an error",
            "error[TRI0101] resources.storage.name: the name contains `U`",
            "error[TRI0002] resources.storage.tags: `tags` holds a secret, and everyone who can read the resource sees it",
        ],
    );
}

#[test]
fn expressions_of_any_shape_are_checked_without_panics() {
    let deep = (0..200).fold("x".into_expr(), |expr, _| expr.prop("next").or("y"));
    check(
        |t| {
            t.output_as::<String>("deep", deep);
        },
        &["error[TRI0009] outputs.deep: more than 256 expressions stand in each other"],
    );
}

#[test]
fn variables_that_double_each_other_are_walked_once() {
    check(
        |t| {
            let mut value = t.var("v0", "x");
            for index in 1..40 {
                value = t.var(format!("v{index}"), interpolate!("{value}{value}"));
            }
            t.add_raw(
                "tags",
                "Microsoft.Resources/tags@2025-04-01",
                object! {
                    name: "default",
                    properties: { tags: { doubled: &value } },
                },
            );
            t.output("doubled", value);
        },
        &[],
    );
}

#[test]
fn run_time_values_that_double_each_other_are_refused_unwritten() {
    check(
        |t| {
            let account = t.add_raw(
                "account",
                "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
                object! { name: "id-contoso", location: "westeurope" },
            );
            let mut value =
                t.var("v0", interpolate!("id-{}", account.prop("properties").prop("clientId").cast::<String>()));
            for index in 1..60 {
                value = t.var(format!("v{index}"), interpolate!("{value}{value}"));
            }
            t.output("doubled", value);
        },
        &[
            "error[TRI0006] outputs.doubled: `doubled` has more than 4194304 bytes as JSON, and an expression may have 24576 characters",
        ],
    );
}
