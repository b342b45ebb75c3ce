//! Values of the wrong type, and values that are known too late.

use triceps::functions::{BinaryOp, UnaryOp, call};
use triceps::functions::{to_lower, unique_string};
use triceps::{Any, Expr, IntoExpr, Object, Param, Raw, Template, TypeExpr, Value, array, each, interpolate, object};

use super::{ACCOUNT, account, group, list_module, messages, named, same, text_module};

fn string() -> TypeExpr {
    TypeExpr::named("string")
}

#[test]
fn operators_of_wrong_type() {
    let mut t = group();
    let a = t.param(Param::int("a"));
    let and = Expr::binary(BinaryOp::And, &a, true);
    t.output_as::<bool>("o", Expr::binary(BinaryOp::Or, Expr::unary(UnaryOp::Not, &a), and));
    t.output_as::<i64>("p", Expr::ternary(&a, 1, 2));
    t.output_as::<Object>("q", object! { x: a.as_expr().at(0) }.into_expr());
    t.output_as::<bool>("r", Expr::binary(BinaryOp::EqualIgnoreCase, &a, "x"));
    same("operators-of-wrong-type", t);
}

#[test]
fn property_of_number() {
    let mut t = group();
    let x = t.var("x", (-7).into_expr().prop("n"));
    t.output_as::<Object>("o", object! { x: x }.into_expr());
    same("property-of-number", t);
    for value in [true.into_expr(), 7.into_expr(), "text".into_expr()] {
        assert_eq!(
            messages(|t| {
                t.output_as::<String>("o", value.prop("n"));
            }),
            ["BCP055 o"]
        );
    }
}

#[test]
fn concat_mixed() {
    let mut t = group();
    t.output_as::<Vec<Any>>("o", call("concat", ("a", "b", array![])));
    same("concat-mixed", t);
}

#[test]
fn wrong_argument_count() {
    let mut t = group();
    t.output_as::<String>("o", call("toLower", ("A", "B")));
    same("wrong-argument-count", t);
    for (name, args) in [("toLower", 0), ("guid", 0), ("replace", 2), ("substring", 4)] {
        let args = vec!["a".into_expr(); args];
        let found = messages(|t| {
            t.output_as::<String>("o", call(name, args));
        });
        assert!(found.contains(&"BCP071 o".to_owned()), "{name}: {found:?}");
    }
}

#[test]
fn spread_of_object_in_array() {
    let mut t = group();
    let more = t.param(Param::object("more"));
    t.output_as::<Vec<Any>>("o", array![..&more].into_expr());
    same("spread-of-object-in-array", t);
    let found = messages(|t| {
        let items = t.param(Param::array("items"));
        t.output_as::<Object>("o", object! { ..&items }.into_expr());
    });
    assert_eq!(found, ["BCP402 o"]);
    assert_eq!(
        messages(|t| {
            t.output_as::<Vec<Any>>("o", array![.."text"].into_expr());
        }),
        ["BCP402 o"]
    );
}

#[test]
fn spread_beside_nested_loop() {
    let mut t = group();
    let addresses = t.param(Param::array_of::<String>("addresses"));
    let more = t.param(Param::object("more"));
    let prefixes = each("a", &addresses).map(|a, _| a);
    let body = object! {
        name: "net",
        location: "westeurope",
        properties: { ..&more, addressSpace: { addressPrefixes: prefixes } },
    };
    t.add_raw("net", "Microsoft.Network/virtualNetworks@2024-05-01", body);
    let found = t.check().expect_err("the compiler has an error here");
    let found = super::codes(&found);
    assert_eq!(found, [("BCP417".to_owned(), "net".to_owned())].into());
}

#[test]
fn function_reads_param() {
    let mut t = group();
    let prefix = t.param(Param::string("prefix"));
    let f = t.func::<String, 1>("named", [("name", string())], |[name]| interpolate!("{prefix}-{name}"));
    t.output("o", f.call(["x"]));
    let found = t.check().expect_err("a function sees no parameter of the file");
    assert!(super::codes(&found).contains(&("BCP057".to_owned(), "named".to_owned())), "{found}");
}

#[test]
fn function_reads_resource() {
    let mut t = group();
    let account = t.add("account", account("contosostore1"));
    let f = t.func::<String, 1>("named", [("name", string())], |[name]| interpolate!("{}-{name}", account.id()));
    t.output("o", f.call(["x"]));
    same("function-reads-resource", t);
}

#[test]
fn function_reads_variable() {
    let mut t = group();
    let prefix = t.var("prefix", "a");
    let f = t.func::<String, 1>("named", [("name", string())], |[name]| interpolate!("{prefix}-{name}"));
    t.output("o", f.call(["x"]));
    same("function-reads-variable", t);
}

#[test]
fn variable_loop_module_output() {
    let mut t = group();
    let regions = t.param(Param::array_of::<String>("regions"));
    let file = text_module(&mut t);
    let parts =
        t.add_each("parts", each("r", &regions), |r, _| triceps::Module::new(&file).name(interpolate!("part-{r}")));
    let values = each("r", &regions).index("i").map(|_, i| parts.at(i).output::<String>("value"));
    let values = t.var("values", values);
    t.output_as::<Vec<Any>>("o", &values);
    same("variable-loop-module-output", t);
}

#[test]
fn module_condition_runtime() {
    let mut t = group();
    let list = list_module(&mut t);
    let text = text_module(&mut t);
    let names = t.add("names", named(&list, "names"));
    t.add("m", named(&text, "m").when(names.output::<String>("name").equals("x")));
    same("module-condition-runtime", t);
}

#[test]
fn module_name_runtime() {
    let mut t = group();
    let account = t.add("account", account("contosostore1"));
    let file = text_module(&mut t);
    let tier = account.prop("properties").prop("accessTier");
    t.add("m", triceps::Module::new(&file).name(interpolate!("m-{tier}")));
    same("module-name-runtime", t);
}

#[test]
fn existing_named_at_run_time() {
    let existing = |t: &mut Template| {
        let file = list_module(t);
        let names = t.add("names", named(&file, "names"));
        t.add("account", Raw::existing(ACCOUNT, object! { name: names.output::<String>("name") }))
    };
    let mut t = group();
    let account = existing(&mut t);
    t.output_as::<String>("tier", account.prop("properties").prop("accessTier"));
    same("existing-named-at-run-time", t);

    let mut t = group();
    let account = existing(&mut t);
    t.output("id", account.id());
    same("existing-named-at-run-time-id", t);
}

#[test]
fn names_conditions_and_loops_are_known_at_the_start() {
    let tier = |t: &mut Template| {
        let account = t.add("account", account("contosostore1"));
        Value::<String>::from_expr(account.prop("properties").prop("accessTier"))
    };
    let name = messages(|t| {
        let tier = tier(t);
        t.add("two", super::account(tier));
    });
    assert_eq!(name, ["BCP120 two"]);
    let condition = messages(|t| {
        let tier = tier(t);
        t.add("two", super::account("contosostore2").when(tier.equals("Hot")));
    });
    assert_eq!(condition, ["BCP177 two"]);
    let each_of = messages(|t| {
        let tier = tier(t);
        let items = triceps::functions::split(tier, ",");
        t.add_each("two", each("x", items), |x, _| super::account(x));
    });
    assert_eq!(each_of, ["BCP178 two"]);
    let through_a_variable = messages(|t| {
        let tier = tier(t);
        let shown = t.var("shown", to_lower(tier));
        t.add("two", super::account(unique_string([&shown])));
    });
    assert_eq!(through_a_variable, ["BCP120 two"]);
}
