//! Items, indices and parameters of functions: each name stands for one of them, in the text and in the JSON.

use triceps::functions::map;
use triceps::key_vault::Vault;
use triceps::{Any, Expr, IntoExpr, Object, Param, Raw, Template, TypeExpr, Value, array, each, interpolate, object};

use super::{ACCOUNT, codes, group, messages, same};

/// Text and JSON of a template that has no errors.
fn outputs(template: Template) -> (String, serde_json::Value) {
    let checked = template.check().unwrap_or_else(|found| panic!("{found}"));
    (checked.to_bicep(), super::json(&checked.to_arm_string()))
}

#[test]
fn capture_index() {
    let mut t = group();
    let n = t.var("n", "x");
    let regions = t.param(Param::array_of::<String>("regions"));
    let labels = each("region", &regions).index("n").map(|region, at| interpolate!("{n}{at}-{region}"));
    t.output_as::<Vec<Any>>("labels", labels);
    let (text, arm) = outputs(t);
    assert!(text.ends_with("[for (region, n2) in regions: '${n}${n2}-${region}']\n"), "{text}");
    assert_eq!(
        arm["outputs"]["labels"]["copy"]["input"],
        "[format('{0}{1}-{2}', variables('n'), copyIndex(), parameters('regions')[copyIndex()])]"
    );
}

#[test]
fn capture_lambda() {
    let mut t = group();
    let region = t.param(Param::string("region"));
    let regions = t.param(Param::array_of::<String>("regions"));
    t.output("labels", map("region", &regions, |item| interpolate!("{region}-{item}")));
    let (text, arm) = outputs(t);
    assert!(text.ends_with("map(regions, region2 => '${region}-${region2}')\n"), "{text}");
    assert_eq!(
        arm["outputs"]["labels"]["value"],
        "[map(parameters('regions'), lambda('region2', format('{0}-{1}', parameters('region'), lambdaVariables('region2'))))]"
    );
}

#[test]
fn capture_resource_loop() {
    let mut t = group();
    let tier = t.param(Param::string("tier"));
    let tiers = t.param(Param::array_of::<String>("tiers"));
    t.add_each("accounts", each("tier", &tiers).index("i"), |_, i| {
        let body = object! {
            name: interpolate!("contosostore{i}"), location: &tier, sku: { name: "Standard_LRS" }, kind: "StorageV2"
        };
        Raw::new(ACCOUNT, body)
    });
    let (text, arm) = outputs(t);
    assert!(text.contains("for (tier2, i) in tiers: {") && text.contains("location: tier\n"), "{text}");
    assert_eq!(arm["resources"]["accounts"]["location"], "[parameters('tier')]");
}

#[test]
fn item_equals_index() {
    let mut t = group();
    let regions = t.param(Param::array_of::<String>("regions"));
    let labels = each("r", &regions).index("r").map(|region, at| interpolate!("{region}{at}"));
    t.output_as::<Vec<Any>>("labels", labels);
    let (text, arm) = outputs(t);
    assert!(text.ends_with("[for (r, r2) in regions: '${r}${r2}']\n"), "{text}");
    assert_eq!(
        arm["outputs"]["labels"]["copy"]["input"],
        "[format('{0}{1}', parameters('regions')[copyIndex()], copyIndex())]"
    );
}

#[test]
fn nested_child_own_name() {
    let mut t = group();
    let secrets = t.param(Param::array_of::<String>("secrets"));
    let body = object! {
        name: "kv-contoso-one",
        location: "westeurope",
        properties: { sku: { family: "A", name: "standard" }, tenantId: triceps::functions::tenant().into_expr().prop("tenantId"), accessPolicies: [] },
    };
    let vault = t.add_raw("vault", "Microsoft.KeyVault/vaults@2023-07-01", body);
    let child =
        |name: Value<String>| Raw::new("Microsoft.KeyVault/vaults/secrets", object! { name: name, properties: {} });
    t.nested_each(&vault, "secrets", each("s", &secrets), |name, _| child(name));
    let (text, arm) = outputs(t);
    assert!(text.contains("resource secrets2 'secrets' = [\n    for s in secrets: {"), "{text}");
    let child = &arm["resources"]["vault::secrets2"];
    assert_eq!(child["copy"]["count"], "[length(parameters('secrets'))]");
    assert_eq!(child["name"], "[format('{0}/{1}', 'kv-contoso-one', parameters('secrets')[copyIndex()])]");
}

#[test]
fn a_lambda_in_a_lambda_of_the_same_name_keeps_both() {
    let mut t = group();
    let names = t.param(Param::array_of::<String>("names"));
    let pairs = map("n", &names, |outer| map("n", &names, move |inner| interpolate!("{outer}{inner}")));
    t.output("pairs", pairs);
    let (text, _) = outputs(t);
    assert!(text.ends_with("map(names, n => map(names, n2 => '${n}${n2}'))\n"), "{text}");
}

#[test]
fn loops_side_by_side_keep_their_names() {
    let mut t = group();
    let names = t.param(Param::array_of::<String>("names"));
    t.var("a", each("n", &names).map(|n, _| n));
    t.var("b", each("n", &names).map(|n, _| n));
    let (text, _) = outputs(t);
    assert_eq!(text.matches("[for n in names: n]").count(), 2, "{text}");
}

#[test]
fn a_local_never_hides_a_function_that_its_body_calls() {
    let mut t = group();
    let names = t.param(Param::array_of::<String>("names"));
    t.output("lower", map("toLower", &names, triceps::functions::to_lower));
    let (text, _) = outputs(t);
    assert!(text.contains("sys.toLower(toLower)") || text.contains("toLower2 => toLower(toLower2)"), "{text}");
}

#[test]
fn not_a_name() {
    for name in ["not a name", "", "9a", "a-b", "${x}", "null", "true", "é", "a\n"] {
        let found = messages(|t| {
            let regions = t.param(Param::array_of::<String>("regions"));
            t.output_as::<Vec<Any>>("labels", each(name, &regions).map(|_, _| "x"));
        });
        assert!(
            found.iter().any(|found| found.starts_with("TRI") && found.ends_with(" labels")),
            "{name:?}: {found:?}"
        );
    }
}

#[test]
fn function_same_params() {
    let mut t = group();
    let string = || TypeExpr::named("string");
    let join = t.func::<String, 2>("join2", [("a", string()), ("a", string())], |[a, _]| interpolate!("{a}"));
    t.output("o", join.call(["x", "y"]));
    let found = t.check().expect_err("two parameters of one name");
    assert!(codes(&found).contains(&("BCP028".to_owned(), "join2".to_owned())), "{found}");
}

#[test]
fn lambda_arity() {
    let mut t = group();
    let names = t.param(Param::array("names"));
    let none = Expr::lambda([], |[]| 1.into_expr());
    t.output_as::<Vec<Any>>("o", triceps::functions::call("map", (names, none)));
    same("lambda-arity", t);
    let too_many = messages(|t| {
        let names = t.param(Param::array("names"));
        let three = Expr::lambda(["a", "b", "c"], |[a, ..]| a);
        t.output_as::<Vec<Any>>("o", triceps::functions::call("map", (names, three)));
    });
    assert_eq!(too_many, ["BCP070 o"]);
    let sort = messages(|t| {
        let names = t.param(Param::array("names"));
        let one = Expr::lambda(["a"], |[a]| a);
        t.output_as::<Vec<Any>>("o", triceps::functions::call("sort", (names, one)));
    });
    assert_eq!(sort, ["BCP070 o"]);
}

#[test]
fn lambda_outside_call() {
    let mut t = group();
    let a = t.param(Param::int("a"));
    let lambda = Expr::lambda(["x"], |[x]| x).paren();
    t.output_as::<i64>("o", triceps::functions::call("any", (Expr::ternary(lambda, &a, 1),)));
    same("lambda-outside-call", t);
    assert_eq!(messages(|t| drop(t.var("v", Expr::lambda(["x"], |[x]| x)))), ["BCP242 v", "no-unused-vars v"]);
}

#[test]
fn lambda_index_of_collection() {
    let mut t = group();
    let names = t.param(Param::array_of::<String>("names"));
    let accounts = t.add_each("accounts", each("n", &names), |n, _| super::account(n));
    let range = triceps::functions::range(0, 2);
    t.output("ids", map("i", range, |i| accounts.at(i).id()));
    same("lambda-index-of-collection", t);
}

#[test]
fn an_item_of_one_loop_is_not_readable_outside_it() {
    let found = messages(|t| {
        let names = t.param(Param::array_of::<String>("names"));
        let mut kept = None;
        t.var(
            "a",
            each("n", &names).map(|n, _| {
                kept = Some(n.clone());
                n
            }),
        );
        t.output("o", kept.expect("set above"));
    });
    assert!(found.contains(&"BCP057 o".to_owned()), "{found:?}");
}

#[test]
fn an_item_read_in_the_array_of_its_own_loop_is_refused() {
    let found = messages(|t| {
        let names = t.param(Param::array_of::<String>("names"));
        let mut item = None;
        t.var(
            "a",
            each("n", &names).map(|n, _| {
                item = Some(n);
                1
            }),
        );
        let item = item.expect("set above");
        t.output_as::<Vec<Any>>("o", each("m", array![item]).map(|m, _| m));
    });
    assert!(found.iter().any(|found| found.ends_with(" o")), "{found:?}");
}

#[test]
fn nested_children_take_a_free_name_where_they_read_their_own() {
    let mut t = group();
    let items = t.param(Param::string("items"));
    let vault = t.existing("vault", Vault::existing("kv"));
    t.nested(
        &vault,
        "items",
        Raw::new("Microsoft.KeyVault/vaults/secrets", object! { name: &items, properties: Object::new() }),
    );
    let (text, _) = outputs(t);
    assert!(text.contains("resource items2 'secrets'") && text.contains("name: items\n"), "{text}");
}

#[test]
fn a_name_that_gets_a_number_is_not_too_long() {
    let name: &'static str = Box::leak("n".repeat(255).into_boxed_str());
    let mut t = group();
    let long = t.param(Param::string(name));
    t.output("labels", map(name, ["a"], |item: Value<String>| interpolate!("{long}-{item}")));
    let (text, _) = outputs(t);
    let renamed = format!("{}2", "n".repeat(254));
    assert!(text.contains(&format!("{renamed} =>\n    '${{{name}}}-${{{renamed}}}'")), "{text}");
}
