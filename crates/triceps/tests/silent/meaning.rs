//! The text and the JSON mean the same, and the hash is the one that Azure makes of them.

use triceps::functions::{json, replace};
use triceps::{Any, Expr, IntoExpr, Param, TypeExpr, Value, array, interpolate, object};
use triceps_syntax::{Language, Options, format, parse};

use super::{account_body, group, messages, same};

#[test]
fn union_with_nullable_member() {
    let mut t = group();
    let size = TypeExpr::union([TypeExpr::literal("small"), TypeExpr::literal("large").nullable()]);
    let size = t.declare_type("size", size);
    let p: Value<Any> = t.param(Param::typed("p", size));
    t.output_as::<String>("o", p.or("none"));
    same("union-with-nullable-member", t);
}

#[test]
fn exported_function_described() {
    let mut t = group();
    let joined = t.func::<String, 1>("joined", [("a", TypeExpr::named("string"))], |[a]| interpolate!("{a}!"));
    t.export(&joined);
    t.describe(&joined, "Joins.");
    same("exported-function-described", t);
}

#[test]
fn key_with_dollar() {
    let mut t = group();
    let o = t.param(Param::object("o"));
    for (name, key) in [("a", "$ref"), ("b", "é"), ("c", "日本"), ("d", "a-b"), ("e", "Ⅷ"), ("f", "9a")] {
        t.output_as::<String>(name, o.prop(key));
    }
    same("key-with-dollar", t);
}

#[test]
fn casing_of_type() {
    let mut t = group();
    let account = t.add_raw("account", "microsoft.STORAGE/storageaccounts@2023-05-01", account_body("contosostore1"));
    t.output("id", account.id());
    t.output("type", account.type_name());
    same("casing-of-type", t);
}

#[test]
fn hash_casing_unicode() {
    let mut t = group();
    t.output("o", "ƛ ɤ 𐵾 ᾳ ı");
    same("hash-casing-unicode", t);
}

#[test]
fn hash_location_number() {
    let mut t = group();
    let body = object! {
        name: "contosostore1", location: 1, sku: object! { name: "Standard_LRS" }.one_line(), kind: "StorageV2"
    };
    t.add_raw("account", super::ACCOUNT, body);
    same("hash-location-number", t);
}

#[test]
fn hash_unknown_property() {
    let mut t = group();
    let body = object! { name: "contoso.internal", location: "global", etag: "a" };
    t.add_raw("zone", "Microsoft.Network/privateDnsZones@2024-06-01", body);
    same("hash-unknown-property", t);
}

#[test]
fn deployments_resource_in_side_file() {
    let mut t = group();
    let schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
    let template = object! { "$schema": schema, contentVersion: "1.0.0.0", resources: [] }.one_line();
    let body = object! { name: "d", properties: { mode: "Incremental", template: template } };
    t.add_raw("d", "Microsoft.Resources/deployments@2025-04-01", body);
    same("deployments-resource-in-side-file", t);
}

#[test]
fn json_numbers() {
    for (case, text) in [("json-inf", "inf"), ("json-nan", "NaN"), ("json-small", "0.0000001")] {
        let mut t = group();
        t.output_as::<triceps::Object>("o", object! { x: json(text) }.one_line().into_expr());
        same(case, t);
    }
}

#[test]
fn numbers_that_the_compiler_ends_on_are_refused() {
    let mut t = group();
    let p = t.param(Param::int("p").max_value(i64::MAX));
    t.output("o", p + 1);
    t.check().expect_err("the compiler ends with an exception");

    let mut t = group();
    t.output("o", Value::<i64>::from_expr(i64::MAX.into_expr()) + 1);
    t.check().expect_err("the compiler ends with an exception");

    let mut t = group();
    t.output_as::<triceps::Object>("o", object! { x: json("1000000000000000000000000000000") }.into_expr());
    t.check().expect_err("the compiler ends with an exception");
}

#[test]
fn relatives_of_numbers_that_overflow_are_refused() {
    let int = |value: i64| Value::<i64>::from_expr(value.into_expr());
    for sum in [int(i64::MAX) * 2, int(-2) * i64::MAX, int(i64::MAX) + 7] {
        let found = messages(|t| {
            t.output("o", &sum);
        });
        assert!(!found.is_empty(), "{sum:?}");
    }
}

#[test]
fn format_decorated_tuple() {
    let mut t = group();
    let host = TypeExpr::tuple([TypeExpr::named("string")]).describe_last("Name.");
    let host = t.declare_type("host", host);
    t.output_of("o", host, array!["x"].one_line().into_expr());
    same("format-decorated-tuple", t);
}

#[test]
fn format_spread_only() {
    let mut t = group();
    let more = t.param(Param::object("more"));
    let items = t.param(Param::array("items"));
    let a = t.var("a", object! { ..&more });
    let b = t.var_of("b", TypeExpr::named("array"), array![..&items].into_expr());
    t.blank_line_before(&b, false);
    t.output_as::<triceps::Object>("o", object! { a: a, b: b }.one_line().into_expr());
    let checked = t.check().expect("no errors");
    let text = checked.to_bicep().replace("var b array =", "var b =");
    // The lines of the case are those of a hand; the formatter keeps what is spread alone on one line.
    let case = super::fixture("format-spread-only", "bicep").expect("a text");
    let formatted = format(&parse(case, Language::Bicep), &Options::default());
    assert_eq!(text, formatted);
}

#[test]
fn interpolation_of_a_call() {
    let mut t = group();
    let a = t.param(Param::string("a"));
    t.output("o", interpolate!("{}", replace(&a, "b", "c")));
    let checked = t.check().expect("no errors");
    let text = checked.to_bicep();
    assert!(text.ends_with("= replace(a, 'b', 'c')\n") || !checked.warnings().is_empty(), "{text}");
}

#[test]
fn nested_concat() {
    let mut t = group();
    let a = t.param(Param::string("a"));
    let inner = triceps::functions::call("concat", (&a, "b"));
    t.output_as::<String>("o", triceps::functions::call("concat", (inner, "c")));
    same("nested-concat", t);
}

#[test]
fn folded_guid() {
    let mut t = group();
    let part = triceps::functions::take(replace(triceps::functions::guid(["a"]), "-", ""), 20);
    t.add("account", super::account(interpolate!("st{part}")));
    same("folded-guid", t);
}

#[test]
fn keys_that_need_quotes_stay_keys_in_both() {
    let mut t = group();
    let o = t.param(Param::object("o"));
    for (index, key) in ["a.b", "", "a'b", "${x}", "[x]", "a b", "ß"].into_iter().enumerate() {
        t.output_as::<String>(format!("o{index}"), o.prop(key));
    }
    let arm = super::json(&t.check().expect("no errors").to_arm_string());
    let expected = ["['a.b']", "['']", "['a''b']", "['${x}']", "['[x]']", "['a b']", ".ß"];
    for (index, read) in expected.into_iter().enumerate() {
        assert_eq!(arm["outputs"][format!("o{index}")]["value"], format!("[parameters('o'){read}]"));
    }
}

#[test]
fn an_expression_is_not_a_name_of_a_format() {
    let mut t = group();
    let value: Expr = interpolate!("{{0}} [x]").into_expr();
    t.output_as::<String>("o", value);
    let checked = t.check().expect("no errors");
    assert!(checked.to_bicep().ends_with("= '{0} [x]'\n"));
    assert_eq!(super::json(&checked.to_arm_string())["outputs"]["o"]["value"], "{0} [x]");
}
